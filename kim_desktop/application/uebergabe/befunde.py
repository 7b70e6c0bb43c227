"""What people should hear of after files were taken in, whether by hand or from a folder."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...handover.bericht import Bericht
from ...store.log.verzeichnisse import lies_verzeichnis
from ..arbeitsplatz import Arbeitsplatz
from ..worte import als_tag
from .austausch import stelle_des_logs
from .doppelte import doppelte, doppelte_kennungen, zweite
from .fehlendes import gezaehlt, nummern


@dataclass(frozen=True, slots=True)
class Befunde:
    """Gaps (Stelle, first, last), what exists twice, disputes.

    `doppelt` says which Arbeitsplätze and which Kennungen exist twice, `zurueckgelegt` which gave a
    file's number twice and lost what came since, `uhren` whose clock is far off (Stelle, a day its
    entries bear), `strittig` are Kennungen.
    """

    fehlt: tuple[tuple[str, int, int], ...] = ()
    doppelt: tuple[str, ...] = ()
    zurueckgelegt: tuple[str, ...] = ()
    uhren: tuple[tuple[str, str], ...] = ()
    strittig: tuple[str, ...] = ()

    def als_saetze(self) -> list[str]:
        """Say everything in German, one sentence a line."""
        return [
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
        ]


def befunde(ap: Arbeitsplatz, berichte: Sequence[Bericht]) -> Befunde:
    """Return what the reports of these files tell, taken in one after the other."""
    if not berichte:
        return Befunde()
    # Not who is at work here: a restored Arbeitsplatz takes files in before its admission.
    with ap.profil.datenbank.lesen() as v:
        verzeichnis, kennungen = lies_verzeichnis(v), doppelte_kennungen(v)
    # Of a file known already nobody asks what is missing.
    letzter = next((b for b in reversed(berichte) if not b.schon_am), berichte[-1])
    uhren = {log: tag for b in berichte for log, tag in b.uhren.items()}
    wieder = {(b.zweite_von, b.nr) for b in berichte if b.zweite_von}
    return Befunde(
        tuple((stelle_des_logs(verzeichnis, log), von, bis) for log, von, bis in letzter.fehlt),
        (*doppelte(verzeichnis, letzter.gabelungen, ap.log), *kennungen),
        tuple(zweite(verzeichnis, sorted(wieder))),
        tuple((stelle_des_logs(verzeichnis, log), tag) for log, tag in uhren.items()),
        tuple(berichte[-1].strittig),
    )
