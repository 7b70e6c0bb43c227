"""Play random schedules of a district on real databases and check that everyone agrees in the end.

python tools/fahrplaene.py [ANZAHL] [--ab SAAT] [--prozesse N] [--laenge ZÜGE]

Exit status 1 where something was wrong: then the schedule is shortened as far as it still fails and
printed, move by move. `--ab SAAT` and ANZAHL 1 repeat it.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

from umgebung import WURZEL

sys.path.insert(0, str(WURZEL))

from tests.hilfen.fahrplan import Fahrt, Grundstock, Zug, baue, fahre, gekuerzt, zufaelliger_plan

SCHRITTWEISE = 50


def main() -> int:
    """Play, look, and return the exit status."""
    frage = argparse.ArgumentParser(description="Spielt zufällige Fahrpläne eines Kreises.")
    frage.add_argument("anzahl", type=int, nargs="?", default=2000)
    frage.add_argument("--ab", type=int, default=0, metavar="SAAT")
    frage.add_argument("--prozesse", type=int, default=os.cpu_count() or 1, metavar="N")
    frage.add_argument("--laenge", type=int, default=40, metavar="ZÜGE")
    wahl = frage.parse_args()
    zahlen: Counter[str] = Counter()
    beginn = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="kim-fahrplaene-") as name:
        ordner = Path(name)
        grundstock = baue(ordner)
        saaten = range(wahl.ab, wahl.ab + wahl.anzahl)
        auftraege = [(grundstock, ordner, saat, wahl.laenge) for saat in saaten]
        with get_context("fork").Pool(wahl.prozesse) as schar:
            for saat, getan, funde in schar.imap_unordered(_fahre, auftraege):
                zahlen.update(["Fahrpläne", *(["FUND"] if funde else []), *getan])
                if funde:
                    print(f"Saat {saat}: {'; '.join(funde)}", flush=True)
                    _zeige_kurz(grundstock, ordner, zufaelliger_plan(saat, wahl.laenge))
                if zahlen["Fahrpläne"] % SCHRITTWEISE == 0:
                    print(f"{time.monotonic() - beginn:.0f} s: {dict(zahlen)}", flush=True)
    print(dict(zahlen))
    return 1 if zahlen["FUND"] else 0


def _fahre(auftrag: tuple[Grundstock, Path, int, int]) -> tuple[int, list[str], list[str]]:
    grundstock, ordner, saat, laenge = auftrag
    plan = zufaelliger_plan(saat, laenge)
    fahrt, funde = _versuche(grundstock, ordner, plan)
    arten = [zeile.split(": ", 1)[-1].split()[0] for zeile in fahrt.getan] if fahrt else []
    schritte = [art for art in arten if art.isidentifier() and art.islower()]
    return saat, schritte, funde


def _versuche(
    grundstock: Grundstock, ordner: Path, plan: list[Zug]
) -> tuple[Fahrt | None, list[str]]:
    ort = Path(tempfile.mkdtemp(dir=ordner))
    try:
        fahrt = fahre(grundstock, ort / "f", plan)
    except Exception as fehler:  # noqa: BLE001 - whatever it is, it is a finding
        return None, [repr(fehler)]
    finally:
        shutil.rmtree(ort)
    return fahrt, fahrt.funde


def _zeige_kurz(grundstock: Grundstock, ordner: Path, plan: list[Zug]) -> None:
    kurz = gekuerzt(plan, lambda teil: bool(_versuche(grundstock, ordner, teil)[1]))
    fahrt, funde = _versuche(grundstock, ordner, kurz)
    print(f"  {len(kurz)} Züge reichen: {kurz}\n  {funde}")
    for zeile in fahrt.getan if fahrt else ():
        print(f"    {zeile}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
