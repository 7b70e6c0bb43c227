"""Compile the Qt forms and icons into kim_desktop/ui/_generated/, only what has changed.

Used by the build hook, the tests, build.spec, tools/start.py and by hand. Needs PySide6 only when
there is something to compile.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from importlib.metadata import version
from pathlib import Path

WURZEL = Path(__file__).resolve().parent.parent
ZIEL = Path("kim_desktop", "ui", "_generated")
PAKET = '"""Compiled from forms/ and resources/ by tools/erzeugen.py; not edited, not in git."""\n'


def erzeuge(wurzel: Path = WURZEL) -> list[Path]:
    """Bring the generated package up to date and return the files that were written."""
    ziel = wurzel / ZIEL
    ziel.mkdir(parents=True, exist_ok=True)
    geschrieben = []
    soll = {"__init__.py"}
    if _schreibe(ziel / "__init__.py", PAKET):
        geschrieben.append(ziel / "__init__.py")
    for quelle, name, uebersetze in _quellen(wurzel):
        soll.add(name)
        kopf = f"# {_pruefsumme(quelle)}\n"
        if _erste_zeile(ziel / name) != kopf:
            _schreibe(ziel / name, kopf + uebersetze(quelle))
            geschrieben.append(ziel / name)
    for verwaist in (d for d in ziel.glob("*.py") if d.name not in soll):
        verwaist.unlink()
    return geschrieben


def _quellen(wurzel: Path) -> Iterator[tuple[Path, str, Callable[[Path], str]]]:
    """Yield each source, the name of its module and its compiler."""
    for quelle in sorted((wurzel / "forms" / "fenster").glob("*.ui")):
        yield quelle, f"{quelle.stem}.py", _formular
    for quelle in sorted((wurzel / "resources").rglob("*.qrc")):
        yield quelle, f"{quelle.stem}_rc.py", _symbole


def _pruefsumme(quelle: Path) -> str:
    """Digest the source, the files it lists and the compiler's version."""
    summe = hashlib.sha256(version("PySide6-Essentials").encode())
    inhalt = quelle.read_bytes()
    summe.update(inhalt)
    if quelle.suffix == ".qrc":
        for datei in ET.fromstring(inhalt).iter("file"):
            summe.update((quelle.parent / (datei.text or "")).read_bytes())
    return summe.hexdigest()


def _formular(quelle: Path) -> str:
    return _werkzeug("uic", "--no-autoconnection", "--from-imports", quelle.name, cwd=quelle.parent)


def _symbole(quelle: Path) -> str:
    return _werkzeug("rcc", quelle.name, cwd=quelle.parent)


def _werkzeug(name: str, *argumente: str, cwd: Path) -> str:
    # Not the script beside the interpreter: an isolated build has it somewhere else.
    aufruf = f"from PySide6.scripts.pyside_tool import {name}; {name}()"
    # rcc writes the files' times into its output unless told otherwise; Qt complains of LC_ALL=C.
    fest = {"QT_RCC_SOURCE_DATE_OVERRIDE": "1", "LC_ALL": "C.UTF-8", "PYTHONUTF8": "1"}
    lauf = subprocess.run(
        [sys.executable, "-c", aufruf, *argumente],
        cwd=cwd,
        env={**os.environ, **fest},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if lauf.returncode or lauf.stderr:
        raise SystemExit(f"{cwd / argumente[-1]} lässt sich nicht übersetzen:\n{lauf.stderr}")
    return lauf.stdout


def _erste_zeile(datei: Path) -> str | None:
    if not datei.exists():
        return None
    with datei.open(encoding="utf-8") as strom:
        return strom.readline()


def _schreibe(datei: Path, text: str) -> bool:
    """Write the file unless it already says that; whole or not at all."""
    if datei.exists() and datei.read_text(encoding="utf-8") == text:
        return False
    neu = datei.with_suffix(f".{os.getpid()}")
    neu.write_text(text, encoding="utf-8", newline="\n")
    neu.replace(datei)
    return True


if __name__ == "__main__":
    for datei in erzeuge():
        print(datei.relative_to(WURZEL))
