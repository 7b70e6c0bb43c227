"""The profile folder of one Arbeitsplatz: sealed keys, database, attachments, lock."""

from dataclasses import dataclass
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from ..domain.fehler import Beschaedigt, EingabeFehler, UmgebungsFehler
from ..trust.quelle import Quelle
from ..trust.schluessel import (
    Dauerhaft,
    Schluessel,
    neue_schluessel,
    oeffne_dauerhafte,
    oeffne_signatur,
    oeffne_wurzel,
    siegle_schluessel,
    siegle_wurzel,
    vereint,
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
from .sicherung import DATENBANK, WURZEL, Bestand, sichere
from .verbindung import Datenbank

FORMAT = 1
_BESCHAEDIGT = (
    "„{}“ ist beschädigt oder gehört nicht zu diesem Arbeitsplatz. Bitte die Sicherung zurückholen."
)
SICHERUNGEN = "sicherung"
_ORDNER = ("eingang", "ausgang", "abgelehnt", SICHERUNGEN, "diagnose")


@dataclass(frozen=True, slots=True)
class Zugang:
    """What a person gave to unlock a profile: the passphrase, where no keyring holds the key."""

    passphrase: str | None = None


class Angaben(msgspec.Struct):
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
    pruefe_ort(ordner)
    schluessel = neue_schluessel(quelle)
    lege_schluessel_ab(ordner, schluessel, uebung, zugang, quelle)
    return geoeffnet(ordner, schluessel, uebung, quelle, neu=True)


def lege_schluessel_ab(
    ordner: Path, schluessel: Schluessel, uebung: bool, zugang: Zugang, quelle: Quelle
) -> bytes:
    """Make the folder of an Arbeitsplatz with its sealed keys; return the wrapping key."""
    huelle, log = quelle.zufall(32), schluessel.signierer.log
    huellen = [_huelle(log, huelle, uebung, zugang, quelle)]
    _lege_ordner_an(ordner)
    dauerhaft, signatur = siegle_schluessel(huelle, schluessel, quelle)
    schreibe_sicher(ordner / "schluessel.dat", dauerhaft)
    schreibe_sicher(ordner / "signatur.dat", signatur)
    angaben = Angaben(FORMAT, log, huellen, uebung)
    roh = msgspec.json.format(msgspec.json.encode(angaben), indent=1)
    schreibe_sicher(ordner / "profil.json", roh)
    return huelle


def _lege_ordner_an(ordner: Path) -> None:
    try:
        ordner.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in _ORDNER:
            (ordner / name).mkdir(exist_ok=True)
    except OSError as fehler:
        raise UmgebungsFehler(f"Der Ordner „{ordner}“ lässt sich nicht anlegen.") from fehler


def lege_wurzel_ab(profil: Profil, saat: bytes, zugang: Zugang, quelle: Quelle) -> None:
    """Keep the district's root key sealed at its founder until it is printed and put away."""
    huelle = entsperrt(lies_angaben(profil.ordner), zugang)
    schreibe_sicher(profil.ordner / WURZEL, siegle_wurzel(huelle, saat, quelle))


def lies_wurzel(profil: Profil, zugang: Zugang) -> bytes | None:
    """Return the district's root key where this Arbeitsplatz keeps it."""
    datei = profil.ordner / WURZEL
    if not datei.exists():
        return None
    return oeffne_wurzel(entsperrt(lies_angaben(profil.ordner), zugang), lies_datei(datei))


def oeffne(ordner: Path, zugang: Zugang, quelle: Quelle) -> Profil:
    """Open an existing profile; raises `UmgebungsFehler` when it cannot be unlocked."""
    angaben = lies_angaben(ordner)
    huelle = entsperrt(angaben, zugang)
    dauerhaft = lies_dauerhafte(ordner, huelle)
    signatur = oeffne_signatur(huelle, lies_datei(ordner / "signatur.dat"))
    if signatur is None:
        raise Beschaedigt(_BESCHAEDIGT.format("signatur.dat"))
    schluessel = vereint(signatur, dauerhaft)
    if schluessel.signierer.log != angaben.log:
        raise Beschaedigt("„signatur.dat“ und „profil.json“ gehören nicht zusammen.")
    return geoeffnet(ordner, schluessel, angaben.uebung, quelle)


def lies_dauerhafte(ordner: Path, huelle: bytes) -> Dauerhaft:
    """Open `schluessel.dat` of a profile or a backup; raises `Beschaedigt`."""
    dauerhaft = oeffne_dauerhafte(huelle, lies_datei(ordner / "schluessel.dat"))
    if dauerhaft is None:
        raise Beschaedigt(_BESCHAEDIGT.format("schluessel.dat"))
    return dauerhaft


def lies_datei(datei: Path) -> bytes:
    """Read a file of the profile; raises `Beschaedigt` where it is gone."""
    try:
        return datei.read_bytes()
    except OSError as fehler:
        raise Beschaedigt(f"Die Datei „{datei.name}“ des Arbeitsplatzes fehlt.") from fehler


def bestand(profil: Profil) -> Bestand:
    """Return what a backup of this profile holds."""
    return _bestand(
        profil.ordner, profil.schluessel, profil.datenbank, profil.anlagen, profil.anlagen.quelle
    )


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


def entsperrt(angaben: Angaben, zugang: Zugang) -> bytes:
    """Return the wrapping key of a profile or a backup."""
    try:
        return entsperre(angaben.log, angaben.huellen, zugang.passphrase, angaben.uebung)
    except (KeyError, TypeError, ValueError) as fehler:
        raise Beschaedigt("Die Angaben zum Schlüssel in „profil.json“ sind beschädigt.") from fehler


def lies_angaben(ordner: Path) -> Angaben:
    """Read `profil.json` of a profile or a backup."""
    try:
        angaben = msgspec.json.decode((ordner / "profil.json").read_bytes(), type=Angaben)
    except OSError as fehler:
        raise UmgebungsFehler(
            f"In „{ordner}“ ist kein Arbeitsplatz eingerichtet. Bitte zuerst „einrichten“."
        ) from fehler
    except msgspec.MsgspecError as fehler:
        raise Beschaedigt(_BESCHAEDIGT.format("profil.json")) from fehler
    if angaben.format != FORMAT:
        raise UmgebungsFehler(
            "Dieser Arbeitsplatz stammt aus einer neueren Programmversion. "
            "Bitte das Programm aktualisieren."
        )
    return angaben


def geoeffnet(
    ordner: Path, schluessel: Schluessel, uebung: bool, quelle: Quelle, *, neu: bool = False
) -> Profil:
    """Lock the folder and open its database, after a backup where its schema is to change."""
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
    anlagen = Anlagen(ordner / "anlagen", schluessel.datenbank, quelle)

    def sichere_vorher(alte: Datenbank) -> None:
        stand = _bestand(ordner, schluessel, alte, anlagen, quelle)
        (ordner / SICHERUNGEN).mkdir(exist_ok=True)
        sichere(stand, ordner / SICHERUNGEN, lambda _anteil, _text: None)

    try:
        datenbank = Datenbank(
            ordner / DATENBANK, schluessel.datenbank, neu=neu, vor_umbau=sichere_vorher
        )
    except BaseException:
        sperre.release()
        raise
    return Profil(ordner, schluessel, uebung, datenbank, anlagen, sperre)


def _bestand(
    ordner: Path, schluessel: Schluessel, datenbank: Datenbank, anlagen: Anlagen, quelle: Quelle
) -> Bestand:
    log = schluessel.signierer.log
    return Bestand(ordner, log, schluessel.datenbank, datenbank, anlagen, quelle)


def pruefe_ort(ordner: Path) -> None:
    """Refuse a network share: SQLite does not lock there."""
    if str(ordner).startswith(("\\\\", "//")):
        raise EingabeFehler(
            "Die Datenbank gehört auf ein lokales Laufwerk, nicht in eine Netzwerkfreigabe."
        )
