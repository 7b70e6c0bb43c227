"""What all tables of the window share: headings, widths, opening a row by key."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from .modelle import Tabellenmodell

#: So many signs of a column are shown before it is cut for want of room.
_LESBAR = 20


def richte_ein(tabelle: QTableView, modell: Tabellenmodell, breit: int) -> None:
    """Connect view and model; column `breit` takes the room that is left."""
    tabelle.setModel(modell)
    tabelle.setAlternatingRowColors(True)
    tabelle.setWordWrap(False)
    tabelle.verticalHeader().hide()
    kopf = tabelle.horizontalHeader()
    kopf.setHighlightSections(False)
    kopf.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    kopf.setResizeContentsPrecision(50)
    Spalten(tabelle, {breit})


def dehne(tabelle: QTableView, *breite: int) -> None:
    """Let these columns, too, share the room that is left."""
    spalten = tabelle.findChild(Spalten)
    assert spalten is not None
    spalten.dehne(breite)


class Spalten(QObject):
    """Gives columns what they need, and what is left to those that may be wide.

    Where too little would be left to read them, the other columns are cut to a length, and what
    does not fit even then is scrolled to.
    """

    def __init__(self, tabelle: QTableView, breite: Iterable[int]) -> None:
        super().__init__(tabelle)
        self._tabelle = tabelle
        self._breite = set(breite)
        self._eng: bool | None = None
        tabelle.viewport().installEventFilter(self)
        modell = tabelle.model()
        for signal in (modell.modelReset, modell.rowsInserted, modell.dataChanged):
            signal.connect(lambda *_: self._verteile())
        self._verteile()

    def dehne(self, breite: Iterable[int]) -> None:
        """Let more columns share what is left."""
        self._breite.update(breite)
        self._eng = None
        self._verteile()

    def eventFilter(self, _ziel: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize:
            self._verteile()
        return False

    def _verteile(self) -> None:
        kopf, zeichen = self._tabelle.horizontalHeader(), self._tabelle.fontMetrics()
        lesbar = zeichen.averageCharWidth() * _LESBAR
        sichtbare = [nr for nr in range(kopf.count()) if not kopf.isSectionHidden(nr)]
        natuerlich = {nr: self._natuerlich(nr) for nr in sichtbare}
        # What takes the rest may be short; what does not is cut where there is no rest.
        kurz = {nr: min(breite, lesbar) for nr, breite in natuerlich.items()}
        noetig = sum((kurz if nr in self._breite else natuerlich)[nr] for nr in sichtbare)
        platz = self._tabelle.viewport().width()
        self._setze_art(eng=noetig > platz)
        if noetig > platz:
            anteil = max(platz - sum(kurz.values()), 0) // max(len(self._breite), 1)
            for nr in sichtbare:
                kopf.resizeSection(nr, kurz[nr] + (anteil if nr in self._breite else 0))

    def _natuerlich(self, nummer: int) -> int:
        kopf = self._tabelle.horizontalHeader()
        return max(self._tabelle.sizeHintForColumn(nummer), kopf.sectionSizeHint(nummer))

    def _setze_art(self, *, eng: bool) -> None:
        if eng is self._eng:
            return
        self._eng = eng
        kopf, art = self._tabelle.horizontalHeader(), QHeaderView.ResizeMode
        for nummer in range(kopf.count()):
            von_selbst = art.Stretch if nummer in self._breite else art.ResizeToContents
            kopf.setSectionResizeMode(nummer, art.Interactive if eng else von_selbst)


def brich_um(tabelle: QTableView, *breite: int) -> None:
    """Let rows grow where a text needs more than one line; columns `breite` share the room."""
    dehne(tabelle, *breite)
    tabelle.setWordWrap(True)
    tabelle.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)


def oeffne_mit_taste(tabelle: QTableView, oeffne: Callable[[Any], None]) -> None:
    """Call `oeffne` with the row when Enter is pressed or a row is double-clicked."""

    def waehle(index: QModelIndex) -> None:
        modell = tabelle.model()
        if index.isValid() and isinstance(modell, Tabellenmodell):
            oeffne(modell.zeilen[index.row()])

    tabelle.activated.connect(waehle)


def gewaehlte(tabelle: QTableView) -> Any:
    """Return the row the cursor is on; None where there is none."""
    modell, index = tabelle.model(), tabelle.currentIndex()
    if isinstance(modell, Tabellenmodell) and index.isValid():
        return modell.zeilen[index.row()]
    return None


def zeige_zeilen(
    tabelle: QTableView, zeilen: Sequence[Any], schluessel: Callable[[Any], object]
) -> None:
    """Show other rows and leave the cursor where it was, on the row or on its place."""
    modell = tabelle.model()
    if not isinstance(modell, Tabellenmodell):
        return
    alt, platz = gewaehlte(tabelle), tabelle.currentIndex().row()
    modell.setze(zeilen)
    namen = [schluessel(z) for z in zeilen]
    gleich = alt is not None and schluessel(alt) in namen
    nummer = namen.index(schluessel(alt)) if gleich else min(max(platz, 0), len(zeilen) - 1)
    if nummer >= 0:
        tabelle.setCurrentIndex(modell.index(nummer, 0))


class Platz:
    """Where the cursor and the scroll bar are, to take that place again among other rows."""

    def __init__(self, tabelle: QTableView, schluessel: Callable[[Any], object]) -> None:
        self._tabelle = tabelle
        self._schluessel = schluessel
        self._alt = gewaehlte(tabelle)
        self._oben = tabelle.verticalScrollBar().value()

    def nimm_ein(self) -> None:
        """Go back to the row, where it still is."""
        modell = self._tabelle.model()
        if self._alt is None or not isinstance(modell, Tabellenmodell):
            return
        namen = [self._schluessel(z) for z in modell.zeilen]
        if (gesucht := self._schluessel(self._alt)) in namen:
            self._tabelle.setCurrentIndex(modell.index(namen.index(gesucht), 0))
        self._tabelle.verticalScrollBar().setValue(self._oben)


def waehle_erste(tabelle: QTableView) -> None:
    """Put the cursor on the first row, so that keys work at once."""
    modell = tabelle.model()
    if modell is not None and modell.rowCount() and not tabelle.currentIndex().isValid():
        tabelle.setCurrentIndex(modell.index(0, 0))
