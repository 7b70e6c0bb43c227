"""Scrolling areas that leave the keyboard to what is inside, one or a stack of them."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QEvent, QMargins, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QStackedWidget,
    QStyle,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

#: What one column of text and fields is wide at most, in pixels.
_SPALTE = 820


class Rollflaeche(QScrollArea):
    """Takes no keyboard focus and rolls to whatever inside gets it, wherever it came from."""

    def __init__(self, eltern: QWidget | None = None) -> None:
        super().__init__(eltern)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        anwendung = QApplication.instance()
        assert isinstance(anwendung, QApplication)
        anwendung.focusChanged.connect(self._folge)

    def _folge(self, _vorher: QWidget | None, jetzt: QWidget | None) -> None:
        innen = self.widget()
        if jetzt is not None and innen is not None and innen.isAncestorOf(jetzt):
            self.ensureWidgetVisible(jetzt, 0, 0)


def rollend(innen: QWidget) -> QScrollArea:
    """Return an area that scrolls `innen` where the window is too small."""
    flaeche = Rollflaeche()
    flaeche.setWidget(innen)
    flaeche.setWidgetResizable(True)
    return flaeche


@runtime_checkable
class Ordnend(Protocol):
    """A page that stands otherwise where it is narrow."""

    def ordne(self, breite: int) -> None:
        """Arrange the parts for this width."""


class _Seitenflaeche(Rollflaeche):
    """Scrolls a page only where the least it needs does not fit.

    A resizable area asks for what a page with wrapping rows would like best instead.
    """

    def __init__(self, seite: QWidget) -> None:
        super().__init__()
        self.setWidget(seite)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._passe_an()
        super().resizeEvent(event)

    def eventFilter(self, objekt: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._passe_an()
        return super().eventFilter(objekt, event)

    def _passe_an(self) -> None:
        seite, platz = self.widget(), self.maximumViewportSize()
        assert seite is not None
        if isinstance(seite, Ordnend):
            seite.ordne(platz.width() - self.verticalScrollBar().sizeHint().width())
        if _noetig(seite, platz.width()).height() > platz.height():
            platz.setWidth(platz.width() - self.verticalScrollBar().sizeHint().width())
        noetig = _noetig(seite, platz.width())
        if noetig.width() > platz.width():
            platz.setHeight(platz.height() - self.horizontalScrollBar().sizeHint().height())
        seite.resize(noetig.expandedTo(platz))


def _noetig(seite: QWidget, breite: int) -> QSize:
    """Return the least size of a page that may be `breite` wide."""
    aufbau = seite.layout()
    assert aufbau is not None
    kleinste = aufbau.totalMinimumSize()
    if aufbau.hasHeightForWidth():
        breite = max(breite, kleinste.width())
        hoehe = aufbau.totalMinimumHeightForWidth(breite)
        if (karten := seite.findChild(QTabWidget)) is not None:
            # A tab widget tells what it would like best, or what it needs without wrapping.
            hoehe = min(hoehe, kleinste.height() + _durch_umbruch(karten, innen(karten, breite)))
        kleinste.setHeight(hoehe)
    return kleinste


def innen(karten: QTabWidget, breite: int) -> int:
    """Return what is left of the width of a page for what stands in its tabs."""
    seite = karten.parentWidget()
    aufbau = seite.layout() if seite is not None else None
    raender = aufbau.contentsMargins() if aufbau is not None else QMargins()
    rahmen = karten.style().pixelMetric(QStyle.PixelMetric.PM_DefaultFrameWidth, None, karten)
    return breite - raender.left() - raender.right() - 2 * rahmen


def _durch_umbruch(karten: QTabWidget, breite: int) -> int:
    """Return how much higher the highest tab gets where its rows wrap within `breite`."""
    blaetter = [blatt for nr in range(karten.count()) if (blatt := karten.widget(nr)) is not None]
    aufbauten = [aufbau for blatt in blaetter if (aufbau := blatt.layout()) is not None]
    ohne = max((a.totalMinimumSize().height() for a in aufbauten), default=0)
    mit = max((a.totalMinimumHeightForWidth(breite) for a in aufbauten), default=0)
    return max(mit - ohne, 0)


class Seitenstapel(QStackedWidget):
    """One page at a time; a page that needs more room than the window has scrolls in it.

    The widest page would otherwise be the least width of the window, also at 200 % scaling.
    """

    def nimm(self, seite: QWidget) -> None:
        """Add a page."""
        self.addWidget(_Seitenflaeche(seite))

    def lege_ab(self, seite: QWidget) -> None:
        """Take a page away and delete it."""
        flaeche = self._flaeche(seite)
        self.removeWidget(flaeche)
        flaeche.deleteLater()

    def zeige(self, seite: QWidget) -> None:
        """Show a page that was added."""
        self.setCurrentWidget(self._flaeche(seite))

    def gezeigte(self) -> QWidget | None:
        """Return the page shown."""
        flaeche = self.currentWidget()
        return flaeche.widget() if isinstance(flaeche, QScrollArea) else None

    def _flaeche(self, seite: QWidget) -> QWidget:
        flaechen = (self.widget(nummer) for nummer in range(self.count()))
        return next(f for f in flaechen if f is not None and f.isAncestorOf(seite))


def stelle_in_die_mitte(seite: QWidget, innen: QWidget, fehler: QWidget) -> None:
    """Let a page show `innen` as a scrolling column, and `fehler` below where it is always seen."""
    innen.setMaximumWidth(_SPALTE)
    aufbau = QVBoxLayout(seite)
    aufbau.setContentsMargins(0, 0, 0, 0)
    flaeche = rollend(innen)
    flaeche.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    aufbau.addWidget(flaeche)
    aufbau.addWidget(fehler)
