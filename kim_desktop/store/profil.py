"""The profile folder of one Arbeitsplatz: sealed keys, database, attachments, lock."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from ..domain.fehler import EingabeFehler, UmgebungsFehler
from ..trust.quelle import Quelle
from ..trust.schluessel import (
    Schluessel,
    neue_schluessel,
    oeffne_schluessel,
    siegle_schluessel,
    siegle_wurzel,
)
from ..trust.tresor import (
    UEBUNGSPASSPHRASE,
    Huelle,
    entsperre,
    huelle_im_schluesselbund,
    huelle_mit_passphrase,
)
from .anlagen import Anlagen
from .datei import schreibe_sicher
from .verbindung import Datenbank

FORMAT = 1
_ORDNER = ("eingang", "ausgang", "abgelehnt", "sicherung", "diagnose")


@dataclass(frozen=True, slots=True)
class Zugang:
    """What a person gave to unlock a profile: the passphrase, where no keyring holds the key."""

    passphrase: str | None = None


class _Angaben(msgspec.Struct):
    """Contents of `profil.json`: format, log id, ways to the wrapping key, practice or not."""

    format: int
    log: str
    huellen: list[Huelle]
    uebung: bool = False


@dataclass(frozen=True, slots=True)
class Profil:
    """An opened profile; `schliesse` releases database and lock."""

    ordner: Path
    schluessel: Schluessel
    uebung: bool
    datenbank: Datenbank
    anlagen: Anlagen
    sperre: FileLock

    def schliesse(self) -> None:
        """Close the database and let others open the profile."""
        self.datenbank.schliesse()
        self.sperre.release()


def gibt_es(ordner: Path) -> bool:
    """Whether `ordner` already holds a profile."""
    return (ordner / "profil.json").exists()


def lege_an(ordner: Path, uebung: bool, zugang: Zugang, quelle: Quelle) -> Profil:
    """Make a new profile with fresh keys and open it.

    The wrapping key goes into the keyring, or under the passphrase where one is given;
    practice districts use the published one.
    """
    if gibt_es(ordner):
        raise UmgebungsFehler(f"In „{ordner}“ ist schon ein Arbeitsplatz eingerichtet.")
    _pruefe_ort(ordner)
    schluessel, huelle = neue_schluessel(quelle), quelle.zufall(32)
    log = schluessel.signierer.log
    huellen = [_huelle(log, huelle, uebung, zugang, quelle)]
    _lege_ordner_an(ordner)
    dauerhaft, signatur = siegle_schluessel(huelle, schluessel, quelle)
    schreibe_sicher(ordner / "schluessel.dat", dauerhaft)
    schreibe_sicher(ordner / "signatur.dat", signatur)
    angaben = _Angaben(FORMAT, log, huellen, uebung)
    roh = msgspec.json.format(msgspec.json.encode(angaben), indent=1)
    schreibe_sicher(ordner / "profil.json", roh)
    return _geoeffnet(ordner, schluessel, uebung, quelle, neu=True)


def _lege_ordner_an(ordner: Path) -> None:
    try:
        ordner.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in _ORDNER:
            (ordner / name).mkdir(exist_ok=True)
    except OSError as fehler:
        raise UmgebungsFehler(f"Der Ordner „{ordner}“ lässt sich nicht anlegen.") from fehler


def lege_wurzel_ab(profil: Profil, saat: bytes, zugang: Zugang, quelle: Quelle) -> None:
    """Keep the district's root key sealed at its founder until it is printed and put away."""
    huelle = _entsperrt(_angaben(profil.ordner), zugang)
    schreibe_sicher(profil.ordner / "wurzel.dat", siegle_wurzel(huelle, saat, quelle))


def oeffne(ordner: Path, zugang: Zugang, quelle: Quelle) -> Profil:
    """Open an existing profile; raises `UmgebungsFehler` when it cannot be unlocked."""
    angaben = _angaben(ordner)
    huelle = _entsperrt(angaben, zugang)
    try:
        dateien = [(ordner / n).read_bytes() for n in ("schluessel.dat", "signatur.dat")]
    except OSError as fehler:
        raise UmgebungsFehler("Die Schlüsseldateien des Arbeitsplatzes fehlen.") from fehler
    schluessel = oeffne_schluessel(huelle, *dateien)
    if schluessel is None or schluessel.signierer.log != angaben.log:
        raise UmgebungsFehler("Die Schlüsseldateien gehören nicht zu diesem Arbeitsplatz.")
    return _geoeffnet(ordner, schluessel, angaben.uebung, quelle)


def _huelle(log: str, huelle: bytes, uebung: bool, zugang: Zugang, quelle: Quelle) -> Huelle:
    passphrase = UEBUNGSPASSPHRASE if uebung else zugang.passphrase
    if passphrase is None and (im_bund := huelle_im_schluesselbund(log, huelle)):
        return im_bund
    if not passphrase:
        raise UmgebungsFehler(
            "Hier gibt es keinen Schlüsselbund, der den Schlüssel verwahrt. Bitte eine Passphrase "
            "wählen und mit --passphrase-datei oder KIM_PASSPHRASE_DATEI angeben."
        )
    return huelle_mit_passphrase(passphrase, huelle, quelle)


def _entsperrt(angaben: _Angaben, zugang: Zugang) -> bytes:
    try:
        return entsperre(angaben.log, angaben.huellen, zugang.passphrase, angaben.uebung)
    except (KeyError, TypeError, ValueError) as fehler:
        raise UmgebungsFehler(
            "Die Angaben zum Schlüssel in „profil.json“ sind beschädigt."
        ) from fehler


def _angaben(ordner: Path) -> _Angaben:
    try:
        angaben = msgspec.json.decode((ordner / "profil.json").read_bytes(), type=_Angaben)
    except OSError as fehler:
        raise UmgebungsFehler(
            f"In „{ordner}“ ist kein Arbeitsplatz eingerichtet. Bitte zuerst „einrichten“."
        ) from fehler
    except msgspec.MsgspecError as fehler:
        raise UmgebungsFehler(f"„{ordner / 'profil.json'}“ ist beschädigt.") from fehler
    if angaben.format != FORMAT:
        raise UmgebungsFehler(
            "Dieser Arbeitsplatz stammt aus einer neueren Programmversion. "
            "Bitte das Programm aktualisieren."
        )
    return angaben


def _geoeffnet(
    ordner: Path, schluessel: Schluessel, uebung: bool, quelle: Quelle, *, neu: bool = False
) -> Profil:
    sperre = FileLock(ordner / "sperre")
    try:
        sperre.acquire(timeout=0)
    except Timeout as fehler:
        raise UmgebungsFehler(
            "Dieser Arbeitsplatz ist bereits geöffnet. Bitte das andere Fenster benutzen "
            "oder erst schließen."
        ) from fehler
    except OSError as fehler:
        raise UmgebungsFehler(f"„{ordner}“ ist schreibgeschützt.") from fehler
    try:
        datenbank = Datenbank(ordner / "kim.db", schluessel.datenbank, neu=neu)
    except BaseException:
        sperre.release()
        raise
    anlagen = Anlagen(ordner / "anlagen", schluessel.datenbank, quelle)
    return Profil(ordner, schluessel, uebung, datenbank, anlagen, sperre)


def _pruefe_ort(ordner: Path) -> None:
    if str(ordner).startswith(("\\\\", "//")):
        raise EingabeFehler(
            "Die Datenbank gehört auf ein lokales Laufwerk, nicht in eine Netzwerkfreigabe."
        )
