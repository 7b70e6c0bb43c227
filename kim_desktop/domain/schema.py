"""JSON Schema of each step's data, derived from the fields."""

from collections.abc import Iterable, Mapping
from typing import Any

from .angaben.allgemein import ALLGEMEIN
from .felder import Feld, Feldart
from .tafel import NACH_NAME

_DATUM = {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
_TEXT = {"type": "string"}
_LISTENWERT = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "properties": {"schluessel": _TEXT, "label": _TEXT},
            "required": ["schluessel", "label"],
        },
    ]
}
_ANLAGE = {"type": "string", "description": "Pfad der Datei, die beigefügt wird"}


def schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of the data of step `name`.

    `kennung` names the case the step acts on; steps that found a case do without.
    """
    zeilen = NACH_NAME[name]
    felder = {f.name: f for zeile in reversed(zeilen) for f in (*zeile.felder, *ALLGEMEIN)}
    teile = _objekt(felder.values())
    in_allen = [{f.name for f in zeile.felder if f.pflicht} for zeile in zeilen]
    teile["required"] = [n for n in teile["required"] if all(n in namen for namen in in_allen)]
    teile["properties"]["kennung"] = {"type": "string", "description": "Kennung des Falls"}
    if not any(z.gruendet or z.fall == "kreis" for z in zeilen):
        teile["required"] = ["kennung", *teile["required"]]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": zeilen[0].label,
        **teile,
    }


def _objekt(felder: Iterable[Feld]) -> dict[str, Any]:
    felder = tuple(felder)
    return {
        "type": "object",
        "properties": {f.name: _eigenschaft(f) for f in felder},
        "required": [f.name for f in felder if f.pflicht],
        "additionalProperties": False,
    }


def _eigenschaft(feld: Feld) -> dict[str, Any]:
    teil: dict[str, Any] = {"title": feld.label, **_ART[feld.art](feld)}
    if feld.hilfe:
        teil["description"] = feld.hilfe
    return teil


def _zahl(feld: Feld) -> Mapping[str, Any]:
    return {"type": "integer", "minimum": feld.von, "maximum": feld.bis}


def _liste(teil: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"type": "array", "items": teil}


_ART: Mapping[Feldart, Any] = {
    Feldart.TEXT: lambda f: _TEXT | ({"minLength": 1} if f.pflicht else {}),
    Feldart.ABSATZ: lambda f: _TEXT | ({"minLength": 1} if f.pflicht else {}),
    Feldart.DATUM: lambda _f: _DATUM,
    Feldart.ZAHL: _zahl,
    Feldart.CENT: _zahl,
    Feldart.JA_NEIN: lambda _f: {"type": "boolean"},
    Feldart.WAHL: lambda f: {"enum": list(f.auswahl or {})},
    Feldart.LISTENWERT: lambda _f: _LISTENWERT,
    Feldart.LISTENWERTE: lambda _f: _liste(_LISTENWERT),
    Feldart.TEXTE: lambda _f: _liste(_TEXT),
    Feldart.KENNUNGEN: lambda _f: _liste(_TEXT),
    Feldart.STELLE: lambda _f: _TEXT,
    Feldart.OBJEKTE: lambda f: _liste(_objekt(f.felder)),
    Feldart.OBJEKT: lambda f: _objekt(f.felder),
    Feldart.ANLAGEN: lambda _f: _liste(_ANLAGE),
    Feldart.VORGANG: lambda _f: _TEXT,
    Feldart.INHALT: lambda _f: {"type": "object"},
}
