"""A new Meldung: one box to tell it in, the rest proposed, chosen, or folded away."""

from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QMessageBox,
    QPlainTextEdit,
)

from ....application.rollen import entwurf
from ....application.schritt.tun import Getan
from ..._generated.cm_stelle import Ui_CmStelle
from ...dialoge.anlagendienst import diene
from ...dialoge.feldformular import Feldformular
from ...dialoge.personenfrage import frage_nach_personen
from ...dialoge.schrittdialog import frage_objekt
from ...eingaben.mehrere import Sammlung
from ..rollenseite import Rollenseite
from ..schrittknoepfe import Schrittknoepfe

_TIPPPAUSE_MS = 800
_ERZAEHLT = "sachverhalt"


class NeueMeldung(QObject):
    """The tab; what is entered is kept as a draft, also when the window is closed."""

    def __init__(self, seite: Rollenseite, ui: Ui_CmStelle) -> None:
        super().__init__(seite)
        self._seite = seite
        self._vermittler = seite.vermittler
        self._ui = ui
        self._vorgeschlagen = entwurf.vorschlaege("")
        self._gesichert: dict[str, Any] = {}
        daten = entwurf.meldeformular(self._vermittler.arbeitsplatz)
        self._felder = daten.felder
        felder = [f for f in daten.felder if f.name != _ERZAEHLT]
        self.formular = Feldformular(felder, daten.auswahl, frage_objekt)
        ui.formularplatz.addWidget(self.formular)
        self._leiste = Schrittknoepfe(ui.melden_knoepfe)
        abgeben = self._leiste.lege_an("Meldung ab&geben", "meldung_abgeben", self._gib_ab)
        abgeben.setProperty("faellig", True)
        self._abgeben = abgeben
        self._leiste.lege_an("&Entwurf verwerfen", "entwurf_verwerfen", self._frage_ob_verwerfen)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TIPPPAUSE_MS)
        self._pause.timeout.connect(self.sichere)
        self._anlagen = diene(ui.neue_meldung, self._vermittler, self.formular)
        self._hole_entwurf()
        if self._anlagen is not None:
            self._anlagen.zeige_vorhandene()
        self._hoere_zu()

    def werte(self) -> dict[str, Any]:
        """Return everything that was entered."""
        erzaehlt = self._ui.feld_sachverhalt.toPlainText()
        return {**self.formular.werte(), **({_ERZAEHLT: erzaehlt} if erzaehlt.strip() else {})}

    def sichere(self) -> None:
        """Keep the draft as it is now, unless it is kept already."""
        self._pause.stop()
        werte = self.werte()
        if werte == self._gesichert:
            return
        self._gesichert = werte
        # Nothing the pages show changes, so they need not look again.
        self._vermittler.lies(
            lambda ap, _ablauf: entwurf.merke_entwurf(ap, werte),
            lambda _ergebnis: self._zeige_gesichert(),
        )

    def eventFilter(self, _teil: QObject, event: QEvent) -> bool:
        """Keep the draft before the window closes and takes the worker with it."""
        if event.type() == QEvent.Type.Close:
            self.sichere()
        return False

    def _hole_entwurf(self) -> None:
        self._gesichert = entwurf.entwurf(self._vermittler.arbeitsplatz)
        self._ui.feld_sachverhalt.setze(self._gesichert.get(_ERZAEHLT))
        self._schlage_vor()
        self.formular.setze(self._gesichert)
        self._zeige_gesichert()

    def _hoere_zu(self) -> None:
        self._ui.feld_sachverhalt.textChanged.connect(self._schlage_vor)
        for teil in (self._ui.feld_sachverhalt, *self.formular.eingaben.values()):
            _bei_aenderung(teil, self._pause.start)

    def _schlage_vor(self) -> None:
        """Put the proposals where nobody wrote something else."""
        neu = entwurf.vorschlaege(self._ui.feld_sachverhalt.toPlainText())
        for name, text in neu.items():
            feld = self.formular.eingaben[name]
            if feld.wert() in ("", self._vorgeschlagen[name]):
                feld.setze(text)
        self._vorgeschlagen = neu

    def _zeige_gesichert(self) -> None:
        satz = "Der Entwurf ist auf diesem Arbeitsplatz gespeichert." if self._gesichert else ""
        self._ui.entwurf_satz.setText(satz)
        grund = "" if self._gesichert else "Es gibt keinen Entwurf."
        self._leiste.sperre("entwurf_verwerfen", grund)

    def _gib_ab(self) -> None:
        self._pause.stop()
        werte = self.werte()
        self._zeige_fehler("")
        self._leiste.sperre("meldung_abgeben", "Die Meldung wird gerade gespeichert.")
        # What is typed from now on would be lost when the form is emptied.
        self._ui.neue_meldung.setEnabled(False)
        frage_nach_personen(
            self._seite,
            self._vermittler,
            self._felder,
            werte,
            lambda: self._speichere(werte),
            self._gib_frei,
        )

    def _speichere(self, werte: dict[str, Any]) -> None:
        self._vermittler.tue(
            lambda ap, _ablauf: entwurf.melde(ap, werte), self._abgegeben, self._zeige_fehler
        )

    def _gib_frei(self) -> None:
        """Let the form be filled on, with the button that was pressed in focus."""
        self._ui.neue_meldung.setEnabled(True)
        self._leiste.sperre("meldung_abgeben", "")
        self._abgeben.setFocus()

    def _abgegeben(self, getan: Getan) -> None:
        self._leere()
        self._gib_frei()
        self._ui.melden_satz.setText(
            f"Gespeichert als {getan.kennung}. Die Meldung geht mit der nächsten Übergabe an die "
            "CM-Koordination."
        )
        self._ui.melden_satz.show()
        self._ui.feld_sachverhalt.setFocus()

    def _zeige_fehler(self, satz: str) -> None:
        self._gib_frei()
        self._ui.melden_satz.hide()
        self._ui.fehler.setText(satz)
        self._ui.fehler.setVisible(bool(satz))
        erzaehlt = next(f.label for f in self._felder if f.name == _ERZAEHLT)
        if f"„{erzaehlt}“" in satz:
            self._ui.feld_sachverhalt.setFocus()
        else:
            self.formular.zeige_genanntes(satz)

    def _frage_ob_verwerfen(self) -> None:
        antwort = QMessageBox.question(
            self._seite, "Entwurf verwerfen", "Soll der Entwurf gelöscht werden?"
        )
        if antwort == QMessageBox.StandardButton.Yes:
            self._zeige_fehler("")
            self._leere()
            self._vermittler.lies(
                lambda ap, _ablauf: entwurf.verwirf_entwurf(ap), lambda _ergebnis: None
            )
            self._ui.feld_sachverhalt.setFocus()

    def _leere(self) -> None:
        self._ui.feld_sachverhalt.setze("")
        self.formular.setze(dict.fromkeys(self.formular.eingaben))
        self.formular.mehr.setChecked(False)
        self._pause.stop()
        self._gesichert = {}
        self._zeige_gesichert()
        if self._anlagen is not None:
            self._anlagen.raeume_auf()


def _bei_aenderung(teil: object, folge: Any) -> None:
    """Connect whatever signal tells that the content of an input changed."""
    if isinstance(teil, QLineEdit | QPlainTextEdit):
        teil.textChanged.connect(folge)
    elif isinstance(teil, QComboBox):
        teil.currentIndexChanged.connect(folge)
    elif isinstance(teil, QListWidget):
        teil.itemChanged.connect(folge)
    elif isinstance(teil, QCheckBox):
        teil.toggled.connect(folge)
    elif isinstance(teil, Sammlung):
        modell = teil.liste.model()
        for signal in (modell.rowsInserted, modell.rowsRemoved, modell.dataChanged):
            signal.connect(folge)
