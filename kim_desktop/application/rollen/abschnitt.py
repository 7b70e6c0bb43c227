"""Blocks of sentences a page shows on one case."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Abschnitt:
    """A heading and its sentences; a `warnung` is to be noticed."""

    titel: str
    saetze: tuple[str, ...]
    warnung: bool = False


def abschnitte(*teile: tuple[str, Iterable[str]] | Abschnitt) -> tuple[Abschnitt, ...]:
    """Return the blocks that say something."""
    fertig = (t if isinstance(t, Abschnitt) else Abschnitt(t[0], tuple(t[1])) for t in teile)
    return tuple(a for a in fertig if a.saetze and any(a.saetze))
