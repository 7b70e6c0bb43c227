"""What every page with tabs is checked for."""

from collections.abc import Iterable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QTableView, QTabWidget, QWidget

from tests.ui.bedienung import Bedienung

#: Mnemonics of the menu bar.
_MENUE = ["v", "a", "h"]


def doppelte_buchstaben(reiter: QTabWidget) -> list[str]:
    """Return the mnemonics that lead to two places while one tab is open."""
    ueberall = [*_MENUE, *(_buchstabe(reiter.tabText(i)) for i in range(reiter.count()))]
    doppelte = []
    for i in range(reiter.count()):
        labels = [x for x in reiter.widget(i).findChildren(QLabel) if x.buddy() is not None]
        alle = ueberall + [_buchstabe(x.text()) for x in labels]
        doppelte += [b for b in alle if alle.count(b) > 1]
    return doppelte


def zu_breite_tabellen(seite: QWidget) -> list[str]:
    """Return the visible tables that need a horizontal scroll bar."""
    tabellen = [t for t in seite.findChildren(QTableView) if t.isVisible()]
    assert tabellen
    return [t.objectName() for t in tabellen if t.horizontalScrollBar().maximum()]


def passt_auf_kleinen_bildschirm(b: Bedienung, seite: QWidget, tasten: Iterable[Qt.Key]) -> bool:
    """Whether no tab needs more room than an ordinary small screen has."""
    b.fenster.resize(1366, 768)
    for taste in tasten:
        b.reiter(taste)
        if zu_breite_tabellen(seite):
            return False
    return b.fenster.width() == 1366


def _buchstabe(text: str) -> str:
    return text[text.index("&") + 1].casefold()
