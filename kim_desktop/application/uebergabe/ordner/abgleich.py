"""What a round with the exchange folder brought, in words, and its log file."""

import contextlib
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ..austausch import Bericht
from ..einlesen import satz_zu

_GROESSE = 1024 * 1024


@dataclass(slots=True)
class Abgleich:
    """What was taken in, written (Stelle, file), waits, was refused (file, reason); obstacles.

    `befunde` are sentences people should hear after what was taken in, `mehr` says that more lies
    there than one round takes.
    """

    zeit: datetime
    berichte: list[Bericht] = field(default_factory=list)
    geschrieben: list[tuple[str, str]] = field(default_factory=list)
    wartet: list[str] = field(default_factory=list)
    abgelehnt: list[tuple[str, str]] = field(default_factory=list)
    hindernis: str = ""
    mehr: bool = False
    befunde: list[str] = field(default_factory=list)

    @property
    def neu(self) -> int:
        """How many entries and bodies were new."""
        return sum(b.neu + b.spaete for b in self.berichte)

    @property
    def bekannt(self) -> int:
        """How many entries were known."""
        return sum(b.bekannt for b in self.berichte)

    @property
    def uebernahm(self) -> bool:
        """Whether a file came that was not known: then something may be owed or asked for."""
        return any(not b.schon_am for b in self.berichte)

    @property
    def brachte_etwas(self) -> bool:
        """Whether anything changed that pages show."""
        return bool(self.uebernahm or self.geschrieben or self.abgelehnt)

    @property
    def ist_ganz(self) -> bool:
        """Whether nothing was refused and nothing stood in the way."""
        return not self.abgelehnt and not self.hindernis

    @property
    def uhrzeit(self) -> str:
        """The time of the round on this computer's clock."""
        return f"{self.zeit.astimezone():%H:%M}"

    @property
    def in_kuerze(self) -> str:
        """Say when it was and what it brought, in a few words."""
        geschrieben, abgelehnt = len(self.geschrieben), len(self.abgelehnt)
        teile = [
            self.uhrzeit,
            *([f"{self.neu} neu"] if self.berichte else []),
            *([f"{_dateien(geschrieben)} geschrieben"] if geschrieben else []),
            *([f"{_dateien(abgelehnt)} abgelehnt"] if abgelehnt else []),
        ]
        return ", ".join(teile)

    def und(self, weiterer: "Abgleich") -> "Abgleich":
        """Return this round and the one after it as one."""
        return Abgleich(
            weiterer.zeit,
            [*self.berichte, *weiterer.berichte],
            [*self.geschrieben, *weiterer.geschrieben],
            weiterer.wartet,
            [*self.abgelehnt, *weiterer.abgelehnt],
            weiterer.hindernis,
            weiterer.mehr,
            weiterer.befunde or self.befunde,
        )

    def als_saetze(self) -> list[str]:
        """Say everything in German, one sentence a line."""
        wartende = (
            f"{datei}: noch nicht vollständig lesbar; es wird gewartet." for datei in self.wartet
        )
        return [*self.ereignisse(), *wartende]

    def ereignisse(self) -> list[str]:
        """Say what happened; what only waits still has to."""
        return [
            *(satz_zu(b) for b in self.berichte),
            *self.befunde,
            *(f"{datei}: für {stelle} geschrieben." for stelle, datei in self.geschrieben),
            *(f"{datei}: {grund}" for datei, grund in self.abgelehnt),
            *([self.hindernis] if self.hindernis else []),
        ]


def protokolliere(ordner: Path, zeit: datetime, saetze: list[str]) -> None:
    """Add lines to `austausch.log` in `ordner`; an old file gives way to a new one."""
    datei = ordner / "austausch.log"
    zeilen = "".join(f"{zeit.astimezone():%Y-%m-%d %H:%M:%S}  {satz}\n" for satz in saetze)
    # A full disk must not keep anything from being taken in.
    with contextlib.suppress(OSError):
        ordner.mkdir(exist_ok=True)
        if datei.exists() and datei.stat().st_size > _GROESSE:
            datei.replace(datei.with_suffix(".alt.log"))
        with datei.open("a", encoding="utf-8") as offen:
            offen.write(zeilen)


def _dateien(anzahl: int) -> str:
    return "1 Datei" if anzahl == 1 else f"{anzahl} Dateien"
