"""What the effects share: evidence, texts of an event, one value per Stelle."""

from collections.abc import Mapping
from typing import Any, TypeVar

from ..ereignis import Ereignis
from ..faelle import Beleg, Fall, mit
from ..felder import text

F = TypeVar("F", bound=Fall)


def beleg(e: Ereignis) -> Beleg:
    """Return the event's content as evidence of the case."""
    return Beleg(e.id, e.tag, e.stelle, e.fuer_stelle, e.inhalt or {})


def inhalt(e: Ereignis) -> Mapping[str, Any]:
    """Return the content, empty where there is none."""
    return e.inhalt or {}


def wert(e: Ereignis, name: str) -> str:
    """Return a text of the content."""
    return text(inhalt(e), name)


def je_stelle(werte: Mapping[str, Beleg], schluessel: str, neu: Beleg) -> dict[str, Beleg]:
    """Return the values with a new one.

    A Stelle's own word outranks one recorded for it, in whatever order they arrive.
    """
    alt = werte.get(schluessel)
    if alt is not None and neu.fuer_stelle and not alt.fuer_stelle:
        return dict(werte)
    return {**werte, schluessel: neu}


def grund(fall: F, e: Ereignis) -> F:
    """Keep the reason."""
    return mit(fall, grund=wert(e, "begruendung"))


def fragen(fall: Any, e: Ereignis) -> Any:
    """Add a question."""
    return mit(fall, rueckfragen=(*fall.rueckfragen, beleg(e)))


def antworten(fall: Any, e: Ereignis) -> Any:
    """Put an answer to its question."""
    return mit(fall, antworten={**fall.antworten, wert(e, "frage"): beleg(e)})


def notieren(fall: Any, e: Ereignis) -> Any:
    """Add a note."""
    return mit(fall, notizen=(*fall.notizen, beleg(e)))


def unveraendert(fall: Any, _e: Ereignis) -> Any:
    """Leave the content as it is."""
    return fall
