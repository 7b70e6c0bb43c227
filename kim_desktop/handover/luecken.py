"""What is missing: gaps in the logs held, and heads others told of beyond them or beside them."""

from collections.abc import Iterable

from ..domain.ereignis import stamm
from ..store.log import protokoll, zweige
from ..store.oertlich import lokal
from ..store.verbindung import Verbindung
from ..trust.verzeichnis import Verzeichnis
from .freigabe import Leser, logs_fuer_alle

Bereich = tuple[str, int, int]


def fehlende(v: Verbindung, verzeichnis: Verzeichnis, leser: Iterable[Leser]) -> list[Bereich]:
    """Return the ranges (log, first, last) not held here that one of `leser` may have."""
    erlaubt = logs_fuer_alle(v, verzeichnis, leser)
    gehalten = hoechste_nummern(v)
    darueber = [
        (log, gehalten.get(log, 0) + 1, nr)
        for log, nr in sorted(lokal.gehoerte_koepfe(v).items())
        if nr > gehalten.get(log, 0)
    ]
    darunter = [(stamm(name), von, bis) for name, von, bis in protokoll.luecken(v)]
    alle = dict.fromkeys([*darunter, *_vor_losen_zweigen(v), *darueber])
    # What an Arbeitsplatz wrote after the last number that counts is of no use to anybody.
    zaehlend = ((log, von, min(bis, verzeichnis.zaehlt_bis(log))) for log, von, bis in alle)
    return [luecke for luecke in zaehlend if luecke[0] in erlaubt and luecke[1] <= luecke[2]]


def ist_gegabelt(v: Verbindung, log: str) -> bool:
    """Whether two Arbeitsplätze are known to write a log."""
    return log in zweige.gabelungen(v) or log in zweige.widersprechende(v, log)


def gegabelte(v: Verbindung) -> list[tuple[str, int]]:
    """Return the logs that two Arbeitsplätze write, with the first number known to be doubled."""
    gehalten = {log: gabelung.ab for log, gabelung in zweige.gabelungen(v).items()}
    return sorted({**zweige.widersprechende(v), **gehalten}.items())


def hoechste_nummern(v: Verbindung) -> dict[str, int]:
    """Return the highest number held of each log, over all its branches."""
    hoechste: dict[str, int] = {}
    for name, (nr, _) in protokoll.koepfe(v).items():
        hoechste[stamm(name)] = max(nr, hoechste.get(stamm(name), 0))
    return hoechste


def _vor_losen_zweigen(v: Verbindung) -> list[Bereich]:
    return [
        (log, 1, gabelung.zweige[name] - 1)
        for log, gabelung in zweige.gabelungen(v).items()
        for name in sorted(gabelung.lose)
        if gabelung.zweige[name] > 1
    ]
