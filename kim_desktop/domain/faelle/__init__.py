"""The state of a case: Meldung, Herausforderung, Sitzung, Kreis; changed by `evolve` only."""

from .fall import Beleg, Fall, Inhalt, mit, weiter
from .herausforderung import OEFFENTLICHKEITSARBEIT, Durchgang, Herausforderung
from .kreis import Kreis
from .meldung import Meldung
from .sitzung import Sitzung

__all__ = [
    "OEFFENTLICHKEITSARBEIT",
    "Beleg",
    "Durchgang",
    "Fall",
    "Herausforderung",
    "Inhalt",
    "Kreis",
    "Meldung",
    "Sitzung",
    "mit",
    "weiter",
]
