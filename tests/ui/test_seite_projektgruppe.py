"""Die Seite der Projektgruppe: Auftrag, Arbeit, RM, Beschlüsse, nur mit der Tastatur."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.rollen.projektgruppe import Projektgruppe
from tests.acceptance import wege
from tests.hilfen.kreis import Kreis
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn

Oeffne = Callable[[], Bedienung]


@pytest.fixture
def gruppe(setze_an: SetzeAn) -> Oeffne:
    """Open the window of the Projektgruppe on its page."""
    return lambda: setze_an("PG", Rolle.PROJEKTGRUPPE)


def seite(b: Bedienung) -> Projektgruppe:
    gefunden = b.fenster.seiten.rollenseite(Rolle.PROJEKTGRUPPE)
    assert isinstance(gefunden, Projektgruppe)
    return gefunden


def test_ohne_auftrag_sagt_die_seite_das(gruppe: Oeffne) -> None:
    b = gruppe()
    assert seite(b).ui.auftraege_leer.isVisible()
    b.reiter(Qt.Key.Key_B)
    assert b.knopf("bearbeiten").accessibleDescription() == "Bitte zuerst einen Auftrag wählen."


def test_der_arbeitsstand_wird_fortgeschrieben_und_abgehakt(gruppe: Oeffne, kreis: Kreis) -> None:
    kennung = wege.beauftragt(kreis)
    kreis.tue(
        "PG",
        "bearbeiten",
        kennung=kennung,
        zwischenstand="Begonnen.",
        aufgaben=[{"text": "Ablauf aufnehmen"}, {"text": "Entwurf"}],
        meilensteine=[{"text": "Erprobung", "termin": "2026-05-01"}],
        leitung="Stelle HEN",
    )
    b = gruppe()
    assert "Ein fester Übergangstag" in seite(b).ui.auftrag.toPlainText()
    b.reiter(Qt.Key.Key_B)
    assert "Begonnen." in seite(b).ui.zwischenstaende.toPlainText()
    b.gehe_zu("aufgaben")
    b.taste(Qt.Key.Key_Down)
    b.leertaste("aufgaben_erledigt")
    aufgaben = seite(b).arbeit.aufgaben.liste.modell
    b.warte(lambda: "Entwurf |  |  | erledigt" in aufgaben.als_text())
    assert "Ablauf aufnehmen |  |  | offen" in aufgaben.als_text()
    b.gehe_zu("meilensteine")
    b.taste(Qt.Key.Key_Return)
    meilensteine = seite(b).arbeit.meilensteine.liste.modell
    b.warte(lambda: "Erprobung | 01.05.2026 | erledigt" in meilensteine.als_text())

    b.leertaste("bearbeiten")
    dialog = b.dialog()
    assert dialog.formular.werte()["leitung"] == "Stelle HEN"
    assert dialog.formular.werte()["aufgaben"][1]["erledigt"] is True
    b.fuelle(zwischenstand="Es geht voran.")
    b.bestaetige()
    b.warte(lambda: "Es geht voran." in seite(b).ui.zwischenstaende.toPlainText())


def test_die_leitung_wird_uebergeben(gruppe: Oeffne, kreis: Kreis) -> None:
    wege.beauftragt(kreis)
    b = gruppe()
    b.reiter(Qt.Key.Key_B)
    b.leertaste("leitung")
    b.dialog()
    b.fuelle(leitung="Jobcenter")
    b.bestaetige()
    b.warte(lambda: "Jobcenter" in seite(b).ui.gruppe.toPlainText())
    assert "Die Leitung geht über." in seite(b).ui.zwischenstaende.toPlainText()


def test_eine_neue_fassung_beginnt_mit_der_letzten_und_wird_gedruckt(
    gruppe: Oeffne, kreis: Kreis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wege.rm_vorgelegt(kreis)
    b = gruppe()
    b.reiter(Qt.Key.Key_R)
    assert "1. Übergangstag" in seite(b).ui.fassung.toPlainText()
    b.leertaste("rueckmelden")
    dialog = b.dialog()
    assert dialog.formular.werte()["loesungsansaetze"][0]["titel"] == "Übergangstag"
    b.mehr()
    b.fuelle(offene_punkte="Altfälle")
    b.bestaetige()
    b.warte(lambda: len(seite(b).rueckmeldung.liste.modell.zeilen) == 2)
    assert "Altfälle" in seite(b).ui.fassung.toPlainText()
    b.gehe_zu("fassungen")
    b.taste(Qt.Key.Key_Down)
    assert "Altfälle" not in seite(b).ui.fassung.toPlainText()

    ziel = tmp_path / "rm.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(ziel), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    b.leertaste("papier_rueckmeldung")
    b.warte(ziel.exists)


def test_am_ende_stehen_die_beschluesse_und_wer_sie_umsetzt(gruppe: Oeffne, kreis: Kreis) -> None:
    wege.beschlossen(kreis)
    kreis.bring("KI", "PG")
    b = gruppe()
    assert "Der Auftrag ist beendet." in seite(b).ui.stand.text()
    b.reiter(Qt.Key.Key_B)
    assert b.knopf("bearbeiten").accessibleDescription() == "Der Auftrag ist beendet."
    b.reiter(Qt.Key.Key_S)
    beschluesse = seite(b).beschluesse.liste.modell
    assert "Übergangstag | beschlossen" in beschluesse.als_text()
    b.leertaste("umsetzung_melden")
    dialog = b.dialog()
    assert dialog.formular.werte()["von"] == "Stelle PG"
    b.fuelle(umsetzungsstand="läuft")
    b.bestaetige()
    b.warte(lambda: "| läuft" in beschluesse.als_text())


def test_eingabetaste_oeffnet_den_vorgang(gruppe: Oeffne, kreis: Kreis) -> None:
    kennung = wege.beauftragt(kreis)
    b = gruppe()
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: b.fenster.seiten.vorgang.ui.kennung.text() == kennung)
