"""A scrolling area that leaves the keyboard to what is inside."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

#: What one column of text and fields is wide at most, in pixels.
_SPALTE = 820


def rollend(innen: QWidget) -> QScrollArea:
    """Return an area that scrolls `innen` where the window is too small."""
    flaeche = QScrollArea()
    flaeche.setWidget(innen)
    flaeche.setWidgetResizable(True)
    flaeche.setFrameShape(QFrame.Shape.NoFrame)
    flaeche.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return flaeche


def stelle_in_die_mitte(seite: QWidget, innen: QWidget, fehler: QWidget) -> None:
    """Let a page show `innen` as a scrolling column, and `fehler` below where it is always seen."""
    innen.setMaximumWidth(_SPALTE)
    aufbau = QVBoxLayout(seite)
    aufbau.setContentsMargins(0, 0, 0, 0)
    flaeche = rollend(innen)
    flaeche.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    aufbau.addWidget(flaeche)
    aufbau.addWidget(fehler)
