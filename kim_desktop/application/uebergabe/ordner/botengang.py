"""Work on a share in a thread of its own: a share that hangs holds up nothing else."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Generic, TypeVar

T = TypeVar("T")
#: Called by the work whenever it gets on.
Puls = Callable[[], None]
_TAKT = 0.5


class Botengang(Generic[T]):
    """Begins at once. Where the share hangs, the thread is abandoned and never waited for."""

    def __init__(self, arbeit: Callable[[Puls], T]) -> None:
        self._zuletzt = time.monotonic()
        self._zukunft: Future[T] = Future()
        # A daemon: neither the window nor the command waits for it at the end.
        threading.Thread(target=self._laufe, args=(arbeit,), name="kim-bote", daemon=True).start()

    @property
    def fertig(self) -> bool:
        """Whether the work is done."""
        return self._zukunft.done()

    def stockt(self, geduld: float) -> bool:
        """Whether nothing has got on for `geduld` seconds."""
        return not self.fertig and time.monotonic() - self._zuletzt > geduld

    def ergebnis(self) -> T:
        """Return what the finished work returned, or raise what it raised."""
        return self._zukunft.result(timeout=0)

    def warte(self, geduld: float) -> bool:
        """Wait while the work gets on; say whether it is done or hangs."""
        while not self.fertig and not self.stockt(geduld):
            wait([self._zukunft], timeout=min(geduld, _TAKT))
        return self.fertig

    def _laufe(self, arbeit: Callable[[Puls], T]) -> None:
        try:
            self._zukunft.set_result(arbeit(self._schlage))
        except BaseException as fehler:  # noqa: BLE001 - raised again by `ergebnis`
            self._zukunft.set_exception(fehler)

    def _schlage(self) -> None:
        self._zuletzt = time.monotonic()
