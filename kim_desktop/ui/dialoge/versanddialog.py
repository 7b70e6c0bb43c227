"""The dialog that writes what is to be sent, and hands over files and mail drafts."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.uebergabe import austausch as uebergabe
from ...application.uebergabe import versand
from .._generated.versand import Ui_Versand
from ..bausteine.aussehen import passe_ein
from ..bausteine.ordner import angegeben
from ..betrieb.arbeiter import Ablauf
from ..betrieb.oeffnen import oeffne_datei
from ..betrieb.solange import solange_offen
from ..betrieb.vermittler import Vermittler

_AN, _ADRESSE = range(2)


class Versanddialog(QDialog):
    """First asks to whom and where to, then offers each file and its draft."""

    def __init__(
        self,
        eltern: QWidget,
        vermittler: Vermittler,
        an: Sequence[versand.Empfaenger],
    ) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._vermittler = vermittler
        self._an = an
        self._sendungen: Sequence[versand.Sendung] = ()
        self.ui = Ui_Versand()
        self.ui.setupUi(self)
        passe_ein(self)
        ordner = uebergabe.gemerkter_ordner(vermittler.arbeitsplatz, "ausgang")
        self.ui.ziel.setText(str(ordner))
        self.ui.als_pdf.setChecked(versand.als_pdf_gemerkt(vermittler.arbeitsplatz))
        richte_ein(self.ui.stellen, [_zeile(e) for e in an])
        self.ui.ziel_waehlen.clicked.connect(self._waehle_ziel)
        self.ui.schreiben.clicked.connect(self._schreibe)
        self.ui.schliessen.clicked.connect(self.accept)
        self.ui.mail_oeffnen.clicked.connect(self._oeffne_mail)
        self.ui.datei_zeigen.clicked.connect(lambda: self._oeffne(self._gewaehlt.datei.parent))
        self.ui.text_kopieren.clicked.connect(self._kopiere)
        self.ui.dateien.itemSelectionChanged.connect(self._waehle)
        self.ui.stellen.setFocus()
        vermittler.lies(
            lambda ap, _ablauf: versand.zu_gross_fuer_mail(ap, an),
            solange_offen(self, self._zeige_zu_grosse),
        )

    @property
    def _gewaehlt(self) -> versand.Sendung:
        return self._sendungen[max(self.ui.dateien.currentRow(), 0)]

    def _schreibe(self) -> None:
        tabelle, ziel = self.ui.stellen, self.ui.ziel.text()
        adressen = {e.stelle: _text(tabelle, nr, _ADRESSE) for nr, e in enumerate(self._an)}
        wie = {"als_pdf": self.ui.als_pdf.isChecked(), "fuer_mail": self.ui.fuer_mail.isChecked()}
        stellen = [e.stelle for nr, e in enumerate(self._an) if _angekreuzt(tabelle, nr)]

        def schreibe(ap: Arbeitsplatz, ablauf: Ablauf) -> versand.Verschickt:
            ordner = angegeben(ziel)
            versand.merke_adressen(ap, adressen)
            versand.merke_als_pdf(ap, wie["als_pdf"])
            return versand.verschicke(ap, stellen, ordner, ablauf, **wie)

        self._zeige_fehler("")
        self.setEnabled(False)
        self._vermittler.tue(schreibe, self._geschrieben, self._zeige_fehler)

    def _geschrieben(self, verschickt: versand.Verschickt) -> None:
        self._zeige_fehler(verschickt.fehler)
        self._sendungen = verschickt.sendungen
        zeilen = [[QTableWidgetItem(s.name), _pfad(s.datei)] for s in self._sendungen]
        richte_ein(self.ui.dateien, zeilen)
        self.ui.blaetter.setCurrentWidget(self.ui.ergebnis)
        self.ui.schreiben.hide()
        self.ui.mail_oeffnen.setDefault(True)
        self._waehle()
        self.ui.dateien.setFocus()

    def _zeige_zu_grosse(self, satz: str) -> None:
        """Say before anything is written what no mail will take, and offer the way out."""
        self.ui.hinweis.setText(satz)
        self.ui.hinweis.setVisible(bool(satz))
        self.ui.fuer_mail.setVisible(bool(satz))

    def _zeige_fehler(self, satz: str) -> None:
        """Say what is wrong; the dialog stays open and keeps everything."""
        self.ui.fehler.setText(satz)
        self.ui.fehler.setVisible(bool(satz))
        self.setEnabled(True)

    def _waehle(self) -> None:
        self.ui.mail_oeffnen.setEnabled(self._gewaehlt.mail is not None)

    def _oeffne_mail(self) -> None:
        if mail := self._gewaehlt.mail:
            self._oeffne(mail)

    def _oeffne(self, pfad: Path) -> None:
        offen = oeffne_datei(pfad)
        self._zeige_fehler("" if offen else f"Für „{pfad}“ hat dieser Rechner kein Programm.")

    def _kopiere(self) -> None:
        QGuiApplication.clipboard().setText(self._gewaehlt.text)

    def _waehle_ziel(self) -> None:
        if ordner := QFileDialog.getExistingDirectory(self, "Ordner wählen", self.ui.ziel.text()):
            self.ui.ziel.setText(ordner)


def _zeile(empfaenger: versand.Empfaenger) -> list[QTableWidgetItem]:
    name, adresse = QTableWidgetItem(empfaenger.name), QTableWidgetItem(empfaenger.adresse)
    art = Qt.ItemFlag
    name.setFlags(art.ItemIsEnabled | art.ItemIsSelectable | art.ItemIsUserCheckable)
    name.setCheckState(Qt.CheckState.Checked)
    return [name, adresse]


def _pfad(datei: Path) -> QTableWidgetItem:
    element = QTableWidgetItem(str(datei))
    element.setToolTip(str(datei))
    return element


def richte_ein(tabelle: QTableWidget, zeilen: Sequence[Sequence[QTableWidgetItem]]) -> None:
    """Fill a table of choices and put the cursor on its first row, so that keys work at once."""
    tabelle.verticalHeader().hide()
    kopf, art = tabelle.horizontalHeader(), QHeaderView.ResizeMode
    kopf.setHighlightSections(False)
    kopf.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    kopf.setSectionResizeMode(0, art.ResizeToContents)
    kopf.setSectionResizeMode(1, art.Stretch)
    tabelle.setRowCount(len(zeilen))
    for nummer, zeile in enumerate(zeilen):
        for spalte, element in enumerate(zeile):
            tabelle.setItem(nummer, spalte, element)
    tabelle.setCurrentCell(0, 0)


def _text(tabelle: QTableWidget, zeile: int, spalte: int) -> str:
    element = tabelle.item(zeile, spalte)
    return element.text() if element else ""


def _angekreuzt(tabelle: QTableWidget, zeile: int) -> bool:
    element = tabelle.item(zeile, _AN)
    return element is not None and element.checkState() == Qt.CheckState.Checked
