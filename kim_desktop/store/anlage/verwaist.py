"""What an erasure leaves behind in files: attachments nobody names, old pages in the WAL."""

import json
from collections.abc import Iterable
from pathlib import Path

from ..oertlich.lokal import gemerkt, merke, vergiss
from ..oertlich.offene import raeume_offene
from ..verbindung import Datenbank, Verbindung
from .anlagen import Anlagen
from .anlagenliste import wird_genannt

_KANDIDATEN, _VORLAEUFIG = "anlagen_pruefen", "anlagen_vorlaeufig"


def merke_kandidaten(v: Verbindung, hashes: Iterable[str]) -> None:
    """Note attachments that may be named by nobody once this transaction is done.

    Even where there are none, old pages in the WAL are left to be forgotten.
    """
    _merke(v, _KANDIDATEN, hashes)


def merke_vorlaeufige(v: Verbindung, hashes: Iterable[str]) -> None:
    """Note attachments that somebody is adding; the next start looks whether they are named."""
    _merke(v, _VORLAEUFIG, hashes)


def _merke(v: Verbindung, schluessel: str, hashes: Iterable[str]) -> None:
    alle = {*hashes, *json.loads(gemerkt(v, schluessel) or "[]")}
    merke(v, schluessel, json.dumps(sorted(alle)))


def raeume_beim_start_auf(ordner: Path, datenbank: Datenbank, anlagen: Anlagen) -> None:
    """Remove what was being added when the program ended, then what erasures left to do."""
    with datenbank.lesen() as v:
        vorlaeufige = gemerkt(v, _VORLAEUFIG)
    if vorlaeufige:
        with datenbank.schreiben() as v:
            merke_kandidaten(v, json.loads(vorlaeufige))
            vergiss(v, _VORLAEUFIG)
    raeume_auf(ordner, datenbank, anlagen)


def raeume_auf(ordner: Path, datenbank: Datenbank, anlagen: Anlagen) -> None:
    """Remove those noted attachments that nobody names, after their transaction.

    Also what an interrupted program left to do: the note stays until it is done.
    """
    with datenbank.lesen() as v:
        if not gemerkt(v, _KANDIDATEN):
            return
    with datenbank.schreiben() as v:
        kandidaten = json.loads(gemerkt(v, _KANDIDATEN) or "[]")
        weg = {hash_ for hash_ in kandidaten if not wird_genannt(v, hash_)}
    for hash_ in weg:
        anlagen.entferne(hash_)
    raeume_offene(ordner, weg)
    with datenbank.schreiben() as v:
        vergiss(v, _KANDIDATEN)
    datenbank.leere_wal()
