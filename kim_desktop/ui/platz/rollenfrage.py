"""Asking which roles one Arbeitsplatz of a list is to have."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from ...domain.rollen import Rolle
from .._generated.rollenfrage import Ui_Rollenfrage
from ..bausteine.aussehen import passe_ein


class Rollenfrage(QDialog):
    """Ticks the roles it has so far; `rollen` are those ticked when it is accepted."""

    def __init__(
        self,
        eltern: QWidget,
        stelle: str,
        rollennamen: Mapping[Rolle, str],
        rollen: frozenset[Rolle],
    ) -> None:
        super().__init__(eltern)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.ui = Ui_Rollenfrage()
        self.ui.setupUi(self)
        passe_ein(self)
        self.ui.rollen_text.setText(f"&Rollen von „{stelle.replace('&', '&&')}“:")
        self.ui.rollen.benenne(rollennamen)
        self.ui.rollen.setze(rollen)
        self.ui.knoepfe.accepted.connect(self.accept)
        self.ui.knoepfe.rejected.connect(self.reject)
        self.ui.rollen.setFocus()

    @property
    def rollen(self) -> frozenset[Rolle]:
        """The roles that are ticked."""
        return self.ui.rollen.rollen
