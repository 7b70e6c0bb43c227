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
    """Secrets of one Arbeitsplatz, each from 32 bytes of randomness.

    `fruehere` are identities of the Arbeitsplätze this one was restored from.
    """

    signatur: bytes
    identitaet: bytes
    datenbank: bytes
    fruehere: tuple[bytes, ...] = ()

    @property
    def signierer(self) -> Signierer:
        """The key that writes this Arbeitsplatz's log."""
        return Signierer(self.signatur)

    @property
    def age(self) -> x25519.Identity:
        """The identity that opens files addressed to this Arbeitsplatz."""
        return age_identitaet(self.identitaet)

    @property
    def alle_identitaeten(self) -> list[x25519.Identity]:
        """Every identity that may open a file: the own one and those of former Arbeitsplätze."""
        return [age_identitaet(geheim) for geheim in (self.identitaet, *self.fruehere)]

    @property
    def empfaenger(self) -> str:
        """The public half others encrypt to (`age1…`)."""
        return str(self.age.to_public())


class Dauerhaft(msgspec.Struct, frozen=True, omit_defaults=True):
    """Contents of `schluessel.dat`, as hex: what a backup needs and may hold."""

    datenbank: str
    identitaet: str
    fruehere: tuple[str, ...] = ()


def neue_schluessel(quelle: Quelle) -> Schluessel:
    """Draw fresh keys."""
    return Schluessel(quelle.zufall(32), quelle.zufall(32), quelle.zufall(32))


def age_identitaet(geheim: bytes) -> x25519.Identity:
    """Return the age identity of 32 secret bytes (bech32 form of the age v1 format)."""
    fuenfer = bech32.convertbits(geheim, 8, 5) or []
    return x25519.Identity.from_str(bech32.bech32_encode("age-secret-key-", fuenfer).upper())


def siegle_schluessel(huelle: bytes, schluessel: Schluessel, quelle: Quelle) -> tuple[bytes, bytes]:
    """Return the contents of `schluessel.dat` (goes into backups) and `signatur.dat` (never)."""
    dauerhaft = Dauerhaft(
        schluessel.datenbank.hex(),
        schluessel.identitaet.hex(),
        tuple(geheim.hex() for geheim in schluessel.fruehere),
    )
    return (
        versiegle(huelle, _SCHLUESSEL, msgspec.json.encode(dauerhaft), quelle),
        versiegle(huelle, _SIGNATUR, schluessel.signatur, quelle),
    )


def oeffne_dauerhafte(huelle: bytes, siegel: bytes) -> Dauerhaft | None:
    """Open `schluessel.dat`; None where it is damaged or belongs to another wrapping key."""
    roh = oeffne(huelle, _SCHLUESSEL, siegel)
    return None if roh is None else msgspec.json.decode(roh, type=Dauerhaft)


def oeffne_signatur(huelle: bytes, siegel: bytes) -> bytes | None:
    """Open `signatur.dat`; None where it is damaged or belongs to another wrapping key."""
    return oeffne(huelle, _SIGNATUR, siegel)


def vereint(signatur: bytes, dauerhaft: Dauerhaft) -> Schluessel:
    """Return all keys of an Arbeitsplatz from its two sealed files."""
    return Schluessel(
        signatur,
        bytes.fromhex(dauerhaft.identitaet),
        bytes.fromhex(dauerhaft.datenbank),
        tuple(bytes.fromhex(geheim) for geheim in dauerhaft.fruehere),
    )


def schluessel_nach_ruecksicherung(dauerhaft: Dauerhaft, quelle: Quelle) -> Schluessel:
    """Return the keys of a restored Arbeitsplatz.

    It signs and receives under new keys, so that nothing depends on who holds the old ones, and
    goes on opening what was addressed to the Arbeitsplatz it takes over from.
    """
    alt = vereint(b"", dauerhaft)
    return Schluessel(
        quelle.zufall(32), quelle.zufall(32), alt.datenbank, (alt.identitaet, *alt.fruehere)
    )


def siegle_wurzel(huelle: bytes, saat: bytes, quelle: Quelle) -> bytes:
    """Seal the district's root key, kept at the founder until it is printed and put away."""
    return versiegle(huelle, _WURZEL, saat, quelle)


def oeffne_wurzel(huelle: bytes, siegel: bytes) -> bytes | None:
    """Open the district's root key; None where it is damaged."""
    return oeffne(huelle, _WURZEL, siegel)
