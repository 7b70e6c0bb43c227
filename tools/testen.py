"""Bring what is missing and run every gate; with arguments only pytest, with these arguments.

python3 tools/testen.py [ARGUMENTE FÜR PYTEST]      Windows: py tools\\testen.py (not tried)
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile

from umgebung import bereite, programm, sage, starte

TORE = {
    "Format": ("ruff", "format", "--check"),
    "Regeln": ("ruff", "check"),
    "Typen": ("mypy", "--strict"),
    "Schichten": ("lint-imports", "--no-logo"),
}
# Unlock a fresh keyring in a bus of its own, then become the command that follows.
SCHLUESSELBUND = (
    'printf "test\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; '
    'exec "$@"'
)


def main(argumente: list[str]) -> int:
    """Run the gates and return the exit status."""
    bereite(tests=True)
    if argumente:
        return teste(*argumente)
    gescheitert = [name for name, befehl in TORE.items() if tor(name, *befehl)]
    sage("\n== Tests")
    if teste("-n", "2"):
        gescheitert.append("Tests")
    if gescheitert:
        sage(f"\nNicht bestanden: {', '.join(gescheitert)}.")
        return 1
    sage("\nAlles bestanden.")
    return 0


def tor(name: str, befehl: str, *argumente: str) -> int:
    """Run one gate and return its exit status."""
    sage(f"\n== {name}: {befehl} {' '.join(argumente)}")
    return starte(programm(befehl), *argumente)


def teste(*argumente: str) -> int:
    """Run pytest in a home of its own, with an unlocked keyring where the system has one."""
    pytest = (programm("python"), "-m", "pytest", *argumente)
    if not (shutil.which("dbus-run-session") and shutil.which("gnome-keyring-daemon")):
        sage("Ohne dbus und gnome-keyring entfallen die Tests am Schlüsselbund des Systems.")
        return starte(*pytest)
    with tempfile.TemporaryDirectory(prefix="kim-", ignore_cleanup_errors=True) as heim:
        xdg = {f"XDG_{art}_HOME": f"{heim}/{art.lower()}" for art in ("DATA", "CONFIG", "CACHE")}
        eigen = {"HOME": heim, "XDG_RUNTIME_DIR": heim, "KIM_TEST_SCHLUESSELBUND": "1", **xdg}
        huelle = ("dbus-run-session", "--", "bash", "-c", SCHLUESSELBUND, "bash")
        return starte(*huelle, *pytest, env={**os.environ, **eigen})


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
