"""Backups of this Arbeitsplatz: now, by themselves once a day, and which there are."""

import contextlib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ...domain.fehler import KimFehler
from ...store.profil.profil import bestand
from ...store.profil.schluesseldateien import SICHERUNGEN
from ...store.sicherung import sicherung as ablage
from ...store.sicherung.sicherung import Generation
from ..arbeitsplatz import Arbeitsplatz
from ..uebergabe.austausch import (
    Fortschritt,
    gemerkter_ordner,
    merke_ordner,
    ohne_fortschritt,
)


@dataclass(frozen=True, slots=True)
class Gesichert:
    """One backup as people see it."""

    ordner: Path
    tag: date
    uhrzeit: str
    anlagen: int
    beschaedigte_anlagen: int

    @property
    def satz(self) -> str:
        """Say what was written."""
        satz = f"Gesichert und geprüft: „{self.ordner}“."
        if self.beschaedigte_anlagen:
            satz += (
                f" {self.beschaedigte_anlagen} Anlagen sind hier beschädigt und konnten nicht "
                "gesichert werden; „pruefen“ nennt sie."
            )
        return satz


def ordner(ap: Arbeitsplatz) -> Path:
    """Return the folder automatic backups go to, at first the profile's own."""
    return gemerkter_ordner(ap, SICHERUNGEN)


def sichere(
    ap: Arbeitsplatz, nach: Path | None = None, fortschritt: Fortschritt = ohne_fortschritt
) -> Gesichert:
    """Write a checked backup into `nach`, or into the folder of the automatic ones.

    Only there old ones are thinned out: what people put elsewhere stays.
    """
    if nach is None:
        return _als_zeile(_sichere_und_lichte_aus(ap, ordner(ap), fortschritt))
    return _als_zeile(ablage.sichere(bestand(ap.profil), nach, fortschritt))


def sichere_kuenftig(
    ap: Arbeitsplatz, neuer: Path, fortschritt: Fortschritt = ohne_fortschritt
) -> Gesichert:
    """Write a checked backup into another folder, and let the automatic ones go there from now on.

    Raises `KimFehler` where it cannot be written; then they go where they went.
    """
    generation = _sichere_und_lichte_aus(ap, neuer, fortschritt)
    merke_ordner(ap, SICHERUNGEN, neuer.absolute())
    return _als_zeile(generation)


def _sichere_und_lichte_aus(ap: Arbeitsplatz, ort: Path, fortschritt: Fortschritt) -> Generation:
    generation = ablage.sichere(bestand(ap.profil), ort, fortschritt)
    # The new one is safe; an old one that cannot be removed is no failure.
    with contextlib.suppress(OSError):
        ablage.lichte_aus(generation.ordner.parent, generation.ordner)
    return generation


def sichere_taeglich(
    ap: Arbeitsplatz, fortschritt: Fortschritt = ohne_fortschritt
) -> Gesichert | None:
    """Write the backup of the day unless there is one already."""
    vorhanden = ablage.generationen(ablage.ablage(ordner(ap), ap.log))
    if any(g.zeit.date() == ap.heute() for g in vorhanden):
        return None
    return sichere(ap, None, fortschritt)


def versuche_taegliche(ap: Arbeitsplatz, fortschritt: Fortschritt = ohne_fortschritt) -> str:
    """Write the backup of the day; return the sentence that says why it could not be written."""
    try:
        sichere_taeglich(ap, fortschritt)
    except KimFehler as fehler:
        return fehler.text
    return ""


def generationen(ap: Arbeitsplatz) -> list[Gesichert]:
    """Return the automatic backups there are, newest first."""
    return [_als_zeile(g) for g in ablage.generationen(ablage.ablage(ordner(ap), ap.log))]


def _als_zeile(generation: Generation) -> Gesichert:
    ort, inhalt = generation.zeit.astimezone(), generation.inhalt
    return Gesichert(
        generation.ordner, ort.date(), f"{ort:%H:%M}", len(inhalt.anlagen), len(inhalt.ohne)
    )
