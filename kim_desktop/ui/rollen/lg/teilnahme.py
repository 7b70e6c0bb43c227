"""Teilnahme: members with substitutes, one key per person, guests."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ....application.rollen.lenkungsgruppe import Blick
from ....application.sitzung.teilnahme import Art, Mitglied, halte_teilnahme_fest
from ..._generated.lg_teilnahme import Ui_LgTeilnahme
from ...bausteine.modelle import Tabellenmodell
from ...bausteine.tabelle import gewaehlte, richte_ein, zeige_zeilen
from ...dialoge.schrittdialog import berichtige
from ..rollenseite import Rollenseite
from .reiter import KEINE_SITZUNG, Reiter

_TASTEN = {
    Qt.Key.Key_A: Art.ANWESEND,
    Qt.Key.Key_V: Art.VERTRETEN,
    Qt.Key.Key_E: Art.ENTSCHULDIGT,
    Qt.Key.Key_Delete: Art.OFFEN,
}
_VERSANDT = "Das Ergebnisprotokoll ist versandt; die Teilnahme steht fest."
_FREMD = "Ändern kann die Mitglieder nur die Stelle, die diese Sitzung anberaumt hat."


def _worte(m: Mitglied) -> str:
    if m.teilnahme is Art.VERTRETEN:
        return f"vertreten durch {m.vertretung}" if m.vertretung else "vertreten"
    return m.teilnahme or "–"


_SPALTEN = (
    ("Mitglied", lambda m: m.name),
    ("Vertretung", lambda m: m.vertretung),
    ("stimmberechtigt", lambda m: "ja" if m.stimmberechtigt else "nein"),
    ("Teilnahme", _worte),
)


class Teilnahme(Reiter):
    """The second tab; what was marked stays here until it is written down."""

    def __init__(self, seite: Rollenseite) -> None:
        super().__init__(seite)
        self._gemerkt: dict[str, dict[str, Art]] = {}
        self._gaeste: dict[str, str] = {}
        self.ui = Ui_LgTeilnahme()
        self.ui.setupUi(self)
        self.modell = Tabellenmodell(_SPALTEN)
        richte_ein(self.ui.mitglieder, self.modell, 0)
        self.ui.mitglieder.installEventFilter(self)
        for knopf, art in (
            (self.ui.anwesend, Art.ANWESEND),
            (self.ui.vertreten, Art.VERTRETEN),
            (self.ui.entschuldigt, Art.ENTSCHULDIGT),
        ):
            knopf.clicked.connect(lambda _an=False, a=art: self._merke(a))
        self.ui.gaeste.textChanged.connect(self._merke_gaeste)
        self.ui.festhalten.clicked.connect(self._halte_fest)
        self.ui.aendern.clicked.connect(self._aendere)

    def zeige(self, blick: Blick) -> None:
        super().zeige(blick)
        gaeste = self._gaeste.get(self.sitzung, "\n".join(blick.gaeste))
        if gaeste != self.ui.gaeste.toPlainText():
            with QSignalBlocker(self.ui.gaeste):
                self.ui.gaeste.setPlainText(gaeste)
        self.ui.keine_mitglieder.setVisible(not blick.mitglieder)
        self._zeige_mitglieder()

    def fokusziel(self) -> QWidget:
        return self.ui.mitglieder if self.modell.zeilen else self.ui.aendern

    def eventFilter(self, ziel: QObject, event: QEvent) -> bool:
        ohne = Qt.KeyboardModifier.NoModifier
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            art = _TASTEN.get(Qt.Key(event.key()))
            if art is not None and event.modifiers() == ohne and self.ui.anwesend.isEnabled():
                self._merke(art)
                return True
        return super().eventFilter(ziel, event)

    @property
    def offenes(self) -> str:
        """Say whether anything of any meeting is yet to be written down."""
        offen = self._gaeste or any(self._gemerkt.values())
        return "Teilnahme: noch nicht festgehalten." if offen else ""

    @property
    def _marken(self) -> dict[str, Art]:
        return self._gemerkt.setdefault(self.sitzung, {})

    def _merke_gaeste(self) -> None:
        self._gaeste[self.sitzung] = self.ui.gaeste.toPlainText()
        self._sperre()

    def _merke(self, art: Art) -> None:
        """Mark the person the cursor is on, and go on to the next."""
        mitglied = gewaehlte(self.ui.mitglieder)
        if mitglied is None:
            return
        self._marken[mitglied.name] = art
        zeile = self.ui.mitglieder.currentIndex().row()
        self._zeige_mitglieder()
        naechste = min(zeile + 1, self.modell.rowCount() - 1)
        self.ui.mitglieder.setCurrentIndex(self.modell.index(naechste, 0))

    def _zeige_mitglieder(self) -> None:
        alle = self.blick.mitglieder if self.blick else ()
        zeilen = [replace(m, teilnahme=self._marken.get(m.name, m.teilnahme)) for m in alle]
        zeige_zeilen(self.ui.mitglieder, zeilen, lambda m: m.name)
        self._sperre()

    def _sperre(self) -> None:
        fest = "" if self.sitzung else KEINE_SITZUNG
        if self.blick and self.blick.protokoll.versandt:
            fest = _VERSANDT
        keine = fest or ("" if self.modell.zeilen else "Es sind keine Mitglieder eingetragen.")
        for knopf in (self.ui.anwesend, self.ui.vertreten, self.ui.entschuldigt):
            knopf.sperre(keine)
        self.ui.gaeste.setReadOnly(bool(fest))
        self.ui.festhalten.sperre(fest)
        einladung = self.blick.einladung if self.blick else ""
        ohne = "" if self.sitzung else KEINE_SITZUNG
        self.ui.aendern.sperre(ohne or ("" if einladung else _FREMD))
        self.ui.anzahl.setText(self._stand())

    def _stand(self) -> str:
        """Say how many votes are in the room, and whether anything is yet to be written down."""
        stimmen = [m for m in self.modell.zeilen if m.stimmberechtigt]
        da = [m for m in stimmen if m.teilnahme in (Art.ANWESEND, Art.VERTRETEN)]
        satz = f"{len(da)} von {len(stimmen)} Stimmen vertreten." if stimmen else ""
        offen = self._marken or self.sitzung in self._gaeste
        return f"{satz} Noch nicht festgehalten.".strip() if offen else satz

    def _halte_fest(self) -> None:
        sitzung, marken = self.sitzung, dict(self._marken)
        gaeste = [z.strip() for z in self.ui.gaeste.toPlainText().splitlines() if z.strip()]

        def festgehalten(_ergebnis: Any) -> None:
            self._gemerkt.pop(sitzung, None)
            self._gaeste.pop(sitzung, None)

        self.seite.vermittler.tue(
            lambda ap, _ablauf: halte_teilnahme_fest(ap, sitzung, marken, gaeste), festgehalten
        )

    def _aendere(self) -> None:
        if self.blick and self.blick.einladung:
            berichtige(self, self.seite.vermittler, self.sitzung, self.blick.einladung)
