"""Canonical JSON: one value, one byte sequence, the ground under every hash and signature.

UTF-8, keys sorted, no white space, whole numbers only, no duplicate keys (RFC 8785 without
fractions).
"""

from typing import Any, NoReturn

import msgspec

#: Deeper nesting is refused, so that no later walk over a stored value runs out of stack.
TIEFE = 32


class NichtKanonisch(ValueError):
    """The bytes are no canonical JSON."""


def kanon(wert: Any) -> bytes:
    """Return the canonical bytes of a JSON value or of a `msgspec.Struct`."""
    return msgspec.json.encode(wert, order="sorted")


def lies_kanon(roh: bytes) -> Any:
    """Parse canonical bytes; raises `NichtKanonisch` when they are anything else."""
    try:
        wert = _DECODER.decode(roh)
        if msgspec.json.encode(wert, order="sorted") != roh:
            raise NichtKanonisch("not the canonical form")
        if roh.count(b"{") + roh.count(b"[") > TIEFE and _tiefe(wert) > TIEFE:
            raise NichtKanonisch("nested too deeply")
    except (msgspec.MsgspecError, RecursionError, UnicodeError) as fehler:
        raise NichtKanonisch(str(fehler)) from fehler
    return wert


def _tiefe(wert: Any) -> int:
    if isinstance(wert, dict):
        return 1 + max(map(_tiefe, wert.values()), default=0)
    if isinstance(wert, list):
        return 1 + max(map(_tiefe, wert), default=0)
    return 0


def _lehne_ab(zahl: str) -> NoReturn:
    raise NichtKanonisch(f"{zahl} is no whole number")


_DECODER = msgspec.json.Decoder(float_hook=_lehne_ab)
