"""The dialog of the words people let stand although they may name somebody."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ...application import personen
from ...application.arbeitsplatz import Arbeitsplatz
from .._generated.woerter import Ui_Woerter
from ..bausteine.aussehen import passe_ein
from ..betrieb.arbeiter import Ablauf
from ..betrieb.solange import solange_offen
from ..betrieb.vermittler import Vermittler


class Wortdialog(QDialog):
    """Lists the words; one that was let stand by mistake is looked out for again."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._vermittler = vermittler
        self.ui = Ui_Woerter()
        self.ui.setupUi(self)
        passe_ein(self)
        self.ui.wieder_fragen.clicked.connect(self._frage_wieder)
        self.ui.schliessen.clicked.connect(self.accept)
        self.ui.liste.setFocus()
        self._lies(lambda ap, _ablauf: personen.stehengelassene(ap))

    def _lies(self, fall: Callable[[Arbeitsplatz, Ablauf], list[str]]) -> None:
        self._vermittler.lies(fall, solange_offen(self, self._zeige))

    def _zeige(self, worte: list[str]) -> None:
        zeile = max(self.ui.liste.currentRow(), 0)
        self.ui.liste.clear()
        self.ui.liste.addItems(worte)
        self.ui.liste.setCurrentRow(min(zeile, len(worte) - 1))
        self.ui.leer.setVisible(not worte)
        self.ui.wieder_fragen.sperre("" if worte else self.ui.leer.text())

    def _frage_wieder(self) -> None:
        wort = self.ui.liste.currentItem().text()

        def vergiss(ap: Arbeitsplatz, _ablauf: Ablauf) -> list[str]:
            personen.nicht_mehr(ap, wort)
            return personen.stehengelassene(ap)

        self._lies(vergiss)
        self.ui.liste.setFocus()
