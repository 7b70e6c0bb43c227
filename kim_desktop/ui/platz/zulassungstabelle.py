"""The table of a telephone list: one Anmeldung a row, typed into, and what came of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSignalBlocker, QSize, Qt
from PySide6.QtWidgets import (
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ...application.platz.begleitmail import Beilage
from ...application.platz.zulassungsliste import Auftrag, Vorgelegt, Zugelassen
from ...domain.rollen import Rolle

STELLE, KUERZEL, ROLLEN, ZIFFERN, ERGEBNIS = range(5)
_ALLE = 25
#: What a cell is wider than its text.
_RAND = 18
_SO_BREIT = {ROLLEN: "CM-Koordination", ZIFFERN: "00000 00000 00000 00000 00000"}


@dataclass(slots=True)
class Reihe:
    """One row: what was laid before, the roles it is to get, and its Zulassung once admitted."""

    vorgelegt: Vorgelegt
    rollen: frozenset[Rolle]
    beilage: Beilage | None = None

    @property
    def datei(self) -> Path:
        """The Anmeldung."""
        return self.vorgelegt.eingegangen.datei

    @property
    def offen(self) -> bool:
        """Whether it can still be admitted."""
        return self.vorgelegt.vorschlag is not None and self.beilage is None


class Zulassungstabelle:
    """Keeps the rows of a table in step with what was laid before and what was typed."""

    def __init__(self, tabelle: QTableWidget, rollennamen: Mapping[Rolle, str]) -> None:
        self._tabelle = tabelle
        self._rollennamen = rollennamen
        self.reihen: list[Reihe] = []
        self._delegat = _Eingabe(tabelle)
        tabelle.setItemDelegate(self._delegat)
        tabelle.setVerticalScrollMode(QTableWidget.ScrollMode.ScrollPerPixel)
        tabelle.verticalHeader().hide()
        tabelle.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        kopf, art = tabelle.horizontalHeader(), QHeaderView.ResizeMode
        kopf.setSectionResizeMode(KUERZEL, art.ResizeToContents)
        for spalte in (STELLE, ERGEBNIS):
            kopf.setSectionResizeMode(spalte, art.Stretch)
        for spalte, text in _SO_BREIT.items():
            kopf.resizeSection(spalte, tabelle.fontMetrics().horizontalAdvance(text) + _RAND)
        tabelle.itemChanged.connect(self._geaendert)

    @property
    def gewaehlte(self) -> Reihe | None:
        """The row the cursor is on."""
        zeile = self._tabelle.currentRow()
        return self.reihen[zeile] if 0 <= zeile < len(self.reihen) else None

    def nimm(self, vorgelegte: Sequence[Vorgelegt]) -> None:
        """Add what is not on the list yet, and go to the first digits to be typed."""
        da = {r.datei for r in self.reihen}
        for vorgelegt in vorgelegte:
            if vorgelegt.eingegangen.datei not in da:
                self._fuege_an(vorgelegt)
        offen = next((nr for nr, r in enumerate(self.reihen) if self._wartet(nr, r)), 0)
        self._tabelle.setCurrentCell(offen, ZIFFERN)
        self._tabelle.setFocus()

    def auftraege(self) -> list[Auftrag]:
        """Return what is to be admitted, in order of the rows."""
        return [
            Auftrag(
                r.datei,
                self.text(nr, ZIFFERN),
                tuple(rolle for rolle in Rolle if rolle in r.rollen),
                self.text(nr, STELLE),
                self.text(nr, KUERZEL),
            )
            for nr, r in enumerate(self.reihen)
            if r.offen
        ]

    def setze_rollen(self, rollen: frozenset[Rolle]) -> None:
        """Give the chosen row other roles."""
        if (reihe := self.gewaehlte) is not None:
            reihe.rollen = rollen
            self._schreibe(self._tabelle.currentRow(), ROLLEN, self._benannt(rollen))

    def zeige(self, fertig: Zugelassen, beilagen: Mapping[Path, Beilage]) -> None:
        """Say in each row what came of it; who was admitted is not asked again."""
        gruende = dict(fertig.abgelehnt)
        for nr, reihe in enumerate(self.reihen):
            if (beilage := beilagen.get(reihe.datei)) is not None:
                reihe.beilage = beilage
                self._schreibe(nr, ERGEBNIS, f"zugelassen: „{beilage.datei.name}“")
                self._sperre(nr)
            elif (grund := gruende.get(reihe.datei)) is not None:
                self._schreibe(nr, ERGEBNIS, grund)

    @property
    def getippt(self) -> bool:
        """Whether digits would be lost that nobody was admitted with."""
        return any(self.text(nr, ZIFFERN) for nr, r in enumerate(self.reihen) if r.offen)

    @property
    def bereit(self) -> bool:
        """Whether somebody can be admitted."""
        return any(r.offen and self._ziffern(nr) == _ALLE for nr, r in enumerate(self.reihen))

    def text(self, zeile: int, spalte: int) -> str:
        """Return what stands in a cell."""
        element = self._tabelle.item(zeile, spalte)
        return element.text().strip() if element else ""

    def _wartet(self, zeile: int, reihe: Reihe) -> bool:
        return reihe.offen and not self.text(zeile, ZIFFERN)

    def _ziffern(self, zeile: int) -> int:
        return sum(z.isdecimal() for z in self.text(zeile, ZIFFERN))

    def _fuege_an(self, vorgelegt: Vorgelegt) -> None:
        v, nr = vorgelegt.vorschlag, len(self.reihen)
        reihe = Reihe(vorgelegt, v.rollen if v else frozenset())
        self.reihen.append(reihe)
        with QSignalBlocker(self._tabelle):
            self._tabelle.insertRow(nr)
            stelle = v.stelle if v else reihe.datei.name
            ergebnis = v.hinweis if v else vorgelegt.eingegangen.hindernis
            texte = (stelle, v.kuerzel if v else "", self._benannt(reihe.rollen), "", ergebnis)
            for spalte, text in enumerate(texte):
                element = QTableWidgetItem(text)
                element.setToolTip(str(reihe.datei))
                self._tabelle.setItem(nr, spalte, element)
            for spalte in (ROLLEN, ERGEBNIS):
                _nur_lesen(self._tabelle.item(nr, spalte))
            if v is None:
                self._sperre(nr)
            elif v.bekannt:
                _nur_lesen(self._tabelle.item(nr, KUERZEL))

    def _sperre(self, zeile: int) -> None:
        with QSignalBlocker(self._tabelle):
            for spalte in range(self._tabelle.columnCount()):
                _nur_lesen(self._tabelle.item(zeile, spalte))

    def _geaendert(self, element: QTableWidgetItem) -> None:
        """Say while typing how many digits are missing."""
        if element.column() == ZIFFERN:
            vorschlag = self.reihen[element.row()].vorgelegt.vorschlag
            hinweis = vorschlag.hinweis if vorschlag else ""
            stand = _stand(_ALLE - self._ziffern(element.row()))
            self._schreibe(element.row(), ERGEBNIS, " ".join(filter(None, (stand, hinweis))))

    def _schreibe(self, zeile: int, spalte: int, text: str) -> None:
        with QSignalBlocker(self._tabelle):
            if (element := self._tabelle.item(zeile, spalte)) is not None:
                element.setText(text)
        self._tabelle.viewport().update()

    def _benannt(self, rollen: Iterable[Rolle]) -> str:
        gewaehlt = set(rollen)
        return ", ".join(name for rolle, name in self._rollennamen.items() if rolle in gewaehlt)


class _Eingabe(QStyledItemDelegate):
    """Names the field one types into after its column and row; gives long sentences room."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        # The padding of the style sheet is not in what Qt wraps the text to.
        option.rect.setWidth(option.rect.width() - _RAND // 2)
        return super().sizeHint(option, index)

    def createEditor(
        self,
        eltern: QWidget,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> QWidget:
        feld = super().createEditor(eltern, option, index)
        modell = index.model()
        spalte = modell.headerData(index.column(), Qt.Orientation.Horizontal)
        feld.setAccessibleName(f"{spalte} von {modell.index(index.row(), STELLE).data()}")
        return feld


def _nur_lesen(element: QTableWidgetItem | None) -> None:
    if element is not None:
        element.setFlags(element.flags() & ~Qt.ItemFlag.ItemIsEditable)


def _stand(fehlen: int) -> str:
    if fehlen == 0:
        return "bereit"
    if fehlen == _ALLE:
        return ""
    return f"es fehlen {fehlen} Ziffern" if fehlen > 0 else f"{-fehlen} Ziffern zu viel"
