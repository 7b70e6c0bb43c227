"""The attachments of a case on its page: open, save, add; missing ones say so."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QWidget

from ...application.anlage import ansehen
from ...application.anlage.ansehen import Anlagenzeile
from ...application.ansicht import Detail
from .._generated.vorgang import Ui_Vorgang
from ..bausteine.dateifang import Dateifang
from ..bausteine.modelle import Tabellenmodell
from ..bausteine.tabelle import gewaehlte, oeffne_mit_taste, richte_ein, zeige_zeilen
from ..betrieb.oeffnen import oeffne_datei
from ..betrieb.vermittler import Vermittler
from ..dialoge.schrittdialog import ergaenze_anlage

_SPALTEN = (
    ("Name", lambda z: z.name),
    ("Art", lambda z: z.art),
    ("Größe", lambda z: z.umfang),
    ("Woher", lambda z: z.hinweis or z.wo),
)
_KEINE = "Dieser Vorgang hat keine Anlagen."
_FEHLT = "Diese Anlage fehlt hier. Sie kommt mit der nächsten Datei dessen, der sie hat."
_NICHTS_PASST = "Zu diesem Vorgang kann hier gerade nichts ergänzt werden."


class Vorgangsanlagen(QObject):
    """The tab of the page; files dropped on the page begin the step that adds them."""

    def __init__(self, seite: QWidget, vermittler: Vermittler, ui: Ui_Vorgang) -> None:
        super().__init__(seite)
        self._seite = seite
        self._vermittler = vermittler
        self._ui = ui
        self._kennung = self._schritt = ""
        self.modell = Tabellenmodell(_SPALTEN)
        richte_ein(ui.anlagen, self.modell, 3)
        oeffne_mit_taste(ui.anlagen, self._oeffne)
        ui.anlagen.selectionModel().currentRowChanged.connect(self._zeige_knoepfe)
        ui.anlage_oeffnen.clicked.connect(lambda: self._oeffne(gewaehlte(ui.anlagen)))
        ui.anlage_speichern.clicked.connect(self._frage_wohin)
        ui.anlage_ergaenzen.clicked.connect(partial(self._ergaenze, ()))
        ablage = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), ui.anlagen)
        ablage.activated.connect(self._frage_wohin)
        Dateifang(seite, self._ergaenze)

    def zeige(self, detail: Detail, zeilen: Sequence[Anlagenzeile]) -> None:
        """Show the attachments of a case."""
        ui, self._kennung = self._ui, detail.zeile.kennung
        self._schritt = ansehen.ergaenzungsschritt(detail.schritte)
        zeige_zeilen(ui.anlagen, zeilen, lambda z: (z.hash, z.name))
        fehlend = sum(z.stand == ansehen.FEHLT for z in zeilen)
        titel = f"Anlagen ({len(zeilen)})" if zeilen else "Anlagen"
        ui.reiter.setTabText(ui.reiter.indexOf(ui.anlagenseite), titel)
        worte = "fehlt hier und ist" if fehlend == 1 else "fehlen hier und sind"
        satz = f"{fehlend} von {len(zeilen)} {worte} angefordert." if fehlend else ""
        ui.anlagen_satz.setText(satz or ("" if zeilen else _KEINE))
        ui.anlagen_satz.setVisible(bool(ui.anlagen_satz.text()))
        ui.anlagen.setVisible(bool(zeilen))
        ui.anlage_ergaenzen.sperre("" if self._schritt else _NICHTS_PASST)
        self._zeige_knoepfe()

    def _zeige_knoepfe(self) -> None:
        zeile = gewaehlte(self._ui.anlagen)
        grund = _KEINE if zeile is None else "" if zeile.stand == ansehen.DA else _FEHLT
        self._ui.anlage_oeffnen.sperre(grund)
        self._ui.anlage_speichern.sperre(grund)

    def _oeffne(self, zeile: Anlagenzeile | None) -> None:
        if zeile is None:
            return

        def zeige(datei: Path) -> None:
            if not oeffne_datei(datei):
                self._vermittler.hinweis.emit(
                    f"Für „{zeile.name}“ hat dieser Rechner kein Programm. Bitte speichern."
                )

        self._vermittler.lies(lambda ap, _ablauf: ansehen.oeffne(ap, zeile), zeige)

    def _frage_wohin(self) -> None:
        zeile = gewaehlte(self._ui.anlagen)
        if zeile is None or zeile.stand != ansehen.DA:
            return
        ziel, _ = QFileDialog.getSaveFileName(self._seite, "Anlage speichern unter", zeile.name)
        if ziel:
            self._vermittler.lies(
                lambda ap, _ablauf: ansehen.speichere(ap, zeile, Path(ziel)),
                lambda datei: self._vermittler.getan.emit(f"Gespeichert als „{datei}“."),
            )

    def _ergaenze(self, dateien: Sequence[Path]) -> None:
        if self._schritt:
            ergaenze_anlage(self._seite, self._vermittler, self._schritt, self._kennung, dateien)
        else:
            self._vermittler.hinweis.emit(_NICHTS_PASST)
