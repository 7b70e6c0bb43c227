"""Whether a Stelle has yet to be sent something, told without writing a file."""

from dataclasses import replace
from itertools import chain

from ..store import erneut, lokal, protokoll
from ..store.anlagen import Anlagen
from ..store.anlagenliste import anlagen_in
from ..store.lokal import Versand
from ..store.nachfrage import nachgefragt, ohne
from ..store.profil import Profil
from ..store.verbindung import Verbindung
from ..trust.verzeichnis import Verzeichnis
from .auswahl import Auswahl, andere_plaetze, waehle
from .freigabe import Akten


def hat_neues(
    v: Verbindung, profil: Profil, verzeichnis: Verzeichnis, akten: Akten, an: str, tag: str
) -> bool:
    """Whether a file for `an` would hold on `tag` a body its newest file did not, or ask for all.

    Receipts, the directory and bare headers are no reason for a file; they go with the next one.
    """
    eigenes = profil.schluessel.signierer.log
    plaetze = andere_plaetze(verzeichnis, eigenes, an, tag)
    offen = erneut.offene_anforderungen(v)
    if any(p.log in offen and not offen[p.log] for p in plaetze):
        return True
    wahl = waehle(v, verzeichnis, akten, an, plaetze)
    versand = lokal.versand(v, an)
    if not versand.plaetze >= {p.log for p in plaetze}:
        # An Arbeitsplatz that came since cannot open the newest file.
        versand = Versand()
    else:
        erneut_noetig = nachgefragt(v, an, (p.log for p in plaetze))
        koerper = {log: ohne(n, log, erneut_noetig) for log, n in versand.koerper.items()}
        versand = replace(versand, koerper=koerper)
    return any(_im_log(wahl, versand, profil.anlagen, log, eigenes) for log in wahl.bestand)


def _im_log(wahl: Auswahl, versand: Versand, anlagen: Anlagen, log: str, eigenes: str) -> bool:
    unvollstaendig = versand.unvollstaendig.get(log, set())
    gesendet = versand.koerper.get(log, set()) | (set() if versand.quittiert else unvollstaendig)
    neue = (
        wahl.lesbare(log, von, bis if log == eigenes else _unterschrieben(wahl, log, bis), gesendet)
        for von, bis in wahl.laeufe(log)
    )
    return any(
        kopf.nr not in unvollstaendig or _ist_ganz(anlagen, zeile.koerper or b"")
        for zeile, kopf in chain(*neue, wahl.spaete(log, gesendet))
    )


def _unterschrieben(wahl: Auswahl, log: str, bis: int) -> int:
    """Return the last head an author signed; the own log is signed when a file is written."""
    stand = protokoll.kopfstand(wahl.v, log, bis)
    return stand[0] if stand else 0


def _ist_ganz(anlagen: Anlagen, koerper: bytes) -> bool:
    return all(anlagen.groesse(hash_) is not None for hash_ in anlagen_in(koerper))
