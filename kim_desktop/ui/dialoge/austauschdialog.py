"""The dialog of the exchange folder: choose it or none, see what lies there, look now."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.uebergabe.ordner import austauschordner
from ...application.uebergabe.ordner.abgleich import Abgleich
from ...application.uebergabe.ordner.austauschordner import Lage
from .._generated.austausch import Ui_Austausch
from ..bausteine.aussehen import passe_ein
from ..betrieb.arbeiter import Ablauf
from ..betrieb.austauschwache import Austauschwache
from ..betrieb.vermittler import Vermittler

#: The worker serves everybody: it does not wait long for a share that hangs.
_GEDULD_S = 5.0


class Austauschdialog(QDialog):
    """Keeps what was typed until it could be saved."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, wache: Austauschwache) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._vermittler = vermittler
        self._wache = wache
        self._saetze: list[str] = []
        self.ui = Ui_Austausch()
        self.ui.setupUi(self)
        passe_ein(self)
        lage = austauschordner.lage(vermittler.arbeitsplatz)
        self.ui.ordner.setText(str(lage.ordner or ""))
        self.ui.tage.setValue(lage.tage)
        self.ui.abgleichen.setEnabled(lage.ordner is not None)
        self._zeige(lage)
        self.ui.ordner_waehlen.clicked.connect(self._waehle)
        self.ui.abgleichen.clicked.connect(wache.schaue)
        self.ui.speichern.clicked.connect(self._speichere)
        self.ui.schliessen.clicked.connect(self.reject)
        wache.geschaut.connect(self._geschaut)
        self.ui.ordner.setFocus()

    def _speichere(self) -> None:
        text, tage = self.ui.ordner.text().strip(), self.ui.tage.value()
        ordner = Path(text) if text else None

        def speichere(ap: Arbeitsplatz, _ablauf: Ablauf) -> None:
            austauschordner.setze_ordner(ap, ordner, _GEDULD_S)
            austauschordner.setze_tage(ap, tage)

        self._zeige_fehler("")
        self.setEnabled(False)
        self._vermittler.tue(speichere, lambda _nichts: self._gespeichert(), self._zeige_fehler)

    def _gespeichert(self) -> None:
        self._wache.beginne_neu()
        self.accept()

    def _zeige_fehler(self, satz: str) -> None:
        """Say what is wrong; the dialog stays open and keeps everything."""
        self.ui.fehler.setText(satz)
        self.ui.fehler.setVisible(bool(satz))
        self.setEnabled(True)

    def _geschaut(self, abgleich: Abgleich) -> None:
        self._saetze = abgleich.ereignisse() or [f"{abgleich.uhrzeit}: nichts Neues."]
        self._zeige(austauschordner.lage(self._vermittler.arbeitsplatz))

    def _zeige(self, lage: Lage) -> None:
        zeilen = [*self._saetze, *_zu(lage)]
        self.ui.stand.setPlainText("\n".join(zeilen) or "Im Ordner wartet nichts.")

    def _waehle(self) -> None:
        if ordner := QFileDialog.getExistingDirectory(self, "Ordner wählen", self.ui.ordner.text()):
            self.ui.ordner.setText(ordner)


def _zu(lage: Lage) -> Iterator[str]:
    if lage.abgelehnt:
        yield "Abgelehnt (eine Kopie liegt im Ordner „abgelehnt“ des Arbeitsplatzes):"
        yield from (f"  {name}: {grund}" for name, grund in lage.abgelehnt)
    if lage.wartet:
        yield "Noch nicht vollständig lesbar, es wird gewartet:"
        yield from (f"  {name}" for name in lage.wartet)
