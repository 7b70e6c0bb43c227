"""Übergabe: write files for others, take theirs in with a preview, see the balance."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from ..application.arbeitsplatz import Identitaet
from ..application.uebergabe import austausch as uebergabe
from ..application.uebergabe.einlesen import Einlesung, lies_alle_ein
from ..application.worte import als_tag
from ._generated.uebergabe import Ui_Uebergabe
from .modelle import Tabellenmodell
from .tabelle import richte_ein
from .vermittler import Vermittler


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
        self.modell = Tabellenmodell(
            (
                ("Tag", lambda z: z[0]),
                ("Richtung", lambda z: z[1]),
                ("Stelle", lambda z: z[2]),
                ("Datei", lambda z: z[3]),
                ("Bestätigt", lambda z: z[4]),
            )
        )
        richte_ein(self.ui.bilanz, self.modell, 3)
        self.ui.schreiben.clicked.connect(self._schreibe)
        self.ui.vorschau.clicked.connect(lambda: self._lies_ein(nur_vorschau=True))
        self.ui.einlesen.clicked.connect(lambda: self._lies_ein(nur_vorschau=False))
        self.ui.ziel_waehlen.clicked.connect(self._waehle_ziel)
        self.ui.herkunft_waehlen.clicked.connect(self._waehle_herkunft)

    def lade(self) -> None:
        """Look at the balance again."""
        self._vermittler.lies(lambda ap, _ablauf: uebergabe.bilanz(ap), self._zeige)

    def fokusziel(self) -> QWidget:
        """The folder to write to."""
        return self.ui.ziel

    def _zeige(self, bilanz: uebergabe.Bilanz) -> None:
        name = self._wer.name_von
        gesendet = [
            (a.zeit, (_tag(a.zeit), "an", name(a.an), a.datei, _tag(a.quittiert) or "noch nicht"))
            for a in bilanz.gesendet
        ]
        erhalten = [
            (e.zeit, (_tag(e.zeit), "von", name(e.von_stelle), e.datei, ""))
            for e in bilanz.erhalten
        ]
        self.modell.setze([zeile for _, zeile in sorted(gesendet + erhalten, reverse=True)])
        saetze = [
            f"Es fehlen Einträge der Stelle {stelle} (Nr. {von}–{bis}). Sie werden mit der "
            "nächsten Datei angefordert."
            for stelle, von, bis in bilanz.fehlt
        ]
        self.ui.fehlt.setText("\n".join(saetze) or "Es fehlt nichts.")

    def _schreibe(self) -> None:
        ordner = Path(self.ui.ziel.text())
        self._vermittler.tue(
            lambda ap, ablauf: uebergabe.uebergib_an_alle(ap, ordner, ablauf), self._geschrieben
        )

    def _geschrieben(self, dateien: list[uebergabe.Ausfuhr]) -> None:
        zeilen = [f"{d.datei.name} für {self._wer.name_von(d.an)}" for d in dateien]
        self.ui.bericht.setPlainText("\n".join(["Geschrieben:", *zeilen]))

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
        self.ui.bericht.setPlainText("\n".join([kopf, *zeilen]))

    def _waehle_ziel(self) -> None:
        if ordner := QFileDialog.getExistingDirectory(self, "Ordner wählen", self.ui.ziel.text()):
            self.ui.ziel.setText(ordner)

    def _waehle_herkunft(self) -> None:
        dateien, _ = QFileDialog.getOpenFileNames(
            self, "Dateien einlesen", self.ui.herkunft.text(), "Übergabedateien (*.kim)"
        )
        if dateien:
            self.ui.herkunft.setText(";".join(dateien))


def _tag(zeit: str) -> str:
    return als_tag(zeit[:10])
