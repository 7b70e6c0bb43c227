"""The page of the KI-Leitung: what was put before it, its Vorlagen, meetings, the urgent way."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ...domain.angaben.allgemein import QUELLEN
from ...domain.angaben.listenwerte import FALLZAHL
from ...domain.angaben.vorlage import MITZEICHNUNG
from ...domain.faelle import Herausforderung, Sitzung
from ...domain.fallzahl import geordnet
from ...domain.felder import text
from ...domain.schritt import Fallart
from ...domain.schwelle import zahlwort
from ...domain.zustaende import Zustand
from ...papers.schreibweise import datum
from ...store.ansicht import faelle
from ...store.ansicht.faelle import FallZeile, Filter
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..schritt.auswahl import FUER_DIE_TAGESORDNUNG
from ..schritt.offenes import anfragen
from ..sitzung.sitzungen import alle_sitzungen
from ..suche import fall_zu
from .abschnitt import Abschnitt, abschnitte
from .eilweg import Eiliges, eiliges
from .hindernis import Hindernisse, hindernisse
from .thema import frueheres, rueckfragen, stellungnahmen

AN_DER_VORLAGE = ("weiterleiten", "zurueckgeben", "stellungnahme_einholen", "mitzeichnen", "fragen")
AN_DER_SITZUNG = ("tagesordnung", "freier_top")
DRUCKEN = "drucken"
_ZUSTAENDE = (Zustand.VORGELEGT, *FUER_DIE_TAGESORDNUNG)
_ERGEBNIS = next(f.auswahl or {} for f in MITZEICHNUNG if f.name == "ergebnis")
_HOECHSTENS = 1000


@dataclass(frozen=True, slots=True)
class Vorlagenzeile:
    """A topic before the KI-Leitung or, with its Vorlage, before the Lenkungsgruppe."""

    zeile: FallZeile
    seit: str
    nummer: str
    aktenzeichen: str
    schwelle: str
    stellungnahmen: str
    mitzeichnung: str
    sitzung: str
    abschnitte: tuple[Abschnitt, ...]
    hindernisse: Hindernisse

    @property
    def kennung(self) -> str:
        """Its Kennung."""
        return self.zeile.kennung


@dataclass(frozen=True, slots=True)
class Punkt:
    """One item of an agenda."""

    top: str
    kennung: str
    titel: str


@dataclass(frozen=True, slots=True)
class Sitzungszeile:
    """A coming meeting."""

    kennung: str
    am: str
    titel: str
    ort: str
    einladung_bis: str
    punkte: tuple[Punkt, ...]
    hindernisse: Hindernisse


@dataclass(frozen=True, slots=True)
class Leitung:
    """Everything on the page."""

    vorgelegt: tuple[Vorlagenzeile, ...]
    vorlagen: tuple[Vorlagenzeile, ...]
    sitzungen: tuple[Sitzungszeile, ...]
    ohne_sitzung: tuple[Vorlagenzeile, ...]
    eilig: tuple[Eiliges, ...]


def lies(ap: Arbeitsplatz) -> Leitung:
    """Look up the whole page."""
    with ap.profil.datenbank.lesen() as v:
        wer, heute = identitaet(ap, v), ap.heute().isoformat()
        kommende = [s for s in alle_sitzungen(v, wer) if s.am >= heute]
        paare = list(_gefaltet(v, wer))
        zeilen = [_vorlagenzeile(wer, z, f, kommende, heute) for z, f in paare]
        vorlagen = [z for z in zeilen if z.zeile.zustand != Zustand.VORGELEGT]
        auf_tagesordnung = {vorgang for s in kommende for vorgang in s.vorgaenge}
        return Leitung(
            tuple(z for z in zeilen if z.zeile.zustand == Zustand.VORGELEGT),
            tuple(vorlagen),
            tuple(_sitzungszeile(v, wer, s) for s in kommende),
            tuple(z for z in vorlagen if z.zeile.id not in auf_tagesordnung),
            tuple(eiliges(v, wer, paare, kommende, ap.heute(), _hindernisse)),
        )


def _gefaltet(v: Verbindung, wer: Identitaet) -> Iterable[tuple[FallZeile, Herausforderung]]:
    wahl = Filter((Fallart.HERAUSFORDERUNG,), tuple(map(str, _ZUSTAENDE)))
    for zeile in faelle.seite(v, wahl, anzahl=_HOECHSTENS):
        fall = fall_zu(v, wer, zeile)
        if isinstance(fall, Herausforderung):
            yield zeile, fall


def _hindernisse(wer: Identitaet, zeile: FallZeile, fall: Herausforderung) -> Hindernisse:
    drucken = "" if fall.vorlage else "Eine Vorlage gibt es erst, wenn sie weitergeleitet ist."
    if fall.strittig:
        drucken = "Solange Entscheidungen strittig sind, wird kein Papier gedruckt."
    return {**hindernisse(wer, AN_DER_VORLAGE, zeile, fall), DRUCKEN: drucken}


def _vorlagenzeile(
    wer: Identitaet,
    zeile: FallZeile,
    fall: Herausforderung,
    kommende: Sequence[Sitzung],
    heute: str,
) -> Vorlagenzeile:
    vorlage = fall.vorlage.inhalt if fall.vorlage else {}
    return Vorlagenzeile(
        zeile,
        datum(fall.steht_seit),
        text(vorlage, "vorlagennummer"),
        text(vorlage, "aktenzeichen"),
        text(fall.zahlen, "erklaerung") or "nicht mitgeteilt",
        _stellungnahmen(fall, heute),
        _mitzeichnung(fall),
        _sitzung(fall, kommende),
        _einzelheiten(wer, fall, heute),
        _hindernisse(wer, zeile, fall),
    )


def _einzelheiten(wer: Identitaet, fall: Herausforderung, heute: str) -> tuple[Abschnitt, ...]:
    vorlegung = fall.vorlegung.inhalt if fall.vorlegung else {}
    return abschnitte(
        ("Worum es geht", [text(fall.angaben, "kurzfassung")]),
        ("Bewertung", [text(fall.angaben, n) for n in ("bewertung", "abgrenzung")]),
        ("Empfehlung", [text(fall.angaben, "empfehlung")]),
        Abschnitt("Unter der Schwelle vorgelegt", (text(vorlegung, "begruendung"),), True),
        ("Zahlen", _zahlen(fall)),
        stellungnahmen(fall, heute),
        ("Wortlaut", _wortlaut(fall)),
        ("Mitzeichnung", _mitzeichnungen(fall)),
        rueckfragen(wer, fall),
        frueheres(fall),
    )


def _zahlen(fall: Herausforderung) -> Iterable[str]:
    zahlen = fall.zahlen
    if zahlen.get("erklaerung"):
        yield f"{zahlen['erklaerung']}."
    for name, label in _ZAHLEN.items():
        werte = zahlen.get(name) or ()
        if name == "fallzahlen":
            # Older entries hold them in the order of their letters.
            werte = [FALLZAHL.get(klasse, klasse) for klasse in geordnet(werte)]
        if werte := [str(w) for w in werte]:
            yield f"{label}: {', '.join(werte)}"


def _stellungnahmen(fall: Herausforderung, heute: str) -> str:
    alle = anfragen(fall)
    if not alle:
        return "übersprungen"
    da = sum(bool(a.eingegangen) for a in alle)
    spaet = sum(a.ueberfaellig(heute) for a in alle)
    return f"{da} von {len(alle)} da{f', {spaet} überfällig' if spaet else ''}"


def _wortlaut(fall: Herausforderung) -> Iterable[str]:
    for von, beleg in fall.stellungnahmen.items():
        yield f"{von}: {text(beleg.inhalt, 'text') or 'gibt keine Stellungnahme ab'}"


def _mitzeichnung(fall: Herausforderung) -> str:
    if not fall.mitzeichnungen:
        return "keine"
    nein = sum(m.inhalt.get("ergebnis") == "nicht_mitgezeichnet" for m in fall.mitzeichnungen)
    ja = f"{len(fall.mitzeichnungen) - nein} mitgezeichnet"
    return f"{ja}, {nein} nicht" if nein else ja


def _mitzeichnungen(fall: Herausforderung) -> Iterable[str]:
    for m in fall.mitzeichnungen:
        ergebnis = _ERGEBNIS.get(text(m.inhalt, "ergebnis"), "")
        quelle = text(m.inhalt, "quelle")
        woher = f", {QUELLEN[quelle]}" if quelle in QUELLEN and quelle != "programm" else ""
        wie = f": {text(m.inhalt, 'text')}" if text(m.inhalt, "text") else ""
        yield f"{text(m.inhalt, 'wer')} am {datum(m.tag)}: {ergebnis}{woher}{wie}"


def _sitzung(fall: Herausforderung, kommende: Sequence[Sitzung]) -> str:
    for sitzung in kommende:
        if punkt := next((p for p in sitzung.punkte if p.get("vorgang") == fall.id), None):
            return f"{datum(sitzung.am)}, TOP {punkt.get('top', '')}"
    geplant = text(fall.vorlage.inhalt, "sitzung_am") if fall.vorlage else ""
    return f"noch auf keiner Tagesordnung{f' (gedacht: {datum(geplant)})' if geplant else ''}"


def _sitzungszeile(v: Verbindung, wer: Identitaet, sitzung: Sitzung) -> Sitzungszeile:
    zeilen = {z.id: z for z in faelle.zu_ids(v, sitzung.vorgaenge)}
    selbst = faelle.zu_ids(v, [sitzung.id])[0]
    angaben = sitzung.angaben
    return Sitzungszeile(
        sitzung.kennung,
        datum(sitzung.am),
        text(angaben, "titel"),
        text(angaben, "ort"),
        datum(text(angaben, "einladung_bis")),
        tuple(_punkt(p, zeilen.get(str(p.get("vorgang", "")))) for p in sitzung.punkte),
        hindernisse(wer, AN_DER_SITZUNG, selbst, sitzung),
    )


def _punkt(punkt: dict[str, object], zeile: FallZeile | None) -> Punkt:
    titel = str(punkt.get("titel") or (zeile.titel if zeile else ""))
    return Punkt(str(punkt.get("top", "")), zeile.kennung if zeile else "", titel)


def tops(sitzung: Sitzungszeile) -> str:
    """Say how long the agenda is."""
    return zahlwort(len(sitzung.punkte), "TOP", "TOPs") if sitzung.punkte else "noch leer"


_ZAHLEN = {
    "kommunen": "Kommunen",
    "handlungsfelder": "Handlungsfelder",
    "rechtskreise": "Rechtskreise",
    "fallzahlen": "Fallzahlklassen",
}
