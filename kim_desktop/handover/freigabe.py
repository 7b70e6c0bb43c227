"""Which bodies a Stelle may read now: the visibility table applied to the state of each case."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

from ..domain.felder import text
from ..domain.rollen import Rolle
from ..domain.schritt import Fallart, Klasse
from ..domain.sichtbarkeit import Lage, darf_lesen, eigene_klassen, offene_klassen
from ..store.ansicht.faelle import alle_buendel, bilder, uebernommen_von
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


@dataclass(slots=True)
class Aktenstand:
    """Situation and owners by case, and the versions kept back."""

    lagen: dict[str, Lage] = field(default_factory=dict)
    besitzer: dict[str, frozenset[str]] = field(default_factory=dict)
    verdeckt: set[str] = field(default_factory=set)


class Akten:
    """What opens and closes bodies, the same for all readers; read when first asked for.

    For a file to the CM-Koordination hardly anybody asks.
    """

    def __init__(self, v: Verbindung) -> None:
        """Read over `v`, which has to stay open as long as somebody may ask."""
        self._v = v

    @cached_property
    def stand(self) -> Aktenstand:
        """The state of every case as far as it opens bodies."""
        return _lies_akten(self._v)


def logs_fuer(v: Verbindung, verzeichnis: Verzeichnis, leser: Leser) -> set[str]:
    """Return the logs whose headers a reader receives.

    A CM-Stelle gets those of other roles, its own, and those of a Stelle whose Meldungen it took
    over.
    """
    if not leser.nur_cm_stelle:
        return set(verzeichnis.plaetze)
    eigene = {leser.stelle, *uebernommen_von(v, leser.stelle)}
    return {
        z.log for z in verzeichnis.zuweisungen if z.rolle != Rolle.CM_STELLE or z.stelle in eigene
    }


def leser_fuer(verzeichnis: Verzeichnis, stelle: str, tag: str) -> Leser:
    """Return a Stelle as the reader it is on a day."""
    return Leser(stelle, verzeichnis.rollen_von(stelle, tag))


def leser_an(verzeichnis: Verzeichnis, log: str, tag: str) -> tuple[Leser, ...]:
    """Return the Stellen an Arbeitsplatz acts for on a day, its main one always among them."""
    platz = verzeichnis.plaetze.get(log)
    stellen = {platz.stelle, *verzeichnis.rollen(log, tag)} if platz else ()
    return tuple(leser_fuer(verzeichnis, stelle, tag) for stelle in sorted(stellen))


def logs_fuer_alle(v: Verbindung, verzeichnis: Verzeichnis, leser: Iterable[Leser]) -> set[str]:
    """Return the logs whose headers one of these readers receives."""
    return set().union(*(logs_fuer(v, verzeichnis, einer) for einer in leser))


@dataclass(frozen=True, slots=True)
class Regel:
    """Which bodies a reader may have.

    `offen` are the classes of which it gets every body, `eigene` those where it counts whose one
    is. `kann` asks by class, case and, of such a class, whether the entry names the Stelle at all:
    a No spares reading it. `darf` asks by id, header and body.
    """

    offen: frozenset[str]
    eigene: frozenset[str]
    kann: Callable[[str, str, bool], bool]
    darf: Darf


def freigabe(akten: Akten, leser: Leser) -> Regel:
    """Return the rule about what a reader may have."""
    vertraut = Rolle.CM_KOORDINATION in leser.rollen
    # Nothing is kept back from the CM-Koordination: most bodies need no second look.
    offen = offene_klassen(leser.rollen) if vertraut else frozenset()

    @cache
    def kann(klasse: str, fall: str, genannt: bool) -> bool:
        if klasse in offen:
            return True
        besitzer = akten.stand.besitzer.get(fall, frozenset())
        urheber = {leser.stelle} if genannt else besitzer
        lage = akten.stand.lagen.get(fall, _KEINE)
        return darf_lesen(klasse, leser.stelle, leser.rollen, urheber, lage)

    def darf(ident: str, kopf: Kopf, koerper: bytes) -> bool:
        if kopf.klasse in offen:
            return True
        stand, fall = akten.stand, kopf.fall or ident
        besitzer = stand.besitzer.get(fall, frozenset())
        urheber = {kopf.stelle, *besitzer}
        if kopf.klasse in _FUER_ANDERE and kopf.rolle != Rolle.CM_STELLE:
            urheber.add(als_ereignis("", kopf, koerper).urheber)
        fremd = not vertraut and leser.stelle not in besitzer
        if fremd and stand.verdeckt and _bezug(ident, kopf, koerper) in stand.verdeckt:
            return False
        lage = stand.lagen.get(fall, _KEINE)
        if not darf_lesen(kopf.klasse, leser.stelle, leser.rollen, urheber, lage):
            return False
        nur_ja = kopf.klasse == Klasse.BESCHLUSS and leser.nur_cm_stelle
        return not (nur_ja and _ist_nein(kopf, koerper))

    return Regel(offen, eigene_klassen(leser.rollen), kann, darf)


#: Classes whose bodies belong to the Stelle they were recorded for.
_FUER_ANDERE = frozenset({Klasse.ERFOLG, Klasse.MELDUNG})
_NEIN = "auftrag_nicht_erteilen"
_BERICHTIGUNG = "berichtigung_der_meldung"


def _bezug(ident: str, kopf: Kopf, koerper: bytes) -> str:
    """Return the entry whose words these are: of a correction, the one it corrects."""
    if kopf.art != _BERICHTIGUNG:
        return ident
    return text(als_ereignis("", kopf, koerper).inhalt or {}, "eintrag")


def _ist_nein(kopf: Kopf, koerper: bytes) -> bool:
    """Whether a decision is a No: those reach CM-Stellen by Bescheid and Themenblatt only."""
    ereignis = als_ereignis("", kopf, koerper)
    return _NEIN in (ereignis.schritt, (ereignis.inhalt or {}).get("schritt"))


_KEINE = Lage()


def _lies_akten(v: Verbindung) -> Aktenstand:
    akten = Aktenstand()
    agenden: list[tuple[str, tuple[str, ...]]] = []
    for fall, art, stelle, bild in bilder(v):
        if art == Fallart.MELDUNG:
            akten.besitzer[fall] = frozenset({stelle, bild.nachfolge} - {""})
            akten.verdeckt.update(bild.verdeckt)
        elif art == Fallart.HERAUSFORDERUNG:
            gruppen = frozenset(bild.gruppen)
            akten.lagen[fall] = Lage(bild.weitergeleitet, bild.bekanntgegeben, gruppen)
        elif art == Fallart.SITZUNG:
            agenden.append((fall, bild.vorgaenge))
    for herausforderung, meldung in alle_buendel(v):
        _oeffne(akten.lagen, meldung, herausforderung)
    for sitzung, vorgaenge in agenden:
        for vorgang in vorgaenge:
            _oeffne(akten.lagen, sitzung, vorgang)
    return akten


def _oeffne(lagen: dict[str, Lage], fall: str, wegen: str) -> None:
    """Open a case to whom another one opens it, too."""
    lagen[fall] = _vereint(lagen.get(fall, _KEINE), lagen.get(wegen, _KEINE))


def _vereint(eine: Lage, andere: Lage) -> Lage:
    return replace(
        eine,
        weitergeleitet=eine.weitergeleitet or andere.weitergeleitet,
        nach_schritt_7=eine.nach_schritt_7 or andere.nach_schritt_7,
        gruppen=eine.gruppen | andere.gruppen,
    )
