"""Since when entries are known to be missing: a file written later has asked for them."""

import json
from collections.abc import Iterable

from ..verbindung import Verbindung
from .lokal import gemerkt, merke

Luecke = tuple[str, int, int]
_SCHLUESSEL = "luecken_seit"


def trage_ein(v: Verbindung, fehlt: Iterable[Luecke], zeit: str) -> None:
    """Note what is missing (log, first, last) after an import; what was missing keeps its time."""
    bisher = _buch(v)
    neu = [[*luecke, _seit(bisher, luecke) or zeit] for luecke in sorted(fehlt)]
    if neu != bisher:
        merke(v, _SCHLUESSEL, json.dumps(neu))


def seit_wann(v: Verbindung, fehlt: Iterable[Luecke]) -> dict[Luecke, str]:
    """Return the time from which each of these is known to be missing, where it was noted."""
    buch = _buch(v)
    return {luecke: zeit for luecke in fehlt if (zeit := _seit(buch, luecke))}


def _buch(v: Verbindung) -> list[list[object]]:
    return list(json.loads(gemerkt(v, _SCHLUESSEL) or "[]"))


def _seit(buch: list[list[object]], luecke: Luecke) -> str:
    """Return the time of a noted range that holds all of this one: more was not asked for."""
    log, von, bis = luecke
    zeiten = (
        str(zeit)
        for anderes, erste, letzte, zeit in buch
        if anderes == log and int(str(erste)) <= von and bis <= int(str(letzte))
    )
    return min(zeiten, default="")
