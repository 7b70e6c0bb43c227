"""Reading out of the log what is handed on to others: much at a time, few questions each."""

import json
from collections.abc import Iterable, Iterator, Sequence, Set

from ..bereiche import als_laeufe
from ..verbindung import Verbindung, roh_gelesen, stapelweise_gelesen
from .protokoll import Zeile, nur_nummern

#: One stored entry where many are read at once: number, body class, then as in `Zeile`.
Satz = tuple[int, str, str, bytes, bytes | None, str | None]


def laeufe(v: Verbindung, log: str, ab: int) -> list[tuple[int, int]]:
    """Return the runs of numbers held of a log from `ab` on: first and last of each."""
    umfang = "SELECT count(*), min(nr), max(nr) FROM ereignisse WHERE log = ? AND nr >= ?"
    (anzahl, erste, letzte), *_ = roh_gelesen(v, umfang, log, ab)
    # Almost always nothing is missing between them, and nobody need look at each.
    if anzahl == (letzte or 0) - (erste or 0) + 1:
        return [(erste, letzte)]
    return als_laeufe(nur_nummern(v, log, ab))


def stapel(v: Verbindung, log: str, von: int, bis: int) -> Iterator[Sequence[Satz]]:
    """Yield the entries `von`…`bis` of a log in order, some at a time."""
    abfrage = (
        "SELECT nr, klasse, id, kopf, koerper, unterschrift FROM ereignisse "
        "WHERE log = ? AND nr BETWEEN ? AND ? ORDER BY nr"
    )
    yield from stapelweise_gelesen(v, abfrage, log, von, bis)


def bereich_ohne(
    v: Verbindung, log: str, von: int, bis: int, gehalten: Set[int], klassen: Iterable[str]
) -> Iterator[Zeile]:
    """Yield the entries `von`…`bis` that have a body of these classes and are not held."""
    offen = [nr for nr in nur_nummern(v, log, von, bis) if nr not in gehalten]
    yield from mit_koerper(v, log, offen, klassen)


def mit_koerper(
    v: Verbindung, log: str, nummern: list[int], klassen: Iterable[str]
) -> Iterator[Zeile]:
    """Yield those entries of a log with these numbers that have a body of these classes."""
    abfrage = (
        "SELECT e.id, e.kopf, e.koerper, e.unterschrift FROM json_each(?) j "
        "CROSS JOIN ereignisse e INDEXED BY ereignisse_log "
        "WHERE e.log = ? AND e.nr = j.value AND e.koerper IS NOT NULL "
        "AND e.klasse IN (SELECT value FROM json_each(?))"
    )
    werte = (json.dumps(nummern), log, json.dumps(sorted(klassen)))
    if nummern:
        yield from (Zeile(*z) for z in roh_gelesen(v, abfrage, *werte))


def orte_mit_koerper(
    v: Verbindung, orte: Iterable[int], klassen: Iterable[str], gesucht: bytes, worin: Iterable[str]
) -> Iterator[tuple[str, int, str, str, int]]:
    """Yield what `orte_ohne` found as far as it has a body of these classes.

    Log, number, class, case, and whether header or body contain `gesucht`; looked for only in
    those of the classes `worin`.
    """
    abfrage = (
        "SELECT e.log, e.nr, e.klasse, e.fall, e.klasse IN (SELECT value FROM json_each(?4)) "
        "AND (instr(e.kopf, ?1) > 0 OR instr(e.koerper, ?1) > 0) "
        "FROM json_each(?2) j CROSS JOIN ereignisse e ON e.rowid = j.value "
        "WHERE e.koerper IS NOT NULL AND e.klasse IN (SELECT value FROM json_each(?3))"
    )
    # In the order they lie in the file each page is unsealed once.
    listen = (json.dumps(sorted(werte)) for werte in (orte, klassen, worin))
    yield from roh_gelesen(v, abfrage, gesucht, *listen)


def orte_ohne(v: Verbindung, log: str, bis: int, gehalten: Set[int]) -> list[int]:
    """Return where the entries up to `bis` of a log lie that are not held elsewhere."""
    abfrage = "SELECT nr, rowid FROM ereignisse WHERE log = ? AND nr <= ?"
    return [ort for nr, ort in roh_gelesen(v, abfrage, log, bis) if nr not in gehalten]
