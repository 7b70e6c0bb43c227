"""What the window shows while no Arbeitsplatz is at work: the guided start, or the wait."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from ...application.arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from ...application.platz.ankunft import Wartend
from .._generated.hauptfenster import Ui_Hauptfenster
from ..bausteine import aktionen
from ..betrieb.arbeiter import Arbeiter
from ..betrieb.vermittler import Vermittler
from .anfang import Anfang
from .verschlossen import Verschlossen
from .wartend import Warteseite

Blatt = Anfang | Warteseite | Verschlossen

_IMMER = ("sicherung", "beenden", "ueber")


class Gastgeber(Protocol):
    """The window that lends its room; it need not be known here."""

    arbeiter: Arbeiter
    vermittler: Vermittler | None
    ui: Ui_Hauptfenster
    aktionen: dict[str, QAction]

    def uebernimm(self, arbeitsplatz: Arbeitsplatz) -> None:
        """Show an opened Arbeitsplatz."""

    def oeffne(
        self, oeffner: Callable[[str | None], Arbeitsplatz], passphrase: str | None = None
    ) -> None:
        """Open an Arbeitsplatz in the worker."""

    def oeffne_sicherung(self) -> None:
        """Open the dialog of backups."""

    def zeige_lage(self) -> None:
        """Show what the Arbeitsplatz does now."""

    def zeige_hinweis(self, text: str) -> None:
        """Show a sentence below the page."""

    def setWindowTitle(self, titel: str, /) -> None:
        """Name the window."""


class Empfang:
    """Takes the place of navigation and pages until `raeume` gives it back."""

    def __init__(
        self,
        fenster: Gastgeber,
        ordner: Path | None,
        zugang: Callable[[], Zugang] | None,
    ) -> None:
        self._fenster = fenster
        self._ordner = ordner or Path.home() / "KIM Desktop"
        self._zugang = zugang or Zugang
        self.seite: Blatt | None = None

    def zeige_anfang(self) -> None:
        """Show the five ways to begin."""
        fenster = self._fenster
        anfang = Anfang(fenster.arbeiter, self._ordner, self._zugang)
        anfang.eroeffnet.connect(fenster.uebernimm)
        anfang.vorhanden.connect(self.oeffne_ordner)
        anfang.sicherung.connect(fenster.oeffne_sicherung)
        self._zeige(anfang)

    def zeige_wartend(self, lage: Wartend) -> None:
        """Show what an Arbeitsplatz does that is not admitted yet."""
        fenster = self._fenster
        assert fenster.vermittler is not None
        seite = Warteseite(fenster.vermittler, lage)
        seite.zugelassen.connect(fenster.zeige_lage)
        fenster.ui.stelle.setText(lage.stelle)
        fenster.ui.rolle.clear()
        fenster.ui.uebung.setVisible(fenster.vermittler.arbeitsplatz.uebung)
        fenster.setWindowTitle(f"{lage.stelle} – KIM Desktop")
        self._zeige(seite)

    def zeige_verschlossen(self, satz: str, noch_einmal: Callable[[], None]) -> bool:
        """Say why nothing could be opened, unless a page stands here that goes on being used."""
        if self.seite is not None and not isinstance(self.seite, Verschlossen):
            return False
        self._zeige(Verschlossen(satz, noch_einmal))
        return True

    def oeffne_ordner(self, ordner: Path, passphrase: str | None = None) -> None:
        """Open the Arbeitsplatz in a folder, with the passphrase that is known."""
        self._fenster.zeige_hinweis("")
        self._fenster.oeffne(lambda p: oeffne_arbeitsplatz(ordner, Zugang(p)), passphrase)

    def raeume(self) -> None:
        """Give the window back to the pages."""
        self._ersetze(None)
        self._stelle_um(an=True)

    def _zeige(self, seite: Blatt) -> None:
        self._stelle_um(an=False)
        self._ersetze(seite)
        self._fenster.ui.seiten.nimm(seite)
        self._fenster.ui.seiten.zeige(seite)
        seite.fokusziel().setFocus()

    def _ersetze(self, seite: Blatt | None) -> None:
        alt: QWidget | None = self.seite
        self.seite = seite
        if alt is not None:
            self._fenster.ui.seiten.lege_ab(alt)

    def _stelle_um(self, *, an: bool) -> None:
        fenster = self._fenster
        fenster.zeige_hinweis("")
        fenster.ui.navigation.setVisible(an)
        for aktion in aktionen.AKTIONEN:
            fenster.aktionen[aktion.name].setEnabled(an or aktion.name in _IMMER)
