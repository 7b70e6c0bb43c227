"""What a file carries: new entries and late bodies packed into segments, and their attachments."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice
from typing import Any, NamedTuple

from ..domain.ereignis import stamm
from ..store.anlage.anlagen import Anlagen
from ..store.anlage.anlagenliste import anlagen_in, nennende
from ..store.log import protokoll, zweige
from ..store.log.auszug import Satz
from ..trust.kopf import kopf_von
from .auswahl import Auswahl
from .behaelter import Packer
from .manifest import ANLAGE, EREIGNISSE, KOERPER, Segment
from .rahmen import rahme_alle, rahme_spaet

#: Attachments of one file together; what does not fit goes with the next one.
HOECHSTENS_ANLAGEN = 256 * 1024 * 1024
_JE_GRIFF = 100


@dataclass(slots=True)
class Ladung:
    """Segments being packed, and which bodies they hold per log."""

    segmente: list[Segment] = field(default_factory=list)
    bytes_: list[bytes] = field(default_factory=list)
    koerper: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    unvollstaendig: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    #: Attachments that go along, each with the entries (log, number) that name it.
    anlagen: dict[str, list[tuple[str, int]]] = field(default_factory=lambda: defaultdict(list))
    platz: int = HOECHSTENS_ANLAGEN
    eintraege: int = 0

    @property
    def anzahl_koerper(self) -> int:
        """How many bodies it holds with all of their attachments."""
        return sum(map(len, self.koerper.values()))

    def lege_dazu(self, art: str, stuecke: list[bytes], roh: int, **teile: Any) -> None:
        """Add a segment in pieces; `teile` are the fields only segments of events have."""
        summe = hashlib.sha256()
        for stueck in stuecke:
            summe.update(stueck)
        laenge = sum(map(len, stuecke))
        self.segmente.append(Segment(art, summe.hexdigest(), laenge, roh, **teile))
        self.bytes_ += stuecke

    def merke_alle(
        self, log: str, saetze: Iterable[Satz], mit_anlagen: Set[str], anlagen: Anlagen
    ) -> None:
        """Count the bodies of entries as sent; `mit_anlagen` are those that name attachments."""
        ohne = []
        for nr, _, ident, _, koerper, _ in saetze:
            if koerper is not None and ident in mit_anlagen:
                self.merke(log, nr, koerper, anlagen)
            elif koerper is not None:
                ohne.append(nr)
        if ohne:
            self.koerper[log].update(ohne)

    def merke(self, log: str, nr: int, koerper: bytes, anlagen: Anlagen) -> None:
        """Count a body as sent once all its attachments go along; else it is sent again."""
        genannt = set(anlagen_in(koerper))
        ganz = not genannt or self._haben_platz(genannt, anlagen)
        (self.koerper if ganz else self.unvollstaendig)[log].add(nr)
        for hash_ in genannt if ganz else ():
            self.anlagen[hash_].append((log, nr))

    def _haben_platz(self, genannt: Iterable[str], anlagen: Anlagen) -> bool:
        """Reserve room for all of these attachments, or for none where one is missing."""
        neu = {hash_: anlagen.groesse(hash_) for hash_ in set(genannt) - set(self.anlagen)}
        gesamt = sum(groesse or 0 for groesse in neu.values())
        if gesamt > self.platz or None in neu.values():
            return False
        self.platz -= gesamt
        return True

    def lass_aus(self, hash_: str) -> None:
        """Leave out an attachment that turned out damaged; what names it is sent again."""
        for log, nr in self.anlagen.pop(hash_):
            self.koerper[log].discard(nr)
            self.unvollstaendig[log].add(nr)


@dataclass(frozen=True, slots=True)
class _Lauf:
    """A run of new entries on its way into one segment, up to a head its author signed."""

    abschnitte: list[tuple[str, int, int]]
    stand: tuple[int, str, str]
    packer: Packer = field(default_factory=Packer)

    @property
    def von(self) -> int:
        """The first number."""
        return self.abschnitte[0][1]


class _Stapel(NamedTuple):
    """Some entries of a run that follow one another."""

    lauf: _Lauf
    zweig: str
    saetze: Sequence[Satz]


def belade(wahl: Auswahl, anlagen: Anlagen, platz: int) -> Ladung:
    """Pack everything a selection holds, with attachments as far as they fit into `platz` bytes."""
    ladung = Ladung(platz=platz)
    laeufe = {log: list(_neue_laeufe(wahl, log)) for log in wahl.bestand}
    _lade_neue(wahl, ladung, laeufe.values(), anlagen)
    for log in wahl.bestand:
        for lauf in laeufe[log]:
            gepackt, roh = lauf.packer.fertig()
            bis, kopf, unterschrift = lauf.stand
            ladung.eintraege += bis - lauf.von + 1
            teile = {"von": lauf.von, "bis": bis, "kopf": kopf, "unterschrift": unterschrift}
            ladung.lege_dazu(EREIGNISSE, gepackt, roh, log=stamm(log), **teile)
    _lade_spaete(wahl, ladung, anlagen)
    for hash_ in sorted(ladung.anlagen):
        if (inhalt := anlagen.lies(hash_)) is None:
            anlagen.lege_beiseite(hash_)
            ladung.lass_aus(hash_)
        else:
            ladung.lege_dazu(ANLAGE, [inhalt], len(inhalt))
    return ladung


def _neue_laeufe(wahl: Auswahl, log: str) -> Iterator[_Lauf]:
    """Yield the runs of a log that are new, each up to the last head its author signed."""
    for von, bis in wahl.laeufe(log):
        stand = protokoll.kopfstand(wahl.v, log, bis)
        if stand is not None and stand[0] >= von:
            yield _Lauf(zweige.abschnitte(wahl.v, log, von, stand[0]), stand)


def _lade_neue(
    wahl: Auswahl, ladung: Ladung, laeufe: Iterable[list[_Lauf]], anlagen: Anlagen
) -> None:
    # Logs grow side by side. Read in step, each page of the database is unsealed once for all of
    # them instead of once for each.
    quellen = [_stapel(wahl, je_log) for je_log in laeufe]
    mit_anlagen = nennende(wahl.v)
    for lauf, zweig, saetze in merge(*quellen, key=_zaehler):
        gesendet = wahl.gesendet(zweig, saetze)
        lauf.packer.nimm(rahme_alle(gesendet))
        ladung.merke_alle(zweig, gesendet, mit_anlagen, anlagen)


def _stapel(wahl: Auswahl, laeufe: list[_Lauf]) -> Iterator[_Stapel]:
    for lauf in laeufe:
        for zweig, saetze in zweige.stapel(wahl.v, lauf.abschnitte):
            yield _Stapel(lauf, zweig, saetze)


def _zaehler(stapel: _Stapel) -> int:
    _, _, _, kopf, *_ = stapel.saetze[0]
    return kopf_von(kopf).lamport


def _lade_spaete(wahl: Auswahl, ladung: Ladung, anlagen: Anlagen) -> None:
    packer, zeilen = Packer(), _spaete(wahl, ladung, anlagen)
    leer = True
    while teil := list(islice(zeilen, _JE_GRIFF)):
        packer.nimm(b"\n".join((*teil, b"")))
        leer = False
    if not leer:
        ladung.lege_dazu(KOERPER, *packer.fertig())


def _spaete(wahl: Auswahl, ladung: Ladung, anlagen: Anlagen) -> Iterator[bytes]:
    for log, zeile, kopf in wahl.spaete():
        assert zeile.koerper is not None
        ladung.merke(log, kopf.nr, zeile.koerper, anlagen)
        yield rahme_spaet(zeile.id, zeile.koerper)
