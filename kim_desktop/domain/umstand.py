"""The circumstances of a command: what it needs to know from beyond its case."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from .rollen import Rolle
from .schwelle import Schwelle
from .zustaende import Zustand


@dataclass(frozen=True, slots=True)
class Umstand:
    """What `decide` needs from beyond the case.

    `name` is the acting Stelle's, `meldungen` gives the state of each Meldung named, `schwelle`
    the count of the bundle, `loeschbar` the author log of each event that may be erased, `log` the
    acting one, `fuer_rollen` the roles of the Stelle it is recorded for (empty where it has no
    program), `nachfolge_rollen` those of the Stelle that takes over.
    """

    stelle: str
    rollen: frozenset[Rolle]
    log: str = ""
    name: str = ""
    schwelle: Schwelle = field(default_factory=lambda: Schwelle(0, 0, 1))
    meldungen: Mapping[str, Zustand] = field(default_factory=dict)
    loeschbar: Mapping[str, str] = field(default_factory=dict)
    fuer_rollen: frozenset[Rolle] = frozenset()
    nachfolge_rollen: frozenset[Rolle] = frozenset()
