"""The file itself: same bytes everywhere, all or nothing, own fonts only."""

import hashlib
import os
import pickle
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from reportlab.pdfbase.pdfdoc import PDFDocument, PDFPage
from reportlab.pdfgen.canvas import Canvas

from kim_desktop.papers.daten import RueckmeldungDaten, VorlageDaten
from kim_desktop.papers.elemente import Dokument
from kim_desktop.papers.rueckmeldung import rueckmeldung
from kim_desktop.papers.satz import setze
from kim_desktop.papers.satz.pdf.akte import Akte
from kim_desktop.papers.satz.pdf.xmp import Angaben
from kim_desktop.papers.vorlage import vorlage
from kim_desktop.store.ressourcen import ressource

WURZEL = Path(__file__).parents[3]

DRUCKEN = """
import pickle, sys
from pathlib import Path
from kim_desktop.papers.rueckmeldung import rueckmeldung
from kim_desktop.papers.satz import setze
from kim_desktop.papers.vorlage import vorlage
for nummer, (kind, daten) in enumerate(pickle.loads(Path(sys.argv[1]).read_bytes())):
    setze({"vorlage": vorlage, "rueckmeldung": rueckmeldung}[kind](daten), Path(f"{nummer}.pdf"))
"""


def _drucke_anderswo(ordner: Path, daten: Path, **umgebung: str) -> list[str]:
    ordner.mkdir()
    subprocess.run(
        [sys.executable, "-c", DRUCKEN, str(daten)],
        check=True,
        cwd=ordner,
        env=os.environ | {"PYTHONPATH": str(WURZEL)} | umgebung,
    )
    return [hashlib.sha256(pdf.read_bytes()).hexdigest() for pdf in sorted(ordner.glob("*.pdf"))]


def test_dasselbe_papier_hat_ueberall_dieselben_bytes(
    tmp_path: Path, vorlage_daten: VorlageDaten, rueckmeldung_daten: RueckmeldungDaten
) -> None:
    daten = tmp_path / "daten"
    daten.write_bytes(
        pickle.dumps([("vorlage", vorlage_daten), ("rueckmeldung", rueckmeldung_daten)])
    )
    hier = _drucke_anderswo(
        tmp_path / "a", daten, TZ="Pacific/Auckland", PYTHONHASHSEED="1", LC_ALL="C"
    )
    dort = _drucke_anderswo(
        tmp_path / "ein anderer Ordner",
        daten,
        TZ="America/Los_Angeles",
        PYTHONHASHSEED="4711",
        SOURCE_DATE_EPOCH="1700000000",
        RL_useA85="0",
        RL_pageCompression="0",
        RL_ttfAsciiReadable="0",
    )
    assert len(hier) == 2
    assert hier == dort


def test_zweimal_nacheinander_in_einem_programm_aendert_nichts(
    vorlage_daten: VorlageDaten, rueckmeldung_daten: RueckmeldungDaten, tmp_path: Path
) -> None:
    for name in ("a", "b"):
        setze(vorlage(vorlage_daten), tmp_path / name)
        setze(rueckmeldung(rueckmeldung_daten), tmp_path / f"dazwischen {name}")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_das_datum_der_datei_ist_das_des_papiers(
    vorlage_daten: VorlageDaten, drucke: Callable[[Dokument], Path]
) -> None:
    inhalt = drucke(vorlage(vorlage_daten)).read_bytes()
    assert re.findall(rb"/(\w+Date) \(D:(\d+)", inhalt) == [
        (b"CreationDate", b"20261026000000"),
        (b"ModDate", b"20261026000000"),
    ]


def test_eingebettet_ist_nur_source_sans(
    vorlage_daten: VorlageDaten, drucke: Callable[[Dokument], Path]
) -> None:
    inhalt = drucke(vorlage(vorlage_daten)).read_bytes()
    schriften = set(re.findall(rb"/BaseFont /\w+\+([\w-]+)", inhalt))
    assert schriften == {b"SourceSans3-Regular", b"SourceSans3-Semibold"}
    assert b"Helvetica" not in inhalt


def test_ein_vorhandenes_papier_wird_im_ganzen_ersetzt(
    vorlage_daten: VorlageDaten, tmp_path: Path
) -> None:
    ziel = tmp_path / "Vorlage 197.pdf"
    ziel.write_text("alt")
    vorher = ziel.stat().st_ino
    setze(vorlage(vorlage_daten), ziel)
    assert ziel.stat().st_ino != vorher
    assert ziel.read_bytes().startswith(b"%PDF-")
    assert list(tmp_path.iterdir()) == [ziel]


def test_scheitert_das_ersetzen_so_bleibt_das_alte_und_nichts_liegt_herum(
    vorlage_daten: VorlageDaten, tmp_path: Path
) -> None:
    ziel = tmp_path / "ein Ordner mit diesem Namen.pdf"
    ziel.mkdir()
    (ziel / "darin").write_text("alt")
    with pytest.raises((IsADirectoryError, PermissionError)):
        setze(vorlage(vorlage_daten), ziel)
    assert list(tmp_path.iterdir()) == [ziel]
    assert (ziel / "darin").read_text() == "alt"


def test_scheitert_das_schreiben_auf_die_platte_so_bleibt_nichts(
    vorlage_daten: VorlageDaten, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _voll(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", _voll)
    with pytest.raises(OSError, match="No space"):
        setze(vorlage(vorlage_daten), tmp_path / "papier.pdf")
    assert list(tmp_path.iterdir()) == []


def test_ein_fehlender_ordner_wird_gemeldet(vorlage_daten: VorlageDaten, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        setze(vorlage(vorlage_daten), tmp_path / "fehlt" / "papier.pdf")


def test_das_farbprofil_ist_das_gepruefte() -> None:
    ordner = ressource("farben")
    (zeile,) = ordner.joinpath("SHA256SUMS").read_text(encoding="ascii").splitlines()
    summe, name = zeile.split()
    assert hashlib.sha256(ordner.joinpath(name).read_bytes()).hexdigest() == summe


def test_die_schriften_sind_die_geprueften() -> None:
    ordner = ressource("fonts")
    summen = ordner.joinpath("SHA256SUMS").read_text(encoding="ascii").splitlines()
    dateien = {zeile.split()[1]: zeile.split()[0] for zeile in summen}
    assert {name for name in dateien if name.endswith(".ttf")} == {
        datei.name for datei in ordner.iterdir() if datei.name.endswith(".ttf")
    }
    for name, summe in dateien.items():
        assert hashlib.sha256(ordner.joinpath(name).read_bytes()).hexdigest() == summe
    assert "SIL OPEN FONT LICENSE" in ordner.joinpath("LICENSE.md").read_text(encoding="utf-8")


def test_die_privaten_namen_von_reportlab_gibt_es_noch() -> None:
    canvas: Any = Canvas(BytesIO())
    assert isinstance(canvas._code, list)
    assert isinstance(canvas._doc, PDFDocument)
    for objekt in (canvas._doc.Catalog, PDFPage()):
        assert isinstance(objekt.__NoDefault__, list)
    angaben = Angaben("Titel", "Kreis", "Papier", date(2026, 11, 28), "ab" * 16)
    Akte(canvas, angaben)
    assert canvas._doc.ID() == b"\n[<%s><%s>]\n" % (b"ab" * 16, b"ab" * 16)


def test_ein_papier_zu_beschreiben_laedt_reportlab_nicht() -> None:
    befehl = (
        "import sys, kim_desktop.papers.vorlage, kim_desktop.papers.rueckmeldung;"
        "sys.exit('reportlab' in sys.modules)"
    )
    umgebung = os.environ | {"PYTHONPATH": str(WURZEL)}
    subprocess.run([sys.executable, "-c", befehl], env=umgebung, check=True)
