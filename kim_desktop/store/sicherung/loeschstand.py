"""Who has an erasure, and which of our files and backups still hold what it erased."""

import json
from collections.abc import Iterable
from pathlib import Path

from sqlalchemy import select

from ...domain.ereignis import stamm
from ...domain.fehler import KimFehler
from ..bereiche import aus_text
from ..oertlich.lokal import Ausgang, ausgaenge_alle, gegenstelle
from ..suchschluessel import hat_id
from ..tabellen import ereignisse, gegenstellen
from ..verbindung import Datenbank, Verbindung
from .sicherung import DATENBANK, Generation, generationen


def hat_eintrag(v: Verbindung, platz: str, log: str, nr: int) -> bool:
    """Whether an Arbeitsplatz said that it holds an entry, by its heads or by a receipt."""
    z = v.execute(select(gegenstellen).where(gegenstellen.c.platz == platz)).first()
    if z is None:
        return False
    fehlt = any(name == log and von <= nr <= bis for name, von, bis in json.loads(z.fehlt))
    if not fehlt and json.loads(z.koepfe).get(log, 0) >= nr:
        return True
    return nr in gegenstelle(v, platz).koerper.get(log, ())


def dateien_mit(v: Verbindung, ident: str) -> list[Ausgang]:
    """Return the handover files written here that hold the body of an entry, newest first."""
    ort = v.execute(select(ereignisse.c.log, ereignisse.c.nr).where(hat_id(ident))).first()
    if ort is None:
        return []
    # Before a log was known to have forked, its entries were counted under its own name.
    namen = {ort.log, stamm(ort.log)}
    return [
        a
        for a in ausgaenge_alle(v)
        if any(ort.nr in aus_text(a.enthalten.get(name, "")) for name in namen)
    ]


def sicherungen_mit(ort: Path, schluessel: Iterable[bytes], ids: Iterable[str]) -> list[Generation]:
    """Return the backups in a folder that hold a body of these entries.

    `schluessel` are the database keys, former ones too. What none of them opens is left out:
    nobody proved anything.
    """
    gesucht, bund = list(ids), list(schluessel)
    return [
        g
        for g in generationen(ort)
        if any(_haelt(g.ordner / DATENBANK, einer, gesucht) for einer in bund)
    ]


def _haelt(datei: Path, schluessel: bytes, ids: list[str]) -> bool:
    # Through no index: a backup may be older than the one of today.
    abfrage = select(ereignisse.c.id).where(
        ereignisse.c.id.in_(ids), ereignisse.c.koerper.is_not(None)
    )
    try:
        datenbank = Datenbank(datei, schluessel, nur_lesen=True)
    except KimFehler:
        return False
    try:
        with datenbank.lesen() as v:
            return v.execute(abfrage.limit(1)).first() is not None
    except KimFehler:
        return False
    finally:
        datenbank.schliesse()
