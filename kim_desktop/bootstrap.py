"""Composition root: the only place that puts the parts together."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from .domain.fehler import KimFehler, UmgebungsFehler

if TYPE_CHECKING:
    # The window paints before the database layers are loaded.
    from .application.arbeitsplatz import Arbeitsplatz, Zugang

PASSPHRASE_VARIABLE = "KIM_PASSPHRASE_DATEI"


@dataclass(frozen=True, slots=True)
class Aufruf:
    """What the start of the program settled: where the profile lies, where its passphrase."""

    ordner: Path
    passphrase_datei: Path | None

    @property
    def zugang(self) -> "Zugang":
        """What unlocks the profile."""
        from .application.arbeitsplatz import Zugang

        return Zugang(_passphrase(self.passphrase_datei))

    def oeffne(self, passphrase: str | None = None) -> "Arbeitsplatz":
        """Open the profile, with the passphrase a person typed or the one from the file."""
        from .application.arbeitsplatz import Zugang, oeffne_arbeitsplatz

        zugang = Zugang(passphrase) if passphrase else self.zugang
        return oeffne_arbeitsplatz(self.ordner, zugang)


def starte(argumente: list[str]) -> int:
    """Run the command line, or the window where no command is given; return the exit status."""
    from .cli.ausgabe import gib_fehler_aus

    try:
        return _starte(argumente)
    except KimFehler as fehler:
        return gib_fehler_aus(fehler, "--json" in argumente)


def _starte(argumente: list[str]) -> int:
    from .cli.aufruf import lies_argumente

    wahl = lies_argumente(argumente)
    start = _aufruf(wahl.profil, wahl.passphrase_datei)
    if wahl.befehl is None:
        from .ui.start import oeffne_fenster

        return oeffne_fenster(start.oeffne, start.ordner, lambda: start.zugang)
    from .cli.lauf import fuehre_aus

    return fuehre_aus(wahl, start)


def _aufruf(profil: Path | None, passphrase_datei: Path | None) -> Aufruf:
    variable = os.environ.get(PASSPHRASE_VARIABLE)
    datei = passphrase_datei or (Path(variable) if variable else None)
    return Aufruf(profil or _standard_ordner(), datei)


def _standard_ordner() -> Path:
    import platformdirs

    return Path(platformdirs.user_data_dir("KIM Desktop", appauthor=False, roaming=False))


def _passphrase(datei: Path | None) -> str | None:
    if datei is None:
        return None
    try:
        return datei.read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fehler:
        raise UmgebungsFehler(f"Die Passphrase-Datei „{datei}“ lässt sich nicht lesen.") from fehler
