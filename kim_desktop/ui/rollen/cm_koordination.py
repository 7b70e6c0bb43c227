"""The page of the CM-Koordination."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ...application.arbeitsplatz import Identitaet
from ...application.rollen import cm_koordination
from ...application.rollen.cm_koordination import Koordination
from .._generated.cm_koordination import Ui_CmKoordination
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .koordination.buendeln import Buendeln
from .koordination.eingang import Eingang
from .koordination.schulden import Schulden
from .koordination.themen import Themen
from .rollenseite import Rollenseite


class CmKoordination(Rollenseite):
    """Eingang, Bündeln, Themen, and who owes whom an answer."""

    def __init__(
        self, vermittler: Vermittler, wer: Identitaet, oeffne: Callable[[str], None]
    ) -> None:
        super().__init__(vermittler, wer, oeffne)
        self.ui = Ui_CmKoordination()
        self.ui.setupUi(self)
        self.eingang = Eingang(self, self.ui)
        self.buendeln = Buendeln(self, self.ui)
        self.themen = Themen(self, self.ui)
        self.schulden = Schulden(self, self.ui)

    def hole(self) -> Anwendungsfall:
        auch_beendete = self.ui.auch_beendete.isChecked()
        return lambda ap, _ablauf: cm_koordination.lies(ap, auch_beendete)

    def zeige(self, daten: Koordination) -> None:
        self.eingang.zeige(daten.eingang)
        self.buendeln.zeige(daten.eingang, daten.buendel)
        self.themen.zeige(daten.themen)
        self.schulden.zeige(daten.schulden)

    def fokusziel(self) -> QWidget:
        ui = self.ui
        ziele = (ui.eingang, ui.links, ui.themen, ui.schulden)
        return ziele[ui.reiter.currentIndex()]
