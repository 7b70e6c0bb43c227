"""One worker thread with a queue; results come back into the window's thread as signals."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal

from ...domain.fehler import Abgebrochen

_PAUSE = 0.05

Arbeit = Callable[["Ablauf"], Any]


class Ablauf:
    """Handed to a running job: takes its progress, tells it of a cancel."""

    def __init__(self, melde: Callable[[float, str], None]) -> None:
        self._melde = melde
        self._abbruch = Event()
        self._zuletzt = 0.0

    def __call__(self, anteil: float, text: str) -> None:
        """Report progress (0–1); raises `Abgebrochen` after a cancel."""
        if self._abbruch.is_set():
            raise Abgebrochen
        jetzt = time.monotonic()
        if jetzt - self._zuletzt >= _PAUSE:
            self._zuletzt = jetzt
            self._melde(anteil, text)

    def brich_ab(self) -> None:
        """Ask the job to stop at its next report."""
        self._abbruch.set()


class Arbeiter(QObject):
    """Runs jobs one after the other; `beschaeftigt` and `fortschritt` tell the window."""

    beschaeftigt = Signal(bool)
    fortschritt = Signal(float, str)
    _fertig = Signal(object)

    def __init__(self, eltern: QObject | None = None) -> None:
        super().__init__(eltern)
        self._faden = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kim")
        self._offen = 0
        self._zu = False
        self._ablauf: Ablauf | None = None
        self._fertig.connect(self._gib_zurueck, Qt.ConnectionType.QueuedConnection)

    def tue(
        self,
        arbeit: Arbeit,
        danach: Callable[[Any], None],
        bei_fehler: Callable[[BaseException], None],
    ) -> None:
        """Queue a job; `danach` or `bei_fehler` runs in the window's thread.

        What a result asks for after the window was closed is not begun any more.
        """
        if self._zu:
            return
        ablauf = Ablauf(self.fortschritt.emit)
        self._ablauf = ablauf
        self._offen += 1
        self.beschaeftigt.emit(True)

        def fertig(zukunft: "Future[Any]") -> None:
            self._fertig.emit((zukunft, danach, bei_fehler))

        self._faden.submit(arbeit, ablauf).add_done_callback(fertig)

    def brich_ab(self) -> None:
        """Cancel the job that was queued last."""
        if self._ablauf is not None:
            self._ablauf.brich_ab()

    @property
    def ruht(self) -> bool:
        """Whether nothing is running or waiting."""
        return self._offen == 0

    @property
    def andere_warten(self) -> bool:
        """Whether a running job keeps another one waiting."""
        return self._offen > 1

    def schliesse(self) -> None:
        """Wait for what runs, then end the thread."""
        self._zu = True
        self._faden.shutdown(wait=True)

    def _gib_zurueck(self, ergebnis: Any) -> None:
        zukunft, danach, bei_fehler = ergebnis
        self._offen -= 1
        if self._offen == 0:
            self.beschaeftigt.emit(False)
        fehler = zukunft.exception()
        if fehler is None:
            danach(zukunft.result())
        else:
            bei_fehler(fehler)
