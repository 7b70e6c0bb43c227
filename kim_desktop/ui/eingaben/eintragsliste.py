"""Input of a list of the district: entries are added, renamed, hidden and moved."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QInputDialog, QWidget

from ...domain.einstellung import Art, Einstellung, Listeneintrag
from .._generated.eintragsliste import Ui_Eintragsliste
from ..bausteine.modelle import Tabellenmodell
from ..bausteine.tabelle import richte_ein

Eintraege = tuple[Listeneintrag, ...]


class Eintragsliste(QWidget):
    """A table with buttons below; entries that are given can only be switched."""

    geaendert = Signal()

    def __init__(self, einstellung: Einstellung) -> None:
        super().__init__()
        self._label = einstellung.label
        self._aenderbar = True
        self._erweiterbar = einstellung.art is Art.LISTE
        self.ui = Ui_Eintragsliste()
        self.ui.setupUi(self)
        self.ui.tabelle.setAccessibleName(einstellung.label)
        self.setFocusProxy(self.ui.tabelle)
        an, aus = einstellung.stand
        self.modell = Tabellenmodell(
            (("Bezeichnung", lambda e: e.label), ("Stand", lambda e: an if e.aktiv else aus))
        )
        richte_ein(self.ui.tabelle, self.modell, 0)
        self._verbinde()
        self._sperre()

    @property
    def knoepfe(self) -> tuple[QWidget, ...]:
        """The buttons from left to right."""
        ui = self.ui
        if not self._erweiterbar:
            return (ui.umschalten,)
        return ui.hinzu, ui.umbenennen, ui.umschalten, ui.hoch, ui.runter

    def wert(self) -> Eintraege:
        """Return the entries as they stand here."""
        return tuple(self.modell.zeilen)

    def setze(self, eintraege: Eintraege) -> None:
        """Show entries."""
        self._zeige(list(eintraege), max(self._zeile, 0))

    def erlaube(self, aenderbar: bool) -> None:
        """Let entries be changed, or only be read."""
        self._aenderbar = aenderbar
        for knopf in self.knoepfe:
            knopf.setVisible(aenderbar)

    def _verbinde(self) -> None:
        ui = self.ui
        ui.hinzu.clicked.connect(lambda _an=False: self._frage("", self._lege_dazu))
        ui.umbenennen.clicked.connect(lambda _an=False: self._benenne_um())
        ui.umschalten.clicked.connect(lambda _an=False: self._schalte_um())
        ui.hoch.clicked.connect(lambda _an=False: self._schiebe(-1))
        ui.runter.clicked.connect(lambda _an=False: self._schiebe(1))
        ui.tabelle.selectionModel().currentRowChanged.connect(lambda *_: self._sperre())
        ui.tabelle.activated.connect(self._benenne_um if self._erweiterbar else self._schalte_um)
        if not self._erweiterbar:
            ui.umschalten.setText("Um&schalten")
            for knopf in (ui.hinzu, ui.umbenennen, ui.hoch, ui.runter):
                knopf.hide()

    @property
    def _zeile(self) -> int:
        return self.ui.tabelle.currentIndex().row()

    def _sperre(self) -> None:
        """Let be pressed what there is an entry, or a place to move it to, for."""
        zeile, letzte = self._zeile, len(self.modell.zeilen) - 1
        for knopf in (self.ui.umbenennen, self.ui.umschalten):
            knopf.setEnabled(zeile >= 0)
        self.ui.hoch.setEnabled(zeile > 0)
        self.ui.runter.setEnabled(0 <= zeile < letzte)

    def _benenne_um(self) -> None:
        if self._aenderbar and (zeile := self._zeile) >= 0:
            eintrag = self.modell.zeilen[zeile]
            self._frage(eintrag.label, lambda label: self._aendere(zeile, label=label))

    def _schalte_um(self) -> None:
        if self._aenderbar and (zeile := self._zeile) >= 0:
            self._aendere(zeile, aktiv=not self.modell.zeilen[zeile].aktiv)

    def _schiebe(self, um: int) -> None:
        von, nach = self._zeile, self._zeile + um
        if von >= 0 and 0 <= nach < len(self.modell.zeilen):
            zeilen = list(self.modell.zeilen)
            zeilen.insert(nach, zeilen.pop(von))
            self._uebernimm(zeilen, nach)

    def _lege_dazu(self, label: str) -> None:
        zeilen = [*self.modell.zeilen, Listeneintrag("", label)]
        self._uebernimm(zeilen, len(zeilen) - 1)

    def _aendere(self, zeile: int, **anders: object) -> None:
        zeilen = list(self.modell.zeilen)
        zeilen[zeile] = zeilen[zeile]._replace(**anders)
        self._uebernimm(zeilen, zeile)

    def _uebernimm(self, zeilen: list[Listeneintrag], zeile: int) -> None:
        self._zeige(zeilen, zeile)
        self.geaendert.emit()

    def _zeige(self, zeilen: list[Listeneintrag], zeile: int) -> None:
        self.modell.setze(zeilen)
        if zeilen:
            self.ui.tabelle.setCurrentIndex(self.modell.index(min(zeile, len(zeilen) - 1), 0))
        self._sperre()

    def _frage(self, text: str, danach: Callable[[str], None]) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self._label)
        dialog.setLabelText("Bezeichnung:")
        dialog.setTextValue(text)
        dialog.textValueSelected.connect(partial(_nur_mit_text, danach))
        dialog.open()


def _nur_mit_text(danach: Callable[[str], None], text: str) -> None:
    if text.strip():
        danach(text.strip())
