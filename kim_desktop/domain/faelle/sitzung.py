"""One meeting of the Lenkungsgruppe."""

from dataclasses import dataclass
from typing import Any, ClassVar

from ..schritt import Fallart
from .fall import Beleg, Fall


@dataclass(frozen=True)
class Sitzung(Fall):
    """A meeting with its agenda; `freie` are items outside this process."""

    art: ClassVar[str] = Fallart.SITZUNG
    einladung: Beleg | None = None
    tagesordnung: Beleg | None = None
    freie: tuple[Beleg, ...] = ()
    niederschrift: Beleg | None = None

    @property
    def angaben(self) -> dict[str, Any]:
        """Return what the invitation says."""
        return dict(self.einladung.inhalt) if self.einladung else {}

    @property
    def am(self) -> str:
        """The ISO day of the meeting."""
        wert = self.angaben.get("sitzung_am", "")
        return wert if isinstance(wert, str) else ""

    @property
    def ist_protokoll_versandt(self) -> bool:
        """Whether the minutes have left the stage of a draft."""
        stand = self.niederschrift.inhalt.get("stand") if self.niederschrift else ""
        return stand in {"versandt", "genehmigt"}

    @property
    def punkte(self) -> tuple[dict[str, Any], ...]:
        """The agenda: items of this process, then the free ones, numbered on."""
        punkte = self.tagesordnung.inhalt["punkte"] if self.tagesordnung else []
        frei = (
            {**b.inhalt, "top": str(nummer)} for nummer, b in enumerate(self.freie, len(punkte) + 1)
        )
        return (*punkte, *frei)

    @property
    def vorgaenge(self) -> tuple[str, ...]:
        """The Herausforderungen on the agenda."""
        return tuple(p["vorgang"] for p in self.punkte if isinstance(p.get("vorgang"), str))
