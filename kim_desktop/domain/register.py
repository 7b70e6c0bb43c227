"""Concurrent decisions: a register keeps every value no later decision has replaced."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from .felder import texte
from .zustaende import Zustand

#: Gegenstand of a decision on the whole step (everything but a single Lösungsansatz).
ALLES = "*"
_OHNE_GEWICHT = frozenset({"bemerkung", "ersetzt", "geschehen_am", "quelle", "anlagen"})


@dataclass(frozen=True, slots=True)
class Wert:
    """One decision: its event, step number, object, content, and the state before it.

    `gegen` are the decisions it contradicts because neither author had seen the other,
    `raeumt` says that it puts an end to every earlier decision of its step.
    """

    id: str
    nummer: int
    gegenstand: str
    schritt: str
    inhalt: Mapping[str, Any]
    vorher: Zustand
    gegen: frozenset[str] = frozenset()
    raeumt: bool = False

    def kollidiert(self, anderer: "Wert") -> bool:
        """Whether both speak on the same thing."""
        return self.nummer == anderer.nummer and self.betrifft(anderer.gegenstand)

    def betrifft(self, gegenstand: str) -> bool:
        """Whether it speaks on this object, or either speaks on the whole step."""
        return self.gegenstand == gegenstand or ALLES in (self.gegenstand, gegenstand)

    def sagt_dasselbe(self, anderer: "Wert") -> bool:
        """Whether the decisions are equal but for time and remarks."""
        return self.schritt == anderer.schritt and _kern(self.inhalt) == _kern(anderer.inhalt)

    def weicht(self, neu: "Wert") -> bool:
        """Whether `neu` takes the place of this value once its author has seen it."""
        gleich = self.gegenstand in (neu.gegenstand, ALLES)
        return self.nummer == neu.nummer and (gleich or neu.raeumt)


def _kern(inhalt: Mapping[str, Any]) -> dict[str, Any]:
    return {k: v for k, v in inhalt.items() if k not in _OHNE_GEWICHT and v not in (None, "", [])}


def nebenlaeufig(werte: tuple[Wert, ...], neu: Wert, gesehen: frozenset[str]) -> tuple[Wert, ...]:
    """Return the values on the same thing that the author of `neu` had not seen."""
    return tuple(w for w in werte if w.kollidiert(neu) and w.id not in gesehen)


def eingetragen(werte: tuple[Wert, ...], neu: Wert, gesehen: frozenset[str]) -> tuple[Wert, ...]:
    """Return the maximal values after `neu`: what its author had seen is replaced.

    Of a dispute only a decision that names all its values (`ersetzt`) replaces them.
    """
    fremde = nebenlaeufig(werte, neu, gesehen)
    gegen = frozenset(w.id for w in fremde if not w.sagt_dasselbe(neu))
    genannt = frozenset(texte(neu.inhalt, "ersetzt"))
    im_streit = {w.id for w in strittige(werte) if w.kollidiert(neu)}
    beendet = im_streit <= genannt
    bleiben = tuple(
        w
        for w in werte
        if w.id not in gesehen
        or not (w.weicht(neu) or (w.id in genannt and w.kollidiert(neu)))
        or (w.id in im_streit and not beendet)
    )
    return (*bleiben, replace(neu, gegen=gegen))


def strittige(werte: tuple[Wert, ...]) -> tuple[Wert, ...]:
    """Return the values that stand against another one that still counts."""
    da = {w.id for w in werte}
    betroffen = {x for w in werte if w.gegen & da for x in (w.id, *(w.gegen & da))}
    return tuple(w for w in werte if w.id in betroffen)
