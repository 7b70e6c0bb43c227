"""Using the window the way a person does who has only the keyboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QListWidget,
    QMessageBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.dialoge.schrittdialog import Felddialog, Schrittdialog
from kim_desktop.ui.hauptfenster import Hauptfenster
from kim_desktop.ui.start import anwendung
from tests.hilfen.kreis import MELDUNG

_HOECHSTENS = 120

#: The required fields of a Meldung, the way `Bedienung.fuelle` takes them.
KURZE_MELDUNG: dict[str, str | tuple[str, ...]] = {
    "titel": "Lücke",
    "kurzfassung": "Familien stehen ohne Leistung da.",
    "sachverhalt": "Das Sozialamt stellt ein.",
    "handlungsfeld": MELDUNG["handlungsfeld"],
    "rechtskreise": ("SGB II",),
    "keine_personendaten": "ja",
}


class Bedienung:
    """One open window and the keys pressed in it; every widget is reached by Tab."""

    def __init__(
        self, qtbot: QtBot, arbeitsplatz: Arbeitsplatz | None = None, ordner: Path | None = None
    ) -> None:
        """Sit down at an opened workplace, or on a PC that has one in `ordner`, or none yet."""
        anwendung()
        self._qtbot = qtbot
        #: Key events besides text so far.
        self.tasten = 0

        def oeffne(passphrase: str | None) -> Arbeitsplatz:
            return arbeitsplatz or oeffne_arbeitsplatz(ordner or Path(), Zugang(passphrase))

        self.fenster = Hauptfenster(oeffne, ordner)
        qtbot.addWidget(self.fenster, before_close_func=_behalte)
        with qtbot.waitExposed(self.fenster):
            self.fenster.show()
        self.fenster.activateWindow()
        self.fenster.lade()
        self.warte(lambda: self.fenster.seiten is not None or self.fenster.empfang is not None)

    def wende_dich_zu(self) -> None:
        """Turn to this window where several are open."""
        self.fenster.activateWindow()
        self._qtbot.waitUntil(self.fenster.isActiveWindow)

    def setze(self, name: str, text: str) -> None:
        """Replace what stands in a field."""
        self.gehe_zu(name)
        self.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
        self.tippe(text)

    def warte(self, bedingung: Callable[[], bool]) -> None:
        """Wait until the worker is idle and the condition holds."""
        self._qtbot.waitUntil(lambda: self.fenster.arbeiter.ruht and bedingung(), timeout=10_000)

    def taste(self, *tasten: Qt.Key, mit: Qt.KeyboardModifier | None = None) -> None:
        """Press keys wherever the focus is."""
        self.tasten += len(tasten)
        for taste in tasten:
            umschalter = mit or Qt.KeyboardModifier.NoModifier
            self._qtbot.keyClick(self._fokus(), taste, umschalter)

    def tippe(self, text: str) -> None:
        """Type a text wherever the focus is; keyClicks would abort at the first umlaut."""
        fokus, ohne = self._fokus(), Qt.KeyboardModifier.NoModifier
        for zeichen in text:
            for art in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                QApplication.sendEvent(fokus, QKeyEvent(art, 0, ohne, zeichen))

    def gehe_zu(self, name: str) -> QWidget:
        """Press Tab until the widget with this name has the focus."""
        for _ in range(_HOECHSTENS):
            fokus = self._fokus()
            eltern = fokus.parent()
            if name in (fokus.objectName(), eltern.objectName() if eltern else ""):
                return fokus
            self.taste(Qt.Key.Key_Tab)
        raise AssertionError(f"{name} is not reached by Tab")

    def seite(self, nummer: int) -> None:
        """Go to a page by its shortcut."""
        self.taste(Qt.Key(Qt.Key.Key_0 + nummer), mit=Qt.KeyboardModifier.ControlModifier)
        self.warte(lambda: True)

    def rolle(self, rolle: Rolle) -> None:
        """Go to the page of a role by its shortcut."""
        self.geh_auf(rolle)

    def geh_auf(self, seite: str) -> None:
        """Go to a page of the navigation by its shortcut."""
        aktion = self.fenster.aktionen[seite]
        self.taste(Qt.Key(aktion.shortcut()[0].key()), mit=Qt.KeyboardModifier.ControlModifier)
        self.warte(lambda: True)

    def knopf(self, name: str) -> QAbstractButton:
        """Return a button, to look at it."""
        knopf = self.fenster.findChild(QAbstractButton, name)
        assert knopf is not None
        return knopf

    def reiter(self, taste: Qt.Key) -> None:
        """Go to a tab by its mnemonic."""
        self.taste(taste, mit=Qt.KeyboardModifier.AltModifier)
        self.warte(lambda: True)

    def leertaste(self, name: str) -> None:
        """Go to a button and press it with the space bar."""
        self.gehe_zu(name)
        self.taste(Qt.Key.Key_Space)

    def druecke(self, name: str) -> None:
        """Go to a button and press it."""
        self.gehe_zu(name)
        self.taste(Qt.Key.Key_Return)
        self.warte(lambda: True)

    def oeffne(self, kennung: str) -> None:
        """Open a case from the list of all cases."""
        self.seite(2)
        tabelle = self.gehe_zu("tabelle")
        assert isinstance(tabelle, QTableView)
        kennungen = [z.kennung for z in self.fenster.seiten.vorgaenge.modell.zeilen]
        self.taste(Qt.Key.Key_Home, mit=Qt.KeyboardModifier.ControlModifier)
        self.taste(*[Qt.Key.Key_Down] * kennungen.index(kennung))
        self.taste(Qt.Key.Key_Return)
        self.warte(lambda: self.fenster.seiten.vorgang.ui.kennung.text() == kennung)

    def waehle_zeilen(self, tabelle: str, von: int = 0, bis: int | None = None) -> None:
        """Put the cursor on a row of a table, or choose all rows from one to another."""
        self.gehe_zu(tabelle)
        strg = Qt.KeyboardModifier.ControlModifier
        self.taste(Qt.Key.Key_Home, mit=strg)
        self.taste(*[Qt.Key.Key_Down] * von)
        for _ in range(von, von if bis is None else bis):
            self.taste(Qt.Key.Key_Down, mit=Qt.KeyboardModifier.ShiftModifier)

    def fuelle_wahl(self, name: str, wert: str) -> None:
        """Choose an entry of a box that stands on a page."""
        feld = self.gehe_zu(name)
        assert isinstance(feld, QComboBox)
        self._waehle(feld, wert)

    def schritt(self, name: str) -> Schrittdialog:
        """Open the dialog of a step from the page of a case."""
        self.gehe_zu(f"schritt_{name}")
        self.taste(Qt.Key.Key_Return)
        return self.dialog()

    def neu(self) -> Schrittdialog:
        """Begin something new by its shortcut."""
        self.taste(Qt.Key.Key_N, mit=Qt.KeyboardModifier.ControlModifier)
        return self.dialog()

    def dialog(self) -> Schrittdialog:
        """Wait for the dialog of a step."""
        self.warte(lambda: isinstance(self.offener(), Schrittdialog))
        dialog = self.offener()
        assert isinstance(dialog, Schrittdialog)
        return dialog

    def fuelle(self, **werte: str | tuple[str, ...]) -> None:
        """Fill fields: type a text, move to a choice, tick entries."""
        for name, wert in werte.items():
            feld = self.gehe_zu(f"feld_{name}")
            if isinstance(feld, QComboBox):
                self._waehle(feld, str(wert))
            elif isinstance(feld, QListWidget):
                self._hake_an(feld, wert)
            elif wert == "ja":
                self.taste(Qt.Key.Key_Space)
            else:
                self.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
                self.tippe(str(wert))

    def mehr(self) -> None:
        """Unfold the optional fields."""
        dialog = self.offener()
        assert isinstance(dialog, Felddialog)
        while self._fokus() is not dialog.formular.mehr:
            self.taste(Qt.Key.Key_Tab)
        self.taste(Qt.Key.Key_Space)

    def bestaetige(self) -> None:
        """Go to the OK button, press it, and see the dialog close."""
        dialog = self.offener()
        assert isinstance(dialog, Felddialog)
        self.druecke_ok()
        # A dialog deletes itself when it closes.
        self.warte(lambda: not isValid(dialog) or not dialog.isVisible())
        # Off screen nobody gives the focus back to the window below, as a desktop does.
        (self.offener() or self.fenster).activateWindow()

    def brich_ab(self) -> None:
        """Press Escape in a dialog, and again for what was entered."""
        dialog = self.offener()
        assert dialog is not None
        self.taste(Qt.Key.Key_Escape)
        if self.rueckfrage() is not None:
            self.antworte(Qt.Key.Key_W, mit=Qt.KeyboardModifier.AltModifier)
        self.warte(lambda: not isValid(dialog) or not dialog.isVisible())
        (self.offener() or self.fenster).activateWindow()

    def antworte(self, taste: Qt.Key, mit: Qt.KeyboardModifier | None = None) -> None:
        """Answer the question that is open by a key, and see it go."""
        frage = self.rueckfrage()
        assert frage is not None
        self.warte(frage.isActiveWindow)
        self.taste(taste, mit=mit)
        self.warte(lambda: not isValid(frage) or not frage.isVisible())
        (self.offener() or self.fenster).activateWindow()

    def rueckfrage(self) -> QMessageBox | None:
        """Return the question that is open."""
        offen = self.offener()
        return offen if isinstance(offen, QMessageBox) else None

    def druecke_ok(self) -> None:
        """Press the OK button, whatever it says."""
        dialog = self.offener()
        assert isinstance(dialog, Felddialog)
        knopf = dialog.knoepfe.buttons()[0]
        for _ in range(_HOECHSTENS):
            if self._fokus() is knopf:
                break
            self.taste(Qt.Key.Key_Tab)
        self.taste(Qt.Key.Key_Space)

    def schliesse(self) -> None:
        """Close the window and with it the workplace, whatever is not written down."""
        _behalte(self.fenster)

    def _waehle(self, feld: QComboBox, wert: str) -> None:
        texte = [feld.itemText(i) for i in range(feld.count())]
        self.taste(Qt.Key.Key_Home, *[Qt.Key.Key_Down] * texte.index(wert))
        assert feld.currentText() == wert

    def _hake_an(self, feld: QListWidget, werte: str | tuple[str, ...]) -> None:
        texte = [feld.item(i).text() for i in range(feld.count())]
        for wert in (werte,) if isinstance(werte, str) else werte:
            zeile = next(i for i, t in enumerate(texte) if t.startswith(wert))
            self.taste(Qt.Key.Key_Home, *[Qt.Key.Key_Down] * zeile, Qt.Key.Key_Space)

    def _fokus(self) -> QWidget:
        QApplication.processEvents()
        return QApplication.focusWidget() or self.offener() or self.fenster

    def offener(self) -> QDialog | None:
        fenster = QApplication.activeModalWidget()
        return fenster if isinstance(fenster, QDialog) else None


def lass_fallen(seite: QWidget, *dateien: Path) -> None:
    """Drag files onto a page and let go, as the desktop does: through its window."""
    inhalt = QMimeData()
    inhalt.setUrls([QUrl.fromLocalFile(str(datei)) for datei in dateien])
    fenster = seite.window()
    ort = seite.mapTo(fenster, QPoint(seite.width() // 2, seite.height() - 5))
    art, knopf, ohne = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    for ereignis in (
        QDragEnterEvent(ort, art, inhalt, knopf, ohne),
        QDropEvent(QPointF(ort), art, inhalt, knopf, ohne),
    ):
        QApplication.sendEvent(fenster.windowHandle(), ereignis)


def _behalte(fenster: QWidget) -> None:
    if not fenster.close():
        for frage in fenster.findChildren(QMessageBox):
            frage.buttons()[0].click()
