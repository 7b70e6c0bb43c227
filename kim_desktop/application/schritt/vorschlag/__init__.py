"""Proposals: what an earlier step already said is not typed again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ....domain.faelle import Fall, Herausforderung
from ....domain.felder import Feld
from ....store.ansicht import faelle
from ....store.verbindung import Verbindung
from ...arbeitsplatz import Identitaet
from ...sitzung.sitzungen import sitzungen_mit
from .je_schritt import NEUES, VORSCHLAG, Lage

__all__ = ["vorschlag"]

Daten = dict[str, Any]

#: Steps of which every entry is a whole new version.
_GANZE_FASSUNG = frozenset(
    {"niederschrift", "rueckmelden", "themenblatt_freigeben", "weiterleiten"}
)


def vorschlag(
    v: Verbindung,
    wer: Identitaet,
    name: str,
    felder: Iterable[Feld],
    fall: Fall | None,
    heute: date,
    mit: str = "",
) -> Daten:
    """Return proposed values for the fields of step `name`.

    `mit` is the id of a Meldung a new bundle begins with. What a field of the same name said last
    in the case stands there again unless the step has something better to propose.
    """
    lage = Lage(v, wer, heute)
    werte = {**_frueher(lage, felder, fall, mit), **_vom_schritt(lage, name, fall)}
    return {k: w for k, w in werte.items() if w not in (None, "", [])}


def _vom_schritt(lage: Lage, name: str, fall: Fall | None) -> Daten:
    if fall is None:
        return NEUES[name](lage) if name in NEUES else {}
    return VORSCHLAG[name](lage, fall) if name in VORSCHLAG else {}


def _frueher(lage: Lage, felder: Iterable[Feld], fall: Fall | None, mit: str) -> Daten:
    namen = {f.name for f in felder if not f.jedesmal}
    if mit and not isinstance(fall, Herausforderung):
        gesagt = faelle.bild(lage.v, mit).inhalt
    else:
        gesagt = _zuletzt_gesagt(fall) if fall else {}
    werte = {k: w for k, w in gesagt.items() if k in namen}
    for sitzung in _aus_sitzung(lage, fall) if isinstance(fall, Herausforderung) else ():
        # A meeting on whose agenda it stands counts, unless a later one was named already.
        if sitzung["sitzung_am"] >= str(werte.get("sitzung_am") or ""):
            werte.update({k: w for k, w in sitzung.items() if k in namen})
    return werte


def _zuletzt_gesagt(fall: Fall) -> Daten:
    """Return what each field said last; a new version takes back what it leaves out."""
    quellen = {
        e.id: (e.schritt, e.fuer_stelle or e.stelle)
        for e in fall.verlauf
        if e.schritt in _GANZE_FASSUNG
    }
    gesagt: Daten = {}
    woher: dict[str, tuple[str, str] | None] = {}
    for ident, inhalt in fall.gesagt:
        quelle = quellen.get(ident)
        if quelle is not None:
            for name in [n for n, q in woher.items() if q == quelle and n not in inhalt]:
                del gesagt[name], woher[name]
        gesagt.update(inhalt)
        woher.update(dict.fromkeys(inhalt, quelle))
    return gesagt


def _aus_sitzung(lage: Lage, fall: Herausforderung) -> list[Daten]:
    """Return meeting and item under which the Herausforderung stands on an agenda."""
    return [
        {"sitzung_am": s.am, "sitzung": s.angaben.get("titel"), "top": punkt.get("top")}
        for s in sitzungen_mit(lage.v, lage.wer, fall.id)
        for punkt in s.punkte
        if punkt.get("vorgang") == fall.id
    ]
