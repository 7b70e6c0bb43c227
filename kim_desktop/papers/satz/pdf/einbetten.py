"""Embedding a file in a PDF: a stream, its description, and the name readers list it by."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFObject, PDFString

from ...beilage import Beilage
from .strom import Strom


class _Art(PDFObject):
    """The media type of any bytes; ReportLab's own names cannot hold its slash."""

    def format(self, _dokument: Any) -> bytes:
        return b"/application#2Foctet-stream"


def eingebettet(dokument: Any, beilage: Beilage, zeit: str) -> tuple[Any, Any]:
    """Return the name tree of a ReportLab document that holds this one file, and the file.

    `zeit` is a PDF date.
    """
    angaben = PDFDictionary({"Size": len(beilage.inhalt), "ModDate": PDFString(zeit)})
    kopf = PDFDictionary({"Type": PDFName("EmbeddedFile"), "Subtype": _Art(), "Params": angaben})
    # Encrypted bytes do not get smaller.
    strom = dokument.Reference(Strom(kopf, beilage.inhalt))
    name = PDFString(beilage.name)
    datei = dokument.Reference(
        PDFDictionary(
            {
                "Type": PDFName("Filespec"),
                "F": name,
                "UF": name,
                "Desc": PDFString(beilage.beschreibung),
                "AFRelationship": PDFName("Data"),
                "EF": PDFDictionary({"F": strom, "UF": strom}),
            }
        )
    )
    liste = PDFDictionary({"Names": PDFArray([name, datei])})
    return PDFDictionary({"EmbeddedFiles": liste}), datei
