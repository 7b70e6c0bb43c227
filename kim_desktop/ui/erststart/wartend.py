"""The page of an Arbeitsplatz that is not admitted yet: announce, read out, take in."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from ...application.platz import ankunft
from ...application.platz.begleitmail import Beilage
from ...application.platz.einrichten import tritt_bei
from ...application.platz.wiederherstellen import lass_dich_zu
from ...application.uebergabe.einlesen import Einlesung, lies_alle_ein
from .._generated.wartend import Ui_Wartend
from ..bausteine.ablegen import Ablage
from ..bausteine.meldung import sage, tue_hier
from ..bausteine.ordner import angegeben
from ..bausteine.rollflaeche import stelle_in_die_mitte
from ..betrieb.oeffnen import oeffne_datei
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from ..dialoge.papierdialog import frage_pdf
from .beitritt import Beitrittsdialog


class Warteseite(QWidget):
    """Nothing here is an error; `zugelassen` once the Arbeitsplatz is in the district."""

    zugelassen = Signal()

    def __init__(self, vermittler: Vermittler, lage: ankunft.Wartend) -> None:
        super().__init__()
        self._vermittler = vermittler
        self._beilage: Beilage | None = None
        innen = QWidget()
        self.ui = Ui_Wartend()
        self.ui.setupUi(innen)
        stelle_in_die_mitte(self, innen, self.ui.fehler)
        self._fuelle(lage)
        self._verbinde()
        Ablage(self, lambda dateien: self._sieh_an(dateien[0]))

    def fokusziel(self) -> QWidget:
        """What is to be done next."""
        return self.ui.zulassung if self._geschrieben else self.ui.schreiben

    def _fuelle(self, lage: ankunft.Wartend) -> None:
        ui = self.ui
        rollen = ", ".join(lage.rollen) or "keine"
        ui.wer.setText(f"Stelle: {lage.stelle} · vorgeschlagene Rolle: {rollen}")
        ui.ziffern.setText(lage.pruefziffern)
        ui.selbst.setVisible(lage.selbst)
        ui.blatt.setVisible(lage.mit_blatt)
        ui.ordner.setText(lage.ordner or _dokumente())
        ui.adresse.setText(lage.adresse)
        self._geschrieben = bool(lage.ordner)
        self._benenne()

    def _benenne(self) -> None:
        if self._geschrieben:
            self.ui.schreiben.setText("Anmeldung noch einmal &schreiben")

    def _verbinde(self) -> None:
        ui = self.ui
        ui.ordner_waehlen.clicked.connect(lambda: self._waehle_ordner(ui.ordner))
        ui.schreiben.clicked.connect(self._schreibe)
        ui.mail_oeffnen.clicked.connect(lambda: self._oeffne(self._mail()))
        ui.datei_zeigen.clicked.connect(lambda: self._oeffne(self._ordner()))
        ui.kopieren.clicked.connect(self._kopiere)
        ui.drucken.clicked.connect(self._drucke)
        ui.zulassung.clicked.connect(self._waehle_zulassung)
        ui.einlesen.clicked.connect(self._lies_ein)
        ui.selbst_zulassen.clicked.connect(self._lass_dich_zu)

    def _schreibe(self) -> None:
        ordner, adresse = self.ui.ordner.text(), self.ui.adresse.text()
        self._tue(
            lambda ap, _ablauf: ankunft.schreibe_anmeldung(ap, angegeben(ordner), adresse),
            self._zeige_beilage,
        )

    def _zeige_beilage(self, beilage: Beilage) -> None:
        self._beilage, self._geschrieben = beilage, True
        self._benenne()
        sage(self.ui.geschrieben, f"Geschrieben, aber noch nicht abgeschickt: „{beilage.datei}“")
        sage(self.ui.fehler, beilage.fehler)
        self.ui.mail_oeffnen.setVisible(beilage.mail is not None)
        self.ui.datei_zeigen.show()
        (self.ui.mail_oeffnen if beilage.mail else self.ui.datei_zeigen).setFocus()

    def _mail(self) -> Path | None:
        return self._beilage.mail if self._beilage else None

    def _ordner(self) -> Path | None:
        return self._beilage.datei.parent if self._beilage else None

    def _oeffne(self, pfad: Path | None) -> None:
        if pfad is not None and not oeffne_datei(pfad):
            sage(self.ui.fehler, f"Für „{pfad}“ hat dieser Rechner kein Programm.")

    def _kopiere(self) -> None:
        QGuiApplication.clipboard().setText(self.ui.ziffern.text())

    def _drucke(self) -> None:
        from ...application.platz.blaetter import drucke_pruefziffern

        profil = self._vermittler.arbeitsplatz.profil.ordner
        if ziel := frage_pdf(self, profil / "ausgang" / "Prüfziffern.pdf"):
            self._tue(
                lambda ap, _ablauf: drucke_pruefziffern(ap, ziel), lambda _n: self._oeffne(ziel)
            )

    def _waehle_zulassung(self) -> None:
        datei, _ = QFileDialog.getOpenFileName(
            self, "Zulassung einlesen", self.ui.ordner.text(), "Zulassungen (*.kim-zulassung)"
        )
        if datei:
            self._sieh_an(Path(datei))

    def _sieh_an(self, datei: Path) -> None:
        self._tue(
            lambda ap, _ablauf: ankunft.sieh_zulassung_an(ap, datei),
            lambda beitritt: self._frage(datei, beitritt),
        )

    def _frage(self, datei: Path, beitritt: ankunft.Beitritt) -> None:
        dialog = Beitrittsdialog(self, beitritt)
        dialog.accepted.connect(lambda: self._tritt_bei(datei))
        dialog.rejected.connect(lambda: sage(self.ui.fehler, dialog.grund))
        dialog.open()

    def _tritt_bei(self, datei: Path) -> None:
        self._tue(lambda ap, _ablauf: tritt_bei(ap, datei), lambda _z: self.zugelassen.emit())

    def _lies_ein(self) -> None:
        dateien, _ = QFileDialog.getOpenFileNames(
            self, "Übergabedateien einlesen", self.ui.ordner.text(), "Übergabedateien (*.kim)"
        )
        orte = [Path(datei) for datei in dateien]
        if orte:
            self._tue(
                lambda ap, ablauf: lies_alle_ein(ap, orte, fortschritt=ablauf), self._eingelesen
            )

    def _eingelesen(self, einlesung: Einlesung) -> None:
        sage(self.ui.geschrieben, "\n".join(einlesung.als_saetze()))

    def _lass_dich_zu(self) -> None:
        code = self.ui.code.text()
        self._tue(lambda ap, _ablauf: lass_dich_zu(ap, code), lambda _code: self.zugelassen.emit())

    def _tue(self, fall: Anwendungsfall, danach: Callable[[Any], None]) -> None:
        tue_hier(self, self.ui.fehler, self._vermittler, fall, danach)

    def _waehle_ordner(self, feld: QLineEdit) -> None:
        if ordner := QFileDialog.getExistingDirectory(self, "Ordner wählen", feld.text()):
            feld.setText(ordner)


def _dokumente() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
