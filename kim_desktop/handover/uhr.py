"""Whether the day an entry bears can be right: clocks of office PCs are often wrong.

Nothing depends on it; people are told, so that somebody sets the clock.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import lru_cache

from ..trust.kanon import lies_kanon
from ..trust.kopf import Kopf
from ..trust.verzeichnis import Verzeichnis

#: Midnight is not everywhere at once, and a clock may be a little off.
_NACHSICHT = timedelta(days=2)
#: The first day from which that can be taken away.
_ERSTER = (date.min + _NACHSICHT).isoformat()


class Uhr:
    """Compares days with today and with the day of the directory version an entry rests on."""

    def __init__(self, verzeichnis: Verzeichnis, heute: date) -> None:
        """Compare with `heute`, the clock of this computer."""
        self._spaetestens = (heute + _NACHSICHT).isoformat()
        tage = [_tag(version.roh) for version in verzeichnis.kette]
        # A version dated in the future, or before any calendar, was itself written by a wrong
        # clock and says nothing.
        self._fruehestens = [
            (date.fromisoformat(tag) - _NACHSICHT).isoformat()
            if _ERSTER <= tag <= self._spaetestens
            else ""
            for tag in tage
        ]

    def abweichung(self, koepfe: Iterable[Kopf]) -> str:
        """Return the first day that cannot be right; empty where all can."""
        return next((k.tag for k in koepfe if not self._kann_stimmen(k)), "")

    def _kann_stimmen(self, kopf: Kopf) -> bool:
        nummer = kopf.verz[0]
        ab = self._fruehestens[nummer - 1] if 0 < nummer <= len(self._fruehestens) else ""
        return ab <= kopf.tag <= self._spaetestens


@lru_cache(maxsize=512)
def _tag(version: bytes) -> str:
    """Return the day of a directory version; one that is no day says nothing."""
    tag = lies_kanon(version)["tag"]
    try:
        return date.fromisoformat(tag).isoformat()
    except ValueError:
        return date.max.isoformat()
