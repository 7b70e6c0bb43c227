"""Reading the projections: lists page by page, one case, links, search."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import shorten
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Select, and_, case, exists, func, select, text, tuple_

from ...domain.fehler import EingabeFehler
from ...domain.schritt import Fallart
from ...domain.zustaende import BUENDELBAR, Zustand
from ..tabellen import buendelungen, faelle
from ..verbindung import Verbindung
from . import kennungen
from .kurzbild import Kurzbild, entpackt

_h = faelle.alias("h")
_ID = re.compile(r"[0-9a-f]{64}")
_ZUR_WAHL = 5


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
    """One row of a list of cases; `eigener_zustand` leaves the bundle a Meldung lies in aside.

    `kennung` is what people read and type, `eigene_kennung` the one stored, which others may bear.
    """

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
    eigene_kennung: str


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list shows: kinds, states, Stelle, a text looked for, disputed ones only."""

    arten: tuple[str, ...] = ()
    zustaende: tuple[str, ...] = ()
    stelle: str = ""
    text: str = ""
    strittig: bool = False


def seite(
    v: Verbindung, wahl: Filter, nach: FallZeile | None = None, anzahl: int | None = 200
) -> list[FallZeile]:
    """Return the next `anzahl` rows in order of Kennung after the row `nach`; None for all."""
    abfrage = _zeilen().where(*_bedingungen(wahl)).order_by(faelle.c.kennung, faelle.c.id)
    if nach:
        ab = (nach.eigene_kennung, nach.id)
        abfrage = abfrage.where(tuple_(faelle.c.kennung, faelle.c.id) > ab)
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
    abfrage = _zeilen().where(faelle.c.id.in_(list(ids)))
    abfrage = abfrage.order_by(faelle.c.kennung, faelle.c.id)
    return [_als_zeile(z) for z in v.execute(abfrage)]


def strittige_kennungen(v: Verbindung, hoechstens: int = 1000) -> list[str]:
    """Return the Kennungen of disputed cases in their order."""
    # Every import asks, and almost never is there one.
    if not v.exec_driver_sql("SELECT 1 FROM faelle WHERE strittig = 1 LIMIT 1").first():
        return []
    # Written out: of a bound value the database cannot know that its index of them will do.
    abfrage = select(kennungen.gezeigt).where(text("faelle.strittig = 1"), faelle.c.kennung != "")
    abfrage = abfrage.order_by(faelle.c.kennung, faelle.c.id).limit(hoechstens)
    return list(v.execute(abfrage).scalars())


def zu_kennung(v: Verbindung, kennung: str) -> FallZeile | None:
    """Find the case people mean by a Kennung, with its mark or without, or by an id.

    One that nobody bears as typed is looked for in the letters Kennungen are given in.
    Raises `EingabeFehler` where several bear it.
    """
    ueblich = kennungen.ueblich_geschrieben(kennung)
    return _zu(v, kennung) or (_zu(v, ueblich) if ueblich != kennung else None)


def _zu(v: Verbindung, kennung: str) -> FallZeile | None:
    if _ID.fullmatch(kennung):
        return _einzige(v, faelle.c.id == kennung)
    for gemeint in (kennungen.heisst, kennungen.ist_gekennzeichnet):
        if zeile := _einzige(v, gemeint(kennung)):
            return zeile
    if kennung:
        _nenne_zur_wahl(v, kennung)
    return _einzige(v, faelle.c.id == kennung)


def _einzige(v: Verbindung, bedingung: ColumnElement[bool]) -> FallZeile | None:
    zeilen = v.execute(_zeilen().where(bedingung).limit(2)).all()
    return _als_zeile(zeilen[0]) if len(zeilen) == 1 else None


def _nenne_zur_wahl(v: Verbindung, kennung: str) -> None:
    abfrage = _zeilen().where(kennungen.kann_meinen(kennung))
    zeilen = v.execute(abfrage.order_by(faelle.c.kennung, faelle.c.id).limit(_ZUR_WAHL + 1)).all()
    if not zeilen:
        return
    namen = [
        f"{z.kennung} („{shorten(z.titel, 40, placeholder=' …')}“)" if z.titel else str(z.kennung)
        for z in zeilen[:_ZUR_WAHL]
    ]
    weitere = " und weitere" if len(zeilen) > _ZUR_WAHL else ""
    raise EingabeFehler(
        f"Die Kennung „{kennung}“ ist hier nicht eindeutig: {', '.join(namen)}{weitere}. "
        "Bitte den gemeinten Vorgang mit seinem Kennzeichen nennen und der CM-Koordination "
        "Bescheid geben."
    )


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


def gefragte(v: Verbindung) -> set[str]:
    """Return the ids of the Meldungen in which a Rückfrage is open."""
    abfrage = select(faelle.c.id).where(func.instr(faelle.c.bild, b'"gefragt":true') > 0)
    return set(v.execute(abfrage).scalars())


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
        kennungen.gezeigt.label("kennung"),
        faelle.c.titel,
        _ZUSTAND.label("zustand"),
        faelle.c.schritt,
        faelle.c.stelle,
        faelle.c.strittig,
        faelle.c.tag,
        faelle.c.zustand.label("eigener_zustand"),
        faelle.c.kennung.label("eigene_kennung"),
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
    return [*bedingungen, *map(kennungen.enthaelt, wahl.text.split())]


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
        z.eigene_kennung,
    )
