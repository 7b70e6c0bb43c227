"""All actions of the window with their shortcuts, in one place."""

from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ...domain.rollen import Rolle


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
    Aktion("austausch", "&Vorgang", "&Austauschordner …"),
    Aktion("sicherung", "&Vorgang", "&Sicherung …"),
    Aktion("loeschungen", "&Vorgang", "&Löschungen …"),
    Aktion("woerter", "&Vorgang", "&Dienstliche Wörter …"),
    Aktion("beenden", "&Vorgang", "&Beenden", "Ctrl+Q"),
    Aktion("aufgaben", "&Ansicht", "Meine &Aufgaben", "Ctrl+1"),
    Aktion("vorgaenge", "&Ansicht", "&Vorgänge", "Ctrl+2"),
    Aktion("uebergabe", "&Ansicht", "&Übergabe", "Ctrl+3"),
    Aktion(Rolle.CM_STELLE, "&Ansicht", "&CM-Stelle", "Ctrl+4"),
    Aktion(Rolle.CM_KOORDINATION, "&Ansicht", "CM-&Koordination", "Ctrl+5"),
    Aktion(Rolle.KI_LEITUNG, "&Ansicht", "KI-&Leitung", "Ctrl+6"),
    Aktion(Rolle.LENKUNGSGRUPPE, "&Ansicht", "Lenkungs&gruppe", "Ctrl+7"),
    Aktion(Rolle.PROJEKTGRUPPE, "&Ansicht", "&Projektgruppe", "Ctrl+8"),
    Aktion("einstellungen", "&Ansicht", "&Einstellungen", "Ctrl+9"),
    Aktion("arbeitsplaetze", "&Ansicht", "A&rbeitsplätze", "Ctrl+0"),
    Aktion("suchen", "&Ansicht", "&Suchen", "Ctrl+F"),
    Aktion("zurueck", "&Ansicht", "&Zurück", "Alt+Left"),
    Aktion("aktualisieren", "&Ansicht", "Ne&u laden", "F5"),
    Aktion("ueber", "&Hilfe", "Ü&ber KIM Desktop"),
)

#: Actions that show a page of the navigation.
SEITEN = ("aufgaben", *Rolle, "vorgaenge", "uebergabe", "arbeitsplaetze", "einstellungen")


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
