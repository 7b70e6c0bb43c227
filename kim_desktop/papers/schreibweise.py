"""How dates, money, numbers of persons and enumerations are written in German."""

import re
import unicodedata
from datetime import date

_ISO_TAG = re.compile(r"\d{4}-\d{2}-\d{2}")
_UNSICHTBAR = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_ZEILENENDE = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_LEERRAUM = re.compile("[ \t\u1680\u2000-\u2006\u2008-\u200a\u205f\u3000]+")
_FEST = str.maketrans("\u2007\u202f", "\u00a0\u00a0")
_ENGE_PAARE = re.compile(
    r"(?<=§) (?=\d)"
    r"|(?<=\bSGB) (?=[IVX]+\b)"
    r"|(?<=\b(?:Nr|No|Bd)\.) (?=\d)|(?<=\b(?:Abs|Art|Anl)\.) (?=\d)|(?<=\bTOP) (?=\d)"
    r"|(?<=\b[zudieoas]\.) (?=[A-Za-z]\.)"
    r"|(?<=\d) (?=(?:€|%|Uhr|km|VZÄ)(?!\w))"
)
_OFFENE_KLASSE = re.compile(r"\+|mehr|ab\b|über", re.IGNORECASE)


def datum(wert: str) -> str:
    """Write an ISO day as ``22.11.2026``; leave any other wording alone."""
    if not _ISO_TAG.fullmatch(wert):
        return wert
    try:
        return date.fromisoformat(wert).strftime("%d.%m.%Y")
    except ValueError:
        return wert


def geld(cent: int) -> str:
    """Write an amount in cents as ``12.500,00 €``."""
    euro, rest = divmod(abs(cent), 100)
    vorzeichen = "−" if cent < 0 else ""
    return f"{vorzeichen}{euro:,}".replace(",", ".") + f",{rest:02d}\u00a0€"


def fallzahl(klasse: str, grenze: int) -> str:
    """Hide a class of persons that ends below ``grenze``: nobody may be recognised."""
    zahlen = [int(zahl) for zahl in re.findall(r"\d+", klasse)]
    if not zahlen or _OFFENE_KLASSE.search(klasse) or max(zahlen) >= grenze:
        return klasse
    return f"<\u00a0{grenze}"


def aufzaehlung(teile: tuple[str, ...]) -> str:
    """Join names to one line of text."""
    return ", ".join(teile)


def anzahl(zahl: int, formen: tuple[str, str]) -> str:
    """Write a count with its noun in the singular or plural."""
    return f"{zahl}\u00a0{formen[zahl != 1]}"


def glaetten(text: str) -> str:
    """Bring pasted text into one form: NFC, plain line ends, no invisible marks, bound pairs.

    A paragraph sign stays with its number and "z. B." in one piece; the spaces between become
    no-break spaces, which a reader of the file still gets as spaces.
    """
    text = _ZEILENENDE.sub("\n", unicodedata.normalize("NFC", text)).translate(_UNSICHTBAR | _FEST)
    zeilen = (_LEERRAUM.sub(" ", zeile).strip(" ") for zeile in text.split("\n"))
    return _ENGE_PAARE.sub("\u00a0", "\n".join(zeilen)).strip("\n")
