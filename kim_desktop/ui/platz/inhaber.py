"""Who keeps the directory: naming a second Arbeitsplatz, taking one out."""

from PySide6.QtWidgets import QWidget

from ...application.platz.arbeitsplaetze import Uebersicht
from ...application.platz.inhaber import entlasse_inhaber, ernenne_inhaber
from .._generated.inhaber import Ui_Inhaber
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .platzdialog import Platzdialog

_ALLEN = "Bitte allen Stellen eine Datei schicken, damit sie es erfahren."


class Inhaberdialog(Platzdialog):
    """Offers every Arbeitsplatz that may be named, then those that may be taken out again."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, stand: Uebersicht) -> None:
        self.ui = Ui_Inhaber()
        super().__init__(eltern, vermittler, self.ui)
        platz = self.ui.platz
        for zeile in stand.offene:
            if not zeile.fuehrt:
                platz.addItem(f"{zeile.code} ({zeile.name}) führt mit", (zeile.log, True))
        fuehrende = {z.log: z for z in stand.zeilen if z.fuehrt}
        for zeile in fuehrende.values() if len(fuehrende) > 1 else ():
            platz.addItem(f"{zeile.code} ({zeile.name}) führt nicht mehr", (zeile.log, False))
        self.ui.ausfuehren.setEnabled(platz.count() > 0)
        platz.setFocus()

    def fall(self) -> Anwendungsfall:
        """Name the chosen Arbeitsplatz, or take it out."""
        wen, dazu = self.ui.platz.currentData()
        code = self.ui.code.text()
        if dazu:
            return lambda ap, _ablauf: [
                f"{ernenne_inhaber(ap, wen, code)} führt das Verzeichnis mit.",
                _ALLEN,
            ]
        return lambda ap, _ablauf: [
            f"{entlasse_inhaber(ap, wen, code)} führt das Verzeichnis nicht mehr.",
            _ALLEN,
        ]
