"""Eine Datei eines geschlossenen Arbeitsplatzes: abgelehnt, gefragt, und nur mit Ja übernommen."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from kim_desktop.application import ansicht
from kim_desktop.application.platz.beenden import beende
from kim_desktop.domain.rollen import Rolle
from tests.hilfen.kreis import MELDUNG, Kreis
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn

Knopf = QMessageBox.StandardButton


@pytest.fixture
def ordner(kreis: Kreis, tmp_path: Path) -> Path:
    """A folder with a file of HEN1, which is closed, and one of TRO1."""
    ziel = tmp_path / "post"
    ziel.mkdir()
    for name in ("HEN", "TRO"):
        kreis.tue(name, "melden", **MELDUNG)
        datei = kreis.gib(name, "KI")
        datei.rename(ziel / datei.name)
    beende(kreis.plaetze["KI"], "HEN1")
    return ziel


class Frage:
    """Stands in for the question; keeps what it said and gives an answer."""

    def __init__(self, antwort: Knopf) -> None:
        self.antwort, self.gestellt = antwort, list[tuple[str, Knopf]]()

    def __call__(
        self, _eltern: object, _titel: str, text: str, _knoepfe: object, vorgabe: Knopf
    ) -> Knopf:
        self.gestellt.append((text, vorgabe))
        return self.antwort


def lies_ein(b: Bedienung, ordner: Path, knopf: str = "einlesen") -> str:
    b.seite(3)
    b.setze("herkunft", str(ordner))
    b.leertaste(knopf)
    bericht = b.fenster.seiten.uebergabe.ui.bericht
    b.warte(lambda: "HEN1" in bericht.toPlainText())
    return str(bericht.toPlainText())


def kennungen(b: Bedienung) -> set[str]:
    ap = b.fenster.vermittler.arbeitsplatz
    return {z.kennung for z in ansicht.liste(ap, ansicht.Filter())}


def test_mit_ja_kommt_sie_herein_und_der_bericht_sagt_beides(
    setze_an: SetzeAn, ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frage = Frage(Knopf.Yes)
    monkeypatch.setattr(QMessageBox, "question", frage)
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    lies_ein(b, ordner)
    bericht = b.fenster.seiten.uebergabe.ui.bericht
    b.warte(lambda: "Nach Rückfrage:" in bericht.toPlainText())
    nachher, vorher = bericht.toPlainText().split("Übernommen:")
    assert "HEN1 ist seit dem" in vorher
    assert "1 neu" in nachher
    assert "TRO1" not in nachher
    ((text, vorgabe),) = frage.gestellt
    assert "spätere bleiben ohne Wirkung" in text
    assert "KIM_HEN1_KI" in text
    assert "TRO1" not in text
    assert vorgabe is Knopf.No
    assert kennungen(b) == {"HEN1-2026-001", "TRO1-2026-001"}


def test_mit_nein_bleibt_sie_draussen_und_die_anderen_sind_da(
    setze_an: SetzeAn, ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frage = Frage(Knopf.No)
    monkeypatch.setattr(QMessageBox, "question", frage)
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    bericht = lies_ein(b, ordner)
    assert len(frage.gestellt) == 1
    assert "nach einer Rückfrage (auf der Befehlszeile „einlesen --auch-geschlossene“)" in bericht
    assert kennungen(b) == {"TRO1-2026-001"}


def test_die_vorschau_fragt_nicht(
    setze_an: SetzeAn, ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    frage = Frage(Knopf.Yes)
    monkeypatch.setattr(QMessageBox, "question", frage)
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    assert lies_ein(b, ordner, "vorschau").startswith("Vorschau")
    assert not frage.gestellt
    assert not kennungen(b)


def test_wurde_nichts_uebernommen_steht_das_darueber(
    setze_an: SetzeAn, ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "question", Frage(Knopf.No))
    (datei,) = ordner.glob("KIM_HEN1_*.kim")
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    assert lies_ein(b, datei).startswith("Nicht übernommen:")
    # What is to be done is seen without scrolling.
    bericht = b.fenster.seiten.uebergabe.ui.bericht
    assert bericht.verticalScrollBar().maximum() == 0
