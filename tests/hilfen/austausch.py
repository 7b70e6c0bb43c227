"""Workplaces around one exchange folder, with a clock that moves when a test says so."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from kim_desktop.application.uebergabe.ordner.abgleich import Abgleich
from kim_desktop.application.uebergabe.ordner.austauschordner import gleiche_ab, setze_ordner
from tests.hilfen.kreis import Kreis


class Tisch:
    """The folder, and rounds of single workplaces with it."""

    def __init__(self, kreis: Kreis, ordner: Path, *namen: str) -> None:
        self.kreis = kreis
        self.ordner = ordner
        self.zeit = datetime(2026, 3, 2, 8, tzinfo=UTC)
        ordner.mkdir(exist_ok=True)
        for name in namen:
            setze_ordner(kreis.plaetze[name], ordner)

    def runde(self, name: str) -> Abgleich:
        """Let one workplace do a round."""
        return gleiche_ab(self.kreis.plaetze[name], self.zeit)

    def runden(self, *namen: str) -> list[Abgleich]:
        """Let several workplaces do a round, one after the other."""
        return [self.runde(name) for name in namen]

    def spaeter(self, **dauer: float) -> None:
        """Let time pass."""
        self.zeit += timedelta(**dauer)

    def dateien(self) -> set[str]:
        """Name everything that lies in the folder."""
        return {datei.name for datei in self.ordner.iterdir()}
