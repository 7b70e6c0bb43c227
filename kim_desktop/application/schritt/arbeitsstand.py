"""How far a Projektgruppe is: its latest lists and lead, begun with what the Auftrag says."""

from collections.abc import Iterable
from typing import Any

from ...domain.faelle import Beleg, Herausforderung

#: What each Arbeitsstand takes over from the one before, unless it says something new.
FORTGESCHRIEBEN = ("leitung", "mitglieder", "aufgaben", "meilensteine")


def eigene_gruppen(fall: Herausforderung, stellen: Iterable[str]) -> frozenset[str]:
    """Return the commissioned groups these Stellen work as, in their own name or as successor."""
    hier = frozenset(stellen)
    return frozenset(g for g in fall.gruppen if g in hier or fall.uebernahmen.get(g) in hier)


def arbeit_von(fall: Herausforderung, gruppen: frozenset[str]) -> list[Beleg]:
    """Return what these groups wrote down, oldest first; everything where none is named."""
    namen = gruppen | {n for g, n in fall.uebernahmen.items() if g in gruppen}
    return [b for b in fall.arbeit if b.urheber in namen or not gruppen]


def arbeitsstand(fall: Herausforderung, gruppen: frozenset[str]) -> dict[str, Any]:
    """Return lead, members, tasks and milestones as they stand; None where nothing was said."""
    gruppe = next((g for g in fall.auftraege if g.get("id") in gruppen), {})
    auftrag = fall.auftrag.inhalt if fall.auftrag else {}
    gesagt = {k: w for b in arbeit_von(fall, gruppen) for k, w in b.inhalt.items()}
    return {n: gesagt.get(n) or gruppe.get(n) or auftrag.get(n) for n in FORTGESCHRIEBEN}
