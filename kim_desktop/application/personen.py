"""Whether somebody is named in what people enter, and the words they let stand on this PC."""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..domain.felder import Feld, Feldart
from ..store.log.verzeichnisse import lies_verzeichnis
from ..store.oertlich import lokal
from ..store.verbindung import Verbindung
from .arbeitsplatz import Arbeitsplatz

if TYPE_CHECKING:
    from ..insight.personenbezug import Fund

_MERKER = "dienstliche_worte"
#: Short fields people write whole sentences into, too.
_KURZE = frozenset({"betroffene_gruppe", "titel"})


@dataclass(frozen=True, slots=True)
class Nennung:
    """What may point to a person: in which field, of which kind, in which words."""

    feld: str
    art: str
    text: str


def funde(ap: Arbeitsplatz, text: str) -> "list[Fund]":
    """Return what in a text may point to persons, with positions."""
    with ap.profil.datenbank.lesen() as v:
        erlaubt = _erlaubt(v)
    return _gesucht(text, erlaubt)


def nennungen(ap: Arbeitsplatz, felder: Iterable[Feld], werte: Mapping[str, Any]) -> list[Nennung]:
    """Return what in the free texts of a step may point to persons, each word once."""
    with ap.profil.datenbank.lesen() as v:
        erlaubt = _erlaubt(v)
    gefunden = {
        fund.text: Nennung(label, fund.art.label, fund.text)
        for label, text in _freitexte(felder, werte)
        for fund in _gesucht(text, erlaubt)
    }
    return list(gefunden.values())


def stehengelassene(ap: Arbeitsplatz) -> list[str]:
    """Return the words people let stand, in order."""
    with ap.profil.datenbank.lesen() as v:
        return _stehengelassene(v)


def lass_stehen(ap: Arbeitsplatz, worte: Iterable[str]) -> None:
    """Remember words that point to nobody: names of offices, of staff in their function."""
    with ap.profil.datenbank.schreiben() as v:
        _merke(v, {*_stehengelassene(v), *worte})


def nicht_mehr(ap: Arbeitsplatz, wort: str) -> None:
    """Look out for a word again."""
    with ap.profil.datenbank.schreiben() as v:
        _merke(v, {*_stehengelassene(v)} - {wort})


def _gesucht(text: str, erlaubt: list[str]) -> "list[Fund]":
    # Loaded with the first text that is looked through: most commands never have one.
    from ..insight.personenbezug import personenbezug

    return personenbezug(text, erlaubt)


def _freitexte(felder: Iterable[Feld], werte: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for feld in felder:
        wert = werte.get(feld.name)
        if isinstance(wert, str) and (feld.art is Feldart.ABSATZ or feld.name in _KURZE):
            yield feld.label, wert
        for teil in wert if isinstance(wert, list) else [wert]:
            if isinstance(teil, Mapping):
                yield from _freitexte(feld.felder, teil)


def _erlaubt(v: Verbindung) -> list[str]:
    stellen = lies_verzeichnis(v).stellen.values()
    return [*_stehengelassene(v), *(s.name for s in stellen)]


def _stehengelassene(v: Verbindung) -> list[str]:
    worte: list[str] = json.loads(lokal.gemerkt(v, _MERKER) or "[]")
    return worte


def _merke(v: Verbindung, worte: Iterable[str]) -> None:
    lokal.merke(v, _MERKER, json.dumps(sorted(worte), ensure_ascii=False))
