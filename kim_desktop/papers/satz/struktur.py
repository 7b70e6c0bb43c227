"""The structure tree of a paper: what a screen reader walks through, in reading order.

Types and attributes are those of PDF 1.7 (ISO 32000-1, 14.8); PDF/UA-1 (ISO 14289-1) says which
ones a table, a list and a field need.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Stelle(NamedTuple):
    """Where content was drawn: page from 0, and the number of the marked content on it."""

    seite: int
    marke: int


@dataclass(slots=True, eq=False)
class Knoten:
    """One structure element: further elements, or the places its content was drawn at.

    `eigenschaften` are its attributes; which kind of object they belong to follows from `art`.
    """

    art: str
    eigenschaften: Mapping[str, str] = field(default_factory=dict)
    kinder: "list[Knoten]" = field(default_factory=list)
    stellen: list[Stelle] = field(default_factory=list)

    def neu(self, art: str, **eigenschaften: str) -> "Knoten":
        """Append an element and return it."""
        kind = Knoten(art, eigenschaften)
        self.kinder.append(kind)
        return kind

    def feld(self, rolle: str, beschreibung: str) -> "Knoten":
        """Append a field to be filled in by hand: `cb` is a box, `tv` a line to write on."""
        leer = {"checked": "off"} if rolle == "cb" else {}
        return self.neu("Form", Role=rolle, Desc=beschreibung, **leer)


def wurzel() -> Knoten:
    """Return the element of a whole paper."""
    return Knoten("Document")
