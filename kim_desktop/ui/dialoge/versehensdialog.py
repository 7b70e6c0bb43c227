"""The guided way after personal data were sent by mistake: one entry, one button."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ...application.ansicht import Verlaufszeile
from ...application.loeschung import versehen
from ...application.uebergabe.austausch import gemerkter_ordner
from .._generated.versehen import Ui_Versehen
from ..bausteine.aussehen import passe_ein
from ..bausteine.ordner import angegeben
from ..betrieb.oeffnen import oeffne_datei
from ..betrieb.vermittler import Vermittler


class Versehensdialog(QDialog):
    """Says what will happen, does it, and says what is left to do."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, eintrag: Verlaufszeile) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._vermittler = vermittler
        self._eintrag = eintrag
        self.ui = Ui_Versehen()
        self.ui.setupUi(self)
        passe_ein(self)
        self.ui.eintrag.setText(f"Eintrag: {eintrag.benannt}")
        self.ui.ordner.setText(str(gemerkter_ordner(vermittler.arbeitsplatz, "ausgang")))
        self.ui.ordner_waehlen.clicked.connect(self._waehle)
        self.ui.loeschen.clicked.connect(self._behebe)
        self.ui.zeigen.clicked.connect(lambda: oeffne_datei(Path(self.ui.ordner.text())))
        self.ui.schliessen.clicked.connect(self.accept)
        self.ui.ordner.setFocus()

    def _behebe(self) -> None:
        eintrag, ordner = self._eintrag.id, self.ui.ordner.text()
        self._zeige_fehler("")
        self.setEnabled(False)
        self._vermittler.tue(
            lambda ap, ablauf: versehen.behebe(ap, eintrag, angegeben(ordner), ablauf),
            self._behoben,
            self._zeige_fehler,
        )

    def _behoben(self, getan: versehen.Behoben) -> None:
        self._zeige_fehler(getan.fehler)
        self.ui.ergebnis.setPlainText("\n".join(getan.als_saetze()))
        self.ui.ergebnis.show()
        self.ui.zeigen.show()
        self.ui.ordner.setReadOnly(True)
        self.ui.ordner_waehlen.hide()
        self.ui.loeschen.hide()
        self.ui.schliessen.setText("&Schließen")
        self.ui.ergebnis.setFocus()

    def _zeige_fehler(self, satz: str) -> None:
        """Say what is wrong; the dialog stays open and keeps everything."""
        self.ui.fehler.setText(satz)
        self.ui.fehler.setVisible(bool(satz))
        self.setEnabled(True)

    def _waehle(self) -> None:
        gewaehlt = QFileDialog.getExistingDirectory(self, "Ordner wählen", self.ui.ordner.text())
        if gewaehlt:
            self.ui.ordner.setText(gewaehlt)
