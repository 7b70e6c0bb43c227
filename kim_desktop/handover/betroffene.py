"""Which Arbeitsplätze may hold a body that is to be erased everywhere."""

from ..domain.sichtbarkeit import Lage, darf_lesen
from ..store.log import protokoll
from ..store.sicherung import loeschstand
from ..store.verbindung import Verbindung
from ..trust.kopf import Kopf, kopf_von
from ..trust.verzeichnis import Verzeichnis
from .freigabe import Akten


def betroffene(v: Verbindung, verzeichnis: Verzeichnis, akten: Akten, ziel: str) -> frozenset[str]:
    """Return the logs of the open Arbeitsplätze that an erased entry may have reached.

    Those of its author, of every Stelle that may read it now, and of those that were sent it from
    here; empty where the entry itself is not known here.
    """
    zeile = protokoll.lies(v, ziel)
    if zeile is None:
        return frozenset()
    kopf = kopf_von(zeile.kopf)
    stellen = {a.an for a in loeschstand.dateien_mit(v, ziel)}
    stellen |= {s for s in verzeichnis.stellen if _darf(verzeichnis, akten, ziel, kopf, s)}
    logs = {kopf.log, *(p.log for s in stellen for p in verzeichnis.plaetze_von(s))}
    return frozenset(log for log in logs if not verzeichnis.ist_beendet(log))


def _darf(verzeichnis: Verzeichnis, akten: Akten, ziel: str, kopf: Kopf, stelle: str) -> bool:
    """Whether a Stelle may read such a body; what the body itself might say is gone."""
    stand, fall = akten.stand, kopf.fall or ziel
    urheber = {kopf.stelle, *stand.besitzer.get(fall, ())}
    lage, rollen = stand.lagen.get(fall, Lage()), verzeichnis.rollen_von(stelle)
    return darf_lesen(kopf.klasse, stelle, rollen, urheber, lage)
