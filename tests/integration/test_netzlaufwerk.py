"""Terminalserver: der Arbeitsplatz liegt im Netz, ohne WAL und mit Passphrase."""

import json
from pathlib import Path

import pytest

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.store.profil import angaben as ablage
from tests.hilfen.befehl import Rufe, abgewiesen
from tests.hilfen.blatt import gruppen
from tests.hilfen.netz import freigabe
from tests.integration.conftest import Kopie

EINRICHTEN = ("einrichten", "--kreis", "Kreis")
GEHEIM = "Erst der Mohn, dann der Klee"


@pytest.fixture
def vorab(tmp_path: Path) -> tuple[str, Path]:
    datei = tmp_path / "passphrase"
    datei.write_text(GEHEIM)
    return "--passphrase-datei", datei


def test_im_netz_nur_auf_wunsch_und_mit_passphrase(
    rufe: Rufe, tmp_path: Path, vorab: tuple[str, Path]
) -> None:
    profil = freigabe(tmp_path / "ki")
    abgewiesen(rufe(profil, *EINRICHTEN, "--json", vorab=vorab), 2, "eingabe", "--netzlaufwerk")
    abgewiesen(rufe(profil, *EINRICHTEN, "--netzlaufwerk", "--json"), 5, "umgebung", "Passphrase")
    assert not profil.exists()
    antwort = rufe(profil, *EINRICHTEN, "--netzlaufwerk", vorab=vorab)
    assert antwort.status == 0
    assert "nur an einem Computer zugleich" in antwort.aus
    arten = [h["art"] for h in json.loads((profil / "profil.json").read_text())["huellen"]]
    assert arten == ["passphrase"]


def test_im_netz_gibt_es_kein_wal_und_alles_geht(
    rufe: Rufe, tmp_path: Path, vorab: tuple[str, Path]
) -> None:
    profil, stick = freigabe(tmp_path / "ki"), tmp_path / "stick"
    stick.mkdir()
    rufe(profil, *EINRICHTEN, "--netzlaufwerk", vorab=vorab)
    ap = oeffne_arbeitsplatz(profil, Zugang(GEHEIM))
    try:
        with ap.profil.datenbank.lesen() as v:
            assert v.exec_driver_sql("PRAGMA journal_mode").scalar() == "delete"
        abgewiesen(rufe(profil, "stand", "--json", vorab=vorab), 5, "umgebung", "bereits geöffnet")
    finally:
        ap.schliesse()
    for befehl in (
        ("stelle-eintragen", "CM-Stelle Much"),
        ("sichern", "--nach", stick),
        ("schluessel-wechseln",),
        ("stand",),
        ("pruefen",),
    ):
        assert rufe(profil, *befehl, vorab=vorab).status == 0
        assert not list(profil.glob("kim.db-*"))
    neu = freigabe(tmp_path / "neu")
    assert rufe(neu, "wiederherstellen", stick, vorab=vorab).status == 0
    assert json.loads((neu / "profil.json").read_text())["netz"]
    assert not list(neu.glob("kim.db-*"))


def test_das_notfallblatt_oeffnet_im_netz_an_jedem_computer(
    rufe: Rufe, tmp_path: Path, vorab: tuple[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal server is one computer today and another tomorrow."""
    profil, pdf = freigabe(tmp_path / "ki"), tmp_path / "blatt.pdf"
    rufe(profil, *EINRICHTEN, "--netzlaufwerk", vorab=vorab)
    rufe(profil, "notfallblatt", "--nach", pdf, vorab=vorab)
    monkeypatch.setattr(ablage, "rechner_kennung", lambda _log: "ein anderer")
    code, neue = tmp_path / "code", tmp_path / "neue"
    code.write_text(gruppen(pdf))
    neue.write_text("Wer hat an der Uhr gedreht\n")
    mit_blatt = ("--passphrase-datei", code)
    assert rufe(profil, "passphrase", "--neu", neue, vorab=mit_blatt).status == 0
    assert rufe(profil, "stand", vorab=("--passphrase-datei", neue)).status == 0
    abgewiesen(rufe(profil, "stand", "--json", vorab=vorab), 5, "umgebung", "stimmt nicht")
    neue.write_text("kurz")
    abgewiesen(
        rufe(profil, "passphrase", "--neu", neue, "--json", vorab=mit_blatt), 2, "eingabe", "10"
    )


def test_ein_arbeitsplatz_vom_pc_oeffnet_in_einer_freigabe_nicht(kopie: Kopie, rufe: Rufe) -> None:
    """Moved there, it could be open on two computers at once, and SQLite would not notice."""
    profil = kopie("HEN")
    vorher = rufe(profil, "stand", "--json").werte
    for befehl in (("stand", "--json"), ("pruefen", "--json")):
        antwort = rufe(freigabe(profil), *befehl)
        abgewiesen(antwort, 5, "umgebung", "lokales Laufwerk", "Terminalserver")
    assert rufe(profil, "stand", "--json").werte == vorher


def test_mit_einer_sicherung_zieht_ein_arbeitsplatz_auf_den_terminalserver(
    kopie: Kopie, rufe: Rufe, tmp_path: Path, vorab: tuple[str, Path]
) -> None:
    stick, neu = tmp_path / "stick", freigabe(tmp_path / "neu")
    stick.mkdir()
    rufe(kopie("HEN"), "sichern", "--nach", stick)
    holen = ("wiederherstellen", stick, "--json")
    abgewiesen(rufe(neu, *holen, vorab=vorab), 2, "eingabe", "--netzlaufwerk")
    assert not neu.exists()
    assert rufe(neu, *holen, "--netzlaufwerk", vorab=vorab).status == 0
    assert json.loads((neu / "profil.json").read_text())["netz"]
    assert not list(neu.glob("kim.db-*"))


def test_an_der_stelle_eines_arbeitsplatzes_gilt_dasselbe(
    kopie: Kopie, rufe: Rufe, tmp_path: Path, vorab: tuple[str, Path]
) -> None:
    profil, stick = kopie("HEN"), tmp_path / "stick"
    stick.mkdir()
    rufe(profil, "sichern", "--nach", stick)
    ersetzen = ("wiederherstellen", stick, "--ersetzen", "--json")
    abgewiesen(rufe(freigabe(profil), *ersetzen, vorab=vorab), 2, "eingabe", "--netzlaufwerk")
    assert rufe(profil, "stand").status == 0
    assert rufe(freigabe(profil), *ersetzen, "--netzlaufwerk", vorab=vorab).status == 0
    assert rufe(freigabe(profil), "stand", vorab=vorab).status == 0
