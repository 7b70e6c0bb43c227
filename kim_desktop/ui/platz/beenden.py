"""Closing an Arbeitsplatz, one of its roles, or a whole Stelle."""

from PySide6.QtWidgets import QWidget

from ...application.platz.arbeitsplaetze import Zeile
from ...application.platz.beenden import beende
from ...domain.fehler import EingabeFehler
from ...domain.rollen import Rolle
from .._generated.beenden import Ui_Beenden
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .platzdialog import Platzdialog


class Beendigung(Platzdialog):
    """Asks what of the chosen row ends."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, zeile: Zeile) -> None:
        self.ui = Ui_Beenden()
        super().__init__(eltern, vermittler, self.ui)
        self.ui.was.addItem(f"der Arbeitsplatz {zeile.code}", (zeile.log, None))
        self.ui.was.addItem(f"die Stelle „{zeile.name}“ mit allem", (zeile.stelle, None))
        for rolle, name in zeile.rollen.items():
            self.ui.was.addItem(
                f"nur die Rolle {name} der Stelle „{zeile.name}“", (zeile.stelle, rolle)
            )
        # Nothing ends because somebody pressed Enter in a field.
        self.ui.ausfuehren.setDefault(False)
        self.ui.ausfuehren.setAutoDefault(False)
        self.ui.was.setFocus()

    def fall(self) -> Anwendungsfall:
        """Close what was chosen."""
        wen, rolle = self.ui.was.currentData()
        angabe = self.ui.ab_nr.text().strip()
        if angabe and not angabe.isdecimal():
            raise EingabeFehler("Die Nummer des Eintrags besteht nur aus Ziffern.")
        amt = Rolle(rolle) if rolle else None
        return lambda ap, _ablauf: beende(ap, wen, rolle=amt, ab_nr=int(angabe or 0)).als_saetze()
