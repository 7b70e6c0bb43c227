"""A scrolling area that leaves the keyboard to what is inside."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


def rollend(innen: QWidget) -> QScrollArea:
    """Return an area that scrolls `innen` where the window is too small."""
    flaeche = QScrollArea()
    flaeche.setWidget(innen)
    flaeche.setWidgetResizable(True)
    flaeche.setFrameShape(QFrame.Shape.NoFrame)
    flaeche.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return flaeche
