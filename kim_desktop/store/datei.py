"""Writing files so that either the whole file is there or nothing is."""

import os
from pathlib import Path

from ..domain.fehler import UmgebungsFehler


def schreibe_sicher(ziel: Path, inhalt: bytes) -> None:
    """Write to a temporary name, fsync, read back, rename.

    Raises `UmgebungsFehler` when the target is full or cannot be written; nothing remains.
    """
    vorlaeufig = ziel.with_name(f".{ziel.name}.{os.getpid()}.tmp")
    try:
        with vorlaeufig.open("xb") as datei:
            datei.write(inhalt)
            datei.flush()
            os.fsync(datei.fileno())
        if vorlaeufig.read_bytes() != inhalt:
            raise OSError("read back differs")
        vorlaeufig.replace(ziel)
    except OSError as fehler:
        vorlaeufig.unlink(missing_ok=True)
        raise UmgebungsFehler(
            f"Nicht geschrieben: „{ziel.name}“ lässt sich in „{ziel.parent}“ nicht ablegen. "
            "Der Datenträger ist voll oder schreibgeschützt."
        ) from fehler
