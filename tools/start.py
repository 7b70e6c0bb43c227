"""Bring what is missing, make the example district if there is none, and open its window.

python3 tools/start.py [ORDNER]      Windows: py tools\\start.py (not tried)
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path

from umgebung import WURZEL, bereite, programm, sage, starte


def main() -> int:
    """Run the program's main job and return the exit status."""
    frage = argparse.ArgumentParser(description="Startet KIM Desktop mit einem Beispielkreis.")
    frage.add_argument("ordner", nargs="?", type=Path, default=WURZEL / "beispielkreis")
    ordner: Path = frage.parse_args().ordner.absolute()
    bereite(tests=False)
    kim = programm("kim-desktop")
    if finde_profil(ordner) is None:
        sage(f"Spiele den Beispielkreis durch: {ordner} …")
        if status := starte(kim, "demo", str(ordner)):
            sage("Der Beispielkreis ist nicht fertig geworden (siehe oben).")
            return status
    profil = finde_profil(ordner)
    if profil is None:
        sage(f"In {ordner} liegt kein Profil. Bitte den Ordner löschen und neu starten.")
        return 1
    sage(f"Die Papiere des Beispielkreises liegen in {ordner / 'papiere'}.")
    if not hat_bildschirm():
        sage("Hier gibt es keinen Bildschirm, deshalb öffnet sich kein Fenster.")
        return 0
    sage(f"Öffne das Fenster für {profil.name}.")
    return starte(kim, "--profil", str(profil))


def finde_profil(ordner: Path) -> Path | None:
    """Return the profile to begin with: the one demo.json names, else the CM-Koordination's."""
    profile = sorted(p for p in (ordner / "profile").glob("*") if p.is_dir())
    try:
        start = json.loads((ordner / "demo.json").read_text(encoding="utf-8")).get("start", "")
    except FileNotFoundError:
        start = ""
    genannt = [p for p in profile if start and p.name == Path(start).name]
    koordination = [p for p in profile if "koordination" in p.name]
    return next(iter([*genannt, *koordination, *profile]), None)


def hat_bildschirm() -> bool:
    """Tell whether a window can be opened."""
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


if __name__ == "__main__":
    sys.exit(main())
