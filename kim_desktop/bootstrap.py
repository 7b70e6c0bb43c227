"""Composition root: the only place that puts the parts together."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .application.arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from .domain.fehler import UmgebungsFehler

PASSPHRASE_VARIABLE = "KIM_PASSPHRASE_DATEI"


@dataclass(frozen=True, slots=True)
class Aufruf:
    """What the start of the program settled: where the profile lies and how it is unlocked."""

    ordner: Path
    zugang: Zugang

    def oeffne(self) -> Arbeitsplatz:
        """Open the profile."""
        return oeffne_arbeitsplatz(self.ordner, self.zugang)


def aufruf(
    profil: Path | None,
    passphrase_datei: Path | None,
    frage: Callable[[], str | None] = lambda: None,
) -> Aufruf:
    """Return the call for the profile named, or the person's own one."""
    variable = os.environ.get(PASSPHRASE_VARIABLE)
    datei = passphrase_datei or (Path(variable) if variable else None)
    return Aufruf(profil or standard_ordner(), Zugang(_passphrase(datei), frage))


def standard_ordner() -> Path:
    """Return the folder of the profile people get when they name none."""
    import platformdirs

    return Path(platformdirs.user_data_dir("KIM Desktop", appauthor=False, roaming=False))


def _passphrase(datei: Path | None) -> str | None:
    if datei is None:
        return None
    try:
        return datei.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fehler:
        raise UmgebungsFehler(f"Die Passphrase-Datei „{datei}“ lässt sich nicht lesen.") from fehler


def starte(argumente: list[str]) -> int:
    """Run the command line, or the window where no command is given; return the exit status."""
    from .cli.aufruf import lies_argumente

    wahl = lies_argumente(argumente)
    if wahl.befehl is None:
        from .ui.start import oeffne_fenster

        return oeffne_fenster(sys.argv[:1], aufruf(wahl.profil, wahl.passphrase_datei))
    from .cli.lauf import fuehre_aus

    return fuehre_aus(wahl, lambda: aufruf(wahl.profil, wahl.passphrase_datei))
