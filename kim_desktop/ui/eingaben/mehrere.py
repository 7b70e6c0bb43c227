"""Inputs of several values: ticked entries, objects with fields of their own."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.felder import Feld, Feldart

_WORTE = (Feldart.TEXT, Feldart.VORGANG)
_VIELSAGEND = 4
_ROLLE = Qt.ItemDataRole.UserRole


class Auswahlliste(QListWidget):
    """A list whose entries are ticked with the space bar."""

    def __init__(self, auswahl: dict[str, str]) -> None:
        super().__init__()
        for schluessel, label in auswahl.items():
            eintrag = QListWidgetItem(label, self)
            eintrag.setData(_ROLLE, schluessel)
            eintrag.setFlags(eintrag.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            eintrag.setCheckState(Qt.CheckState.Unchecked)
        self.setMaximumHeight(self.fontMetrics().lineSpacing() * 7)
        if self.count():
            self.setCurrentRow(0)

    def wert(self) -> list[str]:
        """Return the keys of the ticked entries."""
        return [
            str(e.data(_ROLLE))
            for e in map(self.item, range(self.count()))
            if e.checkState() == Qt.CheckState.Checked
        ]

    def setze(self, wert: Any) -> None:
        """Tick these keys or list entries."""
        schluessel = {w.get("schluessel") if isinstance(w, dict) else w for w in wert or ()}
        for eintrag in map(self.item, range(self.count())):
            an = eintrag.data(_ROLLE) in schluessel
            eintrag.setCheckState(Qt.CheckState.Checked if an else Qt.CheckState.Unchecked)


class Sammlung(QWidget):
    """A list with buttons below: add, change, take away."""

    def __init__(self, name: str, hinzu: str) -> None:
        super().__init__()
        self.liste = QListWidget()
        self.liste.setAccessibleName(name)
        self.liste.setMaximumHeight(self.fontMetrics().lineSpacing() * 6)
        self.setFocusProxy(self.liste)
        self.hinzu = QPushButton(hinzu)
        self.entfernen = QPushButton("Entfernen")
        self.hinzu.setAccessibleDescription(name)
        self.entfernen.setAccessibleDescription(name)
        self.entfernen.clicked.connect(self._entferne)
        self.an_eintrag(self.entfernen)
        self.knoepfe = QHBoxLayout()
        self.knoepfe.addWidget(self.hinzu)
        self.knoepfe.addWidget(self.entfernen)
        self.knoepfe.addStretch()
        aufbau = QVBoxLayout(self)
        aufbau.setContentsMargins(0, 0, 0, 0)
        aufbau.addWidget(self.liste)
        aufbau.addLayout(self.knoepfe)

    def an_eintrag(self, knopf: QPushButton) -> None:
        """Let a button be pressed only while there is an entry to press it for."""
        knopf.setEnabled(False)
        self.liste.currentRowChanged.connect(lambda zeile: knopf.setEnabled(zeile >= 0))

    def lege_dazu(self, text: str, wert: Any) -> None:
        """Add one entry."""
        eintrag = QListWidgetItem(text, self.liste)
        eintrag.setData(_ROLLE, wert)
        self.liste.setCurrentItem(eintrag)

    def wert(self) -> list[Any]:
        """Return the entries."""
        return [self.liste.item(i).data(_ROLLE) for i in range(self.liste.count())]

    def _entferne(self) -> None:
        self.liste.takeItem(self.liste.currentRow())


class Objekte(Sammlung):
    """Entries with fields of their own; `frage` shows a dialog and hands over what it says."""

    def __init__(
        self,
        name: str,
        felder: tuple[Feld, ...],
        frage: Callable[[QWidget, dict[str, Any], Callable[[dict[str, Any]], None]], None],
        auswahl: Mapping[str, Mapping[str, str]],
    ) -> None:
        super().__init__(name, f"{name}: Eintrag hinzufügen …")
        self._felder = felder
        self._frage = frage
        self._auswahl = auswahl
        self.aendern = QPushButton("Ändern …")
        self.aendern.setAccessibleDescription(name)
        self.knoepfe.insertWidget(1, self.aendern)
        self.hinzu.clicked.connect(self._neu)
        self.aendern.clicked.connect(self._aendere)
        self.an_eintrag(self.aendern)
        self.liste.activated.connect(self._aendere)

    def setze(self, wert: Any) -> None:
        """Show these entries."""
        self.liste.clear()
        for objekt in wert or ():
            self.lege_dazu(self._kurz(objekt), objekt)

    def _neu(self) -> None:
        self._frage(self, {}, lambda objekt: self.lege_dazu(self._kurz(objekt), objekt))

    def _aendere(self) -> None:
        if self.liste.currentRow() >= 0:
            eintrag = self.liste.item(self.liste.currentRow())
            self._frage(self, dict(eintrag.data(_ROLLE)), partial(self._uebernimm, eintrag))

    def _kurz(self, objekt: dict[str, Any]) -> str:
        """Name an entry by what it must say; where that is but a number, by more."""
        worte = [f for f in self._felder if f.art in _WORTE and objekt.get(f.name)]
        kurz = "  ".join(self._wort(f, objekt) for f in worte if f.pflicht)
        if len(kurz) < _VIELSAGEND:
            mehr = [self._wort(f, objekt) for f in worte if not f.pflicht]
            kurz = "  ".join(filter(None, (kurz, *mehr[:1])))
        return kurz or "Eintrag"

    def _wort(self, feld: Feld, objekt: dict[str, Any]) -> str:
        """Return what stands in a field, a case with its title."""
        wert = str(objekt[feld.name])
        return self._auswahl.get(feld.name, {}).get(wert, wert)

    def _uebernimm(self, eintrag: QListWidgetItem, objekt: dict[str, Any]) -> None:
        eintrag.setData(_ROLLE, objekt)
        eintrag.setText(self._kurz(objekt))
