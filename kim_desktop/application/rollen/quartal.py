"""Quarters of a year: the period in which a CM-Stelle reports something, or that it has nothing."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Quartal:
    """A quarter with its first and last ISO day."""

    label: str
    von: str
    bis: str

    def enthaelt(self, tag: str) -> bool:
        """Whether an ISO day lies in it."""
        return self.von <= tag <= self.bis


def letztes_quartal(heute: str) -> Quartal:
    """Return the quarter that has ended last: only then a report can be missing."""
    tag = date.fromisoformat(heute)
    beginn = date(tag.year, 3 * ((tag.month - 1) // 3) + 1, 1)
    ende = beginn - timedelta(days=1)
    nummer = (ende.month + 2) // 3
    anfang = date(ende.year, 3 * nummer - 2, 1)
    return Quartal(f"{nummer}. Quartal {ende.year}", anfang.isoformat(), ende.isoformat())
