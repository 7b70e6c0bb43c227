"""The state of a case: Meldung, Herausforderung, Kreis. Immutable; changed by `evolve` only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from .einstellung import Listeneintrag
from .ereignis import Eintrag
from .register import Wert, strittige
from .schritt import Fallart
from .zustaende import SCHRITT_DER_HERAUSFORDERUNG, Zustand

Inhalt = Mapping[str, Any]
_LEER: Mapping[str, Any] = {}


class Beleg(NamedTuple):
    """Content that counts now, with the event it comes from."""

    id: str
    tag: str
    stelle: str
    fuer_stelle: str
    inhalt: Inhalt

    @property
    def urheber(self) -> str:
        """The Stelle whose doing this is."""
        return self.fuer_stelle or self.stelle


@dataclass(frozen=True)
class Fall:
    """What every case has. `ahnen` maps events and logs to the decisions in their past."""

    id: str
    kennung: str = ""
    zustand: Zustand = Zustand.NICHT_EINSEHBAR
    gesperrt: bool = False
    verlauf: tuple[Eintrag, ...] = ()
    ahnen: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def art(self) -> str:
        """Kind of the case."""
        return "unbekannt"

    @property
    def schritt(self) -> int:
        """Which of the eight steps the case stands at; 0 where it stands at none."""
        return 0


F = TypeVar("F", bound=Fall)


def mit(fall: F, **anders: Any) -> F:
    """Return a copy with other values; a tenth of the time of `dataclasses.replace`."""
    neu = object.__new__(type(fall))
    neu.__dict__.update(fall.__dict__, **anders)
    return neu


@dataclass(frozen=True)
class Meldung(Fall):
    """One report of one CM-Stelle. `fassungen` are the versions no other one replaces."""

    stelle: str = ""
    fassungen: tuple[Beleg, ...] = ()
    grund: str = ""
    bescheide: tuple[Beleg, ...] = ()

    @property
    def art(self) -> str:
        """Kind of the case."""
        return Fallart.MELDUNG

    @property
    def schritt(self) -> int:
        """A Meldung stands at step 1 as long as it lives by itself."""
        return 1

    @property
    def inhalt(self) -> Inhalt:
        """The newest version's content; empty where it cannot be read."""
        return self.fassungen[-1].inhalt if self.fassungen else _LEER


@dataclass(frozen=True)
class Herausforderung(Fall):
    """A bundle of Meldungen on its way through the eight steps."""

    angaben: Inhalt = field(default_factory=dict)
    meldungen: tuple[str, ...] = ()
    vorlegung: Beleg | None = None
    vorlage: Beleg | None = None
    auftrag: Beleg | None = None
    arbeit: tuple[Beleg, ...] = ()
    rueckmeldungen: tuple[Beleg, ...] = ()
    bekanntgabe: Beleg | None = None
    kenntnis: Mapping[str, Beleg] = field(default_factory=dict)
    erfolge: Mapping[str, Beleg] = field(default_factory=dict)
    abschluss: Beleg | None = None
    themenblatt: Beleg | None = None
    grund: str = ""
    werte: tuple[Wert, ...] = ()

    @property
    def art(self) -> str:
        """Kind of the case."""
        return Fallart.HERAUSFORDERUNG

    @property
    def schritt(self) -> int:
        """Which of the eight steps it stands at."""
        return SCHRITT_DER_HERAUSFORDERUNG[self.zustand]

    @property
    def strittig(self) -> tuple[Wert, ...]:
        """The contradicting decisions, empty where there is no dispute."""
        return strittige(self.werte)

    @property
    def gruppen(self) -> tuple[str, ...]:
        """Ids of the commissioned Projektgruppen."""
        gruppen = self.auftrag.inhalt.get("gruppen", ()) if self.auftrag else ()
        return tuple(str(g.get("id", "")) for g in gruppen)

    @property
    def neueste_rm(self) -> Mapping[str, Beleg]:
        """The latest RM of each Projektgruppe."""
        return {rm.urheber: rm for rm in self.rueckmeldungen}

    @property
    def gegenstaende(self) -> tuple[str, ...]:
        """Everything step 6 has to decide on: each Lösungsansatz, then the publicity."""
        return (*self.ansaetze, OEFFENTLICHKEITSARBEIT)

    @property
    def ansaetze(self) -> Mapping[str, Inhalt]:
        """The Lösungsansätze of the latest RM of each group, by `group/number`."""
        return {
            f"{gruppe}/{ansatz.get('schluessel', '')}": ansatz
            for gruppe, rm in self.neueste_rm.items()
            for ansatz in rm.inhalt["loesungsansaetze"]
        }

    @property
    def letzte_entscheidungen(self) -> tuple[str, ...]:
        """The decisions no other known decision has seen, whether in force or not."""
        alle = {e.id for e in self.verlauf if e.art.startswith("entscheidung_")}
        gesehen = {v for e in alle for v in self.ahnen.get(e, frozenset()) - {e}}
        return tuple(sorted(alle - gesehen))

    @property
    def beschluesse(self) -> Mapping[str, Wert]:
        """The decisions of step 6 by what they decide on."""
        return {w.gegenstand: w for w in self.werte if w.schritt == "beschliessen"}


#: What step 6 decides on besides the Lösungsansätze.
OEFFENTLICHKEITSARBEIT = "oeffentlichkeitsarbeit"


@dataclass(frozen=True)
class Kreis(Fall):
    """The district's own case: settings and erasures."""

    name: str = ""
    einstellungen: Mapping[str, str] = field(default_factory=dict)
    listen: Mapping[str, tuple[Listeneintrag, ...]] = field(default_factory=dict)

    @property
    def art(self) -> str:
        """Kind of the case."""
        return Fallart.KREIS
