"""Opening files and folders with the programs the desktop has for them."""

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices


def oeffne_datei(pfad: Path) -> bool:
    """Open a file, or show a folder; say whether the desktop has a program for it."""
    return QDesktopServices.openUrl(QUrl.fromLocalFile(str(pfad)))
