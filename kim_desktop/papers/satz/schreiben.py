"""Writing a file so that there is either the whole of it or nothing."""

import os
import secrets
from pathlib import Path


def schreibe(ziel: Path, inhalt: bytes) -> None:
    """Write beside the target, flush to the disk, then put it in place; clean up on failure."""
    vorlaeufig = ziel.parent / f"~{secrets.token_hex(8)}.tmp"
    try:
        with vorlaeufig.open("xb") as datei:
            datei.write(inhalt)
            datei.flush()
            os.fsync(datei.fileno())
        vorlaeufig.replace(ziel)
    except BaseException:
        vorlaeufig.unlink(missing_ok=True)
        raise
