"""Correcting an entry: its content as it stands, and as it should have read."""

from typing import Any

from ..domain.angaben.abgeleitet import ABGELEITET
from ..domain.faelle import Fall
from ..domain.fehler import EingabeFehler
from ..domain.felder import text
from ..domain.tafel import NACH_EREIGNIS, alle_felder
from ..store import protokoll
from ..store.verbindung import Verbindung
from ..trust.kopf import als_ereignis, kopf_von
from .eingabe import Nachschlag, in_ereignisform

Inhalt = dict[str, Any]


def inhalt_des_eintrags(v: Verbindung, ident: str) -> Inhalt:
    """Return what an entry says as it was written; empty where it cannot be read."""
    zeile = protokoll.lies(v, ident)
    if zeile is None:
        return {}
    return dict(als_ereignis(ident, kopf_von(zeile.kopf), zeile.koerper).inhalt or {})


def richtig_gestellt(v: Verbindung, fall: Fall, inhalt: Inhalt, nachschlag: Nachschlag) -> Inhalt:
    """Return the correction with its inner content in event form.

    What the program itself added to the entry (counts, decided Lösungsansätze) stays as it was.
    """
    eintrag = next((e for e in fall.verlauf if e.id == inhalt.get("eintrag")), None)
    roh = inhalt.get("inhalt")
    if eintrag is None or not isinstance(roh, dict):
        return inhalt
    name = text(inhalt, "schritt") or eintrag.schritt
    zeile = next((z for z in NACH_EREIGNIS[eintrag.art] if z.name == name), None)
    if zeile is None:
        raise EingabeFehler(f"Aus diesem Eintrag kann nicht „{name}“ werden.")
    bisher = inhalt_des_eintrags(v, eintrag.id)
    bleibt = {f.name for f in ABGELEITET.get(eintrag.schritt, ())}
    return {
        **inhalt,
        "inhalt": {
            **{k: w for k, w in bisher.items() if k in bleibt},
            **in_ereignisform(alle_felder(zeile), roh, nachschlag),
        },
    }
