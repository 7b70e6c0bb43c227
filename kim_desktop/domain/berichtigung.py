"""Corrections: a wrongly entered content is replaced where it stands, and the history kept.

A correction is no dispute: whoever wrote an entry says how it reads rightly, and the case is folded
as if it had been entered so from the beginning.
"""

from collections.abc import Iterable
from typing import Any

from .ereignis import Ereignis
from .felder import text
from .tafel import NACH_EREIGNIS, passt_zum_schritt

SCHRITT = "berichtigen"
Beurteilt = tuple[Ereignis, bool]


def berichtigt(ereignisse: Iterable[Beurteilt]) -> list[Beurteilt]:
    """Return the entries of a case with every valid correction put in its place.

    The last correction in the order of the case counts. One by somebody else is without
    authority, one whose content does not fit its step has no effect.
    """
    alle = list(ereignisse)
    if not any(e.schritt == SCHRITT for e, _ in alle):
        return alle
    nach_id = {e.id: e for e, _ in alle}
    richtig: dict[str, Ereignis] = {}
    ergebnis: list[Beurteilt] = []
    for e, zustaendig in alle:
        if e.schritt != SCHRITT or e.inhalt is None or not zustaendig:
            ergebnis.append((e, zustaendig))
            continue
        ziel = nach_id.get(text(e.inhalt, "eintrag"))
        if ziel is not None and (ziel.stelle, ziel.rolle) != (e.stelle, e.rolle):
            ergebnis.append((e, False))
        elif ziel is None or (neu := _ersetzt(ziel, e)) is None:
            ergebnis.append((e._replace(inhalt={}), zustaendig))
        else:
            richtig[ziel.id] = neu
            ergebnis.append((e, zustaendig))
    return [(richtig.get(e.id, e), zustaendig) for e, zustaendig in ergebnis]


def _ersetzt(ziel: Ereignis, e: Ereignis) -> Ereignis | None:
    """Return the entry with its right content, or None where that does not fit."""
    inhalt: Any = (e.inhalt or {}).get("inhalt")
    schritt = text(e.inhalt or {}, "schritt") or ziel.schritt
    zeile = next((z for z in NACH_EREIGNIS.get(ziel.art, ()) if z.name == schritt), None)
    if zeile is None or schritt == SCHRITT or not isinstance(inhalt, dict):
        return None
    if not passt_zum_schritt(zeile, inhalt):
        return None
    return ziel._replace(schritt=schritt, inhalt=inhalt)
