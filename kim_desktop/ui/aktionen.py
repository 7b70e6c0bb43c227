"""All actions of the window with their shortcuts, in one place."""

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget


@dataclass(frozen=True, slots=True)
class Aktion:
    """One action: menu, text with mnemonic, shortcut."""

    name: str
    menue: str
    text: str
    kuerzel: str = ""


AKTIONEN = (
    Aktion("neu", "&Vorgang", "&Neu …", "Ctrl+N"),
    Aktion("oeffnen", "&Vorgang", "Vorgang ö&ffnen …", "Ctrl+O"),
    Aktion("beenden", "&Vorgang", "&Beenden", "Ctrl+Q"),
    Aktion("aufgaben", "&Ansicht", "Meine &Aufgaben", "Ctrl+1"),
    Aktion("vorgaenge", "&Ansicht", "&Vorgänge", "Ctrl+2"),
    Aktion("uebergabe", "&Ansicht", "&Übergabe", "Ctrl+3"),
    Aktion("einstellungen", "&Ansicht", "&Einstellungen", "Ctrl+4"),
    Aktion("suchen", "&Ansicht", "&Suchen", "Ctrl+F"),
    Aktion("zurueck", "&Ansicht", "&Zurück", "Alt+Left"),
    Aktion("aktualisieren", "&Ansicht", "Ne&u laden", "F5"),
    Aktion("ueber", "&Hilfe", "Ü&ber KIM Desktop"),
)


def baue(fenster: QWidget) -> dict[str, QAction]:
    """Make every action for a window."""
    aktionen = {}
    for aktion in AKTIONEN:
        qt = QAction(aktion.text, fenster)
        qt.setObjectName(f"aktion_{aktion.name}")
        if aktion.kuerzel:
            qt.setShortcut(QKeySequence(aktion.kuerzel))
        aktionen[aktion.name] = qt
    return aktionen
