"""Which bodies a Stelle may read now: the visibility table applied to the state of each case."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from ..domain.rollen import Rolle
from ..domain.schritt import Fallart, Klasse
from ..domain.sichtbarkeit import Lage, darf_lesen
from ..store.faelle import alle_buendel, bilder
from ..store.verbindung import Verbindung
from ..trust.kopf import Kopf, als_ereignis
from ..trust.verzeichnis import Verzeichnis

Darf = Callable[[str, Kopf, bytes], bool]


@dataclass(frozen=True, slots=True)
class Leser:
    """The Stelle a file is for, with the roles it holds."""

    stelle: str
    rollen: frozenset[Rolle]

    @property
    def nur_cm_stelle(self) -> bool:
        """Whether it must not even receive headers of other CM-Stellen."""
        return self.rollen <= {Rolle.CM_STELLE}


@dataclass(frozen=True, slots=True)
class Akten:
    """The state of the cases, the same for all readers, and whose each Meldung is."""

    lagen: Mapping[str, Lage]
    besitzer: Mapping[str, str]


def logs_fuer(verzeichnis: Verzeichnis, leser: Leser) -> set[str]:
    """Return the logs whose headers a reader receives."""
    if not leser.nur_cm_stelle:
        return set(verzeichnis.plaetze)
    return {
        z.log
        for z in verzeichnis.zuweisungen
        if z.rolle != Rolle.CM_STELLE or z.stelle == leser.stelle
    }


def freigabe(akten: Akten, leser: Leser) -> Darf:
    """Return the question "may this reader have the body?" by case id, header and body."""

    def darf(fall: str, kopf: Kopf, koerper: bytes) -> bool:
        urheber = {kopf.stelle, akten.besitzer.get(fall, "")}
        if kopf.klasse == Klasse.ERFOLG and kopf.rolle != Rolle.CM_STELLE:
            urheber.add(als_ereignis("", kopf, koerper).urheber)
        lage = akten.lagen.get(fall, _KEINE)
        if not darf_lesen(kopf.klasse, leser.stelle, leser.rollen, urheber, lage):
            return False
        nur_ja = kopf.klasse == Klasse.BESCHLUSS and leser.nur_cm_stelle
        return not (nur_ja and _ist_nein(kopf, koerper))

    return darf


def _ist_nein(kopf: Kopf, koerper: bytes) -> bool:
    """Whether a decision is a No: those reach CM-Stellen by Bescheid and Themenblatt only."""
    return als_ereignis("", kopf, koerper).schritt == "auftrag_nicht_erteilen"


_KEINE = Lage()


def lies_akten(v: Verbindung) -> Akten:
    """Read the state of every case as far as it opens bodies."""
    lagen: dict[str, Lage] = {}
    besitzer: dict[str, str] = {}
    for fall, art, stelle, bild in bilder(v):
        if art == Fallart.MELDUNG:
            besitzer[fall] = stelle
        elif art == Fallart.HERAUSFORDERUNG:
            lagen[fall] = Lage(bild.weitergeleitet, bild.bekanntgegeben, frozenset(bild.gruppen))
    for herausforderung, meldung in alle_buendel(v):
        von = lagen.get(herausforderung, _KEINE)
        lagen[meldung] = _vereint(lagen.get(meldung, _KEINE), von)
    return Akten(lagen, besitzer)


def _vereint(eine: Lage, andere: Lage) -> Lage:
    return replace(
        eine,
        weitergeleitet=eine.weitergeleitet or andere.weitergeleitet,
        nach_schritt_7=eine.nach_schritt_7 or andere.nach_schritt_7,
        gruppen=eine.gruppen | andere.gruppen,
    )
