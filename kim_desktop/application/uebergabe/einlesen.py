"""Taking in several files at once: a refused one does not keep the others out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ...domain.fehler import UebergabeFehler
from ...handover.einfuhr import Geschlossen
from ...store.datei import lesbarer_name
from ..arbeitsplatz import Arbeitsplatz
from ..worte import als_tag
from .austausch import (
    Bericht,
    Fortschritt,
    dateien_in,
    lies_ein,
    merke_ordner,
    ohne_fortschritt,
)
from .befunde import Befunde, befunde

_MAIL = (
    "eine Mail und keine Übergabedatei. Bitte sie öffnen, ihren Anhang (.kim oder .pdf) speichern "
    "und den einlesen."
)
#: What people take for a handover file, and where it belongs.
_ANDERES = {
    ".eml": _MAIL,
    ".msg": _MAIL,
    ".kim-anmeldung": (
        "eine Anmeldung. Die CM-Koordination nimmt sie mit „Anmeldung prüfen …“ auf der Seite "
        "„Arbeitsplätze“ an (auf der Befehlszeile „zulassen“)."
    ),
    ".kim-zulassung": (
        "eine Zulassung. Der Arbeitsplatz, der darauf wartet, nimmt sie mit „Zulassung wählen …“ "
        "an (auf der Befehlszeile „beitreten“)."
    ),
    ".kim-schluesselwechsel": (
        "ein Schlüsselwechsel. Die CM-Koordination trägt ihn mit „Schlüssel eintragen …“ auf der "
        "Seite „Arbeitsplätze“ ein (auf der Befehlszeile „schluessel-eintragen“)."
    ),
}


@dataclass(slots=True)
class Einlesung:
    """Reports of the files taken in, refusals (file, reason), and what people should hear of.

    `geschlossene` are the refused files of closed Arbeitsplätze.
    """

    berichte: list[Bericht] = field(default_factory=list)
    abgelehnt: list[tuple[str, str]] = field(default_factory=list)
    geschlossene: list[Path] = field(default_factory=list)
    befunde: Befunde = field(default_factory=Befunde)

    @property
    def neu(self) -> int:
        """How many entries were new."""
        return sum(b.neu for b in self.berichte)

    @property
    def eigene(self) -> int:
        """How many of the new entries were written here before a restore."""
        return sum(b.eigene for b in self.berichte)

    @property
    def bekannt(self) -> int:
        """How many entries were known."""
        return sum(b.bekannt for b in self.berichte)

    def als_saetze(self) -> list[str]:
        """Say everything in German, one sentence a line."""
        return [
            *(satz_zu(b) for b in self.berichte),
            *self.befunde.als_saetze(),
            *(f"{datei}: {grund}" for datei, grund in self.abgelehnt),
        ]


def lies_alle_ein(
    ap: Arbeitsplatz,
    orte: Iterable[Path],
    *,
    nur_vorschau: bool = False,
    auch_geschlossene: bool = False,
    fortschritt: Fortschritt = ohne_fortschritt,
) -> Einlesung:
    """Take in the files named or lying in the folders named, in order of name."""
    wie = partial(lies_ein, nur_vorschau=nur_vorschau, auch_geschlossene=auch_geschlossene)
    einlesung = Einlesung()
    orte = list(orte)
    dateien = dateien_in(orte)
    for nummer, datei in enumerate(dateien):

        def melde(anteil: float, text: str, bisher: int = nummer) -> None:
            fortschritt((bisher + anteil) / len(dateien), text)

        try:
            _pruefe_art(datei)
            bericht = wie(ap, datei, fortschritt=melde)
            einlesung.berichte.append(bericht)
        except UebergabeFehler as fehler:
            einlesung.abgelehnt.append((lesbarer_name(datei.name), fehler.text))
            if isinstance(fehler, Geschlossen):
                einlesung.geschlossene.append(datei)
    if len(orte) == 1 and orte[0].is_dir() and not nur_vorschau:
        merke_ordner(ap, "eingang", orte[0])
    einlesung.befunde = befunde(ap, einlesung.berichte)
    return einlesung


def _pruefe_art(datei: Path) -> None:
    """Say of a file that is something else what it is; raises `UebergabeFehler`."""
    if (satz := _ANDERES.get(datei.suffix.lower())) is not None:
        raise UebergabeFehler(f"Das ist {satz}")


def satz_zu(b: Bericht) -> str:
    """Say what one file brought."""
    if b.schon_am:
        wieder = f", {_viele(b.anlagen, 'fehlende Anlage', 'fehlende Anlagen')} ergänzt"
        return (
            f"{b.datei}: bereits am {als_tag(b.schon_am)} übernommen{wieder if b.anlagen else ''}."
        )
    spaete = f", {_viele(b.spaete, 'Inhalt', 'Inhalte')} nachgereicht" if b.spaete else ""
    eigene = (
        f", {_viele(b.eigene, 'eigener Eintrag', 'eigene Einträge')} wiederhergestellt"
        if b.eigene
        else ""
    )
    return f"{b.datei}: {b.neu} neu, {b.bekannt} bekannt{spaete}{eigene}{_neuere(b.neuere)}."


def _viele(anzahl: int, einer: str, mehrere: str) -> str:
    return f"{anzahl} {einer if anzahl == 1 else mehrere}"


def _neuere(anzahl: int) -> str:
    """Say that a newer program wrote something: it is kept, handed on, and shown once updated."""
    if not anzahl:
        return ""
    eintraege = _viele(anzahl, "Eintrag", "Einträge")
    return f", {eintraege} einer neueren Programmversion (bitte das Programm aktualisieren)"
