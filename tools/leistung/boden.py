"""What the libraries alone cost: the same bytes decrypted, parsed, stored and read, no rule asked.

No import and no rebuild can cost less with this format, this database and these libraries.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from messen import Messung, am_platz

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.handover.behaelter import oeffne, zeilen
from kim_desktop.handover.manifest import EREIGNISSE
from kim_desktop.handover.rahmen import lies_rahmen
from kim_desktop.store.log import protokoll
from kim_desktop.store.verbindung import Verbindung, roh_gelesen
from kim_desktop.trust.kopf import als_ereignis, kopf_von

_STAPEL = 250
_ALLES = "SELECT id, kopf, koerper FROM ereignisse ORDER BY rowid"


def einfuhr_ohne_regeln(ordner: Path, datei: Path, an: str) -> Messung:
    """Decrypt a file, parse and hash its entries, store and read them back; the result counts.

    No chain, no signature, no authority, no fold, no projection.
    """

    def uebernimm(ap: Arbeitsplatz) -> int:
        geoeffnet = oeffne(datei, ap.profil.schluessel)
        with ap.profil.datenbank.schreiben() as v:
            for segment, gepackt in geoeffnet.segmente:
                if segment.art == EREIGNISSE:
                    _fuege_ein(v, zeilen(segment, gepackt))
            return _lies_alles(v)

    return am_platz(ordner / an, uebernimm)


def neuaufbau_ohne_regeln(ordner: Path, platz: str) -> Messung:
    """Read every entry as it lies in the file and parse it; the result counts them."""

    def lies(ap: Arbeitsplatz) -> int:
        with ap.profil.datenbank.lesen() as v:
            return _lies_alles(v)

    return am_platz(ordner / platz, lies)


def _fuege_ein(v: Verbindung, quelle: Iterable[bytes]) -> None:
    quelle = iter(quelle)
    while stapel := list(map(lies_rahmen, islice(quelle, _STAPEL))):
        protokoll.fuege_ein(v, ((e.id, e.kopf, e.roh, e.koerper, e.unterschrift) for e in stapel))


def _lies_alles(v: Verbindung) -> int:
    gelesen = (als_ereignis(z[0], kopf_von(z[1]), z[2]) for z in roh_gelesen(v, _ALLES))
    return sum(1 for _ in gelesen)
