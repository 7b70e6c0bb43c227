"""What is known of each file in the exchange folder, so that none is read again in vain."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from ....store.oertlich import lokal
from ....store.verbindung import Verbindung

_SCHLUESSEL = "austausch_dateien"


class Art(StrEnum):
    """What a file turned out to be, whatever it is called."""

    EIGEN = "eigen"
    UEBERNOMMEN = "uebernommen"
    FREMD = "fremd"
    KEINE = "keine"
    UNFERTIG = "unfertig"
    WARTET = "wartet"
    ABGELEHNT = "abgelehnt"


class Notiz(msgspec.Struct, frozen=True, omit_defaults=True):
    """One file: size in bytes, time of its last change in ns, SHA-256 where it was read.

    `seit` is when it was first found broken like this (ISO), `umstand` what its refusal may
    depend on: the version of the program and of the directory.
    """

    groesse: int
    mtime: int
    art: Art
    hash: str = ""
    seit: str = ""
    grund: str = ""
    umstand: str = ""

    @property
    def stand(self) -> tuple[int, int]:
        """Size and time of change: while both are the same, the content is."""
        return self.groesse, self.mtime


Merkliste = Mapping[str, Notiz]


def lies_merkliste(v: Verbindung) -> dict[str, Notiz]:
    """Return what is remembered, by file name."""
    roh = lokal.gemerkt(v, _SCHLUESSEL)
    return msgspec.json.decode(roh, type=dict[str, Notiz]) if roh else {}


def merke_merkliste(v: Verbindung, liste: Merkliste) -> None:
    """Remember another list instead."""
    lokal.merke(v, _SCHLUESSEL, msgspec.json.encode(liste, order="sorted").decode())
