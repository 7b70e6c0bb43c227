"""Personal data in texts: what slips into a report that must not name anybody."""

import re
from collections.abc import Iterable
from itertools import chain

from .fund import Art, Fund, ohne_ueberschneidung
from .kontakt import geburtsdatum_nach, kontakt
from .namen import namen
from .nummern import nummern

__all__ = ["Art", "Fund", "personenbezug"]

_BLANK = {0x00A0: " ", 0x202F: " ", 0x2009: " "}


def personenbezug(text: str, erlaubt: Iterable[str] = ()) -> list[Fund]:
    """Return what points to persons, in order; nothing inside of `erlaubt`, words let stand."""
    # As pasted from other programs: blanks that hold lines together.
    text = text.translate(_BLANK)
    genannte = list(namen(text))
    tage = (geburtsdatum_nach(text, name.bis) for name in genannte)
    alle = chain(nummern(text), kontakt(text), filter(None, tage), genannte)
    frei = [t.span() for wort in filter(None, erlaubt) for t in _vorkommen(wort, text)]
    return [
        fund
        for fund in ohne_ueberschneidung(alle)
        if not any(von <= fund.von and fund.bis <= bis for von, bis in frei)
    ]


def _vorkommen(wort: str, text: str) -> Iterable[re.Match[str]]:
    return re.finditer(rf"(?<!\w){re.escape(wort)}(?!\w)", text, re.IGNORECASE)
