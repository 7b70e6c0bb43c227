"""Taking in several files at once: a refused one does not keep the others out."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from ...domain.fehler import UebergabeFehler
from ...handover.einfuhr import Geschlossen
from ...store.log.verzeichnisse import lies_verzeichnis
from ..arbeitsplatz import Arbeitsplatz
from ..worte import als_tag
from .austausch import (
    Bericht,
    Fortschritt,
    dateien_in,
    lies_ein,
    merke_ordner,
    ohne_fortschritt,
    stelle_des_logs,
)
from .doppelte import doppelte, doppelte_kennungen, zweite
from .fehlendes import gezaehlt, nummern


@dataclass(slots=True)
class Einlesung:
    """Reports of the files taken in, refusals (file, reason), gaps (Stelle, first, last).

    `doppelt` says which Arbeitsplätze and which Kennungen exist twice, `zurueckgelegt` which gave a
    file's number twice and lost what came since, `uhren` whose clock is far off (Stelle, a day its
    entries bear), `geschlossene` are the refused files of closed Arbeitsplätze.
    """

    berichte: list[Bericht] = field(default_factory=list)
    abgelehnt: list[tuple[str, str]] = field(default_factory=list)
    fehlt: list[tuple[str, int, int]] = field(default_factory=list)
    doppelt: list[str] = field(default_factory=list)
    zurueckgelegt: list[str] = field(default_factory=list)
    uhren: list[tuple[str, str]] = field(default_factory=list)
    geschlossene: list[Path] = field(default_factory=list)

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

    @property
    def strittig(self) -> list[str]:
        """Kennungen in dispute after the last file."""
        return self.berichte[-1].strittig if self.berichte else []

    def als_saetze(self) -> list[str]:
        """Say everything in German, one sentence a line."""
        return [
            *(satz_zu(b) for b in self.berichte),
            *(
                gezaehlt("eingelesen", bis - von + 1, stelle=stelle, nummern=nummern(von, bis))
                for stelle, von, bis in self.fehlt
            ),
            *self.doppelt,
            *self.zurueckgelegt,
            *(
                f"Uhr der Stelle {stelle} weicht ab: Einträge vom {als_tag(tag)}. An der "
                "Reihenfolge ändert das nichts; bitte die Uhr dort stellen."
                for stelle, tag in self.uhren
            ),
            *(f"{k}: Entscheidung strittig." for k in self.strittig),
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
            bericht = wie(ap, datei, fortschritt=melde)
            einlesung.berichte.append(bericht)
        except UebergabeFehler as fehler:
            einlesung.abgelehnt.append((datei.name, fehler.text))
            if isinstance(fehler, Geschlossen):
                einlesung.geschlossene.append(datei)
    if len(orte) == 1 and orte[0].is_dir() and not nur_vorschau:
        merke_ordner(ap, "eingang", orte[0])
    if einlesung.berichte:
        # Not who is at work here: a restored Arbeitsplatz takes files in before its admission.
        with ap.profil.datenbank.lesen() as v:
            verzeichnis, kennungen = lies_verzeichnis(v), doppelte_kennungen(v)
        einlesung.fehlt = [
            (stelle_des_logs(verzeichnis, log), von, bis)
            for log, von, bis in _letzter(einlesung.berichte).fehlt
        ]
        uhren = {log: tag for b in einlesung.berichte for log, tag in b.uhren.items()}
        einlesung.uhren = [(stelle_des_logs(verzeichnis, log), t) for log, t in uhren.items()]
        wieder = {(b.zweite_von, b.nr) for b in einlesung.berichte if b.zweite_von}
        einlesung.zurueckgelegt = zweite(verzeichnis, sorted(wieder))
        gabelungen = _letzter(einlesung.berichte).gabelungen
        einlesung.doppelt = [*doppelte(verzeichnis, gabelungen), *kennungen]
    return einlesung


def _letzter(berichte: list[Bericht]) -> Bericht:
    """Return the newest report that looked for gaps: of a file known already nobody asks."""
    return next((b for b in reversed(berichte) if not b.schon_am), berichte[-1])


def satz_zu(b: Bericht) -> str:
    """Say what one file brought."""
    if b.schon_am:
        return f"{b.datei}: bereits am {b.schon_am} übernommen."
    spaete = f", {b.spaete} Inhalte nachgereicht" if b.spaete else ""
    eigene = f", {b.eigene} eigene Einträge wiederhergestellt" if b.eigene else ""
    return f"{b.datei}: {b.neu} neu, {b.bekannt} bekannt{spaete}{eigene}{_neuere(b.neuere)}."


def _neuere(anzahl: int) -> str:
    """Say that a newer program wrote something: it is kept, handed on, and shown once updated."""
    if not anzahl:
        return ""
    eintraege = "1 Eintrag" if anzahl == 1 else f"{anzahl} Einträge"
    return f", {eintraege} einer neueren Programmversion (bitte das Programm aktualisieren)"
