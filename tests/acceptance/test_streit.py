"""Zwei Entscheidungen, die voneinander nicht wussten, bleiben sichtbar, bis eine sie klärt."""

import shutil
from pathlib import Path

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.papier import papiere
from kim_desktop.application.rollen.lenkungsgruppe import lies
from kim_desktop.application.schritt.formular import formular
from kim_desktop.application.schritt.tun import tue
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


def test_was_ein_arbeitsplatz_und_seine_kopie_beschliessen_ist_strittig(zwei: k.Kreis) -> None:
    """Neither overtakes the other, though both stand in one log."""
    kennung = wege.weitergeleitet(zwei)
    zwei.bring("KI", "LG")
    k.verschoben(zwei, "LG", zwei.profil("Kopie"))
    zwei.oeffne("Kopie")
    zwei.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    nein = {"beschlusstext": "Kein Auftrag.", "begruendung": "Sache des Landes"}
    zwei.tue("Kopie", "auftrag_nicht_erteilen", kennung=kennung, **nein)
    zwei.bring("LG", "KI")
    assert not _fall(zwei, "KI", kennung).strittig
    zwei.bring("Kopie", "KI")
    strittig = _fall(zwei, "KI", kennung).strittig
    assert {w.schritt for w in strittig} == {"beauftragen", "auftrag_nicht_erteilen"}
    zwei.schliesse()


def test_der_dialog_der_entscheidung_beendet_den_streit(zwei: k.Kreis) -> None:
    kennung = wege.weitergeleitet(zwei)
    zwei.bring("KI", "LG")
    _hole(zwei, "LG2")
    zwei.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    zwei.tue("LG2", "vertagen", kennung=kennung, begruendung="Haushalt")
    zwei.bring("LG", "KI")
    zwei.bring("LG2", "KI")
    _hole(zwei, "LG")

    ap = zwei.plaetze["LG"]
    (beratung,) = [p.beratung for p in lies(ap).durchgang if p.beratung]
    assert beratung.stand == "strittig"
    assert {"beauftragen", "vertagen", "verweisen"} <= {s.name for s in beratung.schritte}
    assert [e.wo for e in beratung.getroffen] == [
        "Stelle LG, Arbeitsplatz LG1",
        "Stelle LG, Arbeitsplatz LG2",
    ]
    faellig = next(a for a in ansicht.aufgaben(ap) if a.fall.kennung == kennung)
    assert {s.name for s in faellig.schritte if s.faellig} == {"beauftragen", "vertagen"}

    dialog = formular(ap, "vertagen", kennung)
    assert dialog.vorgaben["begruendung"] == "Haushalt"
    assert "tritt an die Stelle von 2 Entscheidungen" in dialog.hinweis
    tue(ap, "vertagen", dialog.daten(dialog.vorgaben))
    fall = _fall(zwei, "LG", kennung)
    assert (fall.strittig, fall.zustand) == ((), "vertagt")
    zwei.schliesse()


def _hole(kreis: k.Kreis, name: str) -> None:
    """Take in the newest file of the hub for the Lenkungsgruppe on one of its PCs."""
    from kim_desktop.application.uebergabe.austausch import lies_ein

    lies_ein(kreis.plaetze[name], kreis.gib("KI", "LG"))


def _fall(kreis: k.Kreis, name: str, kennung: str) -> Herausforderung:
    fall = ansicht.zeige(kreis.plaetze[name], kennung).fall
    assert isinstance(fall, Herausforderung)
    return fall
