"""Source Sans 3: loading, widths, and the check that every sign can be printed."""

from dataclasses import fields, is_dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from ...store.ressourcen import ressource
from ..fehler import PapierFehler
from ..schreibweise import glaetten
from .masse import FETT, FETT_KURSIV, KURSIV, NORMAL, Stil

_DATEIEN = {
    NORMAL: "fonts/SourceSans3-Regular.ttf",
    KURSIV: "fonts/SourceSans3-It.ttf",
    FETT: "fonts/SourceSans3-Semibold.ttf",
    FETT_KURSIV: "fonts/SourceSans3-SemiboldIt.ttf",
}
_UMGEBUNG = 20


@lru_cache(maxsize=1)
def lade_schriften() -> frozenset[int]:
    """Register the styles once per process; return the code points that all of them have."""
    vorrat: list[frozenset[int]] = []
    for name, datei in _DATEIEN.items():
        schrift = TTFont(
            name, BytesIO(ressource(datei).read_bytes()), asciiReadable=False, shapable=False
        )
        registerFont(schrift)
        vorrat.append(frozenset(code for code in schrift.face.charToGlyph if code >= 32))
    return frozenset.intersection(*vorrat)


def textbreite(zeile: str, stil: Stil) -> float:
    """Return the width of a line in points."""
    lade_schriften()
    return stringWidth(zeile, stil.schrift, stil.groesse)


def pruefe_zeichen(baum: Any) -> None:
    """Refuse a sign that no font has, anywhere in the tree: a printed box would hide a word."""
    vorrat = lade_schriften() | {ord("\n")}
    for inhalt in _texte(baum):
        glatt = glaetten(inhalt)
        for stelle, zeichen in enumerate(glatt):
            if ord(zeichen) not in vorrat:
                raise PapierFehler(_satz(glatt, stelle))


def _texte(knoten: Any) -> list[str]:
    if isinstance(knoten, str):
        return [knoten]
    if isinstance(knoten, tuple):
        return [text for teil in knoten for text in _texte(teil)]
    if is_dataclass(knoten):
        return [text for feld in fields(knoten) for text in _texte(getattr(knoten, feld.name))]
    return []


def _satz(text: str, stelle: int) -> str:
    zeichen = text[stelle]
    sichtbar = f"„{zeichen}“ " if zeichen.isprintable() else ""
    davor = " ".join(text[max(0, stelle - _UMGEBUNG) : stelle].split())
    ort = f" nach „{davor}“" if davor else " am Anfang eines Feldes"
    return (
        f"Das Zeichen {sichtbar}(U+{ord(zeichen):04X}){ort} ist in keiner Schrift des Papiers "
        "enthalten. Bitte ersetzen Sie es."
    )
