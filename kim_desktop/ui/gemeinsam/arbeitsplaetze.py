"""Arbeitsplätze: who is in the district; admitting, entering, substitutes and closing."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.platz import zulassung
from ...application.platz.arbeitsplaetze import Uebersicht, Zeile, uebersicht
from ...application.worte import als_tag
from ...domain.fehler import UebergabeFehler
from .._generated.arbeitsplaetze import Ui_Arbeitsplaetze
from ..bausteine.ablegen import Ablage
from ..bausteine.modelle import Tabellenmodell
from ..bausteine.tabelle import brich_um, gewaehlte, richte_ein, zeige_zeilen
from ..betrieb.oeffnen import oeffne_datei
from ..betrieb.vermittler import Vermittler
from ..dialoge.papierdialog import frage_pdf

if TYPE_CHECKING:
    from ..platz.zulassungsdialog import Pruefung

_FUEHRT = (
    "Dieser Arbeitsplatz führt das Verzeichnis. Anmeldungen lassen sich auch auf diese Seite "
    "ziehen."
)
_WAEHLEN = "Bitte zuerst einen Arbeitsplatz wählen, der nicht geschlossen ist."
_ROLLEN = 3
#: What the root key allows a CM-Koordination that does not keep the directory.
_MIT_WURZEL = ("inhaber", "entscheiden")


class Arbeitsplaetze(QWidget):
    """The page of the directory; whoever does not keep it reads it and knows whom to call."""

    def __init__(self, vermittler: Vermittler) -> None:
        super().__init__()
        self._vermittler = vermittler
        self._stand: Uebersicht | None = None
        self.ui = Ui_Arbeitsplaetze()
        self.ui.setupUi(self)
        self.modell = Tabellenmodell(
            (
                ("Stelle", lambda z: z.name),
                ("Kürzel", lambda z: z.kuerzel),
                ("Arbeitsplatz", lambda z: f"{z.code} (dieser)" if z.hier else z.code),
                ("Rollen", _rollen),
                ("seit", lambda z: z.von),
                ("bis", lambda z: z.bis),
                ("Stand", lambda z: z.zustand),
            )
        )
        richte_ein(self.ui.liste, self.modell, 0)
        brich_um(self.ui.liste, 0, _ROLLEN)
        self._verbinde()
        Ablage(self, self.pruefe)

    def lade(self) -> None:
        """Look at the directory again."""
        self._vermittler.lies(lambda ap, _ablauf: uebersicht(ap), self._zeige)

    def fokusziel(self) -> QWidget:
        """The list."""
        return self.ui.liste

    def pruefe(self, dateien: Sequence[Path]) -> None:
        """Begin to check Anmeldungen; without the directory the page says who does that."""
        if self._stand is None or not self._stand.fuehrt:
            self._vermittler.hinweis.emit(
                f"Anmeldungen prüft, wer das Verzeichnis führt: {self._fuehrende}."
            )
            return
        self._vermittler.lies(
            lambda ap, _ablauf: _lies_anmeldungen(ap, dateien), self._zeige_pruefung
        )

    @property
    def _fuehrende(self) -> str:
        return self._stand.fuehrende if self._stand else ""

    def _verbinde(self) -> None:
        ui = self.ui
        for name, text, folge in (
            ("pruefen", "An&meldung prüfen …", self._waehle_anmeldungen),
            ("liste", "&Liste zulassen …", self._lasse_liste_zu),
            ("eintragen", "Stelle &eintragen …", self._trage_ein),
            ("vertretung", "Ve&rtretung …", self._vertrete),
            ("beenden", "&Beenden …", self._beende),
            ("inhaber", "Ver&zeichnis führen …", self._benenne),
            ("entscheiden", "Verzeichnis ent&scheiden …", self._entscheide),
            ("schluessel", "Schlüssel e&intragen …", self._trage_schluessel_ein),
        ):
            ui.taten.nimm(name, text, folge, an_zeile=False)
        ui.taten.knoepfe["pruefen"].setProperty("faellig", True)
        ui.notfallblatt.clicked.connect(self._drucke_notfallblatt)
        ui.kreisblatt.clicked.connect(self._drucke_kreisblatt)
        ui.kreisschluessel.clicked.connect(self._entferne_kreisschluessel)
        ui.schluessel.clicked.connect(self._wechsle_schluessel)
        ui.liste.selectionModel().currentChanged.connect(lambda *_: self._pruefe_wahl())

    def _zeige(self, stand: Uebersicht) -> None:
        ui, self._stand = self.ui, stand
        zeige_zeilen(ui.liste, stand.zeilen, lambda z: (z.stelle, z.log))
        ui.taten.setVisible(stand.koordiniert)
        for name, knopf in ui.taten.knoepfe.items():
            knopf.setVisible(stand.fuehrt or name in _MIT_WURZEL)
        ui.fuehrt.setText(
            _FUEHRT
            if stand.fuehrt
            else f"Das Verzeichnis führt: {stand.fuehrende}. Wenn sich bei Ihnen etwas ändert, "
            "rufen Sie dort bitte an."
        )
        ui.kreis_ziffern.setText(stand.pruefziffern)
        ui.notfallblatt_stand.setText(
            _gedruckt(stand.notfallblatt)
            + " Damit öffnen Sie den Arbeitsplatz und seine Sicherungen, wenn der PC es nicht "
            "mehr tut."
        )
        ui.kreisblatt_stand.setText(
            _gedruckt(stand.kreisblatt)
            + " Ohne Kreisblatt kann nach dem Verlust dieses PCs niemand mehr jemanden zulassen."
        )
        for teil in (ui.kreisblatt, ui.kreisblatt_stand, ui.kreisschluessel, ui.wurzel_stand):
            teil.setVisible(stand.wurzel)
        self._pruefe_wahl()

    def _pruefe_wahl(self) -> None:
        zeile = gewaehlte(self.ui.liste)
        offen = isinstance(zeile, Zeile) and zeile.offen
        self.ui.taten.zeige({"beenden": "" if offen else _WAEHLEN})

    def _waehle_anmeldungen(self) -> None:
        namen, _ = QFileDialog.getOpenFileNames(
            self, "Anmeldungen prüfen", "", "Anmeldungen (*.kim-anmeldung)"
        )
        if namen:
            self.pruefe([Path(name) for name in namen])

    def _zeige_pruefung(self, pruefung: "Pruefung") -> None:
        from ..platz.zulassungsdialog import Zulassungsdialog

        if not pruefung.vorschlaege:
            self._vermittler.hinweis.emit("\n".join(pruefung.abgelehnt))
        elif self._stand is not None:
            Zulassungsdialog(self, self._vermittler, self._stand, pruefung).open()

    def _lasse_liste_zu(self) -> None:
        from ..platz.zulassungsliste import Listenzulassung

        if self._stand is not None:
            Listenzulassung(self, self._vermittler, self._stand).open()

    def _trage_ein(self) -> None:
        from ..platz.stelle import Stellendialog

        if self._stand is not None:
            Stellendialog(self, self._vermittler, self._stand).open()

    def _vertrete(self) -> None:
        from ..platz.vertretung import Vertretungsdialog

        if self._stand is not None:
            zeile = gewaehlte(self.ui.liste)
            Vertretungsdialog(self, self._vermittler, self._stand, zeile).open()

    def _beende(self) -> None:
        from ..platz.beenden import Beendigung

        if isinstance(zeile := gewaehlte(self.ui.liste), Zeile):
            Beendigung(self, self._vermittler, zeile).open()

    def _benenne(self) -> None:
        from ..platz.inhaber import Inhaberdialog

        if self._stand is not None:
            Inhaberdialog(self, self._vermittler, self._stand).open()

    def _entscheide(self) -> None:
        from ..platz.streit import Streitdialog

        Streitdialog(self, self._vermittler).open()

    def _trage_schluessel_ein(self) -> None:
        from ...application.platz.schluesselwechsel import satz_eingetragen, trage_wechsel_ein

        def fertig(satz: str) -> None:
            QMessageBox.information(self, "Schlüssel eintragen", satz)

        name, _ = QFileDialog.getOpenFileName(
            self, "Schlüssel eintragen", "", "Schlüsselwechsel (*.kim-schluesselwechsel);;Alle (*)"
        )
        if name:
            self._vermittler.tue(
                lambda ap, _ablauf: satz_eingetragen(trage_wechsel_ein(ap, Path(name))),
                fertig,
            )

    def _wechsle_schluessel(self) -> None:
        from ..platz.schluesselwechsel import Wechseldialog

        if self._stand is not None:
            # This page goes when the Arbeitsplatz is opened again; the dialog stays.
            Wechseldialog(self.window(), self._vermittler, self._stand).open()

    def _entferne_kreisschluessel(self) -> None:
        from ..platz.kreisschluessel import Kreisschluesseldialog

        Kreisschluesseldialog(self, self._vermittler).open()

    def _drucke_notfallblatt(self) -> None:
        from ...application.platz.notblatt import drucke_notfallblatt

        self._drucke("Notfallblatt", drucke_notfallblatt)

    def _drucke_kreisblatt(self) -> None:
        from ...application.platz.kreisblatt import drucke_kreisblatt

        self._drucke("Kreisblatt", drucke_kreisblatt)

    def _drucke(self, name: str, drucke: Callable[[Arbeitsplatz, Path], None]) -> None:
        ausgang = self._vermittler.arbeitsplatz.profil.ordner / "ausgang"
        if (ziel := frage_pdf(self, ausgang / f"{name}.pdf")) is None:
            return

        def fertig(_nichts: None) -> None:
            antwort = QMessageBox.question(
                self,
                name,
                f"„{ziel}“ ist fertig. Bitte ausdrucken, verschlossen aufbewahren und die Datei "
                "danach löschen. Jetzt öffnen?",
            )
            if antwort == QMessageBox.StandardButton.Yes:
                oeffne_datei(ziel)

        self._vermittler.tue(lambda ap, _ablauf: drucke(ap, ziel), fertig)


def _rollen(zeile: Zeile) -> str:
    rollen = ", ".join(zeile.rollen.values())
    return f"{rollen}; führt das Verzeichnis" if zeile.fuehrt and zeile.offen else rollen


def _gedruckt(tag: str) -> str:
    return f"Gedruckt am {als_tag(tag)}." if tag else "Noch nicht gedruckt."


def _lies_anmeldungen(ap: Arbeitsplatz, dateien: Sequence[Path]) -> "Pruefung":
    from ..platz.zulassungsdialog import Pruefung

    vorschlaege, abgelehnt = [], []
    for datei in dateien:
        try:
            vorschlaege.append(zulassung.vorschlag(ap, datei))
        except UebergabeFehler as fehler:
            abgelehnt.append(f"„{datei.name}“: {fehler.text}")
    return Pruefung(vorschlaege, abgelehnt, zulassung.letzter_ordner(ap))
