"""Care of the database: digest of the state, rebuild of projections, integrity check."""

import hashlib

from ..store import protokoll
from ..store.projektion import baue_neu_auf, stand_zeilen
from ..store.verbindung import viel_speicher
from ..store.verzeichnisse import lies_verzeichnis
from ..trust.kopf import ereignis_id, koerper_hash, kopf_von
from ..trust.unterschrift import ist_stand_unterschrieben
from .arbeitsplatz import Arbeitsplatz


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


def pruefe(ap: Arbeitsplatz) -> list[str]:
    """Check every hash, chain and signed head; return one German sentence per fault."""
    with ap.profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
        funde = []
        for log in sorted(protokoll.koepfe(v)):
            platz = verzeichnis.plaetze.get(log)
            name = platz.name if platz else log[:8]
            vor: tuple[int, str] | None = (0, "")
            for zeile in protokoll.bereich(v, log, 1, 2**62):
                kopf = kopf_von(zeile.kopf)
                heil = ereignis_id(zeile.kopf) == zeile.id and (
                    zeile.koerper is None or koerper_hash(zeile.koerper) == kopf.koerper
                )
                if vor is not None and vor[0] + 1 == kopf.nr:
                    heil = heil and kopf.vor == vor[1]
                if not heil:
                    funde.append(f"Eintrag Nr. {kopf.nr} von „{name}“ ist beschädigt.")
                vor = (kopf.nr, zeile.id)
            kopfstand = protokoll.kopfstand(v, log)
            if kopfstand and not (
                platz
                and ist_stand_unterschrieben(
                    platz.schluessel, kopfstand[0], kopfstand[1], kopfstand[2]
                )
            ):
                funde.append(f"Die Unterschrift von „{name}“ bis Nr. {kopfstand[0]} stimmt nicht.")
    return funde
