"""Local tables: what was sent, received, acknowledged. Backed up, never part of `stand`."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import delete, exists, func, select
from sqlalchemy.dialects.sqlite import insert

from ...domain.ereignis import stamm
from ..bereiche import als_text, aus_text
from ..suchschluessel import als_liste, hat_id
from ..tabellen import ausgaenge, eingaenge, ereignisse, gegenstellen, gehoert, merker
from ..verbindung import Verbindung, roh_gelesen

#: Before the name of an Arbeitsplatz: the highest number taken in of its files to each Stelle.
_NUMMERN = "gegenstelle_"
#: For plain SQL: the files with a hash in a JSON list, the statement's first value.
_MIT_HASH = "hash IN (SELECT value FROM json_each(?1))"


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


@dataclass(frozen=True, slots=True)
class Beleg:
    """What is known of a file sent without what it held: `quittiert` is the day or empty."""

    an: str
    nr: int
    datei: str
    hash: str
    quittiert: str


def belege(
    v: Verbindung, *, hashes: Iterable[str] = (), dateien: Iterable[str] = ()
) -> list[Beleg]:
    """Return the files sent with one of these hashes or names, by Stelle and number."""
    c = ausgaenge.c
    abfrage = (
        select(c.an, c.nr, c.datei, c.hash, c.quittiert)
        .where(c.hash.in_(list(hashes)) | c.datei.in_(list(dateien)))
        .order_by(c.an, c.nr)
    )
    return [Beleg(*zeile) for zeile in v.execute(abfrage)]


@dataclass(frozen=True, slots=True)
class Versand:
    """What the newest file to a Stelle was: for which Arbeitsplätze, with which bodies per log.

    `unvollstaendig` are bodies that went along without all of their attachments, `erfragt` the
    ranges (log, first, last) it asked for.
    """

    plaetze: frozenset[str] = frozenset()
    koerper: Mapping[str, set[int]] = field(default_factory=dict)
    unvollstaendig: Mapping[str, set[int]] = field(default_factory=dict)
    quittiert: bool = False
    erfragt: frozenset[tuple[str, int, int]] = frozenset()


def merke_versand(
    v: Verbindung,
    an: str,
    plaetze: Iterable[str],
    unvollstaendig: Mapping[str, set[int]],
    erfragt: Iterable[tuple[str, int, int]],
) -> None:
    """Keep what no receipt tells of the file just noted for a Stelle."""
    nummern = {log: als_text(n) for log, n in unvollstaendig.items()}
    wert = {"plaetze": sorted(plaetze), "unvollstaendig": nummern, "erfragt": sorted(erfragt)}
    merke(v, f"versand_{an}", json.dumps(wert, sort_keys=True))


def vergiss_versand(v: Verbindung, an: str) -> None:
    """Let a Stelle be owed everything until the file just noted has appeared."""
    merke(v, f"versand_{an}", "")


def versand(v: Verbindung, an: str) -> Versand:
    """Return what the newest file to a Stelle was; an empty one where none has appeared."""
    abfrage = select(ausgaenge.c.enthalten, ausgaenge.c.quittiert).where(ausgaenge.c.an == an)
    z = v.execute(abfrage.order_by(ausgaenge.c.nr.desc()).limit(1)).first()
    notiz = gemerkt(v, f"versand_{an}")
    if z is None or not notiz:
        return Versand()
    wert = json.loads(notiz)
    return Versand(
        frozenset(wert["plaetze"]),
        _als_mengen(json.loads(z.enthalten)),
        _als_mengen(wert["unvollstaendig"]),
        bool(z.quittiert),
        # Notes of older programs do not tell; then everything is asked for once more.
        frozenset((log, von, bis) for log, von, bis in wert.get("erfragt", ())),
    )


def _als_mengen(bereiche: Mapping[str, str]) -> dict[str, set[int]]:
    return {log: aus_text(bereich) for log, bereich in bereiche.items()}


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


def ist_zweite(v: Verbindung, log: str, nr: int, an: str) -> bool:
    """Whether an Arbeitsplatz has given the number of a file to a Stelle to another one before.

    It counts on and never back, so its database was put back or copied.
    """
    c = eingaenge.c
    berichte = v.execute(select(c.bericht).where(c.von_log == log, c.nr == nr)).scalars()
    return any(json.loads(bericht).get("an", an) == an for bericht in berichte)


def eingaenge_alle(v: Verbindung) -> list[Eingang]:
    """Return all files taken in, newest first."""
    abfrage = select(eingaenge).order_by(eingaenge.c.zeit.desc(), eingaenge.c.hash)
    return [_eingang(z) for z in v.execute(abfrage)]


def _eingang(z: Any) -> Eingang:
    return Eingang(z.hash, z.von_log, z.von_stelle, z.nr, z.datei, z.zeit, json.loads(z.bericht))


@dataclass(frozen=True, slots=True)
class Gegenstelle:
    """What another Arbeitsplatz holds: last header and numbers of bodies per log."""

    koepfe: dict[str, int]
    koerper: dict[str, set[int]]


def merke_gegenstelle(
    v: Verbindung,
    platz: str,
    an: str,
    nr: int,
    koepfe: dict[str, int],
    fehlt: list[tuple[str, int, int]],
    quittungen: list[tuple[int, str]],
    *,
    zweite: bool = False,
) -> None:
    """Keep what `platz` says of itself in its file `nr` to Stelle `an`, unless a newer one did.

    Whoever acts for several Stellen gets files of several series; of the newest of each the one
    taken in last holds. Where its numbers began anew (`zweite`), what it said before does not.
    """
    notiz = _NUMMERN + platz
    nummern = {} if zweite else json.loads(gemerkt(v, notiz) or "{}")
    if nr < nummern.get(an, 0):
        return
    merke(v, notiz, json.dumps({**nummern, an: nr}, sort_keys=True))
    werte = {
        "nr": nr,
        "koepfe": json.dumps(koepfe, sort_keys=True),
        "fehlt": json.dumps(fehlt),
        "quittungen": json.dumps(quittungen),
    }
    v.execute(
        insert(gegenstellen)
        .values(platz=platz, **werte)
        .on_conflict_do_update(index_elements=["platz"], set_=werte)
    )


def eigene_quittungen(
    v: Verbindung, quittungen: Iterable[tuple[int, str]]
) -> list[tuple[int, str]]:
    """Return those receipts (number, hash) that are for a file written here.

    Others say nothing, and anybody may invent as many as he likes.
    """
    eigene = {(z.nr, z.hash) for z in v.execute(select(ausgaenge.c.nr, ausgaenge.c.hash))}
    return [quittung for quittung in dict.fromkeys(quittungen) if quittung in eigene]


def quittiere(v: Verbindung, quittungen: Iterable[tuple[int, str]], tag: str) -> None:
    """Note for people on which day our files were first acknowledged."""
    v.exec_driver_sql(
        f"UPDATE ausgaenge SET quittiert = ?2 WHERE {_MIT_HASH} AND quittiert = ''",
        (als_liste(hash_ for _, hash_ in quittungen), tag),
    )


def gegenstelle(v: Verbindung, platz: str) -> Gegenstelle:
    """Return what `platz` is known to hold; nothing before its first file."""
    z = v.execute(select(gegenstellen).where(gegenstellen.c.platz == platz)).first()
    if z is None:
        return Gegenstelle({}, {})
    koepfe: dict[str, int] = json.loads(z.koepfe)
    koerper = _quittierte_koerper(v, json.loads(z.quittungen))
    # What it wrote itself it holds; of what it only claims to have written nothing is here.
    hier = select(func.max(ereignisse.c.nr)).where(ereignisse.c.log == platz)
    bis = min(koepfe.get(platz, 0), v.execute(hier).scalar() or 0)
    koerper[platz] = set(range(1, bis + 1))
    for log, von, bis in json.loads(z.fehlt):
        for name in {log, *(n for n in (*koepfe, *koerper) if stamm(n) == log)}:
            koepfe[name] = min(koepfe.get(name, 0), von - 1)
            koerper[name] = {nr for nr in koerper.get(name, ()) if not von <= nr <= bis}
    return Gegenstelle(koepfe, koerper)


def quittierte(v: Verbindung, platz: str) -> set[str]:
    """Return the hashes of all files `platz` says in its newest one that it took in."""
    abfrage = select(gegenstellen.c.quittungen).where(gegenstellen.c.platz == platz)
    return {hash_ for _, hash_ in json.loads(v.execute(abfrage).scalar() or "[]")}


def _quittierte_koerper(v: Verbindung, quittungen: list[tuple[int, str]]) -> dict[str, set[int]]:
    """Return the bodies that were in the files with these hashes."""
    abfrage = f"SELECT enthalten FROM ausgaenge WHERE {_MIT_HASH}"
    koerper: dict[str, set[int]] = {}
    for (enthalten,) in roh_gelesen(v, abfrage, als_liste(hash_ for _, hash_ in quittungen)):
        for log, bereich in json.loads(enthalten).items():
            koerper.setdefault(log, set()).update(aus_text(bereich))
    return koerper


def merke_gehoert(v: Verbindung, log: str, nr: int, ident: str, unterschrift: str) -> None:
    """Keep a signed head somebody told of that is beyond what is held."""
    werte = {"log": log, "nr": nr, "ereignis": ident, "unterschrift": unterschrift}
    v.execute(insert(gehoert).values(werte).on_conflict_do_nothing())


def vergiss_gehaltene(v: Verbindung, logs: Iterable[str]) -> None:
    """Forget the heads told of that have come by now; `logs` are those of which anything has."""
    gekommen = exists().where(hat_id(gehoert.c.ereignis))
    v.execute(delete(gehoert).where(gehoert.c.log.in_(list(logs)), gekommen))


def gehoerte_koepfe(v: Verbindung) -> dict[str, int]:
    """Return the highest head of each log anybody has told of."""
    abfrage = select(gehoert.c.log, func.max(gehoert.c.nr).label("nr")).group_by(gehoert.c.log)
    return {z.log: z.nr for z in v.execute(abfrage)}


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
    # Asked for many times with every file: a statement built anew each time costs five times more.
    abfrage = "SELECT wert FROM merker WHERE schluessel = ?"
    return str(v.exec_driver_sql(abfrage, (schluessel,)).scalar() or "")


def vergiss(v: Verbindung, schluessel: str) -> None:
    """Forget a small local value."""
    v.execute(delete(merker).where(merker.c.schluessel == schluessel))
