"""Following one log through a segment: nothing left out, changed or written twice."""

from dataclasses import dataclass
from datetime import date

from ..domain.fehler import UebergabeFehler
from ..store.log import protokoll
from ..store.verbindung import Verbindung
from ..trust.kopf import kopf_von
from ..trust.verzeichnis import Verzeichnis
from .behaelter import BESCHAEDIGT
from .manifest import GROESSTE, Segment
from .rahmen import UNTERSCHIED, Eintrag

UNPLAUSIBEL = "Der Zähler eines Eintrags ist unplausibel. " + BESCHAEDIGT


class Gegabelt(Exception):
    """The log has two different entries under one number."""


@dataclass(slots=True)
class Kette:
    """Follows one log through a segment: numbers, chain, counters, directory versions.

    `zaehler` is the counter of the entry before (0 where it is not held), `fassung` the directory
    version the log has come to.
    """

    segment: Segment
    bekannt: dict[int, str]
    zaehler: int
    verzeichnis: Verzeichnis
    fassung: int = 0
    nr: int = 0
    vor: str | None = None
    tag: str | None = None

    def __post_init__(self) -> None:
        self.nr = self.segment.von - 1
        self.vor = self.bekannt.get(self.nr, "" if self.nr == 0 else None)

    def pruefe(self, eintrag: Eintrag) -> Eintrag:
        """Check one more entry against what stands before it.

        Raises `UebergabeFehler`, and `Gegabelt` where it contradicts an entry held.
        """
        kopf = eintrag.kopf
        if kopf.log != self.segment.log or kopf.nr != self.nr + 1:
            raise UebergabeFehler(
                f"Eintrag Nr. {self.nr + 1} fehlt in der Mitte. Es wurde nichts übernommen."
            )
        if self.vor is not None and kopf.vor != self.vor:
            self._verlange_gabelung(kopf.nr)
        if self.bekannt.get(kopf.nr, eintrag.id) != eintrag.id:
            raise Gegabelt
        # Whether it leaps too far, only the whole file can show.
        if not self.zaehler < kopf.lamport < GROESSTE:
            raise UebergabeFehler(UNPLAUSIBEL)
        if not self.fassung <= kopf.verz[0] <= self.verzeichnis.nummer:
            raise UebergabeFehler(BESCHAEDIGT)
        if kopf.tag != self.tag and not _ist_tag(kopf.tag):
            raise UebergabeFehler(BESCHAEDIGT)
        self.nr, self.vor, self.zaehler = kopf.nr, eintrag.id, kopf.lamport
        self.fassung, self.tag = kopf.verz[0], kopf.tag
        return eintrag

    def schliesse(self, v: Verbindung) -> None:
        """Check that the segment ends at its signed head and joins what is held after it."""
        self.ende()
        danach = next(iter(protokoll.bereich(v, self.segment.log, self.nr + 1, self.nr + 1)), None)
        if danach is None:
            return
        kopf = kopf_von(danach.kopf)
        if kopf.vor != self.vor:
            raise Gegabelt
        if kopf.lamport <= self.zaehler:
            raise UebergabeFehler(UNPLAUSIBEL)
        if kopf.verz[0] < self.fassung:
            raise UebergabeFehler(BESCHAEDIGT)

    def ende(self) -> None:
        """Check that the segment ends at its signed head."""
        if self.nr != self.segment.bis or self.vor != self.segment.kopf:
            raise UebergabeFehler(UNTERSCHIED)

    def _verlange_gabelung(self, nr: int) -> None:
        """Only the first entry can join another one than is held; inside, somebody changed it."""
        if nr == self.segment.von > 1:
            raise Gegabelt
        raise UebergabeFehler(UNTERSCHIED)


def _ist_tag(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
