"""Zwei haben das Verzeichnis zugleich geändert: im Fenster entscheiden, nur mit der Tastatur."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from kim_desktop.application.arbeitsplatz import wer_bin_ich
from kim_desktop.application.platz.einrichten import trage_stelle_ein
from kim_desktop.application.platz.inhaber import ernenne_inhaber
from kim_desktop.application.platz.kreisblatt import drucke_kreisblatt, entferne_kreisschluessel
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.platz.streit import Streitdialog
from tests.hilfen.blatt import gruppen
from tests.hilfen.kreis import Kreis, nimm_auf
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn


@pytest.fixture
def abgelehnt(kreis: Kreis) -> Path:
    """A file of a second CM-Koordination that changed the directory when the first one did."""
    nimm_auf(kreis, "KIB", Rolle.CM_KOORDINATION)
    kreis.bring("KI", "KIB")
    ernenne_inhaber(kreis.plaetze["KI"], "KIB1")
    kreis.bring("KI", "KIB", "HEN")
    trage_stelle_ein(kreis.plaetze["KI"], "Von der Ersten")
    trage_stelle_ein(kreis.plaetze["KIB"], "Von der Zweiten")
    return kreis.gib("KIB", "KI")


def setze_dich(setze_an: SetzeAn, name: str) -> Bedienung:
    return setze_an(name, Rolle.CM_KOORDINATION)


def lies_ein(b: Bedienung, datei: Path) -> str:
    """Take a file in on the page Übergabe and return the report."""
    b.seite(3)
    b.setze("herkunft", str(datei))
    b.leertaste("einlesen")
    b.warte(lambda: datei.name in b.fenster.seiten.uebergabe.ui.bericht.toPlainText())
    return str(b.fenster.seiten.uebergabe.ui.bericht.toPlainText())


def oeffne(b: Bedienung) -> Streitdialog:
    b.seite(0)
    b.druecke("taten_entscheiden")
    b.warte(lambda: isinstance(b.offener(), Streitdialog))
    dialog = b.offener()
    assert isinstance(dialog, Streitdialog)
    b.warte(lambda: dialog.isEnabled() and dialog.ui.datei.count() > 0)
    return dialog


def stellen(b: Bedienung) -> set[str]:
    verzeichnis = wer_bin_ich(b.fenster.vermittler.arbeitsplatz).verzeichnis
    return {s.name for s in verzeichnis.stellen.values()}


def test_die_ablehnung_nennt_den_ort_und_dort_wird_entschieden(
    setze_an: SetzeAn, abgelehnt: Path
) -> None:
    b = setze_dich(setze_an, "KI")
    bericht = lies_ein(b, abgelehnt)
    assert (
        "„Verzeichnis entscheiden“ auf der Seite „Arbeitsplätze“ (auf der Befehlszeile "
        "„verzeichnis-entscheiden“)"
    ) in bericht
    dialog = oeffne(b)
    angebot = dialog.ui.datei.currentText()
    assert angebot.startswith("KIB1 (Stelle KIB), 12.01.2026, ab Fassung")
    assert angebot.endswith(abgelehnt.name)
    b.leertaste("ausfuehren")
    b.warte(dialog.ui.ergebnis.isVisible)
    assert "gilt das Verzeichnis dieses Arbeitsplatzes" in dialog.ui.ergebnis.text()
    assert {"Von der Ersten", "Von der Zweiten"} <= stellen(b)
    b.leertaste("abbrechen")
    b.wende_dich_zu()
    assert f"{abgelehnt.name}: 0 neu" in lies_ein(b, abgelehnt)


def test_ohne_kreisschluessel_auf_dem_pc_gilt_der_code_vom_blatt(
    setze_an: SetzeAn,
    kreis: Kreis,
    abgelehnt: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drucke_kreisblatt(kreis.plaetze["KI"], tmp_path / "kreis.pdf")
    code = gruppen(tmp_path / "kreis.pdf")
    entferne_kreisschluessel(kreis.plaetze["KI"], code)
    b = setze_dich(setze_an, "KI")
    dialog = oeffne(b)
    assert dialog.ui.datei.currentText() == "hier ist keine aufgehoben; bitte wählen"
    assert not dialog.ui.ausfuehren.isEnabled()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(abgelehnt), ""))
    b.leertaste("datei_waehlen")
    b.leertaste("ausfuehren")
    b.warte(lambda: "Code vom Kreisblatt" in dialog.ui.fehler.text())
    b.setze("code", "abc")
    b.leertaste("ausfuehren")
    b.warte(lambda: "hat" in dialog.ui.fehler.text() and "Gruppen" in dialog.ui.fehler.text())
    assert (dialog.ui.code.text(), dialog.ui.datei.currentData()) == ("abc", abgelehnt)
    b.setze("code", code)
    b.leertaste("ausfuehren")
    b.warte(dialog.ui.ergebnis.isVisible)
    assert "Von der Zweiten" in stellen(b)


def test_wo_nichts_streitig_ist_wird_das_gesagt(
    setze_an: SetzeAn, kreis: Kreis, monkeypatch: pytest.MonkeyPatch
) -> None:
    datei = kreis.gib("HEN", "KI")
    b = setze_dich(setze_an, "KI")
    dialog = oeffne(b)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(datei), ""))
    b.leertaste("datei_waehlen")
    b.leertaste("ausfuehren")
    b.warte(lambda: "nichts zu entscheiden" in dialog.ui.fehler.text())


def test_auch_eine_koordination_die_das_verzeichnis_nicht_fuehrt_hat_den_knopf(
    setze_an: SetzeAn, kreis: Kreis
) -> None:
    nimm_auf(kreis, "KIB", Rolle.CM_KOORDINATION)
    b = setze_dich(setze_an, "KIB")
    b.seite(0)
    taten = b.fenster.seiten.arbeitsplaetze.ui.taten
    assert {n for n, k in taten.knoepfe.items() if k.isVisible()} == {"inhaber", "entscheiden"}


def test_eine_cm_stelle_hat_den_knopf_nicht(setze_an: SetzeAn) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    b.seite(0)
    assert not b.fenster.seiten.arbeitsplaetze.ui.taten.isVisible()
