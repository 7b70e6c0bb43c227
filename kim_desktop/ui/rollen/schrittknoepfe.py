"""The buttons of a page: what cannot be done now says why."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from PySide6.QtWidgets import QBoxLayout, QWidget

from ..bausteine.knopf import Knopf
from ..bausteine.umbruch import Umbruchzeile

ERST_WAEHLEN = "Bitte zuerst eine Zeile wählen."


class Schrittknoepfe:
    """Buttons in a row, found by name."""

    def __init__(self, aufbau: QBoxLayout) -> None:
        self._aufbau = aufbau
        self._zeile = self._beginne()
        self._knoepfe: dict[str, Knopf] = {}

    def lege_an(self, text: str, name: str, folge: Callable[[], None]) -> Knopf:
        """Add a button."""
        knopf = Knopf(text, name, folge)
        self._knoepfe[name] = knopf
        self._zeile.reihe.addWidget(knopf)
        return knopf

    def dehne(self) -> None:
        """Put what follows at the far end."""
        self._aufbau.addStretch()
        self._zeile = self._beginne()

    def ordne_ein(self, davor: QWidget, danach: QWidget) -> None:
        """Let Tab lead from `davor` through the buttons to `danach`."""
        kette = (davor, *self._knoepfe.values(), danach)
        for erster, zweiter in pairwise(kette):
            QWidget.setTabOrder(erster, zweiter)

    def _beginne(self) -> Umbruchzeile:
        zeile = Umbruchzeile()
        self._aufbau.addWidget(zeile)
        return zeile

    def sperre(self, name: str, grund: str) -> None:
        """Say why a button cannot be pressed; an empty reason lets it be pressed."""
        self._knoepfe[name].sperre(grund)

    def sperre_alle(self, namen: Iterable[str], grund: str) -> None:
        """Say the same of several buttons."""
        for name in namen:
            self.sperre(name, grund)


def grund_ohne(schritt: str, moeglich: frozenset[str], zustand: str) -> str:
    """Return why a step cannot be done, an empty text where it can."""
    return "" if schritt in moeglich else f"Das geht nicht, solange sie auf „{zustand}“ steht."
