"""District settings declared once: key, label, default, kind, bounds."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Einstellung:
    """One setting; `von`/`bis` bound whole numbers and are unused for texts."""

    schluessel: str
    label: str
    vorgabe: str
    ist_zahl: bool = False
    von: int = 0
    bis: int = 0


EINSTELLUNGEN = {
    e.schluessel: e
    for e in (
        Einstellung("schwelle", "Schwelle (verschiedene CM-Stellen)", "2", True, 1, 99),
        Einstellung("personenzahl_grenze", "Fallzahlen darunter als „< n“", "3", True, 1, 20),
        Einstellung("vorlagenmuster", "Muster der Vorlagennummer", "{nr}/{jj}"),
        Einstellung("aktenzeichen", "Aktenzeichen", ""),
    )
}


def mangel(schluessel: str, wert: str) -> str:
    """Return a German sentence when `wert` does not suit the setting, else an empty text."""
    einstellung = EINSTELLUNGEN.get(schluessel)
    if einstellung is None:
        return f"Die Einstellung „{schluessel}“ gibt es nicht. Es gibt: {', '.join(EINSTELLUNGEN)}."
    if not einstellung.ist_zahl:
        return ""
    if wert.isdecimal() and len(wert) < 10 and einstellung.von <= int(wert) <= einstellung.bis:
        return ""
    grenzen = f"zwischen {einstellung.von} und {einstellung.bis}"
    return f"„{einstellung.label}“ muss eine ganze Zahl {grenzen} sein."


def einstellung(werte: Mapping[str, str], schluessel: str) -> str:
    """Return the setting in force; an unsuitable stored value counts as the default."""
    wert = werte.get(schluessel, "")
    if wert and not mangel(schluessel, wert):
        return wert
    return EINSTELLUNGEN[schluessel].vorgabe
