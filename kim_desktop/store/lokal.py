"""Local tables: what was sent, received, acknowledged. Backed up, never part of `stand`."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert

from .bereiche import als_text, aus_text
from .tabellen import ausgaenge, bestaetigt, eingaenge, gehoert, merker
from .verbindung import Verbindung


@dataclass(frozen=True, slots=True)
class Ausgang:
    """One file sent: to which Stelle, its running number, and what it held per log."""

    an: str
    nr: int
    datei: str
    hash: str
    zeit: str
    enthalten: dict[str, str]
    quittiert: str = ""


@dataclass(frozen=True, slots=True)
class Eingang:
    """One file taken in, with its report."""

    hash: str
    von_log: str
    von_stelle: str
    nr: int
    datei: str
    zeit: str
    bericht: dict[str, Any]


def naechste_nummer(v: Verbindung, an: str) -> int:
    """Return the running number of the next file for a Stelle."""
    hoechste = select(func.max(ausgaenge.c.nr)).where(ausgaenge.c.an == an)
    return int(v.execute(hoechste).scalar() or 0) + 1


def merke_ausgang(v: Verbindung, ausgang: Ausgang) -> None:
    """Keep note of a file sent."""
    v.execute(
        insert(ausgaenge).values(
            an=ausgang.an,
            nr=ausgang.nr,
            datei=ausgang.datei,
            hash=ausgang.hash,
            zeit=ausgang.zeit,
            enthalten=json.dumps(ausgang.enthalten, sort_keys=True),
            quittiert=ausgang.quittiert,
        )
    )


def ausgaenge_alle(v: Verbindung) -> list[Ausgang]:
    """Return all files sent, newest first."""
    abfrage = select(ausgaenge).order_by(ausgaenge.c.zeit.desc(), ausgaenge.c.an, ausgaenge.c.nr)
    return [
        Ausgang(z.an, z.nr, z.datei, z.hash, z.zeit, json.loads(z.enthalten), z.quittiert)
        for z in v.execute(abfrage)
    ]


def finde_eingang(v: Verbindung, hash_: str) -> Eingang | None:
    """Return the earlier import of the very same file."""
    z = v.execute(select(eingaenge).where(eingaenge.c.hash == hash_)).first()
    return _eingang(z) if z else None


def merke_eingang(v: Verbindung, eingang: Eingang) -> None:
    """Keep note of a file taken in."""
    v.execute(
        insert(eingaenge)
        .values(
            hash=eingang.hash,
            von_log=eingang.von_log,
            von_stelle=eingang.von_stelle,
            nr=eingang.nr,
            datei=eingang.datei,
            zeit=eingang.zeit,
            bericht=json.dumps(eingang.bericht, sort_keys=True),
        )
        .on_conflict_do_nothing()
    )


def eingaenge_alle(v: Verbindung) -> list[Eingang]:
    """Return all files taken in, newest first."""
    abfrage = select(eingaenge).order_by(eingaenge.c.zeit.desc(), eingaenge.c.hash)
    return [_eingang(z) for z in v.execute(abfrage)]


def _eingang(z: Any) -> Eingang:
    return Eingang(z.hash, z.von_log, z.von_stelle, z.nr, z.datei, z.zeit, json.loads(z.bericht))


def quittiere(v: Verbindung, platz: str, nr: int, hash_: str, tag: str) -> None:
    """Note that `platz` took in our file `nr` with this hash, and so holds its bodies."""
    datei = (ausgaenge.c.nr == nr) & (ausgaenge.c.hash == hash_)
    z = v.execute(select(ausgaenge).where(datei)).first()
    if z is None:
        return
    v.execute(update(ausgaenge).where(datei, ausgaenge.c.quittiert == "").values(quittiert=tag))
    haelt = haelt_koerper(v, platz)
    for log, bereich in json.loads(z.enthalten).items():
        _setze_koerper(v, platz, log, haelt.get(log, set()) | aus_text(bereich))


def melde_koepfe(
    v: Verbindung,
    platz: str,
    koepfe: dict[str, tuple[int, str]],
    fehlt: list[tuple[str, int, int]],
) -> None:
    """Note what heads `platz` reports and what ranges it asks for."""
    bekannt = {log: nr for log, (nr, _) in koepfe.items()}
    haelt = haelt_koerper(v, platz)
    for log, von, bis in fehlt:
        bekannt[log] = min(bekannt.get(log, 0), von - 1)
        _setze_koerper(v, platz, log, haelt.get(log, set()) - set(range(von, bis + 1)))
    for log, nr in bekannt.items():
        v.execute(
            insert(bestaetigt)
            .values(platz=platz, log=log, nr=nr, koerper="")
            .on_conflict_do_update(index_elements=["platz", "log"], set_={"nr": nr})
        )
    for log, (nr, ident) in koepfe.items():
        _gehoert(v, log, nr, ident)


def haelt_koepfe(v: Verbindung, platz: str) -> dict[str, int]:
    """Return the last header of each log `platz` is known to hold."""
    abfrage = select(bestaetigt.c.log, bestaetigt.c.nr).where(bestaetigt.c.platz == platz)
    return {z.log: z.nr for z in v.execute(abfrage)}


def haelt_koerper(v: Verbindung, platz: str) -> dict[str, set[int]]:
    """Return the numbers whose bodies `platz` is known to hold, per log."""
    abfrage = select(bestaetigt.c.log, bestaetigt.c.koerper).where(bestaetigt.c.platz == platz)
    return {z.log: aus_text(z.koerper) for z in v.execute(abfrage)}


def gehoerte_koepfe(v: Verbindung) -> dict[str, int]:
    """Return the highest head of each log anybody has told of."""
    return {z.log: z.nr for z in v.execute(select(gehoert))}


def quittungen_fuer(v: Verbindung, log: str) -> list[tuple[int, str]]:
    """Return number and hash of the files taken in from an Arbeitsplatz."""
    abfrage = select(eingaenge.c.nr, eingaenge.c.hash).where(eingaenge.c.von_log == log)
    return [(z.nr, z.hash) for z in v.execute(abfrage.order_by(eingaenge.c.nr, eingaenge.c.hash))]


def merke(v: Verbindung, schluessel: str, wert: str) -> None:
    """Keep a small local value, such as a window's size."""
    v.execute(
        insert(merker)
        .values(schluessel=schluessel, wert=wert)
        .on_conflict_do_update(index_elements=["schluessel"], set_={"wert": wert})
    )


def gemerkt(v: Verbindung, schluessel: str) -> str:
    """Return a small local value, or an empty text."""
    wert = v.execute(select(merker.c.wert).where(merker.c.schluessel == schluessel)).scalar()
    return str(wert or "")


def _setze_koerper(v: Verbindung, platz: str, log: str, nummern: set[int]) -> None:
    text = als_text(nummern)
    v.execute(
        insert(bestaetigt)
        .values(platz=platz, log=log, nr=0, koerper=text)
        .on_conflict_do_update(index_elements=["platz", "log"], set_={"koerper": text})
    )


def _gehoert(v: Verbindung, log: str, nr: int, ident: str) -> None:
    v.execute(
        insert(gehoert)
        .values(log=log, nr=nr, ereignis=ident)
        .on_conflict_do_update(
            index_elements=["log"],
            set_={"nr": nr, "ereignis": ident},
            where=gehoert.c.nr < nr,
        )
    )
