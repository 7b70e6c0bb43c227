"""From what people type to event form: dates, lists, Kennungen, attachments; text in NFC."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ...domain.einstellung import Listeneintrag
from ...domain.fehler import EingabeFehler
from ...domain.felder import Feld, Feldart

_TAG = re.compile(r"(\d{1,2})\.\s*(\d{1,2})\.\s*(\d{4}|\d{2})")
_BETRAG = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{1,2}))?\s*€?")
# No number people type has so many digits.
_LANG = 20
_ZWEISTELLIG = 99
_WAHR = {"ja": True, "nein": False, "true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Nachschlag:
    """Where names are looked up: Stellen, Meldungen by Kennung, attachments, lists."""

    stelle: Callable[[str], str]
    meldung: Callable[[str], str]
    vorgang: Callable[[str], str]
    anlage: Callable[[Any], Any]
    liste: Callable[[str], tuple[Listeneintrag, ...]]


def in_ereignisform(
    felder: Iterable[Feld], daten: Mapping[str, Any], nachschlag: Nachschlag
) -> dict[str, Any]:
    """Return the data with every known field in event form; empty values are left out.

    Unknown keys and unfit values stay as they are, for `decide` to name them.
    """
    arten = {f.name: f for f in felder}
    inhalt = {}
    for name, roh in daten.items():
        feld = arten.get(name)
        wert = _geformt(feld, roh, nachschlag) if feld else _text(roh)
        if wert not in (None, "", [], {}):
            inhalt[name] = wert
    return inhalt


def in_eingabeform(
    felder: Iterable[Feld], inhalt: Mapping[str, Any], kennung: Callable[[str], str]
) -> dict[str, Any]:
    """Return content as people choose it: cases by Kennung, however deep they stand."""
    arten = {f.name: f for f in felder}
    return {k: _zurueck(arten[k], w, kennung) if k in arten else w for k, w in inhalt.items()}


def _zurueck(feld: Feld, wert: Any, kennung: Callable[[str], str]) -> Any:
    if isinstance(wert, list):
        return [_zurueck(feld, w, kennung) for w in wert]
    if feld.felder and isinstance(wert, Mapping):
        return in_eingabeform(feld.felder, wert, kennung)
    ist_fall = feld.art in (Feldart.KENNUNGEN, Feldart.VORGANG) and isinstance(wert, str)
    return kennung(wert) if ist_fall else wert


def _geformt(feld: Feld, wert: Any, nachschlag: Nachschlag) -> Any:
    if wert is None or wert == "":
        return None
    if feld.art in _LISTEN:
        form = _FORM[_LISTEN[feld.art]]
        # An attachment without a name would be missed by those who meant to add one.
        leer = (None,) if feld.art is Feldart.ANLAGEN else ("", None)
        werte = [w for w in _als_liste(wert) if w not in leer]
        formen = [form(feld, w, nachschlag) for w in werte]
        if feld.art is Feldart.KENNUNGEN:
            _pruefe_einmalig(feld, werte, formen)
        return formen
    return _FORM[feld.art](feld, wert, nachschlag)


def _pruefe_einmalig(feld: Feld, kennungen: list[Any], ids: list[str]) -> None:
    # Only here it is known how people call what is named twice.
    for nr, kennung in enumerate(kennungen):
        if ids[nr] in ids[:nr]:
            raise EingabeFehler(f"„{feld.label}“ enthält die Kennung „{kennung}“ doppelt.")


def _objekt(feld: Feld, wert: Any, nachschlag: Nachschlag) -> Any:
    if isinstance(wert, Mapping):
        return in_ereignisform(feld.felder, wert, nachschlag)
    return wert


def _zahl(_feld: Feld, wert: Any, _nachschlag: Nachschlag) -> Any:
    kurz = isinstance(wert, str) and len(wert) < _LANG and wert.strip().isdecimal()
    return int(wert) if kurz else wert


def _ja_nein(_feld: Feld, wert: Any, _nachschlag: Nachschlag) -> Any:
    return _WAHR.get(wert.casefold(), wert) if isinstance(wert, str) else wert


def _kennung(_feld: Feld, wert: Any, nachschlag: Nachschlag) -> Any:
    return nachschlag.meldung(str(wert))


def _vorgang(_feld: Feld, wert: Any, nachschlag: Nachschlag) -> Any:
    return nachschlag.vorgang(str(wert))


def _anlage(_feld: Feld, wert: Any, nachschlag: Nachschlag) -> Any:
    return nachschlag.anlage(wert)


def _als_liste(wert: Any) -> list[Any]:
    return list(wert) if isinstance(wert, list | tuple) else [wert]


def _text(wert: Any) -> Any:
    if not isinstance(wert, str):
        return wert
    text = unicodedata.normalize("NFC", wert).strip()
    if any("\ud800" <= zeichen <= "\udfff" for zeichen in text):
        raise EingabeFehler("Ein Text enthält Zeichen, die es nicht gibt. Bitte neu eintippen.")
    return text


def als_iso(getippt: str) -> str:
    """Return the ISO day somebody meant by 1.3.26 or 01.03.2026; what is no day, as it is."""
    if treffer := _TAG.fullmatch(getippt.strip()):
        tag, monat, jahr = map(int, treffer.groups())
        try:
            return date(jahr if jahr > _ZWEISTELLIG else 2000 + jahr, monat, tag).isoformat()
        except ValueError:
            return getippt
    return getippt


def als_cent(getippt: str) -> int | None:
    """Return the cents of an amount in euros such as 1.234,50; None where it is none."""
    if (treffer := _BETRAG.fullmatch(getippt.strip())) is None:
        return None
    euro, cent = treffer.groups()
    return int(euro.replace(".", "")) * 100 + int((cent or "0").ljust(2, "0"))


def _datum(_feld: Feld, wert: Any, _nachschlag: Nachschlag) -> Any:
    text = _text(wert)
    return als_iso(text) if isinstance(text, str) else text


def _cent(feld: Feld, wert: Any, nachschlag: Nachschlag) -> Any:
    """Take whole cents as programs write them, and euros with a comma as people do."""
    if isinstance(wert, str) and "," in wert and (cent := als_cent(wert)) is not None:
        return cent
    return _zahl(feld, wert, nachschlag)


def _wahl(feld: Feld, wert: Any, _nachschlag: Nachschlag) -> Any:
    labels = {label: schluessel for schluessel, label in (feld.auswahl or {}).items()}
    return labels.get(wert, wert) if isinstance(wert, str) else wert


def _listenwert(feld: Feld, wert: Any, nachschlag: Nachschlag) -> Any:
    if not isinstance(wert, str):
        return wert
    eintraege = nachschlag.liste(feld.liste)
    gesucht = _text(wert).casefold()
    # Hidden entries too: an older Meldung that has one can still be supplemented.
    for e in eintraege:
        if gesucht in (e.schluessel.casefold(), e.label.casefold()):
            return {"schluessel": e.schluessel, "label": e.label}
    moeglich = ", ".join(e.label for e in eintraege if e.aktiv)
    raise EingabeFehler(f"„{wert}“ steht nicht in der Liste „{feld.label}“. Möglich: {moeglich}.")


#: Kinds that hold several values, with the kind of one of them.
_LISTEN = {
    Feldart.LISTENWERTE: Feldart.LISTENWERT,
    Feldart.TEXTE: Feldart.TEXT,
    Feldart.OBJEKTE: Feldart.OBJEKT,
    Feldart.KENNUNGEN: Feldart.KENNUNGEN,
    Feldart.ANLAGEN: Feldart.ANLAGEN,
}
_FORM: Mapping[Feldart, Callable[[Feld, Any, Nachschlag], Any]] = {
    Feldart.TEXT: lambda _feld, wert, _nachschlag: _text(wert),
    Feldart.ABSATZ: lambda _feld, wert, _nachschlag: _text(wert),
    Feldart.DATUM: _datum,
    Feldart.ZAHL: _zahl,
    Feldart.CENT: _cent,
    Feldart.JA_NEIN: _ja_nein,
    Feldart.WAHL: _wahl,
    Feldart.LISTENWERT: _listenwert,
    Feldart.STELLE: lambda _feld, wert, nachschlag: nachschlag.stelle(str(wert)),
    Feldart.KENNUNGEN: _kennung,
    Feldart.VORGANG: _vorgang,
    Feldart.INHALT: lambda _feld, wert, _nachschlag: wert,
    Feldart.OBJEKT: _objekt,
    Feldart.ANLAGEN: _anlage,
}
