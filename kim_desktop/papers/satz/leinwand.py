"""The only place that draws: three primitives on a ReportLab canvas.

Also the only place that touches private attributes of ReportLab (`_doc`, `_ID`), so that the
file identity follows from the content and not from the clock.
"""

import hashlib
from datetime import date
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from ..beilage import Beilage
from ..elemente import Dokument
from ..schreibweise import glaetten
from .einbetten import eingebettet
from .masse import NORMAL, SEITENBREITE, SEITENHOEHE, Stil
from .schriften import lade_schriften

PROGRAMM = "KIM Desktop"
SPRACHE = "de-DE"


class Leinwand:
    """Pages to draw on; coordinates in points from the lower left corner."""

    def __init__(self, dokument: Dokument) -> None:
        """Open an empty file whose dates and identity come from the paper itself."""
        lade_schriften()
        # Streams as plain bytes: the text-safe wrapping around them is a fifth more to store.
        rl_config.useA85 = 0
        self._puffer = BytesIO()
        self._canvas = Canvas(self._puffer, **_einstellungen())
        self._beschrifte(dokument)

    def _beschrifte(self, dokument: Dokument) -> None:
        tag = date.fromisoformat(dokument.datum).isoformat().replace("-", "")
        self._canvas.setTitle(glaetten(dokument.titel))
        self._canvas.setAuthor(glaetten(dokument.verfasser))
        self._canvas.setSubject(glaetten(dokument.kopf))
        self._canvas.setCreator(PROGRAMM)
        self._canvas.setProducer(PROGRAMM)
        self._canvas.setDateFormatter(lambda *_: f"D:{tag}000000Z")
        setze_kennung(self._canvas, hashlib.sha256(repr(dokument).encode()).hexdigest()[:32])

    def text(self, x: float, y: float, zeile: str, stil: Stil) -> None:
        """Draw one line of text with its base line at ``y``."""
        self._canvas.setFillGray(stil.grau)
        self._canvas.setFont(stil.schrift, stil.groesse)
        self._canvas.drawString(x, y, zeile)

    def linie(self, x: float, y: float, breite: float, staerke: float, grau: float = 0) -> None:
        """Draw a horizontal rule."""
        self._canvas.setLineWidth(staerke)
        self._canvas.setStrokeGray(grau)
        self._canvas.line(x, y, x + breite, y)

    def rahmen(self, x: float, oben: float, breite: float, hoehe: float, staerke: float) -> None:
        """Draw an empty black box below ``oben``."""
        self._canvas.setLineWidth(staerke)
        self._canvas.setStrokeGray(0)
        self._canvas.rect(x, oben - hoehe, breite, hoehe)

    def balken(self, x: float, oben: float, breite: float, hoehe: float) -> None:
        """Fill a black bar below ``oben``."""
        self._canvas.setFillGray(0)
        self._canvas.rect(x, oben - hoehe, breite, hoehe, stroke=0, fill=1)

    def neue_seite(self) -> None:
        """End the page."""
        self._canvas.showPage()

    def lege_bei(self, beilage: Beilage) -> None:
        """Embed a file the way PDF readers list as an attachment."""
        dokument = self._canvas._doc  # type: ignore[attr-defined]
        dokument.Catalog.Names = eingebettet(dokument, beilage)

    def fertig(self) -> bytes:
        """Close the file and return its bytes."""
        self._canvas.save()
        return self._puffer.getvalue()


def _einstellungen() -> dict[str, Any]:
    return {
        "pagesize": (SEITENBREITE, SEITENHOEHE),
        "pageCompression": 1,
        "invariant": 1,
        "initialFontName": NORMAL,
        "initialFontSize": 10,
        "lang": SPRACHE,
    }


def setze_kennung(canvas: Canvas, hexziffern: str) -> None:
    """Give the file a fixed identity of 32 hex digits."""
    kennung = f"<{hexziffern}>"
    # The stubs leave private attributes out; a test holds them against the installed version.
    canvas._doc._ID = f"\n[{kennung}{kennung}]\n".encode()  # type: ignore[attr-defined]
