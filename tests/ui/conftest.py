"""Sitting down at a workplace: its window opens once what came before has happened."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.domain.rollen import Rolle
from kim_desktop.trust.quelle import SaatQuelle
from tests.hilfen.kreis import Kreis, quelle
from tests.ui.bedienung import Bedienung

SetzeAn = Callable[..., Bedienung]


class Schreibtisch(QObject):
    """Stands in for the desktop's programs and keeps what they were to open."""

    def __init__(self) -> None:
        super().__init__()
        self.geoeffnet: list[Path] = []

    @Slot(QUrl)
    def oeffne(self, url: QUrl) -> None:
        self.geoeffnet.append(Path(url.toLocalFile()))


@pytest.fixture
def schreibtisch() -> Iterator[Schreibtisch]:
    schreibtisch = Schreibtisch()
    QDesktopServices.setUrlHandler("file", schreibtisch, "oeffne")
    yield schreibtisch
    QDesktopServices.unsetUrlHandler("file")


@pytest.fixture
def setze_an(qtbot: QtBot, kreis: Kreis) -> Iterator[SetzeAn]:
    """Open the window of a workplace at the page of its role; the one before is closed."""
    offen: list[Bedienung] = []

    def oeffne(name: str, rolle: Rolle, uhr: SaatQuelle | None = None) -> Bedienung:
        kreis.schliesse()
        if offen:
            offen.pop().schliesse()
        ap = oeffne_arbeitsplatz(kreis.profil(name), Zugang(), uhr or quelle(f"{name} am Fenster"))
        offen.append(Bedienung(qtbot, ap))
        offen[0].rolle(rolle)
        return offen[0]

    yield oeffne
    for bedienung in offen:
        bedienung.schliesse()
