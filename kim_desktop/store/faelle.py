"""Reading the projections: lists page by page, one case, links, search."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, or_, select, tuple_

from ..domain.fehler import EingabeFehler
from ..domain.schritt import Fallart
from ..domain.zustaende import BUENDELBAR, Zustand
from .kurzbild import Kurzbild, entpackt
from .suchtext import gefaltet
from .tabellen import buendelungen, faelle
from .verbindung import Verbindung

_h = faelle.alias("h")


def _im_buendel(*zustaende: Zustand) -> ColumnElement[bool]:
    """Whether a Meldung lies in the bundle of a Herausforderung in one of these states."""
    return exists(
        select(buendelungen.c.meldung)
        .join(_h, _h.c.id == buendelungen.c.herausforderung)
        .where(buendelungen.c.meldung == faelle.c.id, _h.c.zustand.in_(zustaende))
    )


_OFFENE_MELDUNG = and_(
    faelle.c.art == Fallart.MELDUNG, faelle.c.zustand.in_([str(z) for z in BUENDELBAR])
)
_LEBT = tuple(z for z in Zustand if z not in (Zustand.ERLEDIGT, Zustand.OHNE_WIRKUNG))
#: A Meldung counts as `gebuendelt` while a Herausforderung rests on it, and ends with it.
_ZUSTAND = case(
    (and_(_OFFENE_MELDUNG, _im_buendel(*_LEBT)), Zustand.GEBUENDELT.value),
    (and_(_OFFENE_MELDUNG, _im_buendel(Zustand.ERLEDIGT)), Zustand.ERLEDIGT.value),
    else_=faelle.c.zustand,
)


@dataclass(frozen=True, slots=True)
class FallZeile:
    """One row of a list of cases; `eigener_zustand` leaves the bundle a Meldung lies in aside."""

    id: str
    art: str
    kennung: str
    titel: str
    zustand: str
    schritt: int
    stelle: str
    strittig: bool
    tag: str
    eigener_zustand: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows: kinds, states, Stelle, a text looked for, disputed ones only."""

    arten: tuple[str, ...] = ()
    zustaende: tuple[str, ...] = ()
    stelle: str = ""
    text: str = ""
    strittig: bool = False


def seite(
    v: Verbindung, wahl: Filter, nach: FallZeile | None = None, anzahl: int = 200
) -> list[FallZeile]:
    """Return the next `anzahl` rows in order of Kennung after the row `nach`."""
    abfrage = _zeilen().where(*_bedingungen(wahl)).order_by(faelle.c.kennung, faelle.c.id)
    if nach:
        abfrage = abfrage.where(tuple_(faelle.c.kennung, faelle.c.id) > (nach.kennung, nach.id))
    return [_als_zeile(z) for z in v.execute(abfrage.limit(anzahl))]


def mit_bildern(
    v: Verbindung, art: Fallart, zustaende: Sequence[str] = (), anzahl: int = 100_000
) -> list[tuple[FallZeile, Kurzbild]]:
    """Return rows of one kind with their extracts, in order of Kennung."""
    wahl = Filter(arten=(art,), zustaende=tuple(zustaende))
    abfrage = _zeilen().add_columns(faelle.c.bild).where(*_bedingungen(wahl))
    abfrage = abfrage.order_by(faelle.c.kennung, faelle.c.id).limit(anzahl)
    return [(_als_zeile(z), entpackt(z.bild)) for z in v.execute(abfrage)]


def zu_ids(v: Verbindung, ids: Sequence[str]) -> list[FallZeile]:
    """Return the rows of these cases, as far as they are known."""
    abfrage = _zeilen().where(faelle.c.id.in_(list(ids))).order_by(faelle.c.kennung)
    return [_als_zeile(z) for z in v.execute(abfrage)]


def strittige_kennungen(v: Verbindung, hoechstens: int = 1000) -> list[str]:
    """Return the Kennungen of disputed cases in their order."""
    abfrage = "SELECT kennung FROM faelle WHERE strittig = 1 AND kennung <> '' ORDER BY kennung"
    return list(v.exec_driver_sql(f"{abfrage} LIMIT ?", (hoechstens,)).scalars())


def zu_kennung(v: Verbindung, kennung: str) -> FallZeile | None:
    """Find a case by its Kennung (or id); raises `EingabeFehler` where two bear it."""
    abfrage = _zeilen().where(or_(faelle.c.kennung == kennung, faelle.c.id == kennung))
    zeilen = v.execute(abfrage.limit(2)).all()
    if len(zeilen) > 1:
        raise EingabeFehler(
            f"Die Kennung „{kennung}“ ist hier zweimal vergeben. Bitte der CM-Koordination "
            "Bescheid geben."
        )
    return _als_zeile(zeilen[0]) if zeilen else None


def bild(v: Verbindung, fall: str) -> Kurzbild:
    """Return the extract of a case; an empty one where it is not known."""
    roh = v.execute(select(faelle.c.bild).where(faelle.c.id == fall)).scalar()
    return entpackt(roh) if roh else Kurzbild()


def bilder(v: Verbindung) -> Iterator[tuple[str, str, str, Kurzbild]]:
    """Yield id, kind, Stelle and extract of every case."""
    abfrage = select(faelle.c.id, faelle.c.art, faelle.c.stelle, faelle.c.bild)
    for teil in v.execute(abfrage).partitions(500):
        yield from ((ident, art, stelle, entpackt(roh)) for ident, art, stelle, roh in teil)


def uebernommen_von(v: Verbindung, stelle: str) -> set[str]:
    """Return the Stellen whose Meldungen `stelle` has taken over."""
    gesucht = b'"nachfolge":' + msgspec.json.encode(stelle)
    abfrage = select(faelle.c.stelle).where(func.instr(faelle.c.bild, gesucht) > 0)
    return set(v.execute(abfrage.distinct()).scalars())


def buendel_von(v: Verbindung, meldung: str) -> list[str]:
    """Return the Herausforderungen that rest on a Meldung."""
    abfrage = select(buendelungen.c.herausforderung).where(buendelungen.c.meldung == meldung)
    return list(v.execute(abfrage.order_by(buendelungen.c.herausforderung)).scalars())


def alle_buendel(v: Verbindung) -> list[tuple[str, str]]:
    """Return every link (Herausforderung, Meldung)."""
    return [(z.herausforderung, z.meldung) for z in v.execute(select(buendelungen))]


def anzahl(v: Verbindung, wahl: Filter) -> int:
    """Return how many cases the filter shows."""
    abfrage = select(func.count()).select_from(faelle).where(*_bedingungen(wahl))
    return int(v.execute(abfrage).scalar_one())


def _zeilen() -> Select[Any]:
    return select(
        faelle.c.id,
        faelle.c.art,
        faelle.c.kennung,
        faelle.c.titel,
        _ZUSTAND.label("zustand"),
        faelle.c.schritt,
        faelle.c.stelle,
        faelle.c.strittig,
        faelle.c.tag,
        faelle.c.zustand.label("eigener_zustand"),
    )


def _bedingungen(wahl: Filter) -> list[ColumnElement[bool]]:
    # A case of which only headers are known has no Kennung and is not shown.
    bedingungen: list[ColumnElement[bool]] = [faelle.c.kennung != ""]
    if wahl.arten:
        bedingungen.append(faelle.c.art.in_(wahl.arten))
    if wahl.zustaende:
        bedingungen.append(_ZUSTAND.in_(wahl.zustaende))
    if wahl.stelle:
        bedingungen.append(faelle.c.stelle == wahl.stelle)
    if wahl.strittig:
        bedingungen.append(faelle.c.strittig == 1)
    bedingungen += [func.instr(faelle.c.suchtext, gefaltet(wort)) > 0 for wort in wahl.text.split()]
    return bedingungen


def _als_zeile(z: Any) -> FallZeile:
    return FallZeile(
        z.id,
        z.art,
        z.kennung,
        z.titel,
        z.zustand,
        z.schritt,
        z.stelle,
        bool(z.strittig),
        z.tag,
        z.eigener_zustand,
    )
