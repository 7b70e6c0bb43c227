"""A district at the moment a file lies unread before its reader."""

from dataclasses import dataclass
from pathlib import Path

from kim_desktop.trust.schluessel import Schluessel
from kim_desktop.trust.verzeichnis import Verzeichnis
from tests.hilfen.faelschung import Paket
from tests.hilfen.kreis import Kreis


@dataclass(frozen=True, slots=True)
class Sendung:
    """A closed district with a handover file from the hub that its reader has not taken in."""

    kreis: Kreis
    datei: Path
    paket: Paket
    verzeichnis: Verzeichnis
    schluessel: dict[str, Schluessel]
    meldungen: tuple[str, ...]
    herausforderung: str
