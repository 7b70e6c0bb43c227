"""Looking: lists, one case with its history, tasks, search."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..domain.ereignis import Wirkung
from ..domain.faelle import Fall, Herausforderung, Meldung
from ..domain.fehler import EingabeFehler
from ..domain.rollen import Rolle
from ..domain.schritt import Fallart, Schritt
from ..domain.schritte import AN_DER_REIHE, NACH_NAME, SCHRITTE, VERBORGEN
from ..domain.schwelle import Schwelle
from ..domain.zustaende import Zustand
from ..insight.vorlagennummer import vergebene
from ..store import faelle, protokoll
from ..store.faelle import FallZeile, Filter
from ..store.projektion import falte
from ..store.verbindung import Verbindung
from ..trust.kopf import als_ereignis, kopf_von
from .arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from .zaehlung import zaehle

__all__ = ["Aufgabe", "Detail", "FallZeile", "Filter", "Moeglich", "aufgaben", "liste", "zeige"]

SICHTBAR = (Fallart.MELDUNG, Fallart.HERAUSFORDERUNG)


@dataclass(frozen=True, slots=True)
class Moeglich:
    """A step that can be done now; `faellig` when the straight way waits for it."""

    name: str
    label: str
    nummer: int
    faellig: bool


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


@dataclass(frozen=True, slots=True)
class Detail:
    """One case in full: its row, state, history, possible steps and threshold."""

    zeile: FallZeile
    fall: Fall
    verlauf: tuple[Verlaufszeile, ...]
    schritte: tuple[Moeglich, ...]
    meldungen: tuple[FallZeile, ...]
    schwelle: Schwelle | None
    hinweise: tuple[str, ...]


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
            tuple(_moegliche(wer, zeile, fall)),
            tuple(meldungen),
            zaehle(v, wer, fall) if ist_hf and meldungen else None,
            tuple(_hinweise(v, fall)),
        )


def _hinweise(v: Verbindung, fall: Fall) -> Iterable[str]:
    """Say what people should know before they go on."""
    if not isinstance(fall, Herausforderung):
        return
    if fall.strittig:
        yield (
            f"Strittig: {len(fall.strittig)} Entscheidungen widersprechen sich. Bis zur Klärung "
            "geht es nicht weiter, und es wird kein Papier gedruckt."
        )
    nummer = fall.vorlage.inhalt.get("vorlagennummer") if fall.vorlage else None
    andere = set(vergebene(v).get(nummer, ())) - {fall.id} if isinstance(nummer, str) else set()
    if andere:
        kennungen = ", ".join(z.kennung for z in faelle.zu_ids(v, sorted(andere)))
        yield f"Die Vorlagennummer {nummer} trägt auch {kennungen}."


def finde(v: Verbindung, wer: Identitaet, kennung: str) -> tuple[FallZeile, Fall]:
    """Return row and state of a case; raises `EingabeFehler` for an unknown Kennung."""
    zeile = faelle.zu_kennung(v, kennung)
    fall = falte(v, wer.verzeichnis, zeile.id) if zeile else None
    if zeile is None or fall is None:
        raise EingabeFehler(f"Die Kennung „{kennung}“ gibt es hier nicht.")
    return zeile, fall


def aufgaben(ap: Arbeitsplatz) -> list[Aufgabe]:
    """Return every case this Arbeitsplatz can do something about, due ones first."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        alle = [
            Aufgabe(zeile, tuple(_moegliche(wer, zeile, falte(v, wer.verzeichnis, zeile.id))))
            for zeile in faelle.seite(v, Filter(arten=SICHTBAR), anzahl=10_000)
        ]
    offen = [a for a in alle if a.schritte]
    return sorted(offen, key=lambda a: (not a.faellig, a.fall.kennung))


def gruendende(ap: Arbeitsplatz) -> list[Moeglich]:
    """Return the steps with which this Arbeitsplatz can begin something new."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
    return [
        Moeglich(s.name, s.label, s.nummer, False)
        for s in SCHRITTE
        if s.gruendet and s.name not in VERBORGEN and _darf(wer, s)
    ]


def _mit_arten(wahl: Filter, arten: Iterable[str]) -> Filter:
    return Filter(tuple(arten), wahl.zustaende, wahl.stelle, wahl.text, wahl.strittig)


def _moegliche(wer: Identitaet, zeile: FallZeile, fall: Fall | None) -> Iterable[Moeglich]:
    if fall is None or fall.gesperrt:
        return
    reihe = AN_DER_REIHE.get((Fallart(zeile.art), Zustand(zeile.zustand)), ())
    gesehen: set[str] = set()
    for schritt in SCHRITTE:
        if schritt.name in gesehen or not _steht_an(wer, schritt, fall):
            continue
        gesehen.add(schritt.name)
        faellig = schritt.name in reihe and _noch_offen(wer, schritt.name, fall)
        yield Moeglich(schritt.name, schritt.label, schritt.nummer, faellig)
    if "buendeln" in reihe and zeile.art == Fallart.MELDUNG:
        buendeln = NACH_NAME["buendeln"][0]
        if _darf(wer, buendeln):
            yield Moeglich(buendeln.name, buendeln.label, buendeln.nummer, True)


def _steht_an(wer: Identitaet, schritt: Schritt, fall: Fall) -> bool:
    if schritt.fall != fall.art or fall.zustand not in schritt.von or not _darf(wer, schritt):
        return False
    if isinstance(fall, Herausforderung) and fall.strittig:
        return schritt.nummer == fall.strittig[0].nummer or schritt.nach is None
    if wer.kann_fuer_andere(schritt.rollen):
        return True
    if isinstance(fall, Meldung) and Rolle.CM_STELLE in schritt.rollen:
        return fall.stelle in wer.rollen
    if isinstance(fall, Herausforderung) and Rolle.PROJEKTGRUPPE in schritt.rollen:
        return bool(set(fall.gruppen) & set(wer.rollen))
    return True


def _darf(wer: Identitaet, schritt: Schritt) -> bool:
    return bool(wer.alle_rollen & schritt.rollen) or wer.kann_fuer_andere(schritt.rollen)


def _noch_offen(wer: Identitaet, name: str, fall: Fall) -> bool:
    """Whether the straight way still waits for this step from here, not only for others."""
    if not wer.alle_rollen & NACH_NAME[name][0].rollen:
        return False
    if not isinstance(fall, Herausforderung):
        return True
    if name == "kenntnis_nehmen":
        return not set(wer.rollen) & set(fall.kenntnis)
    if name == "erfolg_melden":
        gemeldet = {k.split("/", 1)[0] for k in fall.erfolge}
        return bool(set(wer.rollen) & set(fall.kenntnis)) and not set(wer.rollen) & gemeldet
    if name == "abschliessen":
        return bool(fall.erfolge)
    return True


def _verlauf(v: Verbindung, wer: Identitaet, fall: Fall) -> Iterable[Verlaufszeile]:
    for eintrag in fall.verlauf:
        zeilen = NACH_NAME.get(eintrag.schritt, ())
        vermerk = eintrag.wirkung.label
        yield Verlaufszeile(
            eintrag.id,
            eintrag.tag,
            zeilen[0].nummer if zeilen else 0,
            eintrag.schritt,
            zeilen[0].label if zeilen else _LABEL_OHNE_KOERPER,
            wer.name_von(eintrag.stelle),
            eintrag.rolle,
            wer.name_von(eintrag.fuer_stelle) if eintrag.fuer_stelle else "",
            vermerk,
            eintrag.zustand,
            {} if eintrag.wirkung is Wirkung.NICHT_EINSEHBAR else _inhalt(v, eintrag.id),
        )


_LABEL_OHNE_KOERPER = "Eintrag"


def _inhalt(v: Verbindung, ident: str) -> dict[str, Any]:
    zeile = protokoll.lies(v, ident)
    if zeile is None:
        return {}
    ereignis = als_ereignis(ident, kopf_von(zeile.kopf), zeile.koerper)
    return dict(ereignis.inhalt or {})
