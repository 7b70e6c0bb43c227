"""The version of Qt for Python is one that leaves None alone (see pyproject.toml)."""

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_qt_nimmt_none_keine_referenzen(qtbot: QtBot) -> None:
    schild = QLabel()
    qtbot.addWidget(schild)
    vorher = sys.getrefcount(None)
    for _ in range(1000):
        schild.setText("Grüße")
    assert abs(sys.getrefcount(None) - vorher) < 100
