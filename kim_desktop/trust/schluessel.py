"""The keys of one Arbeitsplatz: signing key, age identity, database key."""

from dataclasses import dataclass

import bech32
import msgspec
from pyrage import x25519

from .quelle import Quelle
from .tresor import oeffne, versiegle
from .unterschrift import Signierer

_SCHLUESSEL, _SIGNATUR, _WURZEL = "schluessel", "signatur", "wurzel"


@dataclass(frozen=True, slots=True)
class Schluessel:
    """Secrets of one Arbeitsplatz, each from 32 bytes of randomness."""

    signatur: bytes
    identitaet: bytes
    datenbank: bytes

    @property
    def signierer(self) -> Signierer:
        """The key that writes this Arbeitsplatz's log."""
        return Signierer(self.signatur)

    @property
    def age(self) -> x25519.Identity:
        """The identity that opens files addressed to this Arbeitsplatz."""
        return age_identitaet(self.identitaet)

    @property
    def empfaenger(self) -> str:
        """The public half others encrypt to (`age1…`)."""
        return str(self.age.to_public())


def neue_schluessel(quelle: Quelle) -> Schluessel:
    """Draw fresh keys."""
    return Schluessel(quelle.zufall(32), quelle.zufall(32), quelle.zufall(32))


def age_identitaet(geheim: bytes) -> x25519.Identity:
    """Return the age identity of 32 secret bytes (bech32 form of the age v1 format)."""
    fuenfer = bech32.convertbits(geheim, 8, 5) or []
    return x25519.Identity.from_str(bech32.bech32_encode("age-secret-key-", fuenfer).upper())


def siegle_schluessel(huelle: bytes, schluessel: Schluessel, quelle: Quelle) -> tuple[bytes, bytes]:
    """Return the contents of `schluessel.dat` (goes into backups) and `signatur.dat` (never)."""
    dauerhaft = msgspec.json.encode(
        {"datenbank": schluessel.datenbank.hex(), "identitaet": schluessel.identitaet.hex()}
    )
    return (
        versiegle(huelle, _SCHLUESSEL, dauerhaft, quelle),
        versiegle(huelle, _SIGNATUR, schluessel.signatur, quelle),
    )


def oeffne_schluessel(huelle: bytes, dauerhaft: bytes, signatur: bytes) -> Schluessel | None:
    """Open both sealed files; None where they do not belong to this wrapping key."""
    roh, signatur_saat = oeffne(huelle, _SCHLUESSEL, dauerhaft), oeffne(huelle, _SIGNATUR, signatur)
    if roh is None or signatur_saat is None:
        return None
    werte = msgspec.json.decode(roh, type=dict[str, str])
    return Schluessel(
        signatur_saat, bytes.fromhex(werte["identitaet"]), bytes.fromhex(werte["datenbank"])
    )


def siegle_wurzel(huelle: bytes, saat: bytes, quelle: Quelle) -> bytes:
    """Seal the district's root key, kept at the founder until it is printed and put away."""
    return versiegle(huelle, _WURZEL, saat, quelle)
