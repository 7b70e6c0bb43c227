"""Shows the proposed Bescheide word by word before they are given."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from ....application.rollen import bescheide
from ....application.rollen.bescheide import Bescheidvorschlag
from ....domain.angaben.buendel import BESCHEID
from ..._generated.bescheide import Ui_Bescheide
from ...bausteine.aussehen import passe_ein
from ...bausteine.darstellung import angaben
from ...betrieb.vermittler import Vermittler


class Bescheiddialog(QDialog):
    """Gives what it shows when OK is pressed; stays open where that fails."""

    def __init__(
        self, eltern: QWidget, vermittler: Vermittler, gezeigte: Sequence[Bescheidvorschlag]
    ) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._vermittler = vermittler
        self._gezeigte = gezeigte
        self.ui = Ui_Bescheide()
        self.ui.setupUi(self)
        passe_ein(self)
        zahl = "1 Bescheid" if len(gezeigte) == 1 else f"{len(gezeigte)} Bescheide"
        self.ui.frage.setText(f"Wollen Sie {zahl} mit diesem Wortlaut erteilen?")
        self.ui.texte.setHtml("".join(map(_als_html, gezeigte)))
        self.ui.knoepfe.button(QDialogButtonBox.StandardButton.Ok).setText(f"{zahl} erteilen")
        self.ui.knoepfe.accepted.connect(self._erteile)
        self.ui.knoepfe.rejected.connect(self.reject)

    def _erteile(self) -> None:
        self.setEnabled(False)
        gezeigte = self._gezeigte
        self._vermittler.tue(
            lambda ap, _ablauf: bescheide.erteile(ap, gezeigte),
            lambda _zahl: self.accept(),
            self._zeige_fehler,
        )

    def _zeige_fehler(self, satz: str) -> None:
        self.setEnabled(True)
        self.ui.fehler.setText(satz)
        self.ui.fehler.show()


def _als_html(vorschlag: Bescheidvorschlag) -> str:
    kopf = f"{vorschlag.kennung} · {vorschlag.stelle}"
    return angaben(kopf, BESCHEID, vorschlag.daten, {}) or f"<h3>{escape(kopf)}</h3>"
