"""The pages of the window and how they find each other."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, cast, runtime_checkable

from PySide6.QtWidgets import QWidget

from ..application.arbeitsplatz import Identitaet
from ..domain.rollen import Rolle
from .betrieb.vermittler import Vermittler
from .gemeinsam.arbeitsplaetze import Arbeitsplaetze
from .gemeinsam.aufgaben import Aufgaben
from .gemeinsam.einstellungen import Einstellungen
from .gemeinsam.uebergabe import Uebergabe
from .gemeinsam.vorgaenge import Vorgaenge
from .gemeinsam.vorgang import Vorgang
from .rollen.cm_koordination import CmKoordination
from .rollen.cm_stelle import CmStelle
from .rollen.ki_leitung import KiLeitung
from .rollen.lenkungsgruppe import Lenkungsgruppe
from .rollen.projektgruppe import Projektgruppe
from .rollen.rollenseite import Rollenseite

#: The page of each role that has one.
ROLLENSEITEN: Mapping[Rolle, type[Rollenseite]] = {
    Rolle.CM_STELLE: CmStelle,
    Rolle.LENKUNGSGRUPPE: Lenkungsgruppe,
    Rolle.PROJEKTGRUPPE: Projektgruppe,
    Rolle.CM_KOORDINATION: CmKoordination,
    Rolle.KI_LEITUNG: KiLeitung,
}


class Seite(Protocol):
    """A page of the navigation."""

    def lade(self) -> None:
        """Look again."""

    def fokusziel(self) -> QWidget:
        """Return where the keyboard goes when the page is opened."""


@runtime_checkable
class MitOffenem(Protocol):
    """A page on which something may stand that is not written down yet."""

    def offenes(self) -> str:
        """Say what; empty where nothing is."""


@dataclass(frozen=True, slots=True)
class Eintrag:
    """One line of the navigation: the name of its action, its label, its page."""

    name: str
    label: str
    seite: Seite

    @property
    def teil(self) -> QWidget:
        """The page as a widget."""
        return cast(QWidget, self.seite)


class Seiten:
    """All pages: those of the navigation in order, and the single case."""

    def __init__(
        self,
        vermittler: Vermittler,
        wer: Identitaet,
        oeffne: Callable[[str], None],
        zurueck: Callable[[], None],
    ) -> None:
        self.aufgaben = Aufgaben(vermittler, oeffne)
        self.vorgaenge = Vorgaenge(vermittler, wer, oeffne)
        self.uebergabe = Uebergabe(vermittler, wer)
        self.arbeitsplaetze = Arbeitsplaetze(vermittler)
        self.einstellungen = Einstellungen(vermittler)
        self.vorgang = Vorgang(vermittler, oeffne, zurueck)
        rollen = [r for r in Rolle if r in wer.alle_rollen and r in ROLLENSEITEN]
        self.eintraege = (
            Eintrag("aufgaben", "Meine Aufgaben", self.aufgaben),
            *(Eintrag(r, r.label, ROLLENSEITEN[r](vermittler, wer, oeffne)) for r in rollen),
            Eintrag("vorgaenge", "Vorgänge", self.vorgaenge),
            Eintrag("uebergabe", "Übergabe", self.uebergabe),
            Eintrag("arbeitsplaetze", "Arbeitsplätze", self.arbeitsplaetze),
            Eintrag("einstellungen", "Einstellungen", self.einstellungen),
        )

    def eintrag(self, name: str) -> Eintrag | None:
        """Return a page of the navigation by name; None where this Arbeitsplatz has none."""
        return next((e for e in self.eintraege if e.name == name), None)

    def offenes(self) -> list[str]:
        """Say of each page what on it is not written down yet."""
        seiten = (e.seite for e in self.eintraege)
        return [satz for s in seiten if isinstance(s, MitOffenem) and (satz := s.offenes())]

    def rollenseite(self, rolle: Rolle) -> Rollenseite:
        """Return the page of a role held here."""
        eintrag = self.eintrag(rolle)
        assert eintrag is not None
        return cast(Rollenseite, eintrag.seite)
