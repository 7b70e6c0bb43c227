"""The notice for the data protection officer: what was erased, where it had been, what is left."""

from collections.abc import Mapping
from dataclasses import dataclass

from ..store.ressourcen import Texte
from .aufbau import liste
from .elemente import (
    Absatz,
    Angabe,
    Briefkopf,
    Dokument,
    Grunddaten,
    Ueberschrift,
    Unterschriften,
    Vorspann,
)
from .schreibweise import datum

_TEXTE = Texte("texte/loeschung.json")


@dataclass(frozen=True, slots=True, kw_only=True)
class Datenpanne:
    """What the notice says; days are ISO days, `reste` whole sentences. It names no content."""

    kreis: str
    stelle: str
    datum: str
    kennung: str
    eintrag: str
    eingetragen: str
    geloescht: str
    grund: str
    bestaetigt: int
    von: int
    offen: tuple[str, ...]
    empfaenger: tuple[str, ...]
    reste: tuple[str, ...]
    uebung: bool


def datenpanne(daten: Datenpanne) -> Dokument:
    """Return the notice as a tree."""
    kennung = daten.kennung or _TEXTE.text("ohne_kennung")
    tag = datum(daten.datum)
    return Dokument(
        titel=_TEXTE.text("titel"),
        verfasser=daten.kreis,
        datum=daten.datum,
        kopf=_TEXTE.text("kopf", stelle=daten.stelle, datum=tag),
        fuss=_TEXTE.text("fuss", kennung=kennung, eintrag=daten.eintrag[:12]),
        seite=_TEXTE.text("seite"),
        vermerke=(_TEXTE.text("uebung"),) if daten.uebung else (),
        inhalt=(
            Briefkopf(daten.kreis, _TEXTE.text("briefkopf")),
            Vorspann(_TEXTE.text("vorspann")),
            Ueberschrift(_TEXTE.text("titel"), 1),
            _ueberschrift("geschehen"),
            Absatz(_TEXTE.text("geschehen_text")),
            _angaben(_werte(daten, kennung)),
            _ueberschrift("empfaenger"),
            *liste(daten.empfaenger),
            Absatz(_TEXTE.text("empfaenger_text")),
            _ueberschrift("reste"),
            *liste(daten.reste),
            _ueberschrift("ergaenzen"),
            Absatz(_TEXTE.text("ergaenzen_text")),
            Unterschriften(_TEXTE.texte("unterschriften")),
        ),
    )


def _ueberschrift(name: str) -> Ueberschrift:
    return Ueberschrift(_TEXTE.text(name), 2)


def _werte(daten: Datenpanne, kennung: str) -> dict[str, str]:
    return {
        "stelle": daten.stelle,
        "datum": datum(daten.datum),
        "kennung": kennung,
        "eintrag": daten.eintrag[:12],
        "eingetragen": daten.eingetragen,
        "geloescht": daten.geloescht,
        "grund": daten.grund,
        "bestaetigt": _TEXTE.text("bestaetigt", bestaetigt=daten.bestaetigt, von=daten.von),
        "offen": ", ".join(daten.offen),
        "uebung": _TEXTE.text("uebung_satz") if daten.uebung else "",
    }


def _angaben(werte: Mapping[str, str]) -> Grunddaten:
    labels = ((name, label) for name, label in _TEXTE.eintrag("angaben") if werte[name])
    return Grunddaten(tuple(Angabe(label, werte[name]) for name, label in labels))
