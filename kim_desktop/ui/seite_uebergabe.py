"""Übergabe: write files for others, take theirs in with a preview, see the balance."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ..application.arbeitsplatz import Identitaet
from ..application.uebergabe import austausch as uebergabe
from ..application.uebergabe import bilanzpapier, versand
from ..application.uebergabe.bilanz import Stellenbilanz, uebersicht
from ..application.uebergabe.einlesen import Einlesung, lies_alle_ein
from ._generated.uebergabe import Ui_Uebergabe
from .bilanzteil import Bilanzteil
from .papierdialog import drucke_nach
from .probedialog import Probedialog
from .vermittler import Vermittler
from .versanddialog import Versanddialog

_BERICHTSZEILEN = 6


class Uebergabe(QWidget):
    """The page of the handover."""

    def __init__(self, vermittler: Vermittler, wer: Identitaet) -> None:
        super().__init__()
        self._vermittler = vermittler
        self._wer = wer
        self.ui = Ui_Uebergabe()
        self.ui.setupUi(self)
        ap = vermittler.arbeitsplatz
        self.ui.ziel.setText(str(uebergabe.gemerkter_ordner(ap, "ausgang")))
        self.ui.herkunft.setText(str(uebergabe.gemerkter_ordner(ap, "eingang")))
        self.bilanz = Bilanzteil(self.ui, self._schreibe_fuer)
        self.ui.schreiben.clicked.connect(self._schreibe)
        self.ui.vorschau.clicked.connect(lambda: self._lies_ein(nur_vorschau=True))
        self.ui.einlesen.clicked.connect(lambda: self._lies_ein(nur_vorschau=False))
        self.ui.ziel_waehlen.clicked.connect(self._waehle_ziel)
        self.ui.herkunft_waehlen.clicked.connect(self._waehle_herkunft)
        self.ui.an_stelle.clicked.connect(lambda: self._schreibe_fuer(self.bilanz.gewaehlt))
        self.ui.probe.clicked.connect(self._probiere)
        self.ui.drucken.clicked.connect(self._drucke)

    def lade(self) -> None:
        """Look at the balance again."""
        self._vermittler.lies(lambda ap, _ablauf: uebersicht(ap), self.bilanz.zeige)

    def fokusziel(self) -> QWidget:
        """The folder to write to."""
        return self.ui.ziel

    def _schreibe(self) -> None:
        ordner = Path(self.ui.ziel.text())
        self._vermittler.tue(
            lambda ap, ablauf: uebergabe.uebergib_an_alle(ap, ordner, ablauf), self._geschrieben
        )

    def _geschrieben(self, dateien: list[uebergabe.Ausfuhr]) -> None:
        zeilen = [f"{d.datei.name} für {self._wer.name_von(d.an)}" for d in dateien]
        self._berichte(["Geschrieben:", *zeilen])

    def _lies_ein(self, nur_vorschau: bool) -> None:
        orte = [Path(teil) for teil in self.ui.herkunft.text().split(";") if teil.strip()]
        self._vermittler.tue(
            lambda ap, ablauf: lies_alle_ein(
                ap, orte, nur_vorschau=nur_vorschau, fortschritt=ablauf
            ),
            lambda e: self._eingelesen(e, nur_vorschau),
        )

    def _eingelesen(self, einlesung: Einlesung, nur_vorschau: bool) -> None:
        kopf = "Vorschau, es wurde noch nichts übernommen:" if nur_vorschau else "Übernommen:"
        zeilen = einlesung.als_saetze() or ["Hier liegt keine Übergabedatei."]
        self._berichte([kopf, *zeilen])

    def _berichte(self, zeilen: list[str]) -> None:
        self.ui.bericht.setPlainText("\n".join(zeilen))
        zeile = self.ui.bericht.fontMetrics().lineSpacing()
        self.ui.bericht.setFixedHeight((min(len(zeilen), _BERICHTSZEILEN) + 1) * zeile)
        self.ui.bericht_text.show()
        self.ui.bericht.show()

    def _schreibe_fuer(self, wahl: Stellenbilanz | None) -> None:
        """Offer the file for one Stelle; it asks for whatever is missing."""
        if wahl is None or not wahl.erreichbar:
            return

        def oeffne(an: versand.Empfaenger) -> None:
            Versanddialog(self.window(), self._vermittler, [an]).open()

        self._vermittler.lies(lambda ap, _ablauf: versand.empfaenger(ap, wahl.stelle), oeffne)

    def _probiere(self) -> None:
        if (wahl := self.bilanz.gewaehlt) is not None:
            Probedialog(self.window(), self._vermittler, wahl.stelle, wahl.name).open()

    def _drucke(self) -> None:
        drucke_nach(self, self._vermittler, "Uebergaben.pdf", bilanzpapier.drucke)

    def _waehle_ziel(self) -> None:
        if ordner := QFileDialog.getExistingDirectory(self, "Ordner wählen", self.ui.ziel.text()):
            self.ui.ziel.setText(ordner)

    def _waehle_herkunft(self) -> None:
        dateien, _ = QFileDialog.getOpenFileNames(
            self, "Dateien einlesen", self.ui.herkunft.text(), "Übergabedateien (*.kim *.pdf)"
        )
        if dateien:
            self.ui.herkunft.setText(";".join(dateien))
