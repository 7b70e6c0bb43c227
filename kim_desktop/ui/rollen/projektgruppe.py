"""The page of a Projektgruppe: its Aufträge at the top, one of them in tabs below."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from ...application.arbeitsplatz import Identitaet
from ...application.rollen.lesbar import datum, gekuerzt
from ...application.rollen.projektgruppe import Auftrag, pg_seite
from .._generated.projektgruppe import Ui_Projektgruppe
from ..bausteine.tabelle import oeffne_mit_taste
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .gruppe.arbeit import Arbeit
from .gruppe.beschluesse import Beschluesse
from .gruppe.rueckmeldung import Rueckmeldung
from .lesetext import als_html
from .rollenseite import Rollenseite
from .wahlliste import Wahlliste

_SPALTEN = (
    ("Kennung", lambda a: a.kennung),
    ("Auftrag", lambda a: a.titel),
    ("Zustand", lambda a: a.zustand),
    ("Berichtstermin", lambda a: datum(a.berichtstermin)),
    ("Projektgruppe", lambda a: gekuerzt(a.gruppe, 36)),
)


class Projektgruppe(Rollenseite):
    """The list decides what the tabs show."""

    def __init__(
        self, vermittler: Vermittler, wer: Identitaet, oeffne: Callable[[str], None]
    ) -> None:
        super().__init__(vermittler, wer, oeffne)
        self.ui = Ui_Projektgruppe()
        self.ui.setupUi(self)
        self.arbeit = Arbeit(self, self.ui)
        self.rueckmeldung = Rueckmeldung(self, self.ui)
        self.beschluesse = Beschluesse(self, self.ui)
        self.liste = Wahlliste(
            self.ui.auftraege,
            self.ui.auftraege_leer,
            _SPALTEN,
            1,
            lambda a: a.kennung,
            self._zeige_auftrag,
        )
        oeffne_mit_taste(self.ui.auftraege, lambda a: oeffne(a.kennung))

    def hole(self) -> Anwendungsfall:
        return lambda ap, _ablauf: pg_seite(ap)

    def zeige(self, daten: Sequence[Auftrag]) -> None:
        self.liste.zeige(daten)

    def fokusziel(self) -> QWidget:
        return self.ui.auftraege

    def _zeige_auftrag(self, auftrag: Auftrag | None) -> None:
        self.ui.stand.setText(auftrag.stand if auftrag else "")
        self.ui.auftrag.setHtml(als_html(auftrag.absaetze) if auftrag else "")
        for reiter in (self.arbeit, self.rueckmeldung, self.beschluesse):
            reiter.zeige(auftrag)
