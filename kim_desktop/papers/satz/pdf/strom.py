"""Streams as strict readers want them: with a line end of their own before `endstream`."""

from typing import Any

from reportlab.pdfbase.pdfdoc import PDFStream

_ENDE = b"endstream\n"


class Strom(PDFStream):
    """A stream that ends as ISO 19005-2, 6.1.7.1 asks for."""

    @classmethod
    def aus(cls, objekt: Any) -> Any:
        """Return any other object as it is, a plain stream of ReportLab as one of these."""
        if type(objekt) is PDFStream:
            objekt.__class__ = cls
        return objekt

    def format(self, document: Any) -> bytes:
        """Return the bytes of the stream with its dictionary."""
        # CR and LF: a stream that happens to end in CR would lose it to a single LF.
        roh: bytes = super().format(document)
        return roh.removesuffix(_ENDE) + b"\r\n" + _ENDE
