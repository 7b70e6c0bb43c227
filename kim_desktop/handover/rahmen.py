"""Event frames: one JSON line each, header and body as the very bytes that were signed."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import msgspec

from ..domain.fehler import UebergabeFehler
from ..store.log.auszug import Satz
from ..store.log.protokoll import Zeile
from ..trust.kanon import NichtKanonisch, kanon, lies_kanon, ohne_brueche, pruefe_tiefe
from ..trust.kopf import Kopf, ereignis_id, koerper_hash, lies_kopf
from .behaelter import BESCHAEDIGT

UNTERSCHIED = (
    "Der Inhalt stimmt nicht mit der Unterschrift überein. Es wurde nichts übernommen. "
    "Bitte neu anfordern."
)

#: How a frame begins without and with a body, and what stands between body and header.
_OHNE, _MIT, _KOPF = b'{"kopf":', b'{"koerper":', b',"kopf":'


class _Rahmen(msgspec.Struct):
    kopf: msgspec.Raw
    koerper: msgspec.Raw = msgspec.Raw(b"")
    unterschrift: str = ""


class _Ganz(msgspec.Struct, omit_defaults=True, gc=False):
    kopf: Kopf
    koerper: Any = msgspec.UNSET
    unterschrift: str = ""


class _Spaet(msgspec.Struct):
    ereignis: str
    koerper: msgspec.Raw


class Eintrag(NamedTuple):
    """A received entry, its parts checked against each other."""

    id: str
    kopf: Kopf
    roh: bytes
    koerper: bytes | None
    unterschrift: str | None


def rahme(zeile: Zeile, mit_koerper: bool) -> bytes:
    """Return the frame of a stored entry, with or without its body."""
    return _gerahmt(zeile.kopf, zeile.koerper if mit_koerper else None, zeile.unterschrift)


def rahme_alle(saetze: Iterable[Satz]) -> bytes:
    """Return the frames of stored entries, each a line of its own."""
    teile: list[bytes] = []
    for _, _, _, kopf, koerper, unterschrift in saetze:
        teile += _teile(kopf, koerper, unterschrift)
        teile.append(b"\n")
    return b"".join(teile)


def _gerahmt(kopf: bytes, koerper: bytes | None, unterschrift: str | None) -> bytes:
    return b"".join(_teile(kopf, koerper, unterschrift))


def _teile(kopf: bytes, koerper: bytes | None, unterschrift: str | None) -> tuple[bytes, ...]:
    if koerper is not None and not unterschrift:
        # Almost all are of this kind.
        return _MIT, koerper, _KOPF, kopf, b"}"
    vorn = (_OHNE,) if koerper is None else (_MIT, koerper, _KOPF)
    hinten = (b',"unterschrift":"', unterschrift.encode(), b'"}') if unterschrift else (b"}",)
    return (*vorn, kopf, *hinten)


def lies_rahmen(zeile: bytes) -> Eintrag:
    """Parse one frame; raises `UebergabeFehler` unless it is canonical and its body fits."""
    try:
        return _aus_einem_stueck(zeile) or _aus_teilen(zeile)
    except (NichtKanonisch, msgspec.MsgspecError, RecursionError, UnicodeError) as fehler:
        raise UebergabeFehler(BESCHAEDIGT) from fehler


def _aus_einem_stueck(zeile: bytes) -> Eintrag | None:
    """Parse a frame in one go; None where it has parts this version does not know.

    What comes out as the very same bytes when written again is canonical. Its parts are cut out
    where they begin: inside a text each quotation mark would have a backslash before it.
    """
    rahmen = _GANZ.decode(zeile)
    if kanon(rahmen) != zeile:
        return None
    unterschrift = rahmen.unterschrift or None
    ende = zeile.rindex(b',"unterschrift":"') if unterschrift else -1
    if rahmen.koerper is msgspec.UNSET:
        return _geprueft(rahmen.kopf, zeile[len(_OHNE) : ende], None, unterschrift)
    mitte = zeile.rindex(_KOPF)
    koerper = zeile[len(_MIT) : mitte]
    pruefe_tiefe(rahmen.koerper, koerper)
    return _geprueft(rahmen.kopf, zeile[mitte + len(_KOPF) : ende], koerper, unterschrift)


def _aus_teilen(zeile: bytes) -> Eintrag:
    rahmen = _RAHMEN.decode(zeile)
    roh, koerper = bytes(rahmen.kopf), bytes(rahmen.koerper) or None
    kopf = lies_kopf(roh)
    if koerper is not None:
        lies_kanon(koerper)
    eintrag = _geprueft(kopf, roh, koerper, rahmen.unterschrift or None)
    if _gerahmt(roh, koerper, eintrag.unterschrift) != zeile:
        _pruefe_weitere_teile(zeile)
    return eintrag


def _geprueft(kopf: Kopf, roh: bytes, koerper: bytes | None, unterschrift: str | None) -> Eintrag:
    if koerper is not None and koerper_hash(koerper) != kopf.koerper:
        raise UebergabeFehler(UNTERSCHIED)
    return Eintrag(ereignis_id(roh), kopf, roh, koerper, unterschrift)


def _pruefe_weitere_teile(zeile: bytes) -> None:
    """Let parts a newer program adds to a frame pass, as long as the line is canonical."""
    try:
        teile = lies_kanon(zeile)
        weitere = set(teile) - {"kopf", "koerper", "unterschrift"}
    except NichtKanonisch as fehler:
        raise UebergabeFehler(BESCHAEDIGT) from fehler
    if not weitere or teile.get("unterschrift") == "":
        raise UebergabeFehler(BESCHAEDIGT)


def rahme_spaet(ident: str, koerper: bytes) -> bytes:
    """Return the line of a body whose header the receiver already holds."""
    return b'{"ereignis":"' + ident.encode() + b'","koerper":' + koerper + b"}"


def lies_spaet(zeile: bytes) -> tuple[str, bytes]:
    """Parse one late body: id of its entry and canonical bytes."""
    try:
        spaet = _SPAET.decode(zeile)
        koerper = bytes(spaet.koerper)
        lies_kanon(koerper)
    except (NichtKanonisch, msgspec.MsgspecError, RecursionError, UnicodeError) as fehler:
        raise UebergabeFehler(BESCHAEDIGT) from fehler
    if not _ID.fullmatch(spaet.ereignis) or rahme_spaet(spaet.ereignis, koerper) != zeile:
        raise UebergabeFehler(BESCHAEDIGT)
    return spaet.ereignis, koerper


_GANZ = ohne_brueche(_Ganz)
_ID = re.compile("[0-9a-f]{64}")
_RAHMEN = msgspec.json.Decoder(_Rahmen)
_SPAET = msgspec.json.Decoder(_Spaet)
