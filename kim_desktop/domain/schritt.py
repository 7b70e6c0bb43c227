"""What a row of the step table says: kinds of cases, body classes, the step itself."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from .felder import Feld
from .rollen import Rolle
from .zustaende import Zustand


class Fallart(StrEnum):
    """Kinds of cases; every event belongs to exactly one case."""

    MELDUNG = "meldung"
    HERAUSFORDERUNG = "herausforderung"
    SITZUNG = "sitzung"
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
    SITZUNG = "sitzung"
    TRANSPARENZ = "transparenz"
    ERFOLG = "erfolg"
    KREIS = "kreis"


@dataclass(frozen=True, slots=True)
class Schritt:
    """One row of the table; `ereignis` is the neutral type that stands in the header.

    Where the content itself says where the case goes (field `zustand`), `ziele` are the states it
    may name.
    """

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
    ziele: frozenset[Zustand] = frozenset()

    @property
    def ist_entscheidung(self) -> bool:
        """Whether the event writes to the register of its step (3, 4 or 6)."""
        return self.ereignis.startswith("entscheidung_")

    @property
    def bewegt_nichts(self) -> bool:
        """Whether the case stays where it is, decided or not."""
        return self.nach is None and not self.ziele and not self.ist_entscheidung

    def ziel(self, inhalt: Mapping[str, Any], von: Zustand) -> Zustand:
        """Return the state after this step."""
        if self.ziele:
            return Zustand(inhalt["zustand"])
        return self.nach or von

    def moegliche_ziele(self, von: Zustand) -> frozenset[Zustand]:
        """Return every state this step can lead to, for those who cannot read its content."""
        return self.ziele or frozenset({self.nach or von})
