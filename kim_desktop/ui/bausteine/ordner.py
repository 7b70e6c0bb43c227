"""Folders as they stand in the fields of pages and dialogs."""

from pathlib import Path

from ...domain.fehler import EingabeFehler


def angegeben(text: str, was: str = "einen Ordner") -> Path:
    """Return the folder a field names; raises `EingabeFehler` where it names none.

    An empty path would be the folder the program happened to be started in.
    """
    if not (name := text.strip()):
        raise EingabeFehler(f"Bitte {was} angeben.")
    return Path(name)
