"""Our own files for the exchange folder: written here first, kept until they are fetched."""

import contextlib
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

from ....store.oertlich import lokal
from ....store.oertlich.lokal import Beleg
from ....store.verbindung import Verbindung
from ...arbeitsplatz import Arbeitsplatz, Identitaet
from ..austausch import Ausfuhr, Fortschritt, uebergib_an
from ..versand import ausstand
from .bote import Stueck
from .merkliste import Art, Merkliste, Notiz

#: So many files for a Stelle lie there at most before it fetches one: the newest holds all that
#: the others do, and somebody may just be reading the one before.
HOECHSTENS_JE_STELLE = 2


def fach(ap: Arbeitsplatz) -> Path:
    """Return the folder of the profile that holds what is on its way."""
    ordner = ap.profil.ordner / "ausgang" / "austausch"
    ordner.mkdir(parents=True, exist_ok=True)
    return ordner


def schreibe_ausstehendes(ap: Arbeitsplatz, fortschritt: Fortschritt) -> list[Ausfuhr]:
    """Write a file for every Stelle that is owed one; raises `UmgebungsFehler`."""
    return [uebergib_an(ap, e.stelle, fach(ap)) for e in ausstand(ap, fortschritt).an]


def bereite_vor(ap: Arbeitsplatz, wer: Identitaet) -> list[Stueck]:
    """Return what is to lie in the folder; what nobody waits for any more leaves the profile."""
    dateien = {datei.name: datei for datei in fach(ap).iterdir()}
    with ap.profil.datenbank.lesen() as v:
        bleiben = _noetige(v, wer, lokal.belege(v, dateien=dateien))
    for name in dateien.keys() - {b.datei for b in bleiben}:
        with contextlib.suppress(OSError):
            dateien[name].unlink()
    return [Stueck(dateien[b.datei], b.hash) for b in bleiben]


def entbehrliche(
    ap: Arbeitsplatz, wer: Identitaet, merkliste: Merkliste, tage: int, heute: date
) -> dict[str, Notiz]:
    """Return what we may take out of the folder again, by name there.

    That is: what newer files of ours for the same Stelle hold as well; and where the person
    chose so (`tage` > 0), files all its Arbeitsplätze acknowledged that long ago.
    """
    eigene = {name: notiz for name, notiz in merkliste.items() if notiz.art is Art.EIGEN}
    with ap.profil.datenbank.lesen() as v:
        belege = lokal.belege(v, hashes={n.hash for n in eigene.values()})
        noetig = {b.hash for b in _noetige(v, wer, belege)}
        weg = {b.hash for b in belege if not b.quittiert} - noetig
        weg |= {b.hash for b in belege if _ist_alt(b, tage, heute) and b.hash not in noetig}
    return {name: notiz for name, notiz in eigene.items() if notiz.hash in weg}


def eigene_hashes(v: Verbindung, hashes: Iterable[str]) -> set[str]:
    """Return which of these files were written here."""
    return {b.hash for b in lokal.belege(v, hashes=hashes)}


def _noetige(v: Verbindung, wer: Identitaet, belege: Iterable[Beleg]) -> list[Beleg]:
    """Return, per Stelle, the newest files among those no later one of which all have."""
    offene: defaultdict[str, list[Beleg]] = defaultdict(list)
    for beleg in belege:
        offene[beleg.an].append(beleg)
        if _alle_haben(v, wer, beleg):
            offene[beleg.an].clear()
    return [b for reihe in offene.values() for b in reihe[-HOECHSTENS_JE_STELLE:]]


def _ist_alt(beleg: Beleg, tage: int, heute: date) -> bool:
    if not tage or not beleg.quittiert:
        return False
    return date.fromisoformat(beleg.quittiert) + timedelta(days=tage) <= heute


def _alle_haben(v: Verbindung, wer: Identitaet, beleg: Beleg) -> bool:
    """Whether every Arbeitsplatz of the Stelle acknowledged the file."""
    if not beleg.quittiert:
        return False
    plaetze = [p for p in wer.verzeichnis.plaetze_von(beleg.an) if p.log != wer.platz.log]
    return all(beleg.hash in lokal.quittierte(v, p.log) for p in plaetze)
