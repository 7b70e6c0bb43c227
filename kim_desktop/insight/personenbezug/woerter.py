"""Which words are names, which are German, and which belong to the office."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any

import simplemma

from ...store.ressourcen import lies_json, ressource

_OHNE_STRICH = str.maketrans("ıəłøđŁØĐ", "ielodLOD")
#: No name is longer, and taking longer words apart takes long.
_LANG = 40
_MIN_TEIL = 4
_FUGEN = ("", "s", "n", "en", "es", "er", "e")


@cache
def vornamen() -> frozenset[str]:
    """Return given names, without accents."""
    return frozenset(map(ohne_akzente, [*_liste("vornamen"), *_ergaenzt("Vornamen")]))


@cache
def nachnamen() -> frozenset[str]:
    """Return family names, without accents."""
    return frozenset(map(ohne_akzente, [*_liste("nachnamen"), *_ergaenzt("Nachnamen")]))


@cache
def worte(liste: str) -> frozenset[str]:
    """Return one of the lists of words that say what stands beside them."""
    return frozenset(_worte()[liste])


@cache
def _worte() -> Any:
    return lies_json("namen/worte.json")


@cache
def mehrdeutige() -> frozenset[str]:
    """Return given names that are common words as well: names only where a family name follows."""
    return frozenset(_liste("mehrdeutig"))


@cache
def dienstliche() -> frozenset[str]:
    """Return words of offices, places and languages that no dictionary of German has."""
    kommunen = (k["label"] for k in lies_json("listen/kommunen.json"))
    orte = {wort for name in kommunen for wort in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name)}
    return frozenset({*orte, *_liste("dienstlich")})


def ohne_akzente(wort: str) -> str:
    """Return a word as an office writes it that has no other keys: without accents."""
    zerlegt = unicodedata.normalize("NFD", wort)
    rest = "".join(z for z in zerlegt if not unicodedata.combining(z) or z == "\u0308")
    return unicodedata.normalize("NFC", rest).translate(_OHNE_STRICH)


def im_woerterbuch(wort: str) -> bool:
    """Whether a word is one of the language as it is."""
    return bool(simplemma.is_known(wort, lang="de"))


@lru_cache(maxsize=20_000)
def ist_deutsch(wort: str) -> bool:
    """Whether a word is one of the language, as it is or put together of several."""
    if im_woerterbuch(wort):
        return True
    if len(wort) > _LANG:
        return True
    if "-" in wort:
        return all(ist_deutsch(teil) or not teil[:1].isalpha() for teil in wort.split("-") if teil)
    return any(
        _ist_teil(wort[:n]) and ist_deutsch(wort[n:].capitalize())
        for n in range(_MIN_TEIL, len(wort) - _MIN_TEIL + 1)
    )


def _ist_teil(anfang: str) -> bool:
    return any(
        anfang.endswith(fuge)
        and len(anfang) - len(fuge) >= _MIN_TEIL - 1
        and im_woerterbuch(anfang[: len(anfang) - len(fuge)].capitalize())
        for fuge in _FUGEN
    )


def _liste(name: str) -> list[str]:
    return ressource(f"namen/{name}.txt").read_text(encoding="utf-8").split()


def _ergaenzt(abschnitt: str) -> list[str]:
    text = ressource("namen/ergaenzt.txt").read_text(encoding="utf-8")
    teile = dict(teil.split("\n", 1) for teil in text.split("# ")[1:])
    return teile[abschnitt].split()
