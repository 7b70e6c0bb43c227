"""Kill a working Arbeitsplatz at random moments and check that nothing acknowledged was lost.

python tools/toeten.py [RUNDEN] [--ab SAAT] [--prozesse N]

Exit status 1 where something was wrong; the round can be repeated with `--ab SAAT` and RUNDEN 1.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections import Counter
from multiprocessing import get_context
from pathlib import Path

from umgebung import WURZEL

sys.path.insert(0, str(WURZEL))

from tests.hilfen import opfer
from tests.hilfen.toeten import Vorrat, bereite_vor, getoetet, kann_zaehlen, maengel, rufe

SCHRITTWEISE = 50


def main() -> int:
    """Kill, look, and return the exit status."""
    frage = argparse.ArgumentParser(description="Tötet einen arbeitenden Arbeitsplatz.")
    frage.add_argument("runden", type=int, nargs="?", default=500)
    frage.add_argument("--ab", type=int, default=0, metavar="SAAT")
    frage.add_argument("--prozesse", type=int, default=os.cpu_count() or 1, metavar="N")
    wahl = frage.parse_args()
    zahlen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="kim-toeten-") as name:
        ordner = Path(name)
        vorrat = bereite_vor(ordner)
        if kann_zaehlen():
            print({tat: len(rufe(vorrat, tat)) for tat in sorted(opfer.TATEN)}, flush=True)
        saaten = [(vorrat, ordner, n) for n in range(wahl.ab, wahl.ab + wahl.runden)]
        with get_context("fork").Pool(wahl.prozesse) as schar:
            for saat, was, funde in schar.imap_unordered(_runde, saaten):
                zahlen[was] += 1
                zahlen["Runden"] += 1
                zahlen["FUND"] += bool(funde)
                if zahlen["Runden"] % SCHRITTWEISE == 0:
                    print(f"{zahlen['Runden']} Runden, {zahlen['FUND']} mit Fund", flush=True)
                for fund in funde:
                    print(f"Saat {saat} ({was}): {fund}", flush=True)
    print(dict(sorted(zahlen.items())))
    return 1 if zahlen["FUND"] else 0


def _runde(auftrag: tuple[Vorrat, Path, int]) -> tuple[int, str, list[str]]:
    vorrat, ordner, saat = auftrag
    with getoetet(vorrat, ordner, saat) as (runde, buehne):
        wie = "kam durch" if runde.fertig else "getötet"
        try:
            funde = maengel(vorrat, runde, buehne)
        except Exception as fehler:  # noqa: BLE001 - whatever it is, it is a finding
            funde = [repr(fehler)]
        return saat, f"{runde.tat}, {wie}", [f"{fund} [{runde.wo}]" for fund in funde]


if __name__ == "__main__":
    sys.exit(main())
