"""The real window during a large import: fenster.py PROFIL DATEI.

Cancels twice, once while entries are checked and once while cases are folded, then lets the import
run through. Prints as JSON the longest time the window did not get its turn (ms), the same while
nothing goes on, the longest wait for a cancel (s), whether a cancel left everything as it was, and
how many entries came in.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QEventLoop, Qt, QTimer

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.pflege import stand
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.domain.fehler import Abgebrochen
from kim_desktop.ui.hauptfenster import Hauptfenster
from kim_desktop.ui.start import anwendung, schone

#: How far an import is when it is cancelled: among the entries, among the cases.
_ABBRUECHE = (0.3, 0.85)
_TAKT_MS = 2
_RUHE_S = 5.0


class Taktgeber:
    """Ticks in the window's thread and keeps the longest pause between two ticks."""

    def __init__(self) -> None:
        self._uhr = QTimer()
        self._uhr.setTimerType(Qt.TimerType.PreciseTimer)
        self._uhr.timeout.connect(self._schlage)
        self._zuletzt = 0.0
        self.pause = 0.0

    def beginne(self) -> None:
        """Start ticking."""
        self._zuletzt = time.perf_counter()
        self._uhr.start(_TAKT_MS)

    def halte(self) -> None:
        """Stop ticking."""
        self._uhr.stop()

    def _schlage(self) -> None:
        jetzt = time.perf_counter()
        self.pause = max(self.pause, jetzt - self._zuletzt)
        self._zuletzt = jetzt


class Versuch:
    """One import in the window's worker; `ergebnis` is its report or what stopped it."""

    def __init__(self, fenster: Hauptfenster, datei: Path) -> None:
        self._fenster = fenster
        self._schleife = QEventLoop()
        self._datei = datei
        self.ergebnis: Any = None
        self.abgebrochen = 0.0
        self.wartezeit = 0.0

    def laufe(self, abbruch_bei: float = 2.0) -> None:
        """Import, and cancel once that much is done."""

        def gehoert(anteil: float, _text: str) -> None:
            if anteil >= abbruch_bei and not self.abgebrochen:
                self.abgebrochen = time.perf_counter()
                self._fenster.arbeiter.brich_ab()

        verbindung = self._fenster.arbeiter.fortschritt.connect(gehoert)
        ap = _offen(self._fenster)
        self._fenster.arbeiter.tue(
            lambda ablauf: lies_ein(ap, self._datei, fortschritt=ablauf), self._fertig, self._fertig
        )
        self._schleife.exec()
        self._fenster.arbeiter.fortschritt.disconnect(verbindung)

    def _fertig(self, ergebnis: Any) -> None:
        self.ergebnis = ergebnis
        self.wartezeit = time.perf_counter() - self.abgebrochen if self.abgebrochen else 0.0
        self._schleife.quit()


def main() -> int:
    """Open the window on the profile and import the file three times."""
    profil, datei = Path(sys.argv[1]), Path(sys.argv[2])
    app = anwendung()
    fenster = Hauptfenster(lambda _passphrase: oeffne_arbeitsplatz(profil, Zugang()), profil)
    schone(fenster)
    fenster.show()
    fenster.lade()
    _warte(lambda: fenster.seiten is not None and fenster.arbeiter.ruht)
    ruhe, bis = Taktgeber(), time.perf_counter() + _RUHE_S
    ruhe.beginne()
    _warte(lambda: time.perf_counter() > bis)
    ruhe.halte()
    takt, vorher = Taktgeber(), stand(_offen(fenster))
    abbrueche, unveraendert = [], True
    for anteil in (*_ABBRUECHE, 2.0):
        versuch = Versuch(fenster, datei)
        takt.beginne()
        versuch.laufe(anteil)
        takt.halte()
        if anteil < 1:
            abbrueche.append(versuch.wartezeit)
            unveraendert &= isinstance(versuch.ergebnis, Abgebrochen)
            unveraendert &= stand(_offen(fenster)) == vorher
    pausen = {"pause": 1000 * takt.pause, "in_ruhe": 1000 * ruhe.pause}
    werte = {**pausen, "abbruch": max(abbrueche), "unveraendert": unveraendert}
    print(json.dumps({**werte, "neu": getattr(versuch.ergebnis, "neu", 0)}), flush=True)
    fenster.close()
    app.quit()
    return 0


def _offen(fenster: Hauptfenster) -> Any:
    assert fenster.vermittler is not None
    return fenster.vermittler.arbeitsplatz


def _warte(bis: Callable[[], bool]) -> None:
    schleife, uhr = QEventLoop(), QTimer()
    uhr.timeout.connect(lambda: schleife.quit() if bis() else None)
    uhr.start(10)
    schleife.exec()


if __name__ == "__main__":
    sys.exit(main())
