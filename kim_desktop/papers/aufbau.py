"""What all decision papers share: head, Grunddaten, Beratungsfolge, numbered sections."""

from collections.abc import Callable, Mapping
from itertools import groupby

from .daten import Beratung, PapierDaten
from .elemente import (
    Absatz,
    Angabe,
    Briefkopf,
    Dokument,
    Element,
    Grunddaten,
    Liste,
    Spalte,
    Tabelle,
    Ueberschrift,
    Vorspann,
)
from .schreibweise import datum, glaetten
from .texte import eintrag, text

Elemente = tuple[Element, ...]
Bausteine = Mapping[str, Callable[[], Elemente]]

_PUNKTZEICHEN = ("- ", "– ", "• ", "* ")


def dokument(
    papier: str, daten: PapierDaten, werte: Mapping[str, str], teile: Bausteine
) -> Dokument:
    """Put a paper together: head, Grunddaten, then the sections in the order of the texts."""
    return Dokument(
        titel=daten.titel,
        verfasser=daten.kreis,
        datum=daten.datum,
        kopf=text(
            f"{papier}.kopf",
            nummer=nummer(daten),
            stelle=text("stelle"),
            datum=datum(daten.datum),
        ),
        fuss=text("fuss", kennung=daten.kennung, fassung=daten.fassung),
        seite=text("seite"),
        vermerke=_vermerke(daten),
        inhalt=_titelei(papier, daten, werte) + _abschnitte(papier, teile),
    )


def nummer(daten: PapierDaten) -> str:
    """Return the Vorlagennummer, or the Kennung as long as there is none."""
    return daten.vorlagennummer or daten.kennung


def absaetze(inhalt: str) -> tuple[Absatz | Liste, ...]:
    """Cut a text into paragraphs at its line ends; lines that begin with a dash form a list."""
    elemente: list[Absatz | Liste] = []
    zeilen = filter(None, glaetten(inhalt).split("\n"))
    for punkte, gruppe in groupby(zeilen, lambda zeile: zeile.startswith(_PUNKTZEICHEN)):
        if punkte:
            elemente.append(Liste(tuple(zeile[2:].strip() for zeile in gruppe)))
        else:
            elemente += map(Absatz, gruppe)
    return tuple(elemente)


def unterabschnitt(titel: str, inhalt: Elemente) -> Elemente:
    """Set a heading of the third level before its text; without text nothing remains."""
    return (Ueberschrift(titel, 3), *inhalt) if inhalt else ()


def liste(punkte: tuple[str, ...]) -> Elemente:
    """Return a list, or nothing for no items."""
    return (Liste(punkte),) if punkte else ()


def angaben(pfad: str, werte: Mapping[str, str]) -> Elemente:
    """Label the values in the order of the texts; empty ones disappear."""
    zeilen = tuple(
        Angabe(bezeichnung, werte[feld]) for feld, bezeichnung in eintrag(pfad) if werte.get(feld)
    )
    return (Grunddaten(zeilen),) if zeilen else ()


def spalten(pfad: str, rechts: int = -1) -> tuple[Spalte, ...]:
    """Read the columns of a table; the one numbered ``rechts`` holds figures."""
    return tuple(
        Spalte(titel, float(anteil), i == rechts) for i, (titel, anteil) in enumerate(eintrag(pfad))
    )


def beratungsfolge(daten: PapierDaten) -> Elemente:
    """Show the steps so far as a table."""
    zeilen = tuple(_beratung(schritt) for schritt in daten.beratungsfolge)
    return (Tabelle(spalten("beratungsfolge.spalten"), zeilen),) if zeilen else ()


def _beratung(schritt: Beratung) -> tuple[str, ...]:
    stelle = schritt.stelle
    if schritt.erfasst_durch:
        stelle = text("werte.im_namen_von", stelle=stelle, durch=schritt.erfasst_durch)
    return (
        str(schritt.schritt),
        schritt.bezeichnung,
        stelle,
        datum(schritt.datum),
        schritt.ergebnis,
    )


def _vermerke(daten: PapierDaten) -> tuple[str, ...]:
    gilt = {
        "nicht_oeffentlich": daten.oeffentlich is False,
        "entwurf": daten.entwurf,
        "uebung": daten.uebung,
    }
    return tuple(text(f"vermerke.{name}") for name, ja in gilt.items() if ja)


def _titelei(papier: str, daten: PapierDaten, werte: Mapping[str, str]) -> Elemente:
    art = daten.art or text(f"{papier}.art")
    return (
        Briefkopf(daten.kreis, _zusatz(daten)),
        Vorspann(text(f"{papier}.vorspann", art=art)),
        Ueberschrift(daten.titel, 1),
        *angaben("grunddaten", _grundwerte(daten, art) | dict(werte)),
    )


def _zusatz(daten: PapierDaten) -> str:
    if not daten.teil:
        return text("briefkopf.zusatz")
    return text("briefkopf.zusatz_mit_teil", teil=daten.teil)


def _oeffentlichkeit(daten: PapierDaten) -> str:
    if daten.oeffentlich is None:
        return ""
    return text(f"werte.{'' if daten.oeffentlich else 'nicht_'}oeffentlich")


def _grundwerte(daten: PapierDaten, art: str) -> dict[str, str]:
    return {
        "vorlagennummer": daten.vorlagennummer,
        "aktenzeichen": daten.aktenzeichen,
        "kennung": text("werte.kennung", kennung=daten.kennung, fassung=daten.fassung),
        "art": art,
        "gegenstand": daten.gegenstand,
        "oeffentlichkeit": _oeffentlichkeit(daten),
        "federfuehrung": daten.federfuehrung,
        "mitzeichnung": "\n".join(daten.mitzeichnung),
        "datum": datum(daten.datum),
        "sitzung": datum(daten.sitzung),
        "top": daten.top,
        "entwurf": text("werte.entwurf") if daten.entwurf else "",
        "uebung": text("werte.uebung") if daten.uebung else "",
    }


def _abschnitte(papier: str, teile: Bausteine) -> Elemente:
    leer = eintrag(f"{papier}.leer")
    elemente: list[Element] = []
    zaehler = 0
    for name, titel in eintrag(f"{papier}.abschnitte"):
        inhalt = teile[name]() or absaetze(leer.get(name, ""))
        if inhalt:
            zaehler += 1
            elemente += [Ueberschrift(titel, 2, str(zaehler)), *inhalt]
    return tuple(elemente)
