"""What a page or dialog does by itself: run a use case, and say in a sentence what did not go."""

import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget
from shiboken6 import isValid

from ...domain.fehler import Abgebrochen, KimFehler
from ..betrieb.vermittler import Anwendungsfall, Vermittler


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
        from ..betrieb.fehlerkasten import zeige_fehlerkasten

        zeige_fehlerkasten(schild.window(), "".join(traceback.format_exception(fehler)))


def tue_hier(
    teil: QWidget,
    schild: QLabel,
    vermittler: Vermittler,
    fall: Anwendungsfall,
    danach: Callable[[Any], None],
) -> None:
    """Run a use case for a page or dialog that waits for it, and leave the keyboard where it was.

    What fails is said on `schild`; everything typed stays.
    """
    fokus = teil.focusWidget()

    def gib_frei() -> bool:
        if not isValid(teil):
            return False
        teil.setEnabled(True)
        if fokus is not None and isValid(fokus):
            fokus.setFocus()
        return True

    def fertig(ergebnis: Any) -> None:
        if gib_frei():
            danach(ergebnis)

    def gescheitert(fehler: BaseException) -> None:
        if gib_frei():
            erklaere(schild, fehler)

    sage(schild, "")
    teil.setEnabled(False)
    vermittler.arbeiter.tue(
        lambda ablauf: fall(vermittler.arbeitsplatz, ablauf), fertig, gescheitert
    )
