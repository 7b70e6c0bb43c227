"""Two changed the directory at once: deciding with the root key that the one here counts."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ...application.platz.verzeichnisstreit import (
    Streitfall,
    entscheide_verzeichnis,
    streitfaelle,
)
from .._generated.streit import Ui_Streit
from ..bausteine.meldung import tue_hier
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .platzdialog import Platzdialog

_KEINE = "hier ist keine aufgehoben; bitte wählen"


class Streitdialog(Platzdialog):
    """Offers the refused files that were set aside here, and any other one."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler) -> None:
        self.ui = Ui_Streit()
        super().__init__(eltern, vermittler, self.ui)
        self.ui.datei_waehlen.clicked.connect(self._waehle)
        # Nothing is decided because somebody pressed Enter in a field.
        self.ui.ausfuehren.setDefault(False)
        self.ui.ausfuehren.setAutoDefault(False)
        self.ui.datei.currentIndexChanged.connect(lambda _nummer: self._sperre())
        self._sperre()
        self.ui.datei.setFocus()
        tue_hier(
            self,
            self.ui.fehler,
            vermittler,
            streitfaelle,
            self._zeige,
        )

    def fall(self) -> Anwendungsfall:
        """Let the directory here stay."""
        datei, code = self.ui.datei.currentData(), self.ui.code.text()
        return lambda ap, _ablauf: entscheide_verzeichnis(ap, datei, code).als_saetze()

    def _sperre(self) -> None:
        self.ui.ausfuehren.setEnabled(self.ui.datei.currentData() is not None)

    def _zeige(self, faelle: list[Streitfall]) -> None:
        for fall in faelle:
            self.ui.datei.addItem(fall.satz, fall.datei)
        if not faelle:
            self.ui.datei.addItem(_KEINE, None)

    def _waehle(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self, "Abgelehnte Datei wählen", "", "Übergabedateien (*.kim *.pdf)"
        )
        if name:
            self.ui.datei.addItem(Path(name).name, Path(name))
            self.ui.datei.setCurrentIndex(self.ui.datei.count() - 1)
