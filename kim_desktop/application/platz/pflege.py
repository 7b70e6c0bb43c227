"""Care of the database: digest of the state, rebuild of projections."""

import hashlib

from ...store.ansicht.projektion import baue_neu_auf, stand_zeilen
from ...store.log import protokoll
from ...store.log.verzeichnisse import lies_verzeichnis
from ...store.verbindung import viel_speicher
from ..arbeitsplatz import Arbeitsplatz
from .pruefung import pruefe

__all__ = ["baue_projektionen_neu", "pruefe", "stand"]


def stand(ap: Arbeitsplatz) -> tuple[str, int]:
    """Return the digest of all projections with the directory, and the number of entries."""
    summe = hashlib.sha256()
    with ap.profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
        summe.update((verzeichnis.hashes[-1] if verzeichnis.hashes else "").encode())
        for zeile in stand_zeilen(v):
            summe.update(b"\n" + zeile)
        return summe.hexdigest(), protokoll.anzahl(v)


def baue_projektionen_neu(ap: Arbeitsplatz) -> tuple[str, int]:
    """Drop and rebuild all projections from the log; return the new `stand`."""
    with ap.profil.datenbank.schreiben() as v, viel_speicher(v):
        baue_neu_auf(v, lies_verzeichnis(v))
    return stand(ap)
