"""Sitting down at a workplace of the example district, made first where it is not there yet."""

import shutil
from pathlib import Path

from ...domain.fehler import EingabeFehler
from ...store.ressourcen import lies_json
from ..arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from ..uebergabe.austausch import Fortschritt, ohne_fortschritt
from . import lege_an


def plaetze() -> tuple[tuple[str, str], ...]:
    """Return name and Stelle of every workplace, the CM-Koordination first."""
    kreis = lies_json("demo/kreis.json")
    return tuple((p["platz"], p["stelle"]) for p in (kreis["gruender"], *kreis["plaetze"]))


def setze_dich(
    ordner: Path, platz: str, fortschritt: Fortschritt = ohne_fortschritt
) -> Arbeitsplatz:
    """Open a workplace of the example district in `ordner`.

    Raises `EingabeFehler` without a folder, `UmgebungsFehler` where it cannot be written; what
    was begun and not finished is taken away again.
    """
    if not ordner.name:
        raise EingabeFehler("Bitte einen Ordner für den Übungskreis angeben.")
    profile = ordner / "profile"
    if not (ordner / "demo.json").exists():
        neu = not profile.exists()
        try:
            lege_an(ordner, fortschritt=fortschritt)
        except BaseException:
            if neu:
                shutil.rmtree(profile, ignore_errors=True)
            raise
    return oeffne_arbeitsplatz(profile / platz.lower(), Zugang())
