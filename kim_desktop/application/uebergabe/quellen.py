"""Whom to ask for what is missing here, and who has yet to be asked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ...domain.rollen import Rolle
from ...handover.anfragen import verlangte
from ...store.oertlich import lokal
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet
from .austausch import partner


@dataclass(frozen=True, slots=True)
class Quellen:
    """How far each Stelle that hands over with this one holds each log."""

    wer: Identitaet
    halter: Mapping[str, Mapping[str, int]]

    def zu(self, log: str, bis: int) -> str:
        """Return the id of the Stelle to ask for entries of a log up to number `bis`.

        That is the author where it hands over with us, else who holds them; empty for nobody.
        """
        verzeichnis = self.wer.verzeichnis
        platz = verzeichnis.plaetze.get(log)
        if platz is not None and platz.stelle in self.halter:
            return platz.stelle
        haben = [stelle for stelle, koepfe in self.halter.items() if koepfe.get(log, 0) >= bis]
        zentrum = [
            stelle
            for stelle in self.halter
            if Rolle.CM_KOORDINATION in verzeichnis.rollen_von(stelle, self.wer.tag)
        ]
        return next(iter([*haben, *zentrum, *self.halter]), "")


def quellen(v: Verbindung, wer: Identitaet) -> Quellen:
    """Return who can be asked."""
    halter = {
        stelle: _koepfe(v, [p.log for p in wer.verzeichnis.plaetze_von(stelle)])
        for stelle in partner(wer)
    }
    return Quellen(wer, halter)


def zu_fragende(ap: Arbeitsplatz, v: Verbindung, wer: Identitaet) -> set[str]:
    """Return the Stellen to ask for something else than the newest file to them asked for.

    So each is asked once, and again only when something of it came: no clock is needed, and two
    that miss the same never write to each other for ever.
    """
    fehlt = verlangte(v, wer.verzeichnis, ap.profil, wer.leser)
    if not fehlt:
        return set()
    von, je_stelle = quellen(v, wer), defaultdict(set)
    for log, erste, letzte in fehlt:
        je_stelle[von.zu(log, letzte)].add((log, erste, letzte))
    return {
        stelle
        for stelle, bereiche in je_stelle.items()
        if bereiche != {b for b in lokal.versand(v, stelle).erfragt if von.zu(b[0], b[2]) == stelle}
    }


def _koepfe(v: Verbindung, plaetze: Iterable[str]) -> dict[str, int]:
    koepfe: dict[str, int] = {}
    for platz in plaetze:
        for log, nr in lokal.gegenstelle(v, platz).koepfe.items():
            koepfe[log] = max(nr, koepfe.get(log, 0))
    return koepfe
