"""Scrolling areas that leave the keyboard to what is inside, one or a stack of them."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QScrollArea,
    QStackedWidget,
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
        hoehe = aufbau.totalMinimumHeightForWidth(max(breite, kleinste.width()))
        # A tab widget only tells what it would like best: it takes what it needs where narrowest.
        karten = seite.findChild(QTabWidget) is not None
        kleinste.setHeight(min(hoehe, kleinste.height()) if karten else hoehe)
    return kleinste


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
