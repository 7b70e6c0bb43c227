"""What a dialog needs to ask for one step: fields, what is already known, what can be chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..domain.angaben.allgemein import ALLGEMEIN, BERICHTIGUNG
from ..domain.faelle import OEFFENTLICHKEITSARBEIT, Fall, Herausforderung
from ..domain.fehler import EingabeFehler
from ..domain.felder import Feld
from ..domain.schritt import Schritt
from ..domain.schritte import NAMENTLICH
from ..domain.tafel import gruendende_zeile, muster, zeile, zeilen
from ..store.verbindung import Verbindung
from .arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from .auswahl import Auswahl, auswahl_fuer, stellen
from .berichtigen import inhalt_des_eintrags
from .listen import auswahl_mit
from .suche import finde
from .vorschlag import vorschlag
from .zaehlung import kreis
from .zuschnitt import zugeschnitten

_FUER = "fuer_stelle"
_WARUM = "warum"


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
    eintrag: str = ""

    def daten(self, werte: Mapping[str, Any]) -> dict[str, Any]:
        """Return what was entered as the data of the step."""
        kennung = {"kennung": self.kennung} if self.kennung else {}
        if not self.eintrag:
            return {**werte, **kennung}
        inhalt = {k: w for k, w in werte.items() if k != _WARUM}
        warum = werte.get(_WARUM, "")
        return {**kennung, "eintrag": self.eintrag, _WARUM: warum, "inhalt": inhalt}


def formular(ap: Arbeitsplatz, name: str, kennung: str = "", mit: str = "") -> Formular:
    """Return the dialog for step `name` on the case `kennung`.

    `mit` names a Meldung that is to be bundled from the start.
    """
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        fall = finde(v, wer, kennung)[1] if kennung else None
        schritt = _zeile(name, fall)
        felder = zugeschnitten(_felder(wer, schritt), kreis(v, wer))
        begonnen = finde(v, wer, mit)[0].id if mit else ""
        vorgaben = vorschlag(v, wer, name, felder, fall, ap.heute(), begonnen)
        if mit:
            vorgaben["meldungen"] = [mit]
        auswahl = _auswahl(v, wer, schritt, fall, felder, vorgaben)
        folgen = _folgen(name, fall)
        return Formular(name, kennung, schritt.label, felder, vorgaben, auswahl, folgen)


def berichtigung(ap: Arbeitsplatz, kennung: str, eintrag: str) -> Formular:
    """Return the dialog that corrects an entry: its fields as they stand, and why.

    Raises `EingabeFehler` where the entry cannot be read here.
    """
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        fall = finde(v, wer, kennung)[1]
        gesucht = next((e for e in fall.verlauf if e.id == eintrag and e.schritt), None)
        passend = zeilen(gesucht.schritt, fall.art) if gesucht else ()
        if gesucht is None or not passend:
            raise EingabeFehler("Dieser Eintrag lässt sich hier nicht lesen.")
        schritt = next(z for z in passend if z.ereignis == gesucht.art)
        warum = next(f for f in BERICHTIGUNG if f.name == _WARUM)
        felder = (warum, *schritt.felder, *ALLGEMEIN)
        vorgaben = inhalt_des_eintrags(v, eintrag)
        auswahl = _auswahl(v, wer, schritt, fall, felder, vorgaben)
        titel = f"{schritt.label} berichtigen"
        return Formular("berichtigen", kennung, titel, felder, vorgaben, auswahl, {}, eintrag)


def _zeile(name: str, fall: Fall | None) -> Schritt:
    if fall is None:
        return gruendende_zeile(name) or muster(name)
    return zeile(name, fall.art, fall.zustand) or muster(name, fall.art)


def _felder(wer: Identitaet, schritt: Schritt) -> tuple[Feld, ...]:
    """Return what is asked for; who may only record for others says first for whom."""
    felder = (*schritt.felder, *ALLGEMEIN)
    if schritt.name in NAMENTLICH or not wer.kann_fuer_andere(schritt.rollen):
        return tuple(f for f in felder if f.name != _FUER)
    if not wer.alle_rollen & schritt.rollen:
        fuer = next(replace(f, pflicht=True) for f in felder if f.name == _FUER)
        return (fuer, *(f for f in felder if f.name != _FUER))
    return felder


def _auswahl(
    v: Verbindung,
    wer: Identitaet,
    schritt: Schritt,
    fall: Fall | None,
    felder: tuple[Feld, ...],
    vorgaben: Mapping[str, Any],
) -> dict[str, Auswahl]:
    """Return what can be chosen; parts of objects by `field.part`."""
    stand = kreis(v, wer)
    auswahl = {f.name: auswahl_mit(stand, f.liste, vorgaben.get(f.name)) for f in felder if f.liste}
    if any(f.name == _FUER for f in felder):
        auswahl[_FUER] = stellen(wer, schritt.rollen)
    auswahl.update(auswahl_fuer(v, wer, schritt.name, fall))
    return auswahl


def _folgen(name: str, fall: Fall | None) -> dict[str, dict[str, dict[str, str]]]:
    if name != "beschliessen" or not isinstance(fall, Herausforderung):
        return {}
    texte = {g: {"beschlusstext": a["beschlussvorschlag"]} for g, a in fall.ansaetze.items()}
    return {"gegenstand": {**texte, OEFFENTLICHKEITSARBEIT: {"beschlusstext": _PRESSE}}}


_PRESSE = "Die Lenkungsgruppe beschließt die vorgeschlagene Öffentlichkeitsarbeit."
