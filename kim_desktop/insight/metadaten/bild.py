"""Pictures: what stands in JPEG segments and PNG chunks, and the same picture without it."""

import struct
from collections.abc import Iterator

_ORT, _DREHUNG, _EXIF_TEIL = 0x8825, 0x0112, 0x8769
_ZEIT = {0x9003, 0x9004, 0x0132}
_WORTE = {0x010F: "Kamera", 0x0110: "Kamera", 0x013B: "Verfasser", 0x8298: "Rechte"}
_EXIF, _ENDE_DER_KOEPFE = b"Exif\0\0", 0xDA
#: Segments that describe how the picture is to be shown: JFIF, colour profile, Adobe.
_BLEIBT = {0xE0, 0xE2, 0xEE}
_PNG_TEXT = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_PNG_WORTE = {
    b"author": "Verfasser",
    b"comment": "Kommentar",
    b"software": "Programm",
    b"title": "Titel",
}
_HOECHSTENS_FELDER = 500


def jpeg_funde(inhalt: bytes) -> list[str]:
    """Say what a JPEG carries besides the picture."""
    funde = []
    for art, teil in _abschnitte(inhalt):
        if art == 0xE1 and teil.startswith(_EXIF):
            funde += _exif_funde(teil[6:])
        elif art == 0xE1:
            funde.append("Bildbeschreibung (XMP)")
        elif art == 0xED:
            funde.append("Bildbeschreibung (IPTC)")
        elif art == 0xFE:
            funde.append("Kommentar")
    return funde


def jpeg_ohne(inhalt: bytes) -> bytes:
    """Return the same picture, not packed anew; how it is turned stays."""
    teile, laenge = [b"\xff\xd8"], 2
    gedreht: str | int = 1
    for art, teil in _abschnitte(inhalt):
        laenge += len(teil) + 4
        if art == 0xE1 and teil.startswith(_EXIF):
            gedreht = dict(_exif(teil[6:])).get(_DREHUNG, gedreht)
        elif not (0xE0 <= art <= 0xEF or art == 0xFE) or art in _BLEIBT:
            teile.append(_abschnitt(art, teil))
    if isinstance(gedreht, int) and 1 < gedreht <= 8:
        feld = struct.pack("<HHII", _DREHUNG, 3, 1, gedreht)
        exif = _EXIF + b"II*\0\x08\0\0\0\x01\0" + feld + b"\0\0\0\0"
        stelle = 2 if len(teile) > 1 and teile[1][1] == 0xE0 else 1
        teile.insert(stelle, _abschnitt(0xE1, exif))
    return b"".join(teile) + inhalt[laenge:]


def _abschnitte(inhalt: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield kind and content of the segments before the picture itself."""
    ort = 2
    while ort + 4 <= len(inhalt) and inhalt[ort] == 0xFF and inhalt[ort + 1] != _ENDE_DER_KOEPFE:
        laenge = int.from_bytes(inhalt[ort + 2 : ort + 4], "big")
        if laenge < 2 or ort + 2 + laenge > len(inhalt):
            return
        yield inhalt[ort + 1], inhalt[ort + 4 : ort + 2 + laenge]
        ort += 2 + laenge


def _abschnitt(art: int, teil: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, art, len(teil) + 2) + teil


def _exif_funde(tiff: bytes) -> list[str]:
    funde: list[str] = []
    for nr, wert in _exif(tiff):
        if nr == _ORT:
            funde.append("Aufnahmeort (GPS)")
        elif nr in _ZEIT:
            funde.append("Aufnahmezeit")
        elif nr in _WORTE and wert:
            funde.append(f"{_WORTE[nr]}: {wert}")
    return funde


def _exif(tiff: bytes) -> Iterator[tuple[int, str | int]]:
    """Yield the fields of the first directory and of the Exif one; broken ones are passed over."""
    ordnung = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if ordnung is None or len(tiff) < 8:
        return
    for nr, art, zahl, wert, roh in _felder(tiff, ordnung, _zahl(tiff, 4, ordnung)):
        if nr == _EXIF_TEIL:
            for innen in _felder(tiff, ordnung, wert):
                yield innen[0], innen[3]
        elif art == 2:
            worte = roh[:zahl] if zahl <= 4 else tiff[wert : wert + zahl]
            yield nr, worte.split(b"\0")[0].decode("utf-8", "replace").strip()
        else:
            yield nr, struct.unpack(f"{ordnung}H", roh[:2])[0] if art == 3 else wert


def _felder(tiff: bytes, ordnung: str, ort: int) -> Iterator[tuple[int, int, int, int, bytes]]:
    anzahl = struct.unpack_from(f"{ordnung}H", tiff, ort)[0] if ort + 2 <= len(tiff) else 0
    for i in range(min(anzahl, _HOECHSTENS_FELDER)):
        stelle = ort + 2 + 12 * i
        if stelle + 12 > len(tiff):
            return
        nr, art, zahl, wert = struct.unpack_from(f"{ordnung}HHII", tiff, stelle)
        yield nr, art, zahl, wert, tiff[stelle + 8 : stelle + 12]


def _zahl(roh: bytes, ort: int, ordnung: str) -> int:
    return int(struct.unpack_from(f"{ordnung}I", roh, ort)[0])


def png_funde(inhalt: bytes) -> list[str]:
    """Say what a PNG carries besides the picture."""
    funde = []
    for art, block in _bloecke(inhalt):
        name, _, wert = block[8:-4].partition(b"\0")
        if art == b"tEXt" and name.lower() in _PNG_WORTE:
            funde.append(f"{_PNG_WORTE[name.lower()]}: {wert.decode('latin-1').strip()}")
        elif art in _PNG_TEXT - {b"tIME"}:
            funde.append("Bildbeschreibung")
    return funde


def png_ohne(inhalt: bytes) -> bytes:
    """Return the same picture without texts, times and Exif."""
    return inhalt[:8] + b"".join(b for art, b in _bloecke(inhalt) if art not in _PNG_TEXT)


def _bloecke(inhalt: bytes) -> Iterator[tuple[bytes, bytes]]:
    ort = 8
    while ort + 12 <= len(inhalt):
        ende = ort + 12 + int.from_bytes(inhalt[ort : ort + 4], "big")
        yield inhalt[ort + 4 : ort + 8], inhalt[ort:ende]
        ort = ende
