"""Commands of the process: do a step, look, search, print."""

import json
import sys
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from ..application import ansicht
from ..application.anlage import ansehen
from ..application.arbeitsplatz import Arbeitsplatz
from ..application.papier import papiere
from ..application.schritt.tun import tue
from ..application.uebergabe.fehlendes import was_fehlt
from ..application.worte import als_tag
from ..domain.fehler import EingabeFehler, KimFehler
from ..domain.schema import schema
from ..domain.schritt import Schritt
from ..domain.schritte import (
    JEDER_DER_HERAUSFORDERUNG,
    JEDER_DER_MELDUNG,
    SCHRITTE,
    VERBORGEN,
)
from ..domain.tafel import NACH_NAME
from .ausgabe import Antwort, tabelle


def auskunft(wahl: Namespace) -> Antwort:
    """List the steps, or give the JSON Schema of one."""
    if wahl.schema:
        if not wahl.name:
            raise EingabeFehler("Bitte den Schritt nennen: schritt NAME --schema.")
        if wahl.name not in NACH_NAME or wahl.name in VERBORGEN:
            raise EingabeFehler(f"Den Schritt „{wahl.name}“ gibt es nicht.")
        werte = schema(wahl.name)
        return Antwort(werte, json.dumps(werte, ensure_ascii=False, indent=2))
    liste = [
        {
            "nummer": s.nummer,
            "name": s.name,
            "label": s.label,
            "rollen": sorted(s.rollen),
            "von": sorted(s.von),
            "nach": s.nach or "",
        }
        for s in SCHRITTE
        if s.name not in VERBORGEN
    ]
    zeilen = [
        (s.nummer, s.name, ", ".join(sorted(s.rollen)), _von(s) or "–", s.nach or "")
        for s in SCHRITTE
        if s.name not in VERBORGEN
    ]
    return Antwort(liste, tabelle([("Nr.", "Schritt", "wer", "von", "nach"), *zeilen]))


def _von(schritt: Schritt) -> str:
    immer = schritt.von in (JEDER_DER_MELDUNG, JEDER_DER_HERAUSFORDERUNG)
    return "jedem Zustand" if immer else ", ".join(sorted(schritt.von))


def schritt(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Do one step, or one for each line of JSON Lines."""
    if not wahl.name or not wahl.daten:
        raise EingabeFehler("Bitte den Schritt und mit --daten seine Angaben nennen.")
    saetze = _lies_daten(wahl.daten)
    if len(saetze) == 1:
        getan = tue(ap, wahl.name, saetze[0][1])
        werte = {"kennung": getan.kennung, "zustand": getan.zustand, "ereignis": getan.ereignis}
        return Antwort(werte, f"{getan.kennung}: {getan.zustand}")
    ergebnisse = [_eine_zeile(ap, wahl.name, nr, satz) for nr, satz in saetze]
    fehler = sum("fehler" in e for e in ergebnisse)
    text = tabelle([(e["zeile"], e.get("kennung") or e["fehler"]) for e in ergebnisse])
    return Antwort(ergebnisse, text, 1 if fehler else 0)


def aufgaben(ap: Arbeitsplatz, _wahl: Namespace) -> Antwort:
    """Say what can be done now, due things first."""
    liste = ansicht.aufgaben(ap)
    werte = [
        {
            **_zeile(a.fall),
            "faellig": a.faellig,
            "schritte": [{"name": s.name, "label": s.label} for s in a.schritte],
        }
        for a in liste
    ]
    zeilen = [
        (
            "→" if a.faellig else " ",
            a.fall.kennung,
            a.fall.titel,
            ", ".join(s.label for s in a.schritte if s.faellig or not a.faellig),
        )
        for a in liste
    ]
    return Antwort(werte, tabelle(list(zeilen)) or ansicht.nichts_wartet(ap))


def zeigen(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Show all cases, or one with its history."""
    if not wahl.kennung:
        alle = _als_liste(ansicht.liste(ap, ansicht.Filter(), anzahl=100_000))
        return replace(alle, text="\n".join([alle.text, *was_fehlt(ap)]))
    detail = ansicht.zeige(ap, wahl.kennung)
    anlagen = ansehen.anlagen_von(ap, detail)
    werte = {
        **_zeile(detail.zeile),
        "strittig": detail.zeile.strittig,
        "schritte": [s.name for s in detail.schritte],
        "schwelle": detail.schwelle.erklaerung if detail.schwelle else "",
        "meldungen": [m.kennung for m in detail.meldungen],
        "anlagen": _anlagen(anlagen),
        "verlauf": msgspec.to_builtins(detail.verlauf),
    }
    zeilen = [
        (
            als_tag(z.tag),
            z.nummer or "",
            z.label,
            z.stelle + (f" für {z.fuer}" if z.fuer else ""),
            z.vermerk,
        )
        for z in detail.verlauf
    ]
    kopf = f"{detail.zeile.kennung}  {detail.zeile.titel}\nZustand: {detail.zeile.zustand}"
    text = f"{kopf}\n\n{tabelle(list(zeilen))}"
    if anlagen:
        liste = tabelle([(a.name, a.art, a.umfang, a.hinweis or a.wo) for a in anlagen])
        text = f"{text}\n\nAnlagen\n{liste}"
    return Antwort(werte, text)


def _anlagen(zeilen: list[ansehen.Anlagenzeile]) -> list[dict[str, Any]]:
    return [
        {
            "name": z.name,
            "art": z.art,
            "typ": z.typ,
            "groesse": z.groesse,
            "hash": z.hash,
            "eintrag": z.eintrag,
            "zustand": z.stand,
            "hinweis": z.hinweis,
        }
        for z in zeilen
    ]


def anlage(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Write an attachment of a case to a file."""
    zeile = ansehen.finde(ansehen.anlagen(ap, wahl.kennung), wahl.name)
    ziel = ansehen.speichere(ap, zeile, wahl.nach)
    return Antwort({"datei": str(ziel)}, f"Gespeichert als „{ziel}“.")


def suchen(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Find cases by a text."""
    return _als_liste(ansicht.liste(ap, ansicht.Filter(text=wahl.text), anzahl=1000))


def papier(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Print a paper."""
    papiere.drucke(ap, wahl.art, wahl.kennung, wahl.nach)
    return Antwort({"datei": str(wahl.nach)}, f"Gedruckt nach „{wahl.nach}“.")


def _als_liste(zeilen: list[ansicht.FallZeile]) -> Antwort:
    text = tabelle([(z.kennung, z.art, z.zustand, z.titel) for z in zeilen])
    return Antwort([_zeile(z) for z in zeilen], text or "Nichts gefunden.")


def _zeile(z: ansicht.FallZeile) -> dict[str, Any]:
    return {
        "kennung": z.kennung,
        "art": z.art,
        "titel": z.titel,
        "schritt": z.schritt,
        "zustand": z.zustand,
    }


def _eine_zeile(ap: Arbeitsplatz, name: str, nr: int, satz: Any) -> dict[str, Any]:
    try:
        if not isinstance(satz, dict):
            raise EingabeFehler("Diese Zeile enthält keine benannten Angaben ({…}).")
        return {"zeile": nr, "kennung": tue(ap, name, satz).kennung}
    except KimFehler as fehler:
        return {"zeile": nr, "fehler": fehler.text}


def _lies_daten(ort: str) -> list[tuple[int, Any]]:
    """Return the objects of a JSON document or of JSON Lines, with their line numbers."""
    try:
        text = sys.stdin.read() if ort == "-" else Path(ort).read_text("utf-8-sig")
    except (OSError, ValueError) as fehler:
        raise EingabeFehler(f"„{ort}“ lässt sich nicht lesen.") from fehler
    try:
        saetze = [(1, json.loads(text))]
    except (ValueError, RecursionError):
        zeilen = list(enumerate(text.splitlines(), 1))
        saetze = [(nr, _lies_zeile(zeile)) for nr, zeile in zeilen if zeile.strip()]
    if not any(isinstance(satz, dict) for _, satz in saetze):
        raise EingabeFehler(f"„{ort}“ ist kein JSON mit benannten Angaben ({{…}}).")
    return saetze


def _lies_zeile(zeile: str) -> Any:
    try:
        return json.loads(zeile)
    except (ValueError, RecursionError):
        return None
