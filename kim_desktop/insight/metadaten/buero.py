"""Office documents: their properties, comments and tracked changes; properties can be blanked."""

import re
import zipfile
from collections.abc import Iterator
from html import unescape
from io import BytesIO

_OFFICE = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"
DOCX, XLSX = f"{_OFFICE}.wordprocessingml.document", f"{_OFFICE}.spreadsheetml.sheet"
ODT, ODS = f"{_ODF}.text", f"{_ODF}.spreadsheet"
_TEIL_HOECHSTENS, _GANZ_HOECHSTENS = 20 * 1024 * 1024, 200 * 1024 * 1024
_EIGENSCHAFTEN = ("docProps/core.xml", "docProps/app.xml", "docProps/custom.xml", "meta.xml")
#: Properties that tell of people, and what they are called.
_WORTE = {
    "initial-creator": "Verfasser",
    "creator": "Verfasser",
    "lastModifiedBy": "zuletzt bearbeitet von",
    "printed-by": "gedruckt von",
    "Manager": "Vorgesetzte Person",
    "Company": "Firma",
    "description": "Beschreibung",
    "keywords": "Stichwörter",
    "keyword": "Stichwörter",
    "category": "Kategorie",
    "user-defined": "eigene Angabe",
    "lpwstr": "eigene Angabe",
}
_WERT = re.compile(r"(<(?:[\w-]+:)?([\w-]+)\b[^>]*>)([^<>]+)(</)")
_BEMERKUNG = re.compile(rb"<(?:\w+:)?(?:comment|annotation|threadedComment)[\s/>]")
_AENDERUNG = re.compile(rb"<w:(?:ins|del|moveFrom|moveTo)\s|<text:changed-region|<text:tracked-cha")
_BEMERKUNGEN = re.compile(r"(word/comments|xl/(threadedC|c)omments)[^/]*/?[^/]*\.xml|content\.xml")
_TEXTE = frozenset({"word/document.xml", "content.xml"})


def funde(inhalt: bytes) -> list[str]:
    """Say who wrote a document, and whether comments and old versions are still in it."""
    gefunden, bemerkungen, geaendert = list[str](), 0, False
    for name, teil in _teile(inhalt):
        if name in _EIGENSCHAFTEN:
            gefunden += _eigenschaften(teil)
        if _BEMERKUNGEN.fullmatch(name):
            bemerkungen += len(_BEMERKUNG.findall(teil))
        geaendert |= (name in _TEXTE and bool(_AENDERUNG.search(teil))) or "xl/revisions/" in name
    if bemerkungen:
        gefunden.append("1 Kommentar" if bemerkungen == 1 else f"{bemerkungen} Kommentare")
    return [*gefunden, *(["nachverfolgte Änderungen"] if geaendert else [])]


def ohne(inhalt: bytes) -> bytes:
    """Return the document with blank properties; comments and changes are content and stay."""
    speicher = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(inhalt)) as alt, zipfile.ZipFile(speicher, "w") as neu:
            if sum(teil.file_size for teil in alt.infolist()) > _GANZ_HOECHSTENS:
                return inhalt
            # In their order and packed as before: OpenDocument wants its type first and plain.
            for teil in alt.infolist():
                roh = alt.read(teil)
                if teil.filename in _EIGENSCHAFTEN:
                    roh = _geleert(roh)
                neu.writestr(teil, roh, teil.compress_type)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return inhalt
    return speicher.getvalue()


def _teile(inhalt: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the parts that can say something, each up to a size."""
    try:
        with zipfile.ZipFile(BytesIO(inhalt)) as archiv:
            for name in archiv.namelist():
                eigen = name in _EIGENSCHAFTEN or name in _TEXTE or _BEMERKUNGEN.fullmatch(name)
                if eigen or "xl/revisions/" in name:
                    with archiv.open(name) as teil:
                        yield name, teil.read(_TEIL_HOECHSTENS)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError):
        return


def _eigenschaften(teil: bytes) -> Iterator[str]:
    for treffer in _WERT.finditer(teil.decode("utf-8", "replace")):
        _, name, wert, _ = treffer.groups()
        if name in _WORTE and wert.strip():
            yield f"{_WORTE[name]}: {unescape(wert).strip()}"


def _geleert(teil: bytes) -> bytes:
    def leere(treffer: re.Match[str]) -> str:
        anfang, name, wert, ende = treffer.groups()
        return f"{anfang}{'' if name in _WORTE else wert}{ende}"

    return _WERT.sub(leere, teil.decode("utf-8", "surrogateescape")).encode(
        "utf-8", "surrogateescape"
    )
