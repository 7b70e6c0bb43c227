"""From the element tree to blocks: one small function per kind of element."""

from collections.abc import Sequence
from dataclasses import replace
from functools import singledispatch

from ..elemente import (
    Absatz,
    Angabe,
    Briefkopf,
    Codegruppen,
    Element,
    Entscheidungsblock,
    Grunddaten,
    Hervorhebung,
    Liste,
    Spalte,
    Tabelle,
    Ueberschrift,
    Unterschriften,
    Vorspann,
)
from .block import setze_entscheidungsblock, setze_unterschriften
from .bloecke import Block, Bloecke, Textblock, textblock
from .fliesstext import fliesstext
from .masse import (
    ABSCHNITT,
    BEZEICHNUNG,
    CODE,
    KLEIN,
    KLEINTITEL,
    KREIS,
    MM,
    TABELLENKOPF,
    TABELLENTEXT,
    TEXTBREITE,
    TITEL,
    UNTERABSCHNITT,
    VORSPANN,
    WERT,
    ZUSATZ,
    Stil,
)
from .rahmen import EINRUECKUNG, Balken, Verbund
from .raster import Raster, Zeile

_UEBERSCHRIFTEN = {
    1: (TITEL, 2.0, 12.0),
    2: (ABSCHNITT, 18.0, 5.0),
    3: (UNTERABSCHNITT, 12.0, 3.0),
    4: (KLEINTITEL, 8.0, 2.0),
}
_BEZEICHNUNGSBREITE = 42 * MM
_SPALTENLUFT = 8.0
_NUMMERNBREITE = 24.0


def uebersetze(inhalt: Sequence[Element]) -> Bloecke:
    """Return the blocks of a paper; headings are tied to what follows them."""
    bloecke: list[Block] = []
    offen: Bloecke = ()
    for element in inhalt:
        if isinstance(element, Ueberschrift | Vorspann):
            titel = _titel(element)
            offen += (replace(titel, davor=0) if offen else titel,)
        elif gesetzt := _setze(element):
            bloecke += [Verbund(offen, gesetzt[0]) if offen else gesetzt[0], *gesetzt[1:]]
            offen = ()
    return (*bloecke, *offen)


def _titel(element: Ueberschrift | Vorspann) -> Textblock:
    if isinstance(element, Vorspann):
        return textblock(element.text, VORSPANN, TEXTBREITE, danach=2)
    stil, davor, danach = _UEBERSCHRIFTEN[element.ebene]
    block = textblock(
        element.text,
        stil,
        TEXTBREITE,
        einzug=_NUMMERNBREITE if element.nummer else 0,
        marke=element.nummer,
    )
    return replace(block, davor=davor, danach=danach)


@singledispatch
def _setze(element: Element) -> Bloecke:
    raise TypeError(f"no setting for {type(element).__name__}")


@_setze.register
def _briefkopf(element: Briefkopf) -> Bloecke:
    return (
        textblock(element.kreis, KREIS, TEXTBREITE, davor=0),
        textblock(element.zusatz, ZUSATZ, TEXTBREITE, danach=26),
    )


@_setze.register(Absatz)
@_setze.register(Liste)
def _text(element: Absatz | Liste) -> Bloecke:
    return fliesstext((element,), TEXTBREITE)


@_setze.register
def _hervorhebung(element: Hervorhebung) -> Bloecke:
    inhalt = fliesstext(element.inhalt, TEXTBREITE - EINRUECKUNG)
    return (Balken(inhalt, danach=6),) if inhalt else ()


@_setze.register
def _grunddaten(element: Grunddaten) -> Bloecke:
    breiten = (_BEZEICHNUNGSBREITE, TEXTBREITE - _BEZEICHNUNGSBREITE)
    zeilen = tuple(_angabe(angabe, breiten) for angabe in element.angaben)
    return (Raster(breiten, zeilen, davor=6, danach=8),)


def _angabe(angabe: Angabe, breiten: tuple[float, float]) -> Zeile:
    links = textblock(angabe.bezeichnung, BEZEICHNUNG, breiten[0] - _SPALTENLUFT)
    return Zeile(((links,), (textblock(angabe.wert, WERT, breiten[1]),)), 2.2)


@_setze.register
def _tabelle(element: Tabelle) -> Bloecke:
    summe = sum(spalte.anteil for spalte in element.spalten)
    breiten = tuple(TEXTBREITE * spalte.anteil / summe for spalte in element.spalten)
    titel = tuple(spalte.titel for spalte in element.spalten)
    kopf = _zeile(titel, element.spalten, breiten, TABELLENKOPF)
    zeilen = tuple(
        _zeile(zeile, element.spalten, breiten, TABELLENTEXT) for zeile in element.zeilen
    )
    return (Raster(breiten, zeilen, kopf, davor=2, danach=8),)


@_setze.register
def _codegruppen(element: Codegruppen) -> Bloecke:
    je = element.je_zeile
    breiten = (TEXTBREITE / je,) * je
    gruppen = tuple(enumerate(element.gruppen, 1))
    zeilen = tuple(
        _codezeile(gruppen[ab : ab + je], breiten[0]) for ab in range(0, len(gruppen), je)
    )
    leer: tuple[Bloecke, ...] = ((),) * (-len(gruppen) % je)
    gefuellt = (*zeilen[:-1], Zeile(zeilen[-1].zellen + leer, zeilen[-1].polster))
    return (Raster(breiten, gefuellt, davor=8, danach=14),)


def _codezeile(gruppen: Sequence[tuple[int, str]], breite: float) -> Zeile:
    zellen = (
        (textblock(str(nr), KLEIN, breite), textblock(gruppe, CODE, breite))
        for nr, gruppe in gruppen
    )
    return Zeile(tuple(zellen), 5)


def _zeile(
    texte: Sequence[str], spalten: Sequence[Spalte], breiten: Sequence[float], stil: Stil
) -> Zeile:
    zellen = (
        (_zelle(text, spalte, breite - _SPALTENLUFT, stil),)
        for text, spalte, breite in zip(texte, spalten, breiten, strict=True)
    )
    return Zeile(tuple(zellen), 3)


def _zelle(text: str, spalte: Spalte, breite: float, stil: Stil) -> Textblock:
    block = textblock(text, stil, breite)
    return block.rechtsbuendig(breite) if spalte.rechts else block


@_setze.register
def _entscheidungsblock(element: Entscheidungsblock) -> Bloecke:
    return (setze_entscheidungsblock(element),)


@_setze.register
def _unterschriften(element: Unterschriften) -> Bloecke:
    return (setze_unterschriften(element, TEXTBREITE),)
