"""Entering a Stelle that has no Arbeitsplatz: a Projektgruppe, a body without the program."""

from PySide6.QtWidgets import QWidget

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.platz.arbeitsplaetze import Gruppe, Uebersicht
from ...application.platz.einrichten import trage_stelle_ein
from ...domain.fehler import EingabeFehler
from .._generated.stelle_eintragen import Ui_StelleEintragen
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .platzdialog import Platzdialog

_KEIN_AUFTRAG = "– ohne Auftrag –"


class Stellendialog(Platzdialog):
    """Proposes the Projektgruppen of open Aufträge that are not in the directory yet."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, stand: Uebersicht) -> None:
        self.ui = Ui_StelleEintragen()
        super().__init__(eltern, vermittler, self.ui)
        self.ui.gruppe.addItem(_KEIN_AUFTRAG)
        for gruppe in stand.gruppen:
            self.ui.gruppe.addItem(f"{gruppe.name} ({gruppe.kennung})", gruppe)
        self.ui.gruppe.currentIndexChanged.connect(self._waehle)
        self.ui.formular.setRowVisible(0, bool(stand.gruppen))
        if stand.gruppen:
            self.ui.gruppe.setCurrentIndex(1)
            self.ui.gruppe.setFocus()
        else:
            self.ui.name.setFocus()

    @property
    def _gruppe(self) -> Gruppe | None:
        gewaehlt = self.ui.gruppe.currentData()
        return gewaehlt if isinstance(gewaehlt, Gruppe) else None

    def _waehle(self) -> None:
        if gruppe := self._gruppe:
            self.ui.name.setText(gruppe.name)
        self.ui.ohne_programm.setEnabled(self._gruppe is None)

    def fall(self) -> Anwendungsfall:
        """Enter the Stelle, a Projektgruppe under the id of its Auftrag."""
        ui, gruppe = self.ui, self._gruppe
        name, kuerzel = ui.name.text().strip(), ui.kuerzel.text().strip()
        ohne = ui.ohne_programm.isChecked() and gruppe is None
        if not name:
            raise EingabeFehler("Bitte den Namen der Stelle angeben.")

        def trage_ein(ap: Arbeitsplatz, _ablauf: object) -> list[str]:
            trage_stelle_ein(
                ap, name, kuerzel, ident=gruppe.id if gruppe else "", ohne_programm=ohne
            )
            return [f"„{name}“ steht im Verzeichnis."]

        return trage_ein
