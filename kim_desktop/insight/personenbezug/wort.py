"""One word of a text, and what it may be: a name, German, or a word of the office."""

import re
from dataclasses import dataclass, replace
from functools import cache

from .woerter import (
    dienstliche,
    im_woerterbuch,
    ist_deutsch,
    mehrdeutige,
    nachnamen,
    ohne_akzente,
    vornamen,
    worte,
)

_WORT = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_ARTIKEL = re.compile(r"^(?:al|el|as|ad|ar|asch|at)-", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wort:
    """A word with its place in the text."""

    von: int
    bis: int
    text: str

    def ist(self, liste: str) -> bool:
        """Whether it stands in one of the lists of `worte.json`."""
        return self.text in worte(liste)

    @property
    def am_anfang(self) -> "Wort":
        """The word as it begins a sentence, whatever way it is written here."""
        return replace(self, text=self.text.capitalize())

    @property
    def gross(self) -> bool:
        """Whether it begins with a capital, an article of its own aside; abbreviations do not."""
        kern = _ARTIKEL.sub("", self.text)
        return kern[0].isupper() and not kern.isupper() and len(kern) > 1

    @property
    def formen(self) -> tuple[str, ...]:
        """The word, and without the ending of a genitive."""
        wort = ohne_akzente(self.text)
        return (wort, wort[:-1]) if wort.endswith("s") else (wort, wort.rstrip("'’"))

    @property
    def vorname(self) -> bool:
        """Whether it is a known given name, or two of them."""
        return any(all(t in vornamen() for t in f.split("-")) for f in self.formen)

    @property
    def mehrdeutig(self) -> bool:
        """Whether it is a given name and a word of the language."""
        return self.text in mehrdeutige()

    @property
    def nachname(self) -> bool:
        """Whether it is a known family name, or two of them."""
        return any(all(map(_ist_nachname, f.split("-"))) for f in self.formen)

    @property
    def dienstlich(self) -> bool:
        """Whether the office knows it as a place, a body or a language."""
        return any(
            any(t in dienstliche() for t in f.split("-"))
            and all(t in dienstliche() or ist_deutsch(t) for t in f.split("-"))
            for f in self.formen
        )

    @property
    def unbekannt(self) -> bool:
        """Whether it is no word of German and none of the office."""
        return not self.dienstlich and not any(map(ist_deutsch, self.formen))

    @property
    def nirgends(self) -> bool:
        """Whether no dictionary has it as it is, even if it could be put together."""
        return not self.dienstlich and not any(map(im_woerterbuch, self.formen))

    @property
    def einrichtung(self) -> bool:
        """Whether it is a house, a street or a body, perhaps named after somebody."""
        return bool(endet_auf("einrichtungen").search(self.text))

    @property
    def heisst_nach(self) -> bool:
        """Whether what follows may be its name: "Haus Maria Frieden"."""
        return bool(endet_auf("heisst_nach").search(self.text))

    @property
    def rolle(self) -> bool:
        """Whether it names what somebody does: "Landrätin"."""
        return bool(endet_auf("rollen").search(self.text))


def zerlegt(text: str) -> list[Wort]:
    """Return the words of a text."""
    return [Wort(t.start(), t.end(), t[0]) for t in _WORT.finditer(text)]


@cache
def endet_auf(liste: str) -> re.Pattern[str]:
    """Return what finds the endings of a list, also in the genitive."""
    return re.compile(rf"(?:{'|'.join(sorted(worte(liste)))})(?:e?s)?$", re.IGNORECASE)


def _ist_nachname(teil: str) -> bool:
    bekannt = teil in nachnamen() or teil.lower() in worte("partikel")
    return bekannt or (teil[:1].isupper() and bool(endet_auf("wie_nachnamen").search(teil)))
