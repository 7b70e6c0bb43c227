"""The container: age outside, inside magic, manifest, signature and the segments in order.

Sign, then encrypt. Signature and every length are checked before anything is unpacked.
"""

import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pyrage
from isal import isal_zlib as zlib
from isal.igzip_lib import IsalError
from pyrage import RecipientError, x25519

from ..domain.fehler import UebergabeFehler
from ..trust.kanon import NichtKanonisch, lies_kanon
from ..trust.schluessel import Schluessel
from ..trust.unterschrift import MANIFEST_TAG, ist_unterschrieben
from .manifest import (
    FORMAT,
    UEBERGABE,
    Manifest,
    Segment,
    lies_manifest,
    manifest_bytes,
)

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_MAGIE = b"KIM-Uebergabe-"
_VERSION = b"1\n"
_UNTERSCHRIFT = 64
HOECHSTENS_DATEI = 512 * 1024 * 1024
HOECHSTENS_MANIFEST = 32 * 1024 * 1024
HOECHSTENS_ROH = 2 * 1024 * 1024 * 1024
HOECHSTENS_SEGMENTE = 100_000
HOECHSTENS_ZEILE = 8 * 1024 * 1024
_BROCKEN = 256 * 1024
_FREMD = "No matching keys"
_AGE = b"age-encryption.org/v1\n"
#: As many bytes hold the list of recipients of any file written here.
ANFANG = 64 * 1024
# Hashes hardly shrink: higher levels cost twice the time for a few per cent.
_STUFE = 2

BESCHAEDIGT = "Die Datei ist beschädigt. Es wurde nichts übernommen. Bitte neu anfordern."
ZU_GROSS = "Die Datei überschreitet die zulässige Größe. Es wurde nichts übernommen."
NEUER = (
    "Die Datei stammt aus einer neueren Programmversion. Es wurde nichts übernommen. "
    "Bitte das Programm aktualisieren."
)
NICHT_FUER_UNS = "Die Datei ist nicht für diesen Arbeitsplatz bestimmt. Es wurde nichts übernommen."


@dataclass(frozen=True, slots=True)
class Geoeffnet:
    """A decrypted file whose segments are not unpacked yet. `hash` is that of the whole file.

    Whoever takes a segment off the list frees its memory.
    """

    hash: str
    manifest: Manifest
    manifest_roh: bytes
    unterschrift: str
    segmente: list[tuple[Segment, memoryview]]

    def ist_unterschrieben(self, schluessel: str) -> bool:
        """Whether the sender with this public key signed the manifest."""
        return ist_unterschrieben(schluessel, MANIFEST_TAG, self.manifest_roh, self.unterschrift)


class Packer:
    """Compresses the lines of one segment as they come."""

    def __init__(self) -> None:
        self._strom = zlib.compressobj(_STUFE)
        self._stuecke: list[bytes] = []
        self._roh = 0

    def nimm(self, zeilen: bytes) -> None:
        """Add lines, each with its end; many at once take less time than one by one."""
        self._roh += len(zeilen)
        self._stuecke.append(self._strom.compress(zeilen))

    def fertig(self) -> tuple[list[bytes], int]:
        """Return the packed bytes in pieces, and the length unpacked."""
        return [*self._stuecke, self._strom.flush()], self._roh


def zeilen(segment: Segment, gepackt: memoryview) -> Iterator[bytes]:
    """Unpack a segment line by line with bounded memory; raises `UebergabeFehler` if unfit."""
    entpacker, rest, gesamt = zlib.decompressobj(), b"", 0
    try:
        for stueck in _entpackt(entpacker, gepackt):
            gesamt += len(stueck)
            if gesamt > segment.roh:
                raise UebergabeFehler(ZU_GROSS)
            *ganze, rest = (rest + stueck).split(b"\n")
            if max(map(len, (*ganze, rest))) > HOECHSTENS_ZEILE:
                raise UebergabeFehler(ZU_GROSS)
            yield from ganze
    # The stub of isal calls this class an instance.
    except IsalError as fehler:  # type: ignore[misc]
        raise UebergabeFehler(BESCHAEDIGT) from fehler
    if rest or gesamt != segment.roh or not entpacker.eof or entpacker.unused_data:
        raise UebergabeFehler(BESCHAEDIGT)


def _entpackt(entpacker: "zlib.Decompress", gepackt: memoryview) -> Iterator[bytes]:
    for i in range(0, len(gepackt), _BROCKEN):
        eingabe: bytes | memoryview = gepackt[i : i + _BROCKEN]
        while eingabe:
            yield entpacker.decompress(eingabe, _BROCKEN)
            eingabe = entpacker.unconsumed_tail
    while not entpacker.eof and (stueck := entpacker.decompress(b"", _BROCKEN)):
        yield stueck


def verschluesselt(
    manifest: Manifest,
    segmente: Iterable[bytes],
    schluessel: Schluessel,
    empfaenger: Iterable[str],
) -> bytes:
    """Return the whole file: signed, then encrypted to the recipients and oneself.

    Of `segmente` only the bytes count, wherever they are cut.
    """
    roh = manifest_bytes(manifest)
    unterschrift = schluessel.signierer.unterschreibe(MANIFEST_TAG, roh)
    anfang = _MAGIE + _VERSION + len(roh).to_bytes(8, "big") + roh + bytes.fromhex(unterschrift)
    klartext = io.BufferedReader(_Strom(chain([anfang], segmente)), _BROCKEN)
    try:
        an = [x25519.Recipient.from_str(e) for e in sorted({*empfaenger, schluessel.empfaenger})]
    except RecipientError as fehler:
        raise UebergabeFehler(
            "Für diese Stelle steht ein unbrauchbarer Schlüssel im Verzeichnis. Es wurde nichts "
            "geschrieben. Bitte die CM-Koordination anrufen."
        ) from fehler
    datei = io.BytesIO()
    pyrage.encrypt_io(klartext, datei, an)
    return datei.getvalue()


class _Strom(io.RawIOBase):
    """Pieces read like one file, so that nobody puts all of them together in memory."""

    def __init__(self, stuecke: Iterable[bytes]) -> None:
        self._stuecke = filter(None, stuecke)
        self._rest = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, puffer: "WriteableBuffer") -> int:
        ziel = memoryview(puffer)
        self._rest = self._rest or memoryview(next(self._stuecke, b""))
        anzahl = min(len(ziel), len(self._rest))
        ziel[:anzahl], self._rest = self._rest[:anzahl], self._rest[anzahl:]
        return anzahl


def oeffne(datei: Path, schluessel: Schluessel) -> Geoeffnet:
    """Decrypt a file and check its frame; raises `UebergabeFehler` with the reason."""
    try:
        if datei.stat().st_size > HOECHSTENS_DATEI:
            raise UebergabeFehler(ZU_GROSS)
        with datei.open("rb") as offen:
            hash_ = hashlib.file_digest(offen, "sha256").hexdigest()
            offen.seek(0)
            klartext = _entschluesselt(offen, schluessel)
    except OSError as fehler:
        raise UebergabeFehler(f"„{datei.name}“ lässt sich nicht lesen.") from fehler
    return _zerlegt(hash_, klartext)


def ist_verschluesselt(anfang: bytes) -> bool:
    """Whether a file that begins like this can be a handover file at all."""
    return anfang.startswith(_AGE)


def ist_fremd(anfang: bytes, schluessel: Schluessel) -> bool:
    """Whether the first `ANFANG` bytes of a file already tell that it is for others.

    They hold the list of recipients: the rest of a large file need not be fetched to know.
    """
    try:
        pyrage.decrypt_io(io.BytesIO(anfang), io.BytesIO(), schluessel.alle_identitaeten)
    except pyrage.DecryptError as fehler:
        return _FREMD in str(fehler)
    except (OSError, ValueError):
        return False
    return False


def _entschluesselt(offen: io.BufferedIOBase, schluessel: Schluessel) -> memoryview:
    klartext = io.BytesIO()
    try:
        pyrage.decrypt_io(offen, klartext, schluessel.alle_identitaeten)
    except pyrage.DecryptError as fehler:
        fremd = _FREMD in str(fehler)
        raise UebergabeFehler(NICHT_FUER_UNS if fremd else BESCHAEDIGT) from fehler
    except (OSError, ValueError) as fehler:
        raise UebergabeFehler(BESCHAEDIGT) from fehler
    return klartext.getbuffer()


def _zerlegt(hash_: str, klartext: memoryview) -> Geoeffnet:
    kopf = len(_MAGIE) + len(_VERSION)
    if klartext[: len(_MAGIE)] != _MAGIE:
        raise UebergabeFehler(BESCHAEDIGT)
    if klartext[len(_MAGIE) : kopf] != _VERSION:
        raise UebergabeFehler(NEUER)
    laenge = int.from_bytes(klartext[kopf : kopf + 8], "big")
    ende = kopf + 8 + laenge
    if laenge > HOECHSTENS_MANIFEST:
        raise UebergabeFehler(ZU_GROSS)
    if ende + _UNTERSCHRIFT > len(klartext):
        raise UebergabeFehler(BESCHAEDIGT)
    roh = bytes(klartext[kopf + 8 : ende])
    unterschrift = bytes(klartext[ende : ende + _UNTERSCHRIFT]).hex()
    manifest = _manifest(roh)
    segmente = list(_geteilt(manifest, klartext[ende + _UNTERSCHRIFT :]))
    return Geoeffnet(hash_, manifest, roh, unterschrift, segmente)


def _manifest(roh: bytes) -> Manifest:
    try:
        werte = lies_kanon(roh)
        if isinstance(werte, dict) and (werte.get("v"), werte.get("art")) != (FORMAT, UEBERGABE):
            neuer = isinstance(werte.get("v"), int) and werte["v"] >= FORMAT
            raise UebergabeFehler(NEUER if neuer else BESCHAEDIGT)
        manifest = lies_manifest(roh)
    except (NichtKanonisch, msgspec.MsgspecError, UnicodeError) as fehler:
        raise UebergabeFehler(BESCHAEDIGT) from fehler
    zu_viel = sum(s.roh for s in manifest.segmente) > HOECHSTENS_ROH
    if zu_viel or len(manifest.segmente) > HOECHSTENS_SEGMENTE:
        raise UebergabeFehler(ZU_GROSS)
    return manifest


def _geteilt(manifest: Manifest, rest: memoryview) -> Iterator[tuple[Segment, memoryview]]:
    if sum(s.laenge for s in manifest.segmente) != len(rest):
        raise UebergabeFehler(BESCHAEDIGT)
    anfang = 0
    for segment in manifest.segmente:
        teil = memoryview(bytes(rest[anfang : anfang + segment.laenge]))
        if hashlib.sha256(teil).hexdigest() != segment.hash:
            raise UebergabeFehler(BESCHAEDIGT)
        anfang += segment.laenge
        yield segment, teil
