"""Measures and type styles of the papers, in points; margins after DIN 5008."""

from dataclasses import dataclass

MM = 72 / 25.4

SEITENBREITE = 210 * MM
SEITENHOEHE = 297 * MM
LINKS = 25 * MM
RECHTS = 20 * MM
TEXTBREITE = SEITENBREITE - LINKS - RECHTS
SATZ_OBEN = SEITENHOEHE - 27 * MM
SATZ_UNTEN = 25 * MM
SATZHOEHE = SATZ_OBEN - SATZ_UNTEN
KOPF_GRUNDLINIE = SEITENHOEHE - 15 * MM
FUSS_GRUNDLINIE = 13 * MM

NORMAL = "SourceSans3"
KURSIV = "SourceSans3-It"
FETT = "SourceSans3-Semibold"
FETT_KURSIV = "SourceSans3-SemiboldIt"

HAARLINIE = 0.3
SCHREIBLINIE = 0.5
LINIE = 0.8
SCHWARZ = 0.0
"""Grey values run from 0 (black) to 1 (white)."""
GRAU = 0.32
"""Grey of lesser text: contrast 9 : 1 on white."""
LINIENGRAU = 0.57
"""Grey of rules: contrast 3 : 1 on white."""


@dataclass(frozen=True, slots=True)
class Stil:
    """A type style: font, size and line height in points, grey value."""

    schrift: str
    groesse: float
    zeile: float
    grau: float = SCHWARZ


TITEL = Stil(FETT, 19, 23)
ABSCHNITT = Stil(FETT, 13, 17)
UNTERABSCHNITT = Stil(FETT, 11, 15)
KLEINTITEL = Stil(FETT, 10.5, 14.5)
TEXT = Stil(NORMAL, 10.5, 14.5)
VORSPANN = Stil(NORMAL, 11.5, 15, GRAU)
BEZEICHNUNG = Stil(NORMAL, 10, 13.5, GRAU)
WERT = Stil(NORMAL, 10, 13.5)
TABELLENKOPF = Stil(FETT, 9, 12)
TABELLENTEXT = Stil(NORMAL, 9, 12)
CODE = Stil(FETT, 19, 24)
KREIS = Stil(FETT, 13, 16)
ZUSATZ = Stil(NORMAL, 10, 13, GRAU)
FELD = Stil(NORMAL, 10, 13)
FELDTITEL = Stil(FETT, 9, 12)
KLEIN = Stil(NORMAL, 8.5, 11, GRAU)
RAND = Stil(NORMAL, 8.5, 11, GRAU)
VERMERK = Stil(FETT, 8.5, 11)
