"""Parts of a page as people read them: a heading with its text, days in German spelling."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from ...insight.kurztext import gekuerzt
from ...papers.schreibweise import datum

__all__ = ["Absatz", "absaetze", "datum", "gekuerzt"]


class Absatz(NamedTuple):
    """A heading and what is said under it."""

    titel: str
    text: str


def absaetze(*teile: tuple[str, Any]) -> tuple[Absatz, ...]:
    """Return the parts that say something; lists become one line each, ISO days German ones."""
    gesagt = (Absatz(titel, _als_text(wert)) for titel, wert in teile)
    return tuple(a for a in gesagt if a.text)


def _als_text(wert: Any) -> str:
    if isinstance(wert, Iterable) and not isinstance(wert, str):
        return "\n".join(f"• {_als_text(w)}" for w in wert)
    return datum(wert) if isinstance(wert, str) else ""
