"""A file that travels inside a paper."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Beilage:
    """Name and bytes of an embedded file, and what it is."""

    name: str
    inhalt: bytes
    beschreibung: str
