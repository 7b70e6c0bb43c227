"""What is missing: gaps in the logs held, and heads others told of beyond them."""

from ..store import erneut, lokal, protokoll
from ..store.verbindung import Verbindung
from ..trust.verzeichnis import Verzeichnis
from .freigabe import Leser, logs_fuer
from .manifest import GROESSTE


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


def angefordertes(
    v: Verbindung, verzeichnis: Verzeichnis, stelle: str, eigenes: str
) -> list[tuple[str, int, int]]:
    """Return what a file of an Arbeitsplatz asks for whose holdings are not to be believed.

    Of the own logs everything, also what is held: bodies may have got lost. Of the others what
    lies beyond; their bodies come again because such a file carries no receipts.
    """
    erlaubt = logs_fuer(v, verzeichnis, Leser(stelle, verzeichnis.rollen_von(stelle)))
    eigene, gehalten = {eigenes, *erneut.fruehere_logs(v)}, protokoll.koepfe(v)
    return [
        (log, 1 if log in eigene else gehalten.get(log, (0, ""))[0] + 1, GROESSTE - 1)
        for log in sorted(erlaubt)
    ]
