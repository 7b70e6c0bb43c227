"""After a restore: whose log this Arbeitsplatz goes on from, and who was asked for everything."""

import json
from collections.abc import Iterable

from ..verbindung import Verbindung
from .lokal import eingaenge_alle, gemerkt, merke

_ERNEUT, _FRUEHERE, _DATEIEN = "erneut_anfordern", "fruehere_logs", "dateien_vor_ruecksicherung"


def merke_fruehere(v: Verbindung, logs: list[str]) -> None:
    """Note which logs were written here before the restore that happens now."""
    merke(v, _FRUEHERE, json.dumps(logs))
    merke(v, _DATEIEN, str(len(eingaenge_alle(v))))


def fruehere_logs(v: Verbindung) -> list[str]:
    """Return the logs of the Arbeitsplätze this one was restored from, oldest first."""
    return list(json.loads(gemerkt(v, _FRUEHERE) or "[]"))


def hat_seither_gelesen(v: Verbindung) -> bool:
    """Whether a file was taken in since the restore; no clock is asked."""
    return len(eingaenge_alle(v)) > int(gemerkt(v, _DATEIEN) or 0)


def fordere_erneut_an(v: Verbindung, plaetze: Iterable[str]) -> None:
    """Ask these Arbeitsplätze for everything with the next file each of them gets."""
    merke(v, _ERNEUT, json.dumps({platz: [] for platz in sorted(plaetze)}))


def offene_anforderungen(v: Verbindung) -> dict[str, list[str]]:
    """Return who has not answered yet, with the hashes of the files that asked."""
    return dict(json.loads(gemerkt(v, _ERNEUT) or "{}"))


def merke_anforderung(v: Verbindung, plaetze: Iterable[str], hash_: str) -> None:
    """Note that the file `hash_` asks these Arbeitsplätze."""
    offen = offene_anforderungen(v)
    gefragt = [platz for platz in plaetze if platz in offen]
    if gefragt:
        merke(v, _ERNEUT, json.dumps({**offen, **{p: [*offen[p], hash_] for p in gefragt}}))


def erledige_anforderung(v: Verbindung, platz: str, quittiert: Iterable[str]) -> None:
    """Take note that `platz` wrote a file after it had read one that asked."""
    offen = offene_anforderungen(v)
    if set(offen.get(platz, ())) & set(quittiert):
        merke(v, _ERNEUT, json.dumps({p: h for p, h in offen.items() if p != platz}))
