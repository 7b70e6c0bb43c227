"""What a row of the step table says: kinds of cases, body classes, the step itself."""

from dataclasses import dataclass
from enum import StrEnum

from .felder import Feld
from .rollen import Rolle
from .zustaende import Zustand


class Fallart(StrEnum):
    """Kinds of cases; every event belongs to exactly one case."""

    MELDUNG = "meldung"
    HERAUSFORDERUNG = "herausforderung"
    KREIS = "kreis"


class Klasse(StrEnum):
    """Body classes: they decide who may read the body of an event."""

    MELDUNG = "meldung"
    BESCHEID = "bescheid"
    THEMENBLATT = "themenblatt"
    NOTIZ = "notiz"
    HERAUSFORDERUNG = "herausforderung"
    BESCHLUSS = "beschluss"
    ARBEIT = "arbeit"
    RM = "rm"
    TRANSPARENZ = "transparenz"
    ERFOLG = "erfolg"
    KREIS = "kreis"


@dataclass(frozen=True, slots=True)
class Schritt:
    """One row of the table; `ereignis` is the neutral type that stands in the header."""

    nummer: int
    name: str
    label: str
    rollen: frozenset[Rolle]
    fall: Fallart
    von: frozenset[Zustand]
    nach: Zustand | None
    ereignis: str
    klasse: Klasse
    felder: tuple[Feld, ...]
    gruendet: bool = False

    @property
    def ist_entscheidung(self) -> bool:
        """Whether the event writes to the register of its step (3, 4 or 6)."""
        return self.ereignis.startswith("entscheidung_")
