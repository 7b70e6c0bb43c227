"""The dialog of backups: which there are, one now, check, and the guided way back."""

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QLineEdit, QWidget

from ...application.arbeitsplatz import Arbeitsplatz, Zugang
from ...application.platz import sicherung
from ...application.platz import wiederaufbau as aufbau
from ...application.platz.einrichten import warnung_im_netz
from ...application.platz.pruefung import hinweise, pruefe
from ...application.platz.wiederherstellen import Wiederhergestellt, stelle_wieder_her
from ...domain.fehler import (
    Abgebrochen,
    EingabeFehler,
    KimFehler,
    NeuePassphraseFehlt,
    PassphraseFehlt,
)
from .._generated.sicherung import Ui_Sicherung
from ..bausteine.aussehen import passe_ein
from ..bausteine.modelle import Tabellenmodell
from ..bausteine.ordner import angegeben
from ..bausteine.tabelle import richte_ein, waehle_erste
from ..betrieb.arbeiter import Ablauf, Arbeiter
from ..betrieb.vermittler import Vermittler
from .passphrase import Passphrasendialog

_ORDNERSPALTE = 3
_ANGEFORDERT = (
    "Jede Datei, die Sie jetzt schreiben, fordert alles erneut an. Bitte allen eine schicken und "
    "deren Antwort einlesen."
)
Fall = Callable[[Arbeitsplatz, Ablauf], Any]


class Sicherungsdialog(QDialog):
    """Works with an opened Arbeitsplatz, and without one for the way back on a new PC.

    `ersetzt` before the Arbeitsplatz that is open makes room for its backup, `wiederhergestellt`
    with folder and passphrase once the dialog is closed and there is one to be opened.
    """

    ersetzt = Signal()
    wiederhergestellt = Signal(object, object)

    def __init__(
        self,
        eltern: QWidget,
        arbeiter: Arbeiter,
        vermittler: Vermittler | None,
        ordner: Path | None,
    ) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._arbeiter = arbeiter
        self._vermittler = vermittler
        self._ordner = vermittler.arbeitsplatz.profil.ordner if vermittler else ordner
        self._zu_oeffnen: tuple[Path, str | None] | None = None
        self.ui = Ui_Sicherung()
        self.ui.setupUi(self)
        passe_ein(self)
        self.modell = Tabellenmodell(
            (
                ("Tag", lambda g: f"{g.tag:%d.%m.%Y}"),
                ("Uhrzeit", lambda g: g.uhrzeit),
                ("Anlagen", lambda g: str(g.anlagen)),
                ("Ordner", lambda g: str(g.ordner)),
            )
        )
        richte_ein(self.ui.liste, self.modell, _ORDNERSPALTE)
        self._verbinde()
        self.ui.nach.setText(str(self._ordner or ""))
        self._zeige_ort()
        self.finished.connect(self._oeffne)
        if vermittler is None:
            self._frage_angaben()
            self.ui.zurueck.hide()
        else:
            self._tue(lambda ap, _ablauf: aufbau.wiederaufbau(ap), self._zeige_aufbau)
            self._lade()
            self.ui.sichern.setFocus()

    def _verbinde(self) -> None:
        ui = self.ui
        ui.sichern.clicked.connect(self._sichere)
        ui.pruefen.clicked.connect(lambda: self._tue(_geprueft, self._zeige_pruefung))
        ui.anfordern.clicked.connect(self._fordere_an)
        ui.wiederherstellen.clicked.connect(self._frage_angaben)
        ui.zurueck.clicked.connect(lambda: ui.blaetter.setCurrentWidget(ui.uebersicht))
        ui.weiter.clicked.connect(
            lambda: self._stelle_wieder_her(Zugang(ui.passphrase.text() or None))
        )
        ui.nach.editingFinished.connect(self._zeige_ort)
        ui.ordner_waehlen.clicked.connect(lambda: self._waehle(ui.ordner))
        ui.von_waehlen.clicked.connect(lambda: self._waehle(ui.von))
        ui.schliessen.clicked.connect(self.accept)

    def _lade(self) -> None:
        self._tue(
            lambda ap, _ablauf: (sicherung.ordner(ap), sicherung.generationen(ap)), self._zeige
        )

    def _zeige(self, stand: tuple[Path, list[sicherung.Gesichert]]) -> None:
        ordner, alle = stand
        self.ui.ordner.setText(str(ordner))
        self.modell.setze(alle)
        waehle_erste(self.ui.liste)

    def _zeige_aufbau(self, stand: aufbau.Wiederaufbau | None) -> None:
        if stand is not None:
            self._sage("\n".join(stand.als_saetze()))

    def _sichere(self) -> None:
        angabe = self.ui.ordner.text()

        def sichere(ap: Arbeitsplatz, ablauf: Ablauf) -> str:
            ordner = angegeben(angabe)
            if ordner != sicherung.ordner(ap):
                return sicherung.sichere_kuenftig(ap, ordner, ablauf).satz
            return sicherung.sichere(ap, None, ablauf).satz

        self._tue(sichere, self._gesichert)

    def _gesichert(self, satz: str) -> None:
        self._sage(satz)
        self._lade()

    def _zeige_pruefung(self, saetze: list[str]) -> None:
        self._sage("\n".join(saetze))

    def _fordere_an(self) -> None:
        self._tue(lambda ap, _ablauf: aufbau.fordere_alles_an(ap), self._angefordert)

    def _angefordert(self, _nichts: None) -> None:
        self._sage(_ANGEFORDERT)
        if self._vermittler is not None:
            self._vermittler.geaendert.emit()

    def _frage_angaben(self) -> None:
        zeile = self.ui.liste.currentIndex()
        if zeile.isValid():
            self.ui.von.setText(str(self.modell.zeilen[zeile.row()].ordner))
        self.ui.blaetter.setCurrentWidget(self.ui.angaben)
        self.ui.weiter.setDefault(True)
        self.ui.von.setFocus()

    def _zeige_ort(self) -> None:
        self.ui.netz.setVisible(bool(warnung_im_netz(Path(self.ui.nach.text().strip()))))

    def _stelle_wieder_her(self, zugang: Zugang) -> None:
        try:
            von = angegeben(self.ui.von.text(), "den Ordner der Sicherung")
            nach = angegeben(self.ui.nach.text(), "den Ordner des neuen Arbeitsplatzes")
        except EingabeFehler as fehler:
            self._sage(fehler.text)
            return
        netz = self.ui.netz.isChecked() and not self.ui.netz.isHidden()
        eigener = nach == self._ordner
        if eigener and self._vermittler is not None:
            self._mache_platz(nach)

        def stelle_her(ablauf: Ablauf) -> Wiederhergestellt:
            if eigener and self._vermittler is not None:
                self._vermittler.arbeitsplatz.schliesse()
            return stelle_wieder_her(von, nach, zugang, None, ablauf, ersetze=eigener, netz=netz)

        self._beginne(stelle_her, lambda fertig: self._zeige_fertigen(fertig, zugang))

    def _frage_passphrase(self, fehler: NeuePassphraseFehlt) -> None:
        dialog = Passphrasendialog(self)
        dialog.accepted.connect(lambda: self._stelle_wieder_her(Zugang(dialog.passphrase)))
        dialog.rejected.connect(
            lambda: self._sage(f"{fehler.grund} Ohne Passphrase wird nichts wiederhergestellt.")
        )
        dialog.open()

    def _mache_platz(self, ordner: Path) -> None:
        """Let go of the Arbeitsplatz that is open; whatever comes, one is opened again."""
        if self._zu_oeffnen is None:
            self.ersetzt.emit()
            self.ui.zurueck.hide()
        self._zu_oeffnen = (ordner, None)

    def _zeige_fertigen(self, fertig: Wiederhergestellt, zugang: Zugang) -> None:
        if self._vermittler is None or fertig.ordner == self._ordner:
            self._zu_oeffnen = (fertig.ordner, zugang.passphrase)
        self._sage("\n\n".join(fertig.als_saetze()))
        self.ui.weiter.setEnabled(False)
        self.ui.ergebnis.setFocus()

    def _oeffne(self, _status: int) -> None:
        if self._zu_oeffnen is not None:
            self.wiederhergestellt.emit(*self._zu_oeffnen)

    def _tue(self, fall: Fall, danach: Callable[[Any], None]) -> None:
        if (vermittler := self._vermittler) is not None:
            self._beginne(lambda ablauf: fall(vermittler.arbeitsplatz, ablauf), danach)

    def _beginne(self, arbeit: Callable[[Ablauf], Any], danach: Callable[[Any], None]) -> None:
        def fertig(ergebnis: Any) -> None:
            self.setEnabled(True)
            danach(ergebnis)

        self.setEnabled(False)
        self._arbeiter.tue(arbeit, fertig, self._gescheitert)

    def _gescheitert(self, fehler: BaseException) -> None:
        """Say what is wrong; the dialog stays open and keeps everything."""
        self.setEnabled(True)
        if isinstance(fehler, NeuePassphraseFehlt):
            self._frage_passphrase(fehler)
        elif isinstance(fehler, PassphraseFehlt):
            self._sage(f"{fehler.grund} Bitte {fehler.frage} oben eintragen.")
        elif isinstance(fehler, KimFehler):
            self._sage(fehler.text)
        elif isinstance(fehler, Abgebrochen):
            self._sage("Abgebrochen. Es wurde nichts verändert.")
        else:
            from ..betrieb.fehlerkasten import zeige_fehlerkasten

            zeige_fehlerkasten(self, "".join(traceback.format_exception(fehler)))

    def _sage(self, text: str) -> None:
        self.ui.ergebnis.setPlainText(text)
        self.ui.ergebnis.show()

    def _waehle(self, feld: QLineEdit) -> None:
        if ordner := QFileDialog.getExistingDirectory(self, "Ordner wählen", feld.text()):
            feld.setText(ordner)


def _geprueft(ap: Arbeitsplatz, ablauf: Ablauf) -> list[str]:
    return pruefe(ap, ablauf) or ["Alles unversehrt.", *hinweise(ap)]
