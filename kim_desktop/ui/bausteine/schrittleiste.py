"""The track of the eight steps: where a Herausforderung stands."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from .aussehen import BLASS, BLAU, GRAU, LINIE

_LUECKE = 6
SCHRITTE = (
    "Meldung",
    "Bündelung",
    "Vorlage",
    "Auftrag",
    "Bearbeitung",
    "Beschluss",
    "Bekanntgabe",
    "Erfolg",
)


class Schrittleiste(QWidget):
    """Eight numbered marks; done ones filled, the present one emphasised, also without colour."""

    def __init__(self, eltern: QWidget | None = None) -> None:
        super().__init__(eltern)
        self._schritt = 0
        self._beendet = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.zeige(0, False)

    def zeige(self, schritt: int, beendet: bool) -> None:
        """Show step 1–8 as the present one (0: none); `beendet` marks it as done too."""
        self._schritt, self._beendet = schritt, beendet
        text = f"Schritt {schritt} von 8: {SCHRITTE[schritt - 1]}" if schritt else "Kein Schritt"
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(640, self.fontMetrics().height() * 2 + 26)

    def minimumSizeHint(self) -> QSize:
        return QSize(int(len(SCHRITTE) * (2 * self._radius + _LUECKE)), self.sizeHint().height())

    @property
    def _radius(self) -> float:
        return self.fontMetrics().height() / 2 + 4

    def paintEvent(self, _event: QPaintEvent) -> None:
        maler = QPainter(self)
        maler.setRenderHint(QPainter.RenderHint.Antialiasing)
        breite = self.width() / len(SCHRITTE)
        radius = self._radius
        self._male_linie(maler, breite, radius)
        # Where not all names have room, only the present one stands there.
        eng = any(self._breite(name) > breite for name in SCHRITTE)
        for nummer, name in enumerate(SCHRITTE, 1):
            mitte = (nummer - 0.5) * breite
            self._male_marke(maler, nummer, mitte, radius)
            if eng and nummer == self._schritt:
                self._male_namen(maler, nummer, name, self._um(mitte, name), radius)
            elif not eng:
                feld = QRectF(mitte - breite / 2, 0, breite, 0)
                self._male_namen(maler, nummer, name, feld, radius)
        maler.end()

    def _breite(self, name: str) -> int:
        """Return how wide a name is where it is emphasised."""
        schrift = self.font()
        schrift.setBold(True)
        return QFontMetrics(schrift).horizontalAdvance(name) + _LUECKE

    def _um(self, mitte: float, name: str) -> QRectF:
        """Return the place of a name around its mark, within the widget."""
        breite = self._breite(name)
        return QRectF(min(max(mitte - breite / 2, 0), self.width() - breite), 0, breite, 0)

    def _male_linie(self, maler: QPainter, breite: float, radius: float) -> None:
        maler.setPen(QPen(QColor(LINIE), 2))
        hoehe = int(radius + 3)
        maler.drawLine(int(breite / 2), hoehe, int(self.width() - breite / 2), hoehe)

    def _male_marke(self, maler: QPainter, nummer: int, mitte: float, radius: float) -> None:
        getan = nummer < self._schritt or (nummer == self._schritt and self._beendet)
        jetzt = nummer == self._schritt
        maler.setPen(QPen(QColor(BLAU if getan or jetzt else LINIE), 3 if jetzt else 1))
        maler.setBrush(QColor(BLAU if getan else BLASS if jetzt else "white"))
        kreis = QRectF(mitte - radius, 3, 2 * radius, 2 * radius)
        maler.drawEllipse(kreis)
        maler.setPen(QColor("white" if getan else BLAU if jetzt else GRAU))
        maler.drawText(kreis, Qt.AlignmentFlag.AlignCenter, "✓" if getan else str(nummer))

    def _male_namen(
        self, maler: QPainter, nummer: int, name: str, feld: QRectF, radius: float
    ) -> None:
        schrift = self.font()
        schrift.setBold(nummer == self._schritt)
        maler.setFont(schrift)
        maler.setPen(QColor("black" if nummer == self._schritt else GRAU))
        feld.setTop(2 * radius + 8)
        feld.setHeight(self.fontMetrics().height() + 4)
        maler.drawText(feld, Qt.AlignmentFlag.AlignHCenter, name)
