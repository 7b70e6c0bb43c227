"""The question put to people whose Arbeitsplatz was put back or copied."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from ...application.arbeitsplatz import Befund
from ...application.platz import neubeginn
from ..betrieb.arbeiter import Ablauf

if TYPE_CHECKING:
    from ...application.arbeitsplatz import Arbeitsplatz
    from ..betrieb.vermittler import Vermittler


class Neubeginnfrage(QMessageBox):
    """Begin anew, only read, or say that it is the same computer; nothing happens by itself."""

    def __init__(
        self,
        eltern: QWidget,
        vermittler: "Vermittler",
        befund: Befund,
        uebernimm: "Callable[[Arbeitsplatz], None]",
    ) -> None:
        super().__init__(eltern)
        self._vermittler = vermittler
        self._uebernimm = uebernimm
        self.setIcon(QMessageBox.Icon.Warning)
        self.setWindowTitle("Darf dieser Arbeitsplatz schreiben?")
        self.setText(befund.satz)
        self.neu = self._knopf("&Neu beginnen", QMessageBox.ButtonRole.AcceptRole)
        self.lesen = self._knopf("Nur &lesen", QMessageBox.ButtonRole.RejectRole)
        self.derselbe: QPushButton | None = None
        if befund is Befund.KOPIE:
            self.derselbe = self._knopf(
                "Es ist &derselbe Computer", QMessageBox.ButtonRole.ActionRole
            )
        self.setDefaultButton(self.lesen)
        self.setEscapeButton(self.lesen)
        self.buttonClicked.connect(self._antworte)

    def _knopf(self, text: str, rolle: QMessageBox.ButtonRole) -> QPushButton:
        return self.addButton(text, rolle)

    def _antworte(self, knopf: object) -> None:
        if knopf is self.neu:
            self._vermittler.lies(_beginne, self._uebernimm)
        elif knopf is self.derselbe:
            self._vermittler.tue(_bestaetige, lambda _nichts: None)


def _beginne(ap: "Arbeitsplatz", _ablauf: Ablauf) -> "Arbeitsplatz":
    neu, _ = neubeginn.beginne_neu(ap)
    return neu


def _bestaetige(ap: "Arbeitsplatz", _ablauf: Ablauf) -> None:
    neubeginn.bestaetige_rechner(ap)
