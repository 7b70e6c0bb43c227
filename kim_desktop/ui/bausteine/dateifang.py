"""Files dropped from the desktop, wherever on an area they fall."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QWidget

_ARTEN = (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop)


def dateien_in(daten: QMimeData | None) -> list[Path]:
    """Return the local files somebody drags or copied."""
    urls = daten.urls() if daten is not None and daten.hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


class Dateifang(QObject):
    """Takes files over from every part of `flaeche`: a text field would write their paths."""

    def __init__(self, flaeche: QWidget, nimm: Callable[[Sequence[Path]], None]) -> None:
        super().__init__(flaeche)
        self._nimm = nimm
        flaeche.setAcceptDrops(True)
        for teil in (flaeche, *flaeche.findChildren(QWidget)):
            if teil.acceptDrops():
                teil.installEventFilter(self)

    def eventFilter(self, _teil: QObject, event: QEvent) -> bool:
        """Take what holds files, leave the rest to the part below."""
        if event.type() not in _ARTEN or not isinstance(event, QDropEvent):
            return False
        dateien = dateien_in(event.mimeData())
        if not dateien:
            return False
        event.acceptProposedAction()
        if event.type() == QEvent.Type.Drop:
            self._nimm(dateien)
        return True
