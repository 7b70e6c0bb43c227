"""Übergabe: write files for others, take theirs in with a preview, see the balance."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from ...application.arbeitsplatz import Identitaet
from ...application.uebergabe import austausch as uebergabe
from ...application.uebergabe import bilanzpapier, versand
from ...application.uebergabe.bilanz import Stellenbilanz, uebersicht
from ...application.uebergabe.einlesen import Einlesung, lies_alle_ein
from .._generated.uebergabe import Ui_Uebergabe
from ..bausteine.ordner import angegeben
from ..betrieb.vermittler import Vermittler
from ..dialoge.papierdialog import drucke_nach
from ..dialoge.probedialog import Probedialog
from ..dialoge.versanddialog import Versanddialog
from .bilanzteil import Bilanzteil

_BERICHTSZEILEN = 6
_NIEMAND = "Außer diesem Arbeitsplatz ist noch keiner zugelassen; es gibt nichts zu schreiben."
_FRAGE = (
    "Von einem geschlossenen Arbeitsplatz:\n{dateien}\n\nWissen Sie von der Stelle selbst, dass es "
    "eine ältere Datei von ihr ist, lässt sie sich übernehmen: Einträge, die beim Schließen "
    "galten, zählen; spätere bleiben ohne Wirkung. Ist der PC gestohlen oder die Herkunft unklar, "
    "bitte nicht.\n\nTrotzdem übernehmen?"
)


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
        ziel = self.ui.ziel.text()
        self._berichte([])
        self._vermittler.tue(
            lambda ap, ablauf: uebergabe.uebergib_an_alle(ap, angegeben(ziel), ablauf),
            self._geschrieben,
        )

    def _geschrieben(self, g: uebergabe.Geschrieben) -> None:
        zeilen = [f"{d.datei.name} für {self._wer.name_von(d.an)}" for d in g.dateien]
        nicht_alles = [f"Nicht alles: {g.fehler}"] if g.fehler else []
        self._berichte(["Geschrieben:", *zeilen, *nicht_alles] if zeilen else [_NIEMAND])

    def _lies_ein(self, nur_vorschau: bool) -> None:
        orte = [Path(teil) for teil in self.ui.herkunft.text().split(";") if teil.strip()]
        self._berichte([])
        self._vermittler.tue(
            lambda ap, ablauf: lies_alle_ein(
                ap, orte, nur_vorschau=nur_vorschau, fortschritt=ablauf
            ),
            lambda e: self._eingelesen(e, nur_vorschau),
        )

    def _eingelesen(self, einlesung: Einlesung, nur_vorschau: bool) -> None:
        if nur_vorschau:
            kopf = "Vorschau, es wurde noch nichts übernommen:"
        else:
            nichts = einlesung.abgelehnt and not einlesung.berichte
            kopf = "Nicht übernommen:" if nichts else "Übernommen:"
        saetze = einlesung.als_saetze()
        zeilen = [kopf, *saetze] if saetze else ["Hier liegt keine Übergabedatei."]
        self._berichte(zeilen)
        if einlesung.geschlossene and not nur_vorschau:
            self._frage_nach_geschlossenen(einlesung.geschlossene, zeilen)

    def _frage_nach_geschlossenen(self, dateien: list[Path], bisher: list[str]) -> None:
        antworten = QMessageBox.StandardButton
        antwort = QMessageBox.question(
            self,
            "Geschlossener Arbeitsplatz",
            _FRAGE.format(dateien="\n".join(d.name for d in dateien)),
            antworten.Yes | antworten.No,
            antworten.No,
        )
        if antwort == antworten.Yes:
            self._vermittler.tue(
                lambda ap, ablauf: lies_alle_ein(
                    ap, dateien, auch_geschlossene=True, fortschritt=ablauf
                ),
                lambda e: self._berichte(["Nach Rückfrage:", *e.als_saetze(), *bisher]),
            )

    def _berichte(self, zeilen: list[str]) -> None:
        """Show what was done; nothing takes away what was done before."""
        bericht = self.ui.bericht
        for teil in (self.ui.bericht_text, bericht):
            teil.setVisible(bool(zeilen))
        bericht.setPlainText("\n".join(zeilen))
        # Shown for the first time, it does not know yet where its sentences wrap.
        self.ui.aufbau.activate()
        anzahl = min(int(bericht.document().size().height()), _BERICHTSZEILEN)
        bericht.setFixedHeight((anzahl + 1) * bericht.fontMetrics().lineSpacing())

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
