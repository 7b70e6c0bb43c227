"""Logs that forked: two workplaces wrote under one key, and both branches are kept.

Heads, gaps and receipts are counted by number. So each branch bears a name of its own in the column
`log`: the name of what it leaves, "~", and the beginning of its first entry's id. Names depend on
nothing but the entries held.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import select

from ...domain.ereignis import ZWEIG, stamm
from ...trust.kopf import kopf_von
from ..oertlich.lokal import gemerkt, merke
from ..suchschluessel import HAT_ID
from ..tabellen import kopfstaende
from ..verbindung import Verbindung, roh_gelesen
from . import auszug
from .auszug import Satz
from .protokoll import hinter_zweigen, nur_nummern, spitze
from .protokoll import koepfe as koepfe_je_log

_MERKER = "gabelungen"
_STELLEN = 16


@dataclass(frozen=True, slots=True)
class Gabelung:
    """A forked log: the first number given twice; first number of each branch by its name.

    `lose` are branches whose entry before the first is not held.
    """

    ab: int
    zweige: dict[str, int]
    lose: frozenset[str]


class _Knoten(NamedTuple):
    id: str
    nr: int
    vor: str
    name: str
    fall: str


def gabelungen(v: Verbindung) -> dict[str, Gabelung]:
    """Return the forked logs among those held."""
    return {
        log: Gabelung(g["ab"], g["zweige"], frozenset(g["lose"]))
        for log, g in json.loads(gemerkt(v, _MERKER) or "{}").items()
    }


def mit_zweigen(v: Verbindung, logs: Iterable[str]) -> list[str]:
    """Return logs with the names of their branches."""
    alle = gabelungen(v)
    return [name for log in logs for name in (log, *(alle[log].zweige if log in alle else ()))]


def hoechster(v: Verbindung, log: str) -> tuple[int, str]:
    """Return number and id of the newest entry held of a log, over all its branches."""
    return max(spitze(v, name) for name in mit_zweigen(v, [log]))


def haelt(v: Verbindung, nr: int, ident: str) -> bool:
    """Whether an entry with this number and id is held."""
    abfrage = f"SELECT 1 FROM ereignisse WHERE {HAT_ID} AND nr = ?2"
    return bool(v.exec_driver_sql(abfrage, (ident, nr)).first())


def haelt_nummer(v: Verbindung, log: str, nr: int) -> bool:
    """Whether any entry with this number is held, on whatever branch of a log."""
    abfrage = "SELECT 1 FROM ereignisse WHERE log = ? AND nr = ?"
    return any(v.exec_driver_sql(abfrage, (n, nr)).first() for n in mit_zweigen(v, [log]))


def widersprechende(v: Verbindung, nur: str = "") -> dict[str, int]:
    """Return the logs of which a signed head was told that contradicts an entry held.

    With the highest such number; of all logs, or of one. What is told of logs of which nothing is
    held contradicts nothing, and there is no end of it: it is not even looked at.
    """
    namen = mit_zweigen(v, [nur]) if nur else koepfe_je_log(v)
    abfrage = (
        "SELECT g.log, max(g.nr) FROM json_each(?1) j "
        "CROSS JOIN gehoert g ON g.log = j.value ->> 0 "
        "CROSS JOIN ereignisse e ON e.log = j.value ->> 1 AND e.nr = g.nr "
        "WHERE NOT EXISTS (SELECT 1 FROM ereignisse h WHERE h.id = g.ereignis AND h.nr = g.nr "
        "AND h.id_kurz = unhex(substr(g.ereignis, 1, 32))) GROUP BY g.log ORDER BY g.log"
    )
    return dict(roh_gelesen(v, abfrage, json.dumps([(stamm(name), name) for name in namen])))


def benannt(v: Verbindung, koepfe: Iterable[tuple[str, int, str, str]]) -> dict[str, int]:
    """Return up to which number another Arbeitsplatz holds each log and branch, by its heads.

    A head that contradicts an entry held here says that it holds something else.
    """
    gegabelt = gabelungen(v)
    gesagt: dict[str, int] = {}
    anderes: set[str] = set()
    for log, nr, ident, _ in koepfe:
        name = _zweig_mit(v, ident) or ("" if log in gegabelt else log)
        if name == log and not haelt(v, nr, ident) and haelt_nummer(v, log, nr):
            anderes.add(log)
        elif name:
            gesagt[name] = max(nr, gesagt.get(name, 0))
    return {**gesagt, **dict.fromkeys(anderes, 0)}


def _zweig_mit(v: Verbindung, ident: str) -> str:
    zeile = v.exec_driver_sql(f"SELECT log FROM ereignisse WHERE {HAT_ID}", (ident,)).first()
    return str(zeile[0]) if zeile else ""


def gehalten_bis(v: Verbindung, koepfe: Mapping[str, int], log: str) -> int:
    """Return up to which number heads by `benannt` cover a log: a branch covers what it left."""
    gabelung = gabelungen(v).get(stamm(log))
    if gabelung is None:
        return koepfe.get(log, 0)
    darauf = [
        erste - 1
        for name, erste in gabelung.zweige.items()
        if name.startswith(log + ZWEIG)
        and koepfe.get(name, 0) >= erste
        and name not in gabelung.lose
    ]
    return max([koepfe.get(log, 0), *darauf])


def abschnitte(v: Verbindung, name: str, von: int, bis: int) -> list[tuple[str, int, int]]:
    """Return what leads from `von` to `bis` on a branch: names with their first and last number.

    An author signs heads of a branch, not where it leaves; what lies between the last signed head
    before and the fork has to travel along, so the first number can be below `von`.
    """
    gabelung = gabelungen(v).get(stamm(name))
    erste = gabelung.zweige.get(name, 1) if gabelung else 1
    teil = (name, max(von, erste), bis)
    if gabelung is None or von > erste or name not in gabelung.zweige or name in gabelung.lose:
        return [teil]
    davor = name.rpartition(ZWEIG)[0]
    ab = max(_letzter_stand(v, davor, erste - 1) + 1, _lauf_bis(v, davor, erste - 1))
    return [*(abschnitte(v, davor, ab, erste - 1) if ab < erste else ()), teil]


def _lauf_bis(v: Verbindung, name: str, bis: int) -> int:
    """Return where the run of numbers held of a branch begins that ends at `bis`."""
    erste = bis + 1
    for nr in reversed(nur_nummern(v, name, 1, bis)):
        if nr != erste - 1:
            break
        erste = nr
    return erste


def stapel(
    v: Verbindung, teile: Iterable[tuple[str, int, int]]
) -> Iterator[tuple[str, Sequence[Satz]]]:
    """Yield everything `abschnitte` names in order, some at a time: branch and entries."""
    for teil, anfang, ende in teile:
        yield from ((teil, saetze) for saetze in auszug.stapel(v, teil, anfang, ende))


def ordne(v: Verbindung, log: str) -> set[str]:
    """Name the branches of a log anew; return the cases whose entries changed their branch."""
    knoten = _lies(v, log)
    ab = _erste_doppelte(knoten)
    namen = {k.id: log for k in knoten} if ab is None else _benannt(log, knoten, ab)
    neu = [k for k in knoten if k.name != namen[k.id]]
    if neu:
        benennen = f"UPDATE ereignisse SET log = ?2 WHERE {HAT_ID}"
        v.exec_driver_sql(benennen, [(k.id, namen[k.id]) for k in neu])
    _ordne_kopfstaende(v, log, namen)
    _merke(v, log, ab, knoten, namen)
    return {k.fall for k in neu}


def _lies(v: Verbindung, log: str) -> list[_Knoten]:
    abfrage = (
        "SELECT id, nr, kopf, log, fall FROM ereignisse WHERE log >= ? AND log < ? ORDER BY nr, id"
    )
    return [
        _Knoten(ident, nr, kopf_von(kopf).vor, name, fall)
        for ident, nr, kopf, name, fall in roh_gelesen(v, abfrage, log, hinter_zweigen(log))
    ]


def _erste_doppelte(knoten: list[_Knoten]) -> int | None:
    """Return the lowest number that is known to have been given to two entries."""
    bekannt: dict[int, set[str]] = defaultdict(set)
    for k in knoten:
        bekannt[k.nr].add(k.id)
        bekannt[k.nr - 1].add(k.vor)
    return min((nr for nr, ids in bekannt.items() if len(ids) > 1), default=None)


def _benannt(log: str, knoten: list[_Knoten], ab: int) -> dict[str, str]:
    kinder: dict[str, int] = defaultdict(int)
    for k in knoten:
        kinder[k.vor] += 1
    namen: dict[str, str] = {}
    for k in knoten:
        davor = namen.get(k.vor)
        if k.nr < ab or (davor is not None and kinder[k.vor] == 1):
            namen[k.id] = davor or log
        else:
            namen[k.id] = f"{davor or log}{ZWEIG}{k.id[:_STELLEN]}"
    return namen


def _ordne_kopfstaende(v: Verbindung, log: str, namen: dict[str, str]) -> None:
    t = kopfstaende
    eigene = (t.c.log >= log) & (t.c.log < hinter_zweigen(log))
    for z in v.execute(select(t.c.log, t.c.nr, t.c.ereignis).where(eigene)).all():
        name = namen.get(z.ereignis, log)
        if name != z.log:
            # The same head may have come once more since its branch got this name.
            v.exec_driver_sql(
                "UPDATE OR REPLACE kopfstaende SET log = ? "
                "WHERE log = ? AND nr = ? AND ereignis = ?",
                (name, z.log, z.nr, z.ereignis),
            )


def _merke(
    v: Verbindung, log: str, ab: int | None, knoten: list[_Knoten], namen: dict[str, str]
) -> None:
    alle = json.loads(gemerkt(v, _MERKER) or "{}")
    alle.pop(log, None)
    if ab is not None:
        erste: dict[str, _Knoten] = {}
        for k in knoten:
            if namen[k.id] != log:
                erste.setdefault(namen[k.id], k)
        lose = sorted(name for name, k in erste.items() if k.vor not in namen)
        alle[log] = {"ab": ab, "zweige": {n: k.nr for n, k in erste.items()}, "lose": lose}
    merke(v, _MERKER, json.dumps(alle, sort_keys=True))


def _letzter_stand(v: Verbindung, name: str, bis: int) -> int:
    abfrage = select(kopfstaende.c.nr).where(kopfstaende.c.log == name, kopfstaende.c.nr <= bis)
    return int(v.execute(abfrage.order_by(kopfstaende.c.nr.desc()).limit(1)).scalar() or 0)
