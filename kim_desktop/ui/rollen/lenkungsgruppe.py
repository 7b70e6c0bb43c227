"""The page of the Lenkungsgruppe, kept by its Geschäftsführung; members vote in the room."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget

from ...application.arbeitsplatz import Identitaet
from ...application.rollen.lenkungsgruppe import OHNE_SITZUNG, Blick, lies
from ...application.rollen.umsetzungsstand import Umsetzung, umsetzungsstand
from .._generated.lenkungsgruppe import Ui_Lenkungsgruppe
from ..bausteine.rollflaeche import innen
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .lg.beschliessen import Beschliessen
from .lg.protokoll import Ergebnisprotokoll
from .lg.reiter import Reiter
from .lg.sitzungen import Sitzungen
from .lg.teilnahme import Teilnahme
from .lg.umsetzung import Umsetzungsstand
from .rollenseite import Rollenseite

if TYPE_CHECKING:
    from ...application.arbeitsplatz import Arbeitsplatz

_UMLAUF = "ohne Sitzung (Umlaufverfahren)"
_KEINE = "noch keine anberaumt"


class Lenkungsgruppe(Rollenseite):
    """Five tabs on one meeting; which one it is stands above them."""

    def __init__(
        self, vermittler: Vermittler, wer: Identitaet, oeffne: Callable[[str], None]
    ) -> None:
        super().__init__(vermittler, wer, oeffne)
        self._gewaehlt = ""
        self.ui = Ui_Lenkungsgruppe()
        self.ui.setupUi(self)
        self.sitzungen = Sitzungen(self, self.waehle)
        self.teilnahme = Teilnahme(self)
        self.beschliessen = Beschliessen(self)
        self.protokoll = Ergebnisprotokoll(self)
        self.umsetzung = Umsetzungsstand(self)
        self.reiter: tuple[tuple[str, Reiter], ...] = (
            ("&Sitzungen", self.sitzungen),
            ("&Teilnahme", self.teilnahme),
            ("&Beschließen", self.beschliessen),
            ("&Ergebnisprotokoll", self.protokoll),
            ("&Umsetzungsstand", self.umsetzung),
        )
        for titel, reiter in self.reiter:
            self.ui.reiter.addTab(reiter, titel)
        self.ui.reiter.currentChanged.connect(self._zeige_umsetzung)
        self.ui.sitzung.activated.connect(lambda _i: self.waehle(self.ui.sitzung.currentData()))

    def hole(self) -> Anwendungsfall:
        gewaehlt, mit_umsetzung = self._gewaehlt, self._ist_umsetzung
        return lambda ap, _ablauf: _hole(ap, gewaehlt, mit_umsetzung)

    def zeige(self, daten: tuple[Blick, list[Umsetzung] | None]) -> None:
        blick, umsetzung = daten
        gezeigt = blick.sitzung.kennung if blick.sitzung else OHNE_SITZUNG
        if self._gewaehlt not in ("", gezeigt):
            # The person has gone on to another meeting meanwhile; its answer is under way.
            return
        self._gewaehlt = gezeigt if blick.sitzungen else ""
        self._zeige_auswahl(blick, gezeigt)
        for _, reiter in self.reiter:
            reiter.zeige(blick)
        if umsetzung is not None:
            self.umsetzung.zeige_alle(umsetzung)

    def fokusziel(self) -> QWidget:
        return self.reiter[self.ui.reiter.currentIndex()][1].fokusziel()

    def ordne(self, breite: int) -> None:
        """Let the widest tab stand otherwise where the page is narrow."""
        self.beschliessen.ordne(innen(self.ui.reiter, breite))

    def offenes(self) -> str:
        """Say whether somebody was marked, or a guest named, and it was not written down."""
        return self.teilnahme.offenes

    def waehle(self, sitzung: str) -> None:
        """Show another meeting."""
        if sitzung != self._gewaehlt:
            self._gewaehlt = sitzung
            self.lade()

    @property
    def _ist_umsetzung(self) -> bool:
        return self.ui.reiter.currentWidget() is self.umsetzung

    def _zeige_umsetzung(self) -> None:
        if self._ist_umsetzung:
            self.lade()

    def _zeige_auswahl(self, blick: Blick, gezeigt: str) -> None:
        with QSignalBlocker(self.ui.sitzung):
            self.ui.sitzung.clear()
            for sitzung in reversed(blick.sitzungen):
                self.ui.sitzung.addItem(sitzung.name, sitzung.kennung)
            self.ui.sitzung.addItem(_UMLAUF if blick.sitzungen else _KEINE, OHNE_SITZUNG)
            self.ui.sitzung.setCurrentIndex(self.ui.sitzung.findData(gezeigt))
        self.ui.kennung.setText(blick.sitzung.stand if blick.sitzung else "")


def _hole(
    ap: "Arbeitsplatz", gewaehlt: str, mit_umsetzung: bool
) -> tuple[Blick, list[Umsetzung] | None]:
    return lies(ap, gewaehlt), umsetzungsstand(ap) if mit_umsetzung else None
