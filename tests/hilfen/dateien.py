"""Small real files of every kind, with and without what people would rather not send."""

import struct
import zipfile
import zlib
from io import BytesIO

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_INHALTSTYPEN = '<Types><Override ContentType="{}.main+xml"/></Types>'
_KERN = (
    '<cp:coreProperties xmlns:dc="x"><dc:title>Ablauf</dc:title><dc:creator>{v}</dc:creator>'
    "<cp:lastModifiedBy>{b}</cp:lastModifiedBy></cp:coreProperties>"
)


def gepackt(teile: dict[str, str | bytes]) -> bytes:
    """Return a zip with these parts."""
    speicher = BytesIO()
    with zipfile.ZipFile(speicher, "w", zipfile.ZIP_DEFLATED) as ziel:
        for name, inhalt in teile.items():
            ziel.writestr(name, inhalt)
    return speicher.getvalue()


def docx(verfasser: str = "", bearbeiter: str = "", **mehr: str | bytes) -> bytes:
    """Return a Word document; `mehr` are parts by name with `__` for `/`."""
    teile: dict[str, str | bytes] = {
        "[Content_Types].xml": _INHALTSTYPEN.format(DOCX),
        "word/document.xml": "<w:document><w:p>Ablauf</w:p></w:document>",
        "docProps/core.xml": _KERN.format(v=verfasser, b=bearbeiter),
    }
    return gepackt({**teile, **{n.replace("__", "/") + ".xml": i for n, i in mehr.items()}})


def docm() -> bytes:
    """Return a Word document with macros."""
    return gepackt(
        {
            "[Content_Types].xml": "<Types>vnd.ms-word.document.macroEnabled.main+xml</Types>",
            "word/document.xml": "<w:document/>",
            "word/vbaProject.bin": b"\0",
        }
    )


def odt(verfasser: str = "") -> bytes:
    """Return an OpenDocument text."""
    return gepackt(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": "<office:document-content/>",
            "meta.xml": f"<meta:initial-creator>{verfasser}</meta:initial-creator>",
        }
    )


def jpeg(mit_ort: bool = True, drehung: int = 6) -> bytes:
    """Return a JPEG whose Exif names camera, place and how it is turned; no real picture."""
    exif = b"Exif\0\0" + _tiff(mit_ort, drehung)
    kommentar = b"aufgenommen bei Familie B."
    return b"".join(
        (
            b"\xff\xd8",
            _abschnitt(0xE0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
            _abschnitt(0xE1, exif),
            _abschnitt(0xFE, kommentar),
            _abschnitt(0xDA, b"\x01\x01\0\0\x3f\0"),
            b"\x12\x34\xff\0\x56\xff\xd9",
        )
    )


def _abschnitt(art: int, inhalt: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, art, len(inhalt) + 2) + inhalt


def _tiff(mit_ort: bool, drehung: int) -> bytes:
    kamera = b"Nikon Z5\0"
    felder = [(0x0110, 2, len(kamera)), (0x0112, 3, 1)] + ([(0x8825, 4, 1)] if mit_ort else [])
    daten = 8 + 2 + 12 * len(felder) + 4
    werte = {0x0110: daten, 0x0112: drehung, 0x8825: daten + 10}
    ifd = b"".join(struct.pack("<HHII", n, a, z, werte[n]) for n, a, z in felder)
    ort = struct.pack("<HHHIII", 1, 1, 2, 2, int.from_bytes(b"N\0\0\0", "little"), 0)
    return (
        b"II*\0\x08\0\0\0" + struct.pack("<H", len(felder)) + ifd + b"\0" * 4 + kamera + b"\0" + ort
    )


def png(verfasser: str = "") -> bytes:
    """Return a PNG of one grey point, with a text that names who made it."""
    text = _block(b"tEXt", b"Author\0" + verfasser.encode("latin-1")) if verfasser else b""
    kopf = _block(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + kopf
        + text
        + _block(b"IDAT", zlib.compress(b"\0\x80"))
        + _block(b"IEND", b"")
    )


def _block(art: bytes, inhalt: bytes) -> bytes:
    return (
        struct.pack(">I", len(inhalt)) + art + inhalt + struct.pack(">I", zlib.crc32(art + inhalt))
    )


def pdf(verfasser: str = "") -> bytes:
    """Return the beginning of a PDF that names its author."""
    return (
        b"%PDF-1.7\n1 0 obj\n<< /Title (Ablauf) /Author (" + verfasser.encode() + b") >>\nendobj\n"
    )
