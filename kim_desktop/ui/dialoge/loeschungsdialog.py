"""The dialog of erasures: how far each got, what it cannot reach, and what can be done about it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.loeschung import reste, versehen
from ...application.loeschung.stand import Loeschstand, staende
from ...application.worte import als_tag
from .._generated.loeschungen import Ui_Loeschungen
from ..bausteine.aussehen import passe_ein
from ..bausteine.modelle import Tabellenmodell
from ..bausteine.tabelle import gewaehlte, richte_ein, zeige_zeilen
from ..betrieb.arbeiter import Ablauf
from ..betrieb.solange import solange_offen
from ..betrieb.vermittler import Vermittler

_SPALTEN = (
    ("Tag", lambda z: als_tag(z.tag)),
    ("Vorgang", lambda z: z.kennung or "–"),
    ("Grund", lambda z: z.grund),
    ("gelöscht durch", lambda z: z.stelle),
    ("bestätigt", lambda z: f"{z.bestaetigt} von {z.von}"),
    ("Es fehlt", lambda z: ", ".join(z.offen)),
)
_KEINE = "Es wurde nichts gelöscht."
_FRAGE = (
    "Zuerst wird eine neue Sicherung geschrieben und geprüft. Danach werden die automatischen "
    "Sicherungen entfernt, die gelöschte Inhalte enthalten. Was sonst nur in ihnen steht, ist "
    "dann fort. Ersetzen?"
)


class Loeschungsdialog(QDialog):
    """Lists erasures, newest first."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._vermittler = vermittler
        self.ui = Ui_Loeschungen()
        self.ui.setupUi(self)
        passe_ein(self)
        self.modell = Tabellenmodell(_SPALTEN)
        richte_ein(self.ui.liste, self.modell, 5)
        self.ui.liste.selectionModel().currentRowChanged.connect(lambda *_: self._lade_reste())
        self.ui.sicherungen.clicked.connect(self._frage_nach_sicherungen)
        self.ui.hinweis.clicked.connect(self._drucke)
        self.ui.schliessen.clicked.connect(self.accept)
        self.ui.liste.setFocus()
        self._lade()

    def _lade(self) -> None:
        danach = solange_offen(self, self._zeige)
        self._vermittler.lies(lambda ap, _ablauf: staende(ap), danach)

    def _zeige(self, alle: list[Loeschstand]) -> None:
        zeige_zeilen(self.ui.liste, alle, lambda z: z.eintrag)
        self.ui.hinweis.sperre("" if alle else _KEINE)
        self.ui.sicherungen.sperre("" if alle else _KEINE)
        if not alle:
            self.ui.reste.setPlainText(_KEINE)

    def _lade_reste(self) -> None:
        zeile = gewaehlte(self.ui.liste)
        if zeile is not None:
            self._vermittler.lies(
                lambda ap, _ablauf: (zeile, reste.reste(ap, zeile.eintrag)),
                solange_offen(self, self._zeige_reste),
            )

    def _zeige_reste(self, gelesen: tuple[Loeschstand, reste.Reste]) -> None:
        zeile, rest = gelesen
        if gewaehlte(self.ui.liste) == zeile:
            self.ui.reste.setPlainText("\n".join(rest.als_saetze()))
            self.ui.sicherungen.sperre("" if rest.sicherungen else "Keine Sicherung enthält ihn.")

    def _frage_nach_sicherungen(self) -> None:
        antwort = QMessageBox.question(self, "Alte Sicherungen ersetzen", _FRAGE)
        if antwort == QMessageBox.StandardButton.Yes:
            self._tue(lambda ap, _ablauf: reste.ersetze_sicherungen(ap), lambda _o: self._lade())

    def _drucke(self) -> None:
        zeile = gewaehlte(self.ui.liste)
        vorschlag = f"Datenschutzhinweis_{zeile.tag}.pdf" if zeile else ""
        ziel, _ = QFileDialog.getSaveFileName(self, "Hinweis speichern", vorschlag, "PDF (*.pdf)")
        if zeile is not None and ziel:
            self._tue(
                lambda ap, _ablauf: versehen.drucke_hinweis(ap, zeile.eintrag, Path(ziel)),
                lambda _nichts: self._sage(f"Gespeichert als „{ziel}“."),
            )

    def _tue(self, fall: Any, danach: Any) -> None:
        def laufe(ap: Arbeitsplatz, ablauf: Ablauf) -> Any:
            return fall(ap, ablauf)

        def fertig(ergebnis: Any) -> None:
            self.setEnabled(True)
            danach(ergebnis)

        self.setEnabled(False)
        self._vermittler.tue(laufe, fertig, self._sage)

    def _sage(self, satz: str) -> None:
        """Say what was done or is wrong; the dialog stays open."""
        self.setEnabled(True)
        self.ui.reste.setPlainText(satz)
