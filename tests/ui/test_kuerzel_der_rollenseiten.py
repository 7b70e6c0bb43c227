"""Auf keiner Rollenseite führt dieselbe Alt-Taste an zwei Stellen."""

from collections import Counter
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.domain.rollen import Rolle
from tests.hilfen.kreis import Kreis, quelle
from tests.ui.bedienung import Bedienung

PLAETZE = {"HEN": Rolle.CM_STELLE, "PG": Rolle.PROJEKTGRUPPE}


def kuerzel(text: str) -> str:
    _, und, rest = text.replace("&&", "").partition("&")
    return rest[0].casefold() if und else ""


def beschriftungen(wurzel: QWidget) -> Iterator[str]:
    for teil in wurzel.findChildren(QWidget):
        if isinstance(teil, QLabel | QAbstractButton) and teil.isVisible():
            yield teil.text()


@pytest.mark.parametrize("platz", PLAETZE)
def test_jede_alttaste_gibt_es_einmal(qtbot: QtBot, kreis: Kreis, platz: str) -> None:
    b = Bedienung(qtbot, oeffne_arbeitsplatz(kreis.profil(platz), Zugang(), quelle("Fenster")))
    b.rolle(PLAETZE[platz])
    reiter = b.fenster.seiten.rollenseite(PLAETZE[platz]).findChild(QTabWidget, "reiter")
    immer = [reiter.tabText(i) for i in range(reiter.count())]
    immer += [menue.text() for menue in b.fenster.ui.menue.actions()]
    for nummer in range(reiter.count()):
        reiter.setCurrentIndex(nummer)
        tasten = Counter(k for t in [*immer, *beschriftungen(b.fenster)] if (k := kuerzel(t)))
        assert [k for k, anzahl in tasten.items() if anzahl > 1] == [], reiter.tabText(nummer)
    b.schliesse()
