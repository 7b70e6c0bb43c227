"""Sichern, prüfen und wiederherstellen, nur mit der Tastatur."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.sicherung import ordner as sicherungsordner
from kim_desktop.application.platz.sicherung import sichere, sichere_kuenftig
from kim_desktop.domain.fehler import UmgebungsFehler
from kim_desktop.ui.dialoge.sicherungsdialog import Sicherungsdialog
from kim_desktop.ui.hauptfenster import Hauptfenster
from kim_desktop.ui.start import anwendung
from tests.hilfen.kreis import MELDUNG, Kreis, geoeffnet, quelle
from tests.ui.bedienung import Bedienung

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def hennef(qtbot: QtBot, kreis: Kreis) -> Iterator[Bedienung]:
    """The window of a CM-Stelle that has reported something."""
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.schliesse()
    ap = oeffne_arbeitsplatz(kreis.profil("HEN"), Zugang(), quelle("HEN am Fenster"))
    bedienung = Bedienung(qtbot, ap)
    bedienung.warte(lambda: True)
    yield bedienung
    bedienung.schliesse()


def oeffne(b: Bedienung) -> Sicherungsdialog:
    """Open the dialog through the menu, by its mnemonics."""
    b.fenster.aktionen["sicherung"].trigger()
    b.warte(lambda: isinstance(QApplication.activeModalWidget(), Sicherungsdialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Sicherungsdialog)
    return dialog


def ergebnis(b: Bedienung, dialog: Sicherungsdialog) -> str:
    b.warte(dialog.isEnabled)
    return str(dialog.ui.ergebnis.toPlainText())


def setze(b: Bedienung, name: str, text: str) -> None:
    b.gehe_zu(name)
    b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    b.tippe(text)


def druecke(b: Bedienung, name: str) -> None:
    b.gehe_zu(name)
    b.taste(Qt.Key.Key_Space)


def test_im_menue_steht_die_sicherung(hennef: Bedienung) -> None:
    menue = hennef.fenster.ui.menue.actions()[0].menu()
    assert "&Sicherung …" in [a.text() for a in menue.actions()]


def test_nach_dem_oeffnen_ist_schon_gesichert(hennef: Bedienung) -> None:
    dialog = oeffne(hennef)
    hennef.warte(lambda: len(dialog.modell.zeilen) == 1)


def test_jetzt_sichern_und_pruefen(hennef: Bedienung, tmp_path: Path) -> None:
    dialog = oeffne(hennef)
    hennef.warte(dialog.isEnabled)
    ziel = tmp_path / "stick"
    setze(hennef, "ordner", "x")
    hennef.taste(Qt.Key.Key_Backspace)
    druecke(hennef, "sichern")
    assert ergebnis(hennef, dialog) == "Bitte einen Ordner angeben."
    setze(hennef, "ordner", str(ziel))
    druecke(hennef, "sichern")
    assert "eingesteckt?" in ergebnis(hennef, dialog)
    # What could not be written is no place for the next one either.
    assert sicherungsordner(hennef.fenster.vermittler.arbeitsplatz) != ziel
    ziel.mkdir()
    druecke(hennef, "sichern")
    assert "Gesichert und geprüft" in ergebnis(hennef, dialog)
    assert len(dialog.modell.zeilen) == 1
    assert list(ziel.glob("KIM_Sicherung_*/2*"))
    druecke(hennef, "pruefen")
    assert ergebnis(hennef, dialog) == "Alles unversehrt."


def test_gefuehrt_wiederherstellen(hennef: Bedienung, tmp_path: Path) -> None:
    dialog = oeffne(hennef)
    hennef.warte(lambda: len(dialog.modell.zeilen) == 1)
    druecke(hennef, "wiederherstellen")
    setze(hennef, "nach", str(tmp_path / "neu"))
    druecke(hennef, "weiter")
    assert "Prüfziffern" in ergebnis(hennef, dialog)
    with geoeffnet(tmp_path / "neu") as ap:
        assert ap.log != hennef.fenster.vermittler.arbeitsplatz.log


def test_an_der_stelle_des_jetzigen_wiederherstellen(hennef: Bedienung) -> None:
    fenster = hennef.fenster
    alt = fenster.vermittler.arbeitsplatz
    ordner = alt.profil.ordner
    dialog = oeffne(hennef)
    hennef.warte(lambda: len(dialog.modell.zeilen) == 1)
    druecke(hennef, "wiederherstellen")
    assert dialog.ui.nach.text() == str(ordner)
    druecke(hennef, "weiter")
    assert "daneben" in ergebnis(hennef, dialog)
    hennef.taste(Qt.Key.Key_Escape)
    hennef.warte(lambda: fenster.empfang is not None and fenster.empfang.seite is not None)
    neu = fenster.vermittler.arbeitsplatz
    assert (neu.profil.ordner, neu.log == alt.log) == (ordner, False)
    with geoeffnet(ordner.with_name(f"{ordner.name}-bisher")) as bisher:
        assert bisher.log == alt.log


def test_misslingt_es_ist_der_jetzige_wieder_offen(hennef: Bedienung, tmp_path: Path) -> None:
    fenster = hennef.fenster
    log = fenster.vermittler.arbeitsplatz.log
    dialog = oeffne(hennef)
    hennef.warte(lambda: len(dialog.modell.zeilen) == 1)
    druecke(hennef, "wiederherstellen")
    setze(hennef, "von", str(tmp_path / "nichts"))
    druecke(hennef, "weiter")
    assert "liegt keine Sicherung" in ergebnis(hennef, dialog)
    hennef.taste(Qt.Key.Key_Escape)
    hennef.warte(lambda: hennef.offener() is None and fenster.seiten is not None)
    assert fenster.vermittler.arbeitsplatz.log == log
    hennef.seite(2)


def test_alles_erneut_anfordern(hennef: Bedienung) -> None:
    dialog = oeffne(hennef)
    hennef.warte(dialog.isEnabled)
    druecke(hennef, "anfordern")
    assert "fordert alles erneut an" in ergebnis(hennef, dialog)
    hennef.taste(Qt.Key.Key_Escape)
    hennef.warte(lambda: hennef.offener() is None)
    dialog = oeffne(hennef)
    hennef.warte(lambda: bool(dialog.ui.ergebnis.toPlainText()))
    assert "noch keine ging an CM-Koordination" in ergebnis(hennef, dialog)


def test_auf_einem_neuen_pc_fuehrt_der_dialog_gleich_zum_wiederherstellen(
    qtbot: QtBot, kreis: Kreis, tmp_path: Path
) -> None:
    ordner = sichere(kreis.plaetze["HEN"]).ordner

    def oeffner(_passphrase: str | None) -> Arbeitsplatz:
        raise UmgebungsFehler("Hier ist kein Arbeitsplatz eingerichtet.")

    anwendung()
    fenster = Hauptfenster(oeffner, tmp_path / "neu")
    qtbot.addWidget(fenster)
    fenster.show()
    fenster.aktionen["sicherung"].trigger()
    dialog = fenster.findChild(Sicherungsdialog)
    assert dialog is not None
    assert dialog.ui.blaetter.currentWidget() is dialog.ui.angaben
    assert dialog.ui.nach.text() == str(tmp_path / "neu")
    dialog.ui.von.setText(str(ordner))
    qtbot.keyClick(dialog.ui.weiter, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: fenster.arbeiter.ruht, timeout=10_000)
    assert "Prüfziffern" in dialog.ui.ergebnis.toPlainText()


def test_eine_sicherung_die_nicht_geht_steht_unter_der_seite(
    qtbot: QtBot, kreis: Kreis, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    sichere_kuenftig(kreis.plaetze["HEN"], stick)
    stick.rename(tmp_path / "abgezogen")
    kreis.schliesse()
    b = Bedienung(qtbot, oeffne_arbeitsplatz(kreis.profil("HEN"), Zugang(), quelle("abgezogen")))
    b.warte(b.fenster.ui.hinweis.isVisible)
    assert "Nicht gesichert" in b.fenster.ui.hinweis.text()
    b.schliesse()


def test_ohne_ordner_wird_weder_gesichert_noch_wiederhergestellt(hennef: Bedienung) -> None:
    dialog = oeffne(hennef)
    hennef.warte(dialog.isEnabled)
    setze(hennef, "ordner", " ")
    druecke(hennef, "sichern")
    assert ergebnis(hennef, dialog) == "Bitte einen Ordner angeben."
    druecke(hennef, "wiederherstellen")
    setze(hennef, "nach", " ")
    druecke(hennef, "weiter")
    assert "Bitte den Ordner des neuen Arbeitsplatzes angeben." in ergebnis(hennef, dialog)
    setze(hennef, "von", " ")
    druecke(hennef, "weiter")
    assert "Bitte den Ordner der Sicherung angeben." in ergebnis(hennef, dialog)
    assert hennef.fenster.seiten is not None
