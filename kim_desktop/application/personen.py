"""Whether somebody is named in what people enter, and the words they let stand on this PC."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..domain.fehler import EingabeFehler
from ..domain.felder import Feld, Feldart
from ..store.log.verzeichnisse import lies_verzeichnis
from ..store.oertlich import worte as gemerkte
from .arbeitsplatz import Arbeitsplatz

if TYPE_CHECKING:
    from ..insight.personenbezug import Fund

#: Short fields people write whole sentences into, too.
_KURZE = frozenset(
    {"betroffene_gruppe", "massnahmen", "saetze", "text", "titel", "vorbehalt", "zwischenstand"}
)
#: What can belong to an office as well; numbers and days never do.
_DIENSTLICH = frozenset({"adresse", "email", "name", "telefon"})


@dataclass(frozen=True, slots=True)
class Nennung:
    """What may point to a person: in which field, of which kind, in which words."""

    feld: str
    art: str
    text: str
    kann_dienstlich_sein: bool


def funde(ap: Arbeitsplatz, text: str) -> "list[Fund]":
    """Return what in a text may point to persons, with positions."""
    return _gesucht(text, _erlaubt(ap))


def nennungen(ap: Arbeitsplatz, felder: Iterable[Feld], werte: Mapping[str, Any]) -> list[Nennung]:
    """Return what in the free texts of a step may point to persons, each word once."""
    erlaubt = _erlaubt(ap)
    gefunden = {
        fund.text: Nennung(label, fund.art.label, fund.text, str(fund.art) in _DIENSTLICH)
        for label, text in _freitexte(felder, werte)
        for fund in _gesucht(text, erlaubt)
    }
    return list(gefunden.values())


def stehengelassene(ap: Arbeitsplatz) -> list[str]:
    """Return the words people let stand, in order."""
    with ap.profil.datenbank.lesen() as v:
        return gemerkte.worte(v)


def lass_stehen(ap: Arbeitsplatz, worte: Iterable[str]) -> None:
    """Remember words that point to nobody: names of offices, of staff in their function."""
    worte = list(worte)
    if not all(wort.strip() for wort in worte):
        raise EingabeFehler("Bitte das Wort angeben, das stehen bleiben soll.")
    with ap.profil.datenbank.schreiben() as v:
        gemerkte.merke_worte(v, {*gemerkte.worte(v), *worte})


def nicht_mehr(ap: Arbeitsplatz, wort: str) -> None:
    """Look out for a word again."""
    with ap.profil.datenbank.schreiben() as v:
        gemerkte.merke_worte(v, {*gemerkte.worte(v)} - {wort})


def _gesucht(text: str, erlaubt: list[str]) -> "list[Fund]":
    # Loaded with the first text that is looked through: most commands never have one.
    from ..insight.personenbezug import personenbezug

    return personenbezug(text, erlaubt)


def _freitexte(felder: Iterable[Feld], werte: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for feld in felder:
        wert = werte.get(feld.name)
        frei = feld.art is Feldart.ABSATZ or feld.name in _KURZE
        for teil in wert if isinstance(wert, list) else [wert]:
            if isinstance(teil, str) and frei:
                yield feld.label, teil
            if isinstance(teil, Mapping):
                yield from _freitexte(feld.felder, teil)


def _erlaubt(ap: Arbeitsplatz) -> list[str]:
    with ap.profil.datenbank.lesen() as v:
        stellen = lies_verzeichnis(v).stellen.values()
        return [*gemerkte.worte(v), *(s.name for s in stellen)]
