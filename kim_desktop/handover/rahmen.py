"""Event frames: one JSON line each, header and body as the very bytes that were signed."""

import re
from typing import NamedTuple

import msgspec

from ..domain.fehler import UebergabeFehler
from ..store.protokoll import Zeile
from ..trust.kanon import NichtKanonisch, lies_kanon
from ..trust.kopf import Kopf, ereignis_id, koerper_hash, lies_kopf
from .behaelter import BESCHAEDIGT

UNTERSCHIED = (
    "Der Inhalt stimmt nicht mit der Unterschrift überein. Es wurde nichts übernommen. "
    "Bitte neu anfordern."
)


class _Rahmen(msgspec.Struct):
    kopf: msgspec.Raw
    koerper: msgspec.Raw = msgspec.Raw(b"")
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
    teile = []
    if mit_koerper and zeile.koerper is not None:
        teile.append(b'"koerper":' + zeile.koerper)
    teile.append(b'"kopf":' + zeile.kopf)
    if zeile.unterschrift:
        teile.append(b'"unterschrift":"' + zeile.unterschrift.encode() + b'"')
    return b"{" + b",".join(teile) + b"}"


def lies_rahmen(zeile: bytes) -> Eintrag:
    """Parse one frame; raises `UebergabeFehler` unless it is canonical and its body fits."""
    try:
        rahmen = _RAHMEN.decode(zeile)
        roh = bytes(rahmen.kopf)
        koerper = bytes(rahmen.koerper) or None
        kopf = lies_kopf(roh)
        if koerper is not None:
            lies_kanon(koerper)
    except (NichtKanonisch, msgspec.MsgspecError, RecursionError, UnicodeError) as fehler:
        raise UebergabeFehler(BESCHAEDIGT) from fehler
    if koerper is not None and koerper_hash(koerper) != kopf.koerper:
        raise UebergabeFehler(UNTERSCHIED)
    eintrag = Eintrag(ereignis_id(roh), kopf, roh, koerper, rahmen.unterschrift or None)
    if rahme(Zeile(eintrag.id, roh, koerper, eintrag.unterschrift), True) != zeile:
        _pruefe_weitere_teile(zeile)
    return eintrag


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


_ID = re.compile("[0-9a-f]{64}")
_RAHMEN = msgspec.json.Decoder(_Rahmen)
_SPAET = msgspec.json.Decoder(_Spaet)
