"""Header and body of an event: typed view on canonical bytes, and their hashes.

The header travels with the log always; the body only to those who may read it.
"""

import hashlib
from typing import Any

import msgspec

from ..domain.ereignis import Ereignis
from .kanon import NichtKanonisch, kanon, lies_kanon

KOPF_TAG = b"kim-kopf-1\0"
KOERPER_TAG = b"kim-koerper-1\0"
FORMAT = 1
# A copy of a begun hash saves a quarter of each: short texts are hashed by the hundred thousand.
_KOPF, _KOERPER_ANFANG = hashlib.sha256(KOPF_TAG), hashlib.sha256(KOERPER_TAG)


class Kopf(msgspec.Struct, frozen=True, gc=False):
    """Header of an event.

    `vor` is the id before it in its log ("" for the first), `verz` number and hash of the
    directory version, `koerper` the body's hash, `tag` an ISO day.
    """

    art: str
    eltern: tuple[str, ...]
    fall: str
    klasse: str
    koerper: str
    lamport: int
    log: str
    muss: bool
    nr: int
    rolle: str
    stelle: str
    tag: str
    v: int
    verz: tuple[int, str]
    vor: str


def ereignis_id(kopf: bytes) -> str:
    """Return the id of the event with these header bytes (SHA-256, hex)."""
    summe = _KOPF.copy()
    summe.update(kopf)
    return summe.hexdigest()


def koerper_hash(koerper: bytes) -> str:
    """Return the hash a header names its body by (SHA-256, hex)."""
    summe = _KOERPER_ANFANG.copy()
    summe.update(koerper)
    return summe.hexdigest()


def lies_kopf(roh: bytes) -> Kopf:
    """Parse canonical header bytes; raises `NichtKanonisch` for anything else."""
    kopf = kopf_von(roh)
    # Bytes that come out the same are canonical; only headers with more parts need a closer look.
    if kanon(kopf) != roh:
        lies_kanon(roh)
    return kopf


def kopf_von(roh: bytes) -> Kopf:
    """Parse header bytes already known to be canonical."""
    try:
        return _DECODER.decode(roh)
    except (msgspec.MsgspecError, UnicodeError) as fehler:
        raise NichtKanonisch(str(fehler)) from fehler


def baue_koerper(schritt: str, kennung: str, zeit: str, salz: bytes, inhalt: Any) -> bytes:
    """Return canonical body bytes; `zeit` is the exact UTC time, `salz` 32 random bytes."""
    return kanon(
        {
            "inhalt": inhalt,
            "kennung": kennung,
            "salz": salz.hex(),
            "schritt": schritt,
            "v": FORMAT,
            "zeit": zeit,
        }
    )


def als_ereignis(ident: str, kopf: Kopf, koerper: bytes | None) -> Ereignis:
    """Return the event as the process sees it; a body of another shape counts as newer."""
    schritt, kennung, inhalt = "", "", None
    neuer = kopf.v > FORMAT
    if koerper is not None:
        gelesen = _lies_koerper(koerper)
        schritt, kennung, inhalt = gelesen.schritt, gelesen.kennung, gelesen.inhalt
        neuer = neuer or gelesen.v != FORMAT
    return Ereignis(
        ident,
        kopf.art,
        kopf.fall,
        kopf.log,
        kopf.nr,
        kopf.lamport,
        kopf.tag,
        kopf.stelle,
        kopf.rolle,
        kopf.eltern,
        kopf.muss,
        schritt,
        kennung,
        inhalt,
        neuer,
    )


def zeit_von(koerper: bytes) -> str:
    """Return the exact UTC time a body names, e.g. 2026-03-05T15:00:00Z, or an empty text."""
    try:
        return _ZEIT.decode(koerper).zeit
    except msgspec.MsgspecError:
        return ""


class _Koerper(msgspec.Struct):
    inhalt: dict[str, Any] = {}
    kennung: str = ""
    schritt: str = ""
    v: int = 0


class _Zeit(msgspec.Struct):
    zeit: str = ""


def _lies_koerper(roh: bytes) -> _Koerper:
    try:
        return _KOERPER.decode(roh)
    except msgspec.MsgspecError:
        # Canonical, but not of this shape: an entry this program does not understand.
        return _Koerper()


_DECODER = msgspec.json.Decoder(Kopf)
_KOERPER = msgspec.json.Decoder(_Koerper)
_ZEIT = msgspec.json.Decoder(_Zeit)
