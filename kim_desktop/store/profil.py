"""The profile folder of one Arbeitsplatz: sealed keys, database, attachments, lock."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

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
    try:
        for name in _ORDNER:
            (ordner / name).mkdir(parents=True, exist_ok=True)
    except OSError as fehler:
        raise UmgebungsFehler(f"Der Ordner „{ordner}“ lässt sich nicht anlegen.") from fehler
    schluessel, huelle = neue_schluessel(quelle), quelle.zufall(32)
    log = schluessel.signierer.log
    huellen = [_huelle(log, huelle, uebung, zugang, quelle)]
    dauerhaft, signatur = siegle_schluessel(huelle, schluessel, quelle)
    schreibe_sicher(ordner / "schluessel.dat", dauerhaft)
    schreibe_sicher(ordner / "signatur.dat", signatur)
    angaben = {"format": FORMAT, "huellen": huellen, "log": log, "uebung": uebung}
    schreibe_sicher(ordner / "profil.json", json.dumps(angaben, indent=1).encode())
    return _geoeffnet(ordner, schluessel, uebung, quelle)


def lege_wurzel_ab(profil: Profil, saat: bytes, zugang: Zugang, quelle: Quelle) -> None:
    """Keep the district's root key sealed at its founder until it is printed and put away."""
    huelle = _entsperrt(_angaben(profil.ordner), zugang)
    schreibe_sicher(profil.ordner / "wurzel.dat", siegle_wurzel(huelle, saat, quelle))


def oeffne(ordner: Path, zugang: Zugang, quelle: Quelle) -> Profil:
    """Open an existing profile; raises `UmgebungsFehler` when it cannot be unlocked."""
    angaben = _angaben(ordner)
    if angaben.get("format") != FORMAT:
        raise UmgebungsFehler(
            "Dieser Arbeitsplatz stammt aus einer neueren Programmversion. "
            "Bitte das Programm aktualisieren."
        )
    huelle = _entsperrt(angaben, zugang)
    try:
        dateien = [(ordner / n).read_bytes() for n in ("schluessel.dat", "signatur.dat")]
    except OSError as fehler:
        raise UmgebungsFehler("Die Schlüsseldateien des Arbeitsplatzes fehlen.") from fehler
    schluessel = oeffne_schluessel(huelle, *dateien)
    if schluessel is None or schluessel.signierer.log != angaben["log"]:
        raise UmgebungsFehler("Die Schlüsseldateien gehören nicht zu diesem Arbeitsplatz.")
    return _geoeffnet(ordner, schluessel, bool(angaben.get("uebung")), quelle)


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


def _entsperrt(angaben: dict[str, Any], zugang: Zugang) -> bytes:
    uebung = bool(angaben.get("uebung"))
    return entsperre(angaben["log"], angaben["huellen"], zugang.passphrase, uebung)


def _angaben(ordner: Path) -> dict[str, Any]:
    try:
        angaben: dict[str, Any] = json.loads((ordner / "profil.json").read_text("utf-8"))
    except OSError as fehler:
        raise UmgebungsFehler(
            f"In „{ordner}“ ist kein Arbeitsplatz eingerichtet. Bitte zuerst „einrichten“."
        ) from fehler
    except ValueError as fehler:
        raise UmgebungsFehler(f"„{ordner / 'profil.json'}“ ist beschädigt.") from fehler
    return angaben


def _geoeffnet(ordner: Path, schluessel: Schluessel, uebung: bool, quelle: Quelle) -> Profil:
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
        datenbank = Datenbank(ordner / "kim.db", schluessel.datenbank)
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
