"""Löschungen im Fenster: der geführte Weg nach einem Versehen, und wie weit Löschungen sind."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox

from kim_desktop.application.loeschung import reste
from kim_desktop.application.platz import sicherung
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.dialoge.loeschungsdialog import Loeschungsdialog
from kim_desktop.ui.dialoge.versehensdialog import Versehensdialog
from tests.acceptance import wege
from tests.hilfen.kreis import Kreis
from tests.hilfen.papier import pdftext
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn


def oeffne_loeschungen(b: Bedienung) -> Loeschungsdialog:
    b.fenster.aktionen["loeschungen"].trigger()
    b.warte(lambda: isinstance(QApplication.activeModalWidget(), Loeschungsdialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Loeschungsdialog)
    b.warte(lambda: True)
    return dialog


@pytest.fixture
def mit_frage(kreis: Kreis) -> str:
    kennung = wege.gemeldet(kreis, "HEN")[0]
    kreis.bring("HEN", "KI")
    kreis.tue("KI", "fragen", kennung=kennung, text="Wer ist Frau Beispiel?")
    kreis.bring("KI", "HEN")
    sicherung.sichere(kreis.plaetze["KI"])
    return kennung


def test_vom_versehen_bis_zur_bestaetigten_loeschung(
    setze_an: SetzeAn, mit_frage: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    b.oeffne(mit_frage)
    seite = b.fenster.seiten.vorgang
    seite.ui.reiter.setCurrentWidget(seite.ui.verlaufsseite)
    b.waehle_zeilen("verlauf", seite.verlauf.rowCount() - 1)
    b.gehe_zu("versehen")
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: isinstance(QApplication.activeModalWidget(), Versehensdialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Versehensdialog)
    assert dialog.ui.eintrag.text() == "Eintrag: Rückfrage stellen, 12.01.2026, CM-Koordination"
    b.gehe_zu("ordner")
    b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    b.tippe(str(tmp_path / "fehlt"))
    b.gehe_zu("loeschen")
    b.taste(Qt.Key.Key_Return)
    b.warte(dialog.ui.fehler.isVisible)
    assert "Es wurde nichts gelöscht" in dialog.ui.fehler.text()
    b.gehe_zu("ordner")
    b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    b.tippe(str(tmp_path))
    b.gehe_zu("loeschen")
    b.taste(Qt.Key.Key_Return)
    b.warte(dialog.ui.ergebnis.isVisible)
    text = dialog.ui.ergebnis.toPlainText()
    assert "Bitte an Stelle HEN geben" in text
    assert "Sicherung, die den Inhalt enthält" in text
    assert list(tmp_path.glob("*.kim"))
    assert "Frau Beispiel" not in pdftext(next(tmp_path.glob("*.pdf")))
    b.taste(Qt.Key.Key_Escape)
    b.warte(lambda: b.offener() is None)
    assert "gelöscht am 12.01.2026; Löschung bestätigt 1 von 2" in seite.verlauf.als_text()

    b.fenster.activateWindow()
    liste = oeffne_loeschungen(b)
    erwartet = "HEN1-2026-001 | Personenbezug | CM-Koordination | 1 von 2 | Stelle HEN"
    assert liste.modell.als_text() == f"12.01.2026 | {erwartet}"
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    b.gehe_zu("sicherungen")
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: not liste.ui.sicherungen.isEnabled())
    ap = b.fenster.vermittler.arbeitsplatz
    (zeile,) = liste.modell.zeilen
    assert reste.reste(ap, zeile.eintrag).sicherungen == ()
    ziel = tmp_path / "hinweis.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(ziel), ""))
    b.gehe_zu("hinweis")
    b.taste(Qt.Key.Key_Return)
    b.warte(ziel.exists)
    b.taste(Qt.Key.Key_Escape)


def test_ohne_loeschungen_sagt_die_liste_das(setze_an: SetzeAn) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    liste = oeffne_loeschungen(b)
    assert liste.ui.reste.toPlainText() == "Es wurde nichts gelöscht."
    assert not liste.ui.hinweis.isEnabled()
    b.taste(Qt.Key.Key_Escape)
