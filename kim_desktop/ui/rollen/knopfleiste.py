"""A row of buttons that goes on in the next line where the window is too narrow for it."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from ..knopf import Knopf

_KEINE = "Bitte zuerst eine Zeile auswählen."
_NUR_EINE = "Bitte nur eine Zeile auswählen."


class Knopfleiste(QWidget):
    """Buttons by name; those that cannot be used say why in tooltip and description."""

    def __init__(self, eltern: QWidget | None = None) -> None:
        super().__init__(eltern)
        self._aufbau = _Umbruch(self)
        self.knoepfe: dict[str, Knopf] = {}
        self._an_zeilen: set[str] = set()
        regel = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        regel.setHeightForWidth(True)
        self.setSizePolicy(regel)

    def nimm(
        self, name: str, text: str, folge: Callable[[], None], *, an_zeile: bool = True
    ) -> None:
        """Add a button; one that acts on the chosen row is disabled where there is none."""
        knopf = Knopf(text, f"{self.objectName()}_{name}", folge)
        self.knoepfe[name] = knopf
        self._aufbau.addWidget(knopf)
        if an_zeile:
            self._an_zeilen.add(name)

    def zeige(self, hindernisse: Mapping[str, str]) -> None:
        """Disable the buttons that have a sentence, enable those with an empty one."""
        for name, grund in hindernisse.items():
            if (knopf := self.knoepfe.get(name)) is not None:
                knopf.sperre(grund)

    def zeige_fuer(self, zeilen: Sequence[Any], auch_mehrere: Collection[str] = ()) -> None:
        """Follow the chosen rows, which know their own `hindernisse`."""
        if not zeilen:
            self.zeige(dict.fromkeys(self._an_zeilen, _KEINE))
        elif len(zeilen) > 1:
            einzeln = dict.fromkeys(self._an_zeilen - set(auch_mehrere), _NUR_EINE)
            self.zeige({**{n: _erstes(zeilen, n) for n in auch_mehrere}, **einzeln})
        else:
            self.zeige(dict.fromkeys(self._an_zeilen, "") | dict(zeilen[0].hindernisse))


def _erstes(zeilen: Sequence[Any], name: str) -> str:
    gruende = (str(z.hindernisse.get(name, "")) for z in zeilen)
    return next((g for g in gruende if g), "")


class _Umbruch(QLayout):
    """Lays widgets out like words of a paragraph."""

    def __init__(self, eltern: QWidget) -> None:
        super().__init__(eltern)
        self._teile: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(6)

    def addItem(self, teil: QLayoutItem) -> None:
        self._teile.append(teil)

    def count(self) -> int:
        return len(self._teile)

    def itemAt(self, nummer: int) -> QLayoutItem | None:
        return self._teile[nummer] if 0 <= nummer < len(self._teile) else None

    def takeAt(self, nummer: int) -> QLayoutItem | None:
        return self._teile.pop(nummer) if 0 <= nummer < len(self._teile) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, breite: int) -> int:
        return self._lege(QRect(0, 0, breite, 0), nur_messen=True)

    def setGeometry(self, flaeche: QRect) -> None:
        super().setGeometry(flaeche)
        self._lege(flaeche, nur_messen=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        groesse = QSize()
        for teil in self._teile:
            groesse = groesse.expandedTo(teil.minimumSize())
        return groesse

    def _lege(self, flaeche: QRect, *, nur_messen: bool) -> int:
        x, y, hoehe = flaeche.x(), flaeche.y(), 0
        for teil in self._teile:
            groesse = teil.sizeHint()
            if x > flaeche.x() and x + groesse.width() > flaeche.x() + flaeche.width():
                x, y, hoehe = flaeche.x(), y + hoehe + self.spacing(), 0
            if not nur_messen:
                teil.setGeometry(QRect(QPoint(x, y), groesse))
            x += groesse.width() + self.spacing()
            hoehe = max(hoehe, groesse.height())
        return y + hoehe - flaeche.y()
