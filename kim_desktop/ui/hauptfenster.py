"""The main window: navigation, pages, progress, and sentences when something fails."""

import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QInputDialog,
    QLineEdit,
    QMainWindow,
    QMessageBox,
    QProgressBar,
    QPushButton,
    QWidget,
)

from ..domain.fehler import KimFehler, PassphraseFehlt
from . import aktionen
from ._generated.hauptfenster import Ui_Hauptfenster
from .arbeiter import Arbeiter
from .aussehen import passe_ein
from .vermittler import Vermittler

if TYPE_CHECKING:
    from ..application.arbeitsplatz import Arbeitsplatz, Identitaet
    from .seiten import Seiten

_GEDULD_MS = 500
AUFGABEN, VORGAENGE, UEBERGABE, EINSTELLUNGEN, VORGANG = range(5)


class Hauptfenster(QMainWindow):
    """The shell; pages come with `uebernimm` once the profile is open."""

    def __init__(self, oeffner: "Callable[[str | None], Arbeitsplatz]") -> None:
        super().__init__()
        self._oeffner = oeffner
        self.seiten: Seiten | None = None
        self.vermittler: Vermittler | None = None
        self.arbeiter = Arbeiter(self)
        self.ui = Ui_Hauptfenster()
        self.ui.setupUi(self)
        passe_ein(self)
        self.aktionen = aktionen.baue(self)
        self._baue_menue()
        self._baue_statuszeile()
        self.ui.navigation.setCurrentRow(AUFGABEN)
        self.ui.navigation.currentRowChanged.connect(self.zeige_seite)

    def lade(self) -> None:
        """Open the profile in the worker; asks for the passphrase where it needs one."""
        self._oeffne(None)

    def uebernimm(self, arbeitsplatz: "Arbeitsplatz") -> None:
        """Fill the shell with the pages of an opened Arbeitsplatz."""
        self.vermittler = Vermittler(arbeitsplatz, self.arbeiter)
        self.vermittler.hinweis.connect(self.zeige_hinweis)
        self.vermittler.fehlschlag.connect(self._zeige_fehlschlag)
        self.vermittler.lies(_wer, self._zeige_seiten)

    def zeige_seite(self, nummer: int) -> None:
        """Show a page of the navigation."""
        if nummer < 0:
            return
        self.zeige_hinweis("")
        if self.ui.navigation.currentRow() != nummer:
            self.ui.navigation.setCurrentRow(nummer)
        if self.seiten is not None:
            self.ui.seiten.setCurrentIndex(nummer)
            self.seiten.lade(nummer)

    def zeige_vorgang(self, kennung: str) -> None:
        """Show one case."""
        if self.seiten is not None:
            self.zeige_hinweis("")
            self.ui.seiten.setCurrentIndex(VORGANG)
            self.seiten.vorgang.zeige(kennung)

    def zurueck(self) -> None:
        """Go back from a case to the page it was opened from."""
        self.zeige_seite(max(self.ui.navigation.currentRow(), 0))
        if self.seiten is not None:
            self.seiten.nimm_fokus(self.ui.seiten.currentIndex())

    def zeige_hinweis(self, text: str) -> None:
        """Show a sentence below the page; an empty one takes it away."""
        self.ui.hinweis.setText(text)
        self.ui.hinweis.setVisible(bool(text))

    def closeEvent(self, event: QCloseEvent) -> None:
        self.arbeiter.schliesse()
        if self.vermittler is not None:
            self.vermittler.arbeitsplatz.schliesse()
            self.vermittler = None
        event.accept()

    def _oeffne(self, passphrase: str | None) -> None:
        self.arbeiter.tue(
            lambda _ablauf: self._oeffner(passphrase), self.uebernimm, self._nicht_geoeffnet
        )

    def _nicht_geoeffnet(self, fehler: BaseException) -> None:
        if isinstance(fehler, PassphraseFehlt):
            text, ok = QInputDialog.getText(
                self, "Passphrase", "Passphrase dieses Arbeitsplatzes:", QLineEdit.EchoMode.Password
            )
            if ok and text:
                self._oeffne(text)
                return
        if isinstance(fehler, KimFehler):
            self.zeige_hinweis(fehler.text)
        else:
            self._zeige_fehlschlag("".join(traceback.format_exception(fehler)))

    def _zeige_seiten(self, wer: "Identitaet") -> None:
        from .seiten import Seiten

        assert self.vermittler is not None
        self.ui.stelle.setText(f"{wer.stelle.name} · {wer.verzeichnis.name}")
        self.ui.uebung.setVisible(wer.verzeichnis.uebung)
        self.setWindowTitle(f"{wer.stelle.name} – KIM Desktop")
        self.seiten = Seiten(self.vermittler, wer, self.zeige_vorgang, self.zurueck)
        for seite in self.seiten.alle:
            self.ui.seiten.addWidget(seite)
        self.vermittler.geaendert.connect(self._lade_neu)
        self._zeige_rollen()
        self.zeige_seite(self.ui.navigation.currentRow())
        self.seiten.nimm_fokus(AUFGABEN)

    def _zeige_rollen(self) -> None:
        if self.vermittler is not None:
            self.vermittler.lies(_rollen, lambda r: self.ui.rolle.setText(", ".join(r)))

    def _lade_neu(self) -> None:
        self._zeige_rollen()
        if self.seiten is not None:
            self.seiten.lade(self.ui.seiten.currentIndex())

    def _baue_menue(self) -> None:
        menues = {}
        for aktion in aktionen.AKTIONEN:
            if aktion.menue not in menues:
                menues[aktion.menue] = self.ui.menue.addMenu(aktion.menue)
            menues[aktion.menue].addAction(self.aktionen[aktion.name])
        folgen: dict[str, Callable[[], object]] = {
            "neu": self._beginne,
            "oeffnen": self._frage_kennung,
            "beenden": self.close,
            "aufgaben": lambda: self.zeige_seite(AUFGABEN),
            "vorgaenge": lambda: self.zeige_seite(VORGAENGE),
            "uebergabe": lambda: self.zeige_seite(UEBERGABE),
            "einstellungen": lambda: self.zeige_seite(EINSTELLUNGEN),
            "suchen": self._suche,
            "zurueck": self.zurueck,
            "aktualisieren": lambda: self.zeige_seite(self.ui.navigation.currentRow()),
            "ueber": self._ueber,
        }
        for name, folge in folgen.items():
            self.aktionen[name].triggered.connect(lambda _an=False, f=folge: f())

    def _baue_statuszeile(self) -> None:
        self.balken = QProgressBar()
        self.balken.setAccessibleName("Fortschritt")
        self.balken.setRange(0, 1000)
        self.abbrechen = QPushButton("Abbrechen")
        self.abbrechen.clicked.connect(self.arbeiter.brich_ab)
        for teil in (self.balken, self.abbrechen):
            teil.hide()
            self.ui.statuszeile.addPermanentWidget(teil)
        self.arbeiter.fortschritt.connect(self._zeige_fortschritt)
        self.arbeiter.beschaeftigt.connect(self._zeige_beschaeftigt)
        # What is done at once does not flash.
        self._geduld = QTimer(self)
        self._geduld.setSingleShot(True)
        self._geduld.setInterval(_GEDULD_MS)
        self._geduld.timeout.connect(lambda: _sichtbar(True, self.balken, self.abbrechen))

    def _zeige_fortschritt(self, anteil: float, text: str) -> None:
        self.balken.setValue(int(anteil * 1000))
        self.ui.statuszeile.showMessage(text)

    def _zeige_beschaeftigt(self, beschaeftigt: bool) -> None:
        if beschaeftigt:
            self._geduld.start()
        else:
            self._geduld.stop()
            self.ui.statuszeile.clearMessage()
            _sichtbar(False, self.balken, self.abbrechen)

    def _beginne(self) -> None:
        if self.seiten is not None:
            self.seiten.aufgaben.beginne()

    def _frage_kennung(self) -> None:
        kennung, ok = QInputDialog.getText(self, "Vorgang öffnen", "Kennung:")
        if ok and kennung.strip():
            self.zeige_vorgang(kennung.strip())

    def _suche(self) -> None:
        self.zeige_seite(VORGAENGE)
        if self.seiten is not None:
            self.seiten.vorgaenge.ui.suchen.setFocus()

    def _ueber(self) -> None:
        from .. import __version__

        QMessageBox.about(
            self,
            "Über KIM Desktop",
            f"KIM Desktop {__version__}\n\nDas Verfahren des Kommunalen Integrationsmanagements, "
            "ohne Netz, von der Meldung bis zur Lösung.",
        )

    def _zeige_fehlschlag(self, einzelheiten: str) -> None:
        from .fehlerkasten import zeige_fehlerkasten

        zeige_fehlerkasten(self, einzelheiten)


def _wer(arbeitsplatz: "Arbeitsplatz", _ablauf: object) -> "Identitaet":
    from ..application.arbeitsplatz import wer_bin_ich

    return wer_bin_ich(arbeitsplatz)


def _rollen(arbeitsplatz: "Arbeitsplatz", _ablauf: object) -> list[str]:
    from ..application.einstellungen import eigene_rollen

    return eigene_rollen(arbeitsplatz)


def _sichtbar(sichtbar: bool, *teile: QWidget) -> None:
    for teil in teile:
        teil.setVisible(sichtbar)
