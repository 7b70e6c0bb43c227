"""Setting a paper: from the element tree to a PDF file. The only part that loads ReportLab."""

from datetime import date
from pathlib import Path

from ..beilage import Beilage
from ..elemente import Dokument
from ..fehler import PapierFehler
from .leinwand import Leinwand
from .schreiben import schreibe
from .schriften import pruefe_zeichen
from .seiten import verteile, zeichne_seiten
from .struktur import wurzel
from .uebersetzen import uebersetze


def setze(dokument: Dokument, ziel: Path, beilage: Beilage | None = None) -> None:
    """Write the paper as a PDF, a file inside it if one is given; nothing remains on failure.

    Same paper, same bytes. It is PDF/A-2a, with a file inside PDF/A-3a, and PDF/UA-1.

    Raises PapierFehler when the paper cannot be printed as it is, OSError when the target
    cannot be written.
    """
    schreibe(ziel, als_pdf(dokument, beilage))


def als_pdf(dokument: Dokument, beilage: Beilage | None = None) -> bytes:
    """Return the paper as the bytes of a PDF."""
    _pruefe_datum(dokument.datum)
    pruefe_zeichen(dokument)
    leinwand, struktur = Leinwand(dokument), wurzel()
    zeichne_seiten(dokument, verteile(uebersetze(dokument.inhalt, struktur)), leinwand)
    return leinwand.fertig(struktur, beilage)


def _pruefe_datum(wert: str) -> None:
    try:
        date.fromisoformat(wert)
    except ValueError as fehler:
        raise PapierFehler("Dem Papier fehlt ein gültiges Datum.") from fehler
