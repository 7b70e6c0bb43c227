"""The minutes of a meeting: what came of each item."""

from typing import Any

from ...domain.faelle import Sitzung
from ...domain.felder import text
from ...store.ansicht import faelle
from ...store.ansicht.projektion import falte
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Identitaet
from .entscheidungen import Entscheidung, entscheidungen

Daten = dict[str, Any]
OHNE_BESCHLUSS = "Ohne Beschluss."


def vorgeschlagen(v: Verbindung, wer: Identitaet, fall: Sitzung) -> Daten:
    """Return the minutes as far as they follow from agenda, decisions and the draft so far."""
    frueher = dict(fall.niederschrift.inhalt) if fall.niederschrift else {}
    aus_einladung = {k: fall.angaben.get(k) for k in ("beginn", "ort", "leitung")}
    return {
        "stand": "entwurf",
        **{k: w for k, w in aus_einladung.items() if w},
        **frueher,
        "ergebnisse": _mit_frueheren(ergebnisse(v, wer, fall), frueher.get("ergebnisse") or []),
    }


def ergebnisse(v: Verbindung, wer: Identitaet, fall: Sitzung) -> list[Daten]:
    """Return what came of each item: the decisions taken at this meeting, in their words."""
    titel = {z.id: z.titel for z in faelle.zu_ids(v, fall.vorgaenge)}
    return [
        {
            "top": punkt["top"],
            "titel": titel.get(punkt.get("vorgang", "")) or punkt.get("titel", ""),
            "ergebnis": _ergebnis(getroffene(v, wer, fall, punkt)),
        }
        for punkt in fall.punkte
    ]


def getroffene(v: Verbindung, wer: Identitaet, fall: Sitzung, punkt: Daten) -> list[Entscheidung]:
    """Return the decisions taken on an item at this meeting."""
    vorgang = falte(v, wer.verzeichnis, punkt["vorgang"]) if punkt.get("vorgang") else None
    alle = entscheidungen(v, wer, vorgang) if vorgang else []
    return [e for e in alle if e.sitzung_am == fall.am]


def _ergebnis(getroffen: list[Entscheidung]) -> str:
    if any(e.strittig for e in getroffen):
        return "Strittig: die eingetragenen Entscheidungen widersprechen sich."
    return "\n".join(map(_satz, getroffen)) or OHNE_BESCHLUSS


def _satz(e: Entscheidung) -> str:
    wortlaut = text(e.inhalt, "beschlusstext")
    grund = text(e.inhalt, "begruendung")
    teile = [
        f"{e.kurz[0].upper()}{e.kurz[1:]}{f' ({e.abstimmung})' if e.abstimmung else ''}.",
        wortlaut,
        f"Begründung: {grund}" if grund else "",
    ]
    return " ".join(filter(None, teile))


def _mit_frueheren(neue: list[Daten], fruehere: list[Daten]) -> list[Daten]:
    """Keep what people wrote into the draft; what it says nothing of comes from the decisions."""
    gesagt = {text(f, "titel"): f for f in fruehere if text(f, "ergebnis") != OHNE_BESCHLUSS}
    zusammen = [{**n, **gesagt.pop(n["titel"], {}), "top": n["top"]} for n in neue]
    return [*zusammen, *gesagt.values()]
