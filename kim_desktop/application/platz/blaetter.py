"""The sheet a new Arbeitsplatz reads its digits out from."""

from pathlib import Path

from ...papers.blaetter import PruefziffernDaten, pruefziffernblatt
from ..arbeitsplatz import Arbeitsplatz
from ..papier.druck import schreibe_pdf
from .einrichten import eigene_anmeldung


def drucke_pruefziffern(ap: Arbeitsplatz, nach: Path) -> None:
    """Print the digits of this Arbeitsplatz; raises `UmgebungsFehler` without a place to write."""
    anmeldung = eigene_anmeldung(ap)
    daten = PruefziffernDaten(
        kreis=anmeldung.stelle,
        datum=ap.heute().isoformat(),
        uebung=ap.uebung,
        stelle=anmeldung.stelle,
        gruppen=tuple(anmeldung.pruefziffern.split()),
    )
    schreibe_pdf(pruefziffernblatt(daten), nach)
