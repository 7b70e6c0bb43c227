"""Blocks: what has a height, can be drawn, and perhaps be cut in two at the foot of a page."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from ..fehler import PapierFehler
from ..schreibweise import glaetten
from .leinwand import Leinwand
from .masse import Stil
from .schriften import textbreite
from .struktur import Knoten
from .umbruch import umbrechen

_SPIEL = 0.01
_MINDESTZEILEN = 2
_VERSALHOEHE = 0.66


class Block(Protocol):
    """Something of fixed width; ``davor`` and ``danach`` is the air it asks for, in points."""

    @property
    def davor(self) -> float:
        """Air above; of two neighbours the greater wish counts."""

    @property
    def danach(self) -> float:
        """Air below."""

    @property
    def hoehe(self) -> float:
        """Height without the air around."""

    def teile(self, platz: float, zwang: bool) -> "tuple[Block, Block] | None":
        """Cut so that the first part fits; None if that would look bad, unless under ``zwang``."""

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw below ``oben``."""


Bloecke = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Marke:
    """What stands in front of a text: the number of a heading, the bullet of a list."""

    text: str
    knoten: Knoten


@dataclass(frozen=True, slots=True)
class Textblock:
    """Lines of text that belong to one structure element, perhaps with a mark in front."""

    zeilen: tuple[str, ...]
    stil: Stil
    knoten: Knoten
    davor: float = 0
    danach: float = 0
    einzug: float = 0
    marke: Marke | None = None
    rechts_bis: float = 0

    @property
    def hoehe(self) -> float:
        """Number of lines times line height."""
        return len(self.zeilen) * self.stil.zeile

    def teile(self, platz: float, zwang: bool) -> tuple[Block, Block] | None:
        """Cut between lines; two of them stay together on either side."""
        rand = 1 if zwang else _MINDESTZEILEN
        n = min(int((platz + _SPIEL) // self.stil.zeile), len(self.zeilen) - rand)
        if n < rand:
            return None
        kopf = replace(self, zeilen=self.zeilen[:n], danach=0)
        return kopf, replace(self, zeilen=self.zeilen[n:], davor=0, marke=None)

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw line by line, capitals centred in the line height."""
        y = oben - (self.stil.zeile + _VERSALHOEHE * self.stil.groesse) / 2
        if self.marke:
            with leinwand.inhalt(self.marke.knoten):
                leinwand.text(x, y, f"{self.marke.text} ", self.stil)
        with leinwand.inhalt(self.knoten):
            for zeile in self.zeilen:
                leinwand.text(x + self.einzug + self._rechts(zeile), y, zeile, self.stil)
                y -= self.stil.zeile

    def rechtsbuendig(self, breite: float) -> "Textblock":
        """Return the same lines, ending at ``breite``."""
        return replace(self, rechts_bis=breite)

    def _rechts(self, zeile: str) -> float:
        if not self.rechts_bis:
            return 0
        return self.rechts_bis - textbreite(zeile.rstrip(" "), self.stil)


def textblock(
    text: str,
    stil: Stil,
    breite: float,
    knoten: Knoten,
    *,
    davor: float = 0,
    danach: float = 0,
    einzug: float = 0,
    marke: Marke | None = None,
) -> Textblock:
    """Break a text to the width that is left beside the indent."""
    zeilen = umbrechen(glaetten(text), breite - einzug, lambda stueck: textbreite(stueck, stil))
    return Textblock(zeilen, stil, knoten, davor, danach, einzug, marke)


def stapelhoehe(bloecke: Sequence[Block]) -> float:
    """Return the height of blocks one below the other, air between them included."""
    luft = sum(abstand(a, b) for a, b in pairwise(bloecke))
    return sum(block.hoehe for block in bloecke) + luft


def abstand(oberer: Block, unterer: Block) -> float:
    """Return the air between two neighbours."""
    return max(oberer.danach, unterer.davor)


def teile_stapel(bloecke: Bloecke, platz: float, zwang: bool) -> tuple[Bloecke, Bloecke]:
    """Take as many blocks as fit; under ``zwang`` at least a part of the first."""
    y = 0.0
    for i, block in enumerate(bloecke):
        y += abstand(bloecke[i - 1], block) if i else 0
        if y + block.hoehe > platz + _SPIEL:
            return _schnitt(bloecke, i, platz - y, zwang and i == 0)
        y += block.hoehe
    return bloecke, ()


def _schnitt(bloecke: Bloecke, i: int, platz: float, zwang: bool) -> tuple[Bloecke, Bloecke]:
    teile = bloecke[i].teile(platz, False) or (bloecke[i].teile(platz, True) if zwang else None)
    if teile:
        return (*bloecke[:i], teile[0]), (teile[1], *bloecke[i + 1 :])
    if zwang:
        raise PapierFehler("Ein Teil des Papiers ist zu groß für eine Seite.")
    return bloecke[:i], bloecke[i:]


def zeichne_stapel(bloecke: Sequence[Block], leinwand: Leinwand, x: float, oben: float) -> None:
    """Draw blocks one below the other."""
    for i, block in enumerate(bloecke):
        oben -= abstand(bloecke[i - 1], block) if i else 0
        block.zeichne(leinwand, x, oben)
        oben -= block.hoehe
