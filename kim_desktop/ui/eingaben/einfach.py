"""Inputs of one value: line, paragraph, day, number, money, yes/no, choice."""

from datetime import date
from typing import Any, Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ...application.schritt.eingabe import als_cent, als_iso

_OHNE = "–"
_LANG = 20


class Eingabe(Protocol):
    """What a form knows of its inputs."""

    def wert(self) -> Any:
        """Return what stands there, in the form the step takes."""

    def setze(self, wert: Any) -> None:
        """Show a value."""


class Zeile(QLineEdit):
    """One line of text."""

    def wert(self) -> str:
        """Return the text."""
        return self.text()

    def setze(self, wert: Any) -> None:
        """Show a text."""
        self.setText("" if wert is None else str(wert))


class Absatz(QPlainTextEdit):
    """Several lines; Tab leads on to the next field."""

    def __init__(self, eltern: QWidget | None = None) -> None:
        super().__init__(eltern)
        self.setTabChangesFocus(True)
        zeile = self.fontMetrics().lineSpacing()
        self.setMinimumHeight(zeile * 3)
        self.setMaximumHeight(zeile * 5)

    def wert(self) -> str:
        """Return the text."""
        return self.toPlainText()

    def setze(self, wert: Any) -> None:
        """Show a text."""
        self.setPlainText("" if wert is None else str(wert))


class Zeilen(Absatz):
    """A list of texts, one a line."""

    def wert(self) -> Any:
        """Return the lines that hold something."""
        return [z.strip() for z in self.toPlainText().splitlines() if z.strip()]

    def setze(self, wert: Any) -> None:
        """Show a list of texts."""
        self.setPlainText("\n".join(map(str, wert or ())))


class Tag(Zeile):
    """A day as 22.11.2026."""

    def __init__(self, eltern: QWidget | None = None) -> None:
        super().__init__(eltern)
        self.setPlaceholderText("TT.MM.JJJJ")
        self.editingFinished.connect(lambda: self.setze(self.wert()))

    def wert(self) -> str:
        """Return the ISO day; what is none is returned as typed, for the step to refuse."""
        return als_iso(self.text().strip())

    def setze(self, wert: Any) -> None:
        """Show an ISO day in German spelling."""
        try:
            self.setText(date.fromisoformat(str(wert)).strftime("%d.%m.%Y"))
        except ValueError:
            super().setze(wert)


class Betrag(Zeile):
    """Money in euros, kept in cents."""

    def __init__(self, eltern: QWidget | None = None) -> None:
        super().__init__(eltern)
        self.setPlaceholderText("0,00 €")

    def wert(self) -> Any:
        """Return cents; what is no amount is returned as typed, for the step to refuse."""
        text = self.text().strip()
        cent = als_cent(text)
        return text if cent is None else cent

    def setze(self, wert: Any) -> None:
        """Show cents as euros."""
        if isinstance(wert, int):
            euro = f"{wert // 100:,}".replace(",", ".")
            self.setText(f"{euro},{wert % 100:02}")
        else:
            super().setze(wert)


class Zahl(Zeile):
    """A whole number."""

    def wert(self) -> Any:
        """Return the number; what is none is returned as typed, for the step to refuse."""
        text = self.text().strip()
        return int(text) if text.isdecimal() and len(text) < _LANG else text


class Haken(QCheckBox):
    """Yes or no."""

    def wert(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def setze(self, wert: Any) -> None:
        """Tick it or not."""
        self.setChecked(wert is True)


class Wahl(QComboBox):
    """One of several; "–" where it may stay open."""

    gewaehlt = Signal(str)

    def __init__(self, auswahl: dict[str, str], frei: bool) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(24)
        if frei:
            self.addItem(_OHNE, "")
        for schluessel, label in auswahl.items():
            self.addItem(label, schluessel)
        self.currentIndexChanged.connect(lambda _i: self.gewaehlt.emit(self.wert()))

    def wert(self) -> str:
        """Return the key of the choice."""
        return str(self.currentData() or "")

    def setze(self, wert: Any) -> None:
        """Choose a key or an entry of a list."""
        schluessel = wert.get("schluessel", "") if isinstance(wert, dict) else str(wert or "")
        self.setCurrentIndex(max(self.findData(schluessel), 0))
