"""What makes a ReportLab file an archivable and accessible one: PDF/A-2a or 3a, and PDF/UA-1.

Also the only place that touches private attributes of ReportLab (`_doc`, `_code`, `_ID`, the lists
of keys it writes); a test holds them against the installed version.
"""

import re
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFString,
    PDFZCompress,
)

from ....store.ressourcen import ressource
from ...beilage import Beilage
from ..struktur import Knoten
from .baum import strukturbaum
from .einbetten import eingebettet
from .strom import Strom
from .xmp import PROGRAMM, SPRACHE, Angaben, xmp

_ZEICHENTAFEL = "toUnicodeCMap:"
_LANGES_ZEICHEN = re.compile(r"(?<=> <)([0-9A-F]{5,6})(?=>$)", re.MULTILINE)
_OHNE_ZEICHEN = re.compile(r"^<[0-9A-F]{2}> <0000>\n", re.MULTILINE)


class _Dokument(PDFDocument):
    """A ReportLab document whose streams and character maps archives accept."""

    def Reference(self, obj: Any, name: str | None = None) -> Any:  # noqa: N802 - ReportLab's name
        if name and name.startswith(_ZEICHENTAFEL):
            obj.content = _zeichentafel(obj.content)
        return super().Reference(Strom.aus(obj), name)  # type: ignore[no-untyped-call]


class Akte:
    """The file behind a canvas, from its first page to its last object."""

    def __init__(self, canvas: Any, angaben: Angaben) -> None:
        """Let dates and identity of the file behind a ReportLab canvas be those of the paper."""
        dokument: Any = _Dokument(compression=1, invariant=1, pdfVersion=(1, 7), lang=SPRACHE)
        kennung = f"<{angaben.kennung}>"
        dokument._ID = f"\n[{kennung}{kennung}]\n".encode()
        self._canvas, self._dokument, self._angaben = canvas, dokument, angaben
        canvas._doc = dokument
        canvas.setTitle(angaben.titel)
        canvas.setAuthor(angaben.verfasser)
        canvas.setSubject(angaben.gegenstand)
        canvas.setCreator(PROGRAMM)
        canvas.setProducer(PROGRAMM)
        canvas.setDateFormatter(lambda *_: self._zeit)

    @property
    def _zeit(self) -> str:
        return f"D:{self._angaben.tag:%Y%m%d}000000Z"

    def schreibe(self, befehl: str) -> None:
        """Put an operator into the content of the page."""
        self._canvas._code.append(befehl)

    def schliesse(
        self, wurzel: Knoten, seiten: Sequence[Sequence[Knoten]], beilage: Beilage | None
    ) -> None:
        """Say what the file is; `seiten` are the elements of each page by number of their mark."""
        dokument = self._dokument
        werte = {
            "StructTreeRoot": strukturbaum(dokument, wurzel, seiten),
            "MarkInfo": PDFDictionary({"Marked": "true"}),
            "ViewerPreferences": PDFDictionary({"DisplayDocTitle": "true"}),
            "Metadata": _strom("Metadata", "XML", xmp(self._angaben, 3 if beilage else 2)),
            "OutputIntents": PDFArray([_ausgabeabsicht(dokument)]),
        }
        if beilage is not None:
            namen, datei = eingebettet(dokument, beilage, self._zeit)
            werte |= {"Names": namen, "AF": PDFArray([datei])}
        _ergaenze(dokument.Catalog, werte)
        for nummer, seite in enumerate(dokument.Pages.pages):
            _ergaenze(seite, {"StructParents": nummer, "Tabs": PDFName("S")})


def _ergaenze(objekt: Any, werte: dict[str, Any]) -> None:
    """Set entries of a catalog or page, also those ReportLab does not know and would leave out."""
    objekt.__NoDefault__ = [*dict.fromkeys([*objekt.__NoDefault__, *werte])]
    for name, wert in werte.items():
        setattr(objekt, name, wert)


def _strom(art: str, unterart: str, inhalt: bytes) -> Strom:
    kopf = PDFDictionary({"Type": PDFName(art), "Subtype": PDFName(unterart)})
    # Archives find metadata by searching, so they are not packed.
    return Strom(kopf, inhalt)


def _ausgabeabsicht(dokument: Any) -> PDFDictionary:
    profil = Strom(
        PDFDictionary({"N": 3}), ressource("farben/sRGB.icc").read_bytes(), [PDFZCompress]
    )
    return PDFDictionary(
        {
            "Type": PDFName("OutputIntent"),
            "S": PDFName("GTS_PDFA1"),
            "OutputConditionIdentifier": PDFString("sRGB"),
            "Info": PDFString("sRGB"),
            "DestOutputProfile": dokument.Reference(profil),
        }
    )


def _zeichentafel(tafel: str) -> str:
    """Return a character map as ISO 32000-1, 9.10.3 wants it.

    ReportLab maps codes of no character to U+0000, and writes those beyond U+FFFF by their number
    instead of as UTF-16.
    """
    gekuerzt, weg = _OHNE_ZEICHEN.subn("", tafel)
    lang = _LANGES_ZEICHEN.sub(lambda m: chr(int(m[1], 16)).encode("utf-16-be").hex(), gekuerzt)
    return re.sub(
        r"^(\d+) beginbfchar", lambda m: f"{int(m[1]) - weg} beginbfchar", lang, flags=re.M
    )
