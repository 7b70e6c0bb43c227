"""The sealed key files of a profile folder: made, read, and replaced all at once."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ...domain.fehler import Beschaedigt, UmgebungsFehler
from ...trust.quelle import Quelle
from ...trust.schluessel import (
    Dauerhaft,
    Schluessel,
    oeffne_dauerhafte,
    oeffne_signatur,
    siegle_schluessel,
    vereint,
)
from ...trust.tresor import huelle_im_schluesselbund
from ..datei import schreibe_sicher
from ..sicherung.sicherung import DATENBANK, WURZEL
from .angaben import (
    BESCHAEDIGT,
    FORMAT,
    Angaben,
    Zugang,
    als_text,
    blatthuelle,
    huelle_fuer,
    schreibe_angaben,
)

SICHERUNGEN = "sicherung"
#: In the order in which new ones are written and take their place; the last one tells of all.
_DATEIEN = ("schluessel.dat", "signatur.dat", "profil.json")
_NEU = ".neu"
#: Lies in the folder of a profile while it is being set up.
IM_AUFBAU = "im-aufbau"
_ORDNER = ("eingang", "ausgang", "abgelehnt", SICHERUNGEN, "diagnose")


def lege_schluessel_ab(
    ordner: Path,
    schluessel: Schluessel,
    art: Angaben,
    zugang: Zugang,
    quelle: Quelle,
    blatt: bytes | None = None,
    beginne: Callable[[Path], None] | None = None,
    *,
    bekannt: bool = False,
) -> bytes:
    """Make the folder of an Arbeitsplatz with its sealed keys; return the wrapping key.

    `art` says what kind it is to be, `bekannt` that the passphrase is no new one. Where the
    recovery sheet opened the backup this comes from, its code `blatt` opens the new Arbeitsplatz
    too; what was typed is no passphrase then.
    """
    huelle, log = quelle.zufall(32), schluessel.signierer.log
    angaben = Angaben(FORMAT, log, [], art.uebung, art.netz)
    if blatt is None:
        angaben.huellen = [huelle_fuer(angaben, huelle, zugang, quelle, bekannt=bekannt)]
    else:
        im_bund = None if art.netz else huelle_im_schluesselbund(log, huelle)
        angaben.huellen = [im_bund] if im_bund else []
        angaben.huellen.append(blatthuelle(angaben, blatt, huelle, quelle))
    (beginne or lege_ordner_an)(ordner)
    dauerhaft, signatur = siegle_schluessel(huelle, schluessel, quelle)
    schreibe_sicher(ordner / "schluessel.dat", dauerhaft)
    schreibe_sicher(ordner / "signatur.dat", signatur)
    schreibe_angaben(ordner, angaben)
    return huelle


def lege_ordner_an(ordner: Path) -> None:
    """Make the folders of a profile; raises `UmgebungsFehler`."""
    try:
        ordner.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in _ORDNER:
            (ordner / name).mkdir(exist_ok=True)
    except OSError as fehler:
        raise UmgebungsFehler(f"Der Ordner „{ordner}“ lässt sich nicht anlegen.") from fehler


def beginne_aufbau(ordner: Path) -> None:
    """Make the folder and mark it as unfinished; what an interrupted attempt left there goes."""
    lege_ordner_an(ordner)
    marke = ordner / IM_AUFBAU
    if marke.exists():
        for rest in (*_DATEIEN, WURZEL, *(d.name for d in ordner.glob(f"{DATENBANK}*"))):
            (ordner / rest).unlink(missing_ok=True)
    schreibe_sicher(marke, b"")


def lege_bereit(ordner: Path, angaben: Angaben, dauerhaft: bytes, signatur: bytes) -> None:
    """Write new keys beside those in force; `vollende` lets them take their place.

    Raises `UmgebungsFehler` where they cannot be written; then nothing is left of them.
    """
    inhalte = (dauerhaft, signatur, als_text(angaben))
    try:
        for name, inhalt in zip(_DATEIEN, inhalte, strict=True):
            schreibe_sicher(ordner / f"{name}{_NEU}", inhalt)
    except UmgebungsFehler:
        for name in reversed(_DATEIEN):
            with suppress(OSError):
                (ordner / f"{name}{_NEU}").unlink(missing_ok=True)
        raise


def vollende(ordner: Path) -> None:
    """Put new keys that lie ready whole in the place of the old ones; begun or not, it ends so."""
    if not (ordner / f"{_DATEIEN[-1]}{_NEU}").exists():
        return
    try:
        for name in _DATEIEN:
            if (neu := ordner / f"{name}{_NEU}").exists():
                neu.replace(ordner / name)
    except OSError as fehler:
        raise UmgebungsFehler(f"„{ordner}“ ist schreibgeschützt.") from fehler


def lies_schluessel(ordner: Path, huelle: bytes, angaben: Angaben) -> tuple[Schluessel, bytes]:
    """Return all keys of a profile, and the next database key where a change was cut short.

    Raises `Beschaedigt` where the files do not belong together.
    """
    dauerhaft = lies_dauerhafte(ordner, huelle)
    signatur = oeffne_signatur(huelle, lies_datei(ordner / "signatur.dat"))
    if signatur is None:
        raise Beschaedigt(BESCHAEDIGT.format("signatur.dat"))
    schluessel = vereint(signatur, dauerhaft)
    if schluessel.signierer.log != angaben.log:
        raise Beschaedigt("„signatur.dat“ und „profil.json“ gehören nicht zusammen.")
    return schluessel, bytes.fromhex(dauerhaft.naechste)


def lies_dauerhafte(ordner: Path, huelle: bytes) -> Dauerhaft:
    """Open `schluessel.dat` of a profile or a backup; raises `Beschaedigt`."""
    dauerhaft = oeffne_dauerhafte(huelle, lies_datei(ordner / "schluessel.dat"))
    if dauerhaft is None:
        raise Beschaedigt(BESCHAEDIGT.format("schluessel.dat"))
    return dauerhaft


def lies_datei(datei: Path) -> bytes:
    """Read a file of the profile; raises `Beschaedigt` where it is gone."""
    try:
        return datei.read_bytes()
    except OSError as fehler:
        raise Beschaedigt(f"Die Datei „{datei.name}“ des Arbeitsplatzes fehlt.") from fehler
