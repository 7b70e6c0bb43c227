"""Taking a handover file apart and putting a forged one together with real keys."""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
import pyrage
from pyrage import x25519

from kim_desktop.handover import behaelter
from kim_desktop.handover.manifest import EREIGNISSE, Manifest, Segment, manifest_bytes
from kim_desktop.trust.kanon import kanon
from kim_desktop.trust.kopf import ereignis_id
from kim_desktop.trust.schluessel import Schluessel
from kim_desktop.trust.unterschrift import MANIFEST_TAG, Signierer

MAGIE = b"KIM-Uebergabe-1\n"


@dataclass(frozen=True, slots=True)
class Paket:
    """A handover file in its parts: manifest and packed segments."""

    manifest: Manifest
    segmente: tuple[bytes, ...]

    def nummer(self, log: str) -> int:
        """Return the place of the segment that holds a log."""
        return next(i for i, s in enumerate(self.manifest.segmente) if s.log == log)

    def zeilen(self, nummer: int) -> list[bytes]:
        """Return the event frames of a segment."""
        return zlib.decompress(self.segmente[nummer]).splitlines()

    def mit(self, **felder: Any) -> "Paket":
        """Return the file with other manifest fields."""
        return Paket(msgspec.structs.replace(self.manifest, **felder), self.segmente)

    def mit_segment(self, nummer: int, gepackt: bytes, **felder: Any) -> "Paket":
        """Return the file with another segment; hash and length fit unless given."""
        teile = {"hash": hashlib.sha256(gepackt).hexdigest(), "laenge": len(gepackt), **felder}
        alle = list(self.manifest.segmente)
        alle[nummer] = msgspec.structs.replace(alle[nummer], **teile)
        bytes_ = [*self.segmente[:nummer], gepackt, *self.segmente[nummer + 1 :]]
        return Paket(msgspec.structs.replace(self.manifest, segmente=tuple(alle)), tuple(bytes_))

    def mit_zeilen(self, nummer: int, zeilen: Iterable[bytes], **felder: Any) -> "Paket":
        """Return the file with other event frames in one segment."""
        roh = b"".join(z + b"\n" for z in zeilen)
        return self.mit_segment(nummer, zlib.compress(roh, 1), **{"roh": len(roh), **felder})

    def und(self, segment: Segment, gepackt: bytes) -> "Paket":
        """Return the file with one more segment at its end."""
        segmente = (*self.manifest.segmente, segment)
        return Paket(
            msgspec.structs.replace(self.manifest, segmente=segmente), (*self.segmente, gepackt)
        )

    def klartext(self, wer: Signierer) -> bytes:
        """Return the bytes inside the encryption, signed by `wer`."""
        return umhuellt(manifest_bytes(self.manifest), wer, self.segmente)


def umhuellt(manifest: bytes, wer: Signierer, segmente: Iterable[bytes] = ()) -> bytes:
    """Return magic, length, manifest, signature and segments."""
    unterschrift = bytes.fromhex(wer.unterschreibe(MANIFEST_TAG, manifest))
    laenge = len(manifest).to_bytes(8, "big")
    return b"".join((MAGIE, laenge, manifest, unterschrift, *segmente))


def zerlegt(datei: Path, schluessel: Schluessel) -> Paket:
    """Take a file apart as its recipient."""
    offen = behaelter.oeffne(datei, schluessel)
    return Paket(offen.manifest, tuple(bytes(gepackt) for _, gepackt in offen.segmente))


def entschluesselt(datei: Path, schluessel: Schluessel) -> bytes:
    """Return the bytes inside the encryption."""
    return bytes(pyrage.decrypt(datei.read_bytes(), [schluessel.age]))


def verschluesselt(klartext: bytes, *an: str) -> bytes:
    """Encrypt to the public keys of recipients."""
    return bytes(pyrage.encrypt(klartext, [x25519.Recipient.from_str(e) for e in an]))


def segment_von(
    wer: Signierer, von: int, bis: int, ident: str, rahmen: Iterable[bytes]
) -> tuple[Segment, bytes]:
    """Pack frames as a segment whose head the author signs."""
    roh = b"".join(z + b"\n" for z in rahmen)
    gepackt = zlib.compress(roh, 1)
    segment = Segment(
        art=EREIGNISSE,
        hash=hashlib.sha256(gepackt).hexdigest(),
        laenge=len(gepackt),
        roh=len(roh),
        log=wer.log,
        von=von,
        bis=bis,
        kopf=ident,
        unterschrift=wer.unterschreibe_stand(bis, ident),
    )
    return segment, gepackt


def veraendert(rahmen: bytes, aendere: Callable[[dict[str, Any]], object]) -> bytes:
    """Return an event frame after `aendere` worked on its parts."""
    teile = json.loads(rahmen)
    aendere(teile)
    return kanon(teile)


def id_von(rahmen: bytes) -> str:
    """Return the id of the event in a frame."""
    return ereignis_id(kanon(json.loads(rahmen)["kopf"]))
