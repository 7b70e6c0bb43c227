"""Canonical JSON: one value, one byte sequence, the ground under every hash and signature.

UTF-8, keys sorted, no white space, whole numbers only, no duplicate keys (RFC 8785 without
fractions).
"""

from typing import Any, NoReturn, TypeVar

import msgspec

T = TypeVar("T")

#: Deeper nesting is refused, so that no later walk over a stored value runs out of stack.
TIEFE = 32


class NichtKanonisch(ValueError):
    """The bytes are no canonical JSON."""


def kanon(wert: Any) -> bytes:
    """Return the canonical bytes of a JSON value or of a `msgspec.Struct`."""
    return _ENCODER.encode(wert)


def lies_kanon(roh: bytes) -> Any:
    """Parse canonical bytes; raises `NichtKanonisch` when they are anything else."""
    try:
        wert = _DECODER.decode(roh)
        if _ENCODER.encode(wert) != roh:
            raise NichtKanonisch("not the canonical form")
        pruefe_tiefe(wert, roh)
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as fehler:
        raise NichtKanonisch(str(fehler)) from fehler
    return wert


def pruefe_tiefe(wert: Any, roh: bytes) -> None:
    """Raise `NichtKanonisch` where a value with these canonical bytes is nested too deeply."""
    if roh.count(b"{") + roh.count(b"[") > TIEFE and _tiefe(wert) > TIEFE:
        raise NichtKanonisch("nested too deeply")


def ohne_brueche(typ: type[T]) -> "msgspec.json.Decoder[T]":
    """Return a decoder for canonical bytes of this type."""
    return msgspec.json.Decoder(typ, float_hook=_lehne_ab)


def _tiefe(wert: Any) -> int:
    if isinstance(wert, dict):
        return 1 + max(map(_tiefe, wert.values()), default=0)
    if isinstance(wert, list):
        return 1 + max(map(_tiefe, wert), default=0)
    return 0


def _lehne_ab(zahl: str) -> NoReturn:
    raise NichtKanonisch(f"{zahl} is no whole number")


_DECODER = msgspec.json.Decoder(float_hook=_lehne_ab)
_ENCODER = msgspec.json.Encoder(order="sorted")
