"""The threshold: how many different CM-Stellen make a challenge "diverse"."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Schwelle:
    """Count of Meldungen and of distinct CM-Stellen against the district's threshold."""

    meldungen: int
    cm_stellen: int
    noetig: int

    @property
    def erreicht(self) -> bool:
        """Whether enough different CM-Stellen report it."""
        return self.cm_stellen >= self.noetig

    @property
    def erklaerung(self) -> str:
        """Say it in plain words, e.g. "2 Meldungen, 1 CM-Stelle, es fehlt 1"."""
        teile = [
            zahlwort(self.meldungen, "Meldung", "Meldungen"),
            zahlwort(self.cm_stellen, "CM-Stelle", "CM-Stellen"),
        ]
        fehlt = self.noetig - self.cm_stellen
        schluss = "Schwelle erreicht" if fehlt <= 0 else f"es {'fehlt' if fehlt == 1 else 'fehlen'}"
        teile.append(schluss if fehlt <= 0 else f"{schluss} {fehlt}")
        return ", ".join(teile)


def schwelle(melder: Iterable[str], noetig: int) -> Schwelle:
    """Count the reporting Stellen (one per Meldung) against `noetig`."""
    stellen = list(melder)
    return Schwelle(len(stellen), len(set(stellen)), noetig)


def zahlwort(anzahl: int, eins: str, viele: str) -> str:
    """Write a number with its noun."""
    return f"{anzahl} {eins if anzahl == 1 else viele}"
