"""A bundle of Meldungen on its way through the eight steps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple

from ..register import Wert, strittige
from ..schritt import Fallart
from ..zustaende import SCHRITT_DER_HERAUSFORDERUNG, Zustand
from .fall import Beleg, Fall, Inhalt

#: What step 6 decides on besides the Lösungsansätze.
OEFFENTLICHKEITSARBEIT = "oeffentlichkeitsarbeit"


class Durchgang(NamedTuple):
    """How an earlier round ended, shown when the topic comes back."""

    tag: str
    zustand: Zustand
    grund: str


@dataclass(frozen=True)
class Herausforderung(Fall):
    """A bundle of Meldungen on its way through the eight steps.

    What is kept per body or Stelle: `stellungnahmen` by name, `zusagen` by Lösungsansatz and name,
    `umsetzung` by what was decided, `abfrageantworten` and `kenntnis` by Stelle, `erfolge` by
    Stelle and Lösungsansatz. `uebernahmen` maps a Projektgruppe to its successor, `reihen` every
    successor to the group whose series of RMs it goes on with, `ende` is the number of the step at
    which the Lenkungsgruppe ended it.
    """

    art: ClassVar[str] = Fallart.HERAUSFORDERUNG
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
    abfrage: Beleg | None = None
    abfrageantworten: Mapping[str, Beleg] = field(default_factory=dict)
    anfragen: tuple[Beleg, ...] = ()
    stellungnahmen: Mapping[str, Beleg] = field(default_factory=dict)
    mitzeichnungen: tuple[Beleg, ...] = ()
    zusagen: Mapping[str, Beleg] = field(default_factory=dict)
    umsetzung: Mapping[str, Beleg] = field(default_factory=dict)
    zahlen: Inhalt = field(default_factory=dict)
    altbestand: Beleg | None = None
    uebernahmen: Mapping[str, str] = field(default_factory=dict)
    reihen: Mapping[str, str] = field(default_factory=dict)
    weitergabe: Beleg | None = None
    antwort: Beleg | None = None
    frueher: tuple[Durchgang, ...] = ()
    ende: int = 0

    @property
    def schritt(self) -> int:
        """Which of the eight steps it stands at."""
        if self.zustand in (Zustand.ZUR_KENNTNIS, Zustand.WEITERGEGEBEN) and self.ende:
            return self.ende
        return SCHRITT_DER_HERAUSFORDERUNG[self.zustand]

    @property
    def gesagt(self) -> tuple[tuple[str, Inhalt], ...]:
        """Everything said that still counts, oldest first, decisions last."""
        belegt = ((b.id, b.inhalt) for b in super().belege)
        return (("", self.angaben), *belegt, *((w.id, w.inhalt) for w in self.werte))

    @property
    def belege(self) -> tuple[Beleg, ...]:
        """The evidence that still counts, with every decision in force."""
        alle = {b.id: b for b in super().belege}
        folge = {e.id: (nr, e) for nr, e in enumerate(self.verlauf)}
        for wert in self.werte:
            _, e = folge[wert.id]
            alle[wert.id] = Beleg(e.id, e.tag, e.stelle, e.fuer_stelle, wert.inhalt)
        return tuple(sorted(alle.values(), key=lambda b: folge[b.id][0]))

    @property
    def strittig(self) -> tuple[Wert, ...]:
        """The contradicting decisions, empty where there is no dispute."""
        return strittige(self.werte)

    @property
    def auftraege(self) -> tuple[Inhalt, ...]:
        """The commissioned Projektgruppen as the Auftrag (or the old topic) names them."""
        beleg = self.auftrag or self.altbestand
        return tuple(beleg.inhalt.get("gruppen") or ()) if beleg else ()

    @property
    def gruppen(self) -> tuple[str, ...]:
        """Ids of the Projektgruppen an RM is expected of.

        A group taken over by another commissioned one before it reported falls away.
        """
        ids = [str(g.get("id", "")) for g in self.auftraege]
        berichtet = {rm.urheber for rm in self.rueckmeldungen}
        return tuple(g for g in ids if self.uebernahmen.get(g) not in ids or g in berichtet)

    @property
    def beauftragte(self) -> frozenset[str]:
        """The Stellen that may work on it: the groups and those that took over from them."""
        nachfolger = {n for g, n in self.uebernahmen.items() if g in self.gruppen}
        return frozenset(self.gruppen) | nachfolger

    @property
    def neueste_rm(self) -> Mapping[str, Beleg]:
        """The latest RM of each Projektgruppe; a successor goes on with the same series."""
        bisher = {n: g for n, g in self.reihen.items() if n not in self.gruppen}
        return {bisher.get(rm.urheber, rm.urheber): rm for rm in self.rueckmeldungen}

    @property
    def genannte(self) -> frozenset[str]:
        """Names of the bodies the case speaks of: asked, responsible, or at work on it."""
        ansaetze = [*self.ansaetze.values()]
        if self.bekanntgabe:
            ansaetze += self.bekanntgabe.inhalt.get("loesungsansaetze") or ()
        namen = [a.inhalt.get("von") for a in self.anfragen]
        namen += [a.get("zustaendig") for a in ansaetze]
        namen += [name for g in self.auftraege for name in (g.get("name"), g.get("leitung"))]
        return frozenset(n for n in namen if isinstance(n, str) and n)

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
