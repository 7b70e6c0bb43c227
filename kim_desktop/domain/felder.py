"""Fields as data: what a step asks for, in a form that schemas, dialogs and checks share."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

Inhalt = dict[str, Any]


class Feldart(StrEnum):
    """Kind of a value in an event body (JSON without fractions; money in cents)."""

    TEXT = "text"
    ABSATZ = "absatz"
    DATUM = "datum"
    ZAHL = "zahl"
    CENT = "cent"
    JA_NEIN = "ja_nein"
    WAHL = "wahl"
    LISTENWERT = "listenwert"
    LISTENWERTE = "listenwerte"
    TEXTE = "texte"
    KENNUNGEN = "kennungen"
    STELLE = "stelle"
    VORGANG = "vorgang"
    OBJEKTE = "objekte"
    OBJEKT = "objekt"
    ANLAGEN = "anlagen"
    INHALT = "inhalt"


@dataclass(frozen=True, slots=True)
class Feld:
    """One field: its key in the data, its German label, kind and limits.

    `auswahl` maps keys to labels (`WAHL`), `liste` names a district list (`LISTENWERT`),
    `felder` are the parts of an `OBJEKT`, `von`/`bis` bound a number. What is said anew each time
    (`jedesmal`) is never filled in from an earlier step.
    """

    name: str
    label: str
    art: Feldart = Feldart.TEXT
    pflicht: bool = False
    auswahl: Mapping[str, str] | None = None
    liste: str = ""
    felder: tuple["Feld", ...] = ()
    von: int = 0
    bis: int = 999_999_999_999
    hilfe: str = ""
    jedesmal: bool = False


#: Says in a German sentence what is wrong with a value; an empty text where nothing is.
Pruefung = Callable[[Feld, object], str]
#: For fields people cannot leave empty.
PFLICHT = True
_LEER: tuple[object, ...] = (None, "", [])


def maengel(felder: Iterable[Feld], inhalt: Mapping[str, Any]) -> list[str]:
    """Return one German sentence per fault of `inhalt`; an empty list means it fits.

    Unknown keys are no fault here: a newer program may have written them.
    """
    faults = []
    for feld in felder:
        wert = inhalt.get(feld.name)
        if wert is None or wert in _LEER:
            if feld.pflicht:
                faults.append(_fehlt(feld))
        elif satz := _PRUEFUNG[feld.art](feld, wert):
            faults.append(satz)
    return faults


def _fehlt(feld: Feld) -> str:
    bejaht = feld.art is Feldart.JA_NEIN
    return f"Bitte bestätigen: „{feld.label}“." if bejaht else f"„{feld.label}“ fehlt."


class Form(NamedTuple):
    """What content of a step has to look like, made ready for many looks."""

    felder: Mapping[str, tuple[Feld, Pruefung]]
    texte: frozenset[str]
    pflicht: frozenset[str]


def form(felder: Iterable[Feld], pflicht: Iterable[str]) -> Form:
    """Return the form of these fields; `pflicht` names those that must be there."""
    geprueft = {f.name: (f, _PRUEFUNG[f.art]) for f in felder}
    texte = frozenset(name for name, (_, pruefung) in geprueft.items() if pruefung is _text)
    return Form(geprueft, texte, frozenset(pflicht))


def passt(form: Form, inhalt: Mapping[str, Any]) -> bool:
    """Whether `maengel` would find nothing, looking only at what is there."""
    felder, texte, pflicht = form
    if not pflicht <= inhalt.keys():
        return False
    for name, wert in inhalt.items():
        # Most of what is written are texts: a look at the type is a third of a call.
        if wert and name in texte and isinstance(wert, str):
            continue
        if name in felder and not _passt_ins_feld(*felder[name], wert, name in pflicht):
            return False
    return True


def _passt_ins_feld(feld: Feld, pruefung: Pruefung, wert: object, pflicht: bool) -> bool:
    if not wert and wert in _LEER:
        return not pflicht
    return not pruefung(feld, wert)


def text(inhalt: Mapping[str, Any], name: str) -> str:
    """Return the text under `name`; whatever is no text counts as empty."""
    wert = inhalt.get(name)
    return wert if isinstance(wert, str) else ""


def texte(inhalt: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Return the texts listed under `name`; whatever is no list of texts counts as none."""
    werte = inhalt.get(name)
    return tuple(t for t in werte if isinstance(t, str)) if isinstance(werte, list) else ()


def _text(feld: Feld, wert: object) -> str:
    return "" if isinstance(wert, str) else f"„{feld.label}“ muss ein Text sein."


def fremde(felder: Iterable[Feld], inhalt: Mapping[str, Any]) -> list[str]:
    """Return the names of parts no field knows, down into objects, e.g. `gruppen.farbe`."""
    bekannt = {f.name: f for f in felder}
    gefunden = [name for name in inhalt if name not in bekannt]
    for name, wert in inhalt.items():
        if name in bekannt:
            gefunden += [f"{name}.{teil}" for teil in _fremde_teile(bekannt[name], wert)]
    return sorted(set(gefunden))


def _fremde_teile(feld: Feld, wert: object) -> list[str]:
    if feld.art is Feldart.INHALT:
        return []
    teile = wert if isinstance(wert, list) else [wert]
    objekte = [t for t in teile if isinstance(t, dict)]
    if feld.felder:
        return [name for objekt in objekte for name in fremde(feld.felder, objekt)]
    erlaubt = _FESTE_TEILE.get(feld.art, frozenset())
    return [str(name) for objekt in objekte for name in objekt if name not in erlaubt]


_FESTE_TEILE = {
    Feldart.LISTENWERT: frozenset({"schluessel", "label"}),
    Feldart.LISTENWERTE: frozenset({"schluessel", "label"}),
    Feldart.ANLAGEN: frozenset({"hash", "name", "typ", "groesse"}),
}


#: As people write it, and as programs do.
_EIN_TAG = "22.11.2026 oder 2026-11-22"


def _datum(feld: Feld, wert: object) -> str:
    try:
        ok = isinstance(wert, str) and date.fromisoformat(wert).isoformat() == wert
    except ValueError:
        ok = False
    return "" if ok else f"„{feld.label}“ muss ein Datum sein, zum Beispiel {_EIN_TAG}."


def _zahl(feld: Feld, wert: object) -> str:
    ok = isinstance(wert, int) and not isinstance(wert, bool) and feld.von <= wert <= feld.bis
    if ok:
        return ""
    grenze = f" zwischen {feld.von} und {feld.bis}" if feld.bis < 1_000_000 else ""
    return f"„{feld.label}“ muss eine ganze Zahl{grenze} sein."


def _cent(feld: Feld, wert: object) -> str:
    betrag = f"„{feld.label}“ muss ein Betrag sein, zum Beispiel 1.234,50."
    return betrag if _zahl(feld, wert) else ""


def _ja_nein(feld: Feld, wert: object) -> str:
    return "" if isinstance(wert, bool) else f"„{feld.label}“ muss ja oder nein sein."


def _wahl(feld: Feld, wert: object) -> str:
    auswahl = feld.auswahl or {}
    ok = isinstance(wert, str) and wert in auswahl
    return "" if ok else f"„{feld.label}“ kennt nur: {', '.join(auswahl)}."


def _listenwert(feld: Feld, wert: object) -> str:
    ok = (
        isinstance(wert, dict)
        and _ist_wort(wert.get("schluessel"))
        and _ist_wort(wert.get("label"))
    )
    return "" if ok else f"„{feld.label}“ muss ein Eintrag der Liste sein."


def _ist_wort(wert: object) -> bool:
    return isinstance(wert, str) and wert != ""


def _liste(pruefung: Pruefung) -> Pruefung:
    def pruefe(feld: Feld, wert: object) -> str:
        if not isinstance(wert, list):
            return f"„{feld.label}“ muss eine Liste sein."
        for teil in wert:
            if satz := pruefung(feld, teil):
                return satz
        return ""

    return pruefe


def _objekte(feld: Feld, wert: object) -> str:
    if not isinstance(wert, list):
        return f"„{feld.label}“ muss eine Liste sein."
    for nummer, teil in enumerate(wert, 1):
        if satz := _im_objekt(feld, teil, f"„{feld.label}“, {nummer}. Eintrag"):
            return satz
    return ""


def _im_objekt(feld: Feld, wert: object, genannt: str) -> str:
    if not isinstance(wert, dict):
        return f"{genannt} muss aus benannten Angaben bestehen."
    faults = maengel(feld.felder, wert)
    return f"{genannt}: {faults[0]}" if faults else ""


def _objekt(feld: Feld, wert: object) -> str:
    return _im_objekt(feld, wert, f"„{feld.label}“")


def _inhalt(feld: Feld, wert: object) -> str:
    return "" if isinstance(wert, dict) else f"„{feld.label}“ muss aus benannten Angaben bestehen."


def _anlage(feld: Feld, wert: object) -> str:
    ok = (
        isinstance(wert, dict)
        and all(isinstance(wert.get(teil), str) for teil in ("hash", "name", "typ"))
        and isinstance(wert.get("groesse"), int)
    )
    return "" if ok else f"„{feld.label}“ enthält eine Anlage ohne Namen oder Prüfsumme."


_PRUEFUNG: dict[Feldart, Pruefung] = {
    Feldart.TEXT: _text,
    Feldart.ABSATZ: _text,
    Feldart.DATUM: _datum,
    Feldart.ZAHL: _zahl,
    Feldart.CENT: _cent,
    Feldart.JA_NEIN: _ja_nein,
    Feldart.WAHL: _wahl,
    Feldart.LISTENWERT: _listenwert,
    Feldart.LISTENWERTE: _liste(_listenwert),
    Feldart.TEXTE: _liste(_text),
    Feldart.KENNUNGEN: _liste(_text),
    Feldart.STELLE: _text,
    Feldart.VORGANG: _text,
    Feldart.OBJEKTE: _objekte,
    Feldart.OBJEKT: _objekt,
    Feldart.ANLAGEN: _liste(_anlage),
    Feldart.INHALT: _inhalt,
}
