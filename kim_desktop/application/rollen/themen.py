"""What CM-Stellen know of topics: Themenblätter, Abfragen, and solutions to apply."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ...domain.faelle import Beleg, Herausforderung
from ...domain.felder import text, texte
from ...domain.tafel import muster
from ...store.ansicht.faelle import FallZeile
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..schritt.erfolgsfrage import gilt_ab, winke_ab, wird_gefragt
from ..schritt.formular import Formular, formular
from ..schritt.moeglich import moegliche
from ..suche import finde
from .lesbar import Absatz, absaetze, datum

_ANGEWENDET = next(
    f.auswahl or {} for f in muster("erfolg_melden").felder if f.name == "angewendet"
)


@dataclass(frozen=True, slots=True)
class Thema:
    """A released topic or an Abfrage; `gemeldet` is the own short Meldung on it."""

    kennung: str
    titel: str
    stand: str
    abfrage: str
    offen: bool
    absaetze: tuple[Absatz, ...]
    gemeldet: str
    geantwortet: str
    loesung: bool
    moeglich: frozenset[str]


@dataclass(frozen=True, slots=True)
class Loesung:
    """A Mitteilung: what is different from `gilt_ab` on; `gefragt` for the one question later."""

    kennung: str
    titel: str
    gilt_ab: str
    wer: str
    absaetze: tuple[Absatz, ...]
    kenntnis_am: str
    rueckmeldung_am: str
    gefragt: bool
    moeglich: frozenset[str]


def thema(wer: Identitaet, zeile: FallZeile, fall: Herausforderung, gemeldet: str) -> Thema | None:
    """Return the topic, None where nothing of it was released to CM-Stellen."""
    if fall.themenblatt is None and fall.abfrage is None:
        return None
    blatt = fall.themenblatt.inhalt if fall.themenblatt else {}
    abfrage = fall.abfrage.inhalt if fall.abfrage else {}
    antwort = next((b for s, b in fall.abfrageantworten.items() if s in wer.rollen), None)
    geantwortet = text(antwort.inhalt, "kennt") if antwort else ""
    return Thema(
        kennung=zeile.kennung,
        titel=text(blatt, "titel") or zeile.titel or text(abfrage, "frage"),
        stand=fall.zustand.label if fall.bekanntgabe else text(blatt, "stand"),
        abfrage=_abfragestand(fall, geantwortet),
        offen=fall.abfrage is not None and antwort is None,
        absaetze=_themenabsaetze(fall, blatt, abfrage, gemeldet),
        gemeldet=gemeldet,
        geantwortet=geantwortet,
        loesung=fall.bekanntgabe is not None,
        moeglich=_namen(wer, zeile, fall),
    )


def _abfragestand(fall: Herausforderung, geantwortet: str) -> str:
    if fall.abfrage is None:
        return ""
    frist = text(fall.abfrage.inhalt, "frist")
    offen = f"offen bis {datum(frist)}" if frist else "offen"
    return f"beantwortet: {geantwortet}" if geantwortet else offen


def _themenabsaetze(
    fall: Herausforderung, blatt: Mapping[str, Any], abfrage: Mapping[str, Any], gemeldet: str
) -> tuple[Absatz, ...]:
    gibt_es = f"{_titel(fall)}, gilt ab {datum(gilt_ab(fall))}. Mehr unter „Lösungen“."
    return absaetze(
        ("Dafür gibt es schon eine Lösung", gibt_es if fall.bekanntgabe else ""),
        ("Abfrage an alle CM-Stellen", text(abfrage, "frage")),
        ("Worum es geht", "\n".join(texte(blatt, "saetze"))),
        ("Warum kein Auftrag erteilt wurde", text(blatt, "grund")),
        ("Stand vom", fall.themenblatt.tag if fall.themenblatt else ""),
        ("Von Ihnen gemeldet", gemeldet),
    )


def loesung(
    v: Verbindung, wer: Identitaet, zeile: FallZeile, fall: Herausforderung, heute: date
) -> Loesung | None:
    """Return the Mitteilung of a case, None where there is none yet."""
    if fall.bekanntgabe is None:
        return None
    inhalt = fall.bekanntgabe.inhalt
    ansaetze = [a for a in inhalt.get("loesungsansaetze") or () if isinstance(a, dict)]
    kenntnis = next((b for s, b in fall.kenntnis.items() if s in wer.rollen), None)
    erfolge = _eigene_erfolge(wer, fall)
    moeglich = _namen(wer, zeile, fall)
    gefragt = "erfolg_melden" in moeglich and wird_gefragt(v, wer, fall, heute)
    return Loesung(
        kennung=zeile.kennung,
        titel=_titel(fall) or zeile.titel,
        gilt_ab=gilt_ab(fall),
        wer=", ".join(dict.fromkeys(filter(None, (text(a, "zustaendig") for a in ansaetze)))),
        absaetze=_loesungsabsaetze(inhalt, ansaetze, erfolge),
        kenntnis_am=kenntnis.tag if kenntnis else "",
        rueckmeldung_am=max((b.tag for b in erfolge), default=""),
        gefragt=gefragt,
        moeglich=moeglich,
    )


def frage_nicht_mehr(ap: Arbeitsplatz, kennung: str) -> None:
    """Keep in mind here that nobody wants to be asked about this solution again."""
    with ap.profil.datenbank.schreiben() as v:
        zeile, _ = finde(v, identitaet(ap, v), kennung)
        winke_ab(v, zeile.id)


def kurzmeldungsformular(ap: Arbeitsplatz, kennung: str) -> Formular:
    """Return the dialog of a short Meldung on a topic."""
    alles = formular(ap, "das_kennen_wir_auch")
    return replace(alles, vorgaben={**alles.vorgaben, "thema": kennung})


def _loesungsabsaetze(
    inhalt: Mapping[str, Any], ansaetze: Iterable[Mapping[str, Any]], erfolge: Iterable[Beleg]
) -> tuple[Absatz, ...]:
    namen = {text(a, "schluessel"): text(a, "titel") for a in ansaetze}
    gesagt = [
        f"{datum(b.tag)}: „{namen.get(text(b.inhalt, 'loesungsansatz'), '')}“ angewendet: "
        f"{_ANGEWENDET.get(text(b.inhalt, 'angewendet'), '')}"
        for b in erfolge
    ]
    return absaetze(
        ("Was künftig anders ist", text(inhalt, "mitteilung")),
        ("Gilt ab", text(inhalt, "gilt_ab")),
        *((text(a, "titel"), _ansatztext(a)) for a in ansaetze),
        ("Fragen beantwortet", text(inhalt, "ansprechstelle")),
        ("Ihre Rückmeldungen", gesagt),
    )


def _ansatztext(ansatz: Mapping[str, Any]) -> str:
    frist = text(ansatz, "frist")
    teile = (
        text(ansatz, "beschreibung"),
        *(f"• {m}" for m in texte(ansatz, "massnahmen")),
        _mit("Beschluss", text(ansatz, "beschlusstext")),
        _mit("Zuständig", text(ansatz, "zustaendig")),
        _mit("Frist", datum(frist) if frist else ""),
        _mit("Gilt für", text(ansatz, "geltungsraum")),
    )
    return "\n".join(filter(None, teile))


def _mit(wort: str, wert: str) -> str:
    return f"{wort}: {wert}" if wert else ""


def _titel(fall: Herausforderung) -> str:
    belege = (fall.bekanntgabe, fall.themenblatt)
    return next((t for b in belege if b and (t := text(b.inhalt, "titel"))), "")


def _eigene_erfolge(wer: Identitaet, fall: Herausforderung) -> list[Beleg]:
    return [b for b in fall.erfolge.values() if b.urheber in wer.rollen]


def _namen(wer: Identitaet, zeile: FallZeile, fall: Herausforderung) -> frozenset[str]:
    return frozenset(m.name for m in moegliche(wer, zeile, fall))
