"""The keys of one Arbeitsplatz: signing key, age identity, database key."""

from dataclasses import dataclass, replace

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

    `fruehere` are identities used before and those of the Arbeitsplätze this one was restored
    from, `fruehere_datenbank` former database keys: attachments of their time are sealed by them.
    """

    signatur: bytes
    identitaet: bytes
    datenbank: bytes
    fruehere: tuple[bytes, ...] = ()
    fruehere_datenbank: tuple[bytes, ...] = ()

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
    """Contents of `schluessel.dat`, as hex: what a backup needs and may hold.

    `naechste` is the database key a change that was cut short may have come to.
    """

    datenbank: str
    identitaet: str
    fruehere: tuple[str, ...] = ()
    fruehere_datenbank: tuple[str, ...] = ()
    naechste: str = ""


def neue_schluessel(quelle: Quelle) -> Schluessel:
    """Draw fresh keys."""
    return Schluessel(quelle.zufall(32), quelle.zufall(32), quelle.zufall(32))


def age_identitaet(geheim: bytes) -> x25519.Identity:
    """Return the age identity of 32 secret bytes (bech32 form of the age v1 format)."""
    fuenfer = bech32.convertbits(geheim, 8, 5) or []
    return x25519.Identity.from_str(bech32.bech32_encode("age-secret-key-", fuenfer).upper())


def gewechselt(schluessel: Schluessel, quelle: Quelle) -> Schluessel:
    """Return the keys after a change: the log goes on, identity and database key are fresh.

    What was addressed to the former identity still opens, and so do attachments.
    """
    return replace(
        schluessel,
        identitaet=quelle.zufall(32),
        datenbank=quelle.zufall(32),
        fruehere=(schluessel.identitaet, *schluessel.fruehere),
        fruehere_datenbank=(schluessel.datenbank, *schluessel.fruehere_datenbank),
    )


def siegle_schluessel(huelle: bytes, schluessel: Schluessel, quelle: Quelle) -> tuple[bytes, bytes]:
    """Return the contents of `schluessel.dat` (goes into backups) and `signatur.dat` (never)."""
    return (
        siegle_dauerhafte(huelle, schluessel, quelle),
        versiegle(huelle, _SIGNATUR, schluessel.signatur, quelle),
    )


def siegle_dauerhafte(
    huelle: bytes, schluessel: Schluessel, quelle: Quelle, naechste: bytes = b""
) -> bytes:
    """Return the contents of `schluessel.dat`; `naechste` is a database key on its way."""
    dauerhaft = Dauerhaft(
        schluessel.datenbank.hex(),
        schluessel.identitaet.hex(),
        _als_hex(schluessel.fruehere),
        _als_hex(schluessel.fruehere_datenbank),
        naechste.hex(),
    )
    return versiegle(huelle, _SCHLUESSEL, msgspec.json.encode(dauerhaft), quelle)


def _als_hex(geheime: tuple[bytes, ...]) -> tuple[str, ...]:
    return tuple(geheim.hex() for geheim in geheime)


def _als_bytes(geheime: tuple[str, ...]) -> tuple[bytes, ...]:
    return tuple(map(bytes.fromhex, geheime))


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
        _als_bytes(dauerhaft.fruehere),
        _als_bytes(dauerhaft.fruehere_datenbank),
    )


def schluessel_nach_ruecksicherung(dauerhaft: Dauerhaft, quelle: Quelle) -> Schluessel:
    """Return the keys of a restored Arbeitsplatz.

    It signs and receives under new keys, so that nothing depends on who holds the old ones, and
    goes on opening what was addressed to the Arbeitsplatz it takes over from.
    """
    alt = vereint(b"", dauerhaft)
    return replace(
        alt,
        signatur=quelle.zufall(32),
        identitaet=quelle.zufall(32),
        fruehere=(alt.identitaet, *alt.fruehere),
    )


def siegle_wurzel(huelle: bytes, saat: bytes, quelle: Quelle) -> bytes:
    """Seal the district's root key, kept at the founder until it is printed and put away."""
    return versiegle(huelle, _WURZEL, saat, quelle)


def oeffne_wurzel(huelle: bytes, siegel: bytes) -> bytes | None:
    """Open the district's root key; None where it is damaged."""
    return oeffne(huelle, _WURZEL, siegel)
