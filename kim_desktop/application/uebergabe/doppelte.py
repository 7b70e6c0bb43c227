"""Two Arbeitsplätze that write as one: what people are told, and whom to call."""

from collections.abc import Iterable

from ...domain.ereignis import stamm
from ...trust.verzeichnis import Verzeichnis

_SATZ = (
    "Zwei Arbeitsplätze schreiben als {platz} ab Nr. {nr}. Einer von ihnen ist eine Kopie oder "
    "eine Rücksicherung und muss neu beginnen. Beide Fassungen sind aufgehoben und "
    "gekennzeichnet. Bitte die CM-Koordination anrufen."
)


def doppelte(verzeichnis: Verzeichnis, gabelungen: Iterable[tuple[str, int]]) -> list[str]:
    """Say in German which Arbeitsplätze exist twice."""
    return [_SATZ.format(platz=platzname(verzeichnis, log), nr=nr) for log, nr in gabelungen]


def platzname(verzeichnis: Verzeichnis, log: str) -> str:
    """Return how people tell an Arbeitsplatz: its code and Stelle."""
    platz = verzeichnis.plaetze.get(stamm(log))
    if platz is None:
        return log[:8]
    stelle = verzeichnis.stellen.get(platz.stelle)
    name = f" ({stelle.name})" if stelle else ""
    return f"{verzeichnis.code_von(platz)}{name}"
