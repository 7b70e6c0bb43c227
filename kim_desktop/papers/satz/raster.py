"""Tables: rows of cells on common columns, with or without header and rules."""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass, replace
from itertools import accumulate

from .bloecke import Block, Bloecke, stapelhoehe, teile_stapel, zeichne_stapel
from .leinwand import Leinwand
from .masse import HAARLINIE, LINIE, LINIENGRAU

_MINDESTZEILEN = 2
_HOHE_ZEILE = 140.0
_HALBE_ZEILE = 60.0


@dataclass(frozen=True, slots=True)
class Zeile:
    """One row: a stack of blocks per column."""

    zellen: tuple[Bloecke, ...]
    polster: float

    @property
    def hoehe(self) -> float:
        """Height of the tallest cell with padding above and below."""
        return max(map(stapelhoehe, self.zellen), default=0) + 2 * self.polster

    def teile(self, platz: float) -> "tuple[Zeile, Zeile]":
        """Cut every cell at the same height."""
        innen = platz - 2 * self.polster
        teile = [teile_stapel(zelle, innen, True) for zelle in self.zellen]
        kopf, rest = (tuple(teil[i] for teil in teile) for i in (0, 1))
        return replace(self, zellen=kopf), replace(self, zellen=rest)


@dataclass(frozen=True, slots=True)
class Raster:
    """Rows below each other; ``kopf`` is printed again on every page, and said once.

    ``fortsetzung`` marks what is left of it after a cut.
    """

    breiten: tuple[float, ...]
    zeilen: tuple[Zeile, ...]
    kopf: Zeile | None = None
    linien: bool = True
    davor: float = 0
    danach: float = 0
    fortsetzung: bool = False

    @property
    def hoehe(self) -> float:
        """Header and rows."""
        return self._kopfhoehe + sum(zeile.hoehe for zeile in self.zeilen)

    @property
    def _kopfhoehe(self) -> float:
        return self.kopf.hoehe if self.kopf else 0

    def teile(self, platz: float, zwang: bool) -> tuple[Block, Block] | None:
        """Cut between rows, two of them on either side; within a row only if it is a tall one."""
        innen = platz - self._kopfhoehe
        passend = sum(summe <= innen for summe in accumulate(z.hoehe for z in self.zeilen))
        n = min(passend, len(self.zeilen) - _MINDESTZEILEN)
        if self._ist_teilbar(passend, innen, zwang):
            return self._schnitt_in_zeile(passend, innen)
        if n >= _MINDESTZEILEN:
            return self._schnitt(self.zeilen[:n], self.zeilen[n:])
        if zwang and passend:
            return self._schnitt(self.zeilen[:passend], self.zeilen[passend:])
        return None

    def _ist_teilbar(self, n: int, innen: float, zwang: bool) -> bool:
        rest = innen - sum(zeile.hoehe for zeile in self.zeilen[:n])
        hoch = rest >= _HALBE_ZEILE and self.zeilen[n].hoehe >= _HOHE_ZEILE
        return hoch or (zwang and n == 0)

    def _schnitt_in_zeile(self, n: int, innen: float) -> tuple[Block, Block]:
        rest = innen - sum(zeile.hoehe for zeile in self.zeilen[:n])
        oben, unten = self.zeilen[n].teile(rest)
        return self._schnitt((*self.zeilen[:n], oben), (unten, *self.zeilen[n + 1 :]))

    def _schnitt(self, oben: Sequence[Zeile], unten: Sequence[Zeile]) -> tuple[Block, Block]:
        return (
            replace(self, zeilen=tuple(oben), danach=0),
            replace(self, zeilen=tuple(unten), davor=0, fortsetzung=True),
        )

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw header and rows, a fine rule below each."""
        if self.kopf:
            with leinwand.beiwerk() if self.fortsetzung else nullcontext():
                oben = self._zeichne_zeile(self.kopf, leinwand, x, oben)
            leinwand.linie(x, oben, sum(self.breiten), LINIE)
        for zeile in self.zeilen:
            oben = self._zeichne_zeile(zeile, leinwand, x, oben)
            if self.linien:
                leinwand.linie(x, oben, sum(self.breiten), HAARLINIE, LINIENGRAU)

    def _zeichne_zeile(self, zeile: Zeile, leinwand: Leinwand, x: float, oben: float) -> float:
        for zelle, breite in zip(zeile.zellen, self.breiten, strict=True):
            zeichne_stapel(zelle, leinwand, x, oben - zeile.polster)
            x += breite
        return oben - zeile.hoehe
