"""Read-only data shipped with the program: lists, paper texts, fonts, icons."""

import json
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def ressource(pfad: str) -> Traversable:
    """Return the shipped file or folder, e.g. ``"fonts/SourceSans3-Regular.ttf"``.

    An installed wheel carries the folder inside the package, a checkout beside it.
    """
    paket = files("kim_desktop")
    drinnen = paket.joinpath("_resources")
    wurzel = drinnen if drinnen.is_dir() else files("kim_desktop").joinpath("..", "resources")
    return wurzel.joinpath(*pfad.split("/"))


def lies_json(pfad: str) -> Any:
    """Parse a shipped JSON file."""
    return json.loads(ressource(pfad).read_text(encoding="utf-8"))


class Texte:
    """Headings, sentences and labels of one shipped JSON file, read at first use."""

    def __init__(self, pfad: str) -> None:
        self._pfad = pfad

    @cached_property
    def _inhalt(self) -> Any:
        return lies_json(self._pfad)

    def eintrag(self, pfad: str) -> Any:
        """Return what stands at a dotted path, e.g. ``"vorlage.abschnitte"``."""
        wert = self._inhalt
        for teil in pfad.split("."):
            wert = wert[teil]
        return wert

    def text(self, pfad: str, **werte: object) -> str:
        """Return one text, its gaps filled: ``text("seite.fassung", fassung=2)``."""
        muster = str(self.eintrag(pfad))
        return muster.format(**werte) if werte else muster

    def texte(self, pfad: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return tuple(str(teil) for teil in self.eintrag(pfad))

    def formen(self, pfad: str) -> tuple[str, str]:
        """Return singular and plural of a noun."""
        einzahl, mehrzahl = self.texte(pfad)
        return einzahl, mehrzahl
