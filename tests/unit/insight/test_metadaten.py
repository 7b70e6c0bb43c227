"""Was eine Datei außer ihrem Inhalt verrät, und dieselbe Datei ohne das."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from kim_desktop.insight.metadaten import buero, metadaten, ohne_metadaten
from tests.hilfen import dateien

KOMMENTAR = '<w:comments><w:comment w:id="0">Frau B. fragt</w:comment></w:comments>'
AENDERUNG = '<w:document><w:ins w:author="K">x</w:ins></w:document>'
XLSX = dateien.gepackt(
    {
        "[Content_Types].xml": "<x/>",
        "xl/workbook.xml": "<w/>",
        "docProps/app.xml": "<Properties><Company>Stadt Hennef</Company></Properties>",
        "xl/comments1.xml": "<comments><comment/><comment ref='A1'>b</comment></comments>",
    }
)
FUNDE = [
    ("image/jpeg", dateien.jpeg(), {"Kamera: Nikon Z5", "Aufnahmeort (GPS)", "Kommentar"}),
    ("image/jpeg", dateien.jpeg(mit_ort=False), {"Kamera: Nikon Z5", "Kommentar"}),
    ("image/png", dateien.png("Karin Beispiel"), {"Verfasser: Karin Beispiel"}),
    ("image/png", dateien.png(), set()),
    (
        buero.DOCX,
        dateien.docx("Karin &amp; Co", "Jens", word__comments=KOMMENTAR, word__document=AENDERUNG),
        {
            "Verfasser: Karin & Co",
            "zuletzt bearbeitet von: Jens",
            "1 Kommentar",
            "nachverfolgte Änderungen",
        },
    ),
    (buero.DOCX, dateien.docx(), set()),
    (buero.XLSX, XLSX, {"Firma: Stadt Hennef", "2 Kommentare"}),
    (buero.ODT, dateien.odt("Karin"), {"Verfasser: Karin"}),
    ("application/pdf", dateien.pdf("Karin"), {"Titel: Ablauf", "Verfasser: Karin"}),
    ("text/plain", b"Karin", set()),
]


@pytest.mark.parametrize(("typ", "inhalt", "erwartet"), FUNDE)
def test_der_hinweis_nennt_was_die_datei_mitbringt(
    typ: str, inhalt: bytes, erwartet: set[str]
) -> None:
    assert set(metadaten(typ, inhalt)) == erwartet


@pytest.mark.parametrize(("typ", "inhalt", "erwartet"), FUNDE)
def test_nach_dem_entfernen_bleibt_nur_was_zum_inhalt_gehoert(
    typ: str, inhalt: bytes, erwartet: set[str]
) -> None:
    rest = metadaten(typ, ohne_metadaten(typ, inhalt))
    inhaltlich = ("1 Kommentar", "2 Kommentare", "nachverfolgte Änderungen")
    pdf = typ == "application/pdf"
    assert set(rest) == {f for f in erwartet if f in inhaltlich or pdf}


def bild(mit: bytes = b"") -> bytes:
    speicher = BytesIO()
    Image.effect_noise((64, 48), 80).save(speicher, "JPEG", exif=mit)
    return speicher.getvalue()


def test_ein_wirkliches_bild_bleibt_punkt_fuer_punkt_gleich_und_gedreht() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x013B] = 8, "Karin Beispiel"
    exif.get_ifd(0x8825)[2] = (50.0, 46.0, 30.0)
    mit = bild(exif.tobytes())
    assert set(metadaten("image/jpeg", mit)) == {"Verfasser: Karin Beispiel", "Aufnahmeort (GPS)"}
    sauber = ohne_metadaten("image/jpeg", mit)
    with Image.open(BytesIO(mit)) as alt, Image.open(BytesIO(sauber)) as neu:
        assert alt.tobytes() == neu.tobytes()
        assert dict(neu.getexif()) == {0x0112: 8}
    assert b"Karin" not in sauber
    with Image.open(BytesIO(ohne_metadaten("image/png", dateien.png("K")))) as png:
        assert png.getpixel((0, 0)) == 0x80


def test_ein_dokument_behaelt_seine_teile_in_ihrer_ordnung() -> None:
    for typ, inhalt in ((buero.DOCX, dateien.docx("Karin")), (buero.ODT, dateien.odt("Karin"))):
        sauber = ohne_metadaten(typ, inhalt)
        with zipfile.ZipFile(BytesIO(inhalt)) as alt, zipfile.ZipFile(BytesIO(sauber)) as neu:
            assert neu.namelist() == alt.namelist()
            assert neu.testzip() is None
            assert all(
                neu.read(n) == alt.read(n)
                for n in alt.namelist()
                if n not in ("meta.xml", "docProps/core.xml")
            )


@given(st.binary(max_size=400))
def test_beliebiger_inhalt_bringt_nichts_zum_absturz(rest: bytes) -> None:
    for typ, anfang in (
        ("image/jpeg", b"\xff\xd8\xff\xe1\0\x40Exif\0\0II*\0\x08\0\0\0"),
        ("image/jpeg", b"\xff\xd8\xff\xe1\0\x40Exif\0\0MM\0*"),
        ("image/png", b"\x89PNG\r\n\x1a\n"),
        (buero.DOCX, b"PK\x03\x04"),
        ("application/pdf", b"%PDF-1.7 /ObjStm stream\n/Author("),
    ):
        metadaten(typ, anfang + rest)
        ohne_metadaten(typ, anfang + rest)
