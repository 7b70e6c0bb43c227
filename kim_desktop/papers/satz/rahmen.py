"""Blocks around blocks: heading with its text, emphasis with a bar, the boxed decision."""

from dataclasses import dataclass, replace

from .bloecke import (
    Block,
    Bloecke,
    abstand,
    stapelhoehe,
    teile_stapel,
    zeichne_stapel,
)
from .leinwand import Leinwand
from .masse import LINIE, TEXTBREITE

POLSTER = 10.0
EINRUECKUNG = 12.0
_BALKEN = 2.0


@dataclass(frozen=True, slots=True)
class Stapel:
    """Blocks one below the other."""

    inhalt: Bloecke
    davor: float = 0
    danach: float = 0

    @property
    def hoehe(self) -> float:
        """Height of the content."""
        return stapelhoehe(self.inhalt)

    def teile(self, platz: float, zwang: bool) -> tuple[Block, Block] | None:
        """Cut the content, between blocks or within one."""
        kopf, rest = teile_stapel(self.inhalt, platz, zwang)
        if not kopf or not rest:
            return None
        return replace(self, inhalt=kopf, danach=0), replace(self, inhalt=rest, davor=0)

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw the content."""
        zeichne_stapel(self.inhalt, leinwand, x, oben)


class Balken(Stapel):
    """Blocks with a bar at their left that goes on over the page."""

    __slots__ = ()

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw bar and content."""
        leinwand.balken(x, oben, _BALKEN, self.hoehe)
        zeichne_stapel(self.inhalt, leinwand, x + EINRUECKUNG, oben)


@dataclass(frozen=True, slots=True)
class Verbund:
    """Headings that stay with the beginning of what follows them."""

    kopf: Bloecke
    rumpf: Block

    @property
    def davor(self) -> float:
        """Air above the first heading."""
        return self.kopf[0].davor

    @property
    def danach(self) -> float:
        """Air below the body."""
        return self.rumpf.danach

    @property
    def hoehe(self) -> float:
        """Headings and body together."""
        return stapelhoehe((*self.kopf, self.rumpf))

    def teile(self, platz: float, zwang: bool) -> tuple[Block, Block] | None:
        """Cut the body; the headings only if they alone are longer than a page."""
        oben = stapelhoehe(self.kopf) + abstand(self.kopf[-1], self.rumpf)
        if zwang and oben > platz / 2:
            return Stapel((*self.kopf, self.rumpf)).teile(platz, True)
        teile = self.rumpf.teile(platz - oben, zwang)
        return (replace(self, rumpf=teile[0]), teile[1]) if teile else None

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw headings, then body."""
        zeichne_stapel((*self.kopf, self.rumpf), leinwand, x, oben)


@dataclass(frozen=True, slots=True)
class Kasten:
    """A box that is never cut, unless its text alone is longer than a page.

    Even then the form (boxes, votes, signatures) stays in one piece, below the end of the text.
    """

    text: Bloecke
    formular: Bloecke
    davor: float = 0
    danach: float = 0

    @property
    def hoehe(self) -> float:
        """Content and padding."""
        return stapelhoehe(self.text + self.formular) + 2 * POLSTER

    def teile(self, platz: float, zwang: bool) -> tuple[Block, Block] | None:
        """Cut the text under ``zwang`` only, and leave some of it above the form."""
        if not zwang:
            return None
        innen = platz - 2 * POLSTER
        kopf, rest = teile_stapel(self.text, innen, True)
        if not rest:
            kopf, rest = teile_stapel(self.text, stapelhoehe(self.text) - 1, True)
        return (
            replace(self, text=kopf, formular=(), danach=0),
            replace(self, text=rest, davor=0),
        )

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw the frame and what is in it."""
        leinwand.rahmen(x, oben, TEXTBREITE, self.hoehe, LINIE)
        zeichne_stapel(self.text + self.formular, leinwand, x + POLSTER, oben - POLSTER)
