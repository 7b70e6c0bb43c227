"""What a file carries: new entries and late bodies packed into segments, and their attachments."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from heapq import merge
from typing import Any, NamedTuple, TypeVar

import msgspec

from ..domain.ereignis import stamm
from ..store import protokoll, zweige
from ..store.anlagen import Anlagen
from ..store.protokoll import Zeile
from ..trust.kopf import Kopf, kopf_von
from .auswahl import Auswahl
from .behaelter import Packer
from .manifest import ANLAGE, EREIGNISSE, KOERPER, Segment
from .rahmen import rahme, rahme_spaet

T = TypeVar("T")
#: Attachments of one file together; what does not fit goes with the next one.
HOECHSTENS_ANLAGEN = 256 * 1024 * 1024


@dataclass(slots=True)
class Ladung:
    """Segments being packed, and which bodies they hold per log."""

    segmente: list[Segment] = field(default_factory=list)
    bytes_: list[bytes] = field(default_factory=list)
    koerper: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    unvollstaendig: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    anlagen: set[str] = field(default_factory=set)
    platz: int = HOECHSTENS_ANLAGEN
    eintraege: int = 0

    def lege_dazu(self, art: str, gepackt: bytes, roh: int, **teile: Any) -> None:
        """Add a segment; `teile` are the fields only segments of events have."""
        hash_ = hashlib.sha256(gepackt).hexdigest()
        self.segmente.append(Segment(art, hash_, len(gepackt), roh, **teile))
        self.bytes_.append(gepackt)

    def merke(self, log: str, nr: int, koerper: bytes, anlagen: Anlagen) -> None:
        """Count a body as sent once all its attachments go along; else it is sent again."""
        genannt = anlagen_in(koerper)
        ganz = not genannt or self._nimm_mit(genannt, anlagen)
        (self.koerper if ganz else self.unvollstaendig)[log].add(nr)

    def _nimm_mit(self, genannt: Iterable[str], anlagen: Anlagen) -> bool:
        """Take along all of these attachments, or none where one is missing or too large."""
        neu = {hash_: anlagen.groesse(hash_) for hash_ in set(genannt) - self.anlagen}
        gesamt = sum(groesse or 0 for groesse in neu.values())
        if gesamt > self.platz or None in neu.values():
            return False
        self.platz -= gesamt
        self.anlagen.update(neu)
        return True


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


class _Gelesen(NamedTuple):
    lauf: _Lauf
    zweig: str
    zeile: Zeile
    kopf: Kopf


def belade(wahl: Auswahl, anlagen: Anlagen) -> Ladung:
    """Pack everything a selection holds."""
    ladung = Ladung()
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
        if inhalt := anlagen.lies(hash_):
            ladung.lege_dazu(ANLAGE, inhalt, len(inhalt))
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
    quellen = [_gelesen(wahl, je_log) for je_log in laeufe]
    for lauf, zweig, zeile, kopf in merge(*quellen, key=_zaehler):
        koerper = zeile.koerper
        mit_koerper = koerper is not None and wahl.regel(zeile.id, kopf, koerper)
        if mit_koerper and koerper is not None:
            ladung.merke(zweig, kopf.nr, koerper, anlagen)
        lauf.packer.nimm(rahme(zeile, mit_koerper))


def _gelesen(wahl: Auswahl, laeufe: list[_Lauf]) -> Iterator[_Gelesen]:
    for lauf in laeufe:
        for zweig, zeile in zweige.zeilen(wahl.v, lauf.abschnitte):
            yield _Gelesen(lauf, zweig, zeile, kopf_von(zeile.kopf))


def _zaehler(gelesen: _Gelesen) -> int:
    return gelesen.kopf.lamport


def _lade_spaete(wahl: Auswahl, ladung: Ladung, anlagen: Anlagen) -> None:
    packer, leer = Packer(), True
    for log in wahl.bestand:
        for zeile, kopf in wahl.spaete(log):
            assert zeile.koerper is not None
            ladung.merke(log, kopf.nr, zeile.koerper, anlagen)
            packer.nimm(rahme_spaet(zeile.id, zeile.koerper))
            leer = False
    if not leer:
        ladung.lege_dazu(KOERPER, *packer.fertig())


def anlagen_in(koerper: bytes) -> list[str]:
    """Return the hashes of the attachments a body names."""
    if b'"anlagen":[{' not in koerper:
        return []
    inhalt = _teil(msgspec.json.decode(koerper), "inhalt", dict)
    anlagen = _teil(inhalt, "anlagen", list)
    return [hash_ for a in anlagen if (hash_ := _teil(a, "hash", str))]


def _teil(werte: Any, name: str, art: type[T]) -> T:
    wert = werte.get(name) if isinstance(werte, dict) else None
    return wert if isinstance(wert, art) else art()
