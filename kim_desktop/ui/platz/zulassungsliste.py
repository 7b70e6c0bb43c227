"""Admitting many Arbeitsplätze along a telephone list: digits typed in row by row."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from ...application.platz import zulassung
from ...application.platz import zulassungsliste as liste
from ...application.platz.arbeitsplaetze import Uebersicht
from ...application.platz.begleitmail import Beilage
from .._generated.zulassungsliste import Ui_Zulassungsliste
from ..bausteine.ablegen import Ablage
from ..bausteine.aussehen import passe_ein
from ..bausteine.meldung import sage, tue_hier
from ..bausteine.ordner import angegeben
from ..betrieb.oeffnen import oeffne_datei
from ..betrieb.vermittler import Vermittler
from ..dialoge.papierdialog import frage_pdf
from .rollenfrage import Rollenfrage
from .zulassungstabelle import ROLLEN, Zulassungstabelle

_LEER = "Bitte zuerst Anmeldungen wählen."
_KEINE = "Bitte zuerst eine Zeile wählen, die noch nicht zugelassen ist."
_NICHT_BEREIT = "Erst in einer Zeile die 25 Prüfziffern eingeben, die am Telefon vorgelesen werden."
_VERLUST = (
    "Zu manchen Zeilen sind Prüfziffern eingetippt, aber noch nicht zugelassen. Beim Schließen "
    "gehen sie verloren. Schließen?"
)


class Listenzulassung(QDialog):
    """Stays open until everybody has been called; who was admitted can be sent to at once."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, stand: Uebersicht) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._vermittler = vermittler
        self._rollennamen = stand.rollennamen
        self.ui = Ui_Zulassungsliste()
        self.ui.setupUi(self)
        passe_ein(self)
        self.tabelle = Zulassungstabelle(self.ui.liste, stand.rollennamen)
        self.ui.ordner.setText(zulassung.letzter_ordner(vermittler.arbeitsplatz))
        self._verbinde()
        self._pruefe()
        Ablage(self, self._lege_vor)
        self.ui.quellen.knoepfe["dateien"].setFocus()

    def reject(self) -> None:
        if self.tabelle.getippt:
            antwort = QMessageBox.question(self, "Liste zulassen", _VERLUST)
            if antwort != QMessageBox.StandardButton.Yes:
                return
        super().reject()

    def _verbinde(self) -> None:
        ui = self.ui
        for name, text, folge in (
            ("dateien", "&Dateien wählen …", self._waehle_dateien),
            ("ordner", "&Ordner wählen …", self._waehle_anmeldungen),
            ("rollen", "&Rollen ändern …", self._frage_rollen),
            ("drucken", "&Liste drucken …", self._drucke),
        ):
            ui.quellen.nimm(name, text, folge)
            ui.quellen.knoepfe[name].setAutoDefault(False)
        ui.liste.itemChanged.connect(lambda _element: self._pruefe())
        ui.liste.currentCellChanged.connect(lambda *_: self._pruefe())
        # Queued, or the Enter that opens the question would answer it too.
        ui.liste.activated.connect(self._oeffne_zelle, Qt.ConnectionType.QueuedConnection)
        ui.ordner_waehlen.clicked.connect(self._waehle_ordner)
        ui.zulassen.clicked.connect(self._lasse_zu)
        ui.mail_oeffnen.clicked.connect(self._oeffne_mail)
        ui.ordner_zeigen.clicked.connect(lambda: self._oeffne(Path(ui.ordner.text())))
        ui.schliessen.clicked.connect(self.reject)

    def _pruefe(self) -> None:
        reihe, leer = self.tabelle.gewaehlte, "" if self.tabelle.reihen else _LEER
        self.ui.zulassen.sperre(leer or ("" if self.tabelle.bereit else _NICHT_BEREIT))
        self.ui.quellen.zeige(
            {"rollen": leer or ("" if reihe and reihe.offen else _KEINE), "drucken": leer}
        )
        beilage = reihe.beilage if reihe else None
        self.ui.mail_oeffnen.setEnabled(beilage is not None and beilage.mail is not None)

    def _lege_vor(self, orte: Sequence[Path]) -> None:
        if not orte:
            return
        if not self.ui.ordner.text().strip():
            self.ui.ordner.setText(str(orte[0] if orte[0].is_dir() else orte[0].parent))
        tue_hier(
            self,
            self.ui.fehler,
            self._vermittler,
            lambda ap, ablauf: liste.lege_vor(ap, orte, ablauf),
            self._nimm,
        )

    def _nimm(self, vorgelegte: list[liste.Vorgelegt]) -> None:
        sage(self.ui.fehler, "" if vorgelegte else "Hier liegt keine Anmeldung.")
        if vorgelegte:
            self.tabelle.nimm(vorgelegte)
        self._pruefe()

    def _lasse_zu(self) -> None:
        auftraege, ordner = self.tabelle.auftraege(), self.ui.ordner.text()
        tue_hier(
            self,
            self.ui.fehler,
            self._vermittler,
            lambda ap, ablauf: liste.lasse_alle_zu_mit_mail(
                ap, auftraege, angegeben(ordner), ablauf
            ),
            self._zeige,
        )

    def _zeige(self, ergebnis: tuple[liste.Zugelassen, dict[Path, Beilage]]) -> None:
        fertig, beilagen = ergebnis
        self.tabelle.zeige(fertig, beilagen)
        sage(self.ui.fehler, "\n".join(b.fehler for b in beilagen.values() if b.fehler))
        for knopf in (self.ui.mail_oeffnen, self.ui.ordner_zeigen):
            knopf.setVisible(knopf.isVisible() or bool(beilagen))
        self._pruefe()
        self.ui.liste.setFocus()
        self._vermittler.geaendert.emit()

    def _oeffne_zelle(self) -> None:
        if self.ui.liste.currentColumn() == ROLLEN:
            self._frage_rollen()

    def _frage_rollen(self) -> None:
        reihe = self.tabelle.gewaehlte
        if reihe is None or not reihe.offen:
            return
        stelle = self.tabelle.text(self.ui.liste.currentRow(), 0)
        frage = Rollenfrage(self, stelle, self._rollennamen, reihe.rollen)
        frage.accepted.connect(lambda: self.tabelle.setze_rollen(frage.rollen))
        frage.open()

    def _drucke(self) -> None:
        eingegangene = [r.vorgelegt.eingegangen for r in self.tabelle.reihen]
        ausgang = self._vermittler.arbeitsplatz.profil.ordner / "ausgang"
        if ziel := frage_pdf(self, ausgang / "Anmeldungen.pdf"):
            tue_hier(
                self,
                self.ui.fehler,
                self._vermittler,
                lambda ap, _ablauf: liste.drucke_anmeldeliste(ap, eingegangene, ziel),
                lambda _nichts: self._oeffne(ziel),
            )

    def _oeffne_mail(self) -> None:
        reihe = self.tabelle.gewaehlte
        if reihe is not None and reihe.beilage is not None and reihe.beilage.mail is not None:
            self._oeffne(reihe.beilage.mail)

    def _oeffne(self, pfad: Path) -> None:
        offen = oeffne_datei(pfad)
        sage(self.ui.fehler, "" if offen else f"Für „{pfad}“ hat dieser Rechner kein Programm.")

    def _waehle_dateien(self) -> None:
        namen, _ = QFileDialog.getOpenFileNames(
            self, "Anmeldungen wählen", self.ui.ordner.text(), "Anmeldungen (*.kim-anmeldung)"
        )
        self._lege_vor([Path(name) for name in namen])

    def _waehle_anmeldungen(self) -> None:
        ordner = QFileDialog.getExistingDirectory(
            self, "Ordner mit Anmeldungen wählen", self.ui.ordner.text()
        )
        self._lege_vor([Path(ordner)] if ordner else [])

    def _waehle_ordner(self) -> None:
        if ordner := QFileDialog.getExistingDirectory(self, "Ordner wählen", self.ui.ordner.text()):
            self.ui.ordner.setText(ordner)
