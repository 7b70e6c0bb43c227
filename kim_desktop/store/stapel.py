"""Working on many things some at a time, so that large ones never lie in memory all at once."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

_T = TypeVar("_T")
_ANZAHL, _BYTES = 250, 16 * 1024 * 1024


def gestapelt(quelle: Iterable[_T], laenge: Callable[[_T], int]) -> Iterator[list[_T]]:
    """Yield many small ones or a few large ones at a time; `laenge` tells the bytes of one."""
    stapel: list[_T] = []
    gesamt = 0
    for eines in quelle:
        stapel.append(eines)
        gesamt += laenge(eines)
        if len(stapel) == _ANZAHL or gesamt >= _BYTES:
            yield stapel
            stapel, gesamt = [], 0
    if stapel:
        yield stapel
