"""Two verdicts on a file: the program's, and that of the independent checker."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import kim_pruefen
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.domain.fehler import UebergabeFehler
from kim_desktop.handover.einfuhr import nimm_ein
from kim_desktop.store.log.verzeichnisse import lies_verzeichnis
from kim_desktop.trust.schluessel import Schluessel
from kim_desktop.trust.unterschrift import Signierer
from tests.hilfen.faelschung import Paket, entschluesselt, verschluesselt, zerlegt
from tests.hilfen.kleinkreis import LESER, Kleinkreis
from tests.hilfen.kreis import geoeffnet
from tests.hilfen.mutation import Probe, Vorlage


class Urteile(NamedTuple):
    """Why the program refuses a file (empty where it does not), and the checker's faults."""

    programm: str
    pruefer: tuple[tuple[str, str], ...]

    @property
    def gleich(self) -> bool:
        """Whether both accept or both refuse."""
        return bool(self.programm) == bool(self.pruefer)


@dataclass(frozen=True, slots=True)
class Waage:
    """A reader who has not read anything yet; verdicts leave no trace in its profile."""

    leser: Arbeitsplatz
    ordner: Path

    @property
    def identitaet(self) -> Path:
        """The reader's age identity in a file."""
        return lege_identitaet_ab(self.ordner, self.leser.profil.schluessel)

    def wiege(self, inhalt: bytes) -> Urteile:
        """Return both verdicts on the bytes of a file."""
        datei = self.ordner / "probe.kim"
        datei.write_bytes(inhalt)
        grund = ""
        try:
            nimm_ein(self.leser.profil, datei, self.leser.quelle, nur_vorschau=True)
        except UebergabeFehler as fehler:
            grund = fehler.text
        return Urteile(grund, tuple(kim_pruefen.pruefe(inhalt, self.identitaet).fehler))

    def wiege_innen(self, klartext: bytes) -> Urteile:
        """Return both verdicts on bytes inside the encryption."""
        return self.wiege(verschluesselt(klartext, self.leser.profil.schluessel.empfaenger))

    def wiege_probe(self, probe: Probe) -> Urteile:
        """Return both verdicts on a bent file."""
        return (self.wiege_innen if probe.innen else self.wiege)(probe.inhalt)

    def wiege_paket(self, paket: Paket, wer: Signierer) -> Urteile:
        """Return both verdicts on a file that `wer` signs."""
        return self.wiege_innen(paket.klartext(wer))


@contextmanager
def waage(klein: Kleinkreis, ordner: Path) -> Iterator[Waage]:
    """Open the reader of the small district as right after joining."""
    with geoeffnet(klein.frisch) as leser:
        yield Waage(leser, ordner)


def vorlagen(klein: Kleinkreis) -> list[Vorlage]:
    """Return the richest files for the reader; its district must be open."""
    plaetze = klein.kreis.plaetze
    schluessel = {s.log: s for s in (ap.profil.schluessel.signierer for ap in plaetze.values())}
    with plaetze["KI"].profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
    eigene = plaetze[LESER].profil.schluessel
    fertig = []
    for datei in klein.kreis.dateien[LESER][-2:]:
        paket = zerlegt(datei, eigene)
        absender = schluessel[paket.manifest.absender]
        innen = entschluesselt(datei, eigene)
        fertig.append(Vorlage(datei.read_bytes(), innen, paket, absender, schluessel, verzeichnis))
    return fertig


def lege_identitaet_ab(ordner: Path, schluessel: Schluessel) -> Path:
    """Write the age identity of an Arbeitsplatz the way the tool `age` reads it."""
    datei = ordner / f"{schluessel.signierer.log}.txt"
    if not datei.exists():
        datei.write_text(f"# {schluessel.empfaenger}\n{schluessel.age}\n", encoding="utf-8")
    return datei
