"""Why a step cannot be done now, in a sentence for the button that stays grey."""

from collections.abc import Iterable, Mapping

from ...domain.faelle import Fall, Herausforderung
from ...domain.schritt import Fallart
from ...domain.tafel import zeilen
from ...domain.zustaende import BUENDELBAR, Zustand
from ...store.ansicht.faelle import FallZeile
from ..arbeitsplatz import Identitaet
from ..schritt.moeglich import moegliche

Hindernisse = Mapping[str, str]


def hindernisse(
    wer: Identitaet, namen: Iterable[str], zeile: FallZeile, fall: Fall | None = None
) -> Hindernisse:
    """Return a sentence by step name, an empty one where the step can be done.

    Without the folded case its state alone is looked at; the step itself refuses the rest.
    """
    moeglich = {m.name for m in moegliche(wer, zeile, fall)} if fall else None
    return {n: _hindernis(n, zeile, fall, moeglich) for n in namen}


def _hindernis(name: str, zeile: FallZeile, fall: Fall | None, moeglich: set[str] | None) -> str:
    zustand = Zustand(zeile.zustand)
    passt = any(zustand in s.von for s in zeilen(name, zeile.art))
    if name == "buendeln" and zeile.art == Fallart.MELDUNG:
        passt = zustand in BUENDELBAR
    if moeglich is not None and name in moeglich:
        return ""
    if not passt:
        return f"Geht jetzt nicht: {zeile.kennung} steht auf „{zustand.label}“."
    if moeglich is None:
        return ""
    if isinstance(fall, Herausforderung) and fall.strittig:
        return f"Erst muss geklärt sein, welche Entscheidung zu {zeile.kennung} gilt."
    return _OHNE_ANLASS.get(name, "Das geht an diesem Arbeitsplatz zurzeit nicht.")


_OHNE_ANLASS = {
    "stellung_nehmen": "Es wurde noch keine Stellungnahme eingeholt.",
    "abfrage_beantworten": "Es gibt keine Abfrage.",
    "antworten": "Es ist keine Rückfrage offen.",
    "uebernehmen": "Hier ist keine Projektgruppe beauftragt.",
}
