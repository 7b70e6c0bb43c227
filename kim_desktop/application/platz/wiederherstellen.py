"""Restoring a backup: a new Arbeitsplatz with the old contents, and the way back into the district.

The root key, where this Arbeitsplatz keeps it, may admit it again; all others ask the
CM-Koordination.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...domain.fehler import ProzessFehler
from ...store.log.verzeichnisse import lies_verzeichnis
from ...store.oertlich import erneut
from ...store.profil.angaben import Zugang
from ...store.profil.profilschluessel import lies_wurzel
from ...store.profil.rueckholen import hole_zurueck
from ...store.verbindung import Verbindung
from ...trust.quelle import Quelle, SystemQuelle
from ...trust.verzeichnis import Platz, Verzeichnis
from ..arbeitsplatz import Arbeitsplatz
from ..uebergabe.austausch import Fortschritt, ohne_fortschritt
from .einrichten import (
    ANMELDUNG,
    eigene_anmeldung,
    ende,
    melde_nachfolge_an,
    naechster_index,
    vorgaenger,
    zulassungseintraege,
)
from .fortschreiben import schreibe_fort
from .kreisblatt import kreisschluessel


@dataclass(frozen=True, slots=True)
class Nachfolge:
    """How an Arbeitsplatz with a new log gets into the place of its former one.

    `selbst` says that it may admit itself, `mit_blatt` that the Kreisblatt must be typed for it.
    """

    stelle: str
    anmeldung: Path
    pruefziffern: str
    selbst: bool
    mit_blatt: bool = False

    def als_saetze(self) -> list[str]:
        """Say in German what to do now."""
        danach = (
            "Danach allen eine Datei schicken: sie fordert alles an, was hier fehlt. Der alte "
            "Arbeitsplatz darf nicht weiter benutzt werden."
        )
        if not self.selbst:
            return [
                f"Er muss neu zugelassen werden: bitte die Anmeldung „{self.anmeldung}“ der "
                "CM-Koordination schicken und ihr am Telefon diese Prüfziffern vorlesen: "
                f"{self.pruefziffern}. Die Zulassung, die zurückkommt, dann hier einlesen (auf "
                "der Befehlszeile „beitreten“).",
                danach,
            ]
        blatt = (
            ", mit dem Code vom Kreisblatt (auf der Befehlszeile „selbst-zulassen --kreisblatt "
            f"-“). Oder die Anmeldung „{self.anmeldung}“ einer anderen Person schicken, die das "
            f"Verzeichnis führt (Prüfziffern {self.pruefziffern})."
        )
        return [
            "Dieser Arbeitsplatz führt das Verzeichnis der Stellen. Bitte zuerst die neuesten "
            "Übergabedateien der anderen einlesen und ihn dann selbst zulassen"
            + (blatt if self.mit_blatt else " (auf der Befehlszeile „selbst-zulassen“)."),
            danach,
        ]


@dataclass(frozen=True, slots=True)
class Wiederhergestellt:
    """A restored Arbeitsplatz: where, from which day, what is missing, and how it is admitted.

    `beiseite` is where the one went that had been in its place.
    """

    ordner: Path
    vom: str
    anlagen_fehlen: int
    nachfolge: Nachfolge
    beiseite: Path | None = None

    def als_saetze(self) -> list[str]:
        """Say in German what was done and what to do now."""
        saetze = [f"Der Arbeitsplatz „{self.nachfolge.stelle}“ liegt wieder in „{self.ordner}“."]
        if self.anlagen_fehlen:
            saetze.append(
                f"{self.anlagen_fehlen} Anlagen waren in der Sicherung beschädigt; sie werden bei "
                "den anderen angefordert."
            )
        if self.beiseite is not None:
            saetze.append(
                f"Der bisherige Ordner liegt als „{self.beiseite}“ daneben. Bitte aufheben, bis "
                "alles wieder da ist."
            )
        return [*saetze, *self.nachfolge.als_saetze()]


def stelle_wieder_her(
    von: Path,
    nach: Path,
    zugang: Zugang,
    quelle: Quelle | None = None,
    fortschritt: Fortschritt = ohne_fortschritt,
    *,
    ersetze: bool = False,
    netz: bool = False,
) -> Wiederhergestellt:
    """Restore the backup in `von` into the new folder `nach` and write its Anmeldung.

    `ersetze` lets it take the place of the Arbeitsplatz there, which is kept beside it; `netz`
    lets it lie on a network drive (terminal server). Raises `KimFehler` when the backup is
    damaged, locked or none; then nothing is left behind.
    """
    quelle = quelle or SystemQuelle()
    geholt = hole_zurueck(von, nach, zugang, quelle, fortschritt, ersetze=ersetze, netz=netz)
    ap = Arbeitsplatz(geholt.profil, quelle)
    try:
        return Wiederhergestellt(
            nach,
            geholt.von.inhalt.zeit[:10],
            len(geholt.ohne_anlagen),
            als_nachfolge(ap),
            geholt.beiseite,
        )
    finally:
        ap.schliesse()


def als_nachfolge(ap: Arbeitsplatz) -> Nachfolge:
    """Write the Anmeldung of an Arbeitsplatz that goes on under new keys."""
    anmeldung = eigene_anmeldung(ap)
    with ap.profil.datenbank.lesen() as v:
        selbst = darf_selbst(v)
    return Nachfolge(
        anmeldung.stelle,
        ap.profil.ordner / ANMELDUNG,
        anmeldung.pruefziffern,
        selbst,
        lies_wurzel(ap.profil) is None,
    )


def lass_dich_zu(ap: Arbeitsplatz, getippt: str = "") -> str:
    """Admit this restored Arbeitsplatz with the district's root key; return its new code.

    `getippt` is the root key from the Kreisblatt, where it is not kept here. Raises
    `ProzessFehler` where there is neither, or nobody else has been heard since: a directory that
    went on elsewhere must not be written a second time.
    """
    with ap.profil.datenbank.schreiben() as v:
        verzeichnis, frueher = lies_verzeichnis(v), vorgaenger(v)
        if not frueher or ap.log in verzeichnis.plaetze:
            raise ProzessFehler("Dieser Arbeitsplatz ist nicht neu zuzulassen.")
        if not _fuehrt(verzeichnis, frueher):
            raise ProzessFehler("Zulassen kann diesen Arbeitsplatz nur die CM-Koordination.")
        wurzel = kreisschluessel(ap, verzeichnis, getippt)
        _pruefe_gehoert(v, verzeichnis, frueher)
        eintraege = _eintraege(ap, verzeichnis, verzeichnis.plaetze[frueher])
        neu = schreibe_fort(ap, v, verzeichnis, eintraege, wurzel)
    return neu.code_von(neu.plaetze[ap.log])


def darf_selbst(v: Verbindung) -> bool:
    """Whether `lass_dich_zu` is the way here: the Arbeitsplatz it comes from kept the directory."""
    frueher = vorgaenger(v)
    return bool(frueher) and _fuehrt(lies_verzeichnis(v), frueher)


def _pruefe_gehoert(v: Verbindung, verzeichnis: Verzeichnis, frueher: str) -> None:
    andere = [p for p in verzeichnis.plaetze if p != frueher and not verzeichnis.ist_beendet(p)]
    if andere and not erneut.hat_seither_gelesen(v):
        raise ProzessFehler(
            "Bitte zuerst eine neue Übergabedatei einer anderen Stelle einlesen: seit der "
            "Sicherung kann sich das Verzeichnis der Stellen geändert haben."
        )


def _eintraege(ap: Arbeitsplatz, verzeichnis: Verzeichnis, frueher: Platz) -> list[dict[str, Any]]:
    """Return what hands Stelle, roles and directory over from the former Arbeitsplatz."""
    tag = ap.heute().isoformat()
    rollen = verzeichnis.rollen(frueher.log, tag)[frueher.stelle]
    anmeldung = melde_nachfolge_an(ap, verzeichnis, frueher.log)
    index = naechster_index(verzeichnis, frueher.stelle)
    return [
        *zulassungseintraege(anmeldung, frueher.stelle, index, rollen, tag),
        {"art": "inhaber", "log": ap.log},
        {"art": "inhaber_ende", "log": frueher.log},
        ende(frueher.log),
    ]


def _fuehrt(verzeichnis: Verzeichnis, log: str) -> bool:
    return log in verzeichnis.inhaber
