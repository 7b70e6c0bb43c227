"""Sets of log numbers as ranges, written "1-30,33": compact whatever the number of entries."""

from collections.abc import Iterable
from itertools import pairwise


def aus_text(text: str) -> set[int]:
    """Parse "1-3,7" into the numbers it stands for."""
    nummern: set[int] = set()
    for teil in filter(None, text.split(",")):
        von, _, bis = teil.partition("-")
        nummern.update(range(int(von), int(bis or von) + 1))
    return nummern


def als_laeufe(nummern: Iterable[int]) -> list[tuple[int, int]]:
    """Return the runs of numbers without a gap, first and last of each, in ascending order."""
    sortiert = sorted(set(nummern))
    # Where a number is not followed by the next one a run ends, and another begins.
    bruch = [paar for paar in pairwise(sortiert) if paar[0] + 1 != paar[1]]
    anfaenge = [*sortiert[:1], *(danach for _, danach in bruch)]
    enden = [*(davor for davor, _ in bruch), *sortiert[-1:]]
    return list(zip(anfaenge, enden, strict=True))


def als_text(nummern: Iterable[int]) -> str:
    """Write numbers as ranges in ascending order."""
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in als_laeufe(nummern))
