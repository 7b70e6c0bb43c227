"""Bei 200 % auf einem kleinen Notebook: das Fenster passt, und Tab führt zu allem hin."""

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from kim_desktop.domain.rollen import Rolle
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn

#: A screen of 1366 × 768 pixels at 200 %.
SCHIRM = QSize(683, 384)


def erreicht(b: Bedienung, seite: QWidget) -> list[QWidget]:
    """Press Tab once around and return what of the page had the keyboard, each seen there."""
    gesehen: list[QWidget] = []
    while (fokus := b.fenster.focusWidget()) not in gesehen:
        assert fokus is not None
        gesehen.append(fokus)
        sichtbar = fokus.visibleRegion().boundingRect()
        if isinstance(fokus, QAbstractButton):
            assert sichtbar == fokus.rect(), fokus.objectName()
        assert not sichtbar.isEmpty(), fokus.objectName()
        b.taste(Qt.Key.Key_Tab)
    return [teil for teil in gesehen if seite.isAncestorOf(teil)]


@pytest.mark.parametrize(
    ("name", "rolle"),
    [
        ("HEN", Rolle.CM_STELLE),
        ("KI", Rolle.CM_KOORDINATION),
        ("KIL", Rolle.KI_LEITUNG),
        ("LG", Rolle.LENKUNGSGRUPPE),
        ("PG", Rolle.PROJEKTGRUPPE),
    ],
)
def test_das_fenster_passt_und_nichts_bleibt_verborgen(
    setze_an: SetzeAn, name: str, rolle: Rolle
) -> None:
    b = setze_an(name, rolle)
    for nummer in range(1, len(b.fenster.seiten.eintraege) + 1):
        b.fenster.resize(SCHIRM)
        b.seite(nummer)
        seite = b.fenster.ui.seiten.gezeigte()
        assert seite is not None
        assert erreicht(b, seite)
        assert b.fenster.size() == SCHIRM
