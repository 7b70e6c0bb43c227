"""Small things said in the same words everywhere."""

from ..domain.faelle import Durchgang
from ..domain.rollen import Rolle
from ..papers.schreibweise import datum
from ..trust.verzeichnis import Platz, Verzeichnis


def als_tag(iso: str) -> str:
    """Return an ISO day in German spelling."""
    return datum(iso)


def ausgang(runde: Durchgang) -> str:
    """Say how an earlier round ended: a topic that returns shows the old reason."""
    grund = f": {runde.grund}" if runde.grund else "."
    return f"{runde.zustand.label} am {datum(runde.tag)}{grund}"


def rollenname(rolle: str) -> str:
    """Return what people call a role; one of a newer program goes by its name."""
    return Rolle(rolle).label if rolle in set(Rolle) else rolle


def platzname(verzeichnis: Verzeichnis, platz: Platz) -> str:
    """Return how people know an Arbeitsplatz, e.g. HEN1 (CM-Stelle Hennef)."""
    stelle = verzeichnis.stellen.get(platz.stelle)
    name = stelle.name if stelle else platz.stelle
    zusatz = "" if platz.name == name else f", {platz.name}"
    return f"{verzeichnis.code_von(platz)} ({name}{zusatz})"
