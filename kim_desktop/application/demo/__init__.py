"""The example district: every Arbeitsplatz and every step real, only the clock and dice seeded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...domain.fehler import UmgebungsFehler
from ...store.datei import schreibe_sicher
from ...store.ressourcen import lies_json, ressource
from ..uebergabe.austausch import Fortschritt, ohne_fortschritt
from .buehne import Buehne
from .szene import spiele

__all__ = ["Beispielkreis", "ablauf", "lege_an"]

Szene = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Beispielkreis:
    """What lies in the folder: profiles by name, papers, and the profile to begin with."""

    profile: dict[str, str]
    papiere: list[str]
    start: str


def lege_an(
    ordner: Path, saat: str = "1", fortschritt: Fortschritt = ohne_fortschritt
) -> Beispielkreis:
    """Make the whole example district in `ordner`; same `saat`, same district.

    Raises `UmgebungsFehler` when the folder is in use or cannot be written.
    """
    if (ordner / "profile").exists():
        raise UmgebungsFehler(f"In „{ordner}“ liegt schon ein Beispielkreis.")
    try:
        for name in ("profile", "papiere", "uebergaben"):
            (ordner / name).mkdir(parents=True, exist_ok=True)
    except OSError as fehler:
        raise UmgebungsFehler(f"Der Ordner „{ordner}“ lässt sich nicht anlegen.") from fehler
    kreis, szenen = lies_json("demo/kreis.json"), ablauf()
    buehne = Buehne(ordner, saat, kreis)
    try:
        buehne.gruende(fortschritt)
        for nummer, szene in enumerate(szenen):
            fortschritt(nummer / len(szenen), "Der Beispielkreis wird angelegt")
            spiele(buehne, szene)
        buehne.verteile()
    finally:
        buehne.schliesse()
    ergebnis = Beispielkreis(
        {name: f"profile/{name.lower()}" for name in buehne.plaetze},
        buehne.papiere,
        f"profile/{kreis['gruender']['platz'].lower()}",
    )
    angaben = {"start": ergebnis.start, "profile": ergebnis.profile, "papiere": ergebnis.papiere}
    schreibe_sicher(ordner / "demo.json", json.dumps(angaben, indent=1).encode())
    return ergebnis


def ablauf() -> list[Szene]:
    """Return the scenes of all scripts, one script a subject, in order of time."""
    namen = sorted(d.name for d in ressource("demo/ablauf").iterdir() if d.name.endswith(".json"))
    szenen = [szene for name in namen for szene in lies_json(f"demo/ablauf/{name}")]
    return sorted(szenen, key=lambda szene: str(szene["am"]))
