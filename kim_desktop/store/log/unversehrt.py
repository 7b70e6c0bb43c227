"""Whether what is stored still is what its authors wrote: hashes, chains, signatures, pages."""

from collections.abc import Callable, Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from sqlalchemy import select

from ...domain.ereignis import stamm
from ...domain.fehler import UmgebungsFehler
from ...domain.schritte import EIGENE_UNTERSCHRIFT
from ...trust.kanon import NichtKanonisch
from ...trust.kopf import Kopf, ereignis_id, koerper_hash, kopf_von
from ...trust.unterschrift import BELEG_TAG, ist_stand_unterschrieben, ist_unterschrieben
from ...trust.verzeichnis import Verzeichnis
from ..tabellen import ereignisse, kopfstaende, meta
from ..verbindung import Datenbank, Verbindung, roh_gelesen

_FELDER = (
    "SELECT id, log, nr, fall, lamport, klasse, kopf, koerper, unterschrift FROM ereignisse "
    "ORDER BY log, nr"
)


class Schaden(StrEnum):
    """What can be wrong with an entry."""

    KOPF = "kopf"
    KETTE = "kette"
    KOERPER = "koerper"
    UNTERSCHRIFT = "unterschrift"
    STAND = "stand"


class Fund(NamedTuple):
    """One damaged entry, known by log and number."""

    log: str
    nr: int
    schaden: Schaden


def kettenfehler(v: Verbindung) -> Iterator[Fund]:
    """Yield entries whose header, place in the chain or body is not what it was."""
    vorher = ("", 0, "")
    for ident, log, nr, fall, lamport, klasse, roh, koerper, _ in roh_gelesen(v, _FELDER):
        kopf = _kopf(roh)
        abgelegt = (ident, log, nr, fall, lamport, klasse)
        if kopf is None or abgelegt != _ablage(kopf, ereignis_id(roh), log):
            yield Fund(log, nr, Schaden.KOPF)
        elif (log, nr - 1) == vorher[:2] and kopf.vor != vorher[2]:
            yield Fund(log, nr, Schaden.KETTE)
        elif koerper is not None and koerper_hash(koerper) != kopf.koerper:
            yield Fund(log, nr, Schaden.KOERPER)
        vorher = (log, nr, ident)


def unterschriftsfehler(v: Verbindung, verzeichnis: Verzeichnis) -> Iterator[Fund]:
    """Yield entries and heads that their author did not sign."""
    for z in v.execute(select(kopfstaende).order_by(kopfstaende.c.log, kopfstaende.c.nr)):
        platz = verzeichnis.plaetze.get(stamm(z.log))
        if platz is None or not ist_stand_unterschrieben(
            platz.schluessel, z.nr, z.ereignis, z.unterschrift
        ):
            yield Fund(z.log, z.nr, Schaden.STAND)
    for z in v.execute(select(ereignisse).order_by(ereignisse.c.log, ereignisse.c.nr)):
        kopf, platz = _kopf(z.kopf), verzeichnis.plaetze.get(stamm(z.log))
        if kopf is None or (z.unterschrift is None and kopf.art not in EIGENE_UNTERSCHRIFT):
            continue
        if platz is None or not ist_unterschrieben(
            platz.schluessel, BELEG_TAG, z.kopf, z.unterschrift or ""
        ):
            yield Fund(z.log, z.nr, Schaden.UNTERSCHRIFT)


def _kopf(roh: bytes) -> Kopf | None:
    try:
        return kopf_von(roh)
    except NichtKanonisch:
        return None


def _ablage(kopf: Kopf, ident: str, zweig: str) -> tuple[object, ...]:
    """Return what stands beside a header; an entry may lie on a branch of its log."""
    name = zweig if stamm(zweig) == kopf.log else kopf.log
    return (ident, name, kopf.nr, kopf.fall or ident, kopf.lamport, kopf.klasse)


class Lesbarkeit(NamedTuple):
    """What broken pages took along: tables by name, entries by log and number."""

    tabellen: list[str]
    eintraege: list[tuple[str, int]]


def unlesbares(datei: Path, schluessel: bytes) -> Lesbarkeit:
    """Try to read everything and return what cannot be read any more."""
    tabellen = [
        t.name
        for t in meta.sorted_tables
        if not _lesbar(datei, schluessel, f"SELECT * FROM {t.name} NOT INDEXED")
    ]
    if ereignisse.name not in tabellen:
        return Lesbarkeit(tabellen, [])
    return Lesbarkeit(tabellen, list(_unlesbare_eintraege(datei, schluessel)))


def _unlesbare_eintraege(datei: Path, schluessel: bytes) -> Iterator[tuple[str, int]]:
    index = "SELECT rowid, log, nr FROM ereignisse INDEXED BY ereignisse_log"
    zeilen: list[tuple[Any, ...]] = []
    if not _lesbar(datei, schluessel, index, zeilen.append):
        # The list of entries is damaged, too: nobody can say which ones are behind it.
        return
    bereiche = [sorted(zeilen)]
    while bereiche:
        teil = bereiche.pop()
        abfrage = f"SELECT * FROM ereignisse WHERE rowid BETWEEN {teil[0][0]} AND {teil[-1][0]}"
        if _lesbar(datei, schluessel, abfrage):
            continue
        if len(teil) == 1:
            yield teil[0][1], teil[0][2]
        else:
            mitte = len(teil) // 2
            bereiche += [teil[mitte:], teil[:mitte]]


def _lesbar(
    datei: Path,
    schluessel: bytes,
    abfrage: str,
    nimm: Callable[[tuple[Any, ...]], object] = lambda _zeile: None,
) -> bool:
    # A connection of its own: after one broken page it reads nothing at all.
    try:
        datenbank = Datenbank(datei, schluessel, nur_lesen=True)
        try:
            with datenbank.lesen() as v:
                for zeile in roh_gelesen(v, abfrage):
                    nimm(zeile)
        finally:
            datenbank.schliesse()
    except UmgebungsFehler:
        return False
    return True
