"""What the dialogs of the directory share: do one thing, say what came of it, close."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QPushButton, QWidget

from ...domain.fehler import EingabeFehler
from ..bausteine.aussehen import passe_ein
from ..bausteine.meldung import sage, tue_hier
from ..betrieb.vermittler import Anwendungsfall, Vermittler


class Formular(Protocol):
    """The compiled form of such a dialog."""

    formular: QFormLayout
    fehler: QLabel
    ergebnis: QLabel
    ausfuehren: QPushButton
    abbrechen: QPushButton

    def setupUi(self, dialog: Any) -> None:
        """Build the widgets."""


class Platzdialog(QDialog):
    """Subclasses fill the form and say in `fall` what is to be done."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, ui: Formular) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.vermittler = vermittler
        self._ui = ui
        ui.setupUi(self)
        passe_ein(self)
        ui.ausfuehren.clicked.connect(self._fuehre_aus)
        ui.abbrechen.clicked.connect(self.reject)

    def fall(self) -> Anwendungsfall:
        """Return the use case; its result is the list of sentences shown afterwards.

        Raises `EingabeFehler` where something is missing.
        """
        raise NotImplementedError

    def _fuehre_aus(self) -> None:
        try:
            fall = self.fall()
        except EingabeFehler as fehler:
            sage(self._ui.fehler, fehler.text)
        else:
            self.tue(fall, self.zeige_ergebnis)

    def tue(self, fall: Anwendungsfall, danach: Callable[[Any], None]) -> None:
        """Run a use case that writes; the dialog stays open and keeps everything if it fails."""

        def fertig(ergebnis: Any) -> None:
            danach(ergebnis)
            self.vermittler.geaendert.emit()

        tue_hier(self, self._ui.fehler, self.vermittler, fall, fertig)

    def zeige_ergebnis(self, saetze: Any) -> None:
        """Show the sentences in place of the form."""
        sage(self._ui.ergebnis, "\n".join(saetze))
        for zeile in range(self._ui.formular.rowCount()):
            self._ui.formular.setRowVisible(zeile, False)
        self._ui.ausfuehren.hide()
        self._ui.abbrechen.setText("S&chließen")
        self._ui.abbrechen.setDefault(True)
        self._ui.abbrechen.setFocus()
