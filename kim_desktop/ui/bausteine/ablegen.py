"""Taking files that are dropped on a page."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget


class Ablage(QObject):
    """Lets a widget take files; `folge` gets their paths."""

    def __init__(self, teil: QWidget, folge: Callable[[list[Path]], None]) -> None:
        super().__init__(teil)
        self._folge = folge
        teil.setAcceptDrops(True)
        teil.installEventFilter(self)

    def eventFilter(self, teil: QObject, ereignis: QEvent) -> bool:
        if isinstance(ereignis, QDropEvent) and (dateien := _dateien(ereignis.mimeData())):
            ereignis.acceptProposedAction()
            if ereignis.type() == QEvent.Type.Drop:
                self._folge(dateien)
            return True
        return super().eventFilter(teil, ereignis)


def _dateien(inhalt: QMimeData) -> list[Path]:
    return [Path(url.toLocalFile()) for url in inhalt.urls() if url.isLocalFile()]
