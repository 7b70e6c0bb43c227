"""Parts to be filled in by hand: boxes, fields, lines to write and to sign on."""

from dataclasses import dataclass

from .bloecke import Block, Textblock
from .leinwand import Leinwand
from .masse import LINIE, MM, SCHREIBLINIE
from .struktur import Knoten

KAESTCHEN = 3.6 * MM
KAESTCHENEINZUG = KAESTCHEN + 6
_ZEILENABSTAND = 8 * MM
_UNTERSCHRIFT = 12 * MM


@dataclass(frozen=True, slots=True)
class Starr:
    """A block that cannot be cut."""

    davor: float = 0
    danach: float = 0

    def teile(self, platz: float, zwang: bool) -> tuple[Block, Block] | None:
        """Refuse to be cut."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kaestchen(Starr):
    """A box to tick and its label; the label is broken beside the box."""

    label: Textblock
    knoten: Knoten

    @property
    def hoehe(self) -> float:
        """The label or the box, whichever is taller."""
        return max(self.label.hoehe, KAESTCHEN)

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw the box beside the first line."""
        luft = (self.label.stil.zeile - KAESTCHEN) / 2
        with leinwand.inhalt(self.knoten):
            leinwand.rahmen(x, oben - luft, KAESTCHEN, KAESTCHEN, LINIE)
        self.label.zeichne(leinwand, x, oben)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feld(Starr):
    """A label and a line after it up to ``bis``, for a number."""

    label: Textblock
    knoten: Knoten
    ab: float
    bis: float

    @property
    def hoehe(self) -> float:
        """Height of the label."""
        return self.label.hoehe

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw the label and the line on its base line."""
        self.label.zeichne(leinwand, x, oben)
        with leinwand.inhalt(self.knoten):
            leinwand.linie(x + self.ab, oben - self.hoehe, self.bis - self.ab, SCHREIBLINIE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Schreiblinien(Starr):
    """Empty lines to write on."""

    anzahl: int
    breite: float
    knoten: Knoten

    @property
    def hoehe(self) -> float:
        """Eight millimetres a line: enough for a hand."""
        return self.anzahl * _ZEILENABSTAND

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw the lines."""
        with leinwand.inhalt(self.knoten):
            for i in range(1, self.anzahl + 1):
                leinwand.linie(x, oben - i * _ZEILENABSTAND, self.breite, SCHREIBLINIE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unterschriftsfeld(Starr):
    """Room for a signature, a line, and below it who signs."""

    label: Textblock
    knoten: Knoten
    breite: float

    @property
    def hoehe(self) -> float:
        """Room and label."""
        return _UNTERSCHRIFT + self.label.hoehe

    def zeichne(self, leinwand: Leinwand, x: float, oben: float) -> None:
        """Draw line and label below the room."""
        with leinwand.inhalt(self.knoten):
            leinwand.linie(x, oben - _UNTERSCHRIFT, self.breite, SCHREIBLINIE)
        self.label.zeichne(leinwand, x, oben - _UNTERSCHRIFT - 1)
