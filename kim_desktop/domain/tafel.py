"""Looking things up in the step table: rows by name, kind of case, header type and state."""

from collections.abc import Hashable, Mapping, Sequence
from operator import attrgetter
from typing import Any

from .angaben.abgeleitet import ABGELEITET
from .angaben.allgemein import ALLGEMEIN
from .felder import Feld, form, passt
from .register import ALLES, Wert
from .schritt import Schritt
from .schritte import SCHRITTE
from .zustaende import Zustand


def _gruppiert(*namen: str) -> dict[Any, tuple[Schritt, ...]]:
    gruppen: dict[Hashable, tuple[Schritt, ...]] = {}
    schluessel = attrgetter(*namen)
    for schritt in SCHRITTE:
        gruppen[schluessel(schritt)] = (*gruppen.get(schluessel(schritt), ()), schritt)
    return gruppen


#: Rows by step name, by header type, and by step name within one kind of case.
NACH_NAME: Mapping[str, tuple[Schritt, ...]] = _gruppiert("name")
NACH_EREIGNIS: Mapping[str, tuple[Schritt, ...]] = _gruppiert("ereignis")
_NACH_NAME_UND_ART = _gruppiert("name", "fall")
_NACH_ZUSTAND: Mapping[tuple[str, str, Zustand], Schritt] = {
    (schritt.name, schritt.fall, zustand): schritt
    for schritt in SCHRITTE
    for zustand in schritt.von
}


def zeilen(name: str, art: str) -> tuple[Schritt, ...]:
    """Return the rows of a step within one kind of case."""
    return _NACH_NAME_UND_ART.get((name, art), ())


def muster(name: str, art: str = "") -> Schritt:
    """Return a row that stands for the step: its label, roles and kind of case."""
    return (zeilen(name, art) or NACH_NAME[name])[0]


def gruendende_zeile(name: str) -> Schritt | None:
    """Return the row with which step `name` begins a new case."""
    return next((s for s in NACH_NAME.get(name, ()) if s.gruendet), None)


def zeile(name: str, art: str, zustand: Zustand) -> Schritt | None:
    """Return the row of step `name` that starts at `zustand` in this kind of case."""
    return _NACH_ZUSTAND.get((name, art, zustand))


def streitbeendend(
    name: str, art: str, strittig: Sequence[Wert], gegenstand: str = ALLES
) -> Schritt | None:
    """Return the row with which step `name` would settle contradicting decisions."""
    streit = [w for w in strittig if w.betrifft(gegenstand)]
    schritt = zeile(name, art, streit[0].vorher) if streit else None
    if schritt and schritt.ist_entscheidung and schritt.nummer == streit[0].nummer:
        return schritt
    return None


def alle_felder(schritt: Schritt) -> tuple[Feld, ...]:
    """Return every field content of a step may have: asked for, general and derived."""
    return (*schritt.felder, *ALLGEMEIN, *ABGELEITET.get(schritt.name, ()))


def passt_zum_schritt(schritt: Schritt, inhalt: Mapping[str, Any]) -> bool:
    """Whether content fits the fields of a step."""
    return passt(_FORM[schritt.name, schritt.ereignis], inhalt)


_FORM = {
    (schritt.name, schritt.ereignis): form(
        alle_felder(schritt), (f.name for f in schritt.felder if f.pflicht)
    )
    for schritt in SCHRITTE
}
