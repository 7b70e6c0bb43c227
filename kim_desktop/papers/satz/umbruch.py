"""Breaking text into lines: ragged right, at spaces, never by hyphenation."""

import re
from collections.abc import Callable
from itertools import chain

_NOTBRUCH = re.compile(r"(?<=[-/–_.@])")


def umbrechen(text: str, breite: float, weite: Callable[[str], float]) -> tuple[str, ...]:
    """Cut a text into lines no wider than ``breite``; ``weite`` measures a piece.

    A line that ends at a space keeps it, so that the words stay apart when the text is read out
    of the file. A word wider than a whole line is cut after a hyphen, else between two letters.
    """
    *vordere, letzter = (_fuellen(absatz, breite, weite) for absatz in text.split("\n"))
    for zeilen in vordere:
        zeilen[-1] += " "
    return tuple(chain(*vordere, letzter))


def _fuellen(absatz: str, breite: float, weite: Callable[[str], float]) -> list[str]:
    zeilen = [""]
    voll = 0.0
    for stueck in _stuecke(absatz, breite, weite):
        laenge = weite(stueck)
        if zeilen[-1] and voll + weite(stueck.rstrip(" ")) > breite:
            zeilen.append("")
            voll = 0.0
        zeilen[-1] += stueck
        voll += laenge
    zeilen[-1] = zeilen[-1].rstrip(" ")
    return zeilen


def _stuecke(absatz: str, breite: float, weite: Callable[[str], float]) -> list[str]:
    stuecke: list[str] = []
    for wort in re.findall(r"[^ ]+ ?", absatz):
        passt = weite(wort.rstrip(" ")) <= breite
        stuecke += [wort] if passt else _zerlegen(wort, breite, weite)
    return stuecke


def _zerlegen(wort: str, breite: float, weite: Callable[[str], float]) -> list[str]:
    stuecke: list[str] = []
    for teil in filter(None, _NOTBRUCH.split(wort)):
        stuecke += [teil] if weite(teil) <= breite else list(teil)
    return stuecke
