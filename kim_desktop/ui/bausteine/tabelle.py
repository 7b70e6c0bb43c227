"""What all tables of the window share: headings, widths, opening a row by key."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

from .modelle import Tabellenmodell


def richte_ein(tabelle: QTableView, modell: Tabellenmodell, breit: int) -> None:
    """Connect view and model; column `breit` takes the room that is left."""
    tabelle.setModel(modell)
    tabelle.setAlternatingRowColors(True)
    tabelle.setWordWrap(False)
    tabelle.verticalHeader().hide()
    kopf = tabelle.horizontalHeader()
    kopf.setHighlightSections(False)
    kopf.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for spalte in range(modell.columnCount()):
        art = QHeaderView.ResizeMode
        kopf.setSectionResizeMode(spalte, art.Stretch if spalte == breit else art.ResizeToContents)
    kopf.setResizeContentsPrecision(50)


def brich_um(tabelle: QTableView, *breite: int) -> None:
    """Let rows grow where a text needs more than one line; columns `breite` share the room."""
    for spalte in breite:
        kopf = tabelle.horizontalHeader()
        kopf.setSectionResizeMode(spalte, QHeaderView.ResizeMode.Stretch)
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
