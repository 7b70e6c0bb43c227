"""Two workplaces over two real Syncthing instances: interruptions, kill -9, conflict copies.

python tools/syncthing_probe.py

Needs Debian's `syncthing`; installs nothing. Both instances run on 127.0.0.1 only, without
discovery, relays, updates or usage reports, and end with the command. Exit status 0 where both
workplaces end with the same state and everything written, 1 where not, 2 without Syncthing.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from umgebung import WURZEL, sage

sys.path.insert(0, str(WURZEL))
sys.path.insert(0, str(WURZEL / "tools" / "syncthing"))

from instanz import Instanz, verbinde

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang
from kim_desktop.application.platz import einrichten
from kim_desktop.application.platz.pflege import pruefe, stand
from kim_desktop.application.schritt.tun import tue
from kim_desktop.application.uebergabe.austausch import bilanz, uebergib_an
from kim_desktop.application.uebergabe.ordner.austauschordner import gleiche_ab, setze_ordner
from kim_desktop.domain.rollen import Rolle
from tests.hilfen.kreis import MELDUNG

HOECHSTENS_S = 180.0
STELLE = "CM-Koordination"
ROLLEN = (Rolle.CM_KOORDINATION, Rolle.CM_STELLE)
_ANLAGE = 20 * 1024 * 1024


class Probe:
    """Both workplaces with their folders and instances, and what was written so far."""

    def __init__(self, ordner: Path) -> None:
        self.ende = time.monotonic() + HOECHSTENS_S
        self.geschrieben: set[str] = set()
        self.ordner = [ordner / "Austausch A", ordner / "Austausch B"]
        self.plaetze = _richte_ein(ordner)
        self.anlage = ordner / "Anlage.pdf"
        self.anlage.write_bytes(b"%PDF-1.7\n" + os.urandom(_ANLAGE) + b"\n%%EOF\n")
        for ap, austausch in zip(self.plaetze, self.ordner, strict=True):
            austausch.mkdir()
            setze_ordner(ap, austausch)
        self.instanzen = [
            Instanz(ordner / f"syncthing-{n}", o) for n, o in zip("ab", self.ordner, strict=True)
        ]

    def melde(self, wer: int, titel: str, *anlagen: str) -> None:
        """Do a step and what the program does after it."""
        daten = {**MELDUNG, "titel": titel, **({"anlagen": list(anlagen)} if anlagen else {})}
        tue(self.plaetze[wer], "melden", daten)
        self.geschrieben.add(titel)
        self.runde(wer)

    def runde(self, wer: int) -> None:
        """Do one round with the exchange folder."""
        ap = self.plaetze[wer]
        for satz in gleiche_ab(ap, ap.quelle.jetzt()).als_saetze():
            sage(f"    {'AB'[wer]}  {satz}")

    def bis(self, was: str, bedingung: Callable[[], bool], *, mit_runden: bool = False) -> None:
        """Wait until something holds; raises `TimeoutError` once the time is up."""
        beginn = time.monotonic()
        while not bedingung():
            if time.monotonic() > self.ende:
                raise TimeoutError(was)
            if mit_runden:
                self.runde(0)
                self.runde(1)
            time.sleep(0.1)
        sage(f"  {was}: nach {time.monotonic() - beginn:.1f} s")

    def ist_gleich(self) -> bool:
        """Whether both have everything that was written, and the same state."""
        titel = [{z.titel for z in ansicht.liste(ap, ansicht.Filter())} for ap in self.plaetze]
        gleich = stand(self.plaetze[0]) == stand(self.plaetze[1])
        return gleich and all(self.geschrieben <= t for t in titel)

    def halbe(self, wer: int) -> list[str]:
        """Name the unfinished files Syncthing keeps on one side."""
        return [d.name for d in self.ordner[wer].iterdir() if d.name.endswith(".tmp")]

    def schliesse(self) -> None:
        """Stop everything that was started."""
        for instanz in self.instanzen:
            instanz.toete()
        for ap in self.plaetze:
            ap.schliesse()


def main() -> int:
    """Play it and return the exit status."""
    if shutil.which("syncthing") is None:
        sage("Syncthing fehlt; unter Debian: apt install syncthing")
        return 2
    with tempfile.TemporaryDirectory(prefix="kim-syncthing-") as name:
        probe = Probe(Path(name))
        try:
            spiele(probe)
        except TimeoutError as fehler:
            sage(f"Nicht in {HOECHSTENS_S:.0f} s: {fehler}")
            return 1
        finally:
            probe.schliesse()
    return 0


def spiele(p: Probe) -> None:
    """The story: in touch, cut off, killed, in conflict; after each both are the same."""
    verbinde(*p.instanzen)
    p.bis("Beide Instanzen verbunden", lambda: all(i.ist_verbunden() for i in p.instanzen))

    sage("1. Schritte auf beiden Seiten")
    for nr in range(3):
        p.melde(0, f"A schreibt {nr}")
        p.melde(1, f"B schreibt {nr}")
    p.bis("Gleicher Stand", p.ist_gleich, mit_runden=True)

    sage("2. kill -9 der einen Seite, während 20 MB unterwegs sind; beide arbeiten weiter")
    p.melde(0, "A mit großer Anlage", str(p.anlage))
    p.bis("Übertragung läuft", lambda: bool(p.halbe(1)))
    p.instanzen[1].toete()
    sage(f"    liegt halb da: {', '.join(p.halbe(1)) or '(schon fertig)'}")
    p.melde(0, "A, während B getrennt ist")
    p.melde(1, "B, während B getrennt ist")
    p.instanzen[1].starte()
    p.bis("Gleicher Stand", p.ist_gleich, mit_runden=True)

    sage("3. Konfliktkopie: beide legen getrennt eine Datei desselben Namens hin")
    p.instanzen[1].toete()
    for wer, ap in enumerate(p.plaetze):
        titel = f"{'AB'[wer]} von Hand"
        tue(ap, "melden", {**MELDUNG, "titel": titel})
        p.geschrieben.add(titel)
        stick = p.ordner[wer].with_name(f"Stick {wer}")
        stick.mkdir()
        shutil.copyfile(uebergib_an(ap, STELLE, stick).datei, p.ordner[wer] / "Übergabe.kim")
    p.bis("A hat die seine bemerkt", lambda: p.instanzen[0].kennt("Übergabe.kim"))
    p.instanzen[1].starte()

    def konflikt() -> bool:
        return all(list(o.glob("Übergabe.sync-conflict-*.kim")) for o in p.ordner)

    p.bis("Konfliktkopie auf beiden Seiten", konflikt)
    p.bis("Gleicher Stand", p.ist_gleich, mit_runden=True)

    sage("4. Beide Instanzen getötet und neu gestartet")
    for instanz in p.instanzen:
        instanz.toete()
    p.melde(1, "B zuletzt")
    for instanz in p.instanzen:
        instanz.starte()
    p.bis("Gleicher Stand", p.ist_gleich, mit_runden=True)
    schliesse_ab(p)


def schliesse_ab(p: Probe) -> None:
    """Show that nothing is missing or damaged, and what lies in the folders."""
    for wer, ap in enumerate(p.plaetze):
        assert not bilanz(ap).fehlt
        assert not pruefe(ap)
        summe, anzahl = stand(ap)
        sage(f"{'AB'[wer]}: {summe[:16]}… ({anzahl} Ereignisse), es fehlt nichts")
    namen = [{d.name for d in o.iterdir() if d.suffix == ".kim"} for o in p.ordner]
    sage(f"In den Ordnern liegen {len(namen[0])} und {len(namen[1])} Übergabedateien.")


def _richte_ein(ordner: Path) -> list[Arbeitsplatz]:
    """Found a practice district with two Arbeitsplätze of one Stelle."""
    eins = einrichten.gruende_kreis(
        ordner / "a", "Probekreis", Zugang(), rollen=ROLLEN, uebung=True
    )
    zwei = einrichten.bereite_vor(ordner / "b", Zugang(), stelle=STELLE, rollen=ROLLEN, uebung=True)
    anmeldung, zulassung = ordner / "b.kim-anmeldung", ordner / "b.kim-zulassung"
    ziffern = einrichten.melde_an(zwei, anmeldung).pruefziffern
    einrichten.lasse_zu(eins, anmeldung, ziffern, ROLLEN, zulassung)
    einrichten.tritt_bei(zwei, zulassung)
    return [eins, zwei]


if __name__ == "__main__":
    sys.exit(main())
