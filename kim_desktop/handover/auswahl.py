"""What a Stelle may have and does not hold: one selection for the file and for "anything new?"."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from types import MappingProxyType

from ..domain.sichtbarkeit import lesbare_klassen
from ..store.log import auszug, zweige
from ..store.log.auszug import Satz
from ..store.log.protokoll import Zeile
from ..store.oertlich import lokal
from ..store.verbindung import Verbindung
from ..trust.kanon import kanon
from ..trust.kopf import Kopf, kopf_von
from ..trust.verzeichnis import Platz, Verzeichnis
from .freigabe import Akten, Leser, Regel, freigabe, logs_fuer

NICHTS: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Bestand:
    """What all Arbeitsplätze of a Stelle hold of one log: up to which head, and which bodies."""

    kopf: int
    koerper: set[int]


@dataclass(frozen=True, slots=True)
class Auswahl:
    """The logs a Stelle receives, in order and with their branches, and the rule about bodies.

    It may have none but bodies of `klassen`.
    """

    v: Verbindung
    bestand: Mapping[str, Bestand]
    klassen: frozenset[str]
    stelle: str
    regel: Regel

    def lesbar(self, zeile: Zeile) -> Kopf | None:
        """Return the header of an entry whose body the Stelle may have."""
        kopf, koerper = kopf_von(zeile.kopf), zeile.koerper
        if koerper is None or not self.regel.darf(zeile.id, kopf, koerper):
            return None
        return kopf

    def gesendet(self, log: str, saetze: Iterable[Satz]) -> list[Satz]:
        """Return entries as they are sent: without bodies the Stelle holds or may not have."""
        gehalten = self.bestand[log].koerper if log in self.bestand else NICHTS
        offen, darf, gesendet = self.regel.offen, self.regel.darf, []
        for satz in saetze:
            nr, klasse, ident, kopf, koerper, eigene = satz
            if koerper is None or (
                nr not in gehalten and (klasse in offen or darf(ident, kopf_von(kopf), koerper))
            ):
                gesendet.append(satz)
            else:
                gesendet.append((nr, klasse, ident, kopf, None, eigene))
        return gesendet

    def laeufe(self, log: str) -> list[tuple[int, int]]:
        """Return the runs of numbers held here above the head of the Stelle."""
        return auszug.laeufe(self.v, log, self.bestand[log].kopf + 1)

    def spaete(
        self, ohne: Mapping[str, Set[int]] = MappingProxyType({})
    ) -> Iterator[tuple[str, Zeile, Kopf]]:
        """Yield readable entries below the heads whose bodies the Stelle does not hold.

        Of each the log; `ohne` are some to leave out.
        """
        moeglich = self._moeglich(ohne)
        for log in filter(moeglich.__contains__, self.bestand):
            for zeile in auszug.mit_koerper(self.v, log, sorted(moeglich[log]), self.klassen):
                if kopf := self.lesbar(zeile):
                    yield log, zeile, kopf

    def _moeglich(self, ohne: Mapping[str, Set[int]]) -> dict[str, list[int]]:
        """Return the numbers of late entries that class and case do not rule out already.

        These are few among the many that the Stelle may never have.
        """
        orte: list[int] = []
        for log, bestand in self.bestand.items():
            gehalten = bestand.koerper | ohne[log] if log in ohne else bestand.koerper
            if not gehalten.issuperset(range(1, bestand.kopf + 1)):
                orte += auszug.orte_ohne(self.v, log, bestand.kopf, gehalten)
        moeglich: dict[str, list[int]] = defaultdict(list)
        # What is a Stelle's own names it, as JSON writes it.
        gelesen = auszug.orte_mit_koerper(
            self.v, orte, self.klassen, kanon(self.stelle), self.regel.eigene
        )
        for log, nr, klasse, fall, genannt in gelesen:
            if self.regel.kann(klasse, fall, bool(genannt)):
                moeglich[log].append(nr)
        return moeglich

    def lesbare(self, log: str, von: int, bis: int, ohne: Set[int]) -> Iterator[tuple[Zeile, Kopf]]:
        """Yield readable entries `von`…`bis` of a log except some."""
        for zeile in auszug.bereich_ohne(self.v, log, von, bis, ohne, self.klassen):
            if kopf := self.lesbar(zeile):
                yield zeile, kopf


def andere_plaetze(verzeichnis: Verzeichnis, log: str, an: str, tag: str) -> list[Platz]:
    """Return the Arbeitsplätze of a Stelle besides the one that writes `log`.

    A substitute belongs to it only on the days of the substitution.
    """
    return [p for p in verzeichnis.plaetze_von(an, tag) if p.log != log]


def waehle(
    v: Verbindung, verzeichnis: Verzeichnis, akten: Akten, leser: Leser, plaetze: Iterable[Platz]
) -> Auswahl:
    """Return the selection for a Stelle: what not all of its `plaetze` acknowledged."""
    gegenstellen = [lokal.gegenstelle(v, p.log) for p in plaetze]
    bestand = {
        log: Bestand(
            min(zweige.gehalten_bis(v, g.koepfe, log) for g in gegenstellen),
            set.intersection(*(g.koerper.get(log, set()) for g in gegenstellen)),
        )
        for log in zweige.mit_zweigen(v, sorted(logs_fuer(v, verzeichnis, leser)))
    }
    klassen = lesbare_klassen(leser.rollen)
    return Auswahl(v, bestand, klassen, leser.stelle, freigabe(akten, leser))
