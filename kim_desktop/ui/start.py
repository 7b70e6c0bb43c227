"""Opening the window: paint the shell first, load database and pages afterwards."""

import gc
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication

from .bausteine.aussehen import richte_ein
from .hauptfenster import Hauptfenster

if TYPE_CHECKING:
    from ..application.arbeitsplatz import Arbeitsplatz, Zugang

Oeffner = Callable[[str | None], "Arbeitsplatz"]


def oeffne_fenster(oeffner: Oeffner, ordner: Path, zugang: "Callable[[], Zugang]") -> int:
    """Show the window on the profile in `ordner` that `oeffner` opens; return the exit status.

    `zugang` is what a profile that is made there gets unlocked with.
    """
    app = anwendung()
    fenster = Hauptfenster(oeffner, ordner, zugang)
    _fange_fehler(fenster)
    schone(fenster)
    fenster.show()
    QTimer.singleShot(0, fenster.lade)
    return app.exec()


def schone(fenster: Hauptfenster) -> None:
    """Take what the start has loaded out of garbage collection once all pages are there.

    Going through all of it would stop the window for a twentieth of a second amid some work.
    """

    def wenn_geladen(beschaeftigt: bool) -> None:
        if not beschaeftigt and fenster.seiten is not None:
            fenster.arbeiter.beschaeftigt.disconnect(verbindung)
            gc.freeze()

    verbindung = fenster.arbeiter.beschaeftigt.connect(wenn_geladen)


def _fange_fehler(fenster: Hauptfenster) -> None:
    """Show a box for what fails outside of every use case, in a slot or an event."""

    def zeige(art: type[BaseException], fehler: BaseException, spur: TracebackType | None) -> None:
        if not issubclass(art, Exception):
            sys.__excepthook__(art, fehler, spur)
            return
        from .betrieb.fehlerkasten import zeige_fehlerkasten

        zeige_fehlerkasten(fenster, "".join(traceback.format_exception(art, fehler, spur)))

    sys.excepthook = zeige


def anwendung() -> QApplication:
    """Return the one QApplication, set up in German and in the look that is tested."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("KIM Desktop")
    QLocale.setDefault(QLocale(QLocale.Language.German, QLocale.Country.Germany))
    uebersetzer = QTranslator(app)
    pfad = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if uebersetzer.load("qtbase_de", pfad):
        app.installTranslator(uebersetzer)
    richte_ein(app)
    return app
