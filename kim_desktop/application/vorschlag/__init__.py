"""Proposals: what an earlier step already said is not typed again."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from ...domain.faelle import Fall, Herausforderung
from ...domain.felder import Feld
from ...store import faelle
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Identitaet
from ..sitzungen import sitzungen_mit
from .je_schritt import VORSCHLAG, Lage

__all__ = ["vorschlag"]

Daten = dict[str, Any]


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
    mache = VORSCHLAG.get(name)
    werte = {**_frueher(lage, felder, fall, mit), **(mache(lage, fall) if mache and fall else {})}
    return {k: w for k, w in werte.items() if w not in (None, "", [])}


def _frueher(lage: Lage, felder: Iterable[Feld], fall: Fall | None, mit: str) -> Daten:
    namen = {f.name for f in felder if not f.jedesmal}
    gesagt: list[Any] = list(fall.gesagt) if fall else []
    if isinstance(fall, Herausforderung):
        gesagt = [*_aus_sitzung(lage, fall), *gesagt]
    elif mit:
        gesagt = [faelle.bild(lage.v, mit).inhalt]
    return {k: w for inhalt in gesagt for k, w in inhalt.items() if k in namen}


def _aus_sitzung(lage: Lage, fall: Herausforderung) -> list[Daten]:
    """Return meeting and item under which the Herausforderung stands on an agenda."""
    return [
        {"sitzung_am": s.am, "sitzung": s.angaben.get("titel"), "top": punkt.get("top")}
        for s in sitzungen_mit(lage.v, lage.wer, fall.id)
        for punkt in s.punkte
        if punkt.get("vorgang") == fall.id
    ]
