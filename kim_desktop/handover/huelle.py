"""A handover file inside a PDF cover sheet, found by content whatever a gateway made of the PDF."""

import re
from collections.abc import Callable
from pathlib import Path

from ..domain.fehler import UebergabeFehler
from .behaelter import HOECHSTENS_DATEI, ZU_GROSS

#: How every handover file begins: the header of age.
ANFANG = b"age-encryption.org/v1\n"
_PDF = b"%PDF-"
#: What a file may weigh with a page around it.
HOECHSTENS_PDF = HOECHSTENS_DATEI + 32 * 1024 * 1024
_KOPF = 1024
_BROCKEN = 1024 * 1024
_UNSER_NAME = re.compile(r"KIM_[^\W_]+_[^\W_]+_\d{4,}_\d{4}-\d\d-\d\d(?:\W.*)?\.pdf", re.IGNORECASE)
_OHNE = (
    "In „{name}“ liegt keine Übergabedatei. Es wurde nichts übernommen. Ist die PDF-Datei "
    "unterwegs neu gespeichert worden, bitte auf einem anderen Weg schicken lassen."
)
_MEHRERE = (
    "In „{name}“ liegen {anzahl} Übergabedateien. Es wurde nichts übernommen. Bitte die Anlagen in "
    "einem PDF-Programm einzeln speichern und nacheinander einlesen."
)
_KENNWORT = (
    "„{name}“ ist mit einem Kennwort geschützt. Es wurde nichts übernommen. Bitte in einem "
    "PDF-Programm öffnen, die angehängte .kim-Datei speichern und diese einlesen."
)
_KAPUTT = "Die PDF-Datei „{name}“ ist beschädigt. Es wurde nichts übernommen. Bitte neu anfordern."


class KaputtesPdf(UebergabeFehler):
    """The PDF itself is damaged, or not yet whole."""


def ist_pdf(datei: Path) -> bool:
    """Whether a file is a PDF, by its content; raises OSError where it cannot be read."""
    with datei.open("rb") as offen:
        return beginnt_als_pdf(offen.read(_KOPF))


def beginnt_als_pdf(anfang: bytes) -> bool:
    """Whether a file that begins like this is a PDF."""
    return _PDF in anfang[:_KOPF] and not anfang.startswith(ANFANG)


def heisst_wie_unseres(name: str) -> bool:
    """Whether cover sheets of this program bear names like this."""
    return bool(_UNSER_NAME.fullmatch(name))


def enthaltene(datei: Path) -> bytes:
    """Return the one handover file inside a PDF.

    Raises `UebergabeFehler` where there is none or more than one, where the PDF is damaged, too
    large or locked by a password, and where it cannot be read.
    """
    # Three tenths of a second to load, and most never get a PDF.
    from .pdfstroeme import Gesperrt, Unlesbar, stroeme

    try:
        if datei.stat().st_size > HOECHSTENS_PDF:
            raise UebergabeFehler(ZU_GROSS)
        gefunden = list(dict.fromkeys(stroeme(datei, ANFANG, HOECHSTENS_DATEI)))
    except OSError as fehler:
        raise UebergabeFehler(f"„{datei.name}“ lässt sich nicht lesen.") from fehler
    except Gesperrt as fehler:
        raise UebergabeFehler(_KENNWORT.format(name=datei.name)) from fehler
    except Unlesbar as fehler:
        raise KaputtesPdf(_KAPUTT.format(name=datei.name)) from fehler
    if len(gefunden) > 1:
        raise UebergabeFehler(_MEHRERE.format(name=datei.name, anzahl=len(gefunden)))
    if not gefunden:
        raise UebergabeFehler(_OHNE.format(name=datei.name))
    return gefunden[0]


def traegt_uebergabe(datei: Path) -> bool:
    """Whether a PDF lying in a folder is a cover sheet of ours, or was meant to be one."""
    if heisst_wie_unseres(datei.name):
        return True
    try:
        return ist_pdf(datei) and _nennt_anlagen(datei) and bool(enthaltene(datei))
    except (OSError, UebergabeFehler):
        return False


def zeigt_uebergabe(datei: Path, puls: Callable[[], None]) -> bool:
    """Whether a handover file stands in a PDF as we put it there; `puls` is called as it goes.

    Nothing is taken apart for it: PDFs of others can be slow to read. Raises OSError.
    """
    with datei.open("rb") as offen:
        rest = b""
        while stueck := offen.read(_BROCKEN):
            puls()
            if ANFANG in rest + stueck:
                return True
            rest = stueck[-len(ANFANG) :]
    return False


def _nennt_anlagen(datei: Path) -> bool:
    """Whether it is worth to take a PDF of somebody else's apart."""
    with datei.open("rb") as offen:
        rest = b""
        while stueck := offen.read(_BROCKEN):
            if b"/EmbeddedFile" in rest + stueck or ANFANG in rest + stueck:
                return True
            rest = stueck[-len(ANFANG) :]
    return False
