"""The versions of a group's RM and what the Lenkungsgruppe decided on them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ...domain.angaben.beschluss import UMSETZUNG, ZUSAGE
from ...domain.angaben.rueckmeldung import LOESUNGSANSATZ, OEFFENTLICHKEITSARBEIT
from ...domain.faelle import OEFFENTLICHKEITSARBEIT as UEBER_OEFFENTLICHKEIT
from ...domain.faelle import Beleg, Herausforderung
from ...domain.felder import Feld, Feldart, text
from ...domain.tafel import muster
from ...papers.schreibweise import geld
from ..arbeitsplatz import Identitaet
from ..schritt.auswahl import ansatztitel
from .lesbar import Absatz, absaetze, datum


@dataclass(frozen=True, slots=True)
class Fassung:
    """One version of the RM."""

    nummer: int
    tag: str
    ansaetze: tuple[str, ...]
    absaetze: tuple[Absatz, ...]


@dataclass(frozen=True, slots=True)
class Beschluss:
    """What was decided on one Lösungsansatz or the publicity, and how far it is carried out."""

    gegenstand: str
    titel: str
    ergebnis: str
    umsetzung: str
    frist: str
    absaetze: tuple[Absatz, ...]


def fassungen(
    wer: Identitaet, fall: Herausforderung, gruppen: frozenset[str]
) -> tuple[Fassung, ...]:
    """Return the versions of these groups, the latest first, each numbered in its series."""
    namen = gruppen | {n for g, n in fall.uebernahmen.items() if g in gruppen}
    belege = [rm for rm in fall.rueckmeldungen if rm.urheber in namen]
    letzte = {rm.id: g for g, rm in fall.neueste_rm.items()}
    alle = [
        Fassung(
            nr,
            beleg.tag,
            tuple(text(a, "titel") for a in beleg.inhalt["loesungsansaetze"]),
            _absaetze(wer, fall, beleg, letzte.get(beleg.id, "")),
        )
        for nr, beleg in enumerate(belege, 1)
    ]
    return tuple(reversed(alle))


def beschluesse(fall: Herausforderung) -> tuple[Beschluss, ...]:
    """Return the decisions of step 6, in the order of what they decide on."""
    titel = {**ansatztitel(fall), UEBER_OEFFENTLICHKEIT: "Öffentlichkeitsarbeit"}
    tage = {e.id: e.tag for e in fall.verlauf}
    return tuple(
        _beschluss(
            fall, g, titel.get(g, g), fall.beschluesse[g].inhalt, tage[fall.beschluesse[g].id]
        )
        for g in dict.fromkeys((*fall.gegenstaende, *fall.beschluesse))
        if g in fall.beschluesse
    )


def _absaetze(wer: Identitaet, fall: Herausforderung, rm: Beleg, gruppe: str) -> tuple[Absatz, ...]:
    """Return a version in words; promises belong to the latest one (`gruppe` names its series)."""
    inhalt = rm.inhalt
    ansaetze = [
        (
            f"{a.get('schluessel', '')}. {text(a, 'titel')}",
            "\n".join(
                (
                    *_zeilen(LOESUNGSANSATZ, a),
                    *_zusagen(wer, fall, f"{gruppe}/{a.get('schluessel')}"),
                )
            ),
        )
        for a in inhalt["loesungsansaetze"]
    ]
    werben = inhalt.get("oeffentlichkeitsarbeit") or {}
    return absaetze(
        ("Anlass", text(inhalt, "anlass")),
        ("Ausgangslage", text(inhalt, "ausgangslage")),
        ("Vorgehen", text(inhalt, "vorgehen")),
        *ansaetze,
        ("Zielvereinbarung", text(inhalt, "zielvereinbarung")),
        ("Offene Punkte", text(inhalt, "offene_punkte")),
        ("Vorschlag Öffentlichkeitsarbeit", "\n".join(_zeilen(OEFFENTLICHKEITSARBEIT, werben))),
    )


def _zeilen(felder: tuple[Feld, ...], inhalt: Mapping[str, Any]) -> list[str]:
    werte = ((f, inhalt.get(f.name)) for f in felder if f.name not in _UEBERSCHRIFT)
    return [f"{f.label}: {_wert(f, w)}" for f, w in werte if w not in (None, "", [])]


def _wert(feld: Feld, wert: Any) -> str:
    if feld.art is Feldart.CENT and isinstance(wert, int):
        return geld(wert)
    if feld.art is Feldart.JA_NEIN:
        return "ja" if wert else "nein"
    if feld.auswahl:
        return feld.auswahl.get(str(wert), str(wert))
    return "; ".join(map(str, wert)) if isinstance(wert, list) else datum(str(wert))


def _zusagen(wer: Identitaet, fall: Herausforderung, ansatz: str) -> list[str]:
    belege = [b for b in fall.zusagen.values() if b.inhalt.get("loesungsansatz") == ansatz]
    return [f"Zusage: {_zusage(b)}" for b in belege]


def _zusage(beleg: Beleg) -> str:
    inhalt = beleg.inhalt
    wort = _auswahl(ZUSAGE, "zusage").get(text(inhalt, "zusage"), "")
    vorbehalt = text(inhalt, "vorbehalt")
    am = datum(text(inhalt, "zugesagt_am") or beleg.tag)
    return f"{text(inhalt, 'von')}: {wort}{f' ({vorbehalt})' if vorbehalt else ''}, {am}"


def _beschluss(
    fall: Herausforderung, gegenstand: str, titel: str, inhalt: Mapping[str, Any], tag: str
) -> Beschluss:
    staende = [b for b in fall.umsetzung.values() if b.inhalt.get("loesungsansatz") == gegenstand]
    neue_fristen = [f for b in staende if (f := text(b.inhalt, "frist"))]
    return Beschluss(
        gegenstand=gegenstand,
        titel=titel,
        ergebnis=_ERGEBNIS.get(text(inhalt, "ergebnis"), ""),
        umsetzung=", ".join(_stand(b) for b in staende),
        frist=neue_fristen[-1] if neue_fristen else text(inhalt, "frist"),
        absaetze=absaetze(
            (
                f"Beschluss vom {datum(text(inhalt, 'sitzung_am') or tag)}",
                text(inhalt, "beschlusstext"),
            ),
            ("Begründung", text(inhalt, "begruendung")),
            *(
                (f"Umsetzungsstand {text(b.inhalt, 'von')} ({datum(b.tag)})", _mit_sachstand(b))
                for b in staende
            ),
        ),
    )


def _mit_sachstand(beleg: Beleg) -> str:
    return "\n".join(filter(None, (_stand(beleg), text(beleg.inhalt, "sachstand"))))


def _stand(beleg: Beleg) -> str:
    return _auswahl(UMSETZUNG, "umsetzungsstand").get(text(beleg.inhalt, "umsetzungsstand"), "")


def _auswahl(felder: tuple[Feld, ...], name: str) -> Mapping[str, str]:
    return next(f.auswahl or {} for f in felder if f.name == name)


_UEBERSCHRIFT = frozenset({"schluessel", "titel"})
_ERGEBNIS = _auswahl(muster("beschliessen").felder, "ergebnis")
