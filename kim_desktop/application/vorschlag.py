"""Proposals: what an earlier step already said is not typed again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ..domain.einstellungen import einstellung
from ..domain.faelle import Fall, Herausforderung, Meldung
from ..domain.schritte import NACH_NAME
from ..domain.zustaende import Zustand
from ..insight.vorlagennummer import naechste
from ..store import faelle
from ..store.verbindung import Verbindung
from .arbeitsplatz import Identitaet
from .zaehlung import einstellungen
from .zutaten import beschlossene_ansaetze

Daten = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Lage:
    v: Verbindung
    wer: Identitaet
    heute: date


def vorschlag(v: Verbindung, wer: Identitaet, name: str, fall: Fall | None, heute: date) -> Daten:
    """Return proposed values for the fields of step `name`."""
    mache = _VORSCHLAG.get(name)
    if mache is None or fall is None:
        return {}
    werte = mache(_Lage(v, wer, heute), fall)
    return {k: w for k, w in werte.items() if w not in (None, "", [])}


def _ergaenzen(_lage: _Lage, fall: Meldung) -> Daten:
    return dict(fall.inhalt)


def _vorlegen(_lage: _Lage, fall: Herausforderung) -> Daten:
    return {n: fall.angaben.get(n) for n in ("bewertung", "abgrenzung", "empfehlung")}


def _weiterleiten(lage: _Lage, fall: Herausforderung) -> Daten:
    zahlen = (fall.vorlegung.inhalt.get("zusammenfassung") if fall.vorlegung else {}) or {}
    sachverhalt = [fall.angaben.get("kurzfassung"), fall.angaben.get("bewertung")]
    frueher = dict(fall.vorlage.inhalt) if fall.vorlage else {}
    werte = einstellungen(lage.v, lage.wer)
    muster = einstellung(werte, "vorlagenmuster")
    return {
        "aktenzeichen": einstellung(werte, "aktenzeichen"),
        "art": "beschluss",
        "beschlussvorschlag": (
            "Die Lenkungsgruppe erteilt einer Projektgruppe den Auftrag, die Herausforderung "
            f"„{fall.angaben.get('titel', '')}“ zu bearbeiten, und bittet um Rückmeldung."
        ),
        "rechtsgrundlage": ", ".join(zahlen.get("rechtskreise") or ()),
        "sachverhalt": "\n\n".join(filter(None, sachverhalt)),
        "vorlagennummer": naechste(lage.v, muster, lage.heute),
        **frueher,
    }


def _beauftragen(_lage: _Lage, fall: Herausforderung) -> Daten:
    vorlage = fall.vorlage.inhalt if fall.vorlage else {}
    return {
        "beschlusstext": vorlage.get("beschlussvorschlag"),
        "sitzung_am": vorlage.get("sitzung_am"),
        "verfahren": "konsens",
    }


def _nein(_lage: _Lage, fall: Herausforderung) -> Daten:
    vorlage = fall.vorlage.inhalt if fall.vorlage else {}
    return {
        "beschlusstext": "Die Lenkungsgruppe erteilt keinen Auftrag.",
        "sitzung_am": vorlage.get("sitzung_am"),
        "verfahren": "konsens",
    }


def _rueckmelden(lage: _Lage, fall: Herausforderung) -> Daten:
    eigene = next((rm for g, rm in fall.neueste_rm.items() if g in lage.wer.rollen), None)
    if eigene is not None:
        return {k: w for k, w in eigene.inhalt.items() if k in _FELDER_DER_RM}
    am = fall.auftrag.inhalt.get("sitzung_am") if fall.auftrag else None
    tag = date.fromisoformat(am).strftime("%d.%m.%Y") if am else ""
    return {"anlass": f"Auftrag der Lenkungsgruppe vom {tag}" if tag else ""}


def _beschliessen(_lage: _Lage, fall: Herausforderung) -> Daten:
    frueher = next(reversed(list(fall.beschluesse.values())), None)
    sitzung = {n: frueher.inhalt.get(n) for n in _SITZUNG} if frueher else {}
    return {"ergebnis": "beschlossen", "verfahren": "konsens", **sitzung}


def _bekanntgeben(_lage: _Lage, fall: Herausforderung) -> Daten:
    texte = [f"{a['titel']}: {a['beschlusstext']}" for a in beschlossene_ansaetze(fall)]
    return {"ansprechstelle": "CM-Koordination", "mitteilung": "\n\n".join(texte)}


def _themenblatt(_lage: _Lage, fall: Herausforderung) -> Daten:
    frueher = dict(fall.themenblatt.inhalt) if fall.themenblatt else {}
    return {"titel": fall.angaben.get("titel"), **frueher, "stand": fall.zustand.label}


def _bescheiden(lage: _Lage, fall: Meldung) -> Daten:
    """Say where the Herausforderung behind a Meldung stands, without naming anybody else."""
    buendel = faelle.zu_ids(lage.v, faelle.buendel_von(lage.v, fall.id))
    if not buendel:
        return {"stand": fall.zustand.label, "text": "Ihre Meldung ist eingegangen."}

    stand = Zustand(buendel[-1].zustand).label
    return {
        "stand": stand,
        "text": f"Ihre Meldung gehört zu einem Thema, das mehrere berichten. Stand: {stand}.",
    }


_SITZUNG = ("sitzung_am", "sitzung", "top")
_FELDER_DER_RM = frozenset(f.name for f in NACH_NAME["rueckmelden"][0].felder)
_VORSCHLAG: Mapping[str, Callable[[_Lage, Any], Daten]] = {
    "ergaenzen": _ergaenzen,
    "vorlegen": _vorlegen,
    "weiterleiten": _weiterleiten,
    "beauftragen": _beauftragen,
    "auftrag_nicht_erteilen": _nein,
    "rueckmelden": _rueckmelden,
    "beschliessen": _beschliessen,
    "bekanntgeben": _bekanntgeben,
    "themenblatt_freigeben": _themenblatt,
    "bescheiden": _bescheiden,
}
