"""At the edges: odd input, disks that take nothing, keys and profiles that are damaged."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hilfen.befehl import Rufe, abgewiesen, fuelle, unveraendert
from tests.hilfen.kreis import MELDUNG
from tests.hilfen.schaden import gekippt
from tests.integration.conftest import Kopie

BRUECHE: list[Any] = [
    {"rechtskreise": [{"schluessel": "a", "label": "b", "x": 1.5}]},
    {"handlungsfeld": {"schluessel": "a", "label": "b", "x": 1.5}},
    {"anlagen": [{"hash": "a", "name": "b", "typ": "x", "groesse": 1, "x": 1.5}]},
    {"handlungsfeld": {"schluessel": "a", "label": "b", "x": {"y": [[[[[]]]]]}}},
    {"titel": "\ud800"},
    {"dringlichkeit": "9" * 5000},
    {"anlagen": ["a\0.pdf"]},
]


@pytest.mark.parametrize("anders", BRUECHE, ids=lambda a: repr(a)[:40])
def test_was_niemand_lesen_kann_wird_nicht_geschrieben(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path], anders: Any
) -> None:
    antwort = rufe(
        kopie("HEN"), "schritt", "melden", "--daten", daten({**MELDUNG, **anders}), "--json"
    )
    abgewiesen(antwort, 2, "eingabe")


def test_tief_verschachtelte_daten(kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]) -> None:
    antwort = rufe(kopie("HEN"), "schritt", "melden", "--daten", daten(b"[" * 100_000), "--json")
    abgewiesen(antwort, 2, "eingabe")


def test_eine_lange_zahl_als_einstellung(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    ort = daten({"schluessel": "schwelle", "wert": "9" * 5000})
    abgewiesen(rufe(kopie("KI"), "schritt", "einstellen", "--daten", ort, "--json"), 2, "eingabe")


def test_leere_zeilen_zaehlen_mit(kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]) -> None:
    ort = daten(b"\n\n".join(json.dumps(MELDUNG).encode() for _ in range(2)))
    antwort = rufe(kopie("HEN"), "schritt", "melden", "--daten", ort, "--json")
    assert [z["zeile"] for z in antwort.werte] == [1, 3]


def test_eine_zeile_ist_kein_json(kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]) -> None:
    ort = daten(json.dumps(MELDUNG).encode() + b"\n{kaputt\n" + json.dumps(MELDUNG).encode())
    antwort = rufe(kopie("HEN"), "schritt", "melden", "--daten", ort, "--json")
    assert antwort.status == 1
    assert "fehler" in antwort.werte[1]


def test_ein_schreibgeschuetzter_traeger(kopie: Kopie, rufe: Rufe, kleiner_traeger: Path) -> None:
    profil = shutil.copytree(kopie("HEN"), kleiner_traeger / "profil")
    subprocess.run(["mount", "-o", "remount,ro", str(kleiner_traeger)], check=True)
    abgewiesen(rufe(profil, "stand", "--json"), 5, "umgebung")
    antwort = rufe(kopie("KI"), "uebergeben", "--an", "HEN", "--nach", kleiner_traeger, "--json")
    abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben")


def test_eine_datei_an_stelle_eines_ordners(kopie: Kopie, rufe: Rufe, tmp_path: Path) -> None:
    (tmp_path / "datei").write_text("x")
    antwort = rufe(kopie("HEN"), "anmelden", "--nach", tmp_path / "datei" / "a", "--json")
    abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben")


def test_ein_zu_langer_name(kopie: Kopie, rufe: Rufe, tmp_path: Path) -> None:
    antwort = rufe(kopie("HEN"), "anmelden", "--nach", tmp_path / ("a" * 300), "--json")
    abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben")


def test_auf_vollem_traeger_bleibt_am_ziel_nichts_liegen(
    kopie: Kopie, rufe: Rufe, kleiner_traeger: Path, tmp_path: Path
) -> None:
    profil = shutil.copytree(kopie("HEN"), kleiner_traeger / "profil")
    ziel = tmp_path / "ziel"
    ziel.mkdir()
    fuelle(kleiner_traeger)
    abgewiesen(rufe(profil, "uebergeben", "--an", "KI", "--nach", ziel, "--json"), 5, "umgebung")
    assert list(ziel.iterdir()) == []


def test_ein_beschaedigter_schluessel(kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("HEN")
    for datei in ("schluessel.dat", "signatur.dat", "kim.db"):
        heil = (profil / datei).read_bytes()
        for kaputt in (
            b"",
            heil[:-1],
            gekippt(heil, 200 % len(heil)),
        ):
            (profil / datei).write_bytes(kaputt)
            antwort = rufe(profil, "stand", "--json")
            if not (datei == "kim.db" and kaputt == heil[:-1]):
                abgewiesen(antwort, 5, "umgebung")
        (profil / datei).write_bytes(heil)


@pytest.mark.parametrize(
    "inhalt",
    [
        "{}",
        "[]",
        "null",
        '{"format":1}',
        '{"format":1,"log":"x","huellen":[{}]}',
        '{"format":1,"log":"x","uebung":true,"huellen":'
        '[{"art":"passphrase","kosten":{},"salz":"00","siegel":"00"}]}',
    ],
)
def test_ein_beschaedigtes_profil(kopie: Kopie, rufe: Rufe, inhalt: str) -> None:
    profil = kopie("HEN")
    (profil / "profil.json").write_text(inhalt)
    abgewiesen(rufe(profil, "stand", "--json"), 5, "umgebung")


def test_ein_ordner_statt_datei(kopie: Kopie, rufe: Rufe, tmp_path: Path) -> None:
    (tmp_path / "x.kim").mkdir()
    (tmp_path / "o").mkdir()
    (tmp_path / "o" / "y.kim").mkdir()
    abgewiesen(rufe(kopie("HEN"), "einlesen", tmp_path / "o", "--json"), 4, "uebergabe")


@pytest.mark.parametrize("rest", [None, b""], ids=["fehlt", "leer"])
def test_eine_verschwundene_datenbank_wird_nie_neu_angelegt(
    kopie: Kopie, rufe: Rufe, rest: bytes | None
) -> None:
    profil = kopie("HEN")
    for datei in sorted(profil.glob("kim.db*")):
        datei.unlink()
    if rest is not None:
        (profil / "kim.db").write_bytes(rest)
    abgewiesen(rufe(profil, "stand", "--json"), 5, "umgebung", "Sicherung")
    assert not (profil / "kim.db").exists() or (profil / "kim.db").stat().st_size == 0


@pytest.mark.usefixtures("ohne_schluesselbund")
def test_wer_keine_passphrase_nennt_hinterlaesst_nichts(rufe: Rufe, tmp_path: Path) -> None:
    antwort = rufe(tmp_path / "neu", "einrichten", "--kreis", "Testkreis", "--json")
    abgewiesen(antwort, 5, "umgebung", "Passphrase")
    assert not (tmp_path / "neu").exists()


@pytest.mark.parametrize("name", ["kim.db", "KIM.DB", "kim.db-wal", "signatur.dat", "profil.json"])
def test_niemand_schreibt_ueber_die_dateien_eines_arbeitsplatzes(
    kopie: Kopie, rufe: Rufe, name: str
) -> None:
    profil, anderer = kopie("HEN"), kopie("KI")
    with unveraendert(profil):
        for wer, befehl in (
            (profil, "anmelden"),
            (profil, "notfallblatt"),
            (anderer, "kreisblatt"),
        ):
            antwort = rufe(wer, befehl, "--nach", profil / name, "--json")
            abgewiesen(antwort, 2, "eingabe", "gehört zu einem Arbeitsplatz")


def test_ein_ordner_als_ziel_einer_datei(kopie: Kopie, rufe: Rufe, tmp_path: Path) -> None:
    for befehl in ("anmelden", "notfallblatt"):
        antwort = rufe(kopie("HEN" if befehl == "anmelden" else "KI"), befehl, "--nach", tmp_path)
        assert (antwort.status, "ist ein Ordner" in antwort.satz) == (5, True)
