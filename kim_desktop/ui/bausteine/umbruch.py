"""Rows that go on in the next line where the window is too narrow for them."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QSizePolicy, QWidget


class Umbruchzeile(QWidget):
    """Widgets in one line where there is room, in several where there is not."""

    def __init__(self, eltern: QWidget | None = None) -> None:
        super().__init__(eltern)
        self.reihe: QLayout = _Umbruch(self)
        regel = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        regel.setHeightForWidth(True)
        self.setSizePolicy(regel)


def brich_um(aufbau: QBoxLayout) -> None:
    """Let the widgets of a form's row wrap; its spacers go, the row begins at the left."""
    zeile = Umbruchzeile()
    while (teil := aufbau.takeAt(0)) is not None:
        if (inhalt := teil.widget()) is not None:
            zeile.reihe.addWidget(inhalt)
    aufbau.addWidget(zeile)


def ordne(aufbau: QBoxLayout, breite: int, leiste: QWidget, hoechstens: int) -> None:
    """Let what stands side by side stand one below the other where `breite` is too little for it.

    `leiste` is the last part, which is at most so wide beside the others.
    """
    teile = [teil for nr in range(aufbau.count()) if (teil := aufbau.itemAt(nr)) is not None]
    noetig = sum(teil.minimumSize().width() for teil in teile)
    noetig += aufbau.spacing() * (len(teile) - 1)
    richtung = QBoxLayout.Direction
    if noetig > breite:
        aufbau.setDirection(richtung.TopToBottom)
        leiste.setMaximumWidth(max(breite, hoechstens))
    else:
        aufbau.setDirection(richtung.LeftToRight)
        leiste.setMaximumWidth(hoechstens)


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
        groessen = [teil.sizeHint() for teil in self._teile]
        luecken = self.spacing() * max(len(groessen) - 1, 0)
        hoehe = max((g.height() for g in groessen), default=0)
        return QSize(sum(g.width() for g in groessen) + luecken, hoehe)

    def minimumSize(self) -> QSize:
        groesse = QSize()
        for teil in self._teile:
            groesse = groesse.expandedTo(teil.minimumSize())
        return groesse

    def _lege(self, flaeche: QRect, *, nur_messen: bool) -> int:
        x, y, hoehe = flaeche.x(), flaeche.y(), 0
        for teil in self._teile:
            if teil.isEmpty():
                continue
            groesse = teil.sizeHint()
            if x > flaeche.x() and x + groesse.width() > flaeche.x() + flaeche.width():
                x, y, hoehe = flaeche.x(), y + hoehe + self.spacing(), 0
            if not nur_messen:
                teil.setGeometry(QRect(QPoint(x, y), groesse))
            x += groesse.width() + self.spacing()
            hoehe = max(hoehe, groesse.height())
        return y + hoehe - flaeche.y()
