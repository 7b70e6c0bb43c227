"""The profile folder of one Arbeitsplatz: sealed keys, database, attachments, lock."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from ..domain.fehler import (
    Beschaedigt,
    KeinArbeitsplatz,
    KimFehler,
    PassphraseFehlt,
    UmgebungsFehler,
)
from ..trust.quelle import Quelle
from ..trust.rechner import rechner_kennung
from ..trust.schluessel import (
    Dauerhaft,
    Schluessel,
    neue_schluessel,
    oeffne_dauerhafte,
    oeffne_signatur,
    oeffne_wurzel,
    siegle_dauerhafte,
    siegle_schluessel,
    siegle_wurzel,
    vereint,
)
from ..trust.tresor import (
    BLATT,
    BLATT_LAENGE,
    BUND,
    PASSPHRASE,
    UEBUNGSPASSPHRASE,
    Entsperrt,
    Huelle,
    entsperre,
    huelle_im_schluesselbund,
    huelle_mit_blatt,
    huelle_mit_passphrase,
)
from .anlagen import Anlagen
from .datei import schreibe_sicher
from .hochstand import Befund, Waechter
from .offene import raeume_offene
from .ort import pruefe_ort
from .sicherung import DATENBANK, WURZEL, Bestand, sichere
from .verbindung import Datenbank, verschluessle_um
from .verwaist import raeume_auf, raeume_beim_start_auf

FORMAT = 1
_BESCHAEDIGT = (
    "„{}“ ist beschädigt oder gehört nicht zu diesem Arbeitsplatz. Bitte die Sicherung zurückholen."
)
SICHERUNGEN = "sicherung"
#: In the order in which new ones are written and take their place; the last one tells of all.
_SCHLUESSELDATEIEN = ("schluessel.dat", "signatur.dat", "profil.json")
_NEU = ".neu"
#: Lies in the folder of a profile while it is being set up.
_IM_AUFBAU = "im-aufbau"
_ORDNER = ("eingang", "ausgang", "abgelehnt", SICHERUNGEN, "diagnose")


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


@dataclass(frozen=True, slots=True)
class Profil:
    """An opened profile; `schliesse` releases database and lock.

    `huelle` is the wrapping key, `waechter` says whether this may write on.
    """

    ordner: Path
    huelle: bytes
    schluessel: Schluessel
    uebung: bool
    datenbank: Datenbank
    anlagen: Anlagen
    sperre: FileLock
    waechter: Waechter

    def raeume_auf(self) -> None:
        """Remove attachments that no entry names any more since an erasure.

        What fails is no reason to say that the erasure failed: the next start goes on with it.
        """
        with suppress(KimFehler):
            raeume_auf(self.ordner, self.datenbank, self.anlagen)

    def schliesse(self) -> None:
        """Close the database and let others open the profile."""
        self.datenbank.schliesse()
        raeume_offene(self.ordner)
        self.sperre.release()


def gibt_es(ordner: Path) -> bool:
    """Whether `ordner` already holds a profile that was set up to the end."""
    return (ordner / "profil.json").exists() and not (ordner / _IM_AUFBAU).exists()


def lege_an(
    ordner: Path, uebung: bool, zugang: Zugang, quelle: Quelle, *, netz: bool = False
) -> Profil:
    """Make a new profile with fresh keys and open it.

    The wrapping key goes into the keyring, or under the passphrase where one is given;
    practice districts use the published one. On a network drive (`netz`) only a passphrase will
    do: the keyring stays on one computer. Until `schliesse_aufbau` it counts as unfinished, and
    whoever sets up here again begins afresh.
    """
    if gibt_es(ordner):
        raise UmgebungsFehler(f"In „{ordner}“ ist schon ein Arbeitsplatz eingerichtet.")
    if not netz:
        pruefe_ort(ordner)
    schluessel = neue_schluessel(quelle)
    art = Angaben(FORMAT, schluessel.signierer.log, [], uebung, netz)
    huelle = lege_schluessel_ab(ordner, schluessel, art, zugang, quelle, beginne=_beginne_aufbau)
    return geoeffnet(ordner, huelle, schluessel, lies_angaben(ordner), quelle, neu=True)


def _beginne_aufbau(ordner: Path) -> None:
    """Make the folder and mark it as unfinished; what an interrupted attempt left there goes."""
    _lege_ordner_an(ordner)
    marke = ordner / _IM_AUFBAU
    if marke.exists():
        for rest in (*_SCHLUESSELDATEIEN, WURZEL, *(d.name for d in ordner.glob(f"{DATENBANK}*"))):
            (ordner / rest).unlink(missing_ok=True)
    schreibe_sicher(marke, b"")


def schliesse_aufbau(profil: Profil) -> None:
    """Say that the profile is set up to the end and may be used."""
    (profil.ordner / _IM_AUFBAU).unlink(missing_ok=True)


def lege_schluessel_ab(
    ordner: Path,
    schluessel: Schluessel,
    art: Angaben,
    zugang: Zugang,
    quelle: Quelle,
    blatt: bytes | None = None,
    beginne: "Callable[[Path], None] | None" = None,
) -> bytes:
    """Make the folder of an Arbeitsplatz with its sealed keys; return the wrapping key.

    `art` says what kind it is to be. Where the recovery sheet opened the backup this comes from,
    its code `blatt` opens the new Arbeitsplatz too; what was typed is no passphrase then.
    """
    huelle, log = quelle.zufall(32), schluessel.signierer.log
    angaben = Angaben(FORMAT, log, [], art.uebung, art.netz)
    if blatt is None:
        angaben.huellen = [_huelle(angaben, huelle, zugang, quelle)]
    else:
        im_bund = None if art.netz else huelle_im_schluesselbund(log, huelle)
        angaben.huellen = [im_bund] if im_bund else []
        angaben.huellen.append(_blatthuelle(angaben, blatt, huelle, quelle))
    (beginne or _lege_ordner_an)(ordner)
    dauerhaft, signatur = siegle_schluessel(huelle, schluessel, quelle)
    schreibe_sicher(ordner / "schluessel.dat", dauerhaft)
    schreibe_sicher(ordner / "signatur.dat", signatur)
    _schreibe_angaben(ordner, angaben)
    return huelle


def _blatthuelle(angaben: Angaben, code: bytes, huelle: bytes, quelle: Quelle) -> Huelle:
    tag = quelle.jetzt().date().isoformat()
    return huelle_mit_blatt(code, huelle, tag, _rechner(angaben), quelle)


def _schreibe_angaben(ordner: Path, angaben: Angaben) -> None:
    schreibe_sicher(ordner / "profil.json", _als_text(angaben))


def _als_text(angaben: Angaben) -> bytes:
    return msgspec.json.format(msgspec.json.encode(angaben), indent=1)


def lege_bereit(ordner: Path, angaben: Angaben, dauerhaft: bytes, signatur: bytes) -> None:
    """Write new keys beside those in force; `vollende` lets them take their place.

    Raises `UmgebungsFehler` where they cannot be written; then nothing is left of them.
    """
    inhalte = (dauerhaft, signatur, _als_text(angaben))
    try:
        for name, inhalt in zip(_SCHLUESSELDATEIEN, inhalte, strict=True):
            schreibe_sicher(ordner / f"{name}{_NEU}", inhalt)
    except UmgebungsFehler:
        for name in reversed(_SCHLUESSELDATEIEN):
            with suppress(OSError):
                (ordner / f"{name}{_NEU}").unlink(missing_ok=True)
        raise


def vollende(ordner: Path) -> None:
    """Put new keys that lie ready whole in the place of the old ones; begun or not, it ends so."""
    if not (ordner / f"{_SCHLUESSELDATEIEN[-1]}{_NEU}").exists():
        return
    try:
        for name in _SCHLUESSELDATEIEN:
            if (neu := ordner / f"{name}{_NEU}").exists():
                neu.replace(ordner / name)
    except OSError as fehler:
        raise UmgebungsFehler(f"„{ordner}“ ist schreibgeschützt.") from fehler


def blatt_vom(profil: Profil) -> str:
    """Return the day the recovery sheet in force was printed; empty where there is none."""
    huellen = lies_angaben(profil.ordner).huellen
    return next((str(h.get("tag", "")) for h in huellen if h["art"] == BLATT), "")


def neuer_blattcode(quelle: Quelle) -> bytes:
    """Draw the code of a new recovery sheet; it is stored nowhere."""
    return quelle.zufall(BLATT_LAENGE)


def lass_blatt_gelten(profil: Profil, code: bytes, quelle: Quelle) -> None:
    """Let the recovery sheet with this code open the profile, and no former one."""
    angaben = lies_angaben(profil.ordner)
    huelle = _blatthuelle(angaben, code, profil.huelle, quelle)
    angaben.huellen = [h for h in angaben.huellen if h["art"] != BLATT] + [huelle]
    _schreibe_angaben(profil.ordner, angaben)


def _lege_ordner_an(ordner: Path) -> None:
    try:
        ordner.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in _ORDNER:
            (ordner / name).mkdir(exist_ok=True)
    except OSError as fehler:
        raise UmgebungsFehler(f"Der Ordner „{ordner}“ lässt sich nicht anlegen.") from fehler


def setze_passphrase(profil: Profil, passphrase: str, quelle: Quelle) -> None:
    """Let this passphrase open the profile, and no former one."""
    angaben = lies_angaben(profil.ordner)
    huelle = huelle_mit_passphrase(passphrase, profil.huelle, quelle)
    angaben.huellen = [h for h in angaben.huellen if h["art"] != PASSPHRASE] + [huelle]
    _schreibe_angaben(profil.ordner, angaben)


def lege_wurzel_ab(profil: Profil, saat: bytes, quelle: Quelle) -> None:
    """Keep the district's root key sealed at its founder until it is printed and put away."""
    schreibe_sicher(profil.ordner / WURZEL, siegle_wurzel(profil.huelle, saat, quelle))


def lies_wurzel(profil: Profil) -> bytes | None:
    """Return the district's root key where this Arbeitsplatz keeps it."""
    datei = profil.ordner / WURZEL
    if not datei.exists():
        return None
    return oeffne_wurzel(profil.huelle, lies_datei(datei))


def entferne_wurzel(profil: Profil) -> None:
    """Take the district's root key off this computer; earlier backups still hold it."""
    (profil.ordner / WURZEL).unlink(missing_ok=True)


def oeffne(ordner: Path, zugang: Zugang, quelle: Quelle) -> Profil:
    """Open an existing profile; raises `UmgebungsFehler` when it cannot be unlocked."""
    vollende(ordner)
    angaben = lies_angaben(ordner)
    if (ordner / _IM_AUFBAU).exists():
        raise UmgebungsFehler(
            "Das Einrichten dieses Arbeitsplatzes wurde unterbrochen. Bitte noch einmal "
            "„einrichten“."
        )
    offen = entsperrt(angaben, zugang)
    profil = oeffne_entsperrt(ordner, offen.schluessel, quelle)
    if offen.blatt is not None and not _ist_hier(angaben):
        profil.waechter.befund = profil.waechter.befund or Befund.KOPIE
    if offen.bund_schweigt and profil.waechter.befund is None:
        # An emptied keyring gets back what it lost; one that refuses is asked again next time.
        huelle_im_schluesselbund(angaben.log, offen.schluessel)
    return profil


def oeffne_entsperrt(ordner: Path, huelle: bytes, quelle: Quelle) -> Profil:
    """Open a profile whose wrapping key is known; raises `UmgebungsFehler` as `oeffne` does."""
    angaben = lies_angaben(ordner)
    dauerhaft = lies_dauerhafte(ordner, huelle)
    signatur = oeffne_signatur(huelle, lies_datei(ordner / "signatur.dat"))
    if signatur is None:
        raise Beschaedigt(_BESCHAEDIGT.format("signatur.dat"))
    schluessel = vereint(signatur, dauerhaft)
    if schluessel.signierer.log != angaben.log:
        raise Beschaedigt("„signatur.dat“ und „profil.json“ gehören nicht zusammen.")
    if dauerhaft.naechste:
        naechste = bytes.fromhex(dauerhaft.naechste)
        schluessel = _beende_wechsel(ordner, huelle, schluessel, naechste, angaben.netz, quelle)
    return geoeffnet(ordner, huelle, schluessel, angaben, quelle)


def wechsle_schluessel(
    profil: Profil, neu: Schluessel, quelle: Quelle, dazwischen: Callable[[], None]
) -> None:
    """Let `neu` take the place of identity and database key; the profile is closed then.

    `dazwischen` runs once the new identity is kept and before the old database key goes. Cut
    short at any moment, the profile opens again with one of the two database keys.
    """
    ziel, alt = profil.ordner / "schluessel.dat", profil.schluessel.datenbank
    unterwegs = replace(neu, datenbank=alt)
    schreibe_sicher(ziel, siegle_dauerhafte(profil.huelle, unterwegs, quelle, neu.datenbank))
    try:
        dazwischen()
        profil.datenbank.schliesse()
        verschluessle_um(profil.ordner / DATENBANK, alt, neu.datenbank)
        schreibe_sicher(ziel, siegle_dauerhafte(profil.huelle, neu, quelle))
    finally:
        profil.schliesse()


def _beende_wechsel(
    ordner: Path,
    huelle: bytes,
    schluessel: Schluessel,
    naechste: bytes,
    netz: bool,
    quelle: Quelle,
) -> Schluessel:
    """Find out how far a change of keys came that was cut short, and keep what holds."""
    sperre = _gesperrt(ordner)
    try:
        try:
            # The former key first: it also undoes a change that was cut short while writing.
            Datenbank(ordner / DATENBANK, schluessel.datenbank, netz=netz).schliesse()
        except Beschaedigt:
            Datenbank(ordner / DATENBANK, naechste, netz=netz).schliesse()
            schluessel = replace(schluessel, datenbank=naechste)
        schreibe_sicher(ordner / "schluessel.dat", siegle_dauerhafte(huelle, schluessel, quelle))
    finally:
        sperre.release()
    return schluessel


def _ist_hier(angaben: Angaben) -> bool:
    """Whether the recovery sheet was printed on this computer; elsewhere it opens a copy."""
    blatt = next(h for h in angaben.huellen if h["art"] == BLATT)
    return blatt.get("rechner", "") in ("", _rechner(angaben))


def _rechner(angaben: Angaben) -> str:
    """Return the computer an Arbeitsplatz belongs to; empty where it may lie on any."""
    return "" if angaben.uebung or angaben.netz else rechner_kennung(angaben.log)


def binde_blatt(angaben: Angaben) -> None:
    """Let the recovery sheet take this computer for the one the Arbeitsplatz belongs to."""
    for huelle in angaben.huellen:
        if huelle["art"] == BLATT:
            huelle["rechner"] = _rechner(angaben)


def bestaetige_rechner(profil: Profil) -> None:
    """Take this computer for the one the Arbeitsplatz belongs to; it was only set up anew.

    Raises `ProzessFehler` where more than the computer has changed.
    """
    profil.waechter.bestaetige(profil.datenbank)
    angaben = lies_angaben(profil.ordner)
    binde_blatt(angaben)
    _schreibe_angaben(profil.ordner, angaben)


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


def _huelle(angaben: Angaben, huelle: bytes, zugang: Zugang, quelle: Quelle) -> Huelle:
    passphrase = UEBUNGSPASSPHRASE if angaben.uebung else zugang.passphrase
    if not passphrase and angaben.netz:
        raise UmgebungsFehler(
            "Auf einem Netzlaufwerk verwahrt kein Schlüsselbund den Schlüssel: er bliebe an einem "
            "Computer. Bitte eine Passphrase wählen und mit --passphrase-datei angeben."
        )
    if passphrase is None and (im_bund := huelle_im_schluesselbund(angaben.log, huelle)):
        return im_bund
    if not passphrase:
        raise PassphraseFehlt(
            "Hier gibt es keinen Schlüsselbund, der den Schlüssel verwahrt.", "eine neue Passphrase"
        )
    return huelle_mit_passphrase(passphrase, huelle, quelle)


def entsperrt(angaben: Angaben, zugang: Zugang) -> Entsperrt:
    """Unlock the wrapping key of a profile or a backup."""
    try:
        return entsperre(angaben.log, angaben.huellen, zugang.passphrase, angaben.uebung)
    except (KeyError, TypeError, ValueError) as fehler:
        raise Beschaedigt("Die Angaben zum Schlüssel in „profil.json“ sind beschädigt.") from fehler


def lies_angaben(ordner: Path) -> Angaben:
    """Read `profil.json` of a profile or a backup."""
    try:
        angaben = msgspec.json.decode((ordner / "profil.json").read_bytes(), type=Angaben)
    except FileNotFoundError as fehler:
        raise KeinArbeitsplatz(
            f"In „{ordner}“ ist kein Arbeitsplatz eingerichtet. Bitte zuerst „einrichten“."
        ) from fehler
    except OSError as fehler:
        raise UmgebungsFehler(
            f"Der Arbeitsplatz in „{ordner}“ lässt sich nicht lesen. Bitte die Rechte prüfen."
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
    ordner: Path,
    huelle: bytes,
    schluessel: Schluessel,
    angaben: Angaben,
    quelle: Quelle,
    *,
    neu: bool = False,
) -> Profil:
    """Lock the folder and open its database, after a backup where its schema is to change."""
    sperre = _gesperrt(ordner)
    anlagen = Anlagen(
        ordner / "anlagen", schluessel.datenbank, quelle, schluessel.fruehere_datenbank
    )

    raeume_offene(ordner)

    def sichere_vorher(alte: Datenbank) -> None:
        stand = _bestand(ordner, schluessel, alte, anlagen, quelle)
        sichere(stand, ordner / SICHERUNGEN, lambda _anteil, _text: None)

    im_bund = any(h["art"] == BUND for h in angaben.huellen)
    waechter = Waechter(ordner, angaben.log, im_bund=im_bund, rechner=_rechner(angaben))
    try:
        datenbank = Datenbank(
            ordner / DATENBANK,
            schluessel.datenbank,
            neu=neu,
            vor_umbau=sichere_vorher,
            netz=angaben.netz,
        )
        waechter.beurteile(datenbank)
    except BaseException:
        sperre.release()
        raise
    datenbank.nach_schreiben = waechter.halte_fest
    profil = Profil(
        ordner, huelle, schluessel, angaben.uebung, datenbank, anlagen, sperre, waechter
    )
    # A damaged database opens all the same, so that it can be looked into.
    with suppress(KimFehler):
        raeume_beim_start_auf(ordner, datenbank, anlagen)
    return profil


def _gesperrt(ordner: Path) -> FileLock:
    # The window opens in its worker and closes in its own thread.
    sperre = FileLock(ordner / "sperre", thread_local=False)
    try:
        sperre.acquire(timeout=0)
    except Timeout as fehler:
        raise UmgebungsFehler(
            "Dieser Arbeitsplatz ist bereits geöffnet. Bitte das andere Fenster benutzen "
            "oder erst schließen."
        ) from fehler
    except OSError as fehler:
        raise UmgebungsFehler(f"„{ordner}“ ist schreibgeschützt.") from fehler
    return sperre


def _bestand(
    ordner: Path, schluessel: Schluessel, datenbank: Datenbank, anlagen: Anlagen, quelle: Quelle
) -> Bestand:
    log = schluessel.signierer.log
    return Bestand(ordner, log, schluessel.datenbank, datenbank, anlagen, quelle)
