"""Writing for several Stellen, one after the other: what is written stays, whatever else fails."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from ...domain.fehler import Abgebrochen, EingabeFehler, KimFehler

T = TypeVar("T")


def nacheinander(
    ziele: Sequence[str], schreibe: Callable[[str], tuple[T, str]], melde: Callable[[float], None]
) -> tuple[list[T], str]:
    """Return what was written for these Stellen, and in German why it is not all.

    `schreibe` returns what it wrote and a sentence where the others would fail alike; a refusal
    about one Stelle leaves the others theirs. `melde` gets the fraction done. Raises the first
    failure where nothing was written.
    """
    fertig, gescheitert = list[T](), list[EingabeFehler]()
    try:
        for nummer, ziel in enumerate(ziele):
            melde(nummer / len(ziele))
            try:
                stueck, satz = schreibe(ziel)
            except EingabeFehler as fehler:
                gescheitert.append(fehler)
                continue
            fertig.append(stueck)
            if satz:
                return fertig, satz
    except (KimFehler, Abgebrochen) as fehler:
        if not fertig:
            raise
        return fertig, fehler.text if isinstance(fehler, KimFehler) else "Abgebrochen."
    if gescheitert and not fertig:
        raise gescheitert[0]
    return fertig, " ".join(fehler.text for fehler in gescheitert)
