"""Small files, short functions, and tests that never sleep."""

import ast
from collections.abc import Iterator
from pathlib import Path

WURZEL = Path(__file__).parents[2]
ZEILEN_JE_DATEI = 600
ZEILEN_JE_FUNKTION = 50


def programmdateien() -> list[Path]:
    dateien = (WURZEL / "kim_desktop").rglob("*.py")
    return [datei for datei in dateien if "_generated" not in datei.parts]


def lange_funktionen(quelle: str) -> Iterator[str]:
    for knoten in ast.walk(ast.parse(quelle)):
        if isinstance(knoten, ast.FunctionDef | ast.AsyncFunctionDef):
            zeilen = (knoten.end_lineno or 0) - knoten.lineno + 1
            if zeilen > ZEILEN_JE_FUNKTION:
                yield f"{knoten.lineno} {knoten.name}: {zeilen} Zeilen"


def schlafende_aufrufe(quelle: str) -> Iterator[int]:
    for knoten in ast.walk(ast.parse(quelle)):
        if isinstance(knoten, ast.Call):
            ziel = knoten.func
            name = ziel.attr if isinstance(ziel, ast.Attribute) else getattr(ziel, "id", "")
            if name == "sleep":
                yield knoten.lineno


def test_keine_datei_ist_lang() -> None:
    laengen = {
        str(datei.relative_to(WURZEL)): len(datei.read_text(encoding="utf-8").splitlines())
        for datei in programmdateien()
    }
    assert laengen
    assert not {datei: n for datei, n in laengen.items() if n > ZEILEN_JE_DATEI}


def test_keine_funktion_ist_lang() -> None:
    funde = [
        f"{datei.relative_to(WURZEL)}:{fund}"
        for datei in programmdateien()
        for fund in lange_funktionen(datei.read_text(encoding="utf-8"))
    ]
    assert not funde


def test_kein_test_schlaeft() -> None:
    funde = [
        f"{datei.relative_to(WURZEL)}:{zeile}"
        for datei in (WURZEL / "tests").rglob("*.py")
        for zeile in schlafende_aufrufe(datei.read_text(encoding="utf-8"))
    ]
    assert not funde


def test_die_messung_beisst() -> None:
    kurz = "def kurz():\n" + " x = 1\n" * (ZEILEN_JE_FUNKTION - 1)
    assert not list(lange_funktionen(kurz))
    assert list(lange_funktionen(kurz + " x = 1\n"))
    assert list(schlafende_aufrufe("import time\ntime.sleep(1)\nsleep(2)")) == [2, 3]
