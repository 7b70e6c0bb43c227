"""PDF: author and title as far as they can be seen; nothing is taken out of a PDF here."""

import re
import zlib
from collections.abc import Iterator
from html import unescape

_WORTE = {
    b"Author": "Verfasser",
    b"Title": "Titel",
    b"Subject": "Thema",
    b"Keywords": "Stichwörter",
    b"creator": "Verfasser",
    b"title": "Titel",
}
_ANGABE = re.compile(
    rb"/(Author|Title|Subject|Keywords)\s*(\((?:[^()\\]|\\.)*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL
)
_XMP = re.compile(rb"<dc:(creator|title)>.{0,200}?<rdf:li[^>]*>([^<]{1,300})<", re.DOTALL)
_PAKET = re.compile(rb"/ObjStm.{0,300}?stream\r?\n", re.DOTALL)
_ANMERKUNG = re.compile(rb"/Subtype\s*/(?:Text|FreeText|Popup)\b")
_HOECHSTENS = 8 * 1024 * 1024


def funde(inhalt: bytes) -> list[str]:
    """Say what a PDF tells of its author; what is encrypted stays unseen."""
    gefunden: list[str] = []
    for teil in (inhalt, *_pakete(inhalt)):
        for name, wert in _ANGABE.findall(teil):
            if worte := _worte(wert):
                gefunden.append(f"{_WORTE[name]}: {worte}")
        if _ANMERKUNG.search(teil):
            gefunden.append("Anmerkungen")
    for name, wert in _XMP.findall(inhalt):
        gefunden.append(f"{_WORTE[name]}: {unescape(wert.decode('utf-8', 'replace')).strip()}")
    return gefunden


def _pakete(inhalt: bytes) -> Iterator[bytes]:
    """Yield what newer PDFs pack, together up to a size."""
    frei = _HOECHSTENS
    for treffer in _PAKET.finditer(inhalt):
        try:
            teil = zlib.decompressobj().decompress(inhalt[treffer.end() :], max(frei, 1))
        except zlib.error:
            continue
        frei -= len(teil)
        if frei <= 0:
            return
        yield teil


def _worte(roh: bytes) -> str:
    if roh.startswith(b"<"):
        ziffern = re.sub(rb"[^0-9A-Fa-f]", b"", roh)
        roh = bytes.fromhex((ziffern + b"0" * (len(ziffern) % 2)).decode())
    else:
        roh = re.sub(rb"\\([()\\])", rb"\1", roh[1:-1])
    kodierung = "utf-16" if roh.startswith((b"\xfe\xff", b"\xff\xfe")) else "utf-8"
    try:
        return roh.decode(kodierung).strip()
    except UnicodeDecodeError:
        return roh.decode("latin-1").strip()
