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
from .bloecke import Block, Bloecke, Marke, Textblock, textblock
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
from .struktur import Knoten

_UEBERSCHRIFTEN = {
    1: (TITEL, 2.0, 12.0),
    2: (ABSCHNITT, 18.0, 5.0),
    3: (UNTERABSCHNITT, 12.0, 3.0),
    4: (KLEINTITEL, 8.0, 2.0),
}
_BEZEICHNUNGSBREITE = 42 * MM
_SPALTENLUFT = 8.0
_NUMMERNBREITE = 24.0
#: A cell of nothing else is to be filled in by hand.
_ZUM_AUSFUELLEN = "_ \n"


def uebersetze(inhalt: Sequence[Element], eltern: Knoten) -> Bloecke:
    """Return the blocks of a paper; headings are tied to what follows them.

    What each element is for a screen reader hangs on `eltern` afterwards, in the same order.
    """
    bloecke: list[Block] = []
    offen: Bloecke = ()
    for element in inhalt:
        if isinstance(element, Ueberschrift | Vorspann):
            titel = _titel(element, eltern)
            offen += (replace(titel, davor=0) if offen else titel,)
        elif gesetzt := _setze(element, eltern):
            bloecke += [Verbund(offen, gesetzt[0]) if offen else gesetzt[0], *gesetzt[1:]]
            offen = ()
    return (*bloecke, *offen)


def _titel(element: Ueberschrift | Vorspann, eltern: Knoten) -> Textblock:
    if isinstance(element, Vorspann):
        return textblock(element.text, VORSPANN, TEXTBREITE, eltern.neu("P"), danach=2)
    stil, davor, danach = _UEBERSCHRIFTEN[element.ebene]
    knoten = eltern.neu(f"H{element.ebene}")
    block = textblock(
        element.text,
        stil,
        TEXTBREITE,
        knoten,
        einzug=_NUMMERNBREITE if element.nummer else 0,
        marke=Marke(element.nummer, knoten) if element.nummer else None,
    )
    return replace(block, davor=davor, danach=danach)


@singledispatch
def _setze(element: Element, eltern: Knoten) -> Bloecke:
    raise TypeError(f"no setting for {type(element).__name__}")


@_setze.register
def _briefkopf(element: Briefkopf, eltern: Knoten) -> Bloecke:
    return (
        textblock(element.kreis, KREIS, TEXTBREITE, eltern.neu("P"), davor=0),
        textblock(element.zusatz, ZUSATZ, TEXTBREITE, eltern.neu("P"), danach=26),
    )


@_setze.register(Absatz)
@_setze.register(Liste)
def _text(element: Absatz | Liste, eltern: Knoten) -> Bloecke:
    return fliesstext((element,), TEXTBREITE, eltern)


@_setze.register
def _hervorhebung(element: Hervorhebung, eltern: Knoten) -> Bloecke:
    inhalt = fliesstext(element.inhalt, TEXTBREITE - EINRUECKUNG, eltern.neu("Div"))
    return (Balken(inhalt, danach=6),) if inhalt else ()


@_setze.register
def _grunddaten(element: Grunddaten, eltern: Knoten) -> Bloecke:
    breiten = (_BEZEICHNUNGSBREITE, TEXTBREITE - _BEZEICHNUNGSBREITE)
    tabelle = eltern.neu("Table")
    zeilen = tuple(_angabe(angabe, breiten, tabelle.neu("TR")) for angabe in element.angaben)
    return (Raster(breiten, zeilen, davor=6, danach=8),)


def _angabe(angabe: Angabe, breiten: tuple[float, float], zeile: Knoten) -> Zeile:
    kopf = zeile.neu("TH", Scope="Row")
    links = textblock(angabe.bezeichnung, BEZEICHNUNG, breiten[0] - _SPALTENLUFT, kopf)
    rechts = textblock(angabe.wert, WERT, breiten[1], zeile.neu("TD"))
    return Zeile(((links,), (rechts,)), 2.2)


@_setze.register
def _tabelle(element: Tabelle, eltern: Knoten) -> Bloecke:
    tabelle = eltern.neu("Table")
    summe = sum(spalte.anteil for spalte in element.spalten)
    breiten = tuple(TEXTBREITE * spalte.anteil / summe for spalte in element.spalten)
    titel = tuple(spalte.titel for spalte in element.spalten)
    kopf = _zeile(titel, element.spalten, breiten, TABELLENKOPF, tabelle.neu("TR"))
    zeilen = tuple(
        _zeile(zeile, element.spalten, breiten, TABELLENTEXT, tabelle.neu("TR"))
        for zeile in element.zeilen
    )
    return (Raster(breiten, zeilen, kopf, davor=2, danach=8),)


@_setze.register
def _codegruppen(element: Codegruppen, eltern: Knoten) -> Bloecke:
    je = element.je_zeile
    liste = eltern.neu("L", ListNumbering="Decimal")
    breiten = (TEXTBREITE / je,) * je
    gruppen = tuple(enumerate(element.gruppen, 1))
    zeilen = tuple(
        _codezeile(gruppen[ab : ab + je], breiten[0], liste) for ab in range(0, len(gruppen), je)
    )
    leer: tuple[Bloecke, ...] = ((),) * (-len(gruppen) % je)
    gefuellt = (*zeilen[:-1], Zeile(zeilen[-1].zellen + leer, zeilen[-1].polster))
    return (Raster(breiten, gefuellt, davor=8, danach=14),)


def _codezeile(gruppen: Sequence[tuple[int, str]], breite: float, liste: Knoten) -> Zeile:
    return Zeile(tuple(_gruppe(nr, gruppe, breite, liste.neu("LI")) for nr, gruppe in gruppen), 5)


def _gruppe(nr: int, gruppe: str, breite: float, teil: Knoten) -> Bloecke:
    return (
        textblock(str(nr), KLEIN, breite, teil.neu("Lbl")),
        textblock(gruppe, CODE, breite, teil.neu("LBody")),
    )


def _zeile(
    texte: Sequence[str],
    spalten: Sequence[Spalte],
    breiten: Sequence[float],
    stil: Stil,
    knoten: Knoten,
) -> Zeile:
    zellen = (
        (_zelle(text, spalte, breite - _SPALTENLUFT, stil, knoten),)
        for text, spalte, breite in zip(texte, spalten, breiten, strict=True)
    )
    return Zeile(tuple(zellen), 3)


def _zelle(text: str, spalte: Spalte, breite: float, stil: Stil, zeile: Knoten) -> Textblock:
    kopf = stil is TABELLENKOPF
    knoten = zeile.neu("TH", Scope="Column") if kopf else zeile.neu("TD")
    if text and not text.strip(_ZUM_AUSFUELLEN):
        knoten = knoten.feld("tv", spalte.titel)
    block = textblock(text, stil, breite, knoten)
    return block.rechtsbuendig(breite) if spalte.rechts else block


@_setze.register
def _entscheidungsblock(element: Entscheidungsblock, eltern: Knoten) -> Bloecke:
    return (setze_entscheidungsblock(element, eltern),)


@_setze.register
def _unterschriften(element: Unterschriften, eltern: Knoten) -> Bloecke:
    return (setze_unterschriften(element, TEXTBREITE, eltern),)
