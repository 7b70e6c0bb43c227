"""The pages of the window and how they find each other."""

from collections.abc import Callable

from ..application.arbeitsplatz import Identitaet
from .seite_aufgaben import Aufgaben
from .seite_einstellungen import Einstellungen
from .seite_uebergabe import Uebergabe
from .seite_vorgaenge import Vorgaenge
from .seite_vorgang import Vorgang
from .vermittler import Vermittler


class Seiten:
    """All pages, in the order of the navigation; the single case comes last."""

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
        self.einstellungen = Einstellungen(vermittler)
        self.vorgang = Vorgang(vermittler, oeffne, zurueck)

    @property
    def alle(self) -> tuple[Aufgaben, Vorgaenge, Uebergabe, Einstellungen, Vorgang]:
        """The pages in order."""
        return self.aufgaben, self.vorgaenge, self.uebergabe, self.einstellungen, self.vorgang

    def lade(self, nummer: int) -> None:
        """Let a page look again."""
        self.alle[nummer].lade()

    def nimm_fokus(self, nummer: int) -> None:
        """Put the keyboard where work on a page begins."""
        teile = (
            self.aufgaben.ui.tabelle,
            self.vorgaenge.ui.tabelle,
            self.uebergabe.ui.ziel,
            self.einstellungen.ui.gruppen,
        )
        if nummer < len(teile):
            teile[nummer].setFocus()
