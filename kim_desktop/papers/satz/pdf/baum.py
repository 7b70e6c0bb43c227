"""The structure tree as objects of the file (ISO 32000-1, 14.7)."""

from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString

from ..struktur import Knoten, Stelle

#: To whom the attributes of an element belong, by its type.
_BESITZER = {"TH": "Table", "L": "List", "Form": "PrintField"}
_TEXT = "Desc"


def strukturbaum(
    dokument: Any, wurzel: Knoten, seiten: Sequence[Sequence[Knoten]]
) -> PDFDictionary:
    """Return the root of the tree; `seiten` are the elements of each page by mark."""
    stamm = PDFDictionary({"Type": PDFName("StructTreeRoot")})
    bezuege: dict[int, Any] = {}
    blaetter = [dokument.Reference(seite) for seite in dokument.Pages.pages]
    stamm["K"] = _Baumschreiber(dokument, blaetter, bezuege).element(
        wurzel, dokument.Reference(stamm)
    )
    nummern: list[Any] = []
    for nummer, seite in enumerate(seiten):
        nummern += [nummer, PDFArray([bezuege[id(knoten)] for knoten in seite])]
    stamm["ParentTree"] = dokument.Reference(PDFDictionary({"Nums": PDFArray(nummern)}))
    stamm["ParentTreeNextKey"] = len(seiten)
    return stamm


class _Baumschreiber:
    """Turns elements into objects; `bezuege` are the references to them by identity."""

    def __init__(self, dokument: Any, blaetter: list[Any], bezuege: dict[int, Any]) -> None:
        self._dokument, self._blaetter, self._bezuege = dokument, blaetter, bezuege

    def element(self, knoten: Knoten, eltern: Any) -> Any:
        """Write an element and everything below it; return the reference to it."""
        objekt = PDFDictionary(
            {"Type": PDFName("StructElem"), "S": PDFName(knoten.art), "P": eltern}
        )
        bezug = self._bezuege[id(knoten)] = self._dokument.Reference(objekt)
        teile = [self.element(kind, bezug) for kind in knoten.kinder]
        seiten = {stelle.seite for stelle in knoten.stellen}
        if len(seiten) == 1:
            objekt["Pg"] = self._blaetter[seiten.pop()]
            teile += [stelle.marke for stelle in knoten.stellen]
        else:
            teile += map(self._inhalt, knoten.stellen)
        if teile:
            objekt["K"] = PDFArray(teile) if len(teile) > 1 else teile[0]
        if knoten.eigenschaften:
            objekt["A"] = _eigenschaften(knoten)
        return bezug

    def _inhalt(self, stelle: Stelle) -> PDFDictionary:
        blatt = self._blaetter[stelle.seite]
        return PDFDictionary({"Type": PDFName("MCR"), "Pg": blatt, "MCID": stelle.marke})


def _eigenschaften(knoten: Knoten) -> PDFDictionary:
    werte = {
        name: PDFString(wert) if name == _TEXT else PDFName(wert)
        for name, wert in knoten.eigenschaften.items()
    }
    return PDFDictionary({"O": PDFName(_BESITZER[knoten.art]), **werte})
