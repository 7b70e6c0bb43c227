"""What is damaged or mistyped is different for certain, whatever keys this run drew."""

from pathlib import Path


def gekippt(inhalt: bytes, ort: int = -1) -> bytes:
    """Return the content with one bit of the byte at `ort` changed."""
    anders = bytearray(inhalt)
    anders[ort] ^= 1
    return bytes(anders)


def kippe(datei: Path, ort: int = -1) -> None:
    """Change one bit of a file."""
    datei.write_bytes(gekippt(datei.read_bytes(), ort))


def vertippt(getippt: str) -> str:
    """Return digits or a code with another last sign."""
    return getippt[:-1] + ("3" if getippt.endswith("2") else "2")
