"""Titel and Kurzfassung proposed from a text: its first sentences, cut at a word."""

import re

TITEL_HOECHSTENS = 80
KURZFASSUNG_HOECHSTENS = 400
_PUNKTE = "…"
_ENDE = re.compile(r"[.!?…]+[\"“”»')\]]*(?=\s|$)")
_ABSATZ = re.compile(r"\n\s*\n|\n(?=\s*[^\sa-zäöüß])")
_LETZTES_WORT = re.compile(r"[^\s(„\"»]+$")
#: Abbreviations in the midst of a sentence; single letters ("z. B.") need no entry.
_KURZ = frozenset({
    "abs", "abschn", "abt", "anl", "anm", "aufl", "ausg", "beil", "bd", "bsp", "bspw", "buchst",
    "bzgl", "bzw", "ca", "dipl", "dr", "evtl", "exkl", "fr", "gem", "ggf", "hl", "hr", "hrsg",
    "inh", "inkl", "insb", "insbes", "jh", "kap", "kfz", "lfd", "lt", "max", "min", "mind",
    "mio", "mrd", "mtl", "nr", "prof", "rd", "rn", "rz", "sen", "sog", "std", "str", "stv",
    "tel", "tgl", "ugs", "urspr", "usf", "vgl", "vorl", "wg", "ziff", "zz", "zzgl", "zzt",
})  # fmt: skip
#: A number belongs to these; with it the sentence may be over ("Nr. 3. Danach …").
_ZAEHLT = frozenset({"abs", "anl", "art", "bd", "kap", "nr", "rn", "rz", "s", "satz", "ziff", "§"})
#: "am 3. März": a short number with a full stop counts, a longer one is a year or a sum.
_ORDNUNGSZAHL = 2


def titelvorschlag(text: str) -> str:
    """Return the first sentence without its full stop."""
    erster = next(iter(saetze(text)), "")
    return gekuerzt(erster[:-1] if _endet_mit_punkt(erster) else erster, TITEL_HOECHSTENS)


def kurzfassungsvorschlag(text: str) -> str:
    """Return the first two sentences."""
    return gekuerzt(" ".join(saetze(text)[:2]), KURZFASSUNG_HOECHSTENS)


def gekuerzt(text: str, hoechstens: int) -> str:
    """Return the text, or what of its words fits with an ellipsis."""
    if len(text) <= hoechstens:
        return text
    teil = text[: hoechstens - len(_PUNKTE)]
    if not text[len(teil)].isspace() and " " in teil:
        teil = teil.rpartition(" ")[0]
    return teil.rstrip(" ,;:–-") + _PUNKTE


def saetze(text: str) -> list[str]:
    """Return the sentences of a text; a new paragraph ends one, too."""
    return [s for absatz in _ABSATZ.split(text) for s in _saetze_des_absatzes(absatz) if s]


def _saetze_des_absatzes(absatz: str) -> list[str]:
    zeile = " ".join(absatz.split())
    grenzen = [m.end() for m in _ENDE.finditer(zeile) if _ist_ende(zeile, m)]
    return [zeile[a:e].strip() for a, e in zip([0, *grenzen], [*grenzen, None], strict=True)]


def _ist_ende(zeile: str, punkt: re.Match[str]) -> bool:
    danach = zeile[punkt.end() :].lstrip(' „"»(')
    if not danach:
        return True
    if danach[0].islower():
        return False
    return not punkt.group().startswith(".") or not _abgekuerzt(zeile[: punkt.start()], danach)


def _abgekuerzt(davor: str, danach: str = "") -> bool:
    """Whether a full stop after these words belongs to the last of them."""
    wort = _letztes_wort(davor)
    if wort.isdecimal():
        return len(wort) <= _ORDNUNGSZAHL and _letztes_wort(davor[: -len(wort)]) not in _ZAEHLT
    return len(wort) == 1 or wort in _KURZ or (wort in _ZAEHLT and danach[:1].isdecimal())


def _letztes_wort(davor: str) -> str:
    treffer = _LETZTES_WORT.search(davor.rstrip(" ."))
    return treffer.group().casefold().rpartition(".")[2] if treffer else ""


def _endet_mit_punkt(satz: str) -> bool:
    return satz.endswith(".") and not satz.endswith("..") and not _abgekuerzt(satz[:-1])
