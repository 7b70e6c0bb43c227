"""What every role page has: it looks in the worker, does steps, and opens cases."""

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from ...application.arbeitsplatz import Identitaet
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from ..dialoge.schrittdialog import tue_schritt


class Rollenseite(QWidget):
    """Base of the role pages; subclasses say what to look up and how to show it."""

    def __init__(
        self, vermittler: Vermittler, wer: Identitaet, oeffne: Callable[[str], None]
    ) -> None:
        super().__init__()
        self.vermittler = vermittler
        self.wer = wer
        self.oeffne = oeffne

    def lade(self) -> None:
        """Look again in the worker."""
        self.vermittler.lies(self.hole(), self.zeige)

    def hole(self) -> Anwendungsfall:
        """Return the use case whose result `zeige` gets."""
        raise NotImplementedError

    def zeige(self, daten: Any) -> None:
        """Show what was looked up."""
        raise NotImplementedError

    def fokusziel(self) -> QWidget:
        """Return where the keyboard goes when the page is opened."""
        raise NotImplementedError

    def tue(
        self,
        schritt: str,
        kennung: str = "",
        mit: str = "",
        werte: Mapping[str, Any] | None = None,
    ) -> None:
        """Open the dialog of a step; `werte` fill its fields."""
        tue_schritt(self, self.vermittler, schritt, kennung, mit, werte)
