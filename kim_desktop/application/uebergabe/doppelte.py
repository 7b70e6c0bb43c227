"""Two Arbeitsplätze that write as one: what people are told, and whom to call."""

from collections.abc import Iterable

from ...domain.ereignis import stamm
from ...trust.verzeichnis import Verzeichnis
from ..worte import platzname

_SATZ = (
    "Zwei Arbeitsplätze schreiben als {platz} ab Nr. {nr}. Einer von ihnen ist eine Kopie oder "
    "eine Rücksicherung und muss neu beginnen. Beide Fassungen sind aufgehoben und "
    "gekennzeichnet. Bitte die CM-Koordination anrufen."
)

_ZWEITE = (
    "Von {platz} kam schon eine andere Datei mit der Nummer {nr}: Dieser Arbeitsplatz wurde aus "
    "einer Sicherung zurückgelegt oder kopiert. Was ihm seither fehlt, geht mit der nächsten Datei "
    "noch einmal an ihn. Gibt es ihn zweimal, bitte die CM-Koordination anrufen."
)


def doppelte(verzeichnis: Verzeichnis, gabelungen: Iterable[tuple[str, int]]) -> list[str]:
    """Say in German which Arbeitsplätze exist twice."""
    return [_SATZ.format(platz=_name(verzeichnis, log), nr=nr) for log, nr in gabelungen]


def zweite(verzeichnis: Verzeichnis, dateien: Iterable[tuple[str, int]]) -> list[str]:
    """Say in German which Arbeitsplätze gave a file's number twice (log, number)."""
    return [_ZWEITE.format(platz=_name(verzeichnis, log), nr=nr) for log, nr in dateien]


def _name(verzeichnis: Verzeichnis, log: str) -> str:
    platz = verzeichnis.plaetze.get(stamm(log))
    return platzname(verzeichnis, platz) if platz else log[:8]
