"""One setting on its page: label, input, and a sentence that says what it does."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from ...application.einstellungen import Aenderung, Angabe
from ...domain.einstellung import Art, Einstellung
from ..eingaben.einfach import Haken, Wahl, Zeile
from ..eingaben.eintragsliste import Eintragsliste


class Einstellungsfeld(QObject):
    """The input of one setting; keeps what counts now apart from what is shown."""

    geaendert = Signal()

    def __init__(self, einstellung: Einstellung) -> None:
        super().__init__()
        self.einstellung = einstellung
        self._stand: Any = None
        self.teil = _EINGABE.get(einstellung.art, _zeile)(einstellung)
        self.teil.setObjectName(f"einstellung_{einstellung.schluessel}")
        self.teil.setAccessibleName(einstellung.label)
        self.teil.setAccessibleDescription(einstellung.hilfe)
        melde = self.geaendert.emit
        if isinstance(self.teil, Haken):
            self.teil.toggled.connect(lambda _an: melde())
        elif isinstance(self.teil, Wahl):
            self.teil.gewaehlt.connect(lambda _wert: melde())
        elif isinstance(self.teil, Zeile):
            self.teil.textChanged.connect(lambda _text: melde())
        else:
            self.teil.geaendert.connect(melde)

    @property
    def teile(self) -> tuple[QWidget, ...]:
        """What the keyboard comes to, in order."""
        if isinstance(self.teil, Eintragsliste):
            return self.teil.ui.tabelle, *self.teil.knoepfe
        return (self.teil,)

    @property
    def ist_geaendert(self) -> bool:
        """Whether something else is shown than what counts."""
        return self._stand is not None and self._wert() != self._stand

    @property
    def aenderung(self) -> Aenderung:
        """What the setting is to become."""
        wert = self._wert()
        if self.einstellung.hat_eintraege:
            return Aenderung(self.einstellung.schluessel, eintraege=wert)
        return Aenderung(self.einstellung.schluessel, wert)

    def nimm_stand(self, angabe: Angabe, aenderbar: bool) -> None:
        """Learn what counts now; what a person has changed here stays as it is."""
        unberuehrt = not self.ist_geaendert
        self._stand = angabe.eintraege if self.einstellung.hat_eintraege else angabe.wert
        if unberuehrt:
            self.verwirf()
        if isinstance(self.teil, Zeile):
            self.teil.setReadOnly(not aenderbar)
        elif isinstance(self.teil, Eintragsliste):
            self.teil.erlaube(aenderbar)
        else:
            self.teil.setEnabled(aenderbar)

    def gilt(self) -> None:
        """Let what is shown count; the next look brings it as it was written."""
        self._stand = self._wert()

    def verwirf(self) -> None:
        """Show what counts."""
        ist_haken = isinstance(self.teil, Haken)
        self.teil.setze(self._stand == "ja" if ist_haken else self._stand)

    def _wert(self) -> Any:
        if isinstance(self.teil, Haken):
            return "ja" if self.teil.wert() else "nein"
        wert = self.teil.wert()
        return wert.strip() if isinstance(wert, str) else wert


def blatt(felder: list[Einstellungsfeld]) -> QWidget:
    """Return the page of one group."""
    seite = QWidget()
    aufbau = QVBoxLayout(seite)
    zeilen = QFormLayout()
    zeilen.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    aufbau.addLayout(zeilen)
    for feld in felder:
        ist_liste = isinstance(feld.teil, Eintragsliste)
        if ist_liste:
            aufbau.addWidget(_beschriftung(feld))
            aufbau.addWidget(_hilfe(feld.einstellung.hilfe))
            aufbau.addWidget(feld.teil, 1)
            continue
        if isinstance(feld.teil, Haken):
            zeilen.addRow(feld.teil)
        else:
            zeilen.addRow(_beschriftung(feld), feld.teil)
        zeilen.addRow(_hilfe(feld.einstellung.hilfe))
    if not any(isinstance(f.teil, Eintragsliste) for f in felder):
        aufbau.addStretch()
    return seite


def _beschriftung(feld: Einstellungsfeld) -> QLabel:
    label = QLabel(f"{feld.einstellung.label}:")
    label.setBuddy(feld.teil)
    return label


def _hilfe(text: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName("hilfe")
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _zeile(_einstellung: Einstellung) -> Zeile:
    return Zeile()


_EINGABE: dict[Art, Callable[[Einstellung], Haken | Wahl | Zeile | Eintragsliste]] = {
    Art.JA_NEIN: lambda e: Haken(e.label),
    Art.WAHL: lambda e: Wahl(dict(e.auswahl), frei=False),
    Art.LISTE: Eintragsliste,
    Art.MARKEN: Eintragsliste,
}
