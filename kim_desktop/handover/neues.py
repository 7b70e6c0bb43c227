"""Whether a Stelle has yet to be sent something, told without writing a file."""

from collections.abc import Iterator
from dataclasses import replace

from ..store.anlage.anlagen import Anlagen
from ..store.anlage.anlagenliste import anlagen_in
from ..store.log import protokoll
from ..store.log.protokoll import Zeile
from ..store.oertlich import erneut, lokal
from ..store.oertlich.lokal import Versand
from ..store.oertlich.nachfrage import nachgefragt, ohne
from ..store.profil.profil import Profil
from ..store.verbindung import Verbindung
from ..trust.kopf import Kopf
from ..trust.verzeichnis import Verzeichnis
from .auswahl import Auswahl, andere_plaetze, waehle
from .freigabe import Akten, leser_fuer


def hat_neues(
    v: Verbindung, profil: Profil, verzeichnis: Verzeichnis, akten: Akten, an: str, tag: str
) -> bool:
    """Whether a file for `an` would hold on `tag` a body its newest file did not, or ask for all.

    Receipts, the directory and bare headers are no reason for a file; they go with the next one.
    What it would ask for is judged by who knows whom to ask.
    """
    eigenes = profil.schluessel.signierer.log
    plaetze = andere_plaetze(verzeichnis, eigenes, an, tag)
    offen = erneut.offene_anforderungen(v)
    if any(p.log in offen and not offen[p.log] for p in plaetze):
        return True
    wahl = waehle(v, verzeichnis, akten, leser_fuer(verzeichnis, an, tag), plaetze)
    versand = lokal.versand(v, an)
    if not versand.plaetze >= {p.log for p in plaetze}:
        # An Arbeitsplatz that came since cannot open the newest file.
        versand = Versand()
    else:
        erneut_noetig = nachgefragt(v, an, (p.log for p in plaetze))
        koerper = {log: ohne(n, log, erneut_noetig) for log, n in versand.koerper.items()}
        versand = replace(versand, koerper=koerper)
    return any(
        kopf.nr not in versand.unvollstaendig.get(log, ())
        or _ist_ganz(profil.anlagen, zeile.koerper or b"")
        for log, zeile, kopf in _ungesendete(wahl, versand, eigenes)
    )


def _ungesendete(
    wahl: Auswahl, versand: Versand, eigenes: str
) -> Iterator[tuple[str, Zeile, Kopf]]:
    """Yield log and entry of each readable body that the newest file did not hold."""
    gesendet = dict(versand.koerper)
    for log, nummern in () if versand.quittiert else versand.unvollstaendig.items():
        gesendet[log] = gesendet.get(log, set()) | nummern
    for log in wahl.bestand:
        for von, bis in wahl.laeufe(log):
            ende = bis if log == eigenes else _unterschrieben(wahl, log, bis)
            for zeile, kopf in wahl.lesbare(log, von, ende, gesendet.get(log, set())):
                yield log, zeile, kopf
    yield from wahl.spaete(gesendet)


def _unterschrieben(wahl: Auswahl, log: str, bis: int) -> int:
    """Return the last head an author signed; the own log is signed when a file is written."""
    stand = protokoll.kopfstand(wahl.v, log, bis)
    return stand[0] if stand else 0


def _ist_ganz(anlagen: Anlagen, koerper: bytes) -> bool:
    return all(anlagen.groesse(hash_) is not None for hash_ in anlagen_in(koerper))
