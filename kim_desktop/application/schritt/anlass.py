"""When a step that moves nothing is worth offering, and when somebody waits for it."""

from collections.abc import Callable, Mapping
from typing import Any

from ...domain.faelle import Fall
from ...domain.rollen import Rolle
from ..arbeitsplatz import Identitaet

#: Offered at the entry itself, not at the case.
_AM_EINTRAG = frozenset({"berichtigen"})
_ANLASS: Mapping[str, Callable[[Any], object]] = {
    "abfrage_beantworten": lambda fall: fall.abfrage,
    "antworten": lambda fall: fall.offene_rueckfragen,
    "zusagen": lambda fall: fall.ansaetze or fall.bekanntgabe,
    "umsetzung_melden": lambda fall: fall.ansaetze or fall.bekanntgabe or fall.altbestand,
    "stellung_nehmen": lambda fall: fall.anfragen,
    "uebernehmen": lambda fall: fall.art == "meldung" or fall.gruppen,
}


def hat_anlass(name: str, fall: Fall) -> bool:
    """Whether there is anything in the case the step could be about."""
    if name in _AM_EINTRAG:
        return False
    anlass = _ANLASS.get(name)
    return anlass is None or bool(anlass(fall))


def wartet_auf(name: str, fall: Any, wer: Identitaet) -> bool:
    """Whether a question to this Arbeitsplatz is still open, or what it began is not finished."""
    if name == "antworten":
        return any(f.urheber not in wer.rollen for f in fall.offene_rueckfragen)
    if name == "abfrage_beantworten":
        offen = Rolle.CM_STELLE in wer.alle_rollen and not set(wer.rollen) & set(
            fall.abfrageantworten
        )
        return fall.abfrage is not None and offen
    if name == "stellung_nehmen":
        namen = {wer.name_von(s) for s in wer.rollen}
        erbeten = {str(a.inhalt.get("von")) for a in fall.anfragen}
        return bool(namen & erbeten - set(fall.stellungnahmen))
    if name == "niederschrift":
        # A draft may hold no more than who came.
        return fall.niederschrift is not None and not fall.ist_protokoll_versandt
    return False
