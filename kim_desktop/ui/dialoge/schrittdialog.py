"""The dialog of a step, built from its fields; stays open until the step is done."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from ...application.ansicht import Verlaufszeile
from ...application.schritt.formular import Formular, berichtigung, formular
from ...application.schritt.loeschen import loeschung
from ...application.schritt.tun import tue
from ...domain.felder import Feld, Feldart, maengel
from ..bausteine.aussehen import passe_ein
from ..bausteine.rollflaeche import rollend
from ..bausteine.rueckfrage import frage_vorher
from ..betrieb.vermittler import Vermittler
from ..eingaben.einfach import Wahl
from .anlagendienst import diene
from .feldformular import Auswahl, Danach, Feldformular
from .personenfrage import frage_nach_personen

if TYPE_CHECKING:
    from ...application.arbeitsplatz import Arbeitsplatz

#: Kinds that need not be looked up anywhere.
_WIE_IM_EINTRAG = frozenset(
    {Feldart.TEXT, Feldart.ABSATZ, Feldart.DATUM, Feldart.ZAHL, Feldart.CENT, Feldart.JA_NEIN}
    | {Feldart.WAHL, Feldart.TEXTE}
)
Tat = Callable[["Arbeitsplatz", dict[str, Any]], object]


class Felddialog(QDialog):
    """Asks for fields; `uebernimm` decides whether OK closes it."""

    def __init__(
        self, eltern: QWidget, titel: str, felder: tuple[Feld, ...], auswahl: Auswahl
    ) -> None:
        super().__init__(eltern)
        self.setWindowTitle(titel)
        self.resize(680, 620)
        passe_ein(self)
        self.felder = felder
        self.formular = Feldformular(felder, auswahl, frage_objekt)
        self.fehler = QLabel()
        self.fehler.setObjectName("fehler")
        self.fehler.setAccessibleName("Was noch fehlt")
        self.fehler.setWordWrap(True)
        self.fehler.hide()
        arten = QDialogButtonBox.StandardButton
        self.knoepfe = QDialogButtonBox(arten.Ok | arten.Cancel)
        self.knoepfe.accepted.connect(self.uebernimm)
        self.knoepfe.rejected.connect(self.reject)
        self.hinweis = QLabel()
        self.hinweis.setObjectName("erklaerung")
        self.hinweis.setWordWrap(True)
        self.hinweis.hide()
        aufbau = QVBoxLayout(self)
        aufbau.addWidget(self.hinweis)
        aufbau.addWidget(rollend(self.formular))
        aufbau.addWidget(QLabel("* muss ausgefüllt werden"))
        aufbau.addWidget(self.fehler)
        aufbau.addWidget(self.knoepfe)
        self._anfangs: dict[str, Any] = {}

    def open(self) -> None:
        """Show the dialog; what stands in it now is nobody's work yet."""
        self._anfangs = self.formular.werte()
        super().open()

    def reject(self) -> None:
        # Disabled, something is under way already: whoever closes it now wants that to stop.
        if self.formular.werte() == self._anfangs or not self.isEnabled():
            super().reject()
        else:
            frage_vorher(
                self,
                "Eingaben verwerfen?",
                "Was Sie hier eingegeben haben, wird nicht festgehalten.",
                "Ver&werfen",
                "Weiter &bearbeiten",
                super().reject,
            )

    def uebernimm(self) -> None:
        """Take what was entered."""
        self.accept()

    def zeige_fehler(self, satz: str) -> None:
        """Say what is wrong; the dialog stays open and keeps everything."""
        self.fehler.setText(satz)
        self.fehler.setVisible(bool(satz))
        self.setEnabled(True)
        if satz and not self.formular.zeige_genanntes(satz):
            self.knoepfe.setFocus()


class Objektdialog(Felddialog):
    """Asks for one entry of a field that holds several, such as a Lösungsansatz."""

    def __init__(
        self, eltern: QWidget, feld: Feld, auswahl: Auswahl, werte: dict[str, Any]
    ) -> None:
        super().__init__(eltern, feld.label, feld.felder, auswahl)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.formular.setze(werte)

    def uebernimm(self) -> None:
        werte = self.formular.werte()
        if faults := maengel(_pruefbare(self.felder, werte), werte):
            self.zeige_fehler(" ".join(faults))
        else:
            self.accept()


def _pruefbare(felder: tuple[Feld, ...], werte: dict[str, Any]) -> list[Feld]:
    """Return the fields that hold here what an entry will hold, or nothing though they must."""
    return [f for f in felder if f.art in _WIE_IM_EINTRAG or (f.pflicht and f.name not in werte)]


class Schrittdialog(Felddialog):
    """Does the step, or what else is to be done with its data, when OK is pressed."""

    def __init__(
        self,
        eltern: QWidget,
        vermittler: Vermittler,
        formular_: Formular,
        anders: Tat | None = None,
    ) -> None:
        titel = f"{formular_.titel} – {formular_.kennung}" if formular_.kennung else formular_.titel
        super().__init__(eltern, titel, formular_.felder, formular_.auswahl)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._vermittler = vermittler
        self._daten = formular_
        name = formular_.schritt
        self._tat: Tat = anders or (lambda ap, daten: tue(ap, name, daten))
        self.hinweis.setText(formular_.hinweis)
        self.hinweis.setVisible(bool(formular_.hinweis))
        self._knuepfe_folgen()
        # First what other fields follow from, so that it does not undo what stands in them.
        vorgaben = formular_.vorgaben
        self.formular.mehr.setChecked(formular_.offen or self.formular.mehr.isChecked())
        self.formular.setze({k: vorgaben[k] for k in formular_.folgen if k in vorgaben} | vorgaben)
        self.anlagendienst = dienst = diene(self, vermittler, self.formular)
        if dienst is not None:
            dienst.zeige_vorhandene()
            self.finished.connect(lambda _ergebnis: dienst.schliesse())
        self.knoepfe.button(QDialogButtonBox.StandardButton.Ok).setText(formular_.titel)
        if formular_.endgueltig:
            self.knoepfe.button(QDialogButtonBox.StandardButton.Cancel).setDefault(True)

    def uebernimm(self) -> None:
        werte = self.formular.werte()
        self.zeige_fehler("")
        self.setEnabled(False)
        frage_nach_personen(
            self,
            self._vermittler,
            self.felder,
            werte,
            lambda: self._tue(self._daten.daten(werte)),
            lambda: self.setEnabled(True),
        )

    def _tue(self, daten: dict[str, Any]) -> None:
        self.setEnabled(False)
        self._vermittler.tue(
            lambda ap, _ablauf: self._tat(ap, daten),
            lambda _getan: self.accept(),
            self.zeige_fehler,
        )

    def _knuepfe_folgen(self) -> None:
        for name, folgen in self._daten.folgen.items():
            wahl = self.formular.eingaben[name]
            if isinstance(wahl, Wahl):
                wahl.gewaehlt.connect(lambda s, f=folgen: self.formular.setze(f.get(s, {})))
                self.formular.setze(folgen.get(wahl.wert(), {}))


def tue_schritt(
    eltern: QWidget,
    vermittler: Vermittler,
    name: str,
    kennung: str = "",
    mit: str = "",
    werte: Mapping[str, Any] | None = None,
) -> None:
    """Open the dialog of a step on a case, or of one that begins something new."""
    frage(eltern, vermittler, lambda ap: formular(ap, name, kennung, mit, werte))


def ergaenze_anlage(
    eltern: QWidget, vermittler: Vermittler, name: str, kennung: str, dateien: Sequence[Path]
) -> None:
    """Open the dialog of a step on a case with files added from the start."""

    def oeffne(formular_: Formular) -> None:
        dialog = Schrittdialog(eltern, vermittler, formular_)
        dialog.open()
        if dateien and dialog.anlagendienst is not None:
            dialog.anlagendienst.lege_bei(dateien)
        elif dialog.anlagendienst is not None:
            dialog.formular.mehr.setChecked(True)

    vermittler.lies(lambda ap, _ablauf: formular(ap, name, kennung), oeffne)


def berichtige(eltern: QWidget, vermittler: Vermittler, kennung: str, eintrag: str) -> None:
    """Open the dialog that corrects an entry."""
    frage(eltern, vermittler, lambda ap: berichtigung(ap, kennung, eintrag))


def loesche(eltern: QWidget, vermittler: Vermittler, kennung: str, eintrag: Verlaufszeile) -> None:
    """Open the dialog that erases the content of an entry."""
    daten = loeschung(kennung, eintrag.id, eintrag.benannt)
    Schrittdialog(eltern, vermittler, daten).open()


def frage(
    eltern: QWidget,
    vermittler: Vermittler,
    hole: Callable[["Arbeitsplatz"], Formular],
    anders: Tat | None = None,
) -> None:
    """Open the dialog `hole` describes; OK does its step, or `anders` with what was entered."""
    vermittler.lies(
        lambda ap, _ablauf: hole(ap),
        lambda f: Schrittdialog(eltern, vermittler, f, anders).open(),
    )


def frage_objekt(
    eltern: QWidget, feld: Feld, auswahl: Auswahl, werte: dict[str, Any], danach: Danach
) -> None:
    """Ask for one entry; `danach` gets it unless the person gave up."""
    dialog = Objektdialog(eltern, feld, auswahl, werte)
    dialog.accepted.connect(lambda: danach(dialog.formular.werte()))
    dialog.open()
