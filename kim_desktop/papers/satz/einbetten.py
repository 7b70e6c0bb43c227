"""Embedding a file in a PDF: a stream, its description, and the name readers list it by."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFString

from ..beilage import Beilage


class _Rohstrom(PDFStream):
    """A stream as it is, with the line end before its end that strict readers ask for."""

    def format(self, document: Any) -> bytes:
        roh: bytes = super().format(document)
        return roh.removesuffix(b"endstream\n") + b"\nendstream\n"


def eingebettet(dokument: Any, beilage: Beilage) -> Any:
    """Return the name tree of a ReportLab document that holds this one file."""
    angaben = PDFDictionary({"Size": len(beilage.inhalt)})
    kopf = PDFDictionary({"Type": PDFName("EmbeddedFile"), "Params": angaben})
    # Encrypted bytes do not get smaller.
    strom = dokument.Reference(_Rohstrom(kopf, beilage.inhalt, filters=[]))
    name = PDFString(beilage.name)
    datei = PDFDictionary(
        {
            "Type": PDFName("Filespec"),
            "F": name,
            "UF": name,
            "Desc": PDFString(beilage.beschreibung),
            "AFRelationship": PDFName("Data"),
            "EF": PDFDictionary({"F": strom, "UF": strom}),
        }
    )
    liste = PDFDictionary({"Names": PDFArray([name, dokument.Reference(datei)])})
    return PDFDictionary({"EmbeddedFiles": liste})
