"""A sentence on a page or dialog that says what did not go; it stays until the next try."""

import traceback

from PySide6.QtWidgets import QLabel

from ..domain.fehler import Abgebrochen, KimFehler


def sage(schild: QLabel, satz: str) -> None:
    """Show a sentence; an empty one takes it away."""
    schild.setText(satz)
    schild.setVisible(bool(satz))


def erklaere(schild: QLabel, fehler: BaseException) -> None:
    """Show why something failed; a bug shows its box."""
    if isinstance(fehler, KimFehler):
        sage(schild, fehler.text)
    elif isinstance(fehler, Abgebrochen):
        sage(schild, "Abgebrochen. Es wurde nichts verändert.")
    else:
        from .fehlerkasten import zeige_fehlerkasten

        zeige_fehlerkasten(schild.window(), "".join(traceback.format_exception(fehler)))
