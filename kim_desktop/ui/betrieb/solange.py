"""Results for a dialog that may have been closed before they came."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QDialog


def solange_offen(dialog: QDialog, folge: Callable[[Any], None]) -> Callable[[Any], None]:
    """Return `folge` as long as the dialog is open; afterwards its parts are gone."""
    offen = [dialog]
    dialog.finished.connect(lambda _ergebnis: offen.clear())

    def danach(ergebnis: Any) -> None:
        if offen:
            folge(ergebnis)

    return danach
