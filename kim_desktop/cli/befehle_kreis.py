"""Commands of the district: its settings."""

from argparse import Namespace
from typing import Any

from ..application.arbeitsplatz import Arbeitsplatz
from ..application.einstellungen import Angabe, uebersicht
from .ausgabe import Antwort, tabelle


def einstellungen(ap: Arbeitsplatz, _wahl: Namespace) -> Antwort:
    """Show every setting with what counts now."""
    angaben = [a for gruppe in uebersicht(ap).gruppen for a in gruppe.angaben]
    zeilen = [(a.einstellung.schluessel, _kurz(a), a.einstellung.label) for a in angaben]
    return Antwort([_werte(a) for a in angaben], tabelle(list(zeilen)))


def _werte(a: Angabe) -> dict[str, Any]:
    e = a.einstellung
    werte: dict[str, Any] = {
        "schluessel": e.schluessel,
        "gruppe": e.gruppe,
        "label": e.label,
        "hilfe": e.hilfe,
        "art": e.art,
        "eigene": a.eigene,
    }
    if e.hat_eintraege:
        return {**werte, "eintraege": [x._asdict() for x in a.eintraege]}
    return {**werte, "wert": a.wert}


def _kurz(a: Angabe) -> str:
    if not a.einstellung.hat_eintraege:
        return a.wert or "–"
    aktive = sum(e.aktiv for e in a.eintraege)
    return f"{aktive} von {len(a.eintraege)} {a.einstellung.stand[0]}"
