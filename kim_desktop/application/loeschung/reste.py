"""What an erasure cannot reach: files under way, backups, paper. All of it is named."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from ...store.log import protokoll
from ...store.profil.schluesseldateien import SICHERUNGEN
from ...store.sicherung import loeschstand
from ...store.sicherung.sicherung import Generation, ablage, lichte_aus
from ..arbeitsplatz import Arbeitsplatz, identitaet
from ..platz import sicherung
from ..uebergabe.austausch import dateien_in, gemerkter_ordner
from ..uebergabe.ordner.austauschordner import hingelegte
from ..uebergabe.ordner.postausgang import fach

_PAPIER = (
    "Ausdrucke, Sicherungen auf einem Stick und Dateien, die andere auf eigenen Wegen gespeichert "
    "haben, kann das Programm nicht finden. Bitte selbst vernichten."
)


@dataclass(frozen=True, slots=True)
class Reste:
    """Copies of an erased body that are still there, as far as this Arbeitsplatz knows.

    `dateien` are files of ours, with the path where they still lie; `fremde` lie in the folders
    for refused and received files and may hold it; `sicherungen` hold it for certain.
    """

    dateien: tuple[str, ...]
    fremde: tuple[str, ...]
    sicherungen: tuple[Path, ...]

    def als_saetze(self) -> list[str]:
        """Name everything, one sentence a line."""
        saetze = [f"Übergabedatei, die den Inhalt enthält: {d}." for d in self.dateien]
        saetze += [f"Erhaltene Datei, die den Inhalt enthalten kann: {d}." for d in self.fremde]
        saetze += [f"Sicherung, die den Inhalt enthält: „{s}“." for s in self.sicherungen]
        return [*saetze, _PAPIER]


def reste(ap: Arbeitsplatz, eintrag: str) -> Reste:
    """Return which copies of an erased entry's body are still there."""
    with ap.profil.datenbank.lesen() as v:
        wer, ausgaenge = identitaet(ap, v), loeschstand.dateien_mit(v, eintrag)
        gemeinsam = hingelegte(v)
    ordner = {gemerkter_ordner(ap, "ausgang"), ap.profil.ordner / "ausgang", fach(ap)}
    dateien = tuple(
        _genannt(wer.name_von(a.an), a.datei, ordner, gemeinsam.get(a.hash)) for a in ausgaenge
    )
    return Reste(dateien, tuple(_fremde(ap)), tuple(g.ordner for g in _sicherungen(ap, [eintrag])))


def _genannt(an: str, datei: str, ordner: set[Path], gemeinsam: Path | None) -> str:
    """Name a file of ours with every place it lies in, alone or in its cover sheet."""
    namen = datei, f"{Path(datei).stem}.pdf"
    orte = [ort / name for ort in sorted(ordner) for name in namen if (ort / name).is_file()]
    stellen = [*map(_mit_mail, orte), *([f"„{gemeinsam}“"] if gemeinsam else [])]
    return f"{', '.join(stellen) or datei} (an {an})"


def _mit_mail(datei: Path) -> str:
    entwurf = " mit Mailentwurf" if datei.with_suffix(".eml").is_file() else ""
    return f"„{datei}“{entwurf}"


def _fremde(ap: Arbeitsplatz) -> list[str]:
    ordner = {ap.profil.ordner / "abgelehnt", ap.profil.ordner / "eingang"}
    ordner.add(gemerkter_ordner(ap, "eingang"))
    return [f"„{d}“" for d in sorted(dateien_in(ort for ort in ordner if ort.is_dir()))]


def _sicherungen(ap: Arbeitsplatz, ids: list[str]) -> list[Generation]:
    orte = {ablage(o, ap.log) for o in (sicherung.ordner(ap), ap.profil.ordner / SICHERUNGEN)}
    alle = ap.profil.schluessel
    schluessel = (alle.datenbank, *alle.fruehere_datenbank)
    return [g for ort in sorted(orte) for g in loeschstand.sicherungen_mit(ort, schluessel, ids)]


def ersetze_sicherungen(ap: Arbeitsplatz) -> list[Path]:
    """Write a new backup, then remove the automatic ones that hold anything erased.

    Returns the folders removed; raises `UmgebungsFehler` where no new one could be written: then
    all old ones are still there.
    """
    with ap.profil.datenbank.lesen() as v:
        weg = sorted(protokoll.geloeschte(v))
    alte = _sicherungen(ap, weg) if weg else []
    if not alte:
        return []
    neue = sicherung.sichere(ap).ordner
    for generation in alte:
        shutil.rmtree(generation.ordner, ignore_errors=True)
    for ort in {g.ordner.parent for g in alte}:
        lichte_aus(ort, neue)
    return [g.ordner for g in alte]
