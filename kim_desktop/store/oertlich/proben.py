"""Trial handovers: which file to which Stelle was to try out which route."""

import json
from dataclasses import dataclass

from ..verbindung import Verbindung
from .lokal import gemerkt, merke

_SCHLUESSEL = "proben"


@dataclass(frozen=True, slots=True)
class Probe:
    """File `nr` to the Stelle `an` tries out the route `weg`."""

    an: str
    weg: str
    nr: int


def merke_probe(v: Verbindung, probe: Probe) -> None:
    """Keep note of a trial."""
    alle = [*_roh(v), [probe.an, probe.weg, probe.nr]]
    merke(v, _SCHLUESSEL, json.dumps(alle))


def proben(v: Verbindung) -> list[Probe]:
    """Return all trials, oldest first."""
    return [Probe(an, weg, nr) for an, weg, nr in _roh(v)]


def _roh(v: Verbindung) -> list[tuple[str, str, int]]:
    return [(an, weg, nr) for an, weg, nr in json.loads(gemerkt(v, _SCHLUESSEL) or "[]")]
