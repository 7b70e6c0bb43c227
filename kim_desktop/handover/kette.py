"""Following one log through a segment: nothing left out, changed or written twice."""

from dataclasses import dataclass

from ..domain.fehler import UebergabeFehler
from ..store import protokoll
from ..store.verbindung import Verbindung
from ..trust.kopf import kopf_von
from .behaelter import BESCHAEDIGT
from .manifest import Segment
from .rahmen import UNTERSCHIED, Eintrag

SPRUNG = 1_000_000
_GROESSTER_ZAEHLER = 2**62
UNPLAUSIBEL = "Der Zähler eines Eintrags ist unplausibel. " + BESCHAEDIGT


@dataclass(slots=True)
class Kette:
    """Follows one log through a segment: numbers, chain, counters, and what is known of it."""

    segment: Segment
    bekannt: dict[int, str]
    zaehler: int | None
    nr: int = 0
    vor: str | None = None

    def __post_init__(self) -> None:
        self.nr = self.segment.von - 1
        self.vor = self.bekannt.get(self.nr, "" if self.nr == 0 else None)

    def pruefe(self, eintrag: Eintrag) -> Eintrag:
        """Check one more entry against what stands before it; raises `UebergabeFehler`."""
        kopf = eintrag.kopf
        if kopf.log != self.segment.log or kopf.nr != self.nr + 1:
            raise UebergabeFehler(
                f"Eintrag Nr. {self.nr + 1} fehlt in der Mitte. Es wurde nichts übernommen."
            )
        if self.vor is not None and kopf.vor != self.vor:
            raise UebergabeFehler(UNTERSCHIED)
        if self.bekannt.get(kopf.nr, eintrag.id) != eintrag.id:
            raise UebergabeFehler(
                f"Zwei Arbeitsplätze schreiben unter demselben Kennzeichen ab Nr. {kopf.nr}. "
                "Es wurde nichts übernommen. Bitte die CM-Koordination anrufen."
            )
        if not _plausibel(self.zaehler, kopf.lamport):
            raise UebergabeFehler(UNPLAUSIBEL)
        self.nr, self.vor, self.zaehler = kopf.nr, eintrag.id, kopf.lamport
        return eintrag

    def schliesse(self, v: Verbindung) -> None:
        """Check that the segment ends at its signed head and joins what is held after it."""
        if self.nr != self.segment.bis or self.vor != self.segment.kopf:
            raise UebergabeFehler(UNTERSCHIED)
        danach = next(iter(protokoll.bereich(v, self.segment.log, self.nr + 1, self.nr + 1)), None)
        if danach is not None and kopf_von(danach.kopf).vor != self.vor:
            raise UebergabeFehler(UNTERSCHIED)


def _plausibel(vorher: int | None, jetzt: int) -> bool:
    """Whether a counter grows, and by no leap, from the entry before it in the same log."""
    if vorher is None:
        return 0 < jetzt < _GROESSTER_ZAEHLER
    return vorher < jetzt <= vorher + SPRUNG
