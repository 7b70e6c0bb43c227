"""A table with a sentence where it is empty; the chosen row stays chosen when it is filled anew."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QLabel, QTableView

from ..bausteine.modelle import Tabellenmodell
from ..bausteine.tabelle import richte_ein

Spalten = Sequence[tuple[str, Callable[[Any], str]]]


class Wahlliste:
    """Rows of a page; `bei_wahl` is told whenever another row (or none) is chosen."""

    def __init__(
        self,
        tabelle: QTableView,
        leer: QLabel,
        spalten: Spalten,
        breit: int,
        schluessel: Callable[[Any], object],
        bei_wahl: Callable[[Any], None],
    ) -> None:
        self.tabelle = tabelle
        self.modell = Tabellenmodell(spalten)
        self._leer = leer
        self._schluessel = schluessel
        self._bei_wahl = bei_wahl
        richte_ein(tabelle, self.modell, breit)
        tabelle.selectionModel().currentRowChanged.connect(lambda _neu, _alt: self._melde_wahl())

    @property
    def gewaehlt(self) -> Any:
        """The chosen row, None where there is none."""
        zeile = self.tabelle.currentIndex().row()
        return self.modell.zeilen[zeile] if 0 <= zeile < len(self.modell.zeilen) else None

    def zeige(self, zeilen: Sequence[Any]) -> None:
        """Show other rows; the same one stays chosen, or else the first."""
        bisher = self._schluessel(self.gewaehlt) if self.gewaehlt is not None else None
        self.modell.setze(zeilen)
        self._leer.setVisible(not zeilen)
        schluessel = [self._schluessel(z) for z in zeilen]
        if schluessel:
            nummer = schluessel.index(bisher) if bisher in schluessel else 0
            self.tabelle.setCurrentIndex(self.modell.index(nummer, 0))
        else:
            self._melde_wahl()

    def _melde_wahl(self) -> None:
        self._bei_wahl(self.gewaehlt)
