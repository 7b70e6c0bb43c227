"""Bend handover files at random; hold the program's verdict against tools/kim_pruefen.py.

python tools/vergleiche_pruefer.py [ANZAHL] [--ab SAAT] [--prozesse N] [--tief N]

A finding is: a verdict the checker does not share, anything raised that is no refusal, a process
that dies, 5 s of computing, 200 MB more memory. Every N-th file taken in is taken in for good
as well: then the Arbeitsplatz must be sound and its `stand` the one it is rebuilt to. Exit status
1 where something was found; each can be repeated with `--ab SAAT` and ANZAHL 1.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkProcess
from pathlib import Path
from typing import Any

from umgebung import WURZEL

sys.path.insert(0, str(WURZEL))

from kim_desktop.application.ansicht import Filter, liste, zeige
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.handover.einfuhr import nimm_ein
from tests.hilfen.kleinkreis import Kleinkreis, gespielt_klein
from tests.hilfen.kreis import geoeffnet
from tests.hilfen.mutation import Vorlage, probe
from tests.hilfen.vergleich import Waage, vorlagen, waage

SEKUNDEN, WANDUHR = 5, 60
SPEICHER = 200 * 1024 * 1024
STUECK = 1000


@dataclass(frozen=True, slots=True)
class Auftrag:
    """What one process does: seeds from `ab` to before `bis`."""

    klein: Kleinkreis
    vorlagen: list[Vorlage]
    ab: int
    bis: int
    tief: int


def main() -> int:
    """Bend, compare, and return the exit status."""
    frage = argparse.ArgumentParser(description="Vergleicht die Urteile über verbogene Dateien.")
    frage.add_argument("anzahl", type=int, nargs="?", default=2000)
    frage.add_argument("--ab", type=int, default=0, metavar="SAAT")
    frage.add_argument("--prozesse", type=int, default=os.cpu_count() or 1, metavar="N")
    frage.add_argument("--tief", type=int, default=200, metavar="N")
    wahl = frage.parse_args()
    zahlen: Counter[str] = Counter()
    beginn = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kim-vergleich-") as name:
        klein = gespielt_klein(Path(name) / "kreis")
        alle = vorlagen(klein)
        klein.kreis.schliesse()
        bis = wahl.ab + wahl.anzahl
        for teil in _verteilt(klein, alle, wahl.ab, bis, wahl.tief, wahl.prozesse):
            zahlen += teil
            getan = zahlen["beide lehnen ab"] + zahlen["beide nehmen an"] + zahlen["FUND"]
            if getan % (10 * STUECK) < STUECK:
                print(f"{time.monotonic() - beginn:.0f} s: {dict(zahlen)}", flush=True)
    print(dict(zahlen))
    return 1 if zahlen["FUND"] else 0


def _verteilt(
    klein: Kleinkreis, alle: list[Vorlage], ab: int, bis: int, tief: int, prozesse: int
) -> Iterator[Counter[str]]:
    """Run the seeds in pieces, each in a process of its own; a dead one is a finding."""
    offen = [(von, min(von + STUECK, bis)) for von in range(ab, bis, STUECK)]
    laufend: dict[Connection, tuple[ForkProcess, Any, int]] = {}
    zusammenhang = get_context("fork")
    while offen or laufend:
        while offen and len(laufend) < prozesse:
            von, ende = offen.pop(0)
            hier, dort = zusammenhang.Pipe(duplex=False)
            bei = zusammenhang.Value("q", von)
            auftrag = Auftrag(klein, alle, von, ende, tief)
            prozess = zusammenhang.Process(target=_arbeite, args=(auftrag, bei, dort))
            prozess.start()
            dort.close()
            laufend[hier] = prozess, bei, ende
        for leitung in wait(list(laufend)):
            assert isinstance(leitung, Connection)
            prozess, bei, ende = laufend.pop(leitung)
            try:
                yield Counter(json.loads(leitung.recv_bytes()))
                prozess.join()
            except EOFError:
                prozess.join()
                art = {-signal.SIGPROF: "zu lange gerechnet", -signal.SIGALRM: "hängt"}
                warum = art.get(prozess.exitcode or 0, f"gestorben ({prozess.exitcode})")
                print(f"Saat {bei.value}: {warum}", flush=True)
                yield Counter({"FUND": 1})
                if bei.value + 1 < ende:
                    offen.append((bei.value + 1, ende))


def _arbeite(auftrag: Auftrag, bei: Any, leitung: Connection) -> None:
    zahlen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="kim-vergleich-") as name, _waage(auftrag, name) as w:
        grenze = _begrenze_speicher()
        for saat in range(auftrag.ab, auftrag.bis):
            bei.value = saat
            with _begrenzte_zeit():
                zahlen[_wiege(auftrag, w, saat, zahlen, grenze)] += 1
    leitung.send_bytes(json.dumps(zahlen).encode())


@contextmanager
def _waage(auftrag: Auftrag, name: str) -> Iterator[Waage]:
    frisch = shutil.copytree(auftrag.klein.frisch, Path(name) / "frisch")
    with waage(Kleinkreis(auftrag.klein.kreis, frisch), Path(name)) as w:
        yield w


def _wiege(auftrag: Auftrag, w: Waage, saat: int, zahlen: Counter[str], grenze: int) -> str:
    bogen = probe(auftrag.vorlagen[saat % len(auftrag.vorlagen)], saat)
    try:
        urteile = w.wiege_probe(bogen)
        if not urteile.gleich:
            return _fund(saat, bogen.was, str(urteile))
        if resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > grenze:
            return _fund(saat, bogen.was, "zu viel Speicher")
        if urteile.programm:
            return "beide lehnen ab"
        if zahlen["beide nehmen an"] % auftrag.tief == 0:
            _nimm_wirklich(auftrag, w)
            zahlen["wirklich übernommen"] += 1
    except Exception as fehler:  # noqa: BLE001 - whatever it is, it is a finding
        return _fund(saat, bogen.was, repr(fehler))
    return "beide nehmen an"


def _nimm_wirklich(auftrag: Auftrag, w: Waage) -> None:
    """Take in the file last weighed for good; what then does not fit is raised."""
    ordner = w.ordner / "wirklich"
    shutil.copytree(auftrag.klein.frisch, ordner)
    try:
        with geoeffnet(ordner) as ap:
            nimm_ein(ap.profil, w.ordner / "probe.kim", ap.quelle)
            for zeile in liste(ap, Filter()):
                if zeige(ap, zeile.kennung).zeile.id != zeile.id:
                    raise ValueError(f"{zeile.kennung} finds another case")
            funde, vorher = pruefe(ap), stand(ap)
            if funde or baue_projektionen_neu(ap) != vorher:
                raise ValueError(f"not sound afterwards: {funde}")
    finally:
        shutil.rmtree(ordner)


def _fund(saat: int, was: str, text: str) -> str:
    print(f"Saat {saat}: {was}\n  {text}", flush=True)
    return "FUND"


def _begrenze_speicher() -> int:
    """Allow 200 MB beyond what is in use; return the most that may ever be resident, in KiB."""
    seiten = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    grenze = seiten * resource.getpagesize() + SPEICHER
    resource.setrlimit(resource.RLIMIT_AS, (grenze, grenze))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + SPEICHER // 1024


@contextmanager
def _begrenzte_zeit() -> Iterator[None]:
    # Without a handler these signals end the process, wherever it hangs.
    signal.setitimer(signal.ITIMER_PROF, SEKUNDEN)
    signal.setitimer(signal.ITIMER_REAL, WANDUHR)
    yield
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)


if __name__ == "__main__":
    sys.exit(main())
