"""Reading what a printed paper says."""

import subprocess
from pathlib import Path

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.papier.papiere import drucke


def gedruckt(ap: Arbeitsplatz, art: str, kennung: str, ordner: Path) -> str:
    """Print a paper and return its words, separated by single blanks."""
    pdf = ordner / f"{art}.pdf"
    drucke(ap, art, kennung, pdf)
    return pdftext(pdf)


def pdftext(pdf: Path) -> str:
    """Return the words of a PDF, separated by single blanks."""
    lauf = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True)
    return " ".join(lauf.stdout.decode().split())
