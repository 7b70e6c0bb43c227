"""Die Bilanz der Übergaben auf der Befehlszeile und als gedruckte Seite."""

import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.hilfen.befehl import Rufe, abgewiesen
from tests.integration.conftest import Kopie


@pytest.fixture
def ki(kopie: Kopie) -> Path:
    return kopie("KI")


def test_je_stelle_steht_was_zu_tun_ist(rufe: Rufe, ki: Path) -> None:
    werte = rufe(ki, "uebergaben", "--json").werte
    assert {a["bestaetigt"] for a in werte["gesendet"]} == {"", "2026-01-12"}
    assert {e["von"] for e in werte["erhalten"]} == {"hen"}
    assert werte["fehlt"] == []
    stellen = {s["stelle"]: s for s in werte["stellen"]}
    assert stellen["kil"]["lage"] == "ruht"
    assert stellen["kil"]["zu_tun"] is True
    assert stellen["kil"]["unbestaetigt"] == 2
    assert stellen["hen"]["erhalten_nr"] == 1
    assert werte["stellen"][0]["zu_tun"] is True
    text = rufe(ki, "uebergaben").aus
    assert "nicht bestätigt: bitte anrufen" in text
    assert text.startswith(werte["summe"])


def test_eine_stelle_mit_allen_dateien(rufe: Rufe, ki: Path) -> None:
    werte = rufe(ki, "uebergaben", "--stelle", "Stelle HEN", "--json").werte
    assert [s["stelle"] for s in werte["stellen"]] == ["hen"]
    assert {a["an"] for a in werte["gesendet"]} == {"hen"}
    text = rufe(ki, "uebergaben", "--stelle", "hen").aus
    assert "KIM_HEN1_KI_0001_2026-01-12.kim" in text
    assert "KIL" not in text
    abgewiesen(rufe(ki, "uebergaben", "--stelle", "Mond", "--json"), 2, "eingabe", "Mond")


def test_eine_gedruckte_seite(rufe: Rufe, ki: Path, tmp_path: Path) -> None:
    ziel = tmp_path / "bilanz.pdf"
    # What Hennef sent is acknowledged, and the file that does it holds nothing else.
    rufe(ki, "uebergeben", "--an", "HEN", "--nach", tmp_path)
    rufe(ki, "uebergeben", "--an", "KIL", "--nach", tmp_path)
    assert rufe(ki, "uebergaben", "--nach", ziel).status == 0
    (seite,) = PdfReader(ziel).pages
    text = " ".join(seite.extract_text().split())
    for teil in ("Stand der Übergaben", "Was zu tun ist", "Stelle KIL", "Stelle HEN"):
        assert teil in text
    # An ordinary paper, no cover sheet.
    assert not PdfReader(ziel).attachments
    abgewiesen(
        rufe(ki, "uebergaben", "--nach", tmp_path / "fehlt" / "x.pdf", "--json"), 5, "umgebung"
    )


def test_probe_und_begleitblatt_auf_der_befehlszeile(
    rufe: Rufe, kopie: Kopie, ki: Path, tmp_path: Path
) -> None:
    hennef, post = kopie("HEN"), tmp_path / "post"
    post.mkdir()
    probe = rufe(ki, "probe", "--an", "HEN", "--weg", "pdf", "--nach", post, "--json").werte
    assert probe["weg"] == "pdf"
    (weg,) = rufe(ki, "uebergaben", "--stelle", "HEN", "--json").werte["stellen"][0]["wege"]
    assert (weg["weg"], weg["geht"], weg["offen"]) == ("pdf", "", True)
    assert rufe(hennef, "einlesen", probe["datei"]).status == 0
    antwort = rufe(hennef, "uebergeben", "--an", "KI", "--als-pdf", "--nach", post, "--json").werte
    assert antwort[0]["datei"].endswith(".pdf")
    assert rufe(ki, "einlesen", antwort[0]["datei"]).status == 0
    assert "PDF-Begleitblatt geht" in rufe(ki, "uebergaben", "--stelle", "HEN").aus
    falsch = rufe(ki, "probe", "--an", "HEN", "--weg", "fax", "--nach", post, "--json")
    abgewiesen(falsch, 2, "eingabe", "fax", "stick")


def test_ein_unbrauchbares_pdf_sagt_einen_satz(rufe: Rufe, ki: Path, tmp_path: Path) -> None:
    datei = tmp_path / "x.pdf"
    datei.write_bytes(b"%PDF-1.4\n1 0 obj\n<< /Length 99 >>\nstream\n")
    abgewiesen(rufe(ki, "einlesen", datei, "--json"), 4, "uebergabe", "x.pdf", "beschädigt")


def test_pypdf_wird_erst_mit_dem_ersten_pdf_geladen() -> None:
    befehl = "import sys, kim_desktop.cli.lauf; print('pypdf' in sys.modules)"
    lauf = subprocess.run(
        [sys.executable, "-c", befehl], capture_output=True, text=True, check=True
    )
    assert lauf.stdout.strip() == "False"
