"""One report of one CM-Stelle."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from ..schritt import Fallart
from .fall import Beleg, Fall, Inhalt

_LEER: Mapping[str, Any] = {}


@dataclass(frozen=True)
class Meldung(Fall):
    """One report of one CM-Stelle. `fassungen` are the versions no other one replaces.

    `stelle` reported it and counts for the threshold for good; `nachfolge` looks after it now
    where that Stelle has ended its work. `thema` is the case a short Meldung refers to,
    `verdeckt` are the versions a redacted one stands for.
    """

    art: ClassVar[str] = Fallart.MELDUNG
    stelle: str = ""
    fassungen: tuple[Beleg, ...] = ()
    grund: str = ""
    bescheide: tuple[Beleg, ...] = ()
    widerspruch: Beleg | None = None
    nachfolge: str = ""
    thema: str = ""
    verdeckt: tuple[str, ...] = ()

    @property
    def schritt(self) -> int:
        """A Meldung stands at step 1 as long as it lives by itself."""
        return 1

    @property
    def zustaendig(self) -> str:
        """The Stelle that looks after it now."""
        return self.nachfolge or self.stelle

    @property
    def inhalt(self) -> Inhalt:
        """The newest version's content; empty where it cannot be read."""
        return self.fassungen[-1].inhalt if self.fassungen else _LEER
