"""Buttons that Enter presses too, as people expect outside of dialogs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLayout, QPushButton


class Druckknopf(QPushButton):
    """A button that can say why it does nothing now."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sperre(self, grund: str) -> None:
        """Disable the button for a reason people can read; an empty one enables it."""
        self.setEnabled(not grund)
        self.setToolTip(grund)
        self.setAccessibleDescription(grund)


class Knopf(Druckknopf):
    """A button found by `name` that calls `folge`."""

    def __init__(self, text: str, name: str, folge: Callable[[], None]) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.clicked.connect(lambda _an=False: folge())


def leere(aufbau: QLayout) -> None:
    """Take every button out of a layout."""
    while (element := aufbau.takeAt(0)) is not None:
        if (teil := element.widget()) is not None:
            teil.hide()
            teil.deleteLater()
