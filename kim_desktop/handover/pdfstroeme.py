"""The streams of a PDF file: the only place that loads pypdf."""

import logging
import zlib
from collections.abc import Iterator
from pathlib import Path

from pypdf import PdfReader, apply_configuration
from pypdf.errors import FileNotDecryptedError, PyPdfError
from pypdf.generic import IndirectObject, StreamObject

# What it thinks of other people's PDF files is nothing people here could act on.
logging.getLogger("pypdf").addHandler(logging.NullHandler())

#: Streams that never are an embedded file.
_ANDERES = frozenset({"/XObject", "/ObjStm", "/XRef", "/Metadata"})
#: What a file that is bent in any way makes the reader stumble over.
_UNLESBAR = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)


class Gesperrt(Exception):
    """The PDF asks for a password."""


class Unlesbar(Exception):
    """The PDF is damaged."""


def stroeme(datei: Path, anfang: bytes, hoechstens: int) -> Iterator[bytes]:
    """Yield the unpacked streams that begin with `anfang`; none is unpacked beyond `hoechstens`.

    Every stream the file lists is looked at: a name or an annotation may be gone, the bytes are
    not. Raises `Gesperrt`, `Unlesbar`, and OSError where the file cannot be read.
    """
    weit = apply_configuration(
        maximum_declared_stream_length=hoechstens, zlib_maximum_output_length=hoechstens
    )
    with datei.open("rb") as offen, weit:
        try:
            leser = PdfReader(offen, strict=False)
            if leser.is_encrypted and not leser.decrypt(""):
                raise Gesperrt
            for strom in _alle(leser):
                inhalt = _inhalt(strom)
                if inhalt.startswith(anfang):
                    yield inhalt
        except FileNotDecryptedError as fehler:
            raise Gesperrt from fehler
        except _UNLESBAR as fehler:
            raise Unlesbar from fehler


def _alle(leser: PdfReader) -> Iterator[StreamObject]:
    orte = [(nr, generation) for generation, ids in leser.xref.items() for nr in ids]
    for nr, generation in sorted(orte):
        try:
            objekt = leser.get_object(IndirectObject(nr, generation, leser))
        except _UNLESBAR:
            # One object that is bent need not be ours; ours is then not found.
            continue
        if isinstance(objekt, StreamObject) and objekt.get("/Type") not in _ANDERES:
            yield objekt


def _inhalt(strom: StreamObject) -> bytes:
    try:
        return strom.get_data()
    except _UNLESBAR:
        return b""
