"""The Meldungen of a CM-Stelle: where each stands as far as it was told, and what can be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ...domain.ereignis import Eintrag
from ...domain.faelle import Beleg, Meldung
from ...domain.felder import text
from ...domain.schritt import Fallart
from ...domain.tafel import muster
from ...domain.zustaende import SCHRITT_DER_HERAUSFORDERUNG, Zustand
from ...store.ansicht import faelle
from ...store.ansicht.faelle import FallZeile, Filter
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Identitaet
from ..schritt.moeglich import moegliche
from ..suche import fall_zu
from .lesbar import Absatz, absaetze, datum
from .schon_wieder import kein_schon_wieder

_HOECHSTENS = 2000
_FALLZAHL = next(f.auswahl or {} for f in muster("melden").felder if f.name == "fallzahlklasse")


@dataclass(frozen=True, slots=True)
class MeineMeldung:
    """One row: `schritt` of the eight, `termin` an ISO day or empty, `moeglich` step names."""

    kennung: str
    gemeldet_am: str
    titel: str
    zustand: str
    schritt: int
    termin: str
    antwort_vom: str
    absaetze: tuple[Absatz, ...]
    moeglich: frozenset[str]
    kein_schon_wieder: str
    thema: str
    beendet: bool


def meine_meldungen(
    v: Verbindung, wer: Identitaet, stellen: Iterable[str], heute: date
) -> tuple[MeineMeldung, ...]:
    """Return what these Stellen reported or look after now, newest first."""
    gefaltet = ((z, fall_zu(v, wer, z)) for z in _zeilen(v, set(stellen)))
    meldungen = [_zeige(wer, z, m, heute) for z, m in gefaltet if isinstance(m, Meldung)]
    return tuple(sorted(meldungen, key=lambda m: (m.gemeldet_am, m.kennung), reverse=True))


def _zeilen(v: Verbindung, stellen: set[str]) -> list[FallZeile]:
    zeilen = []
    for stelle in stellen.union(*(faelle.uebernommen_von(v, s) for s in stellen)):
        wahl = Filter(arten=(Fallart.MELDUNG,), stelle=stelle)
        gefunden = faelle.seite(v, wahl, anzahl=_HOECHSTENS)
        if stelle not in stellen:
            gefunden = [z for z in gefunden if faelle.bild(v, z.id).nachfolge in stellen]
        zeilen += gefunden
    return zeilen


def _zeige(wer: Identitaet, zeile: FallZeile, fall: Meldung, heute: date) -> MeineMeldung:
    bescheid = fall.bescheide[-1] if fall.bescheide else None
    zustand, wort = _bekannter_stand(fall, bescheid)
    termin = text(bescheid.inhalt, "naechster_termin") if bescheid else ""
    return MeineMeldung(
        kennung=zeile.kennung,
        gemeldet_am=fall.verlauf[0].tag,
        titel=zeile.titel,
        zustand=wort,
        schritt=_schritt(zustand),
        termin=termin if termin >= heute.isoformat() else "",
        antwort_vom=bescheid.tag if bescheid else "",
        absaetze=_absaetze(wer, fall, bescheid),
        moeglich=frozenset(m.name for m in moegliche(wer, zeile, fall)),
        kein_schon_wieder=kein_schon_wieder(fall),
        thema=fall.thema,
        beendet=fall.zustand in _ENDEN,
    )


def _bekannter_stand(fall: Meldung, bescheid: Beleg | None) -> tuple[Zustand, str]:
    """Return state and word: what the Stelle was told, unless the Meldung moved since."""
    if bescheid is None or fall.zustand in _ENDEN or _seither_bewegt(fall, bescheid.id):
        return fall.zustand, fall.zustand.label
    gesagt = text(bescheid.inhalt, "zustand")
    zustand = Zustand(gesagt) if gesagt in set(Zustand) else fall.zustand
    return zustand, text(bescheid.inhalt, "stand") or zustand.label


def _seither_bewegt(fall: Meldung, bescheid: str) -> bool:
    damals = next((e for e in fall.verlauf if e.id == bescheid), None)
    return isinstance(damals, Eintrag) and damals.zustand != fall.zustand


def _schritt(zustand: Zustand) -> int:
    if zustand in _DER_MELDUNG:
        return 1
    return SCHRITT_DER_HERAUSFORDERUNG.get(zustand, 0)


def _absaetze(wer: Identitaet, fall: Meldung, bescheid: Beleg | None) -> tuple[Absatz, ...]:
    inhalt, antwort = fall.inhalt, bescheid.inhalt if bescheid else {}
    wieder = [w.get("am", "") for w in inhalt.get("wieder_aufgetreten") or ()]
    fragen = [
        text(f.inhalt, "text") for f in fall.offene_rueckfragen if f.urheber not in wer.rollen
    ]
    andere = fall.zustaendig not in wer.rollen
    return absaetze(
        (_GRUND.get(fall.zustand, ""), fall.grund if fall.zustand in _GRUND else ""),
        ("Offene Rückfrage an Sie", " ".join(fragen)),
        (f"Letzte Antwort vom {datum(bescheid.tag)}" if bescheid else "", text(antwort, "text")),
        ("Grund", text(antwort, "grund")),
        *(
            ("Antwort auf Ihre Rückfrage", text(fall.antworten[f.id].inhalt, "text"))
            for f in fall.rueckfragen
            if f.urheber in wer.rollen and f.id in fall.antworten
        ),
        ("Kurzfassung", text(inhalt, "kurzfassung")),
        ("Fallzahl", _FALLZAHL.get(text(inhalt, "fallzahlklasse"), "")),
        ("Wieder aufgetreten", ", ".join(map(datum, wieder))),
        (
            "Ihr Widerspruch",
            text(fall.widerspruch.inhalt, "begruendung") if fall.widerspruch else "",
        ),
        ("Übernommen von", wer.name_von(fall.zustaendig) if andere else ""),
    )


_ENDEN = frozenset({Zustand.ERLEDIGT, Zustand.ZURUECKGEZOGEN})
_DER_MELDUNG = frozenset({Zustand.GEMELDET, Zustand.ZUR_ERGAENZUNG, Zustand.ZURUECKGEZOGEN})
_GRUND = {
    Zustand.ZUR_ERGAENZUNG: "Die CM-Koordination bittet um Ergänzung",
    Zustand.BEOBACHTET: "Warum beobachtet wird",
    Zustand.ERLEDIGT: "Warum erledigt",
    Zustand.ZURUECKGEZOGEN: "Warum zurückgezogen",
}
