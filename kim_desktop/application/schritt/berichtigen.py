"""Correcting an entry: its content as it stands, and as it should have read."""

from typing import Any

from ...domain.angaben.abgeleitet import ABGELEITET
from ...domain.berichtigung import SCHRITT
from ...domain.ereignis import Eintrag, Wirkung
from ...domain.faelle import Fall
from ...domain.fehler import EingabeFehler
from ...domain.felder import text
from ...domain.tafel import NACH_EREIGNIS, alle_felder, zeile
from ...store.ansicht.projektion import eintraege
from ...store.log import protokoll
from ...store.verbindung import Verbindung
from ...trust.kopf import als_ereignis, kopf_von
from ..arbeitsplatz import Identitaet
from .eingabe import Nachschlag, in_ereignisform

Inhalt = dict[str, Any]


def inhalt_des_eintrags(v: Verbindung, ident: str) -> Inhalt:
    """Return what an entry says as it was written; empty where it cannot be read."""
    eintrag = protokoll.lies(v, ident)
    if eintrag is None:
        return {}
    return dict(als_ereignis(ident, kopf_von(eintrag.kopf), eintrag.koerper).inhalt or {})


def gueltiger_inhalt(v: Verbindung, wer: Identitaet, fall: Fall, ident: str) -> Inhalt:
    """Return what an entry says as it counts, after every correction so far."""
    alle = eintraege(v, wer.verzeichnis, fall.id)
    return next((dict(e.inhalt or {}) for e in alle if e.id == ident), {})


def berichtigbar(wer: Identitaet, fall: Fall, eintrag: Eintrag) -> bool:
    """Whether this Arbeitsplatz holds the Stelle and role that wrote an entry, and can read it."""
    eigen = eintrag.rolle in wer.rollen.get(eintrag.stelle, frozenset())
    lesbar = bool(eintrag.schritt) and eintrag.wirkung is not Wirkung.NICHT_EINSEHBAR
    moeglich = zeile(SCHRITT, fall.art, fall.zustand) is not None and not fall.gesperrt
    return eigen and lesbar and moeglich and eintrag.schritt != SCHRITT


def richtig_gestellt(v: Verbindung, fall: Fall, inhalt: Inhalt, nachschlag: Nachschlag) -> Inhalt:
    """Return the correction with its inner content in event form.

    What the program itself added to the entry (counts, decided Lösungsansätze) stays as it was.
    """
    eintrag = next((e for e in fall.verlauf if e.id == inhalt.get("eintrag")), None)
    roh = inhalt.get("inhalt")
    if eintrag is None or not isinstance(roh, dict):
        return inhalt
    name = text(inhalt, "schritt") or eintrag.schritt
    schritt = next((z for z in NACH_EREIGNIS[eintrag.art] if z.name == name), None)
    if schritt is None:
        raise EingabeFehler(f"Aus diesem Eintrag kann nicht „{name}“ werden.")
    bisher = inhalt_des_eintrags(v, eintrag.id)
    bleibt = {f.name for f in ABGELEITET.get(eintrag.schritt, ())}
    return {
        **inhalt,
        "inhalt": {
            **{k: w for k, w in bisher.items() if k in bleibt},
            **in_ereignisform(alle_felder(schritt), roh, nachschlag),
        },
    }
