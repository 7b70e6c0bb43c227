"""Copying in small pieces, so that a slow share is told from one that hangs."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from .botengang import Puls

_BROCKEN = 256 * 1024


def kopiere(von: Path, nach: Path, puls: Puls) -> str:
    """Copy a file to the disk and return the SHA-256 of what was read; raises `OSError`."""
    hash_ = hashlib.sha256()
    with nach.open("wb") as ziel:
        for stueck in _stuecke(von, puls):
            hash_.update(stueck)
            ziel.write(stueck)
        ziel.flush()
        os.fsync(ziel.fileno())
    return hash_.hexdigest()


def gelesener_hash(datei: Path, puls: Puls) -> str:
    """Return the SHA-256 of a file; raises `OSError`."""
    hash_ = hashlib.sha256()
    for stueck in _stuecke(datei, puls):
        hash_.update(stueck)
    return hash_.hexdigest()


def _stuecke(datei: Path, puls: Puls) -> Iterator[bytes]:
    with datei.open("rb") as quelle:
        while stueck := quelle.read(_BROCKEN):
            puls()
            yield stueck
