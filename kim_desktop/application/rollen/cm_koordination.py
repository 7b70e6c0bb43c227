"""The page of the CM-Koordination: inbox, bundles, topics, and who owes whom an answer."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from ...domain.felder import text
from ...domain.schwelle import Schwelle
from ...domain.zustaende import BUENDELBAR, Zustand
from ...papers.schreibweise import datum
from ...store.ansicht.faelle import FallZeile
from ...store.ansicht.suchtext import gefaltet, suchtext
from ..arbeitsplatz import Arbeitsplatz, identitaet
from .bestand import BEENDET, Bestand, Paar, entfaltet, lies_bestand
from .hindernis import Hindernisse, hindernisse
from .schulden import Schuld, schulden
from .thema import Thema, thema

#: The steps each part of the page offers on the chosen row.
AM_EINGANG = (
    "buendeln",
    "zur_ergaenzung",
    "beobachten",
    "ohne_vorlage_erledigen",
    "bescheiden",
    "notieren",
    "schwaerzen",
)
AM_BUENDEL = ("buendeln", "loesen", "vorlegen")
_IM_BUENDEL = (Zustand.GEBUENDELT, Zustand.BEOBACHTET)


@dataclass(frozen=True, slots=True)
class Meldungszeile:
    """One Meldung as the CM-Koordination reads it.

    `thema` is the Kennung of the topic a short Meldung refers to.
    """

    zeile: FallZeile
    stelle: str
    seit: str
    inhalt: Mapping[str, Any]
    thema: str
    gehoert_zu: str
    widerspruch: str
    hindernisse: Hindernisse

    @property
    def kennung(self) -> str:
        """Its Kennung."""
        return self.zeile.kennung

    @property
    def handlungsfeld(self) -> str:
        """Its Handlungsfeld in words."""
        feld = self.inhalt.get("handlungsfeld")
        return text(feld, "label") if isinstance(feld, dict) else ""

    def enthaelt(self, gesucht: str) -> bool:
        """Whether every word stands somewhere in it, whatever the case or umlauts."""
        teile = (self.kennung, self.stelle, self.handlungsfeld, *self.inhalt.values())
        alles = suchtext(*(t for t in teile if isinstance(t, str)))
        return all(gefaltet(wort) in alles for wort in gesucht.split())


@dataclass(frozen=True, slots=True)
class Buendel:
    """A Herausforderung that can still be put together."""

    zeile: FallZeile
    meldungen: tuple[Meldungszeile, ...]
    schwelle: Schwelle
    hindernisse: Hindernisse

    @property
    def kennung(self) -> str:
        """Its Kennung."""
        return self.zeile.kennung

    @property
    def widersprueche(self) -> tuple[str, ...]:
        """What CM-Stellen object to being bundled here."""
        return tuple(
            f"{m.stelle} widerspricht der Bündelung von {m.kennung}: {m.widerspruch}"
            for m in self.meldungen
            if m.widerspruch
        )


@dataclass(frozen=True, slots=True)
class Koordination:
    """Everything on the page."""

    eingang: tuple[Meldungszeile, ...]
    buendel: tuple[Buendel, ...]
    themen: tuple[Thema, ...]
    schulden: tuple[Schuld, ...]


def lies(ap: Arbeitsplatz, auch_beendete: bool = False) -> Koordination:
    """Look up the whole page; `auch_beendete` adds topics that wait for nobody."""
    with ap.profil.datenbank.lesen() as v:
        bestand = lies_bestand(ap, v, identitaet(ap, v))
        return Koordination(
            tuple(
                _meldungszeile(bestand, paar)
                for paar in bestand.meldungen.values()
                if paar[0].zustand in BUENDELBAR
            ),
            tuple(_buendel(bestand)),
            tuple(_themen(bestand, auch_beendete)),
            tuple(schulden(bestand)),
        )


def _meldungszeile(bestand: Bestand, paar: Paar) -> Meldungszeile:
    zeile, bild = paar
    gemeint = bestand.themen.get(bild.thema)
    return Meldungszeile(
        zeile,
        bestand.name(zeile.stelle),
        datum(bild.gemeldet_am),
        bild.inhalt,
        gemeint.kennung if gemeint else "",
        f"{gemeint.kennung} {gemeint.titel}" if gemeint else "",
        bild.widerspruch,
        hindernisse(bestand.wer, AM_EINGANG, zeile),
    )


def _buendel(bestand: Bestand) -> Iterable[Buendel]:
    for ident, fall in bestand.offene.items():
        if fall.zustand in _IM_BUENDEL:
            zeile = bestand.themen[ident]
            paare = (bestand.meldungen.get(m) for m in fall.meldungen)
            yield Buendel(
                zeile,
                tuple(_meldungszeile(bestand, p) for p in paare if p),
                bestand.schwelle(fall),
                hindernisse(bestand.wer, AM_BUENDEL, zeile, fall),
            )


def _themen(bestand: Bestand, auch_beendete: bool) -> Iterable[Thema]:
    faelle = dict(bestand.offene)
    if auch_beendete:
        beendete = (z for z in bestand.themen.values() if z.zustand in BEENDET)
        faelle |= entfaltet(bestand.v, bestand.wer, beendete)
    for ident, zeile in bestand.themen.items():
        if ident in faelle:
            yield thema(bestand, zeile, faelle[ident])
