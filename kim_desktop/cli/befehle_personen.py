"""The command that looks for personal data in a text."""

import sys
from argparse import Namespace
from pathlib import Path

from ..application import personen
from ..application.arbeitsplatz import Arbeitsplatz
from ..domain.fehler import EingabeFehler
from .ausgabe import Antwort, tabelle


def personenbezug(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Name what in a text may point to persons; keep or drop words people let stand."""
    if wahl.stehen_lassen:
        personen.lass_stehen(ap, wahl.stehen_lassen)
    if wahl.nicht_mehr:
        for wort in wahl.nicht_mehr:
            personen.nicht_mehr(ap, wort)
    if wahl.datei is None:
        worte = personen.stehengelassene(ap)
        return Antwort(worte, "\n".join(worte) or "Es ist kein Wort als dienstlich gemerkt.")
    funde = personen.funde(ap, _lies(wahl.datei))
    werte = [{"von": f.von, "bis": f.bis, "art": str(f.art), "text": f.text} for f in funde]
    zeilen = ((f"{f.von}–{f.bis}", f.art.label, f.text) for f in funde)
    return Antwort(werte, tabelle(list(zeilen)) or "Es ist niemand zu erkennen.")


def _lies(datei: str) -> str:
    try:
        if datei == "-":
            return sys.stdin.buffer.read().decode("utf-8-sig")
        return Path(datei).read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeError) as fehler:
        raise EingabeFehler(
            f"„{datei}“ lässt sich nicht als Text lesen. Bitte als Textdatei (UTF-8) speichern."
        ) from fehler
