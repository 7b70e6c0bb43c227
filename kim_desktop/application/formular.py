"""What a dialog needs to ask for one step: fields, what is already known, what can be chosen."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..domain.angaben import ALLGEMEIN
from ..domain.decide import BUENDELBAR
from ..domain.faelle import OEFFENTLICHKEITSARBEIT, Fall, Herausforderung
from ..domain.felder import Feld
from ..domain.rollen import Rolle
from ..domain.schritt import Fallart
from ..domain.schritte import NACH_NAME, zeile
from ..store import faelle
from ..store.faelle import Filter
from ..store.verbindung import Verbindung
from .ansicht import finde
from .arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from .listen import auswahl_mit
from .vorschlag import vorschlag
from .zaehlung import kreis
from .zuschnitt import zugeschnitten

_FUER = "fuer_stelle"
Auswahl = dict[str, str]


@dataclass(frozen=True, slots=True)
class Formular:
    """The dialog of one step.

    `vorgaben` fills fields, `auswahl` offers keys and labels for a field, `folgen` says what
    another field becomes when a choice is made (field → choice → field → value).
    """

    schritt: str
    kennung: str
    titel: str
    felder: tuple[Feld, ...]
    vorgaben: dict[str, Any]
    auswahl: dict[str, Auswahl]
    folgen: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)


def formular(ap: Arbeitsplatz, name: str, kennung: str = "", mit: str = "") -> Formular:
    """Return the dialog for step `name` on the case `kennung`.

    `mit` names a Meldung that is to be bundled from the start.
    """
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        fall = finde(v, wer, kennung)[1] if kennung else None
        zeilen = NACH_NAME[name]
        fuer_andere = wer.kann_fuer_andere(zeilen[0].rollen)
        nur_fuer_andere = fuer_andere and not wer.alle_rollen & zeilen[0].rollen
        stand = kreis(v, wer)
        felder = zugeschnitten(_felder(name, fall, fuer_andere, nur_fuer_andere), stand)
        vorgaben = vorschlag(v, wer, name, fall, ap.heute())
        if mit:
            vorgaben["meldungen"] = [mit]
        auswahl = {
            f.name: auswahl_mit(stand, f.liste, vorgaben.get(f.name)) for f in felder if f.liste
        }
        if fuer_andere:
            auswahl[_FUER] = _stellen(wer, zeilen[0].rollen)
        auswahl.update(_AUSWAHL.get(name, _keine)(v, fall))
        titel = next((z.label for z in zeilen if z.gruendet == (fall is None)), zeilen[0].label)
        return Formular(name, kennung, titel, felder, vorgaben, auswahl, _folgen(name, fall))


def _felder(
    name: str, fall: Fall | None, fuer_andere: bool, nur_fuer_andere: bool
) -> tuple[Feld, ...]:
    """Return what is asked for; who may only record for others says first for whom."""
    zustand = fall.zustand if fall else None
    passend = zeile(name, zustand) or NACH_NAME[name][0]
    felder = (*passend.felder, *ALLGEMEIN)
    if not fuer_andere:
        return tuple(f for f in felder if f.name != _FUER)
    if nur_fuer_andere:
        fuer = next(replace(f, pflicht=True) for f in felder if f.name == _FUER)
        return (fuer, *(f for f in felder if f.name != _FUER))
    return felder


def _stellen(wer: Identitaet, rollen: frozenset[Rolle]) -> Auswahl:
    verzeichnis = wer.verzeichnis
    return {
        s.id: s.name
        for s in sorted(verzeichnis.stellen.values(), key=lambda s: s.name)
        if not verzeichnis.rollen_von(s.id) or verzeichnis.rollen_von(s.id) & rollen
    }


def _keine(_v: Verbindung, _fall: Fall | None) -> dict[str, Auswahl]:
    return {}


def _buendelbare(v: Verbindung, _fall: Fall | None) -> dict[str, Auswahl]:
    wahl = Filter(arten=(Fallart.MELDUNG,), zustaende=tuple(map(str, BUENDELBAR)))
    zeilen = faelle.seite(v, wahl, anzahl=2000)
    return {"meldungen": {z.kennung: f"{z.kennung}  {z.titel}" for z in zeilen}}


def _gebuendelte(v: Verbindung, fall: Fall | None) -> dict[str, Auswahl]:
    meldungen = fall.meldungen if isinstance(fall, Herausforderung) else ()
    zeilen = faelle.zu_ids(v, meldungen)
    return {"meldungen": {z.kennung: f"{z.kennung}  {z.titel}" for z in zeilen}}


def _gegenstaende(_v: Verbindung, fall: Fall | None) -> dict[str, Auswahl]:
    if not isinstance(fall, Herausforderung):
        return {}
    titel = {g: a["titel"] for g, a in fall.ansaetze.items()}
    offen = [g for g in fall.gegenstaende if g not in fall.beschluesse]
    gewaehlt = offen or list(fall.gegenstaende)
    return {"gegenstand": {g: titel.get(g, "Öffentlichkeitsarbeit") for g in gewaehlt}}


def _bekanntgegebene(_v: Verbindung, fall: Fall | None) -> dict[str, Auswahl]:
    if not isinstance(fall, Herausforderung) or fall.bekanntgabe is None:
        return {}
    ansaetze = fall.bekanntgabe.inhalt.get("loesungsansaetze") or ()
    return {"loesungsansatz": {a["schluessel"]: a.get("titel", "") for a in ansaetze}}


def _folgen(name: str, fall: Fall | None) -> dict[str, dict[str, dict[str, str]]]:
    if name != "beschliessen" or not isinstance(fall, Herausforderung):
        return {}
    texte = {g: {"beschlusstext": a["beschlussvorschlag"]} for g, a in fall.ansaetze.items()}
    return {"gegenstand": {**texte, OEFFENTLICHKEITSARBEIT: {"beschlusstext": _PRESSE}}}


_PRESSE = "Die Lenkungsgruppe beschließt die vorgeschlagene Öffentlichkeitsarbeit."
_AUSWAHL: Mapping[str, Callable[[Verbindung, Fall | None], dict[str, Auswahl]]] = {
    "buendeln": _buendelbare,
    "loesen": _gebuendelte,
    "beschliessen": _gegenstaende,
    "erfolg_melden": _bekanntgegebene,
}
