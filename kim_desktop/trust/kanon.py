"""Canonical JSON: one value, one byte sequence, the ground under every hash and signature.

UTF-8, keys sorted, no white space, whole numbers only, no duplicate keys (RFC 8785 without
fractions).
"""

import re
from typing import Any

import msgspec

_BRUCH = re.compile(rb"[0-9][.eE][-+0-9]")


class NichtKanonisch(ValueError):
    """The bytes are no canonical JSON."""


def kanon(wert: Any) -> bytes:
    """Return the canonical bytes of a JSON value or of a `msgspec.Struct`."""
    return msgspec.json.encode(wert, order="sorted")


def lies_kanon(roh: bytes) -> Any:
    """Parse canonical bytes; raises `NichtKanonisch` when they are anything else."""
    try:
        wert = msgspec.json.decode(roh)
        gleich = msgspec.json.encode(wert, order="sorted") == roh
    except (msgspec.MsgspecError, RecursionError, ValueError) as fehler:
        raise NichtKanonisch(str(fehler)) from fehler
    if not gleich or (_BRUCH.search(roh) and _hat_bruch(wert)):
        raise NichtKanonisch("not the canonical form")
    return wert


def _hat_bruch(wert: Any) -> bool:
    if isinstance(wert, float):
        return True
    if isinstance(wert, dict):
        return any(map(_hat_bruch, wert.values()))
    return isinstance(wert, list) and any(map(_hat_bruch, wert))
