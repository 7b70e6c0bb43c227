"""What the tabs of the page share."""

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QWidget

from ....application.rollen.lenkungsgruppe import Blick
from ..rollenseite import Rollenseite

KEINE_SITZUNG = "Bitte zuerst eine Sitzung auswählen oder anberaumen."


class Reiter(QWidget):
    """One tab; it does its steps by the page it stands on."""

    def __init__(self, seite: Rollenseite) -> None:
        super().__init__()
        self.seite = seite
        self.blick: Blick | None = None

    def zeige(self, blick: Blick) -> None:
        """Show the chosen meeting."""
        self.blick = blick

    def fokusziel(self) -> QWidget:
        """Return where the keyboard goes when the tab is opened."""
        raise NotImplementedError

    @property
    def sitzung(self) -> str:
        """Kennung of the chosen meeting; empty between two of them."""
        return self.blick.sitzung.kennung if self.blick and self.blick.sitzung else ""

    def fuehre_aus(self, tat: Callable[[Any], object]) -> None:
        """Do what needs no dialog; a refusal is said below the page."""
        self.seite.vermittler.tue(lambda ap, _ablauf: tat(ap), lambda _ergebnis: None)
