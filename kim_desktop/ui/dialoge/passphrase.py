"""Choosing a passphrase where no keyring keeps the key: typed twice, never shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ...application.platz.ankunft import pruefe_passphrase
from ...domain.fehler import EingabeFehler
from .._generated.passphrase import Ui_Passphrase
from ..bausteine.aussehen import passe_ein
from ..bausteine.meldung import sage


class Passphrasendialog(QDialog):
    """Says what happens when it is lost; `passphrase` is the one that was chosen."""

    def __init__(self, eltern: QWidget) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.passphrase = ""
        self.ui = Ui_Passphrase()
        self.ui.setupUi(self)
        passe_ein(self)
        self.ui.weiter.clicked.connect(self._weiter)
        self.ui.abbrechen.clicked.connect(self.reject)
        self.ui.passphrase.setFocus()

    def _weiter(self) -> None:
        eine, andere = self.ui.passphrase.text(), self.ui.wiederholt.text()
        try:
            pruefe_passphrase(eine, andere)
        except EingabeFehler as fehler:
            sage(self.ui.fehler, fehler.text)
            self.ui.passphrase.clear()
            self.ui.wiederholt.clear()
            self.ui.passphrase.setFocus()
            return
        self.passphrase = eine
        self.accept()
