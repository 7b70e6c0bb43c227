"""Attachments somebody looks at: readable copies in a private folder, gone when it closes."""

import shutil
from contextlib import suppress
from pathlib import Path

_OFFEN = "offen"


def lege_offen(profil: Path, hash_: str, name: str, inhalt: bytes) -> Path:
    """Write a read-only copy; the same one is not written twice."""
    ordner = profil / _OFFEN / hash_[:16]
    ordner.mkdir(mode=0o700, parents=True, exist_ok=True)
    (profil / _OFFEN).chmod(0o700)
    datei = ordner / name
    if not datei.exists() or datei.read_bytes() != inhalt:
        _schliesse_weg(ordner)
        ordner.mkdir(mode=0o700)
        datei.write_bytes(inhalt)
        datei.chmod(0o400)
    return datei


def raeume_offene(profil: Path, hashes: set[str] | None = None) -> None:
    """Remove the copies, or those of some attachments.

    What another program holds open goes at the next start.
    """
    if hashes is None:
        _schliesse_weg(profil / _OFFEN)
    for hash_ in hashes or ():
        _schliesse_weg(profil / _OFFEN / hash_[:16])


def _schliesse_weg(ordner: Path) -> None:
    if not ordner.is_dir():
        return
    for datei in ordner.rglob("*"):
        # Windows removes nothing that is read-only.
        with suppress(OSError):
            datei.chmod(0o700)
    shutil.rmtree(ordner, ignore_errors=True)
