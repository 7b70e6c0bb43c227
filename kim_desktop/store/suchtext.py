"""Folding for search: what people type and what is stored meet in the same plain form."""

_UMLAUTE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def gefaltet(text: str) -> str:
    """Return `text` casefolded with umlauts written out, for stored columns and queries alike."""
    return text.lower().translate(_UMLAUTE)


def suchtext(*teile: object) -> str:
    """Join the parts people may look for into one folded text."""
    return gefaltet("\n".join(str(teil) for teil in teile if teil))
