"""Build the folder to hand out (build.spec), and see that the program in it works.

python tools/paket.py ORDNER

It runs the packaged program, not this checkout: a whole example district with its files and
papers, and where there is a virtual screen the window. Tried on Debian 12; untried on Windows.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from umgebung import WURZEL, bereite, programm, sage, starte

_SATZ = "Frau Amira Haddad, Tel. +90 532 123 45 67, Konto DE93 3705 0299 0001 4230 87."
_ERWARTET = ("Amira Haddad", "+90 532 123 45 67", "DE93 3705 0299 0001 4230 87")
#: Start the window on a screen of its own, wait until it has its name, and end it.
_FENSTER = (
    'cd /; "$1" --profil "$2" & p=$!; '
    "timeout 60 xdotool search --sync --onlyvisible --name 'KIM Desktop'; s=$?; kill $p; exit $s"
)


def main(argumente: Sequence[str]) -> int:
    """Build, prove, and return the exit status."""
    if len(argumente) != 1:
        raise SystemExit(__doc__)
    bereite(tests=True)
    ziel = Path(argumente[0]).absolute()
    with tempfile.TemporaryDirectory(prefix="kim-paket-") as arbeit:
        bauen = (
            "--log-level",
            "WARN",
            "--distpath",
            str(ziel),
            "--workpath",
            f"{arbeit}/bau",
            "-y",
        )
        if starte(programm("pyinstaller"), *bauen, "build.spec"):
            raise SystemExit("Das Paket ließ sich nicht bauen (siehe oben).")
        _pruefe(
            ziel / "kim-desktop" / f"kim-desktop{'.exe' if os.name == 'nt' else ''}", Path(arbeit)
        )
    sage(f"Das Paket in „{ziel / 'kim-desktop'}“ läuft.")
    return 0


def _pruefe(kim: Path, arbeit: Path) -> None:
    """Let the packaged program do what needs every library; raises `SystemExit` on a fault."""
    kreis, text = arbeit / "kreis", arbeit / "text.txt"
    text.write_text(_SATZ, encoding="utf-8")
    _rufe(kim, "--version")
    _rufe(kim, "demo", str(kreis))
    koordination = ("--profil", str(kreis / "profile" / "ki"))
    _rufe(kim, *koordination, "pruefen")
    gefunden = _rufe(kim, *koordination, "personenbezug", str(text))
    if not all(wort in gefunden for wort in _ERWARTET):
        raise SystemExit(f"Das Paket findet nicht, was auf Personen deutet:\n{gefunden}")
    if shutil.which("xvfb-run") and shutil.which("xdotool"):
        profil = str(kreis / "profile" / "hen")
        befehl = ("xvfb-run", "-a", "bash", "-c", _FENSTER, "bash", str(kim), profil)
        if starte(*befehl, still=True):
            raise SystemExit("Das Fenster des Pakets ist nicht erschienen.")


def _rufe(kim: Path, *argumente: str) -> str:
    # Far from the checkout, so that nothing of it is found by accident.
    ort = Path(WURZEL.anchor)
    lauf = subprocess.run(
        [kim, *argumente], cwd=ort, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if lauf.returncode:
        raise SystemExit(f"„{' '.join(argumente)}“ scheitert im Paket:\n{lauf.stderr}")
    return lauf.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
