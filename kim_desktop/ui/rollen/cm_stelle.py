"""The page of a CM-Stelle: report, see what became of it, what others report, what to apply."""

from collections.abc import Callable

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from ...application.arbeitsplatz import Identitaet
from ...application.rollen.cm_stelle import CmSeite, cm_seite
from .._generated.cm_stelle import Ui_CmStelle
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .rollenseite import Rollenseite
from .stelle.loesungen import Loesungen
from .stelle.meine_meldungen import MeineMeldungen
from .stelle.neue_meldung import NeueMeldung
from .stelle.themen import Themen


class CmStelle(Rollenseite):
    """Four tabs, filled from one read."""

    def __init__(
        self, vermittler: Vermittler, wer: Identitaet, oeffne: Callable[[str], None]
    ) -> None:
        super().__init__(vermittler, wer, oeffne)
        self.ui = Ui_CmStelle()
        self.ui.setupUi(self)
        self.neue_meldung = NeueMeldung(self, self.ui)
        self.meldungen = MeineMeldungen(self, self.ui)
        self.themen = Themen(self, self.ui)
        self.loesungen = Loesungen(self, self.ui)

    def hole(self) -> Anwendungsfall:
        return lambda ap, _ablauf: cm_seite(ap)

    def zeige(self, daten: CmSeite) -> None:
        for reiter in (self.meldungen, self.themen, self.loesungen):
            reiter.zeige(daten)

    def fokusziel(self) -> QWidget:
        ziele = (self.ui.feld_sachverhalt, self.ui.meldungen, self.ui.themen, self.ui.loesungen)
        return ziele[self.ui.reiter.currentIndex()]

    def showEvent(self, event: QShowEvent) -> None:
        # Closing the window is leaving the page, too.
        self.window().installEventFilter(self.neue_meldung)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.neue_meldung.sichere()
        super().hideEvent(event)
