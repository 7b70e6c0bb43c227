"""The Vorlagennummer: proposed from the district's pattern, doubles are flagged.

It identifies nothing; two PCs may give the same number before they hear of each other.
"""

from collections import defaultdict
from datetime import date

from ..domain.schritt import Fallart
from ..store.ansicht.faelle import bilder
from ..store.verbindung import Verbindung


def vergebene(v: Verbindung) -> dict[str, list[str]]:
    """Return the ids of the Herausforderungen by Vorlagennummer."""
    nummern: dict[str, list[str]] = defaultdict(list)
    for fall, art, _stelle, bild in bilder(v):
        if art == Fallart.HERAUSFORDERUNG and bild.vorlagennummer:
            nummern[bild.vorlagennummer].append(fall)
    return dict(nummern)


def naechste(v: Verbindung, muster: str, heute: date) -> str:
    """Propose the next free number; `muster` knows {nr}, {jj} and {jahr}."""
    vergeben = vergebene(v)
    nummer = len(vergeben) + 1
    while (vorschlag := _gefuellt(muster, nummer, heute)) in vergeben and "{nr}" in muster:
        nummer += 1
    return vorschlag


def _gefuellt(muster: str, nummer: int, heute: date) -> str:
    werte = {"{nr}": str(nummer), "{jj}": f"{heute.year % 100:02}", "{jahr}": str(heute.year)}
    for platzhalter, wert in werte.items():
        muster = muster.replace(platzhalter, wert)
    return muster
