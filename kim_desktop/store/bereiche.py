"""Sets of log numbers as ranges, written "1-30,33": compact whatever the number of entries."""

from collections.abc import Iterable


def aus_text(text: str) -> set[int]:
    """Parse "1-3,7" into the numbers it stands for."""
    nummern: set[int] = set()
    for teil in filter(None, text.split(",")):
        von, _, bis = teil.partition("-")
        nummern.update(range(int(von), int(bis or von) + 1))
    return nummern


def als_text(nummern: Iterable[int]) -> str:
    """Write numbers as ranges in ascending order."""
    teile: list[tuple[int, int]] = []
    for nr in sorted(set(nummern)):
        if teile and teile[-1][1] == nr - 1:
            teile[-1] = (teile[-1][0], nr)
        else:
            teile.append((nr, nr))
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in teile)
