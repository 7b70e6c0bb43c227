"""The only place that draws: four primitives on a ReportLab canvas, each of them tagged.

Text belongs to a structure element or to what decorates the page; lines outside of both decorate.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from io import BytesIO
from typing import Any

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from ..beilage import Beilage
from ..elemente import Dokument
from ..schreibweise import glaetten
from .masse import NORMAL, SEITENBREITE, SEITENHOEHE, Stil
from .pdf.akte import Akte
from .pdf.xmp import Angaben
from .schriften import lade_schriften
from .struktur import Knoten, Stelle

SEITENRAND = "Pagination"
_SCHMUCK = "Layout"


class Leinwand:
    """Pages to draw on; coordinates in points from the lower left corner."""

    def __init__(self, dokument: Dokument) -> None:
        """Open an empty file whose dates and identity come from the paper itself."""
        lade_schriften()
        # Streams as plain bytes: the text-safe wrapping around them is a fifth more to store.
        rl_config.useA85 = 0
        self._puffer = BytesIO()
        self._canvas = Canvas(self._puffer, **_einstellungen())
        self._akte = Akte(self._canvas, _angaben(dokument))
        self._seiten: list[list[Knoten]] = [[]]
        self._offen = ""

    @contextmanager
    def inhalt(self, knoten: Knoten) -> Iterator[None]:
        """Let what is drawn be content of a structure element; inside of `beiwerk` it is none."""
        if self._offen:
            yield
            return
        seite = self._seiten[-1]
        knoten.stellen.append(Stelle(len(self._seiten) - 1, len(seite)))
        with self._markiert(knoten.art, f"/MCID {len(seite)}"):
            yield
        seite.append(knoten)

    @contextmanager
    def beiwerk(self, art: str = _SCHMUCK) -> Iterator[None]:
        """Let what is drawn be decoration, or part of the page (`SEITENRAND`), never read out."""
        with self._markiert("Artifact", f"/Type /{art}"):
            yield

    @contextmanager
    def _markiert(self, art: str, angabe: str) -> Iterator[None]:
        self._offen = art
        self._akte.schreibe(f"/{art} <<{angabe}>> BDC")
        yield
        self._akte.schreibe("EMC")
        self._offen = ""

    def text(self, x: float, y: float, zeile: str, stil: Stil) -> None:
        """Draw one line of text with its base line at ``y``."""
        if not self._offen:
            raise ValueError(f"text outside of any tag: {zeile}")
        self._canvas.setFillGray(stil.grau)
        self._canvas.setFont(stil.schrift, stil.groesse)
        self._canvas.drawString(x, y, zeile)

    def linie(self, x: float, y: float, breite: float, staerke: float, grau: float = 0) -> None:
        """Draw a horizontal rule."""
        with self._wenigstens_beiwerk():
            self._canvas.setLineWidth(staerke)
            self._canvas.setStrokeGray(grau)
            self._canvas.line(x, y, x + breite, y)

    def rahmen(self, x: float, oben: float, breite: float, hoehe: float, staerke: float) -> None:
        """Draw an empty black box below ``oben``."""
        with self._wenigstens_beiwerk():
            self._canvas.setLineWidth(staerke)
            self._canvas.setStrokeGray(0)
            self._canvas.rect(x, oben - hoehe, breite, hoehe)

    def balken(self, x: float, oben: float, breite: float, hoehe: float) -> None:
        """Fill a black bar below ``oben``."""
        with self._wenigstens_beiwerk():
            self._canvas.setFillGray(0)
            self._canvas.rect(x, oben - hoehe, breite, hoehe, stroke=0, fill=1)

    def _wenigstens_beiwerk(self) -> Any:
        return nullcontext() if self._offen else self.beiwerk()

    def neue_seite(self) -> None:
        """End the page."""
        self._canvas.showPage()
        self._seiten.append([])

    def fertig(self, wurzel: Knoten, beilage: Beilage | None) -> bytes:
        """Close the file, with its structure and perhaps a file inside; return its bytes."""
        self._akte.schliesse(wurzel, self._seiten[:-1], beilage)
        self._canvas.save()
        return self._puffer.getvalue()


def _angaben(dokument: Dokument) -> Angaben:
    return Angaben(
        titel=glaetten(dokument.titel),
        verfasser=glaetten(dokument.verfasser),
        gegenstand=glaetten(dokument.kopf),
        tag=date.fromisoformat(dokument.datum),
        kennung=hashlib.sha256(repr(dokument).encode()).hexdigest()[:32],
    )


def _einstellungen() -> dict[str, Any]:
    return {
        "pagesize": (SEITENBREITE, SEITENHOEHE),
        "pageCompression": 1,
        "initialFontName": NORMAL,
        "initialFontSize": 10,
    }
