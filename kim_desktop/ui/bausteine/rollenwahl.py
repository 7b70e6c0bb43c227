"""Check boxes for the roles of an Arbeitsplatz."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from ...domain.rollen import Rolle

_TUT = {
    Rolle.CM_STELLE: "meldet, wendet Lösungsansätze an",
    Rolle.CM_KOORDINATION: "sammelt, bündelt, führt das Verzeichnis",
    Rolle.KI_LEITUNG: "leitet an die Lenkungsgruppe weiter",
    Rolle.LENKUNGSGRUPPE: "ihre Geschäftsführung: Sitzungen und Beschlüsse",
    Rolle.PROJEKTGRUPPE: "bearbeitet einen Auftrag",
}


class Rollenwahl(QWidget):
    """One box a role; `geaendert` after any of them changed."""

    geaendert = Signal()

    def __init__(self, eltern: QWidget | None = None) -> None:
        super().__init__(eltern)
        self._kaesten = {rolle: QCheckBox(self) for rolle in Rolle}
        aufbau = QVBoxLayout(self)
        aufbau.setContentsMargins(0, 0, 0, 0)
        aufbau.setSpacing(4)
        for rolle, kasten in self._kaesten.items():
            kasten.setObjectName(f"rolle_{rolle}")
            kasten.toggled.connect(self.geaendert)
            aufbau.addWidget(kasten)
        self.setFocusProxy(self._kaesten[Rolle.CM_STELLE])
        self.benenne({rolle: rolle.label for rolle in Rolle})

    def benenne(self, namen: Mapping[Rolle, str]) -> None:
        """Call the roles what the district calls them."""
        for rolle, kasten in self._kaesten.items():
            kasten.setText(f"{namen[rolle]} ({_TUT[rolle]})")

    def setze(self, rollen: Iterable[Rolle]) -> None:
        """Tick these roles and no others."""
        gewaehlt = set(rollen)
        for rolle, kasten in self._kaesten.items():
            kasten.setChecked(rolle in gewaehlt)

    def halte(self, rolle: Rolle) -> None:
        """Tick a role that belongs to what is done here, and keep it ticked."""
        self._kaesten[rolle].setChecked(True)
        self._kaesten[rolle].setEnabled(False)

    @property
    def rollen(self) -> frozenset[Rolle]:
        """The roles that are ticked."""
        return frozenset(r for r, kasten in self._kaesten.items() if kasten.isChecked())
