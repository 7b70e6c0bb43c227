"""`evolve`: fold one event into its case. Never refuses, never raises, knows no clock."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from .berichtigung import berichtigt
from .ereignis import ZWEIG, Eintrag, Ereignis, Wirkung
from .faelle import Fall, Herausforderung, Kreis, Meldung, Sitzung, mit, weiter
from .felder import texte
from .register import ALLES, Wert, eingetragen, nebenlaeufig
from .rollen import ERFASSBAR_FUER, Rolle
from .schritt import Fallart, Schritt
from .schritte import JEDERZEIT
from .tafel import (
    NACH_EREIGNIS,
    NACH_NAME,
    gruendende_zeile,
    passt_zum_schritt,
    zeile,
)
from .wirkung import WIRKUNG
from .zustaende import Zustand

_FALL = {
    Fallart.MELDUNG: Meldung,
    Fallart.HERAUSFORDERUNG: Herausforderung,
    Fallart.SITZUNG: Sitzung,
    Fallart.KREIS: Kreis,
}
_UNBEKANNTE_ART = "unbekannt"
_ZEILEN: dict[tuple[str, str], list[Schritt]] = {
    (ereignis, art): [z for z in zeilen if z.fall == art]
    for ereignis, zeilen in NACH_EREIGNIS.items()
    for art in {z.fall for z in zeilen}
}
#: A row that stands for a step with this header type in this kind of case.
_MUSTER: dict[tuple[str, str, str], Schritt] = {
    (z.name, ereignis, art): z
    for (ereignis, art), zeilen in _ZEILEN.items()
    for z in reversed(zeilen)
}


def entfalte(ereignisse: Iterable[tuple[Ereignis, bool]]) -> Fall | None:
    """Fold a whole case with each author's standing.

    It comes founding event first, then by (counter, log, number), so that nobody can write into
    a case before it began. Entries that were corrected count with their right content.
    """
    fall: Fall | None = None
    for ereignis, zustaendig in berichtigt(ereignisse):
        fall = evolve(fall, ereignis, zustaendig)
    return fall


def evolve(fall: Fall | None, e: Ereignis, zustaendig: bool) -> Fall:
    """Return the case after `e`; `zustaendig` says whether its author held Stelle and role."""
    begonnen = _begonnen(fall, e)
    if begonnen.art == Fallart.HERAUSFORDERUNG:
        begonnen = _mit_ahnen(begonnen, e)
    neu, wirkung = _wirkung(begonnen, e, zustaendig)
    kennung = neu.kennung or e.kennung
    eintrag = Eintrag(
        e.id,
        e.log,
        e.art,
        e.schritt,
        wirkung,
        e.tag,
        e.stelle,
        e.rolle,
        e.fuer_stelle,
        neu.zustand,
    )
    ergebnis: Fall = weiter(neu, begonnen, kennung=kennung, verlauf=(*neu.verlauf, eintrag))
    return ergebnis


def darf(schritt: Schritt, e: Ereignis) -> bool:
    """Whether the acting role may do this step, for itself or for another Stelle."""
    fuer_stelle = e.fuer_stelle
    if not fuer_stelle and e.rolle in schritt.rollen:
        return True
    fuer_andere = e.rolle == Rolle.CM_KOORDINATION and bool(schritt.rollen & ERFASSBAR_FUER)
    return fuer_andere and (bool(fuer_stelle) or e.inhalt is None)


def _begonnen(fall: Fall | None, e: Ereignis) -> Any:
    if fall is not None and fall.art != _UNBEKANNTE_ART:
        return fall
    zeilen = NACH_EREIGNIS.get(e.art)
    art: type[Fall] = _FALL[zeilen[0].fall] if zeilen else Fall
    if fall is None:
        return art(id=e.fall or e.id)
    return art(fall.id, fall.kennung, fall.zustand, fall.gesperrt, fall.verlauf, fall.ahnen)


def _mit_ahnen(fall: Any, e: Ereignis) -> Any:
    # An author has seen its own earlier entries, and every decision it names, held or not.
    gesehen = _eigene_ahnen(fall, e.log)
    gesehen |= frozenset(p for p in e.eltern if p not in fall.ahnen)
    for eltern in e.eltern:
        gesehen |= fall.ahnen.get(eltern, frozenset())
    if e.art.startswith("entscheidung_"):
        gesehen |= {e.id}
    return mit(fall, ahnen={**fall.ahnen, e.id: gesehen, e.log: gesehen})


def _eigene_ahnen(fall: Any, log: str) -> frozenset[str]:
    """Return what the author saw before; a branch begins with what its log had seen till then."""
    while log not in fall.ahnen and ZWEIG in log:
        log = log.rpartition(ZWEIG)[0]
    ahnen: frozenset[str] = fall.ahnen.get(log, frozenset())
    return ahnen


def _wirkung(fall: Any, e: Ereignis, zustaendig: bool) -> tuple[Any, Wirkung]:
    muster = _MUSTER.get((e.schritt, e.art, fall.art)) if e.inhalt is not None else None
    if muster is not None and not e.neuer and not fall.gesperrt:
        return _einsehbar(fall, e, muster, zustaendig)
    zeilen = _ZEILEN.get((e.art, fall.art), [])
    if not zeilen or e.neuer or (e.inhalt is not None and e.schritt not in NACH_NAME):
        return _unverstanden(fall, e, zeilen, zustaendig), Wirkung.UNBEKANNT
    if fall.gesperrt:
        return fall, Wirkung.UNBEKANNT
    if not zustaendig or not any(darf(z, e) for z in zeilen):
        return _ohne_wirkung(fall, e), Wirkung.OHNE_ZUSTAENDIGKEIT
    if e.inhalt is None:
        return _nur_kopf(fall, e, zeilen), Wirkung.NICHT_EINSEHBAR
    return fall, Wirkung.PASST_NICHT


def _einsehbar(fall: Any, e: Ereignis, muster: Schritt, zustaendig: bool) -> tuple[Any, Wirkung]:
    if not zustaendig or not darf(muster, e) or not _eigene_sache(fall, e, muster):
        return _ohne_wirkung(fall, e), Wirkung.OHNE_ZUSTAENDIGKEIT
    if e.art.startswith("entscheidung_"):
        return _entscheidung(fall, e)
    neu, wirkung = _angewandt(fall, e, fall.zustand)
    if e.schritt == "uebernehmen" and isinstance(neu, Herausforderung):
        neu = beschlussreif(neu)
    return neu, wirkung


def _eigene_sache(fall: Any, e: Ereignis, schritt: Schritt) -> bool:
    if isinstance(fall, Herausforderung) and _handelt_als(Rolle.PROJEKTGRUPPE, e, schritt):
        return not fall.auftraege or e.urheber in fall.beauftragte
    if isinstance(fall, Meldung) and _handelt_als(Rolle.CM_STELLE, e, schritt) and e.fall:
        return e.urheber in (fall.stelle, fall.zustaendig)
    return True


def _handelt_als(rolle: Rolle, e: Ereignis, schritt: Schritt) -> bool:
    return e.rolle == rolle or schritt.rollen == {rolle}


def _angewandt(fall: Any, e: Ereignis, von: Zustand) -> tuple[Any, Wirkung]:
    schritt = _zeile(fall, e, von)
    if schritt is None or not passt_zum_schritt(schritt, e.inhalt or {}):
        return _ohne_wirkung(fall, e), Wirkung.PASST_NICHT
    neu = WIRKUNG[e.schritt](fall, e)
    return weiter(neu, fall, zustand=schritt.ziel(e.inhalt or {}, von)), Wirkung.WIRKSAM


def _zeile(fall: Any, e: Ereignis, von: Zustand) -> Schritt | None:
    if not fall.verlauf and not e.fall:
        return _passend(gruendende_zeile(e.schritt), e)
    if von is not Zustand.NICHT_EINSEHBAR and e.schritt not in JEDERZEIT:
        return _passend(zeile(e.schritt, fall.art, von), e)
    # Where steps could not be read, the state is open and every later step fits.
    spaeter = _MUSTER[e.schritt, e.art, fall.art]
    return None if spaeter.gruendet else spaeter


def _passend(schritt: Schritt | None, e: Ereignis) -> Schritt | None:
    return schritt if schritt is not None and schritt.ereignis == e.art else None


def _entscheidung(fall: Herausforderung, e: Ereignis) -> tuple[Any, Wirkung]:
    inhalt = e.inhalt or {}
    gesehen = fall.ahnen[e.id]
    nummer = int(e.art.removeprefix("entscheidung_"))
    gegenstand = str(inhalt.get("gegenstand") or ALLES)
    raeumt = e.schritt == "rm_zurueckverweisen"
    wert = Wert(e.id, nummer, gegenstand, e.schritt, inhalt, fall.zustand, raeumt=raeumt)
    muster = _MUSTER[e.schritt, e.art, fall.art]
    if not passt_zum_schritt(muster, inhalt):
        return fall, Wirkung.PASST_NICHT
    if fremde := nebenlaeufig(fall.werte, wert, gesehen):
        wert = replace(wert, vorher=fremde[0].vorher)
        werte = eingetragen(fall.werte, wert, gesehen)
        wirkung = Wirkung.STRITTIG if werte[-1].gegen else Wirkung.WIRKSAM
        return mit(fall, werte=werte), wirkung
    wert = replace(wert, vorher=_ausgangszustand(fall, wert))
    neu, wirkung = _angewandt(fall, e, wert.vorher)
    if wirkung is not Wirkung.WIRKSAM:
        return neu, wirkung
    if _bestaetigt_den_stand(fall, wert):
        neu = mit(neu, zustand=fall.zustand)
    return beschlussreif(mit(neu, werte=eingetragen(fall.werte, wert, gesehen))), wirkung


def _bestaetigt_den_stand(fall: Herausforderung, wert: Wert) -> bool:
    """Whether a decision that ends a dispute keeps what the case went on from."""
    streit = [w for w in fall.strittig if w.kollidiert(wert)]
    return bool(streit) and streit[0].schritt == wert.schritt


def _ausgangszustand(fall: Herausforderung, wert: Wert) -> Zustand:
    """Return where a decision starts: one that ends a dispute, before its first value."""
    streit = [w for w in fall.strittig if w.kollidiert(wert)]
    genannt = set(texte(wert.inhalt, "ersetzt"))
    if streit and {w.id for w in streit} <= genannt:
        return streit[0].vorher
    if fall.zustand is Zustand.NICHT_EINSEHBAR and wert.nummer == 6 and _kennt_die_rm(fall):
        return Zustand.RM_VORGELEGT
    return fall.zustand


def _kennt_die_rm(fall: Herausforderung) -> bool:
    letzte = {e.stelle: e.wirkung for e in fall.verlauf if e.art == "rueckmeldung"}
    return bool(fall.rueckmeldungen) and Wirkung.NICHT_EINSEHBAR not in letzte.values()


def beschlussreif(fall: Herausforderung) -> Herausforderung:
    """Move on to `beschlossen` once everything step 6 has to decide on is decided.

    Whoever may read the decisions but not the RM cannot tell, so the state is open there.
    """
    if fall.zustand is not Zustand.RM_VORGELEGT:
        return fall
    letzte = {e.stelle: e.wirkung for e in fall.verlauf if e.art == "rueckmeldung"}
    if Wirkung.NICHT_EINSEHBAR in letzte.values():
        return mit(fall, zustand=Zustand.NICHT_EINSEHBAR)
    if not set(fall.gruppen) <= set(fall.neueste_rm):
        return fall
    if set(fall.gegenstaende) <= set(fall.beschluesse):
        return mit(fall, zustand=Zustand.BESCHLOSSEN)
    return fall


def _nur_kopf(fall: Any, e: Ereignis, zeilen: list[Schritt]) -> Any:
    """Follow a header without its body as far as all its possible meanings agree."""
    passend = [z for z in zeilen if _moeglich(z, fall, e)]
    ziele = {ziel for z in passend for ziel in z.moegliche_ziele(fall.zustand)}
    ziele = ziele or {z.nach for z in zeilen if z.nach} or {fall.zustand}
    zustand = ziele.pop() if len(ziele) == 1 else Zustand.NICHT_EINSEHBAR
    if e.art == "entscheidung_6":
        zustand = Zustand.NICHT_EINSEHBAR
    if isinstance(fall, Meldung) and e.rolle == Rolle.CM_STELLE and not e.fall:
        fall = mit(fall, stelle=e.stelle)
    return mit(fall, zustand=zustand)


def _moeglich(schritt: Schritt, fall: Any, e: Ereignis) -> bool:
    if schritt.gruendet:
        return not e.fall
    return fall.zustand is Zustand.NICHT_EINSEHBAR or fall.zustand in schritt.von


def _ohne_wirkung(fall: Any, e: Ereignis) -> Any:
    if not e.fall and not fall.verlauf:
        return mit(fall, zustand=Zustand.OHNE_WIRKUNG)
    return fall


def _unverstanden(fall: Any, e: Ereignis, zeilen: list[Schritt], zustaendig: bool) -> Any:
    """Follow an entry of a newer program as far as its header tells; some lock the case."""
    if not zustaendig:
        return fall
    fremd = e.rolle == Rolle.CM_STELLE and not (
        isinstance(fall, Meldung) and fall.stelle == e.stelle
    )
    if e.muss and not fremd:
        fall = mit(fall, gesperrt=True)
    return _nur_kopf(fall, e, zeilen) if any(darf(z, e) for z in zeilen) else fall
