"""The log: append own entries, insert received ones, answer what is here and what is missing."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.dialects.sqlite import insert

from ...domain.ereignis import ZWEIG
from ...domain.fehler import EingabeFehler
from ...domain.schritt import Klasse
from ...trust.kanon import kanon, lies_kanon
from ...trust.kopf import FORMAT, Kopf, baue_koerper, ereignis_id, koerper_hash, kopf_von
from ...trust.quelle import Quelle
from ...trust.unterschrift import BELEG_TAG, Signierer
from ..anlage.anlagenliste import verzeichne
from ..suchschluessel import HAT_ID, NACH_IDS, als_liste, hat_id, im_fall
from ..tabellen import ereignisse, geloescht, kopfstaende
from ..verbindung import Verbindung, roh_gelesen

#: Bytes of a body written here; readers take lines of eight times as much.
HOECHSTENS_KOERPER = 1024 * 1024
_EINFUEGEN = (
    "INSERT INTO ereignisse (id, log, nr, fall, lamport, klasse, kopf, koerper, unterschrift) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)


class Zeile(NamedTuple):
    """One stored entry: id, header and body bytes, and the author's own signature if any."""

    id: str
    kopf: bytes
    koerper: bytes | None
    unterschrift: str | None


@dataclass(frozen=True, slots=True)
class Schreiber:
    """Who appends: the key, the acting Stelle and role, the directory version in force."""

    signierer: Signierer
    stelle: str
    rolle: str
    verz: tuple[int, str]
    quelle: Quelle


@dataclass(frozen=True, slots=True)
class Neu:
    """An event to be appended; an empty `fall` founds a case.

    `entscheidungen` are decisions its author has seen. They stand among the parents even when
    they are no tips, so that no reader takes them for concurrent.
    """

    art: str
    klasse: str
    schritt: str
    inhalt: dict[str, Any]
    fall: str
    kennung: str
    muss: bool
    eigene_unterschrift: bool
    entscheidungen: tuple[str, ...] = ()


def haenge_an(v: Verbindung, schreiber: Schreiber, neu: Neu) -> str:
    """Append one event to the own log and return its id.

    Raises `NichtKanonisch` or, where people wrote too much, `EingabeFehler` rather than write what
    nobody could ever take in: no later entry of this log would get past it.
    """
    log, quelle = schreiber.signierer.log, schreiber.quelle
    nr, vor = spitze(v, log)
    zeit = quelle.jetzt()
    koerper = baue_koerper(
        neu.schritt, neu.kennung, zeit.strftime("%Y-%m-%dT%H:%M:%SZ"), quelle.zufall(32), neu.inhalt
    )
    lies_kanon(koerper)
    if len(koerper) > HOECHSTENS_KOERPER:
        raise EingabeFehler(
            "Das ist mehr, als ein Eintrag fasst: zusammen höchstens eine Million Zeichen. Bitte "
            "kürzen, oder den langen Text als Anlage beilegen. Es wurde nichts festgehalten."
        )
    kopf = Kopf(
        art=neu.art,
        eltern=_eltern(v, neu),
        fall=neu.fall,
        klasse=neu.klasse,
        koerper=koerper_hash(koerper),
        lamport=hoechster_zaehler(v) + 1,
        log=log,
        muss=neu.muss,
        nr=nr + 1,
        rolle=schreiber.rolle,
        stelle=schreiber.stelle,
        tag=zeit.date().isoformat(),
        v=FORMAT,
        verz=schreiber.verz,
        vor=vor,
    )
    roh = kanon(kopf)
    eigene = schreiber.signierer.unterschreibe(BELEG_TAG, roh) if neu.eigene_unterschrift else None
    ident = ereignis_id(roh)
    fuege_ein(v, [(ident, kopf, roh, koerper, eigene)])
    return ident


def _eltern(v: Verbindung, neu: Neu) -> tuple[str, ...]:
    spitzen = spitzen_des_falls(v, neu.fall) if neu.fall else []
    return tuple(sorted({*spitzen, *neu.entscheidungen}))


def fuege_ein(
    v: Verbindung, zeilen: Iterable[tuple[str, Kopf, bytes, bytes | None, str | None]]
) -> None:
    """Insert entries (id, header, its bytes, body, own signature); ids must be new."""
    werte = [
        (ident, k.log, k.nr, k.fall or ident, k.lamport, k.klasse, roh, koerper, eigene)
        for ident, k, roh, koerper, eigene in zeilen
    ]
    if werte:
        v.exec_driver_sql(_EINFUEGEN, werte)
        verzeichne(v, ((w[0], w[7]) for w in werte))


def spitze(v: Verbindung, log: str) -> tuple[int, str]:
    """Return number and id of the newest entry held of a log or branch; (0, "") for none."""
    zeile = v.execute(
        select(ereignisse.c.nr, ereignisse.c.id)
        .where(ereignisse.c.log == log)
        .order_by(ereignisse.c.nr.desc())
        .limit(1)
    ).first()
    return (zeile.nr, zeile.id) if zeile else (0, "")


def spitzen_des_falls(v: Verbindung, fall: str) -> list[str]:
    """Return the entries of a case no other known entry names as seen, sorted."""
    ids: set[str] = set()
    gesehen: set[str] = set()
    for zeile in v.execute(select(ereignisse.c.id, ereignisse.c.kopf).where(im_fall(fall))):
        ids.add(zeile.id)
        gesehen.update(kopf_von(zeile.kopf).eltern)
    return sorted(ids - gesehen)


def hoechster_zaehler(v: Verbindung) -> int:
    """Return the highest Lamport counter over all cases."""
    return int(v.execute(select(func.coalesce(func.max(ereignisse.c.lamport), 0))).scalar_one())


def koepfe(v: Verbindung) -> dict[str, tuple[int, str]]:
    """Return number and id of the newest entry held of every log and branch."""
    # From log to log in the index, without walking through the entries of each.
    abfrage = (
        "WITH RECURSIVE l (log) AS (SELECT min(log) FROM ereignisse UNION ALL "
        "SELECT (SELECT min(log) FROM ereignisse WHERE log > l.log) FROM l WHERE log IS NOT NULL) "
        "SELECT e.log, e.nr, e.id FROM l JOIN ereignisse e ON e.log = l.log "
        "AND e.nr = (SELECT max(nr) FROM ereignisse WHERE log = l.log)"
    )
    return {log: (nr, ident) for log, nr, ident in roh_gelesen(v, abfrage)}


def bereich(v: Verbindung, log: str, von: int, bis: int) -> Iterator[Zeile]:
    """Yield the entries `von`…`bis` of a log in order."""
    abfrage = (
        "SELECT id, kopf, koerper, unterschrift FROM ereignisse "
        "WHERE log = ? AND nr BETWEEN ? AND ? ORDER BY nr"
    )
    yield from (Zeile(*z) for z in roh_gelesen(v, abfrage, log, von, bis))


def nummern(v: Verbindung, log: str, von: int = 1, bis: int = 2**62) -> dict[int, str]:
    """Return the ids held of a log by number."""
    abfrage = select(ereignisse.c.nr, ereignisse.c.id).where(
        ereignisse.c.log == log, ereignisse.c.nr.between(von, bis)
    )
    return {nr: ident for nr, ident in v.execute(abfrage).all()}  # noqa: C416 - rows, no pairs


def nur_nummern(v: Verbindung, log: str, von: int = 1, bis: int = 2**62) -> list[int]:
    """Return the numbers held of a log in order, without reading the entries."""
    abfrage = "SELECT nr FROM ereignisse WHERE log = ? AND nr BETWEEN ? AND ? ORDER BY nr"
    return [nr for (nr,) in roh_gelesen(v, abfrage, log, von, bis)]


def luecken(v: Verbindung) -> list[tuple[str, int, int]]:
    """Return the ranges missing below what is held: (log or branch of one, first, last)."""
    # No log holds more entries than its highest number: where the sums agree, all are whole.
    if anzahl(v) == sum(nr for nr, _ in koepfe(v).values()):
        return []
    fehlt = []
    # The index alone tells which logs are whole; almost all are.
    lueckenhafte = (
        select(ereignisse.c.log)
        .group_by(ereignisse.c.log)
        .having(func.count() < func.max(ereignisse.c.nr))
        .order_by(ereignisse.c.log)
    )
    for log in v.execute(lueckenhafte).scalars().all():
        # Where a branch begins is no gap; `zweige` knows whether it joins what is held.
        erwartet = 0 if ZWEIG in log else 1
        for nr in nur_nummern(v, log):
            erwartet = erwartet or nr
            if nr > erwartet:
                fehlt.append((log, erwartet, nr - 1))
            erwartet = nr + 1
    return fehlt


def lies(v: Verbindung, ident: str) -> Zeile | None:
    """Return one entry by id."""
    z = v.execute(select(ereignisse).where(hat_id(ident))).first()
    return Zeile(z.id, z.kopf, z.koerper, z.unterschrift) if z else None


def lage(v: Verbindung, ids: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Return log, or branch, and counter of those entries that are held."""
    abfrage = f"SELECT e.id, e.log, e.lamport FROM {NACH_IDS}"
    gelesen = roh_gelesen(v, abfrage, als_liste(ids))
    return {ident: (log, zaehler) for ident, log, zaehler in gelesen}


def lass_warten(v: Verbindung, koerper: Collection[tuple[str, bytes]]) -> set[tuple[str, str]]:
    """Keep those bodies whose headers are not held yet; return entry and hash of each."""
    gehalten = lage(v, {ident for ident, _ in koerper})
    zeilen = [(ident, koerper_hash(roh), roh) for ident, roh in koerper if ident not in gehalten]
    if zeilen:
        v.exec_driver_sql(
            "INSERT OR IGNORE INTO wartende (ereignis, pruefsumme, koerper) VALUES (?, ?, ?)",
            zeilen,
        )
    return {(ident, pruefsumme) for ident, pruefsumme, _ in zeilen}


def sichte_wartende(v: Verbindung) -> tuple[dict[str, int], set[tuple[str, str]]]:
    """Compare waiting bodies with their headers where those have arrived; drop the wrong ones.

    Return the lengths of the right ones by entry, and entry and hash of the wrong ones.
    """
    abfrage = (
        "SELECT w.ereignis, w.pruefsumme, length(w.koerper), e.kopf FROM wartende w "
        "JOIN ereignisse e ON e.id_kurz = unhex(substr(w.ereignis, 1, 32)) AND e.id = w.ereignis"
    )
    laengen: dict[str, int] = {}
    falsche: set[tuple[str, str]] = set()
    for ident, pruefsumme, laenge, kopf in roh_gelesen(v, abfrage):
        if kopf_von(kopf).koerper == pruefsumme:
            laengen[ident] = laenge
        else:
            falsche.add((ident, pruefsumme))
    if falsche:
        weg = "DELETE FROM wartende WHERE ereignis = ? AND pruefsumme = ?"
        v.exec_driver_sql(weg, sorted(falsche))
    return laengen, falsche


def nimm_wartende(v: Verbindung, ids: Iterable[str]) -> dict[str, bytes]:
    """Take out the waiting bodies of these entries, of each the only one left."""
    genannt, liste = "WHERE ereignis IN (SELECT value FROM json_each(?))", als_liste(ids)
    koerper = dict(roh_gelesen(v, f"SELECT ereignis, koerper FROM wartende {genannt}", liste))
    v.exec_driver_sql(f"DELETE FROM wartende {genannt}", (liste,))
    return koerper


def setze_koerper(v: Verbindung, koerper: dict[str, bytes]) -> None:
    """Add bodies that arrived later than their headers."""
    if koerper:
        verzeichne(v, koerper.items())
        setzen = f"UPDATE ereignisse SET koerper = ?2 WHERE {HAT_ID}"
        v.exec_driver_sql(setzen, list(koerper.items()))


def geloeschte(v: Verbindung) -> frozenset[str]:
    """Return the ids whose bodies were erased and are not to be taken in again."""
    return frozenset(v.execute(select(geloescht.c.ereignis)).scalars())


def ohne_koerper(v: Verbindung, ids: Iterable[str]) -> list[tuple[str, bytes]]:
    """Return id and header of those entries that are held without their bodies."""
    abfrage = f"SELECT e.id, e.kopf FROM {NACH_IDS} WHERE e.koerper IS NULL"
    return [(z[0], z[1]) for z in roh_gelesen(v, abfrage, als_liste(ids))]


def koepfe_zu(v: Verbindung, ids: Iterable[str]) -> list[tuple[str, bytes]]:
    """Return id and header of those entries that are held."""
    abfrage = f"SELECT e.id, e.kopf FROM {NACH_IDS}"
    return [(z[0], z[1]) for z in roh_gelesen(v, abfrage, als_liste(ids))]


def merke_kopfstand(v: Verbindung, log: str, nr: int, ident: str, unterschrift: str) -> None:
    """Keep a head signature of an author; it is forwarded with the log."""
    v.execute(
        insert(kopfstaende)
        .values(log=log, nr=nr, ereignis=ident, unterschrift=unterschrift)
        .on_conflict_do_nothing()
    )


def kopfstand(v: Verbindung, log: str, hoechstens: int = 2**62) -> tuple[int, str, str] | None:
    """Return the newest signed head of a log: number, id, signature."""
    z = v.execute(
        select(kopfstaende)
        .where(kopfstaende.c.log == log, kopfstaende.c.nr <= hoechstens)
        .order_by(kopfstaende.c.nr.desc())
        .limit(1)
    ).first()
    return (z.nr, z.ereignis, z.unterschrift) if z else None


def kopfstaende_alle(v: Verbindung) -> list[tuple[str, int, str, str]]:
    """Return the newest signed head held of every log: log, number, id, signature."""
    abfrage = (
        "SELECT k.log, k.nr, k.ereignis, k.unterschrift FROM kopfstaende k "
        "WHERE k.nr = (SELECT max(nr) FROM kopfstaende WHERE log = k.log) "
        "ORDER BY k.log, k.ereignis"
    )
    return list(roh_gelesen(v, abfrage))


def hinter_zweigen(log: str) -> str:
    """Return the least text above a log and all its branches."""
    return log + chr(ord(ZWEIG) + 1)


def erstes(v: Verbindung, log: str) -> str:
    """Return the id of a log's first entry, or an empty text before it arrived."""
    # A log that did not fork at its very beginning is found by its own name.
    genau = "SELECT min(id) FROM ereignisse WHERE log = ? AND nr = 1"
    zweige = (
        "SELECT min(id) FROM ereignisse INDEXED BY ereignisse_log "
        "WHERE log > ? AND log < ? AND nr = 1"
    )
    gefunden = v.exec_driver_sql(genau, (log,)).scalar()
    return str(gefunden or v.exec_driver_sql(zweige, (log, hinter_zweigen(log))).scalar() or "")


def anzahl(v: Verbindung) -> int:
    """Return how many entries are held."""
    return int(v.execute(select(func.count()).select_from(ereignisse)).scalar_one())


def gegruendete(v: Verbindung, log: str, jahr: int) -> int:
    """Return how many Meldungen and Herausforderungen a log founded in a year."""
    abfrage = (
        select(func.count())
        .select_from(ereignisse)
        .where(
            ereignisse.c.log == log,
            ereignisse.c.fall == ereignisse.c.id,
            ereignisse.c.klasse != Klasse.KREIS,
            func.instr(ereignisse.c.kopf, f'"tag":"{jahr}-') > 0,
        )
    )
    return int(v.execute(abfrage).scalar_one())
