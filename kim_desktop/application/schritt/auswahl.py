"""What can be chosen in the fields of a step: Meldungen, Lösungsansätze, Stellen, topics."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...domain.faelle import OEFFENTLICHKEITSARBEIT, Fall, Herausforderung
from ...domain.felder import Feld, Feldart
from ...domain.rollen import Rolle
from ...domain.schritt import Fallart
from ...domain.zustaende import BUENDELBAR, Zustand
from ...store.ansicht import faelle
from ...store.ansicht.faelle import FallZeile, Filter
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Identitaet
from ..listen import liste
from ..zaehlung import kreis
from .vorschlag.rueckmeldung import gegenstandstitel

Auswahl = dict[str, str]
_HOECHSTENS = 2000
#: What the Lenkungsgruppe can put on an agenda.
FUER_DIE_TAGESORDNUNG = (Zustand.WEITERGELEITET, Zustand.VERTAGT, Zustand.RM_VORGELEGT)


def auswahl_fuer(
    v: Verbindung, wer: Identitaet, name: str, fall: Fall | None
) -> dict[str, Auswahl]:
    """Return keys and labels by field; parts of objects by `field.part`."""
    biete = _AUSWAHL.get(name)
    return biete(v, wer, fall) if biete else {}


def stellen(wer: Identitaet, rollen: Iterable[Rolle]) -> Auswahl:
    """Return the Stellen of these roles, and those that have no program."""
    verzeichnis, gesucht = wer.verzeichnis, frozenset(rollen)
    return {
        s.id: s.name
        for s in sorted(verzeichnis.stellen.values(), key=lambda s: s.name)
        if not verzeichnis.rollen_von(s.id) or verzeichnis.rollen_von(s.id) & gesucht
    }


def ansatztitel(fall: Herausforderung) -> Auswahl:
    """Return the Lösungsansätze of a case by key, from the RM or the Mitteilung."""
    bekannt = fall.bekanntgabe.inhalt.get("loesungsansaetze") if fall.bekanntgabe else None
    return {
        **{str(a.get("schluessel")): str(a.get("titel", "")) for a in bekannt or ()},
        **{g: str(a["titel"]) for g, a in fall.ansaetze.items()},
    }


def mit_bisherigem(
    v: Verbindung,
    wer: Identitaet,
    fall: Fall,
    felder: Iterable[Feld],
    auswahl: dict[str, Auswahl],
    werte: Mapping[str, Any],
    davor: str = "",
) -> None:
    """Offer what stands there already too, also where it could not be chosen anew."""
    for feld in felder:
        wert = werte.get(feld.name)
        teile = wert if isinstance(wert, list) else [wert]
        wahl = auswahl.get(f"{davor}{feld.name}")
        for teil in teile:
            if isinstance(teil, dict):
                innen = f"{davor}{feld.name}."
                mit_bisherigem(v, wer, fall, feld.felder, auswahl, teil, innen)
            elif wahl is not None and isinstance(teil, str) and teil not in wahl:
                wahl[teil] = _benannt(v, wer, fall, feld, teil)


def _benannt(v: Verbindung, wer: Identitaet, fall: Fall, feld: Feld, wert: str) -> str:
    if feld.art in (Feldart.KENNUNGEN, Feldart.VORGANG):
        zeile = faelle.zu_kennung(v, wert)
        return _label(zeile) if zeile else wert
    titel = gegenstandstitel(fall) if isinstance(fall, Herausforderung) else {}
    return titel.get(wert) or wer.name_von(wert)


def _label(zeile: FallZeile) -> str:
    return f"{zeile.kennung}  {zeile.titel}"


def _zeilen(zeilen: Iterable[FallZeile]) -> Auswahl:
    return {z.kennung: _label(z) for z in zeilen}


def _liste(v: Verbindung, art: Fallart, zustaende: Iterable[Zustand] = ()) -> Auswahl:
    wahl = Filter(arten=(art,), zustaende=tuple(map(str, zustaende)))
    return _zeilen(faelle.seite(v, wahl, anzahl=_HOECHSTENS))


def _buendelbare(v: Verbindung, _wer: Identitaet, _fall: Any) -> dict[str, Auswahl]:
    return {"meldungen": _liste(v, Fallart.MELDUNG, BUENDELBAR)}


def _gebuendelte(v: Verbindung, _wer: Identitaet, fall: Any) -> dict[str, Auswahl]:
    meldungen = fall.meldungen if isinstance(fall, Herausforderung) else ()
    return {"meldungen": _zeilen(faelle.zu_ids(v, meldungen))}


def _themen(v: Verbindung, _wer: Identitaet, _fall: Any) -> dict[str, Auswahl]:
    return {"thema": _liste(v, Fallart.HERAUSFORDERUNG)}


def _beratungsreife(v: Verbindung, _wer: Identitaet, _fall: Any) -> dict[str, Auswahl]:
    return {"punkte.vorgang": _liste(v, Fallart.HERAUSFORDERUNG, FUER_DIE_TAGESORDNUNG)}


def _gegenstaende(_v: Verbindung, _wer: Identitaet, fall: Any) -> dict[str, Auswahl]:
    if not isinstance(fall, Herausforderung):
        return {}
    titel = gegenstandstitel(fall)
    strittig = {w.gegenstand for w in fall.strittig}
    offen = [g for g in titel if g in strittig or (not strittig and g not in fall.beschluesse)]
    return {"gegenstand": {g: titel[g] for g in offen or titel}}


def _ansaetze(_v: Verbindung, _wer: Identitaet, fall: Any) -> dict[str, Auswahl]:
    return {"loesungsansatz": ansatztitel(fall)} if isinstance(fall, Herausforderung) else {}


def _zusagbare(v: Verbindung, wer: Identitaet, fall: Any) -> dict[str, Auswahl]:
    return {**_ansaetze(v, wer, fall), **_einrichtungen(v, wer, fall)}


def _umsetzbare(v: Verbindung, wer: Identitaet, fall: Any) -> dict[str, Auswahl]:
    ansaetze = _ansaetze(v, wer, fall).get("loesungsansatz", {})
    alle = {**ansaetze, OEFFENTLICHKEITSARBEIT: "Öffentlichkeitsarbeit"}
    return {"loesungsansatz": alle, **_einrichtungen(v, wer, fall)}


def _nachfolger(_v: Verbindung, wer: Identitaet, fall: Any) -> dict[str, Auswahl]:
    if not isinstance(fall, Herausforderung):
        return {"nachfolge": stellen(wer, (Rolle.CM_STELLE, Rolle.CM_KOORDINATION))}
    namen = {str(g.get("id", "")): str(g.get("name", "")) for g in fall.auftraege}
    return {
        "bisher": {g: namen.get(g, g) for g in fall.gruppen},
        "nachfolge": stellen(wer, (Rolle.PROJEKTGRUPPE,)),
    }


def _einrichtungen(v: Verbindung, wer: Identitaet, _fall: Any) -> dict[str, Auswahl]:
    """Offer bodies by name: those of the district's list, then the Stellen."""
    namen = (*liste(kreis(v, wer), "einrichtungen").values(), *wer.stellennamen.values())
    return {"von": {name: name for name in namen}}


def _gefragte(_v: Verbindung, _wer: Identitaet, fall: Any) -> dict[str, Auswahl]:
    gefragt = fall.anfragen if isinstance(fall, Herausforderung) else ()
    namen = dict.fromkeys(str(a.inhalt.get("von", "")) for a in gefragt)
    return {"von": {name: name for name in namen}}


def _weitere_auswirkungen(v: Verbindung, wer: Identitaet, _fall: Any) -> dict[str, Auswahl]:
    alle = liste(kreis(v, wer), "auswirkungen")
    weitere = [label for key, label in alle.items() if key not in _EIGENE_FELDER]
    return {"auswirkungen_weitere.bezeichnung": {label: label for label in weitere}}


#: Effects the Vorlage has fields of its own for.
_EIGENE_FELDER = frozenset({"finanziell", "personell"})


def _fragen(_v: Verbindung, wer: Identitaet, fall: Any) -> dict[str, Auswahl]:
    if not isinstance(fall, Fall):
        return {}
    fragen = fall.offene_rueckfragen or fall.rueckfragen
    texte = {f.id: f"{wer.name_von(f.urheber)}: {f.inhalt.get('text', '')}" for f in fragen}
    return {"frage": texte}


_AUSWAHL: Mapping[str, Callable[[Verbindung, Identitaet, Any], dict[str, Auswahl]]] = {
    "das_kennen_wir_auch": _themen,
    "sammelmeldung_bestaetigen": _themen,
    "buendeln": _buendelbare,
    "loesen": _gebuendelte,
    "uebernehmen": _nachfolger,
    "tagesordnung": _beratungsreife,
    "stellungnahme_einholen": _einrichtungen,
    "stellung_nehmen": _gefragte,
    "weiterleiten": _weitere_auswirkungen,
    "zusagen": _zusagbare,
    "beschliessen": _gegenstaende,
    "umsetzung_melden": _umsetzbare,
    "erfolg_melden": _ansaetze,
    "antworten": _fragen,
}
