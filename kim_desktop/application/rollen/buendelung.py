"""Bundling over several steps at once: adding, splitting, and what a jour fixe brought up."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ...domain.angaben.allgemein import BEGRUENDUNG
from ...domain.angaben.buendel import NEUE_BUENDELUNG
from ...domain.faelle import Herausforderung
from ...domain.fehler import EingabeFehler
from ...domain.felder import PFLICHT, Feld, Feldart
from ...domain.rollen import Rolle
from ...domain.schritt import Fallart
from ...domain.zustaende import SCHRITT_DER_HERAUSFORDERUNG, Zustand
from ...store.ansicht import faelle
from ...store.ansicht.faelle import Filter
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..schritt.auswahl import stellen
from ..schritt.formular import Formular, formular
from ..schritt.tun import Getan, tue, tue_mit
from ..suche import finde
from .bestand import BEENDET

Daten = Mapping[str, Any]
#: A Herausforderung in these states still takes Meldungen.
OFFENES_BUENDEL = (Zustand.GEBUENDELT, Zustand.BEOBACHTET)
_NEUES_THEMA = ("titel", "kurzfassung", "handlungsfeld", "rechtskreise")
_HOECHSTENS = 2000


def frage_nach_neuem_buendel(ap: Arbeitsplatz, meldungen: Sequence[str]) -> Formular:
    """Return the dialog of a new bundle that begins with these Meldungen."""
    f = formular(ap, "buendeln", mit=meldungen[0])
    return replace(f, vorgaben={**f.vorgaben, "meldungen": list(meldungen)})


def frage_nach_buendel(ap: Arbeitsplatz, gemeint: str = "") -> Formular:
    """Return the dialog that asks which bundle Meldungen are to be added to."""
    feld = Feld("thema", "Bündel", Feldart.VORGANG, PFLICHT)
    with ap.profil.datenbank.lesen() as v:
        auswahl = {"thema": _themen(v, OFFENES_BUENDEL)}
    if not auswahl["thema"]:
        raise EingabeFehler("Es gibt noch kein Bündel. Bitte zuerst ein neues bündeln.")
    return Formular("buendeln", "", "Hinzubündeln", (feld,), {"thema": gemeint}, auswahl)


def buendle_hinzu(ap: Arbeitsplatz, thema: str, meldungen: Sequence[str]) -> Getan:
    """Add Meldungen to a bundle."""
    return tue(ap, "buendeln", {"kennung": thema, "meldungen": list(meldungen)})


def frage_zum_teilen(kennung: str) -> Formular:
    """Return the dialog that asks why a bundle is split, and what the new one is called."""
    titel = [f for f in NEUE_BUENDELUNG if f.name == "titel"]
    kurzfassung = [f for f in NEUE_BUENDELUNG if f.name == "kurzfassung"]
    felder = (replace(BEGRUENDUNG, label="Warum wird geteilt?"), *titel, *kurzfassung)
    return Formular("teilen", kennung, "Bündel teilen", felder, {}, {})


def teile(ap: Arbeitsplatz, kennung: str, meldungen: Sequence[str], daten: Daten) -> Getan:
    """Take Meldungen out of a bundle and make a new one of them.

    Raises `EingabeFehler` where nothing would be left behind.
    """
    with ap.profil.datenbank.schreiben() as v:
        fall = finde(v, identitaet(ap, v), kennung)[1]
        drin = fall.meldungen if isinstance(fall, Herausforderung) else ()
        if len(drin) <= len(set(meldungen)):
            raise EingabeFehler("Im bisherigen Bündel muss mindestens eine Meldung bleiben.")
        grund = {"begruendung": daten.get("begruendung")}
        tue_mit(ap, v, "loesen", {"kennung": kennung, "meldungen": list(meldungen), **grund})
        neu = {k: daten.get(k) for k in ("titel", "kurzfassung")}
        return tue_mit(ap, v, "buendeln", {"meldungen": list(meldungen), **neu})


def frage_zur_sammelmeldung(ap: Arbeitsplatz) -> Formular:
    """Return the dialog for what CM-Stellen reported together; a new topic is said below."""
    melden = formular(ap, "melden")
    nach_name = {f.name: f for f in melden.felder}
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        offene = [z for z in SCHRITT_DER_HERAUSFORDERUNG if z not in BEENDET]
        auswahl = {
            "thema": {"": _NEU, **_themen(v, offene)},
            "stellen": stellen(wer, (Rolle.CM_STELLE,)),
            **{n: melden.auswahl[n] for n in ("handlungsfeld", "rechtskreise")},
        }
    felder = (
        Feld("thema", "Thema", Feldart.VORGANG, PFLICHT),
        Feld("stellen", "CM-Stellen, die es berichten", Feldart.TEXTE, PFLICHT),
        Feld("besprochen_am", "Gemeinsam besprochen am", Feldart.DATUM, PFLICHT),
        nach_name["keine_personendaten"],
        *(_nur_bei_neuem(nach_name[n]) for n in _NEUES_THEMA),
    )
    vorgaben = {"besprochen_am": ap.heute().isoformat()}
    return Formular("sammelmeldung", "", "Sammelmeldung erfassen", felder, vorgaben, auswahl)


def _nur_bei_neuem(feld: Feld) -> Feld:
    """Return a field of the folded part: marked as required, checked by the step itself."""
    return replace(feld, pflicht=False, label=f"{feld.label} *")


def sammelmeldung(ap: Arbeitsplatz, daten: Daten) -> Getan:
    """Record what CM-Stellen said in the jour fixe, and bundle it; all or nothing.

    Of a new topic the first Stelle reports in full, the others confirm.
    """
    genannte = list(daten.get("stellen") or ())
    if not genannte:
        raise EingabeFehler("Bitte haken Sie an, welche CM-Stellen es berichten.")
    if not daten.get("besprochen_am"):
        raise EingabeFehler("„Gemeinsam besprochen am“ fehlt.")
    with ap.profil.datenbank.schreiben() as v:
        wer = identitaet(ap, v)
        thema = str(daten.get("thema") or "")
        if thema:
            return _bestaetige(ap, v, wer, thema, genannte, daten)
        neu = _lege_an(ap, v, genannte[0], daten)
        rest = genannte[1:]
        return _bestaetige(ap, v, wer, neu.kennung, rest, daten) if rest else neu


def _lege_an(ap: Arbeitsplatz, v: Verbindung, stelle: str, daten: Daten) -> Getan:
    angaben = {n: daten.get(n) for n in _NEUES_THEMA}
    meldung = {**angaben, "sachverhalt": daten.get("kurzfassung"), **_gemeinsam(stelle, daten)}
    erste = tue_mit(ap, v, "melden", meldung)
    kopf = {n: daten.get(n) for n in ("titel", "kurzfassung")}
    return tue_mit(ap, v, "buendeln", {"meldungen": [erste.kennung], **kopf})


def _bestaetige(
    ap: Arbeitsplatz,
    v: Verbindung,
    wer: Identitaet,
    thema: str,
    genannte: Iterable[str],
    daten: Daten,
) -> Getan:
    zeile, fall = finde(v, wer, thema)
    drin = {z.stelle for z in faelle.zu_ids(v, getattr(fall, "meldungen", ()))}
    if schon := [wer.name_von(s) for s in genannte if s in drin]:
        raise EingabeFehler(f"Zu {thema} haben schon gemeldet: {', '.join(schon)}.")
    bestaetigt = {"thema": thema, "besprochen_am": daten.get("besprochen_am")}
    neue = [
        tue_mit(ap, v, "sammelmeldung_bestaetigen", {**bestaetigt, **_gemeinsam(s, daten)})
        for s in genannte
    ]
    if zeile.zustand not in OFFENES_BUENDEL:
        return neue[-1]
    buendel = {"kennung": thema, "meldungen": [m.kennung for m in neue]}
    return tue_mit(ap, v, "buendeln", buendel)


def _gemeinsam(stelle: str, daten: Daten) -> dict[str, Any]:
    return {
        "fuer_stelle": stelle,
        "quelle": "sitzung",
        "geschehen_am": daten.get("besprochen_am"),
        "keine_personendaten": daten.get("keine_personendaten"),
    }


def _themen(v: Verbindung, zustaende: Iterable[Zustand]) -> dict[str, str]:
    wahl = Filter((Fallart.HERAUSFORDERUNG,), tuple(map(str, zustaende)))
    zeilen = faelle.seite(v, wahl, anzahl=_HOECHSTENS)
    return {z.kennung: f"{z.kennung}  {z.titel}" for z in zeilen}


_NEU = "– ein neues Thema –"
