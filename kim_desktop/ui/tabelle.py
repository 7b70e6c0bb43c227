"""What all tables of the window share: headings, widths, opening a row by key."""

from collections.abc import Callable
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


def oeffne_mit_taste(tabelle: QTableView, oeffne: Callable[[Any], None]) -> None:
    """Call `oeffne` with the row when Enter is pressed or a row is double-clicked."""

    def waehle(index: QModelIndex) -> None:
        modell = tabelle.model()
        if index.isValid() and isinstance(modell, Tabellenmodell):
            oeffne(modell.zeilen[index.row()])

    tabelle.activated.connect(waehle)


def waehle_erste(tabelle: QTableView) -> None:
    """Put the cursor on the first row, so that keys work at once."""
    modell = tabelle.model()
    if modell is not None and modell.rowCount() and not tabelle.currentIndex().isValid():
        tabelle.setCurrentIndex(modell.index(0, 0))
