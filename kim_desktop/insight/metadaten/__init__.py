"""What a file says besides its content: authors, places, comments; and the file without it."""

from collections.abc import Callable, Mapping

from . import bild, buero, pdf

_BILDER = {"image/jpeg": bild.jpeg_funde, "image/png": bild.png_funde}
_FUNDE: Mapping[str, Callable[[bytes], list[str]]] = {
    **_BILDER,
    "application/pdf": pdf.funde,
    buero.DOCX: buero.funde,
    buero.XLSX: buero.funde,
    buero.ODT: buero.funde,
    buero.ODS: buero.funde,
}
_OHNE: Mapping[str, Callable[[bytes], bytes]] = {
    "image/jpeg": bild.jpeg_ohne,
    "image/png": bild.png_ohne,
    buero.DOCX: buero.ohne,
    buero.XLSX: buero.ohne,
    buero.ODT: buero.ohne,
    buero.ODS: buero.ohne,
}


def metadaten(typ: str, inhalt: bytes) -> tuple[str, ...]:
    """Return in German words what a file of this media type carries along; best effort."""
    return tuple(dict.fromkeys(_FUNDE[typ](inhalt))) if typ in _FUNDE else ()


def ohne_metadaten(typ: str, inhalt: bytes) -> bytes:
    """Return the file without what can be taken out safely; unchanged where nothing can."""
    return _OHNE[typ](inhalt) if typ in _OHNE else inhalt
