"""What is missing: gaps in the logs held, and heads others told of beyond them."""

from ..store import lokal, protokoll
from ..store.verbindung import Verbindung
from ..trust.verzeichnis import Verzeichnis
from .freigabe import Leser, logs_fuer


def fehlende(v: Verbindung, verzeichnis: Verzeichnis, stelle: str) -> list[tuple[str, int, int]]:
    """Return the ranges (log, first, last) that `stelle` is entitled to and does not hold."""
    erlaubt = logs_fuer(v, verzeichnis, Leser(stelle, verzeichnis.rollen_von(stelle)))
    gehalten = protokoll.koepfe(v)
    darueber = [
        (log, gehalten.get(log, (0, ""))[0] + 1, nr)
        for log, nr in sorted(lokal.gehoerte_koepfe(v).items())
        if nr > gehalten.get(log, (0, ""))[0]
    ]
    return [luecke for luecke in protokoll.luecken(v) + darueber if luecke[0] in erlaubt]
