"""Before a Zulassung is taken in: whose district it is, and its digits to compare."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ...application.platz.ankunft import Beitritt
from .._generated.beitritt import Ui_Beitritt
from ..bausteine.aussehen import passe_ein

_WEICHT_AB = (
    "Es wurde nichts übernommen. Bitte die CM-Koordination fragen, welche Datei die richtige ist, "
    "und die Zulassung neu anfordern."
)
_ABGEBROCHEN = "Es wurde nichts übernommen. Die Zulassung lässt sich jederzeit wieder einlesen."


class Beitrittsdialog(QDialog):
    """Accepted where the digits agree; `grund` says afterwards why nothing was taken in."""

    def __init__(self, eltern: QWidget, beitritt: Beitritt) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.grund = _ABGEBROCHEN
        self.ui = Ui_Beitritt()
        self.ui.setupUi(self)
        passe_ein(self)
        rollen = ", ".join(beitritt.rollen)
        self.ui.wohin.setText(
            f"Diese Datei lässt den Arbeitsplatz im Kreis „{beitritt.kreis}“ zu, als "
            f"„{beitritt.stelle}“ ({rollen})."
        )
        self.ui.ziffern.setText(beitritt.pruefziffern)
        self.ui.stimmt.clicked.connect(self.accept)
        self.ui.weicht_ab.clicked.connect(self._weicht_ab)
        self.ui.weicht_ab.setFocus()

    def _weicht_ab(self) -> None:
        self.grund = _WEICHT_AB
        self.reject()
