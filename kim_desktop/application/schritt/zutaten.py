"""What the program adds to a step of its own: counts, decided Lösungsansätze, versions."""

from collections.abc import Callable, Mapping
from typing import Any

from ...domain.angaben.abgeleitet import MITGETEILT
from ...domain.faelle import OEFFENTLICHKEITSARBEIT, Fall, Herausforderung, Kreis
from ...domain.fallzahl import geordnet
from ...domain.folgen import alte_ansaetze
from ...domain.register import Wert
from ...store.ansicht import faelle
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Identitaet
from ..listen import mit_schluesseln
from ..zaehlung import zaehle, zaehlende

Inhalt = dict[str, Any]


def zutaten(v: Verbindung, wer: Identitaet, name: str, fall: Fall | None, inhalt: Inhalt) -> Inhalt:
    """Return the content of a step with what the program knows better than people can type."""
    if isinstance(fall, Kreis):
        return mit_schluesseln(fall, inhalt, wer.stellennamen)
    zutat = _ZUTAT.get(name)
    return {**inhalt, **zutat(v, wer, fall, inhalt)} if zutat else inhalt


def zusammenfassung(v: Verbindung, wer: Identitaet, fall: Herausforderung) -> Inhalt:
    """Sum up the Meldungen behind a Herausforderung without naming who reported."""
    stand = zaehle(v, wer, fall)
    inhalte = [faelle.bild(v, z.id).inhalt for z in zaehlende(v, fall)]
    return {
        "cm_stellen": stand.cm_stellen,
        "erklaerung": stand.erklaerung,
        "fallzahlen": geordnet(i.get("fallzahlklasse") for i in inhalte),
        "handlungsfelder": _labels([i.get("handlungsfeld") for i in inhalte]),
        "kommunen": _labels([k for i in inhalte for k in i.get("kommunen") or ()]),
        "meldungen": stand.meldungen,
        "rechtskreise": _labels([r for i in inhalte for r in i.get("rechtskreise") or ()]),
        "schwelle": stand.noetig,
    }


def beschlossene_ansaetze(fall: Herausforderung) -> list[Inhalt]:
    """Return the Lösungsansätze the Lenkungsgruppe has accepted, for the CM-Stellen to apply."""
    if fall.altbestand and not fall.rueckmeldungen:
        return alte_ansaetze(fall.altbestand.inhalt)
    ansaetze = []
    for gegenstand in fall.gegenstaende:
        beschluss = fall.beschluesse.get(gegenstand)
        if beschluss is None or beschluss.inhalt.get("ergebnis") == "abgelehnt":
            continue
        if ansatz := _beschlossener_text(fall, gegenstand, beschluss):
            ansaetze.append(
                {
                    **{k: ansatz[k] for k in MITGETEILT if ansatz.get(k)},
                    "beschlusstext": beschluss.inhalt["beschlusstext"],
                    "schluessel": gegenstand,
                }
            )
    return ansaetze


def _beschlossener_text(fall: Herausforderung, gegenstand: str, beschluss: Wert) -> Inhalt:
    """Return the Lösungsansatz in the version of the RM the decision rests on."""
    gruppe, _, schluessel = gegenstand.rpartition("/")
    beruht_auf = beschluss.inhalt.get("beruht_auf")
    fassung = next((rm for rm in fall.rueckmeldungen if rm.id == beruht_auf), None)
    rm = fassung or fall.neueste_rm.get(gruppe)
    ansaetze = rm.inhalt["loesungsansaetze"] if rm else ()
    return next((dict(a) for a in ansaetze if a.get("schluessel") == schluessel), {})


def _zahlen(v: Verbindung, wer: Identitaet, fall: Any, _inhalt: Inhalt) -> Inhalt:
    if not isinstance(fall, Herausforderung):
        return {}
    return {"zusammenfassung": zusammenfassung(v, wer, fall)}


def _beschliessen(_v: Verbindung, _wer: Identitaet, fall: Any, inhalt: Inhalt) -> Inhalt:
    if not isinstance(fall, Herausforderung):
        return {}
    gegenstand = inhalt.get("gegenstand")
    gruppe = gegenstand.rsplit("/", 1)[0] if isinstance(gegenstand, str) else ""
    rm = fall.neueste_rm.get(gruppe)
    if gegenstand == OEFFENTLICHKEITSARBEIT and fall.rueckmeldungen:
        rm = fall.rueckmeldungen[-1]
    return {"beruht_auf": rm.id} if rm else {}


def _bekanntgeben(_v: Verbindung, _wer: Identitaet, fall: Any, _inhalt: Inhalt) -> Inhalt:
    if not isinstance(fall, Herausforderung):
        return {}
    return {"loesungsansaetze": beschlossene_ansaetze(fall)}


def _labels(eintraege: list[Any]) -> list[str]:
    return sorted({e["label"] for e in eintraege if isinstance(e, dict) and e.get("label")})


_Zutat = Callable[[Verbindung, Identitaet, Any, Inhalt], Inhalt]
_ZUTAT: Mapping[str, _Zutat] = {
    "vorlegen": _zahlen,
    "zusammenfassen": _zahlen,
    "beschliessen": _beschliessen,
    "bekanntgeben": _bekanntgeben,
}
