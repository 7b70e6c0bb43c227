"""What a Kennung looks like where people read it, and which case they mean who type it.

One that several cases bear is shown with a mark, the beginning of the case's id. That happens in
reading: what is stored of a case depends on that case alone.
"""

from typing import NamedTuple

from sqlalchemy import ColumnElement, Text, and_, case, exists, false, func, literal, or_, select

from ..tabellen import faelle
from ..verbindung import Verbindung
from .suchtext import gefaltet

_ZEICHEN = "?"
_NACH_DEM_ZEICHEN = chr(ord(_ZEICHEN) + 1)
_LAENGE, _LAENGE_DER_ID = 6, 64
_anderer = faelle.alias("anderer")
_anfang = func.substr(faelle.c.id, 1, _LAENGE, type_=Text)


def _ein_anderer_mit(*was: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(_anderer.c.id).where(*was, _anderer.c.id != faelle.c.id))


_GETEILT = _ein_anderer_mit(_anderer.c.kennung == faelle.c.kennung)
_GLEICHER_ANFANG = _ein_anderer_mit(
    _anderer.c.id >= _anfang, _anderer.c.id < _anfang.concat(chr(0x10FFFF))
)
# An author can write as a Kennung what another case is shown as, or its id.
_NACHGEAHMT = or_(
    and_(
        func.instr(faelle.c.kennung, _ZEICHEN) > 0,
        or_(
            func.substr(faelle.c.kennung, -1 - func.length(_anfang), type_=Text)
            != literal(_ZEICHEN).concat(_anfang),
            _GLEICHER_ANFANG,
        ),
    ),
    func.length(faelle.c.kennung) >= _LAENGE_DER_ID,
)
#: The Kennung of a row of `faelle` as people read it, different for every row that has one.
gezeigt: ColumnElement[str] = case(
    (faelle.c.kennung == "", ""),
    (
        or_(_NACHGEAHMT, _GETEILT),
        faelle.c.kennung.concat(_ZEICHEN).concat(
            case((_GLEICHER_ANFANG, faelle.c.id), else_=_anfang)
        ),
    ),
    else_=faelle.c.kennung,
)


class Mehrfach(NamedTuple):
    """A Kennung several cases bear: how many, and what the first of them are shown as."""

    kennung: str
    anzahl: int
    gezeigt: tuple[str, ...]


def mehrfache(v: Verbindung, hoechstens: int = 20) -> list[Mehrfach]:
    """Return the Kennungen that several cases bear, at most so many of them and of each."""
    anzahl = func.count().label("anzahl")
    abfrage = select(faelle.c.kennung, anzahl).where(faelle.c.kennung != "")
    abfrage = abfrage.group_by(faelle.c.kennung).having(anzahl > 1).order_by(faelle.c.kennung)
    gefunden = v.execute(abfrage.limit(hoechstens)).all()
    return [Mehrfach(k, n, tuple(_gezeigte(v, k, hoechstens))) for k, n in gefunden]


def _gezeigte(v: Verbindung, kennung: str, hoechstens: int) -> list[str]:
    abfrage = select(gezeigt).where(faelle.c.kennung == kennung).order_by(faelle.c.id)
    return list(v.execute(abfrage.limit(hoechstens)).scalars())


def heisst(getippt: str) -> ColumnElement[bool]:
    """Whether a row is shown under this Kennung."""
    # So that the index is used: what stands before a mark, whatever signs it holds itself.
    staemme = {getippt, getippt.partition(_ZEICHEN)[0], getippt.rpartition(_ZEICHEN)[0]}
    return and_(faelle.c.kennung.in_(sorted(staemme - {""})), gezeigt == getippt)


def ueblich_geschrieben(getippt: str) -> str:
    """Return a Kennung in capitals, its mark in small letters."""
    stamm, zeichen, anfang = getippt.partition(_ZEICHEN)
    return f"{stamm.upper()}{zeichen}{anfang.lower()}"


def ist_gekennzeichnet(getippt: str) -> ColumnElement[bool]:
    """Whether a row bears the Kennung before the mark and is the case of the mark."""
    stamm, _, anfang = getippt.rpartition(_ZEICHEN)
    if not stamm or len(anfang) < _LAENGE:
        return false()
    return and_(faelle.c.kennung == stamm, _beginnt_mit(anfang))


def kann_meinen(getippt: str) -> ColumnElement[bool]:
    """Whether a row bears this Kennung, or is one of several that it might stand for."""
    ab, bis = f"{getippt}{_ZEICHEN}", f"{getippt}{_NACH_DEM_ZEICHEN}"
    mit_zeichen = and_(faelle.c.kennung >= ab, faelle.c.kennung < bis)
    return or_(faelle.c.kennung == getippt, mit_zeichen, ist_gekennzeichnet(getippt))


def enthaelt(wort: str) -> ColumnElement[bool]:
    """Whether a word looked for stands in a case, be it the Kennung with its mark."""
    steht = func.instr(faelle.c.suchtext, gefaltet(wort)) > 0
    stamm, _, anfang = gefaltet(wort).rpartition(_ZEICHEN)
    if not stamm or not anfang:
        return steht
    return or_(steht, and_(func.instr(faelle.c.suchtext, stamm) > 0, _beginnt_mit(anfang)))


def _beginnt_mit(anfang: str) -> ColumnElement[bool]:
    return func.substr(faelle.c.id, 1, len(anfang), type_=Text) == anfang
