"""Which Stellen a decision paper may name: those that agreed to it."""

from collections.abc import Iterable

from ...domain.rollen import Rolle
from ...domain.schwelle import zahlwort
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Identitaet
from ..listen import eintraege
from ..zaehlung import kreis


def nennbare(v: Verbindung, wer: Identitaet, namen: Iterable[str]) -> tuple[str, ...]:
    """Return the names with CM-Stellen that did not agree put together to a number."""
    alle = eintraege(kreis(v, wer), "nennung", wer.stellennamen)
    erlaubt = {e.label for e in alle if e.aktiv}
    verzeichnis = wer.verzeichnis
    stumm = {
        s.name
        for s in verzeichnis.stellen.values()
        if Rolle.CM_STELLE in verzeichnis.rollen_von(s.id) and s.name not in erlaubt
    }
    genannt = [n for n in namen if n]
    offen = [n for n in genannt if n not in stumm]
    ungenannt = len(genannt) - len(offen)
    rest = [zahlwort(ungenannt, "CM-Stelle", "CM-Stellen")] if ungenannt else []
    return (*offen, *rest)
