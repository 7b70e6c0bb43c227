"""Restoring a backup as a new Arbeitsplatz: same contents, new keys, a log of its own."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from ...domain.fehler import Beschaedigt, ProzessFehler, UmgebungsFehler
from ...trust.quelle import Quelle
from ...trust.schluessel import (
    Schluessel,
    oeffne_wurzel,
    schluessel_nach_ruecksicherung,
    siegle_wurzel,
)
from ...trust.tresor import BUND
from ..anlage.anlagen import Anlagen
from ..datei import freier_ordner, schreibe_sicher
from ..log.verzeichnisse import lies_verzeichnis
from ..oertlich import erneut
from ..ort import pruefe_ort
from ..sicherung.sicherung import DATENBANK, WURZEL, Fortschritt, Generation, finde, grobe_maengel
from ..verbindung import Datenbank
from .angaben import DATEI, Angaben, Zugang, entsperrt, lies_angaben
from .profil import Profil, gesperrt, oeffne
from .schluesseldateien import lege_schluessel_ab, lies_dauerhafte


@dataclass(frozen=True, slots=True)
class Rueckholung:
    """What was restored: opened profile, the log it takes over from, attachments not found.

    `beiseite` is where the profile went that had been in its place.
    """

    profil: Profil
    von: Generation
    frueher: str
    ohne_anlagen: tuple[str, ...]
    beiseite: Path | None


def hole_zurueck(
    von: Path,
    nach: Path,
    zugang: Zugang,
    quelle: Quelle,
    fortschritt: Fortschritt,
    *,
    ersetze: bool = False,
    netz: bool = False,
) -> Rueckholung:
    """Make a new profile in `nach` from the backup in `von`, and open it.

    `ersetze` lets it take the place of the profile there, which is kept beside it; `netz` lets it
    lie on a network drive, where a profile stays that came from one. Raises `KimFehler` with the
    reason; then `nach` is as it was.
    """
    generation = finde(von)
    angaben = lies_angaben(generation.ordner)
    angaben.netz = angaben.netz or netz
    if not angaben.netz:
        pruefe_ort(nach)
    if not (ersetze and _ist_ruhendes_profil(nach)):
        _pruefe_frei(nach)
    vorlaeufig = nach.absolute().with_name(f".{nach.name}.{os.getpid()}.tmp")
    shutil.rmtree(vorlaeufig, ignore_errors=True)
    try:
        ohne = _baue(generation, angaben, vorlaeufig, zugang, quelle, fortschritt)
        beiseite = _nimm_platz_ein(vorlaeufig, nach)
    except OSError as fehler:
        raise UmgebungsFehler(
            f"Nicht wiederhergestellt: „{nach}“ ist voll oder schreibgeschützt, oder die Sicherung "
            "ist nicht mehr lesbar. Es ist nichts verändert."
        ) from fehler
    finally:
        shutil.rmtree(vorlaeufig, ignore_errors=True)
    profil = oeffne(nach, zugang, quelle)
    return Rueckholung(profil, generation, generation.inhalt.log, ohne, beiseite)


def _ist_ruhendes_profil(ordner: Path) -> bool:
    """Whether a profile lies there, damaged or not; raises `UmgebungsFehler` where it is open."""
    if not (ordner / DATEI).is_file():
        return False
    gesperrt(ordner).release()
    return True


def _nimm_platz_ein(neu: Path, ort: Path) -> Path | None:
    """Put the new folder where it belongs; return where the one before went, if there was any."""
    beiseite = None
    if ort.exists() and any(ort.iterdir()):
        beiseite = freier_ordner(ort.parent, f"{ort.name}-bisher")
        ort.rename(beiseite)
    elif ort.exists():
        ort.rmdir()
    try:
        neu.rename(ort)
    except OSError:
        if beiseite is not None:
            beiseite.rename(ort)
        raise
    return beiseite


def _pruefe_frei(nach: Path) -> None:
    if nach.exists() and (not nach.is_dir() or any(nach.iterdir())):
        raise UmgebungsFehler(f"„{nach}“ ist nicht leer. Bitte einen neuen Ordner angeben.")


def _baue(
    generation: Generation,
    angaben: Angaben,
    ziel: Path,
    zugang: Zugang,
    quelle: Quelle,
    fortschritt: Fortschritt,
) -> tuple[str, ...]:
    """Lay out the new profile; return the attachments the backup no longer holds."""
    fortschritt(0.0, "Die Sicherung wird geprüft")
    offen = entsperrt(angaben, zugang)
    alte = lies_dauerhafte(generation.ordner, offen.schluessel)
    schluessel = schluessel_nach_ruecksicherung(alte, quelle)
    if funde := grobe_maengel(generation, schluessel.datenbank):
        raise Beschaedigt(
            f"Die Sicherung vom {generation.zeit:%d.%m.%Y} lässt sich nicht verwenden: {funde[0]} "
            "Bitte eine andere wählen."
        )
    fortschritt(0.4, "Der Arbeitsplatz wird wiederhergestellt")
    neue_huelle = lege_schluessel_ab(
        ziel,
        schluessel,
        angaben,
        zugang,
        quelle,
        offen.blatt,
        # Where the keyring opened the backup, what was typed is a new passphrase.
        bekannt=offen.bund_schweigt or all(h["art"] != BUND for h in angaben.huellen),
    )
    if (wurzel := generation.ordner / WURZEL).exists():
        saat = oeffne_wurzel(offen.schluessel, wurzel.read_bytes())
        if saat is not None:
            schreibe_sicher(ziel / WURZEL, siegle_wurzel(neue_huelle, saat, quelle))
    shutil.copyfile(generation.ordner / DATENBANK, ziel / DATENBANK)
    anlagen = Anlagen(ziel / "anlagen", schluessel.datenbank, quelle, schluessel.fruehere_datenbank)
    vorrat = generation.anlagen(anlagen)
    gesichert = generation.inhalt.anlagen
    fehlend = tuple(hash_ for hash_ in gesichert if not anlagen.uebernimm(vorrat, hash_))
    _merke_neuanfang(ziel, schluessel, generation, angaben.netz)
    return fehlend + generation.inhalt.ohne


def _merke_neuanfang(
    ziel: Path, schluessel: Schluessel, generation: Generation, netz: bool
) -> None:
    """Note in the database whose successor this is, and that all others are asked again."""
    datenbank = Datenbank(ziel / DATENBANK, schluessel.datenbank, netz=netz)
    try:
        with datenbank.schreiben() as v:
            frueher = [*erneut.fruehere_logs(v), generation.inhalt.log]
            erneut.merke_fruehere(v, frueher)
            plaetze = lies_verzeichnis(v).plaetze
            if generation.inhalt.log not in plaetze:
                raise ProzessFehler(
                    "Diese Sicherung ist älter als die Zulassung ihres Arbeitsplatzes. Bitte den "
                    "Arbeitsplatz neu einrichten."
                )
            erneut.fordere_erneut_an(v, set(plaetze) - set(frueher))
    finally:
        datenbank.schliesse()
