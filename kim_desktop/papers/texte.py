"""Headings, formulas and labels of the papers: texts in ``resources``, read once."""

from ..store.ressourcen import Texte

_TEXTE = Texte("texte/papiere.json")
eintrag, text, texte, formen = _TEXTE.eintrag, _TEXTE.text, _TEXTE.texte, _TEXTE.formen
