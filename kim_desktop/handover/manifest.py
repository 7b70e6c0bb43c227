"""The signed manifest of a handover file: everything that is checked before anything is opened."""

from typing import Any

import msgspec

from ..trust.kanon import kanon

FORMAT = 1
UEBERGABE = "uebergabe"
GROESSTE = 2**62
EREIGNISSE, KOERPER, ANLAGE = "ereignisse", "koerper", "anlage"


class Segment(msgspec.Struct, frozen=True, omit_defaults=True):
    """One segment: `laenge` bytes in the file, `roh` bytes unpacked, SHA-256 of the former.

    Segments of events name log, first and last number, and carry the author's signed head.
    """

    art: str
    hash: str
    laenge: int
    roh: int
    log: str = ""
    von: int = 0
    bis: int = 0
    kopf: str = ""
    unterschrift: str = ""


class Manifest(msgspec.Struct, frozen=True):
    """What the file says of itself.

    `an` is the receiving Stelle, `empfaenger` its Arbeitsplätze, `nr` the running number from
    sender to that Stelle; `koepfe` are all heads the sender holds, each with its author's
    signature (log, number, id, signature), `fehlt` the ranges it asks for, `quittungen` the
    files it took in (sender log, number, hash), `liest` the versions it reads, `verzeichnis`
    the directory chain.
    """

    absender: str
    absender_stelle: str
    an: str
    art: str
    empfaenger: tuple[str, ...]
    fehlt: tuple[tuple[str, int, int], ...]
    koepfe: tuple[tuple[str, int, str, str], ...]
    kreis: str
    liest: dict[str, tuple[int, ...]]
    nr: int
    programm: str
    quittungen: tuple[tuple[str, int, str], ...]
    segmente: tuple[Segment, ...]
    tag: str
    uebung: bool
    v: int
    verzeichnis: tuple[dict[str, Any], ...]


def lies_manifest(roh: bytes) -> Manifest:
    """Parse canonical manifest bytes; raises `msgspec.MsgspecError` for anything else."""
    manifest = msgspec.json.decode(roh, type=Manifest)
    laengen = [wert for s in manifest.segmente for wert in (s.laenge, s.roh)]
    nummern = [manifest.nr, *(k[1] for k in manifest.koepfe), *(q[1] for q in manifest.quittungen)]
    bereiche = [(s.von, s.bis) for s in manifest.segmente if s.art == EREIGNISSE]
    bereiche += [(von, bis) for _, von, bis in manifest.fehlt]
    if not (
        all(0 <= wert < GROESSTE for wert in laengen)
        and all(0 < wert < GROESSTE for wert in nummern)
        and all(0 < von <= bis < GROESSTE for von, bis in bereiche)
    ):
        raise msgspec.ValidationError("number out of range")
    return manifest


def manifest_bytes(manifest: Manifest) -> bytes:
    """Return the bytes that are signed."""
    return kanon(manifest)
