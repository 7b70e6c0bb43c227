"""The main window: navigation, pages, progress, and sentences when something fails."""

import textwrap
import traceback
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
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

from ..domain.fehler import KeinArbeitsplatz, KimFehler, PassphraseFehlt
from ._generated.hauptfenster import Ui_Hauptfenster
from .bausteine import aktionen
from .bausteine.aussehen import passe_breite_an, passe_ein
from .bausteine.rueckfrage import frage_vorher
from .betrieb.arbeiter import Ablauf, Arbeiter
from .betrieb.vermittler import Vermittler

if TYPE_CHECKING:
    from ..application.arbeitsplatz import Arbeitsplatz, Befund, Identitaet, Zugang
    from ..application.platz.ankunft import Wartend
    from ..domain.rollen import Rolle
    from .betrieb.austauschwache import Austauschwache
    from .erststart.empfang import Empfang
    from .seiten import Seite, Seiten

    Oeffner = Callable[[str | None], Arbeitsplatz]

_GEDULD_MS = 500


class Hauptfenster(QMainWindow):
    """The shell; pages come with `uebernimm` once the profile is open."""

    def __init__(
        self,
        oeffner: "Oeffner",
        ordner: Path | None = None,
        zugang: "Callable[[], Zugang] | None" = None,
    ) -> None:
        super().__init__()
        self._oeffner = oeffner
        self._ordner = ordner
        self._zugang = zugang
        self._darf_zu = False
        self.empfang: Empfang | None = None
        self.seiten: Seiten | None = None
        self.vermittler: Vermittler | None = None
        self.austauschwache: Austauschwache | None = None
        self.arbeiter = Arbeiter(self)
        self.ui = Ui_Hauptfenster()
        self.ui.setupUi(self)
        passe_ein(self)
        self.aktionen = aktionen.baue(self)
        self._baue_menue()
        self._baue_statuszeile()
        self.ui.navigation.setCurrentRow(0)
        self.ui.navigation.currentRowChanged.connect(self._zeige_zeile)

    def lade(self) -> None:
        """Open the profile in the worker; asks for the passphrase where it needs one."""
        self.oeffne(self._oeffner)

    def oeffne(self, oeffner: "Oeffner", passphrase: str | None = None) -> None:
        """Open an Arbeitsplatz in the worker, and ask for its passphrase where it needs one."""
        self.arbeiter.tue(
            lambda _ablauf: oeffner(passphrase),
            self.uebernimm,
            partial(self._nicht_geoeffnet, oeffner),
        )

    def uebernimm(self, arbeitsplatz: "Arbeitsplatz") -> None:
        """Fill the shell with the pages of an opened Arbeitsplatz, in place of another's."""
        self._raeume()
        self.vermittler = Vermittler(arbeitsplatz, self.arbeiter)
        self.vermittler.hinweis.connect(self.zeige_hinweis)
        self.vermittler.getan.connect(lambda satz: self.zeige_hinweis(satz, getan=True))
        self.vermittler.fehlschlag.connect(self._zeige_fehlschlag)
        self.vermittler.ersetzt.connect(self.uebernimm)
        self.zeige_lage()

    def _raeume(self) -> None:
        """Take away what belongs to the Arbeitsplatz that was open before."""
        if self.austauschwache is not None:
            self.austauschwache.halte_an()
            self.austauschwache = None
        if self.vermittler is not None:
            self.vermittler.verstumme()
            self.ui.versand.hide()
        if self.seiten is not None:
            for teil in (*(e.teil for e in self.seiten.eintraege), self.seiten.vorgang):
                self.ui.seiten.lege_ab(teil)
            self.seiten = None

    def zeige_lage(self) -> None:
        """Show the pages of an Arbeitsplatz at work, or the page of one that waits."""
        if self.vermittler is not None:
            self.vermittler.lies(_lage, self._zeige_lage)

    def zeige_seite(self, name: str) -> None:
        """Show a page of the navigation."""
        namen = [e.name for e in self.seiten.eintraege] if self.seiten is not None else []
        if name not in namen:
            return
        zeile = namen.index(name)
        if self.ui.navigation.currentRow() == zeile:
            self._zeige_zeile(zeile)
        else:
            self.ui.navigation.setCurrentRow(zeile)
        if self.seiten is not None:
            self.seiten.eintraege[zeile].seite.fokusziel().setFocus()

    def _zeige_zeile(self, zeile: int) -> None:
        self.zeige_hinweis("")
        if self.seiten is not None and zeile >= 0:
            eintrag = self.seiten.eintraege[zeile]
            self.ui.seiten.zeige(eintrag.teil)
            eintrag.seite.lade()

    def zeige_vorgang(self, kennung: str) -> None:
        """Show one case; the page stays where there is none."""
        if (seiten := self.seiten) is not None:
            self.zeige_hinweis("")
            seiten.vorgang.zeige(kennung, lambda: self.ui.seiten.zeige(seiten.vorgang))

    def zurueck(self) -> None:
        """Go back from a case to the page it was opened from."""
        self._zeige_zeile(max(self.ui.navigation.currentRow(), 0))
        self._nimm_fokus()

    def zeige_hinweis(self, text: str, *, getan: bool = False) -> None:
        """Show a sentence below the page; an empty one takes it away.

        One that says what was recorded does not look like what is to be done.
        """
        self.ui.hinweis.setText(text)
        self.ui.hinweis.setProperty("getan", getan)
        self.style().unpolish(self.ui.hinweis)
        self.style().polish(self.ui.hinweis)
        self.ui.hinweis.setVisible(bool(text))

    def closeEvent(self, event: QCloseEvent) -> None:
        offenes = self.seiten.offenes() if self.seiten is not None else []
        if offenes and not self._darf_zu:
            event.ignore()
            self._frage_vor_dem_schliessen(offenes)
            return
        if self.austauschwache is not None:
            self.austauschwache.halte_an()
        self.arbeiter.schliesse()
        if self.austauschwache is not None:
            self.austauschwache.schliesse()
            self.austauschwache = None
        if self.vermittler is not None:
            self.vermittler.arbeitsplatz.schliesse()
            self.vermittler = None
        event.accept()

    def _frage_vor_dem_schliessen(self, offenes: list[str]) -> None:
        def schliesse() -> None:
            self._darf_zu = True
            self.close()

        frage = " ".join([*offenes, "Trotzdem schließen?"])
        frage_vorher(self, frage, "", "Trotzdem &schließen", "&Offen lassen", schliesse)

    def _nicht_geoeffnet(self, oeffner: "Oeffner", fehler: BaseException) -> None:
        if isinstance(fehler, PassphraseFehlt):
            text, ok = QInputDialog.getText(
                self, "Arbeitsplatz öffnen", _bitte(fehler), _echo(fehler)
            )
            if ok and text:
                self.oeffne(oeffner, text)
                return
        if isinstance(fehler, KeinArbeitsplatz) and oeffner is self._oeffner:
            self._empfange().zeige_anfang()
        elif isinstance(fehler, KimFehler):
            self._bleibt_zu(oeffner, _grund(fehler))
        else:
            self._zeige_fehlschlag("".join(traceback.format_exception(fehler)))

    def _bleibt_zu(self, oeffner: "Oeffner", satz: str) -> None:
        """Say why, where nothing is open with a way to try again."""
        noch_einmal = partial(self.oeffne, oeffner)
        if self.seiten is not None or not self._empfange().zeige_verschlossen(satz, noch_einmal):
            self.zeige_hinweis(satz)

    def _empfange(self) -> "Empfang":
        from .erststart.empfang import Empfang

        if self.empfang is None:
            self.empfang = Empfang(self, self._ordner, self._zugang)
        return self.empfang

    def _zeige_lage(self, lage: "Identitaet | Wartend") -> None:
        from ..application.platz.ankunft import Wartend

        if isinstance(lage, Wartend):
            self._empfange().zeige_wartend(lage)
            return
        if self.empfang is not None:
            self.empfang.raeume()
        self._zeige_seiten(lage)

    def _zeige_seiten(self, wer: "Identitaet") -> None:
        from .betrieb.austauschwache import Austauschwache
        from .dialoge.versandzeile import Versandzeile
        from .seiten import Seiten

        assert self.vermittler is not None
        self.ui.stelle.setText(f"{wer.stelle.name} · {wer.verzeichnis.name}")
        self.ui.uebung.setVisible(wer.verzeichnis.uebung)
        self.setWindowTitle(f"{wer.stelle.name} – KIM Desktop")
        self.seiten = Seiten(self.vermittler, wer, self.zeige_vorgang, self.zurueck)
        self._baue_navigation(self.seiten)
        self.vermittler.geaendert.connect(self._lade_neu)
        self._zeige_rollen()
        self.zeige_seite("aufgaben")
        self.versandzeile = Versandzeile(self.vermittler, self.ui, self._nimm_fokus)
        self.versandzeile.lade()
        self.austauschwache = Austauschwache(self.vermittler, self.ui.austausch)
        self.austauschwache.schaue()
        self.seiten.aufgaben.fokusziel().setFocus()
        self.vermittler.lies(_anlass, self._frage_neubeginn)
        # Once nobody waits for anything.
        self.arbeiter.beschaeftigt.connect(self._sichere, Qt.ConnectionType.SingleShotConnection)

    def _frage_neubeginn(self, befund: "Befund | None") -> None:
        if befund is None or self.vermittler is None:
            return
        from .dialoge.neubeginn import Neubeginnfrage

        Neubeginnfrage(self, self.vermittler, befund, self.uebernimm).open()

    def _sichere(self, _beschaeftigt: bool) -> None:
        if self.vermittler is not None:
            self.vermittler.lies(_sichere_taeglich, self._gesichert)

    def _gesichert(self, hindernis: str) -> None:
        if hindernis:
            self.zeige_hinweis(hindernis)

    def oeffne_sicherung(self) -> None:
        """Open the dialog of backups; without an Arbeitsplatz it leads to the way back."""
        from .dialoge.sicherungsdialog import Sicherungsdialog

        dialog = Sicherungsdialog(self, self.arbeiter, self.vermittler, self._ordner)
        dialog.ersetzt.connect(self._raeume)
        dialog.wiederhergestellt.connect(self._empfange().oeffne_ordner)
        dialog.open()

    def _oeffne_loeschungen(self) -> None:
        from .dialoge.loeschungsdialog import Loeschungsdialog

        if self.vermittler is not None:
            Loeschungsdialog(self, self.vermittler).open()

    def _oeffne_woerter(self) -> None:
        from .dialoge.wortdialog import Wortdialog

        if self.vermittler is not None:
            Wortdialog(self, self.vermittler).open()

    def _oeffne_austausch(self) -> None:
        from .dialoge.austauschdialog import Austauschdialog

        if self.vermittler is not None and self.austauschwache is not None:
            Austauschdialog(self, self.vermittler, self.austauschwache).open()

    def _baue_navigation(self, seiten: "Seiten") -> None:
        with QSignalBlocker(self.ui.navigation):
            self.ui.navigation.clear()
            for eintrag in seiten.eintraege:
                self.ui.navigation.addItem(eintrag.label)
                self.ui.seiten.nimm(eintrag.teil)
            self.ui.navigation.setCurrentRow(0)
        passe_breite_an(self.ui.navigation)
        self.ui.seiten.nimm(seiten.vorgang)
        for name in aktionen.SEITEN:
            self.aktionen[name].setVisible(seiten.eintrag(name) is not None)

    def _nimm_fokus(self) -> None:
        if (offen := self._offene_seite()) is not None:
            offen.fokusziel().setFocus()

    def _zeige_rollen(self) -> None:
        if self.vermittler is not None:
            self.vermittler.lies(_rollen, self._benenne_rollen)

    def _benenne_rollen(self, namen: "Mapping[Rolle, str]") -> None:
        """Call the roles what the district calls them, in the header and the navigation."""
        self.ui.rolle.setText(", ".join(sorted(namen.values())))
        for zeile, eintrag in enumerate(self.seiten.eintraege if self.seiten else ()):
            if (rolle := next((r for r in namen if r == eintrag.name), None)) is not None:
                self.ui.navigation.item(zeile).setText(namen[rolle])
        passe_breite_an(self.ui.navigation)

    def _lade_neu(self) -> None:
        self._zeige_rollen()
        if (offen := self._offene_seite()) is not None:
            offen.lade()

    def _offene_seite(self) -> "Seite | None":
        if self.seiten is None:
            return None
        if self.ui.seiten.gezeigte() is self.seiten.vorgang:
            return self.seiten.vorgang
        return self.seiten.eintraege[max(self.ui.navigation.currentRow(), 0)].seite

    def _baue_menue(self) -> None:
        menues = {}
        for aktion in aktionen.AKTIONEN:
            if aktion.menue not in menues:
                menues[aktion.menue] = self.ui.menue.addMenu(aktion.menue)
            menues[aktion.menue].addAction(self.aktionen[aktion.name])
        folgen: dict[str, Callable[[], object]] = {
            "neu": self._beginne,
            "oeffnen": self._frage_kennung,
            "austausch": self._oeffne_austausch,
            "sicherung": self.oeffne_sicherung,
            "loeschungen": self._oeffne_loeschungen,
            "woerter": self._oeffne_woerter,
            "beenden": self.close,
            "suchen": self._suche,
            "zurueck": self.zurueck,
            "aktualisieren": self._lade_neu,
            "ueber": self._ueber,
            **{name: partial(self.zeige_seite, name) for name in aktionen.SEITEN},
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
        self.zeige_seite("vorgaenge")
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
        from .betrieb.fehlerkasten import zeige_fehlerkasten

        zeige_fehlerkasten(self, einzelheiten)


def _bitte(fehler: PassphraseFehlt) -> str:
    zeilen = textwrap.wrap(fehler.grund, 80)
    return "\n".join([*zeilen, "", f"Bitte {fehler.frage} eingeben:"])


def _grund(fehler: KimFehler) -> str:
    """Say why an Arbeitsplatz stays closed, to whoever sits at the window."""
    if isinstance(fehler, PassphraseFehlt):
        return f"{fehler.grund} Ohne {fehler.frage} bleibt er zu."
    return fehler.text


def _echo(fehler: PassphraseFehlt) -> QLineEdit.EchoMode:
    """Hide a passphrase; forty signs from a sheet nobody can type blind."""
    verdeckt = "Passphrase" in fehler.frage
    return QLineEdit.EchoMode.Password if verdeckt else QLineEdit.EchoMode.Normal


def _lage(arbeitsplatz: "Arbeitsplatz", _ablauf: object) -> "Identitaet | Wartend":
    from ..application.platz.ankunft import lage

    return lage(arbeitsplatz)


def _anlass(arbeitsplatz: "Arbeitsplatz", _ablauf: object) -> "Befund | None":
    from ..application.platz.neubeginn import anlass

    return anlass(arbeitsplatz)


def _rollen(arbeitsplatz: "Arbeitsplatz", _ablauf: object) -> "dict[Rolle, str]":
    from ..application.einstellungen import eigene_rollen

    return eigene_rollen(arbeitsplatz)


def _sichere_taeglich(arbeitsplatz: "Arbeitsplatz", ablauf: Ablauf) -> str:
    from ..application.platz.sicherung import versuche_taegliche

    return versuche_taegliche(arbeitsplatz, ablauf)


def _sichtbar(sichtbar: bool, *teile: QWidget) -> None:
    for teil in teile:
        teil.setVisible(sichtbar)
