"""The profile folder of one Arbeitsplatz, made and opened: keys, database, attachments, lock."""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from filelock import FileLock, Timeout

from ...domain.fehler import Beschaedigt, KimFehler, UmgebungsFehler
from ...trust.quelle import Quelle
from ...trust.schluessel import Schluessel, neue_schluessel, siegle_dauerhafte
from ...trust.tresor import BUND, huelle_im_schluesselbund
from ..anlage.anlagen import Anlagen
from ..anlage.verwaist import raeume_auf, raeume_beim_start_auf
from ..datei import schreibe_sicher
from ..oertlich.offene import raeume_offene
from ..ort import pruefe_ort, pruefe_vorhandenen
from ..sicherung.sicherung import DATENBANK, Bestand, sichere
from ..verbindung import Datenbank
from .angaben import FORMAT, Angaben, Zugang, entsperrt, ist_hier, lies_angaben, rechner_von
from .hochstand import Befund, Waechter
from .schluesseldateien import (
    IM_AUFBAU,
    SICHERUNGEN,
    beginne_aufbau,
    lege_schluessel_ab,
    lies_schluessel,
    vollende,
)


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
    return (ordner / "profil.json").exists() and not (ordner / IM_AUFBAU).exists()


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
    huelle = lege_schluessel_ab(ordner, schluessel, art, zugang, quelle, beginne=beginne_aufbau)
    return geoeffnet(ordner, huelle, schluessel, lies_angaben(ordner), quelle, neu=True)


def schliesse_aufbau(profil: Profil) -> None:
    """Say that the profile is set up to the end and may be used."""
    (profil.ordner / IM_AUFBAU).unlink(missing_ok=True)


def oeffne(ordner: Path, zugang: Zugang, quelle: Quelle) -> Profil:
    """Open an existing profile; raises `UmgebungsFehler` when it cannot be unlocked."""
    vollende(ordner)
    angaben = lies_angaben(ordner)
    if (ordner / IM_AUFBAU).exists():
        raise UmgebungsFehler(
            "Das Einrichten dieses Arbeitsplatzes wurde unterbrochen. Bitte noch einmal "
            "„einrichten“."
        )
    if not angaben.netz:
        pruefe_vorhandenen(ordner)
    offen = entsperrt(angaben, zugang)
    profil = oeffne_entsperrt(ordner, offen.schluessel, quelle)
    if offen.blatt is not None and not ist_hier(angaben):
        profil.waechter.befund = profil.waechter.befund or Befund.KOPIE
    if offen.bund_schweigt and profil.waechter.befund is None:
        # An emptied keyring gets back what it lost; one that refuses is asked again next time.
        huelle_im_schluesselbund(angaben.log, offen.schluessel)
    return profil


def oeffne_entsperrt(ordner: Path, huelle: bytes, quelle: Quelle) -> Profil:
    """Open a profile whose wrapping key is known; raises `UmgebungsFehler` as `oeffne` does."""
    angaben = lies_angaben(ordner)
    schluessel, naechste = lies_schluessel(ordner, huelle, angaben)
    if naechste:
        schluessel = _beende_wechsel(ordner, huelle, schluessel, naechste, angaben.netz, quelle)
    return geoeffnet(ordner, huelle, schluessel, angaben, quelle)


def _beende_wechsel(
    ordner: Path,
    huelle: bytes,
    schluessel: Schluessel,
    naechste: bytes,
    netz: bool,
    quelle: Quelle,
) -> Schluessel:
    """Find out how far a change of keys came that was cut short, and keep what holds."""
    sperre = gesperrt(ordner)
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


def bestand(profil: Profil) -> Bestand:
    """Return what a backup of this profile holds."""
    return _bestand(
        profil.ordner, profil.schluessel, profil.datenbank, profil.anlagen, profil.anlagen.quelle
    )


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
    sperre = gesperrt(ordner)
    anlagen = Anlagen(
        ordner / "anlagen", schluessel.datenbank, quelle, schluessel.fruehere_datenbank
    )

    raeume_offene(ordner)

    def sichere_vorher(alte: Datenbank) -> None:
        stand = _bestand(ordner, schluessel, alte, anlagen, quelle)
        (ordner / SICHERUNGEN).mkdir(exist_ok=True)
        sichere(stand, ordner / SICHERUNGEN, lambda _anteil, _text: None)

    im_bund = any(h["art"] == BUND for h in angaben.huellen)
    waechter = Waechter(ordner, angaben.log, im_bund=im_bund, rechner=rechner_von(angaben))
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
        # A doubtful copy is left as it is.
        if waechter.befund is None:
            raeume_beim_start_auf(ordner, datenbank, anlagen)
    return profil


def gesperrt(ordner: Path) -> FileLock:
    """Lock a profile folder for this program; raises `UmgebungsFehler` where it is open."""
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
