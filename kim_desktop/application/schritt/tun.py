"""Do one step of the process: check, write the event, bring the projections up to date."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from ...domain.angaben.allgemein import ALLGEMEIN
from ...domain.decide import Befehl, NeuesEreignis, Umstand, decide
from ...domain.faelle import Fall, Herausforderung, Meldung
from ...domain.fehler import EingabeFehler
from ...domain.felder import Feld, texte
from ...domain.rollen import ERFASSBAR_FUER, Rolle
from ...domain.schritt import Fallart
from ...domain.schritte import EIGENE_UNTERSCHRIFT, VERBORGEN
from ...domain.tafel import NACH_NAME, muster, zeilen
from ...domain.zustaende import Zustand
from ...store.ansicht import faelle
from ...store.ansicht.projektion import falte, projiziere
from ...store.log import protokoll
from ...store.log.loeschung import ART as LOESCHUNG
from ...store.log.loeschung import kreis_id
from ...store.verbindung import Verbindung
from ...trust.kopf import kopf_von
from ..anlage import beilegen
from ..arbeitsplatz import (
    Arbeitsplatz,
    Identitaet,
    identitaet,
    verlange_amt,
    verlange_eigene_eintraege,
    verlange_schreibrecht,
)
from ..listen import eintraege
from ..suche import finde
from ..zaehlung import kreis, zaehle
from .berichtigen import richtig_gestellt
from .eingabe import Nachschlag, in_ereignisform
from .kurzmeldung import themenangaben
from .zutaten import zutaten


@dataclass(frozen=True, slots=True)
class Getan:
    """What a step left behind: the case, its Kennung and state, the event written."""

    fall: str
    kennung: str
    zustand: str
    ereignis: str


def tue(ap: Arbeitsplatz, name: str, daten: Mapping[str, Any]) -> Getan:
    """Do step `name` with the data a person entered; `kennung` names the case.

    Raises `EingabeFehler`, `ProzessFehler` or `UmgebungsFehler`; then nothing is written.
    """
    daten = beilegen.mit_beigelegten(ap, daten)
    with ap.profil.datenbank.schreiben() as v:
        getan = tue_mit(ap, v, name, daten)
    if name == "loeschen":
        ap.profil.raeume_auf()
    return getan


def tue_mit(ap: Arbeitsplatz, v: Verbindung, name: str, daten: Mapping[str, Any]) -> Getan:
    """Do a step as part of a write transaction that does more; all of it happens or nothing."""
    if name not in NACH_NAME or name in VERBORGEN:
        raise EingabeFehler(
            f"Den Schritt „{name}“ gibt es nicht. Alle Schritte nennt „schritt --liste“."
        )
    verlange_schreibrecht(ap, v)
    verlange_eigene_eintraege(ap, v)
    wer = identitaet(ap, v)
    verlange_amt(wer)
    fall = _fall(v, wer, name, str(daten.get("kennung") or ""))
    rohdaten = {k: w for k, w in daten.items() if k != "kennung"}
    nachschlag = _nachschlag(ap, v, wer)
    inhalt = in_ereignisform(_felder(name, fall), rohdaten, nachschlag)
    if name == "berichtigen" and fall is not None:
        inhalt = richtig_gestellt(v, fall, inhalt, nachschlag)
    if not inhalt.get("fuer_stelle") and wer.nur_fuer_andere(
        muster(name, fall.art if fall else "")
    ):
        raise EingabeFehler("„erfasst für“ fehlt.")
    stelle = _handelnde_stelle(wer, name, fall, inhalt)
    inhalt = zutaten(v, wer, name, fall, themenangaben(v, wer, name, fall, inhalt))
    umstand = _umstand(ap, v, wer, stelle, fall, inhalt)
    return _schreibe_alle(ap, v, wer, stelle, fall, decide(fall, Befehl(name, inhalt), umstand))


def _schreibe_alle(
    ap: Arbeitsplatz,
    v: Verbindung,
    wer: Identitaet,
    stelle: str,
    fall: Fall | None,
    neue: tuple[NeuesEreignis, ...],
) -> Getan:
    """Write the events one after the other; later ones name or go on with what earlier founded."""
    # In the log stands the Kennung as it was given, without the mark it may bear here.
    fall = falte(v, wer.verzeichnis, fall.id) if fall else None
    gegruendet = ""
    getan = None
    for neu in neue:
        fertig = replace(neu, inhalt={**neu.inhalt, neu.nennt: gegruendet}) if neu.nennt else neu
        getan = _schreibe(ap, v, wer, stelle, None if neu.eigener_fall else fall, fertig)
        gegruendet = getan.fall
        if fall is None:
            fall = falte(v, wer.verzeichnis, getan.fall)
    assert getan is not None
    return getan


def gruende_kreisfall(ap: Arbeitsplatz, v: Verbindung, wer: Identitaet) -> None:
    """Write the first event of a district: its own case."""
    befehl = Befehl("gruenden", {"name": wer.verzeichnis.name})
    (neu,) = decide(None, befehl, Umstand(wer.stelle.id, wer.rollen[wer.stelle.id]))
    _schreibe(ap, v, wer, wer.stelle.id, None, neu)


def _schreibe(
    ap: Arbeitsplatz,
    v: Verbindung,
    wer: Identitaet,
    stelle: str,
    fall: Fall | None,
    neu: NeuesEreignis,
) -> Getan:
    kennung = fall.kennung if fall else _neue_kennung(ap, v, wer, neu)
    schreiber = protokoll.Schreiber(
        ap.profil.schluessel.signierer, stelle, neu.rolle, wer.verzeichnis.stand, ap.quelle
    )
    ident = protokoll.haenge_an(
        v,
        schreiber,
        protokoll.Neu(
            neu.art,
            neu.klasse,
            neu.schritt,
            neu.inhalt,
            fall.id if fall else "",
            kennung,
            neu.muss,
            neu.art in EIGENE_UNTERSCHRIFT,
            _gesehene_entscheidungen(fall, neu),
        ),
    )
    fall_id = fall.id if fall else ident
    projiziere(v, wer.verzeichnis, {fall_id})
    zeile = faelle.zu_ids(v, [fall_id])
    if not zeile:
        return Getan(fall_id, kennung, "", ident)
    return Getan(fall_id, zeile[0].kennung, zeile[0].zustand, ident)


def _gesehene_entscheidungen(fall: Fall | None, neu: NeuesEreignis) -> tuple[str, ...]:
    if isinstance(fall, Herausforderung) and neu.art.startswith("entscheidung_"):
        return fall.letzte_entscheidungen
    return ()


def _neue_kennung(ap: Arbeitsplatz, v: Verbindung, wer: Identitaet, neu: NeuesEreignis) -> str:
    if neu.klasse == "kreis":
        return "KREIS"
    jahr = ap.heute().year
    return f"{wer.code}-{jahr}-{protokoll.gegruendete(v, ap.log, jahr) + 1:03}"


def _fall(v: Verbindung, wer: Identitaet, name: str, kennung: str) -> Fall | None:
    if muster(name).fall is Fallart.KREIS:
        kennung = kreis_id(v, wer.verzeichnis)
        if not kennung:
            raise EingabeFehler("Von der CM-Koordination ist hier noch nichts eingegangen.")
        return falte(v, wer.verzeichnis, kennung)
    if not kennung:
        return None
    return finde(v, wer, kennung)[1]


def _felder(name: str, fall: Fall | None) -> list[Feld]:
    passende = (zeilen(name, fall.art) if fall else ()) or NACH_NAME[name]
    return [f for zeile in passende for f in zeile.felder] + list(ALLGEMEIN)


def _nachschlag(ap: Arbeitsplatz, v: Verbindung, wer: Identitaet) -> Nachschlag:
    def stelle(angabe: str) -> str:
        gefunden = wer.verzeichnis.stelle_zu(angabe)
        if gefunden is None:
            raise EingabeFehler(f"Die Stelle „{angabe}“ steht nicht im Verzeichnis.")
        return gefunden.id

    def meldung(kennung: str) -> str:
        zeile = faelle.zu_kennung(v, kennung)
        if zeile is None or zeile.art != Fallart.MELDUNG:
            raise EingabeFehler(f"Eine Meldung „{kennung}“ gibt es hier nicht.")
        return zeile.id

    def vorgang(kennung: str) -> str:
        zeile = faelle.zu_kennung(v, kennung)
        if zeile is None or zeile.art == Fallart.KREIS:
            raise EingabeFehler(f"Die Kennung „{kennung}“ gibt es hier nicht.")
        return zeile.id

    anlage = partial(beilegen.in_ereignisform, ap, v)
    return Nachschlag(stelle, meldung, vorgang, anlage, partial(eintraege, kreis(v, wer)))


def _handelnde_stelle(
    wer: Identitaet, name: str, fall: Fall | None, inhalt: Mapping[str, Any]
) -> str:
    """Choose the Stelle for which this Arbeitsplatz acts: the one whose matter it is."""
    schritt = muster(name, fall.art if fall else "")
    noetig = schritt.rollen
    if inhalt.get("fuer_stelle") and schritt.rollen & ERFASSBAR_FUER:
        noetig = frozenset({Rolle.CM_KOORDINATION})
    passend = [s for s, rollen in wer.rollen.items() if rollen & noetig]
    eigene = [s for s in passend if _gehoert(wer, s, fall, inhalt)]
    return next(iter([*eigene, *passend]), wer.stelle.id)


def _loeschbare(v: Verbindung, ids: tuple[str, ...]) -> dict[str, str]:
    """Return the author logs of entries that may be erased: held, and no erasure themselves."""
    zeilen = {ident: protokoll.lies(v, ident) for ident in ids}
    koepfe = {ident: kopf_von(z.kopf) for ident, z in zeilen.items() if z is not None}
    return {ident: kopf.log for ident, kopf in koepfe.items() if kopf.art != LOESCHUNG}


def _gehoert(wer: Identitaet, stelle: str, fall: Fall | None, inhalt: Mapping[str, Any]) -> bool:
    if fall is not None and "eintrag" in inhalt:
        return any(e.id == inhalt["eintrag"] and e.stelle == stelle for e in fall.verlauf)
    if "von" in inhalt:
        return wer.name_von(stelle) == str(inhalt["von"])
    if isinstance(fall, Herausforderung):
        return stelle in fall.beauftragte
    return isinstance(fall, Meldung) and stelle == fall.zustaendig


def _umstand(
    ap: Arbeitsplatz,
    v: Verbindung,
    wer: Identitaet,
    stelle: str,
    fall: Fall | None,
    inhalt: Mapping[str, Any],
) -> Umstand:
    meldungen = {}
    for ident in texte(inhalt, "meldungen"):
        genannt = falte(v, wer.verzeichnis, ident)
        meldungen[ident] = genannt.zustand if genannt else Zustand.NICHT_EINSEHBAR
    return Umstand(
        stelle=stelle,
        rollen=wer.rollen.get(stelle, frozenset()),
        log=ap.log,
        name=wer.name_von(stelle),
        schwelle=zaehle(v, wer, fall),
        meldungen=meldungen,
        loeschbar=_loeschbare(v, texte(inhalt, "ereignisse")),
        fuer_rollen=wer.verzeichnis.rollen_von(str(inhalt.get("fuer_stelle", ""))),
        nachfolge_rollen=wer.verzeichnis.rollen_von(str(inhalt.get("nachfolge", ""))),
    )
