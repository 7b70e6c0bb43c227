"""Parts of papers made from the evidence of a case: what bodies said, promised, co-signed."""

from collections.abc import Mapping
from typing import Any

from ...domain.faelle import Beleg, Herausforderung
from ...domain.felder import text
from ...domain.tafel import muster
from ...papers import daten as d


def stellungnahmen(fall: Herausforderung) -> tuple[d.Stellungnahme, ...]:
    """Return what the bodies asked have said; one that gave none has an empty text."""
    namen = dict.fromkeys(text(a.inhalt, "von") for a in fall.anfragen)
    gehoert = {**dict.fromkeys(namen), **fall.stellungnahmen}
    return tuple(_stellungnahme(von, beleg) for von, beleg in gehoert.items())


def _stellungnahme(von: str, beleg: Beleg | None) -> d.Stellungnahme:
    if beleg is None:
        return d.Stellungnahme(stelle=von, datum="", offen=True)
    datum = text(beleg.inhalt, "stand_vom") or beleg.tag
    return d.Stellungnahme(stelle=von, datum=datum, text=text(beleg.inhalt, "text"))


def mitzeichnungen(fall: Herausforderung) -> tuple[str, ...]:
    """Return who co-signed, in the Vorlage's words first."""
    vorlage = text(fall.vorlage.inhalt, "mitzeichnung") if fall.vorlage else ""
    einzelne = (_mitzeichnung(b.inhalt) for b in fall.mitzeichnungen)
    return tuple(dict.fromkeys(filter(None, (vorlage, *einzelne))))


def _mitzeichnung(inhalt: Mapping[str, Any]) -> str:
    label = _auswahl("mitzeichnen", "ergebnis").get(text(inhalt, "ergebnis"), "")
    bemerkung = f": {text(inhalt, 'text')}" if text(inhalt, "text") else ""
    return f"{text(inhalt, 'wer')} ({label}{bemerkung})"


def zusagen(fall: Herausforderung, ansatz: str) -> str:
    """Return what bodies promise on a Lösungsansatz, one after the other."""
    passend = (b.inhalt for k, b in fall.zusagen.items() if k.startswith(f"{ansatz}/"))
    return "; ".join(_zusage(inhalt) for inhalt in passend)


def _zusage(inhalt: Mapping[str, Any]) -> str:
    label = _auswahl("zusagen", "zusage").get(text(inhalt, "zusage"), "")
    vorbehalt = f" ({text(inhalt, 'vorbehalt')})" if text(inhalt, "vorbehalt") else ""
    am = text(inhalt, "zugesagt_am")
    datum = f" am {'.'.join(reversed(am.split('-')))}" if am else ""
    return f"{text(inhalt, 'von')}: {label}{vorbehalt}{datum}"


def auswirkungen(inhalt: Mapping[str, Any]) -> tuple[d.Auswirkung, ...]:
    """Return the effects beyond money and staff."""
    return tuple(
        d.Auswirkung(bezeichnung=text(a, "bezeichnung"), text=text(a, "text"))
        for a in inhalt.get("auswirkungen_weitere") or ()
    )


def _auswahl(schritt: str, feld: str) -> Mapping[str, str]:
    return next((f.auswahl or {} for f in muster(schritt).felder if f.name == feld), {})
