"""Wer nach der Uhr seines PCs noch keine oder keine Rolle mehr hat, erfährt es."""

from pathlib import Path

from kim_desktop.application.ansicht import aufgaben, nichts_wartet
from kim_desktop.domain.rollen import Rolle
from tests.hilfen.kreis import gruende, nimm_auf
from tests.hilfen.luecke import am


def test_eine_uhr_vor_der_zulassung_wird_genannt(tmp_path: Path) -> None:
    kreis = gruende(tmp_path / "k")
    am(kreis.plaetze["KI"], 5)
    hennef = nimm_auf(kreis, "HEN", Rolle.CM_STELLE)
    assert aufgaben(hennef) == []
    assert nichts_wartet(hennef) == (
        "Nach der Uhr dieses PCs ist heute der 12.01.2026, und die Zulassung dieses "
        "Arbeitsplatzes gilt erst ab dem 17.01.2026. Bitte die Uhr prüfen."
    )
    am(hennef, 5)
    assert nichts_wartet(hennef) == "Zurzeit wartet nichts auf Sie."
    kreis.schliesse()
