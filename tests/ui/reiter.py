"""What every page with tabs is checked for."""

from PySide6.QtWidgets import QLabel, QTableView, QTabWidget, QWidget

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


def _buchstabe(text: str) -> str:
    return text[text.index("&") + 1].casefold()
