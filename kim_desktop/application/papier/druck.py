"""Writing a paper as a file."""

from pathlib import Path

from ...domain.fehler import UmgebungsFehler
from ...papers.elemente import Dokument
from ...store.profil.ausgabe import pruefe_ausgabe


def schreibe_pdf(dokument: Dokument, nach: Path) -> None:
    """Set a paper as PDF; raises `KimFehler` when the target cannot be written."""
    pruefe_ausgabe(nach)
    # Imported late: ReportLab costs 0.2 s.
    from ...papers.satz import setze

    try:
        setze(dokument, nach)
    except OSError as fehler:
        raise UmgebungsFehler(
            f"Nicht geschrieben: „{nach}“ ist geöffnet, schreibgeschützt oder der Ordner fehlt."
        ) from fehler
