"""Words people let stand although they may name somebody; kept on this PC only."""

import json
from collections.abc import Iterable

from ..verbindung import Verbindung
from .lokal import gemerkt, merke

_SCHLUESSEL = "dienstliche_worte"


def worte(v: Verbindung) -> list[str]:
    """Return the words, in order."""
    gelesen: list[str] = json.loads(gemerkt(v, _SCHLUESSEL) or "[]")
    return gelesen


def merke_worte(v: Verbindung, alle: Iterable[str]) -> None:
    """Keep these words and no others."""
    merke(v, _SCHLUESSEL, json.dumps(sorted(alle), ensure_ascii=False))


def vergiss_worte_in(v: Verbindung, koerper: Iterable[bytes]) -> None:
    """Forget what stands in bodies that are erased: it was somebody's name after all."""
    gemerkte = worte(v)
    text = b"\n".join(koerper).decode() if gemerkte else ""
    bleiben = [wort for wort in gemerkte if json.dumps(wort, ensure_ascii=False)[1:-1] not in text]
    if bleiben != gemerkte:
        merke_worte(v, bleiben)
