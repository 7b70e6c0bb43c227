"""Which entries name which attachments: kept here, so that nobody reads all bodies for it."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from sqlalchemy import select

from ..oertlich.lokal import gemerkt, merke
from ..suchschluessel import NACH_IDS, als_liste
from ..tabellen import merker
from ..verbindung import Verbindung, roh_gelesen
from .anlagen import Anlagen

_VOLL, _JE_ANLAGE = "anlagen_verzeichnet", "anlage_"
#: How canonical JSON writes a list of attachments that is not empty.
_ZEICHEN = b'"anlagen":[{'


def anlagen_in(koerper: bytes) -> list[str]:
    """Return the hashes of the attachments a body names, also in a content it corrects."""
    return [a["hash"] for a in angaben_in(koerper)]


def angaben_in(koerper: bytes) -> list[dict[str, Any]]:
    """Return what a body says of its attachments; each has a `hash`."""
    if _ZEICHEN not in koerper:
        return []
    inhalt = _objekt(_objekt(msgspec.json.decode(koerper)).get("inhalt"))
    return genannte(inhalt)


def genannte(inhalt: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the attachments a content names, those of the content it corrects included."""
    teile = [inhalt, _objekt(inhalt.get("inhalt"))]
    alle = [a for teil in teile for a in _liste(teil.get("anlagen"))]
    return [a for a in map(_objekt, alle) if isinstance(a.get("hash"), str) and a["hash"]]


def _objekt(wert: Any) -> dict[str, Any]:
    return wert if isinstance(wert, dict) else {}


def _liste(wert: Any) -> list[Any]:
    return wert if isinstance(wert, list) else []


def verzeichne(v: Verbindung, koerper: Iterable[tuple[str, bytes | None]]) -> None:
    """Note the attachments of bodies (entry id, bytes) that come into the log."""
    for ident, roh in koerper:
        if roh is not None and _ZEICHEN in roh:
            for hash_ in set(anlagen_in(roh)):
                ids = {*json.loads(gemerkt(v, _JE_ANLAGE + hash_) or "[]"), ident}
                merke(v, _JE_ANLAGE + hash_, json.dumps(sorted(ids)))


def _vollstaendig(v: Verbindung) -> None:
    """Read all bodies once, where the database is older than this list."""
    if gemerkt(v, _VOLL):
        return
    abfrage = "SELECT id, koerper FROM ereignisse WHERE instr(koerper, ?) > 0"
    verzeichne(v, list(roh_gelesen(v, abfrage, _ZEICHEN)))
    merke(v, _VOLL, "1")


def alle_nennungen(v: Verbindung) -> dict[str, list[str]]:
    """Return the ids of the entries that ever named an attachment, by its hash.

    Needs a write transaction the first time.
    """
    _vollstaendig(v)
    abfrage = select(merker.c.schluessel, merker.c.wert).where(
        merker.c.schluessel.startswith(_JE_ANLAGE, autoescape=True)
    )
    zeilen = v.execute(abfrage.order_by(merker.c.schluessel)).all()
    return {z.schluessel.removeprefix(_JE_ANLAGE): json.loads(z.wert) for z in zeilen}


def nennende(v: Verbindung) -> set[str]:
    """Return the ids of the entries that ever named an attachment.

    Needs a write transaction the first time.
    """
    return set().union(*alle_nennungen(v).values())


def fehlende(v: Verbindung, anlagen: Anlagen) -> list[tuple[str, int, str]]:
    """Return log, number and hash for each attachment that a readable entry names and is not here.

    Only looks whether the file is there: what is damaged is put away where it is found.
    """
    weg = {h: ids for h, ids in alle_nennungen(v).items() if anlagen.groesse(h) is None}
    return sorted(
        (log, nr, hash_) for hash_, ids in weg.items() for log, nr in _lesbare_orte(v, ids)
    )


def wird_genannt(v: Verbindung, hash_: str) -> bool:
    """Whether an entry that has its body, a body that waits or a draft names an attachment."""
    _vollstaendig(v)
    ids = json.loads(gemerkt(v, _JE_ANLAGE + hash_) or "[]")
    if any(True for _ in _lesbare_orte(v, ids)):
        return True
    warten = "SELECT 1 FROM wartende WHERE instr(koerper, ?) > 0 LIMIT 1"
    entwuerfe = "SELECT 1 FROM merker WHERE schluessel GLOB 'entwurf/*' AND instr(wert, ?) > 0"
    gefunden = (roh_gelesen(v, warten, hash_.encode()), roh_gelesen(v, entwuerfe, hash_))
    return any(True for zeilen in gefunden for _ in zeilen)


def _lesbare_orte(v: Verbindung, ids: Iterable[str]) -> Iterator[tuple[str, int]]:
    abfrage = f"SELECT e.log, e.nr FROM {NACH_IDS} WHERE e.koerper IS NOT NULL"
    yield from roh_gelesen(v, abfrage, als_liste(ids))


def der_eintraege(v: Verbindung, ids: Iterable[str]) -> set[str]:
    """Return the hashes of the attachments that these entries or their waiting bodies name."""
    liste = als_liste(ids)
    gehalten = f"SELECT e.koerper FROM {NACH_IDS} WHERE e.koerper IS NOT NULL"
    warten = "SELECT koerper FROM wartende WHERE ereignis IN (SELECT value FROM json_each(?))"
    gelesen = (roh_gelesen(v, abfrage, liste) for abfrage in (gehalten, warten))
    return {hash_ for zeilen in gelesen for (roh,) in zeilen for hash_ in anlagen_in(roh)}
