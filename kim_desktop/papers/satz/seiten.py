"""Pages: distributing the blocks, then drawing them with header and footer.

Distribution comes first and draws nothing, so the number of pages is known on page 1.
"""

from ..elemente import Dokument
from ..schreibweise import glaetten
from .bloecke import Bloecke, teile_stapel, zeichne_stapel
from .leinwand import SEITENRAND, Leinwand
from .masse import (
    FUSS_GRUNDLINIE,
    HAARLINIE,
    KOPF_GRUNDLINIE,
    LINIE,
    LINIENGRAU,
    LINKS,
    RAND,
    SATZ_OBEN,
    SATZHOEHE,
    TEXTBREITE,
    VERMERK,
)
from .schriften import textbreite

_POLSTER = 4.0
_RECHTE_KANTE = LINKS + TEXTBREITE


def verteile(bloecke: Bloecke) -> tuple[Bloecke, ...]:
    """Return the blocks page by page."""
    seiten: list[Bloecke] = []
    while bloecke:
        seite, bloecke = teile_stapel(bloecke, SATZHOEHE, True)
        seiten.append(seite)
    return tuple(seiten)


def zeichne_seiten(dokument: Dokument, seiten: tuple[Bloecke, ...], leinwand: Leinwand) -> None:
    """Draw all pages."""
    for nummer, seite in enumerate(seiten, start=1):
        with leinwand.beiwerk(SEITENRAND):
            _kopf(dokument, leinwand)
        zeichne_stapel(seite, leinwand, LINKS, SATZ_OBEN)
        with leinwand.beiwerk(SEITENRAND):
            _fuss(dokument, leinwand, dokument.seite.format(seite=nummer, seiten=len(seiten)))
        leinwand.neue_seite()


def _kopf(dokument: Dokument, leinwand: Leinwand) -> None:
    breiten = [textbreite(vermerk, VERMERK) + 2 * _POLSTER for vermerk in dokument.vermerke]
    x = _RECHTE_KANTE - sum(breiten) - _POLSTER * max(0, len(breiten) - 1)
    kopf = _gekuerzt(dokument.kopf, x - LINKS - 2 * _POLSTER)
    leinwand.text(LINKS, KOPF_GRUNDLINIE, kopf, RAND)
    for vermerk, breite in zip(dokument.vermerke, breiten, strict=True):
        leinwand.rahmen(x, KOPF_GRUNDLINIE + 9, breite, 13, LINIE)
        leinwand.text(x + _POLSTER, KOPF_GRUNDLINIE, vermerk, VERMERK)
        x += breite + _POLSTER
    leinwand.linie(LINKS, KOPF_GRUNDLINIE - 8, TEXTBREITE, HAARLINIE, LINIENGRAU)


def _fuss(dokument: Dokument, leinwand: Leinwand, seite: str) -> None:
    leinwand.linie(LINKS, FUSS_GRUNDLINIE + 14, TEXTBREITE, HAARLINIE, LINIENGRAU)
    breite = textbreite(seite, RAND)
    fuss = _gekuerzt(dokument.fuss, TEXTBREITE - breite - 2 * _POLSTER)
    leinwand.text(LINKS, FUSS_GRUNDLINIE, fuss, RAND)
    leinwand.text(_RECHTE_KANTE - breite, FUSS_GRUNDLINIE, seite, RAND)


def _gekuerzt(text: str, platz: float) -> str:
    glatt = " ".join(glaetten(text).split())
    if textbreite(glatt, RAND) <= platz:
        return glatt
    while glatt and textbreite(glatt + "…", RAND) > platz:
        glatt = glatt[:-1]
    return glatt.rstrip() + "…"
