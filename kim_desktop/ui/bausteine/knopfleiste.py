"""A row of buttons for the chosen row of a table, or for what is new."""

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from .knopf import Knopf
from .umbruch import Umbruchzeile

_KEINE = "Bitte zuerst eine Zeile auswählen."
_NUR_EINE = "Bitte nur eine Zeile auswählen."


class Knopfleiste(Umbruchzeile):
    """Buttons by name; those that cannot be used say why in tooltip and description."""

    def __init__(self, eltern: QWidget | None = None) -> None:
        super().__init__(eltern)
        self.knoepfe: dict[str, Knopf] = {}
        self._an_zeilen: set[str] = set()

    def nimm(
        self, name: str, text: str, folge: Callable[[], None], *, an_zeile: bool = True
    ) -> None:
        """Add a button; one that acts on the chosen row is disabled where there is none."""
        knopf = Knopf(text, f"{self.objectName()}_{name}", folge)
        self.knoepfe[name] = knopf
        self.reihe.addWidget(knopf)
        if an_zeile:
            self._an_zeilen.add(name)

    def zeige(self, hindernisse: Mapping[str, str]) -> None:
        """Disable the buttons that have a sentence, enable those with an empty one."""
        for name, grund in hindernisse.items():
            if (knopf := self.knoepfe.get(name)) is not None:
                knopf.sperre(grund)

    def zeige_fuer(self, zeilen: Sequence[Any], auch_mehrere: Collection[str] = ()) -> None:
        """Follow the chosen rows, which know their own `hindernisse`."""
        if not zeilen:
            self.zeige(dict.fromkeys(self._an_zeilen, _KEINE))
        elif len(zeilen) > 1:
            einzeln = dict.fromkeys(self._an_zeilen - set(auch_mehrere), _NUR_EINE)
            self.zeige({**{n: _erstes(zeilen, n) for n in auch_mehrere}, **einzeln})
        else:
            self.zeige(dict.fromkeys(self._an_zeilen, "") | dict(zeilen[0].hindernisse))


def _erstes(zeilen: Sequence[Any], name: str) -> str:
    gruende = (str(z.hindernisse.get(name, "")) for z in zeilen)
    return next((g for g in gruende if g), "")
