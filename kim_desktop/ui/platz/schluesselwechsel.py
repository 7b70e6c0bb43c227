"""Changing the keys of this Arbeitsplatz: it is opened again with the new ones."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.platz.arbeitsplaetze import Uebersicht
from ...application.platz.schluesselwechsel import Gewechselt, wechsle_und_oeffne
from ...application.uebergabe.austausch import gemerkter_ordner
from ...domain.fehler import KimFehler
from .._generated.schluesselwechsel import Ui_Schluesselwechsel
from ..bausteine.meldung import sage
from ..bausteine.ordner import angegeben
from ..betrieb.oeffnen import oeffne_datei
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .platzdialog import Platzdialog


class Wechseldialog(Platzdialog):
    """Where somebody else keeps the directory, asks where the file for them goes."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, stand: Uebersicht) -> None:
        self.ui = Ui_Schluesselwechsel()
        super().__init__(eltern, vermittler, self.ui)
        self._mail: Path | None = None
        self.ui.formular.setRowVisible(0, not stand.fuehrt)
        self.ui.erklaerung_datei.setVisible(not stand.fuehrt)
        self.ui.ordner.setText(str(gemerkter_ordner(vermittler.arbeitsplatz, "ausgang")))
        self.ui.ordner_waehlen.clicked.connect(self._waehle)
        self.ui.mail_oeffnen.clicked.connect(self._oeffne_mail)
        (self.ui.ausfuehren if stand.fuehrt else self.ui.ordner).setFocus()

    def fall(self) -> Anwendungsfall:
        """Change the keys."""
        ordner = angegeben(self.ui.ordner.text())
        return lambda ap, _ablauf: wechsle_und_oeffne(ap, ordner)

    def zeige_ergebnis(self, ergebnis: Any) -> None:
        """Hand the Arbeitsplatz that is open now to the window, then say what came of it."""
        neu: Arbeitsplatz
        fertig: Gewechselt | KimFehler
        neu, fertig = ergebnis
        self.vermittler.ersetzt.emit(neu)
        if isinstance(fertig, KimFehler):
            super().zeige_ergebnis([])
            sage(self.ui.fehler, fertig.text)
            return
        super().zeige_ergebnis([fertig.satz])
        if (beilage := fertig.beilage) is not None:
            self._mail = beilage.mail
            self.ui.mail_oeffnen.setVisible(beilage.mail is not None)
            sage(self.ui.fehler, beilage.fehler)

    def _oeffne_mail(self) -> None:
        if self._mail is not None and not oeffne_datei(self._mail):
            sage(self.ui.fehler, f"Für „{self._mail}“ hat dieser Rechner kein Programm.")

    def _waehle(self) -> None:
        if ordner := QFileDialog.getExistingDirectory(self, "Ordner wählen", self.ui.ordner.text()):
            self.ui.ordner.setText(ordner)
