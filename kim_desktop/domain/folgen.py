"""What a step writes: the content as the program completes it, and the events it becomes."""

from dataclasses import dataclass
from itertools import count
from typing import Any

from .angaben.abgeleitet import MITGETEILT
from .faelle import Fall, Meldung
from .felder import Inhalt
from .schritt import Klasse, Schritt
from .tafel import NACH_EREIGNIS, gruendende_zeile, zeile, zeilen
from .zustaende import Zustand


@dataclass(frozen=True, slots=True)
class Neu:
    """One event to be: its row, content, and whether it founds a case of its own.

    `klasse` is set where the row leaves it to what it is about, `nennt` where the content is to
    name the case founded just before.
    """

    schritt: Schritt
    inhalt: Inhalt
    eigener_fall: bool = False
    nennt: str = ""
    klasse: str = ""


def ergaenzt(fall: Fall | None, name: str, inhalt: Inhalt) -> Inhalt:
    """Return the content with numbers and ids the program gives."""
    neu = _mit_nummern(fall, inhalt)
    if name == "berichtigen" and fall is not None:
        neu = _vervollstaendigt(fall, neu)
    if name in {"ergaenzen", "schwaerzen"} and isinstance(fall, Meldung):
        neu.setdefault("ersetzt", [f.id for f in fall.fassungen])
    if name == "schwaerzen" and isinstance(fall, Meldung):
        neu = {**{k: w for k, w in fall.inhalt.items() if k in _BLEIBT}, **neu}
    return neu


def _mit_nummern(fall: Fall | None, inhalt: Inhalt) -> Inhalt:
    neu = dict(inhalt)
    if "gruppen" in neu and isinstance(neu["gruppen"], list):
        kennung = fall.kennung if fall else "ALT"
        neu["gruppen"] = _nummeriert(neu["gruppen"], "id", f"PG-{kennung}-")
    if "loesungsansaetze" in neu and isinstance(neu["loesungsansaetze"], list):
        neu["loesungsansaetze"] = _nummeriert(neu["loesungsansaetze"], "schluessel", "")
    return neu


def _vervollstaendigt(fall: Fall, inhalt: Inhalt) -> Inhalt:
    """A correction always says as which step it reads, and for whom it was recorded."""
    eintrag = next((e for e in fall.verlauf if e.id == inhalt.get("eintrag")), None)
    richtig = inhalt.get("inhalt")
    if eintrag is None or not isinstance(richtig, dict):
        return inhalt
    fuer = {"fuer_stelle": eintrag.fuer_stelle} if eintrag.fuer_stelle else {}
    schritt = inhalt.get("schritt") or eintrag.schritt
    return {**inhalt, "schritt": schritt, "inhalt": {**fuer, **_mit_nummern(fall, richtig)}}


def ereignisse(fall: Fall | None, schritt: Schritt, inhalt: Inhalt) -> tuple[Neu, ...]:
    """Return the events of a step; most are one."""
    if schritt.name == "abfrage_beantworten" and inhalt.get("kennt") == "ja":
        return _ja(fall, schritt, inhalt)
    if schritt.name == "altbestand_aufnehmen" and inhalt["zustand"] == Zustand.BEKANNTGEGEBEN:
        return _bekannter_altbestand(schritt, inhalt)
    if schritt.name == "berichtigen" and fall is not None:
        return (Neu(schritt, inhalt, klasse=_klasse_des_eintrags(fall, inhalt)),)
    if schritt.name == "antworten" and fall is not None:
        return (Neu(_wie_die_frage(fall, schritt, inhalt), inhalt),)
    return (Neu(schritt, inhalt),)


def _ja(fall: Fall | None, schritt: Schritt, inhalt: Inhalt) -> tuple[Neu, ...]:
    """A Yes counts as a short Meldung of that Stelle."""
    melden = gruendende_zeile("das_kennen_wir_auch")
    assert melden is not None
    assert fall is not None
    kurz = {k: w for k, w in inhalt.items() if k not in {"kennt", "anlagen"}}
    antwort = {k: w for k, w in inhalt.items() if k not in _NUR_DER_MELDUNG}
    return (
        Neu(melden, {**kurz, "thema": fall.id}, eigener_fall=True),
        Neu(schritt, antwort, nennt="meldung"),
    )


def _bekannter_altbestand(schritt: Schritt, inhalt: Inhalt) -> tuple[Neu, ...]:
    """An old topic already made known: taken up as decided, then made known."""
    bekanntgeben = zeile("bekanntgeben", schritt.fall, Zustand.BESCHLOSSEN)
    assert bekanntgeben is not None
    alt = {k: w for k, w in inhalt.items() if k != "mitteilung"}
    alt["zustand"] = str(Zustand.BESCHLOSSEN)
    mitteilung = {
        "titel": inhalt["titel"],
        "mitteilung": inhalt["mitteilung"],
        "loesungsansaetze": alte_ansaetze(inhalt),
    }
    return (Neu(schritt, alt), Neu(bekanntgeben, mitteilung))


def alte_ansaetze(inhalt: Any) -> list[Inhalt]:
    """Return the Lösungsansätze of an old topic as CM-Stellen are told of them."""
    return [
        {
            **{k: a[k] for k in MITGETEILT if a.get(k)},
            "beschlusstext": a.get("beschlusstext", ""),
            "schluessel": f"alt/{a.get('schluessel', '')}",
        }
        for a in inhalt.get("loesungsansaetze") or ()
    ]


def _klasse_des_eintrags(fall: Fall, inhalt: Inhalt) -> Klasse:
    """A correction is read by whoever may read what it corrects."""
    eintrag = next(e for e in fall.verlauf if e.id == inhalt["eintrag"])
    return NACH_EREIGNIS[eintrag.art][0].klasse


def _wie_die_frage(fall: Fall, schritt: Schritt, inhalt: Inhalt) -> Schritt:
    """An answer is read by whoever may read its question, wherever the case stands by now."""
    art = next((e.art for e in fall.verlauf if e.id == inhalt["frage"]), "")
    return next((z for z in zeilen(schritt.name, fall.art) if z.ereignis == art), schritt)


def _nummeriert(teile: list[Any], feld: str, davor: str) -> list[Any]:
    """Give a number to parts that have none, each number once."""
    vergeben = {t.get(feld) for t in teile if isinstance(t, dict) and isinstance(t.get(feld), str)}
    frei = (f"{davor}{n}" for n in count(1) if f"{davor}{n}" not in vergeben)
    return [{**t, feld: t.get(feld) or next(frei)} if isinstance(t, dict) else t for t in teile]


_NUR_DER_MELDUNG = frozenset({"titel", "handlungsfeld", "rechtskreise"})
_BLEIBT = frozenset(
    {
        "handlungsfeld",
        "rechtskreise",
        "betroffene_gruppe",
        "ebene",
        "kommunen",
        "fallzahlklasse",
        "dringlichkeit",
        "auswirkung",
        "keine_personendaten",
        "thema",
    }
)
