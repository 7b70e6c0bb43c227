"""A button that Enter presses too, as people expect outside of dialogs."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton


class Knopf(QPushButton):
    """A button found by `name` that calls `folge`."""

    def __init__(self, text: str, name: str, folge: Callable[[], None]) -> None:
        super().__init__(text)
        self.setObjectName(name)
        self.clicked.connect(lambda _an=False: folge())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
