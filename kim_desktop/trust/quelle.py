"""Where clock and randomness come from: the system, or a seed for practice districts."""

import hashlib
import os
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Quelle(Protocol):
    """Injected source of everything that is not reproducible by itself."""

    def jetzt(self) -> datetime:
        """Return the current time in UTC, to the second."""

    def zufall(self, anzahl: int) -> bytes:
        """Return `anzahl` random bytes."""


class SystemQuelle:
    """Clock and randomness of the operating system."""

    def jetzt(self) -> datetime:
        """Return the system's time in UTC."""
        return datetime.now(UTC).replace(microsecond=0)

    def zufall(self, anzahl: int) -> bytes:
        """Return bytes fit for keys."""
        return os.urandom(anzahl)


class SaatQuelle:
    """Reproducible source for practice districts; never for real keys.

    The clock stands still until `stelle` sets it and moves one second with each question.
    """

    def __init__(self, saat: str, beginn: datetime) -> None:
        """Start at `beginn` (UTC) with the stream that belongs to `saat`."""
        self._saat = saat.encode()
        self._zaehler = 0
        self._zeit = beginn

    def stelle(self, zeit: datetime) -> None:
        """Set the clock; it never goes back."""
        self._zeit = max(zeit, self._zeit)

    def jetzt(self) -> datetime:
        """Return the set time, one second later at each question."""
        self._zeit += timedelta(seconds=1)
        return self._zeit

    def zufall(self, anzahl: int) -> bytes:
        """Return the next bytes of the stream."""
        self._zaehler += 1
        frage = self._saat + b"\0" + str(self._zaehler).encode()
        return hashlib.shake_256(b"kim-saat-1\0" + frage).digest(anzahl)
