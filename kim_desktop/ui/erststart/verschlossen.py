"""The page of an Arbeitsplatz that could not be opened: why, and once more."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from ..bausteine.knopf import Knopf


class Verschlossen(QWidget):
    """Nothing is lost, and nothing can be done before it is open."""

    def __init__(self, satz: str, noch_einmal: Callable[[], None]) -> None:
        super().__init__()
        self.satz = QLabel(satz)
        self.satz.setWordWrap(True)
        self.knopf = Knopf("&Noch einmal öffnen", "noch_einmal_oeffnen", noch_einmal)
        self.knopf.setProperty("faellig", True)
        self.knopf.setAccessibleDescription(satz)
        aufbau = QVBoxLayout(self)
        aufbau.addWidget(self.satz)
        aufbau.addWidget(self.knopf, alignment=Qt.AlignmentFlag.AlignLeft)
        aufbau.addStretch()

    def fokusziel(self) -> QWidget:
        """The button."""
        return self.knopf
