"""The high-water mark: how far this Arbeitsplatz has written, kept outside its database.

It lies in a file beside the database and, where the keyring holds the key, there too. A database
that has fallen behind it was put back from a backup; a mark that names another computer came along
with a copy. Either way two logs of one name would come about if it wrote on.
"""

from contextlib import suppress
from enum import StrEnum
from pathlib import Path

import msgspec
from sqlalchemy import func, select

from ...domain.fehler import ProzessFehler, UmgebungsFehler
from ...trust.tresor import lies_im_bund, merke_im_bund
from ..datei import schreibe_lose
from ..log import protokoll
from ..tabellen import ausgaenge
from ..verbindung import Datenbank, Verbindung

DATEI = "hochstand.json"


class Befund(StrEnum):
    """What the mark says about a profile that must not write on."""

    RUECKSICHERUNG = "ruecksicherung"
    KOPIE = "kopie"

    @property
    def satz(self) -> str:
        """Say in German what happened and what to do."""
        return _SATZ[self]


_WEITER = (
    " Lesen geht weiter. Zum Schreiben bitte „neu beginnen“: Der Inhalt bleibt, die "
    "CM-Koordination lässt den Arbeitsplatz neu zu, und alles Fehlende wird angefordert."
)
_SATZ = {
    Befund.RUECKSICHERUNG: (
        "Rücksicherung erkannt: Diese Datenbank ist älter als das, was dieser Arbeitsplatz schon "
        "geschrieben hat." + _WEITER
    ),
    Befund.KOPIE: (
        "Kopie erkannt: Dieser Arbeitsplatz ist von einem anderen Computer hierher kopiert worden, "
        "oder es wurde an zwei Orten mit ihm geschrieben."
        + _WEITER
        + " Ist dies derselbe Computer, "
        "nur neu eingerichtet, genügt „pc-bestaetigen“."
    ),
}


class Hochstand(msgspec.Struct, frozen=True):
    """How far a log had come: number and id of its last entry, files written, on which computer."""

    log: str
    nr: int
    ereignis: str
    dateien: int
    rechner: str = ""


class Waechter:
    """Keeps the mark of one Arbeitsplatz and judges its database by it.

    `im_bund` says that the keyring bears the mark, too; `rechner` names this computer, or none
    where a profile may be copied about.
    """

    def __init__(self, ordner: Path, log: str, *, im_bund: bool, rechner: str) -> None:
        """Keep the mark of `log` in `ordner`."""
        self._datei = ordner / DATEI
        self._log = log
        self._im_bund = im_bund
        self._rechner = rechner
        self._zuletzt: Hochstand | None = None
        self.befund: Befund | None = None

    def beurteile(self, datenbank: Datenbank) -> None:
        """Compare the database with the marks; `befund` says whether it may write on.

        A damaged one is opened all the same, to be checked.
        """
        with suppress(UmgebungsFehler), datenbank.lesen() as v:
            jetzt = self._jetzt(v)
            for marke in self._marken():
                if marke.nr > jetzt.nr or marke.dateien > jetzt.dateien:
                    self.befund = Befund.RUECKSICHERUNG
                elif self._fremd(marke) or (marke.nr and not _kennt(v, marke)):
                    self.befund = self.befund or Befund.KOPIE

    def halte_fest(self, datenbank: Datenbank) -> None:
        """Move the mark on after something was written; a doubtful one stays as evidence."""
        if self.befund is not None:
            return
        jetzt = self._zuletzt
        with suppress(UmgebungsFehler), datenbank.lesen() as v:
            jetzt = self._jetzt(v)
        if jetzt == self._zuletzt:
            return
        self._zuletzt = jetzt
        roh = msgspec.json.encode(jetzt)
        schreibe_lose(self._datei, roh)
        if self._im_bund:
            merke_im_bund(_fach(self._log), roh.decode())

    def bestaetige(self, datenbank: Datenbank) -> None:
        """Take this computer for the one the Arbeitsplatz belongs to; it was only set up anew.

        Raises `ProzessFehler` where a mark says that others know more than is held here.
        """
        with datenbank.lesen() as v:
            fremd = [m for m in self._marken() if m.nr and not _kennt(v, m)]
        if self.befund is not Befund.KOPIE or fremd:
            raise ProzessFehler("Das lässt sich nicht bestätigen. Bitte „neu beginnen“.")
        self.befund, self._zuletzt = None, None
        self.halte_fest(datenbank)

    def _marken(self) -> list[Hochstand]:
        roh = [_gelesene_datei(self._datei)]
        if self._im_bund:
            roh.append(lies_im_bund(_fach(self._log)).encode())
        return [m for m in map(_entziffert, roh) if m is not None and m.log == self._log]

    def _fremd(self, marke: Hochstand) -> bool:
        return bool(self._rechner and marke.rechner) and marke.rechner != self._rechner

    def _jetzt(self, v: Verbindung) -> Hochstand:
        nr, ident = protokoll.spitze(v, self._log)
        dateien = v.execute(select(func.count()).select_from(ausgaenge)).scalar_one()
        return Hochstand(self._log, nr, ident, int(dateien), self._rechner)


def _fach(log: str) -> str:
    return f"{log} Hochstand"


def _kennt(v: Verbindung, marke: Hochstand) -> bool:
    zeile = next(protokoll.bereich(v, marke.log, marke.nr, marke.nr), None)
    return zeile is not None and zeile.id == marke.ereignis


def _gelesene_datei(datei: Path) -> bytes:
    try:
        return datei.read_bytes()
    except OSError:
        return b""


def _entziffert(roh: bytes) -> Hochstand | None:
    try:
        return msgspec.json.decode(roh, type=Hochstand)
    except msgspec.MsgspecError:
        # A mark nobody can read says nothing; the other one is still there.
        return None
