"""What a file really is: judged by its first bytes and parts, never by its name alone."""

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import PurePath

from ...domain.fehler import EingabeFehler

_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
#: Allowed endings and their media types.
TYPEN = {
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".txt": "text/plain",
    ".csv": "text/csv",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".odt": f"{_ODF}.text",
    ".ods": f"{_ODF}.spreadsheet",
}
#: What people call the media types.
ARTEN = {
    TYPEN[".pdf"]: "PDF",
    TYPEN[".png"]: "PNG-Bild",
    TYPEN[".jpg"]: "JPEG-Bild",
    TYPEN[".txt"]: "Text",
    TYPEN[".csv"]: "CSV-Tabelle",
    TYPEN[".docx"]: "Word-Dokument",
    TYPEN[".xlsx"]: "Excel-Tabelle",
    TYPEN[".odt"]: "OpenDocument-Text",
    TYPEN[".ods"]: "OpenDocument-Tabelle",
}
_KOPF = 1024
#: First bytes of what is no document, whatever its name says.
_FREMD = {
    b"MZ": "ein Programm",
    b"\x7fELF": "ein Programm",
    b"\xca\xfe\xba\xbe": "ein Programm",
    b"\xcf\xfa\xed\xfe": "ein Programm",
    b"#!": "ein Skript",
    b"L\0\0\0\x01\x14\x02\0": "eine Verknüpfung",
    b"\xd0\xcf\x11\xe0": "ein altes Office-Format oder mit Kennwort geschützt",
    b"Rar!": "ein Archiv",
    b"7z\xbc\xaf": "ein Archiv",
    b"\x1f\x8b": "ein Archiv",
}
_BILDER = {TYPEN[".png"]: b"\x89PNG\r\n\x1a\n", TYPEN[".jpg"]: b"\xff\xd8\xff"}
_TEILE = {TYPEN[".docx"]: "word/document.xml", TYPEN[".xlsx"]: "xl/workbook.xml"}
_MAKROS = ("vbaproject.bin", "vbadata.xml", "basic/", "scripts/", "macrosheets/")
_LESE_HOECHSTENS = 1024 * 1024


def medientyp(name: str, inhalt: bytes) -> str:
    """Return the media type of a file; raises `EingabeFehler` where it must not be attached."""
    typ = TYPEN.get(PurePath(name).suffix.lower())
    if typ is None:
        erlaubt = ", ".join(sorted(TYPEN))
        raise EingabeFehler(f"„{name}“ kann nicht beigefügt werden. Erlaubt sind: {erlaubt}.")
    if not inhalt:
        raise EingabeFehler(f"„{name}“ ist leer und kann nicht beigefügt werden.")
    if grund := _mangel(typ, inhalt):
        raise EingabeFehler(f"„{name}“ kann nicht beigefügt werden: {grund}.")
    return typ


def _mangel(typ: str, inhalt: bytes) -> str:
    fremd = next((was for anfang, was in _FREMD.items() if inhalt.startswith(anfang)), "")
    if fremd:
        return f"Der Inhalt ist {fremd}"
    passt = _PRUEFUNG[typ]
    return passt(typ, inhalt)


def _falsch(typ: str) -> str:
    return f"Der Inhalt passt nicht zur Endung ({ARTEN[typ]})"


def _pdf(typ: str, inhalt: bytes) -> str:
    return "" if b"%PDF-" in inhalt[:_KOPF] else _falsch(typ)


def _bild(typ: str, inhalt: bytes) -> str:
    return "" if inhalt.startswith(_BILDER[typ]) else _falsch(typ)


def _text(typ: str, inhalt: bytes) -> str:
    breit = inhalt.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "" if breit or (b"\0" not in inhalt and b"%PDF-" not in inhalt[:8]) else _falsch(typ)


def _gepackt(typ: str, inhalt: bytes) -> str:
    """Judge an office document: a zip that holds the part its kind needs and no macros."""
    try:
        with zipfile.ZipFile(BytesIO(inhalt)) as archiv:
            namen = archiv.namelist()
            if typ in _TEILE:
                passt = _TEILE[typ] in namen
                inhaltstypen = _lies(archiv, "[Content_Types].xml").lower()
                makros = b"macroenabled" in inhaltstypen
            else:
                passt, makros = _lies(archiv, "mimetype").strip() == typ.encode(), False
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return _falsch(typ)
    if not passt:
        return _falsch(typ)
    makros = makros or any(m in name.lower() for name in namen for m in _MAKROS)
    return "Das Dokument enthält Makros. Bitte ohne Makros speichern" if makros else ""


def _lies(archiv: zipfile.ZipFile, name: str) -> bytes:
    if name not in archiv.namelist():
        return b""
    with archiv.open(name) as teil:
        return teil.read(_LESE_HOECHSTENS)


_PRUEFUNG: dict[str, Callable[[str, bytes], str]] = {
    TYPEN[".pdf"]: _pdf,
    TYPEN[".png"]: _bild,
    TYPEN[".jpg"]: _bild,
    TYPEN[".txt"]: _text,
    TYPEN[".csv"]: _text,
    TYPEN[".docx"]: _gepackt,
    TYPEN[".xlsx"]: _gepackt,
    TYPEN[".odt"]: _gepackt,
    TYPEN[".ods"]: _gepackt,
}
