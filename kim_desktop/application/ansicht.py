"""Looking: lists, one case with its history, tasks, search."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from ..domain.ereignis import Eintrag, Wirkung
from ..domain.faelle import (
    OEFFENTLICHKEITSARBEIT,
    Fall,
    Herausforderung,
    Meldung,
    Sitzung,
)
from ..domain.felder import text
from ..domain.rollen import Rolle
from ..domain.schritt import Fallart, Schritt
from ..domain.schritte import AN_DER_REIHE, SCHRITTE, VERBORGEN
from ..domain.schwelle import Schwelle
from ..domain.tafel import NACH_NAME
from ..domain.zustaende import Zustand
from ..insight.vorlagennummer import vergebene
from ..store.ansicht import faelle
from ..store.ansicht.faelle import FallZeile, Filter
from ..store.verbindung import Verbindung
from .arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from .loeschung.stand import vermerke
from .schritt.auswahl import ansatztitel
from .schritt.berichtigen import berichtigbar, inhalt_des_eintrags
from .schritt.erfolgsfrage import wird_gefragt
from .schritt.loeschen import loeschbar
from .schritt.moeglich import Moeglich, darf, moegliche
from .suche import fall_zu, finde
from .uebergabe import platzhalter
from .worte import als_tag, ausgang
from .zaehlung import zaehle

__all__ = ["Aufgabe", "Detail", "FallZeile", "Filter", "Moeglich", "aufgaben", "liste", "zeige"]

SICHTBAR = (Fallart.MELDUNG, Fallart.HERAUSFORDERUNG, Fallart.SITZUNG)
_WARTEND = frozenset(zustand for art, zustand in AN_DER_REIHE if art is Fallart.MELDUNG)


@dataclass(frozen=True, slots=True)
class Aufgabe:
    """A case and what this Arbeitsplatz can do about it now."""

    fall: FallZeile
    schritte: tuple[Moeglich, ...]

    @property
    def faellig(self) -> bool:
        """Whether the process waits for this Arbeitsplatz."""
        return any(s.faellig for s in self.schritte)


@dataclass(frozen=True, slots=True)
class Verlaufszeile:
    """One line of a history in words."""

    id: str
    tag: str
    nummer: int
    schritt: str
    label: str
    stelle: str
    rolle: str
    fuer: str
    vermerk: str
    zustand: str
    inhalt: dict[str, Any]
    berichtigbar: bool
    loeschbar: bool

    @property
    def benannt(self) -> str:
        """What the entry is called where it stands alone."""
        return f"{self.label}, {als_tag(self.tag)}, {self.stelle}"


@dataclass(frozen=True, slots=True)
class Detail:
    """One case in full: its row, state, history, possible steps and threshold.

    `namen` says what ids in the contents stand for: Stellen, cases, Lösungsansätze, questions.
    """

    zeile: FallZeile
    fall: Fall
    verlauf: tuple[Verlaufszeile, ...]
    schritte: tuple[Moeglich, ...]
    meldungen: tuple[FallZeile, ...]
    schwelle: Schwelle | None
    hinweise: tuple[str, ...]
    namen: Mapping[str, str]


def liste(
    ap: Arbeitsplatz, wahl: Filter, nach: FallZeile | None = None, anzahl: int = 200
) -> list[FallZeile]:
    """Return one page of cases in order of Kennung, after the row `nach`."""
    arten = wahl.arten or SICHTBAR
    with ap.profil.datenbank.lesen() as v:
        return faelle.seite(v, _mit_arten(wahl, arten), nach, anzahl)


def zaehle_faelle(ap: Arbeitsplatz, wahl: Filter) -> int:
    """Return how many cases the filter shows."""
    with ap.profil.datenbank.lesen() as v:
        return faelle.anzahl(v, _mit_arten(wahl, wahl.arten or SICHTBAR))


def zeige(ap: Arbeitsplatz, kennung: str) -> Detail:
    """Return one case; raises `EingabeFehler` for an unknown Kennung."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        zeile, fall = finde(v, wer, kennung)
        ist_hf = isinstance(fall, Herausforderung)
        links = fall.meldungen if isinstance(fall, Herausforderung) else ()
        meldungen = [z for z in faelle.zu_ids(v, links) if z.kennung]
        return Detail(
            zeile,
            fall,
            tuple(_verlauf(v, wer, fall)),
            tuple(moegliche(wer, zeile, fall)),
            tuple(meldungen),
            zaehle(v, wer, fall) if ist_hf and meldungen else None,
            tuple(_hinweise(v, zeile, fall)),
            _namen(v, wer, fall),
        )


def _namen(v: Verbindung, wer: Identitaet, fall: Fall) -> dict[str, str]:
    genannt: tuple[str, ...] = ()
    ansaetze: dict[str, str] = {}
    if isinstance(fall, Meldung):
        genannt = (fall.thema,)
    elif isinstance(fall, Sitzung):
        genannt = fall.vorgaenge
    elif isinstance(fall, Herausforderung):
        gruppen = {str(g.get("id")): str(g.get("name")) for g in fall.auftraege}
        ansaetze = {**gruppen, **ansatztitel(fall), OEFFENTLICHKEITSARBEIT: "Öffentlichkeitsarbeit"}
    return {
        **wer.stellennamen,
        **{z.id: f"{z.kennung} {z.titel}".strip() for z in faelle.zu_ids(v, genannt)},
        **ansaetze,
        **{f.id: text(f.inhalt, "text") for f in fall.rueckfragen},
    }


def _hinweise(v: Verbindung, zeile: FallZeile, fall: Fall) -> Iterable[str]:
    """Say what people should know before they go on."""
    if zeile.kennung != zeile.eigene_kennung:
        yield (
            f"Die Kennung {zeile.eigene_kennung} sagt hier nicht allein, welcher Vorgang gemeint "
            f"ist; dieser heißt hier {zeile.kennung}. Bitte der CM-Koordination Bescheid geben."
        )
    if isinstance(fall, Meldung) and fall.widerspruch:
        yield f"Widerspruch gegen die Bündelung: {text(fall.widerspruch.inhalt, 'begruendung')}"
    for frage in fall.offene_rueckfragen:
        yield f"Offene Rückfrage: {text(frage.inhalt, 'text')}"
    if not isinstance(fall, Herausforderung):
        return
    if fall.strittig:
        yield (
            f"Strittig: {len(fall.strittig)} Entscheidungen widersprechen sich. Bis zur Klärung "
            "geht es nicht weiter, und es wird kein Papier gedruckt."
        )
    for runde in fall.frueher:
        yield f"Kam schon einmal: {ausgang(runde)}"
    if fall.zustand in _VOR_DER_VORLAGE and not fall.anfragen:
        yield "Es wurde noch keine Stellungnahme einer betroffenen Stelle eingeholt."
    nummer = fall.vorlage.inhalt.get("vorlagennummer") if fall.vorlage else None
    andere = set(vergebene(v).get(nummer, ())) - {fall.id} if isinstance(nummer, str) else set()
    if andere:
        kennungen = ", ".join(z.kennung for z in faelle.zu_ids(v, sorted(andere)))
        yield f"Die Vorlagennummer {nummer} trägt auch {kennungen}."


def aufgaben(ap: Arbeitsplatz) -> list[Aufgabe]:
    """Return every case this Arbeitsplatz can do something about, due ones first."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        zeilen = faelle.seite(v, Filter(arten=SICHTBAR), anzahl=None)
        alle = [_aufgabe(v, wer, zeile, ap.heute()) for zeile in zeilen]
    offen = [a for a in alle if a.schritte]
    return sorted(offen, key=lambda a: (not a.faellig, a.fall.kennung))


def faellige(ap: Arbeitsplatz) -> list[Aufgabe]:
    """Return the cases that wait for this Arbeitsplatz.

    Most Meldungen wait for nobody, which their rows tell: they need not be folded.
    """
    with ap.profil.datenbank.lesen() as v:
        wer, gefragt = identitaet(ap, v), faelle.gefragte(v)
        alle = [
            _aufgabe(v, wer, zeile, ap.heute())
            for zeile in faelle.seite(v, Filter(arten=SICHTBAR), anzahl=None)
            if zeile.art != Fallart.MELDUNG or zeile.zustand in _WARTEND or zeile.id in gefragt
        ]
    return [a for a in alle if a.faellig]


def nichts_wartet(ap: Arbeitsplatz) -> str:
    """Say that there is no task, and why none can be seen where no role is held on this day."""
    with ap.profil.datenbank.lesen() as v:
        return identitaet(ap, v).ohne_rolle or "Zurzeit wartet nichts auf Sie."


def _aufgabe(v: Verbindung, wer: Identitaet, zeile: FallZeile, heute: date) -> Aufgabe:
    fall = fall_zu(v, wer, zeile)
    schritte = tuple(moegliche(wer, zeile, fall))
    if any(s.name == "erfolg_melden" for s in schritte) and isinstance(fall, Herausforderung):
        gefragt = Rolle.CM_STELLE in wer.alle_rollen and wird_gefragt(v, wer, fall, heute)
        schritte = tuple(
            replace(s, faellig=gefragt) if s.name == "erfolg_melden" else s for s in schritte
        )
    return Aufgabe(zeile, schritte)


def gruendende(ap: Arbeitsplatz) -> list[Moeglich]:
    """Return the steps with which this Arbeitsplatz can begin something new."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
    return [
        Moeglich(s.name, s.label, s.nummer, False)
        for s in SCHRITTE
        if s.gruendet and s.name not in VERBORGEN and darf(wer, s)
    ]


def _mit_arten(wahl: Filter, arten: Iterable[str]) -> Filter:
    return Filter(tuple(arten), wahl.zustaende, wahl.stelle, wahl.text, wahl.strittig)


def _verlauf(v: Verbindung, wer: Identitaet, fall: Fall) -> Iterable[Verlaufszeile]:
    fehlt = platzhalter.platzhalter(v, wer, fall)
    geloescht = vermerke(v, wer, [e.id for e in fall.verlauf])
    for eintrag in fall.verlauf:
        yield from map(_fehlzeile, fehlt.get(eintrag.id, ()))
        yield _verlaufszeile(v, wer, fall, eintrag, geloescht.get(eintrag.id, ""), bool(fehlt))


def _verlaufszeile(
    v: Verbindung, wer: Identitaet, fall: Fall, eintrag: Eintrag, geloescht: str, lueckenhaft: bool
) -> Verlaufszeile:
    vorbild = _zeile_des_eintrags(eintrag)
    nur_folge = lueckenhaft and eintrag.wirkung in _WARTET_AUF_FEHLENDES
    wirkung = geloescht or (platzhalter.folge() if nur_folge else eintrag.wirkung.label)
    return Verlaufszeile(
        eintrag.id,
        eintrag.tag,
        vorbild.nummer if vorbild else 0,
        eintrag.schritt,
        vorbild.label if vorbild else _LABEL_OHNE_KOERPER,
        wer.name_von(eintrag.stelle),
        eintrag.rolle,
        wer.name_von(eintrag.fuer_stelle) if eintrag.fuer_stelle else "",
        ", ".join(filter(None, (wirkung, _DOPPELT * eintrag.gegabelt))),
        eintrag.zustand,
        {} if eintrag.wirkung is Wirkung.NICHT_EINSEHBAR else inhalt_des_eintrags(v, eintrag.id),
        berichtigbar(wer, fall, eintrag),
        loeschbar(wer, eintrag),
    )


def _fehlzeile(fehlt: platzhalter.Platzhalter) -> Verlaufszeile:
    """Return the line that stands where an entry is missing."""
    return Verlaufszeile(
        id=fehlt.id,
        tag="",
        nummer=0,
        schritt="",
        label=platzhalter.label(),
        stelle=fehlt.stelle,
        rolle="",
        fuer="",
        vermerk=fehlt.vermerk,
        zustand="",
        inhalt={},
        berichtigbar=False,
        loeschbar=False,
    )


_WARTET_AUF_FEHLENDES = frozenset({Wirkung.OHNE_ZUSTAENDIGKEIT, Wirkung.PASST_NICHT})
_VOR_DER_VORLAGE = frozenset({Zustand.GEBUENDELT, Zustand.BEOBACHTET, Zustand.VORGELEGT})


def _zeile_des_eintrags(eintrag: Eintrag) -> Schritt | None:
    """Return the row of the table an entry was written by; its header type tells them apart."""
    zeilen = NACH_NAME.get(eintrag.schritt, ())
    return next((z for z in zeilen if z.ereignis == eintrag.art), next(iter(zeilen), None))


_LABEL_OHNE_KOERPER = "Eintrag"
_DOPPELT = "von einem Arbeitsplatz, den es zweimal gibt"
