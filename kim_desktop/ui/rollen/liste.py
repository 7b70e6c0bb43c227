"""A table of a role page: it keeps what was chosen when the page looks again."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtWidgets import QLabel, QTableView

from ..bausteine.modelle import Tabellenmodell
from ..bausteine.tabelle import dehne, oeffne_mit_taste, richte_ein

Spalten = Sequence[tuple[str, Callable[[Any], str]]]


class Liste:
    """Rows of one kind. `schluessel` tells them apart, `bei_wahl` hears of another choice.

    Columns in `breit` share the room that is left; `leer` says that there are none.
    """

    def __init__(
        self,
        tabelle: QTableView,
        spalten: Spalten,
        breit: tuple[int, ...],
        leer: QLabel,
        bei_wahl: Callable[[], None],
        schluessel: Callable[[Any], str] = lambda z: str(z.kennung),
    ) -> None:
        self.tabelle = tabelle
        self.modell = Tabellenmodell(spalten)
        self._leer = leer
        self._bei_wahl = bei_wahl
        self._schluessel = schluessel
        self._setzt = False
        richte_ein(tabelle, self.modell, breit[0])
        dehne(tabelle, *breit[1:])
        tabelle.selectionModel().selectionChanged.connect(lambda *_: self._melde())

    def oeffne_mit(self, oeffne: Callable[[str], None]) -> None:
        """Open the case of a row when Enter is pressed; rows without one stay closed."""
        oeffne_mit_taste(self.tabelle, lambda z: oeffne(z.kennung) if z.kennung else None)

    def setze(self, zeilen: Sequence[Any]) -> None:
        """Show rows; the chosen ones stay chosen, else the cursor stays about where it was."""
        gewaehlt = {self._schluessel(z) for z in self.gewaehlte()}
        war = max(self.tabelle.currentIndex().row(), 0)
        self._setzt = True
        self.modell.setze(zeilen)
        nummern = [i for i, z in enumerate(zeilen) if self._schluessel(z) in gewaehlt]
        for nummer in nummern or ([min(war, len(zeilen) - 1)] if zeilen else []):
            self._waehle(nummer, nur=nummer == (nummern or [nummer])[0])
        self._setzt = False
        self._leer.setVisible(not zeilen)
        self._melde()

    def waehle(self, schluessel: str) -> None:
        """Put the cursor on a row."""
        for nummer, zeile in enumerate(self.modell.zeilen):
            if self._schluessel(zeile) == schluessel:
                self._waehle(nummer, nur=True)

    def gewaehlte(self) -> list[Any]:
        """Return the chosen rows, in order."""
        auswahl = self.tabelle.selectionModel().selectedRows()
        return [self.modell.zeilen[n] for n in sorted(i.row() for i in auswahl)]

    def gewaehlt(self) -> Any | None:
        """Return the row the cursor is on, if it is chosen."""
        zeilen = self.gewaehlte()
        jetzt = self.tabelle.currentIndex().row()
        aktuell = self.modell.zeilen[jetzt] if 0 <= jetzt < len(self.modell.zeilen) else None
        return next((z for z in zeilen if z is aktuell), next(iter(zeilen), None))

    def _waehle(self, nummer: int, nur: bool) -> None:
        art = QItemSelectionModel.SelectionFlag
        wie = (art.ClearAndSelect if nur else art.Select) | art.Rows
        index = self.modell.index(nummer, 0)
        self.tabelle.selectionModel().setCurrentIndex(index, wie)

    def _melde(self) -> None:
        if not self._setzt:
            self._bei_wahl()
