"""Zwei Entscheidungen, die voneinander nicht wussten, bleiben sichtbar, bis eine sie klärt."""

import shutil
from pathlib import Path

import pytest

from kim_desktop.application import ansicht, papiere
from kim_desktop.domain.faelle import Herausforderung
from kim_desktop.domain.fehler import ProzessFehler
from kim_desktop.domain.rollen import Rolle
from tests.acceptance import wege
from tests.hilfen import kreis as k


@pytest.fixture
def zwei(vorlage: Path, tmp_path: Path) -> k.Kreis:
    """A district whose Lenkungsgruppe has two PCs, both of which know the Vorlage."""
    shutil.copytree(vorlage, tmp_path / "kreis")
    kreis = k.Kreis(tmp_path / "kreis")
    for name in ("KI", "HEN", "TRO", "KIL", "LG"):
        kreis.oeffne(name)
    k.nimm_auf(kreis, "LG2", Rolle.LENKUNGSGRUPPE, stelle="LG")
    return kreis


def test_widersprechende_beschluesse_sperren_bis_einer_beide_nennt(
    zwei: k.Kreis, tmp_path: Path
) -> None:
    kennung = wege.weitergeleitet(zwei)
    zwei.bring("KI", "LG")
    _hole(zwei, "LG2")
    zwei.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    nein = {"beschlusstext": "Kein Auftrag.", "begruendung": "Sache des Landes"}
    zwei.tue("LG2", "auftrag_nicht_erteilen", kennung=kennung, **nein)
    zwei.bring("LG", "KI")
    zwei.bring("LG2", "KI")

    fall = _fall(zwei, "KI", kennung)
    assert {w.schritt for w in fall.strittig} == {"beauftragen", "auftrag_nicht_erteilen"}
    with pytest.raises(ProzessFehler, match="wird kein Papier gedruckt"):
        papiere.drucke(zwei.plaetze["KI"], "vorlage", kennung, tmp_path / "v.pdf")

    _hole(zwei, "LG")
    with pytest.raises(ProzessFehler, match="stehen sich 2 Entscheidungen gegenüber"):
        zwei.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    ersetzt = [w.id for w in _fall(zwei, "LG", kennung).strittig]
    zwei.tue("LG", "auftrag_nicht_erteilen", kennung=kennung, **nein, ersetzt=ersetzt)
    zwei.bring("LG", "KI")
    fall = _fall(zwei, "KI", kennung)
    assert (fall.strittig, fall.zustand) == ((), "auftrag_nicht_erteilt")
    zwei.schliesse()


def _hole(kreis: k.Kreis, name: str) -> None:
    """Take in the newest file of the hub for the Lenkungsgruppe on one of its PCs."""
    from kim_desktop.application.uebergabe import lies_ein

    lies_ein(kreis.plaetze[name], kreis.gib("KI", "LG"))


def _fall(kreis: k.Kreis, name: str, kennung: str) -> Herausforderung:
    fall = ansicht.zeige(kreis.plaetze[name], kennung).fall
    assert isinstance(fall, Herausforderung)
    return fall
