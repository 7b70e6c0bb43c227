"""Naming a second Arbeitsplatz that keeps the directory."""

from PySide6.QtWidgets import QWidget

from ...application.platz.arbeitsplaetze import Uebersicht
from ...application.platz.inhaber import ernenne_inhaber
from .._generated.inhaber import Ui_Inhaber
from ..vermittler import Anwendungsfall, Vermittler
from .platzdialog import Platzdialog


class Inhaberdialog(Platzdialog):
    """Offers every Arbeitsplatz that does not keep the directory yet."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, stand: Uebersicht) -> None:
        self.ui = Ui_Inhaber()
        super().__init__(eltern, vermittler, self.ui)
        for zeile in stand.offene:
            if not zeile.fuehrt:
                self.ui.platz.addItem(f"{zeile.code} ({zeile.name})", zeile.log)
        self.ui.ausfuehren.setEnabled(self.ui.platz.count() > 0)
        self.ui.platz.setFocus()

    def fall(self) -> Anwendungsfall:
        """Name the chosen Arbeitsplatz."""
        wen, code = self.ui.platz.currentData(), self.ui.code.text()
        return lambda ap, _ablauf: [
            f"{ernenne_inhaber(ap, wen, code)} führt das Verzeichnis mit.",
            "Bitte allen Stellen eine Datei schicken, damit sie es erfahren.",
        ]
