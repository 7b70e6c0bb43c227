"""What others asked for again although the newest file to them held it and they have read it."""

import json
from collections.abc import Iterable

from sqlalchemy import select

from ...domain.ereignis import stamm
from ..tabellen import ausgaenge, gegenstellen
from ..verbindung import Verbindung

Bereich = tuple[str, int, int]


def nachgefragt(v: Verbindung, an: str, plaetze: Iterable[str]) -> list[Bereich]:
    """Return ranges (log, first, last) an Arbeitsplatz misses after reading our newest."""
    neueste = select(ausgaenge.c.hash).where(ausgaenge.c.an == an).order_by(ausgaenge.c.nr.desc())
    hash_ = v.execute(neueste.limit(1)).scalar()
    abfrage = select(gegenstellen).where(gegenstellen.c.platz.in_(list(plaetze)))
    return [
        (log, von, bis)
        for z in v.execute(abfrage)
        if any(hash_ == gelesen for _, gelesen in json.loads(z.quittungen))
        for log, von, bis in json.loads(z.fehlt)
    ]


def ohne(nummern: set[int], log: str, bereiche: Iterable[Bereich]) -> set[int]:
    """Return the numbers of a log, or of a branch of it, that stand in none of the ranges."""
    eigene = [(von, bis) for name, von, bis in bereiche if name == stamm(log)]
    if not eigene:
        return nummern
    return {nr for nr in nummern if not any(von <= nr <= bis for von, bis in eigene)}
