"""Table models: a generic one over rows of texts, and the paged list of cases."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
_TEXT = int(Qt.ItemDataRole.DisplayRole)
_VORLESEN = int(Qt.ItemDataRole.AccessibleTextRole)
_WURZEL = QModelIndex()


class Tabellenmodell(QAbstractTableModel):
    """Rows of any kind; `spalten` are headings, each with the function that gives its text."""

    def __init__(self, spalten: Sequence[tuple[str, Callable[[Any], str]]]) -> None:
        super().__init__()
        self._spalten = spalten
        self.zeilen: list[Any] = []

    def setze(self, zeilen: Sequence[Any]) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.zeilen = list(zeilen)
        self.endResetModel()

    def rowCount(self, eltern: Index = _WURZEL) -> int:
        return 0 if eltern.isValid() else len(self.zeilen)

    def columnCount(self, eltern: Index = _WURZEL) -> int:
        return 0 if eltern.isValid() else len(self._spalten)

    def data(self, index: Index, role: int = _TEXT) -> Any:
        if int(role) == _TEXT:
            return self._spalten[index.column()][1](self.zeilen[index.row()])
        if int(role) == _VORLESEN:
            titel, text = self._spalten[index.column()]
            return f"{titel}: {text(self.zeilen[index.row()])}"
        return None

    def headerData(self, nummer: int, richtung: Qt.Orientation, role: int = _TEXT) -> Any:
        if int(role) == _TEXT and richtung == Qt.Orientation.Horizontal:
            return self._spalten[nummer][0]
        return None

    def als_text(self) -> str:
        """Return the table as lines of text, as a person would read it out."""
        return "\n".join(" | ".join(text(z) for _, text in self._spalten) for z in self.zeilen)


class Seitenmodell(Tabellenmodell):
    """A list that fetches the next page when the view comes to its end."""

    def __init__(
        self,
        spalten: Sequence[tuple[str, Callable[[Any], str]]],
        hole: Callable[[Any], Sequence[Any]],
        groesse: int,
    ) -> None:
        super().__init__(spalten)
        self._hole = hole
        self._groesse = groesse
        self._ende = False

    def lade(self, mindestens: int = 0) -> None:
        """Begin again with the first page, or with as many as hold `mindestens` rows."""
        zeilen = [*(seite := self._hole(None))]
        while len(seite) == self._groesse and len(zeilen) < mindestens:
            zeilen += (seite := self._hole(zeilen[-1]))
        self._ende = len(seite) < self._groesse
        self.setze(zeilen)

    def canFetchMore(self, eltern: Index) -> bool:
        return not eltern.isValid() and not self._ende and bool(self.zeilen)

    def fetchMore(self, eltern: Index) -> None:
        seite = self._hole(self.zeilen[-1])
        self._ende = len(seite) < self._groesse
        if seite:
            anfang = len(self.zeilen)
            self.beginInsertRows(QModelIndex(), anfang, anfang + len(seite) - 1)
            self.zeilen.extend(seite)
            self.endInsertRows()
