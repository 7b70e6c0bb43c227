"""Anlagen gehen mit der Übergabe mit, Papiere entstehen aus dem Vorgang."""

import subprocess
from pathlib import Path

import pytest

from kim_desktop.application import ansicht, papiere
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from tests.acceptance import wege
from tests.hilfen.kreis import MELDUNG, Kreis


def test_eine_anlage_kommt_unversehrt_bei_der_koordination_an(kreis: Kreis, tmp_path: Path) -> None:
    datei = tmp_path / "Ablauf: Entwurf.pdf"
    datei.write_bytes(b"%PDF-1.7 Ablauf")
    kennung = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(datei)]).kennung
    kreis.bring("HEN", "KI")

    (anlage,) = ansicht.zeige(kreis.plaetze["KI"], kennung).verlauf[0].inhalt["anlagen"]
    assert (anlage["name"], anlage["typ"]) == ("Ablauf_ Entwurf.pdf", "application/pdf")
    assert kreis.plaetze["KI"].profil.anlagen.lies(anlage["hash"]) == b"%PDF-1.7 Ablauf"
    kreis.bring("KI", "TRO")
    assert kreis.plaetze["TRO"].profil.anlagen.lies(anlage["hash"]) is None


def test_ein_programm_laesst_sich_nicht_beifuegen(kreis: Kreis, tmp_path: Path) -> None:
    datei = tmp_path / "bericht.exe"
    datei.write_bytes(b"MZ")
    with pytest.raises(EingabeFehler, match="kann nicht beigefügt werden"):
        kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(datei)])


def test_die_lenkungsgruppe_druckt_vorlage_und_rueckmeldung(kreis: Kreis, tmp_path: Path) -> None:
    kennung = wege.weitergeleitet(kreis)
    with pytest.raises(ProzessFehler, match="noch keine Rückmeldung"):
        papiere.drucke(kreis.plaetze["LG"], "rueckmeldung", kennung, tmp_path / "rm.pdf")
    papiere.drucke(kreis.plaetze["LG"], "vorlage", kennung, tmp_path / "vorlage.pdf")
    text = _text(tmp_path / "vorlage.pdf")
    assert "Die Lenkungsgruppe erteilt den Auftrag." in text
    assert "2 Meldungen, 2 CM-Stellen, Schwelle erreicht" in text


def test_das_papier_zur_rm_nennt_jeden_loesungsansatz(kreis: Kreis, tmp_path: Path) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    papiere.drucke(kreis.plaetze["LG"], "rueckmeldung", kennung, tmp_path / "rm.pdf")
    text = _text(tmp_path / "rm.pdf")
    assert "Übergangstag" in text
    assert "Der Übergangstag wird eingeführt." in text
    assert "Projektgruppe" in text


def test_ein_unbekanntes_papier_wird_erklaert(kreis: Kreis, tmp_path: Path) -> None:
    with pytest.raises(EingabeFehler, match="Es gibt: vorlage, rueckmeldung"):
        papiere.drucke(kreis.plaetze["KI"], "einladung", "x", tmp_path / "x.pdf")


def _text(pdf: Path) -> str:
    lauf = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return " ".join(lauf.stdout.decode().split())
