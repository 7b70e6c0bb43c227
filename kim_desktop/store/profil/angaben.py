"""What `profil.json` says, of a profile or a backup: whose it is, and what unlocks it."""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from ...domain.fehler import Beschaedigt, KeinArbeitsplatz, NeuePassphraseFehlt, UmgebungsFehler
from ...trust.quelle import Quelle
from ...trust.rechner import rechner_kennung
from ...trust.tresor import (
    BLATT,
    UEBUNGSPASSPHRASE,
    Entsperrt,
    Huelle,
    entsperre,
    huelle_im_schluesselbund,
    huelle_mit_blatt,
    huelle_mit_passphrase,
    pruefe_neue,
)
from ..datei import schreibe_sicher

FORMAT = 1
DATEI = "profil.json"
BESCHAEDIGT = (
    "„{}“ ist beschädigt oder gehört nicht zu diesem Arbeitsplatz. Bitte die Sicherung zurückholen."
)


@dataclass(frozen=True, slots=True)
class Zugang:
    """What a person gave to unlock a profile where no keyring holds the key.

    The code of the recovery sheet is taken for a passphrase.
    """

    passphrase: str | None = None


class Angaben(msgspec.Struct):
    """Contents of `profil.json`: format, log id, ways to the wrapping key, practice or not.

    `netz` says that the folder lies on a network drive, opened from one computer or another.
    """

    format: int
    log: str
    huellen: list[Huelle]
    uebung: bool = False
    netz: bool = False


def lies_angaben(ordner: Path) -> Angaben:
    """Read `profil.json` of a profile or a backup."""
    try:
        angaben = msgspec.json.decode((ordner / DATEI).read_bytes(), type=Angaben)
    except FileNotFoundError as fehler:
        raise KeinArbeitsplatz(
            f"In „{ordner}“ ist kein Arbeitsplatz eingerichtet. Bitte zuerst „einrichten“."
        ) from fehler
    except OSError as fehler:
        raise UmgebungsFehler(
            f"Der Arbeitsplatz in „{ordner}“ lässt sich nicht lesen. Bitte die Rechte prüfen."
        ) from fehler
    except msgspec.MsgspecError as fehler:
        raise Beschaedigt(BESCHAEDIGT.format(DATEI)) from fehler
    if angaben.format != FORMAT:
        raise UmgebungsFehler(
            "Dieser Arbeitsplatz stammt aus einer neueren Programmversion. "
            "Bitte das Programm aktualisieren."
        )
    return angaben


def schreibe_angaben(ordner: Path, angaben: Angaben) -> None:
    """Write `profil.json`, whole or not at all."""
    schreibe_sicher(ordner / DATEI, als_text(angaben))


def als_text(angaben: Angaben) -> bytes:
    """Return the contents of `profil.json`."""
    return msgspec.json.format(msgspec.json.encode(angaben), indent=1)


def entsperrt(angaben: Angaben, zugang: Zugang) -> Entsperrt:
    """Unlock the wrapping key of a profile or a backup."""
    try:
        return entsperre(angaben.log, angaben.huellen, zugang.passphrase, angaben.uebung)
    except (KeyError, TypeError, ValueError) as fehler:
        raise Beschaedigt("Die Angaben zum Schlüssel in „profil.json“ sind beschädigt.") from fehler


def huelle_fuer(
    angaben: Angaben, huelle: bytes, zugang: Zugang, quelle: Quelle, *, bekannt: bool = False
) -> Huelle:
    """Keep the wrapping key of a new Arbeitsplatz: in the keyring, or under the passphrase given.

    `bekannt` says that the passphrase is no new one. Raises `NeuePassphraseFehlt` where the keyring
    keeps nothing and none was given, `EingabeFehler` where a new one is too short.
    """
    if zugang.passphrase and not (bekannt or angaben.uebung):
        pruefe_neue(zugang.passphrase)
    passphrase = UEBUNGSPASSPHRASE if angaben.uebung else zugang.passphrase
    if not passphrase and angaben.netz:
        raise NeuePassphraseFehlt(
            "Auf einem Netzlaufwerk verwahrt kein Schlüsselbund den Schlüssel: er bliebe an einem "
            "Computer."
        )
    if passphrase is None and (im_bund := huelle_im_schluesselbund(angaben.log, huelle)):
        return im_bund
    if not passphrase:
        raise NeuePassphraseFehlt("Hier gibt es keinen Schlüsselbund, der den Schlüssel verwahrt.")
    return huelle_mit_passphrase(passphrase, huelle, quelle)


def blatthuelle(angaben: Angaben, code: bytes, huelle: bytes, quelle: Quelle) -> Huelle:
    """Wrap the key so that a recovery sheet printed today on this computer opens it."""
    tag = quelle.jetzt().date().isoformat()
    return huelle_mit_blatt(code, huelle, tag, rechner_von(angaben), quelle)


def ist_hier(angaben: Angaben) -> bool:
    """Whether the recovery sheet was printed on this computer; elsewhere it opens a copy."""
    blatt = next(h for h in angaben.huellen if h["art"] == BLATT)
    return blatt.get("rechner", "") in ("", rechner_von(angaben))


def rechner_von(angaben: Angaben) -> str:
    """Return the computer an Arbeitsplatz belongs to; empty where it may lie on any."""
    return "" if angaben.uebung or angaben.netz else rechner_kennung(angaben.log)


def binde_blatt(angaben: Angaben) -> None:
    """Let the recovery sheet take this computer for the one the Arbeitsplatz belongs to."""
    for huelle in angaben.huellen:
        if huelle["art"] == BLATT:
            huelle["rechner"] = rechner_von(angaben)
