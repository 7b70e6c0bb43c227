"""Taking in the segments of a file: each part checked, then written in large steps."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from ..domain.fehler import UebergabeFehler
from ..domain.schritte import EIGENE_UNTERSCHRIFT
from ..domain.tafel import NACH_EREIGNIS
from ..store.anlage.anlagen import HOECHSTENS
from ..store.log import protokoll, zweige
from ..store.log.loeschung import ART as LOESCHUNG
from ..store.profil.profil import Profil
from ..store.stapel import gestapelt
from ..store.verbindung import Verbindung
from ..trust.kopf import FORMAT, koerper_hash, kopf_von
from ..trust.unterschrift import BELEG_TAG, ist_stand_unterschrieben, ist_unterschrieben
from ..trust.verzeichnis import Platz, Verzeichnis
from .behaelter import BESCHAEDIGT, zeilen
from .bericht import Bericht
from .kette import UNPLAUSIBEL, Gegabelt, Kette
from .manifest import ANLAGE, EREIGNISSE, KOERPER, Segment
from .rahmen import UNTERSCHIED, Eintrag, lies_rahmen, lies_spaet
from .uhr import Uhr

#: So far may a counter be above the next lower one.
SPRUNG = 1_000_000


def _nichts() -> None:
    """Be asked whether to stop where nobody can stop it."""


@dataclass(slots=True)
class Lauf:
    """State of one import: what it touched and which parents are still to be compared.

    `hoechster` is the highest counter held before, `zaehler` those of the new entries.
    `gegabelt` are logs known to fork; `zu_ordnen` those whose branches got something new. `halt` is
    called every few hundred entries and raises where the import is to stop. `mitgebracht` are the
    bodies it brought whose headers are not held (entry, hash).
    """

    v: Verbindung
    verzeichnis: Verzeichnis
    bericht: Bericht
    hoechster: int
    geloescht: frozenset[str]
    nur_vorschau: bool = False
    eigene_logs: frozenset[str] = frozenset()
    gegabelt: set[str] = field(default_factory=set)
    halt: Callable[[], None] = _nichts
    zu_ordnen: set[str] = field(default_factory=set)
    betroffen: dict[str, None] = field(default_factory=dict)
    zaehler: dict[str, int] = field(default_factory=dict)
    offen: list[tuple[str, int]] = field(default_factory=list)
    mitgebracht: set[tuple[str, str]] = field(default_factory=set)
    uhr: Uhr | None = None


def nimm_segment(lauf: Lauf, profil: Profil, segment: Segment, gepackt: memoryview) -> None:
    """Take in one segment; a kind this version does not know is passed over."""
    if segment.art in _SEGMENT:
        _SEGMENT[segment.art](lauf, profil, segment, gepackt)


def _nimm_ereignisse(lauf: Lauf, profil: Profil, segment: Segment, gepackt: memoryview) -> None:
    autor = lauf.verzeichnis.plaetze.get(segment.log)
    if segment.von < 1:
        raise UebergabeFehler(BESCHAEDIGT)
    if autor is None:
        raise UebergabeFehler(
            "Die Datei enthält Einträge eines Arbeitsplatzes, der nicht im Verzeichnis steht. "
            "Es wurde nichts übernommen."
        )
    if not ist_stand_unterschrieben(
        autor.schluessel, segment.bis, segment.kopf, segment.unterschrift
    ):
        raise UebergabeFehler(UNTERSCHIED)
    if segment.log in lauf.gegabelt:
        _nimm_zweig(lauf, autor, segment, gepackt)
    else:
        _nimm_strang(lauf, autor, segment, gepackt)
    protokoll.merke_kopfstand(lauf.v, segment.log, segment.bis, segment.kopf, segment.unterschrift)


def _nimm_strang(lauf: Lauf, autor: Platz, segment: Segment, gepackt: memoryview) -> None:
    bekannt = protokoll.nummern(lauf.v, segment.log, segment.von - 1, segment.bis + 1)
    kette = _kette(lauf, segment, bekannt)
    quelle, bericht = zeilen(segment, gepackt), lauf.bericht
    neu_vorher, bekannt_vorher = bericht.neu, bericht.bekannt
    try:
        for stapel in gestapelt(quelle, len):
            eintraege = [kette.pruefe(lies_rahmen(z)) for z in stapel]
            _nimm_stapel(lauf, autor, eintraege, {e.id for e in eintraege if e.kopf.nr in bekannt})
        kette.schliesse(lauf.v)
    except Gegabelt:
        # What went in so far belongs to the segment and will be met again as known.
        bericht.bekannt = bekannt_vorher - (bericht.neu - neu_vorher)
        _nimm_zweig(lauf, autor, segment, gepackt)


def _nimm_zweig(lauf: Lauf, autor: Platz, segment: Segment, gepackt: memoryview) -> None:
    """Take in a run of a log that forks; in itself it must be whole all the same."""
    lauf.gegabelt.add(segment.log)
    lauf.zu_ordnen.add(segment.log)
    quelle, kette = zeilen(segment, gepackt), None
    for stapel in gestapelt(quelle, len):
        gelesen = list(map(lies_rahmen, stapel))
        kette = kette or _kette_nach(lauf, segment, gelesen[0].kopf.vor)
        eintraege = list(map(kette.pruefe, gelesen))
        _nimm_stapel(lauf, autor, eintraege, set(protokoll.lage(lauf.v, (e.id for e in eintraege))))
    if kette is None:
        raise UebergabeFehler(UNTERSCHIED)
    kette.ende()


def _kette_nach(lauf: Lauf, segment: Segment, vor: str) -> Kette:
    """Begin after the entry a run says it goes on from, whichever branch that stands on."""
    zeile = protokoll.lies(lauf.v, vor) if segment.von > 1 else None
    if zeile is None:
        return Kette(segment, {}, 0, lauf.verzeichnis)
    kopf, davor = kopf_von(zeile.kopf), {segment.von - 1: vor}
    if (kopf.log, kopf.nr) != (segment.log, segment.von - 1):
        raise UebergabeFehler(UNTERSCHIED)
    return Kette(segment, davor, kopf.lamport, lauf.verzeichnis, kopf.verz[0])


def _kette(lauf: Lauf, segment: Segment, bekannt: dict[int, str]) -> Kette:
    """Begin where the entry before the segment, or the log itself, leaves off."""
    zaehler, fassung = 0, 0
    if vorher := bekannt.get(segment.von - 1):
        zeile = protokoll.lies(lauf.v, vorher)
        if zeile is not None:
            kopf = kopf_von(zeile.kopf)
            zaehler, fassung = kopf.lamport, kopf.verz[0]
    return Kette(segment, bekannt, zaehler, lauf.verzeichnis, fassung)


def _nimm_stapel(lauf: Lauf, autor: Platz, stapel: list[Eintrag], gehalten: set[str]) -> None:
    lauf.halt()
    for e in stapel:
        _pruefe_eintrag(autor, e)
    neu = [e for e in stapel if e.id not in gehalten]
    weg = {e.id for e in neu if e.id in lauf.geloescht and e.kopf.art != LOESCHUNG}
    protokoll.fuege_ein(
        lauf.v,
        ((e.id, e.kopf, e.roh, None if e.id in weg else e.koerper, e.unterschrift) for e in neu),
    )
    lauf.bericht.neu += len(neu)
    lauf.bericht.neuere += sum(_ist_neuer(e) for e in neu)
    if lauf.uhr is not None and (tag := lauf.uhr.abweichung(e.kopf for e in neu)):
        lauf.bericht.uhren.setdefault(autor.log, tag)
    if autor.log in lauf.eigene_logs:
        lauf.bericht.eigene += len(neu)
    lauf.bericht.bekannt += len(stapel) - len(neu)
    lauf.betroffen.update(dict.fromkeys(e.kopf.fall or e.id for e in neu))
    _merke_eltern(lauf, neu)
    _nimm_koerper(
        lauf,
        {e.id: e.koerper for e in stapel if e.koerper is not None and e.id in gehalten},
    )


def _ist_neuer(e: Eintrag) -> bool:
    return e.kopf.v > FORMAT or e.kopf.art not in NACH_EREIGNIS


def _pruefe_eintrag(autor: Platz, e: Eintrag) -> None:
    if e.unterschrift is None and e.kopf.art not in EIGENE_UNTERSCHRIFT:
        return
    if not ist_unterschrieben(autor.schluessel, BELEG_TAG, e.roh, e.unterschrift or ""):
        raise UebergabeFehler(UNTERSCHIED)


def _merke_eltern(lauf: Lauf, neu: Iterable[Eintrag]) -> None:
    lauf.zaehler.update((e.id, e.kopf.lamport) for e in neu)
    for e in neu:
        for eltern in e.kopf.eltern:
            zaehler = lauf.zaehler.get(eltern)
            if zaehler is None:
                lauf.offen.append((eltern, e.kopf.lamport))
            elif zaehler >= e.kopf.lamport:
                raise UebergabeFehler(UNPLAUSIBEL)


def pruefe_zaehler(lauf: Lauf) -> None:
    """Refuse counters that only the whole file shows to be wrong, in whatever order it came."""
    _pruefe_spruenge(lauf)
    _vergleiche_eltern(lauf)
    # Folding comes next and needs the room.
    lauf.zaehler.clear()
    lauf.offen.clear()


def _pruefe_spruenge(lauf: Lauf) -> None:
    """Refuse a leap beyond all that is known and all that is lower in the file."""
    bisher = lauf.hoechster
    for zaehler in sorted(lauf.zaehler.values()):
        if zaehler > bisher + SPRUNG:
            raise UebergabeFehler(UNPLAUSIBEL)
        bisher = max(bisher, zaehler)


def _vergleiche_eltern(lauf: Lauf) -> None:
    """Refuse entries whose counter is not above that of a parent from another segment."""
    fremde = {eltern for eltern, _ in lauf.offen if eltern not in lauf.zaehler}
    bekannt = {ident: zaehler for ident, (_, zaehler) in protokoll.lage(lauf.v, fremde).items()}
    for eltern, zaehler in lauf.offen:
        if max(lauf.zaehler.get(eltern, 0), bekannt.get(eltern, 0)) >= zaehler:
            raise UebergabeFehler(UNPLAUSIBEL)


def ordne_zweige(lauf: Lauf) -> None:
    """Keep the branches of forked logs apart once everything is in; their cases change."""
    for log in sorted(lauf.zu_ordnen):
        lauf.betroffen.update(dict.fromkeys(sorted(zweige.ordne(lauf.v, log))))


def _nimm_spaete(lauf: Lauf, _profil: Profil, segment: Segment, gepackt: memoryview) -> None:
    for zeilen_ in gestapelt(zeilen(segment, gepackt), len):
        lauf.halt()
        stapel = list(map(lies_spaet, zeilen_))
        warten = [(ident, roh) for ident, roh in stapel if ident not in lauf.geloescht]
        lauf.mitgebracht.update(protokoll.lass_warten(lauf.v, warten))
        _pruefe_koerper(lauf, stapel)
        _nimm_koerper(lauf, dict(stapel))


def nimm_wartende(lauf: Lauf) -> None:
    """Add waiting bodies whose headers have come; raises `UebergabeFehler` for a wrong one.

    Wrong ones of earlier files are dropped: who brought them has nothing to do with this file.
    """
    laengen, falsche = protokoll.sichte_wartende(lauf.v)
    if lauf.mitgebracht & falsche:
        raise UebergabeFehler(UNTERSCHIED)
    for stapel in gestapelt(laengen, laengen.__getitem__):
        _nimm_koerper(lauf, protokoll.nimm_wartende(lauf.v, stapel))


def _pruefe_koerper(lauf: Lauf, koerper: Collection[tuple[str, bytes]]) -> None:
    """Refuse a body that is not the one its header names, whether it is needed or not."""
    koepfe = dict(protokoll.koepfe_zu(lauf.v, {ident for ident, _ in koerper}))
    for ident, roh in koerper:
        if ident in koepfe and koerper_hash(roh) != kopf_von(koepfe[ident]).koerper:
            raise UebergabeFehler(UNTERSCHIED)


def _nimm_koerper(lauf: Lauf, koerper: dict[str, bytes]) -> None:
    """Add bodies to known headers; each must be the one its header names."""
    neu = {}
    for ident, kopf_roh in protokoll.ohne_koerper(lauf.v, koerper):
        kopf, roh = kopf_von(kopf_roh), koerper[ident]
        if ident in lauf.geloescht and kopf.art != LOESCHUNG:
            continue
        if koerper_hash(roh) != kopf.koerper:
            raise UebergabeFehler(UNTERSCHIED)
        neu[ident] = roh
        lauf.betroffen[kopf.fall or ident] = None
    protokoll.setze_koerper(lauf.v, neu)
    lauf.bericht.spaete += len(neu)


def _nimm_anlage(lauf: Lauf, profil: Profil, segment: Segment, gepackt: memoryview) -> None:
    if segment.laenge != segment.roh or segment.laenge > HOECHSTENS:
        raise UebergabeFehler(BESCHAEDIGT)
    if not lauf.nur_vorschau:
        profil.anlagen.lege_ab(bytes(gepackt))
    lauf.bericht.anlagen += 1


_SEGMENT: dict[str, Callable[[Lauf, Profil, Segment, memoryview], None]] = {
    EREIGNISSE: _nimm_ereignisse,
    KOERPER: _nimm_spaete,
    ANLAGE: _nimm_anlage,
}
