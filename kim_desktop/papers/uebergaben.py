"""The balance of the handovers on a page: whom to call, what to wait for, where all is well."""

from dataclasses import dataclass

from .aufbau import spalten
from .elemente import Absatz, Briefkopf, Dokument, Element, Tabelle, Ueberschrift, Vorspann
from .schreibweise import aufzaehlung, datum
from .texte import text


@dataclass(frozen=True, slots=True, kw_only=True)
class UebergabeZeile:
    """One Stelle: what is the matter, and the newest files each way in words."""

    stelle: str
    stand: str
    gesendet: str
    erhalten: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UebergabenDaten:
    """Input of the page; `tag` is an ISO day, `ruhige` the Stellen with which all is well."""

    kreis: str
    stelle: str
    tag: str
    uebung: bool
    summe: str
    zu_tun: tuple[UebergabeZeile, ...]
    wartet: tuple[UebergabeZeile, ...]
    ruhige: tuple[str, ...]


def uebergaben(daten: UebergabenDaten) -> Dokument:
    """Return the paper as a tree."""
    return Dokument(
        titel=text("uebergaben.titel"),
        verfasser=daten.kreis,
        datum=daten.tag,
        kopf=text("uebergaben.kopf", stelle=daten.stelle, datum=datum(daten.tag)),
        fuss=text("uebergaben.fuss"),
        seite=text("seite"),
        vermerke=(text("vermerke.uebung"),) if daten.uebung else (),
        inhalt=(
            Briefkopf(daten.kreis, daten.stelle),
            Vorspann(text("uebergaben.vorspann", datum=datum(daten.tag))),
            Ueberschrift(text("uebergaben.titel"), 1),
            *(Absatz(satz) for satz in _hinweise(daten)),
            Absatz(daten.summe),
            *_abschnitt("zu_tun", daten.zu_tun),
            *_abschnitt("wartet", daten.wartet),
            *_ruhige(daten.ruhige),
        ),
    )


def _hinweise(daten: UebergabenDaten) -> tuple[str, ...]:
    """Return what stands at the margin of every page: nobody hears it there."""
    eigen = text("uebergaben.fuss") + "."
    return (eigen, text("werte.uebung") + ".") if daten.uebung else (eigen,)


def _abschnitt(name: str, zeilen: tuple[UebergabeZeile, ...]) -> tuple[Element, ...]:
    if not zeilen:
        return ()
    inhalt = tuple((z.stelle, z.stand, z.gesendet, z.erhalten) for z in zeilen)
    titel = Ueberschrift(text(f"uebergaben.abschnitte.{name}"), 2)
    return (titel, Tabelle(spalten("uebergaben.spalten"), inhalt))


def _ruhige(namen: tuple[str, ...]) -> tuple[Element, ...]:
    if not namen:
        return ()
    return (Ueberschrift(text("uebergaben.abschnitte.gut"), 2), Absatz(aufzaehlung(namen)))
