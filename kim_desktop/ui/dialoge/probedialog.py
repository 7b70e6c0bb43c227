"""The dialog of a trial handover: by which route, where to, and what to do with the file."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.uebergabe import austausch as uebergabe
from ...application.uebergabe.probe import probiere
from ...application.uebergabe.versand import Sendung
from ...application.uebergabe.wege import Weg
from .._generated.probe import Ui_Probe
from ..bausteine.aussehen import passe_ein
from ..bausteine.ordner import angegeben
from ..betrieb.arbeiter import Ablauf
from ..betrieb.oeffnen import oeffne_datei
from ..betrieb.vermittler import Vermittler

_MIT_MAIL = frozenset({Weg.MAIL, Weg.PDF})


class Probedialog(QDialog):
    """Writes a file for one Stelle and offers to open it or the mail draft."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, stelle: str, name: str) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._vermittler = vermittler
        self._stelle = stelle
        self._sendung: Sendung | None = None
        self.ui = Ui_Probe()
        self.ui.setupUi(self)
        passe_ein(self)
        self.ui.stelle.setText(f"Für {name}")
        for weg in Weg:
            self.ui.weg.addItem(weg.label, weg)
        ordner = uebergabe.gemerkter_ordner(vermittler.arbeitsplatz, "ausgang")
        self.ui.ziel.setText(str(ordner))
        self.ui.ziel_waehlen.clicked.connect(self._waehle_ziel)
        self.ui.schreiben.clicked.connect(self._schreibe)
        self.ui.schliessen.clicked.connect(self.accept)
        self.ui.mail_oeffnen.clicked.connect(self._oeffne_mail)
        self.ui.datei_zeigen.clicked.connect(self._zeige_datei)
        self.ui.weg.setFocus()

    def _schreibe(self) -> None:
        weg, ziel = Weg(self.ui.weg.currentData()), self.ui.ziel.text()

        def schreibe(ap: Arbeitsplatz, _ablauf: Ablauf) -> tuple[Sendung, str]:
            return probiere(ap, self._stelle, weg, angegeben(ziel))

        self._zeige_fehler("")
        self.setEnabled(False)
        self._vermittler.tue(schreibe, lambda e: self._geschrieben(weg, *e), self._zeige_fehler)

    def _geschrieben(self, weg: Weg, sendung: Sendung, fehler: str) -> None:
        self._sendung = sendung
        self._zeige_fehler(fehler)
        self.ui.ergebnis.setPlainText(
            f"Geschrieben: {sendung.datei}\n"
            f"Bitte jetzt auf dem Weg {weg.label} an {sendung.name} geben."
        )
        self.ui.ergebnis.show()
        self.ui.datei_zeigen.show()
        self.ui.mail_oeffnen.setVisible(sendung.mail is not None and weg in _MIT_MAIL)
        self.ui.ergebnis.setFocus()

    def _zeige_fehler(self, satz: str) -> None:
        """Say what is wrong; the dialog stays open and keeps everything."""
        self.ui.fehler.setText(satz)
        self.ui.fehler.setVisible(bool(satz))
        self.setEnabled(True)

    def _oeffne_mail(self) -> None:
        if self._sendung is not None and self._sendung.mail is not None:
            self._oeffne(self._sendung.mail)

    def _zeige_datei(self) -> None:
        if self._sendung is not None:
            self._oeffne(self._sendung.datei.parent)

    def _oeffne(self, pfad: Path) -> None:
        offen = oeffne_datei(pfad)
        self._zeige_fehler("" if offen else f"Für „{pfad}“ hat dieser Rechner kein Programm.")

    def _waehle_ziel(self) -> None:
        if ordner := QFileDialog.getExistingDirectory(self, "Ordner wählen", self.ui.ziel.text()):
            self.ui.ziel.setText(ordner)
