"""Headings, formulas and labels of the papers: texts in ``resources``, read once."""

from functools import lru_cache
from typing import Any

from ..store.ressourcen import lies_json

_DATEI = "texte/papiere.json"


@lru_cache(maxsize=1)
def _texte() -> Any:
    return lies_json(_DATEI)


def eintrag(pfad: str) -> Any:
    """Return what stands at a dotted path, e.g. ``"vorlage.abschnitte"``."""
    wert = _texte()
    for teil in pfad.split("."):
        wert = wert[teil]
    return wert


def text(pfad: str, **werte: object) -> str:
    """Return one text, its gaps filled: ``text("seite.fassung", fassung=2)``."""
    muster = str(eintrag(pfad))
    return muster.format(**werte) if werte else muster


def texte(pfad: str) -> tuple[str, ...]:
    """Return a list of texts."""
    return tuple(str(teil) for teil in eintrag(pfad))


def formen(pfad: str) -> tuple[str, str]:
    """Return singular and plural of a noun."""
    einzahl, mehrzahl = texte(pfad)
    return einzahl, mehrzahl
