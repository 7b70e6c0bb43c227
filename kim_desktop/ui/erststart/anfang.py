"""The guided start on a PC without an Arbeitsplatz: five ways, each a short form."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ...application.arbeitsplatz import Arbeitsplatz, Zugang
from ...application.demo.besuch import plaetze, setze_dich
from ...application.platz.einrichten import bereite_vor, gruende_kreis, warnung_im_netz
from ...domain.fehler import EingabeFehler, NeuePassphraseFehlt
from ...domain.rollen import Rolle
from .._generated.erststart import Ui_Erststart
from ..bausteine.ablegen import Ablage
from ..bausteine.meldung import erklaere, sage
from ..bausteine.ordner import angegeben
from ..bausteine.rollflaeche import stelle_in_die_mitte
from ..betrieb.arbeiter import Ablauf, Arbeiter
from ..dialoge.passphrase import Passphrasendialog

_ZUERST_ANMELDEN = (
    "Diese Zulassung passt nur zu dem Arbeitsplatz, der sich dafür angemeldet hat. Bitte zuerst "
    "den Arbeitsplatz anmelden, oder seinen Ordner öffnen."
)
_OHNE_PASSPHRASE = (
    "Ohne Passphrase wird nichts eingerichtet. Was Sie eingegeben haben, steht noch da."
)
Werk = Callable[[Zugang, Ablauf], Arbeitsplatz]


class Anfang(QWidget):
    """Makes an Arbeitsplatz in `ordner`, or opens one; `eroeffnet` hands it over.

    `vorhanden` asks for the Arbeitsplatz in another folder, `sicherung` for the way back from
    a backup.
    """

    eroeffnet = Signal(object)
    vorhanden = Signal(object)
    sicherung = Signal()

    def __init__(self, arbeiter: Arbeiter, ordner: Path, zugang: Callable[[], Zugang]) -> None:
        super().__init__()
        self._arbeiter = arbeiter
        self._ordner = ordner
        self._zugang = zugang
        innen = QWidget()
        self.ui = Ui_Erststart()
        self.ui.setupUi(innen)
        stelle_in_die_mitte(self, innen, self.ui.fehler)
        self._fuelle()
        self._verbinde()
        Ablage(self, lambda _dateien: sage(self.ui.fehler, _ZUERST_ANMELDEN))

    def fokusziel(self) -> QWidget:
        """The first way, the one most people take."""
        return self.ui.weg_anmelden

    def _fuelle(self) -> None:
        ui, ordner = self.ui, self._ordner
        warnung = warnung_im_netz(ordner)
        wo = "im Netz" if warnung else "auf diesem PC"
        liegt = f"Die Daten liegen verschlüsselt {wo} in „{ordner}“. {warnung}".rstrip()
        for haken in (ui.einrichten_netz, ui.anmelden_netz):
            haken.setVisible(bool(warnung))
        for schild in (ui.wahl_ort, ui.einrichten_ort, ui.anmelden_ort):
            schild.setText(liegt)
        ui.gruender.setText(Rolle.CM_KOORDINATION.label)
        ui.einrichten_rollen.halte(Rolle.CM_KOORDINATION)
        ui.anmelden_rollen.setze([Rolle.CM_STELLE])
        ui.uebungsordner.setText(str(ordner.with_name(f"{ordner.name} Übungskreis")))
        for name, stelle in plaetze():
            ui.platz.addItem(stelle, name)

    def _verbinde(self) -> None:
        ui = self.ui
        for weg, (blatt, feld) in self._wege().items():
            getattr(ui, f"weg_{weg}").clicked.connect(
                lambda _an=False, b=blatt, f=feld: self._zeige(b, f)
            )
            getattr(ui, f"{weg}_zurueck").clicked.connect(
                lambda _an=False, w=weg: self._zeige(ui.wahl, getattr(ui, f"weg_{w}"))
            )
        ui.weg_sicherung.clicked.connect(self.sicherung)
        ui.einrichten_weiter.clicked.connect(self._richte_ein)
        ui.anmelden_weiter.clicked.connect(self._melde_an)
        ui.zulassung_weiter.clicked.connect(self._oeffne_vorhandenen)
        ui.uebung_weiter.clicked.connect(self._uebe)
        for feld, weiter in (
            (ui.kreis, ui.einrichten_weiter),
            (ui.gruender, ui.einrichten_weiter),
            (ui.stelle, ui.anmelden_weiter),
            (ui.vorhanden, ui.zulassung_weiter),
            (ui.uebungsordner, ui.uebung_weiter),
        ):
            feld.returnPressed.connect(weiter.click)
        for knopf, feld in (
            (ui.vorhanden_waehlen, ui.vorhanden),
            (ui.uebungsordner_waehlen, ui.uebungsordner),
        ):
            knopf.clicked.connect(lambda _an=False, f=feld: self._waehle_ordner(f))

    def _wege(self) -> Mapping[str, tuple[QWidget, QWidget]]:
        ui = self.ui
        return {
            "einrichten": (ui.einrichten, ui.kreis),
            "anmelden": (ui.anmelden, ui.stelle),
            "zulassung": (ui.zulassung, ui.vorhanden),
            "uebung": (ui.uebung, ui.platz),
        }

    def _zeige(self, blatt: QWidget, feld: QWidget) -> None:
        sage(self.ui.fehler, "")
        self.ui.blaetter.setCurrentWidget(blatt)
        feld.setFocus()

    def _richte_ein(self) -> None:
        kreis, stelle = self.ui.kreis.text().strip(), self.ui.gruender.text().strip()
        rollen, netz = self.ui.einrichten_rollen.rollen, self.ui.einrichten_netz.isChecked()
        if not kreis or not stelle:
            self._lehne_ab("Bitte den Namen des Kreises und Ihre Stelle angeben.")
            return
        self._beginne(
            lambda zugang, _ablauf: gruende_kreis(
                self._ordner, kreis, zugang, rollen=rollen, stelle=stelle, netz=netz
            )
        )

    def _melde_an(self) -> None:
        stelle, rollen = self.ui.stelle.text().strip(), self.ui.anmelden_rollen.rollen
        netz = self.ui.anmelden_netz.isChecked()
        if not stelle or not rollen:
            self._lehne_ab("Bitte Ihre Stelle und mindestens eine Rolle angeben.")
            return
        self._beginne(
            lambda zugang, _ablauf: bereite_vor(
                self._ordner, zugang, stelle=stelle, rollen=rollen, netz=netz
            )
        )

    def _uebe(self) -> None:
        ordner, platz = self.ui.uebungsordner.text(), self.ui.platz.currentData()
        self._beginne(lambda _zugang, ablauf: setze_dich(angegeben(ordner), platz, ablauf))

    def _oeffne_vorhandenen(self) -> None:
        if angabe := self.ui.vorhanden.text().strip():
            sage(self.ui.fehler, "")
            self.vorhanden.emit(Path(angabe))
        else:
            self._lehne_ab("Bitte den Ordner des Arbeitsplatzes angeben.")

    def _lehne_ab(self, satz: str) -> None:
        erklaere(self.ui.fehler, EingabeFehler(satz))

    def _beginne(self, werk: Werk, zugang: Zugang | None = None) -> None:
        def gescheitert(fehler: BaseException) -> None:
            self.setEnabled(True)
            if isinstance(fehler, NeuePassphraseFehlt):
                self._frage_passphrase(werk)
            else:
                erklaere(self.ui.fehler, fehler)

        sage(self.ui.fehler, "")
        self.setEnabled(False)
        self._arbeiter.tue(
            lambda ablauf: werk(zugang or self._zugang(), ablauf),
            self.eroeffnet.emit,
            gescheitert,
        )

    def _frage_passphrase(self, werk: Werk) -> None:
        dialog = Passphrasendialog(self)
        dialog.accepted.connect(lambda: self._beginne(werk, Zugang(dialog.passphrase)))
        dialog.rejected.connect(lambda: sage(self.ui.fehler, _OHNE_PASSPHRASE))
        dialog.open()

    def _waehle_ordner(self, feld: QLineEdit) -> None:
        if ordner := QFileDialog.getExistingDirectory(self, "Ordner wählen", feld.text()):
            feld.setText(ordner)
