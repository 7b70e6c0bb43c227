"""Was eine Datei ist, sagt ihr Inhalt; ihr Name allein genügt nicht."""

import pytest

from kim_desktop.domain.fehler import EingabeFehler
from kim_desktop.store.anlage.anlagenart import medientyp
from tests.hilfen import dateien

GUT = {
    "a.pdf": dateien.pdf(),
    "mit-bom.pdf": b"\xef\xbb\xbf%PDF-1.4",
    "a.docx": dateien.docx(),
    "a.odt": dateien.odt(),
    "a.JPEG": dateien.jpeg(),
    "a.png": dateien.png(),
    "a.txt": "Grüße".encode(),
    "latin.txt": "Grüße".encode("latin-1"),
    "excel.csv": "a;b".encode("utf-16"),
    "a.xlsx": dateien.gepackt({"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<w/>"}),
}


@pytest.mark.parametrize("name", GUT)
def test_was_ist_was_es_heisst_wird_genommen(name: str) -> None:
    assert "/" in medientyp(name, GUT[name])


SCHLECHT = [
    ("rechnung.pdf", b"MZ\x90\0%PDF-1.7", "ein Programm"),
    ("skript.txt", b"#!/bin/sh\nrm -r x", "ein Skript"),
    ("text.pdf", b"nur Text", r"passt nicht zur Endung \(PDF\)"),
    ("bild.png", dateien.jpeg(), r"passt nicht zur Endung \(PNG-Bild\)"),
    ("bild.jpg", dateien.png(), "passt nicht zur Endung"),
    ("text.txt", dateien.png(), "passt nicht zur Endung"),
    ("tabelle.xlsx", dateien.docx(), "passt nicht zur Endung"),
    ("makro.docx", dateien.docm(), "enthält Makros"),
    ("archiv.docx", dateien.gepackt({"a.exe": b"MZ"}), "passt nicht zur Endung"),
    ("kaputt.docx", dateien.docx()[:60], "passt nicht zur Endung"),
    ("brief.odt", dateien.docx(), "passt nicht zur Endung"),
    ("alt.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0", "Kennwort geschützt"),
    ("leer.pdf", b"", "ist leer"),
]


@pytest.mark.parametrize(("name", "inhalt", "satz"), SCHLECHT, ids=[name for name, *_ in SCHLECHT])
def test_was_anders_ist_als_es_heisst_wird_mit_einem_satz_abgelehnt(
    name: str, inhalt: bytes, satz: str
) -> None:
    with pytest.raises(EingabeFehler, match=satz) as fehler:
        medientyp(name, inhalt)
    assert fehler.value.text.startswith(f"„{name}“")
