"""What single steps propose beyond what was said before."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from ....domain.einstellungen import einstellung
from ....domain.faelle import Herausforderung, Meldung, Sitzung
from ....domain.tafel import NACH_NAME
from ....insight.vorlagennummer import naechste
from ....store.verbindung import Verbindung
from ...arbeitsplatz import Identitaet
from ...auskunft import (
    auskunft_zur_meldung,
    grund_fuer_alle,
    neutrale_saetze,
    neutraler_titel,
)
from ...sitzung.niederschrift import vorgeschlagen
from ...sitzung.sitzungen import alle_sitzungen
from ...zaehlung import einstellungen
from ..arbeitsstand import FORTGESCHRIEBEN, arbeitsstand, eigene_gruppen
from ..offenes import offene_anfragen
from ..zutaten import beschlossene_ansaetze

Daten = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Lage:
    """What proposals are made from besides the case."""

    v: Verbindung
    wer: Identitaet
    heute: date


def _ergaenzen(_lage: Lage, fall: Meldung) -> Daten:
    return {k: w for k, w in fall.inhalt.items() if k != "keine_personendaten"}


def _schwaerzen(_lage: Lage, fall: Meldung) -> Daten:
    return {k: fall.inhalt.get(k) for k in ("titel", "kurzfassung", "sachverhalt")}


def _bescheiden(lage: Lage, fall: Meldung) -> Daten:
    return auskunft_zur_meldung(lage.v, lage.wer, fall, lage.heute)


def _weiterleiten(lage: Lage, fall: Herausforderung) -> Daten:
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
        "rechtsgrundlage": ", ".join(fall.zahlen.get("rechtskreise") or ()),
        "sachverhalt": "\n\n".join(filter(None, sachverhalt)),
        "vorlagennummer": naechste(lage.v, muster, lage.heute),
        **frueher,
    }


def _beauftragen(_lage: Lage, fall: Herausforderung) -> Daten:
    vorlage = fall.vorlage.inhalt if fall.vorlage else {}
    return {"beschlusstext": vorlage.get("beschlussvorschlag"), "verfahren": "konsens"}


def _formel(satz: str) -> Callable[[Lage, Herausforderung], Daten]:
    return lambda _lage, _fall: {"beschlusstext": satz, "verfahren": "konsens"}


def _bearbeiten(lage: Lage, fall: Herausforderung) -> Daten:
    stand = arbeitsstand(fall, eigene_gruppen(fall, lage.wer.rollen))
    return {name: stand[name] for name in FORTGESCHRIEBEN}


def _rueckmelden(lage: Lage, fall: Herausforderung) -> Daten:
    eigene = eigene_gruppen(fall, lage.wer.rollen)
    letzte = next((rm for g, rm in fall.neueste_rm.items() if g in eigene), None)
    if letzte is not None:
        # All of them: what the last version left out comes from nowhere else.
        return {name: letzte.inhalt.get(name) for name in _FELDER_DER_RM}
    am = fall.auftrag.inhalt.get("sitzung_am") if fall.auftrag else None
    tag = date.fromisoformat(am).strftime("%d.%m.%Y") if am else ""
    return {"anlass": f"Auftrag der Lenkungsgruppe vom {tag}" if tag else ""}


def _beschliessen(_lage: Lage, fall: Herausforderung) -> Daten:
    # Text and publicity belong to one decision each; choosing what it is about fills them in.
    return {
        "beschlusstext": None,
        "ergebnis": "beschlossen",
        "gegenstand": next((g for g in fall.gegenstaende if g not in fall.beschluesse), None),
        "oeffentlichkeitsarbeit": {},
        "verfahren": "konsens",
    }


def _bekanntgeben(lage: Lage, fall: Herausforderung) -> Daten:
    texte = [f"{a['titel']}: {a['beschlusstext']}" for a in beschlossene_ansaetze(fall)]
    return {
        "ansprechstelle": "CM-Koordination",
        "mitteilung": "\n\n".join(texte),
        "titel": neutraler_titel(lage.v, lage.wer, fall),
    }


def _themenblatt(lage: Lage, fall: Herausforderung) -> Daten:
    frueher = dict(fall.themenblatt.inhalt) if fall.themenblatt else {}
    return {
        "titel": neutraler_titel(lage.v, lage.wer, fall),
        "saetze": frueher.get("saetze") or neutrale_saetze(lage.v, lage.wer, fall),
        "stand": fall.zustand.label,
        "grund": grund_fuer_alle(lage.v, lage.wer, fall),
    }


def _abfragen(lage: Lage, fall: Herausforderung) -> Daten:
    return {"frage": f"Kennen Sie das auch? {neutraler_titel(lage.v, lage.wer, fall)}"}


def _stellungnahme_einholen(lage: Lage, _fall: Herausforderung) -> Daten:
    wochen = int(einstellung(einstellungen(lage.v, lage.wer), "frist_stellungnahme_wochen"))
    return {"frist": (lage.heute + timedelta(weeks=wochen)).isoformat()}


def _stellung_nehmen(_lage: Lage, fall: Herausforderung) -> Daten:
    return {"von": next((a.von for a in offene_anfragen(fall)), "")}


def _tagesordnung(_lage: Lage, fall: Sitzung) -> Daten:
    return {"punkte": list(fall.tagesordnung.inhalt["punkte"])} if fall.tagesordnung else {}


def _naechste_sitzung(lage: Lage) -> Daten:
    """Members, place and time seldom change from one meeting to the next."""
    sitzungen = alle_sitzungen(lage.v, lage.wer)
    letzte = sitzungen[-1].angaben if sitzungen else {}
    return {k: letzte.get(k) for k in ("beginn", "ort", "leitung", "mitglieder")}


def _niederschrift(lage: Lage, fall: Sitzung) -> Daten:
    return vorgeschlagen(lage.v, lage.wer, fall)


_FELDER_DER_RM = frozenset(f.name for f in NACH_NAME["rueckmelden"][0].felder)
#: The words in which decisions are usually put.
FORMEL: Mapping[str, str] = {
    "auftrag_nicht_erteilen": "Die Lenkungsgruppe erteilt keinen Auftrag.",
    "zurueckverweisen": "Die Lenkungsgruppe verweist die Vorlage an die CM-Koordination zurück.",
    "zur_kenntnis_nehmen": "Die Lenkungsgruppe nimmt die Vorlage zur Kenntnis.",
    "weitergeben": "Die Lenkungsgruppe gibt das Anliegen weiter und bittet um Antwort.",
    "verweisen": "Die Lenkungsgruppe verweist die Vorlage an das zuständige Gremium.",
    "rm_zurueckverweisen": (
        "Die Lenkungsgruppe verweist die Rückmeldung an die Projektgruppe zurück."
    ),
}
#: Proposals for steps that begin something new.
NEUES: Mapping[str, Callable[[Lage], Daten]] = {"sitzung_anlegen": _naechste_sitzung}
VORSCHLAG: Mapping[str, Callable[[Lage, Any], Daten]] = {
    "ergaenzen": _ergaenzen,
    "schwaerzen": _schwaerzen,
    "bescheiden": _bescheiden,
    "abfragen": _abfragen,
    "themenblatt_freigeben": _themenblatt,
    "stellungnahme_einholen": _stellungnahme_einholen,
    "stellung_nehmen": _stellung_nehmen,
    "weiterleiten": _weiterleiten,
    "beauftragen": _beauftragen,
    **{name: _formel(satz) for name, satz in FORMEL.items()},
    "bearbeiten": _bearbeiten,
    "rueckmelden": _rueckmelden,
    "beschliessen": _beschliessen,
    "bekanntgeben": _bekanntgeben,
    "tagesordnung": _tagesordnung,
    "niederschrift": _niederschrift,
}
