"""What tools/start.py and tools/testen.py share: bring whatever is missing on this computer.

Standard library only: it runs with the system's Python, before anything is installed.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

WURZEL = Path(__file__).resolve().parent.parent
VENV = WURZEL / ".venv"
STAND = VENV / "kim-stand.json"
SPERRE_PROGRAMM = "requirements.txt"
SPERRE_TESTS = "requirements-entwicklung.txt"  # contains the other one

# fmt: off
PAKETE_PROGRAMM = (
    "libgl1", "libegl1", "libglib2.0-0", "libfontconfig1", "libxkbcommon0", "libdbus-1-3",
    "libxcb-cursor0", "libxkbcommon-x11-0", "libxcb-icccm4", "libxcb-keysyms1", "libxcb-shape0",
)
PAKETE_TESTS = (
    "xvfb", "x11-utils", "xdotool", "imagemagick", "dbus", "at-spi2-core", "python3-pyatspi",
    "gir1.2-atspi-2.0", "gnome-keyring", "poppler-utils", "qpdf", "zbar-tools", "age",
    "strace", "default-jdk-headless", "binutils",
)
# fmt: on


def bereite(*, tests: bool) -> None:
    """Bring system packages, the virtual environment and the project itself up to date."""
    if not (3, 11) <= sys.version_info[:2] < (3, 15):
        fund = ".".join(map(str, sys.version_info[:3]))
        raise SystemExit(f"KIM Desktop braucht Python 3.11 bis 3.14; dies ist Python {fund}.")
    hole_pakete([*PAKETE_PROGRAMM, *(PAKETE_TESTS if tests else ())])
    grund = _pruefsumme(sys.version, str(VENV), _lies(SPERRE_PROGRAMM), _lies(SPERRE_TESTS))
    stand = _lies_stand()
    if stand.get("grund") != grund or not _laeuft():
        _lege_venv_an()
        stand = {"grund": grund, "sperren": []}
    sperre = SPERRE_TESTS if tests else SPERRE_PROGRAMM
    if sperre not in stand["sperren"]:
        sage("Hole die Python-Pakete; beim ersten Mal dauert das etwa eine Minute …")
        _pip("--require-hashes", "--only-binary", ":all:", "-r", sperre)
        stand["sperren"] = sorted({SPERRE_PROGRAMM, sperre})
    projekt = _pruefsumme(_lies("pyproject.toml"))
    if stand.get("projekt") != projekt:
        _pip("--no-deps", "--no-build-isolation", "-e", ".")
        stand["projekt"] = projekt
    STAND.write_text(json.dumps(stand), encoding="utf-8")
    if starte(programm("python"), "tools/erzeugen.py"):
        raise SystemExit("Die Formulare des Fensters lassen sich nicht übersetzen (siehe oben).")


def programm(name: str) -> str:
    """Return the path of a program of the virtual environment."""
    return str(VENV / ("Scripts" if os.name == "nt" else "bin") / name)


def starte(*befehl: str, env: Mapping[str, str] | None = None, still: bool = False) -> int:
    """Run a command in the checkout and return its exit status."""
    ausgabe = subprocess.DEVNULL if still else None
    return subprocess.run(befehl, cwd=WURZEL, env=env, stdout=ausgabe, check=False).returncode


def sage(text: str) -> None:
    """Tell the user; at once, also where the output goes into a file."""
    print(text, flush=True)


def hole_pakete(namen: Iterable[str]) -> None:
    """Install the missing Debian packages as far as this account may; name the others."""
    fehlend = fehlende_pakete(namen)
    if not fehlend:
        return
    verwalter = _verwalter()
    if verwalter is not None:
        sage(f"Richte Systempakete ein: {' '.join(fehlend)} …")
        apt = [*verwalter, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "--quiet=2"]
        apt += ["--option", "Dpkg::Use-Pty=0"]  # else it looks for a terminal
        hole = [*apt, "install", "--yes", "--no-install-recommends"]
        starte(*apt, "update", still=True)
        if starte(*hole, *fehlend, still=True):
            for name in fehlend:  # one that this system does not know must not hold up the others
                starte(*hole, name, still=True)
        fehlend = fehlende_pakete(fehlend)
    if fehlend:
        sage(
            "Diese Systempakete fehlen und lassen sich hier nicht einrichten. Es geht ohne sie "
            f"weiter, soweit es geht:\n  sudo apt-get install {' '.join(fehlend)}"
        )


def fehlende_pakete(namen: Iterable[str]) -> list[str]:
    """Return those of the Debian packages that are not installed; elsewhere none."""
    if not shutil.which("dpkg-query"):
        return []
    # Newer systems have some of them as …t64.
    frage = [f"{name}{ende}" for name in namen for ende in ("", "t64")]
    antwort = subprocess.run(
        ["dpkg-query", "--show", "--showformat", "${db:Status-Status} ${Package}\n", *frage],
        capture_output=True,
        text=True,
        check=False,
    ).stdout
    da = {zeile.removeprefix("installed ") for zeile in antwort.splitlines()}
    return [name for name in frage[::2] if not da & {name, f"{name}t64"}]


def _verwalter() -> list[str] | None:
    """Return what makes a command run as root; None where that needs a password."""
    if os.geteuid() == 0:
        return []
    darf = shutil.which("sudo") and starte("sudo", "--non-interactive", "true") == 0
    return ["sudo", "--non-interactive"] if darf else None


def _lege_venv_an() -> None:
    if importlib.util.find_spec("ensurepip") is None:  # Debian has it in a package of its own
        hole_pakete([f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"])
    sage("Lege die Python-Umgebung .venv an …")
    if starte(sys.executable, "-m", "venv", "--clear", str(VENV)):
        raise SystemExit("Die Python-Umgebung .venv lässt sich nicht anlegen (siehe oben).")


def _laeuft() -> bool:
    try:
        return starte(programm("python"), "-c", "import pip") == 0
    except OSError:
        return False


def _pip(*argumente: str) -> None:
    still = ("--quiet", "--no-input", "--disable-pip-version-check")
    if starte(programm("python"), "-m", "pip", "install", *still, *argumente):
        raise SystemExit("Die Python-Pakete lassen sich nicht einrichten (siehe oben).")


def _lies_stand() -> dict[str, Any]:
    try:
        stand: dict[str, Any] = json.loads(STAND.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stand


def _lies(datei: str) -> str:
    return (WURZEL / datei).read_text(encoding="utf-8")


def _pruefsumme(*texte: str) -> str:
    return hashlib.sha256("\0".join(texte).encode()).hexdigest()
