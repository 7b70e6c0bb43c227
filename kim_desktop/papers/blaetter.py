"""Papers of the Arbeitsplatz itself: recovery sheet, root sheet, list for the telephone."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import chain

from ..store.ressourcen import Texte
from .aufbau import Elemente, absaetze
from .elemente import (
    Absatz,
    Angabe,
    Briefkopf,
    Codegruppen,
    Dokument,
    Grunddaten,
    Spalte,
    Tabelle,
    Ueberschrift,
    Vorspann,
)
from .schreibweise import datum

_TEXTE = Texte("texte/blaetter.json")
_JE_ZEILE = {"notfallblatt": 4, "kreisblatt": 5, "pruefziffern": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class BlattDaten:
    """What every sheet says of itself; ``datum`` is the ISO day it was printed."""

    kreis: str
    datum: str
    uebung: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NotfallblattDaten(BlattDaten):
    """Input of the recovery sheet; ``platz`` is the code of the Arbeitsplatz, e.g. HEN1."""

    stelle: str
    platz: str
    gruppen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KreisblattDaten(BlattDaten):
    """Input of the root sheet; ``ziffern`` are those the district is compared by."""

    ziffern: str
    gruppen: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PruefziffernDaten(BlattDaten):
    """Input of the sheet to read out from; no district is known yet, so the Stelle heads it."""

    stelle: str
    gruppen: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Anmeldezeile:
    """One Anmeldung to be checked; its digits are not printed, they are read out."""

    stelle: str
    platz: str
    rollen: str
    datei: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnmeldelisteDaten(BlattDaten):
    """Input of the list for the telephone."""

    zeilen: tuple[Anmeldezeile, ...]


def notfallblatt(daten: NotfallblattDaten) -> Dokument:
    """Return the sheet that opens one Arbeitsplatz and its backups."""
    werte = {"kreis": daten.kreis, "stelle": daten.stelle, "platz": daten.platz}
    return _codeblatt("notfallblatt", daten, daten.gruppen, werte)


def kreisblatt(daten: KreisblattDaten) -> Dokument:
    """Return the sheet that carries the district's root key."""
    werte = {"kreis": daten.kreis, "ziffern": daten.ziffern}
    return _codeblatt("kreisblatt", daten, daten.gruppen, werte)


def pruefziffernblatt(daten: PruefziffernDaten) -> Dokument:
    """Return the sheet a new Arbeitsplatz reads its digits out from; nothing on it is secret."""
    return _codeblatt("pruefziffern", daten, daten.gruppen, {"stelle": daten.stelle})


def anmeldeliste(daten: AnmeldelisteDaten) -> Dokument:
    """Return the list of Anmeldungen with room for what is read out by telephone."""
    spalten = tuple(
        Spalte(titel, float(anteil)) for titel, anteil in _TEXTE.eintrag("anmeldeliste.spalten")
    )
    kuerzel, ziffern = _TEXTE.text("anmeldeliste.kuerzel"), _TEXTE.text("anmeldeliste.ziffern")
    zeilen = tuple(
        (
            str(nr),
            "\n".join(dict.fromkeys((z.stelle, z.platz, z.datei))),
            z.rollen,
            kuerzel,
            ziffern,
        )
        for nr, z in enumerate(daten.zeilen, 1)
    )
    anleitung = Absatz(_TEXTE.text("anmeldeliste.anleitung"))
    uebung = (Absatz(_TEXTE.text("uebung_satz") + "."),) if daten.uebung else ()
    return _dokument("anmeldeliste", daten, {}, (*uebung, anleitung, Tabelle(spalten, zeilen)))


def _codeblatt(
    art: str, daten: BlattDaten, gruppen: tuple[str, ...], werte: Mapping[str, str]
) -> Dokument:
    angaben = {**werte, "datum": datum(daten.datum)}
    if daten.uebung:
        angaben["uebung"] = _TEXTE.text("uebung_satz")
    grunddaten = Grunddaten(
        tuple(
            Angabe(bezeichnung, angaben[feld])
            for feld, bezeichnung in _TEXTE.eintrag("grunddaten").items()
            if feld in angaben
        )
    )
    inhalt: Elemente = (
        grunddaten,
        Ueberschrift(_TEXTE.text(f"{art}.code"), 2),
        Codegruppen(gruppen, _JE_ZEILE[art]),
        *chain.from_iterable(
            (Ueberschrift(titel, 2), *absaetze("\n".join(zeilen)))
            for titel, zeilen in _TEXTE.eintrag(f"{art}.abschnitte")
        ),
    )
    return _dokument(art, daten, werte, inhalt)


def _dokument(art: str, daten: BlattDaten, werte: Mapping[str, str], inhalt: Elemente) -> Dokument:
    luecken = {"datum": datum(daten.datum), **werte}
    titel = _TEXTE.text(f"{art}.titel", **luecken)
    return Dokument(
        titel=titel,
        verfasser=daten.kreis,
        datum=daten.datum,
        kopf=titel,
        fuss=_TEXTE.text(f"{art}.fuss", **luecken),
        seite=_TEXTE.text("seite"),
        vermerke=(_TEXTE.text("uebung"),) if daten.uebung else (),
        inhalt=(
            Briefkopf(daten.kreis, _TEXTE.text(f"{art}.zusatz")),
            Vorspann(_TEXTE.text(f"{art}.vorspann")),
            Ueberschrift(titel, 1),
            *inhalt,
        ),
    )
