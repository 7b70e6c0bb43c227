"""Taking the district's root key off this computer, once the printed sheet has proved good."""

from PySide6.QtWidgets import QWidget

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.platz.kreisblatt import ENTFERNT, entferne_kreisschluessel
from .._generated.kreisschluessel import Ui_Kreisschluessel
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .platzdialog import Platzdialog


class Kreisschluesseldialog(Platzdialog):
    """Asks for the code from the sheet; without the right one the key stays."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler) -> None:
        self.ui = Ui_Kreisschluessel()
        super().__init__(eltern, vermittler, self.ui)
        self.ui.code.setFocus()

    def fall(self) -> Anwendungsfall:
        """Take the key off this computer."""
        code = self.ui.code.text()

        def entferne(ap: Arbeitsplatz, _ablauf: object) -> list[str]:
            entferne_kreisschluessel(ap, code)
            return [ENTFERNT]

        return entferne
