"""Checking Anmeldungen one after the other along the telephone, and handing out Zulassungen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QTableWidgetItem, QWidget

from ...application.platz import zulassung
from ...application.platz.arbeitsplaetze import Uebersicht
from ...application.platz.begleitmail import Beilage
from .._generated.zulassung import Ui_Zulassung
from ..bausteine.aussehen import passe_ein
from ..bausteine.meldung import sage, tue_hier
from ..bausteine.ordner import angegeben
from ..betrieb.oeffnen import oeffne_datei
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from ..dialoge.versanddialog import richte_ein

_ZIFFERN = 25
_OHNE_ZIFFERN = "Erst die 25 Prüfziffern eingeben, die am Telefon vorgelesen werden."


@dataclass(frozen=True, slots=True)
class Pruefung:
    """What is to be checked: proposals, sentences about files that are none, and the folder."""

    vorschlaege: Sequence[zulassung.Vorschlag]
    abgelehnt: Sequence[str]
    ordner: str


class Zulassungsdialog(QDialog):
    """No button admits anybody without digits; what was admitted can be sent at the end."""

    def __init__(
        self, eltern: QWidget, vermittler: Vermittler, stand: Uebersicht, pruefung: Pruefung
    ) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._vermittler = vermittler
        self._stellen: Mapping[str, str] = {z.name.casefold(): z.kuerzel for z in stand.zeilen}
        self._vorschlaege = list(pruefung.vorschlaege)
        self._gesamt = len(self._vorschlaege)
        self._beilagen: list[tuple[str, Beilage]] = []
        self.ui = Ui_Zulassung()
        self.ui.setupUi(self)
        passe_ein(self)
        self.ui.rollen.benenne(stand.rollennamen)
        self.ui.ordner.setText(pruefung.ordner or _dokumente())
        for name in sorted({z.name for z in stand.zeilen}, key=str.casefold):
            self.ui.stelle.addItem(name)
        self._verbinde()
        self._zeige_naechste()
        sage(self.ui.fehler, "\n".join(pruefung.abgelehnt))

    def _verbinde(self) -> None:
        ui = self.ui
        ui.ziffern.textChanged.connect(self._pruefe)
        ui.stelle.editTextChanged.connect(self._zeige_kuerzel)
        ui.ordner_waehlen.clicked.connect(self._waehle_ordner)
        ui.zulassen.clicked.connect(self._lasse_zu)
        ui.ueberspringen.clicked.connect(self._ueberspringe)
        ui.schliessen.clicked.connect(self.accept)
        ui.mail_oeffnen.clicked.connect(lambda: self._oeffne(self._gewaehlt.mail))
        ui.datei_zeigen.clicked.connect(lambda: self._oeffne(self._gewaehlt.datei.parent))
        ui.text_kopieren.clicked.connect(
            lambda: QGuiApplication.clipboard().setText(self._gewaehlt.text)
        )
        ui.dateien.itemSelectionChanged.connect(self._waehle)

    @property
    def _gewaehlt(self) -> Beilage:
        return self._beilagen[max(self.ui.dateien.currentRow(), 0)][1]

    def _zeige_naechste(self) -> None:
        if not self._vorschlaege:
            self._zeige_ergebnis()
            return
        ui, v = self.ui, self._vorschlaege[0]
        nummer = self._gesamt - len(self._vorschlaege) + 1
        ui.nummer.setText(f"Anmeldung {nummer} von {self._gesamt}: {v.datei.name}")
        sage(ui.hinweis_anmeldung, v.hinweis)
        ui.ziffern.clear()
        ui.adresse.clear()
        ui.stelle.setEditText(v.stelle)
        ui.kuerzel.setText(v.kuerzel)
        self._zeige_kuerzel(v.stelle)
        ui.rollen.setze(v.rollen)
        ui.ueberspringen.setVisible(len(self._vorschlaege) > 1)
        self._pruefe()
        ui.ziffern.setFocus()

    def _pruefe(self) -> None:
        ziffern = sum(z.isdecimal() for z in self.ui.ziffern.text())
        self.ui.zulassen.sperre("" if ziffern == _ZIFFERN else _OHNE_ZIFFERN)

    def _zeige_kuerzel(self, stelle: str) -> None:
        """Show the Kürzel of a known Stelle; a new one gets its own."""
        bekannt = self._stellen.get(stelle.strip().casefold())
        self.ui.kuerzel.setEnabled(bekannt is None)
        if bekannt is not None:
            self.ui.kuerzel.setText(bekannt)
        elif self.ui.kuerzel.text() in self._stellen.values():
            self.ui.kuerzel.clear()
        self.ui.kuerzel_hinweis.setText(
            "steht im Verzeichnis" if bekannt else "neue Stelle; leer: wird vorgeschlagen"
        )

    def _lasse_zu(self) -> None:
        ui = self.ui
        wunsch = zulassung.Wunsch(
            self._vorschlaege[0].datei,
            ui.ziffern.text(),
            ui.stelle.currentText().strip(),
            ui.kuerzel.text().strip(),
            ui.rollen.rollen,
            ui.adresse.text(),
        )
        ordner = ui.ordner.text()
        self._tue(
            lambda ap, _ablauf: zulassung.lasse_zu_und_schreibe(ap, wunsch, angegeben(ordner)),
            wunsch.stelle,
        )

    def _tue(self, fall: Anwendungsfall, stelle: str) -> None:
        def fertig(beilage: Beilage) -> None:
            self._beilagen.append((stelle, beilage))
            self._stellen = {**self._stellen, stelle.casefold(): self.ui.kuerzel.text()}
            self._vorschlaege.pop(0)
            sage(self.ui.fehler, beilage.fehler)
            self._zeige_naechste()
            self._vermittler.geaendert.emit()

        tue_hier(self, self.ui.fehler, self._vermittler, fall, fertig)

    def _ueberspringe(self) -> None:
        """Put the Anmeldung at the end of the line: perhaps nobody picked up the telephone."""
        sage(self.ui.fehler, "")
        self._vorschlaege.append(self._vorschlaege.pop(0))
        self._zeige_naechste()

    def _zeige_ergebnis(self) -> None:
        ui = self.ui
        zeilen = [
            [QTableWidgetItem(stelle), QTableWidgetItem(str(b.datei))]
            for stelle, b in self._beilagen
        ]
        richte_ein(ui.dateien, zeilen)
        ui.blaetter.setCurrentWidget(ui.ergebnis)
        ui.zulassen.hide()
        ui.ueberspringen.hide()
        ui.mail_oeffnen.setDefault(True)
        self._waehle()
        ui.dateien.setFocus()

    def _waehle(self) -> None:
        self.ui.mail_oeffnen.setEnabled(self._gewaehlt.mail is not None)

    def _oeffne(self, pfad: Path | None) -> None:
        if pfad is not None and not oeffne_datei(pfad):
            sage(self.ui.fehler, f"Für „{pfad}“ hat dieser Rechner kein Programm.")

    def _waehle_ordner(self) -> None:
        ordner = QFileDialog.getExistingDirectory(self, "Ordner wählen", self.ui.ordner.text())
        if ordner:
            self.ui.ordner.setText(ordner)


def _dokumente() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
