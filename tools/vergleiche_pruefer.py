"""Compare the verdicts of the program and of tools/kim_pruefen.py on files bent at random.

python tools/vergleiche_pruefer.py [ANZAHL] [--ab SAAT]

Exit status 1 where they differ in a way that tests/hilfen/vergleich.py does not know of; each
such file can be made again with `--ab SAAT` and ANZAHL 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from pathlib import Path

from umgebung import WURZEL

sys.path.insert(0, str(WURZEL))

from tests.hilfen.kleinkreis import gespielt_klein
from tests.hilfen.mutation import probe
from tests.hilfen.vergleich import vorlagen, waage


def main() -> int:
    """Bend, compare, and return the exit status."""
    frage = argparse.ArgumentParser(description="Vergleicht die Urteile über verbogene Dateien.")
    frage.add_argument("anzahl", type=int, nargs="?", default=2000)
    frage.add_argument("--ab", type=int, default=0, metavar="SAAT")
    wahl = frage.parse_args()
    zahlen: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="kim-vergleich-") as name:
        ordner = Path(name)
        klein = gespielt_klein(ordner / "kreis")
        alle = vorlagen(klein)
        klein.kreis.schliesse()
        with waage(klein, ordner) as w:
            for saat in range(wahl.ab, wahl.ab + wahl.anzahl):
                bogen = probe(alle[saat % len(alle)], saat)
                urteile = w.wiege_probe(bogen)
                beide = "beide lehnen ab" if urteile.programm else "beide nehmen an"
                zahlen[beide if urteile.gleich else "bekannt" if urteile.bekannt else "NEU"] += 1
                if not (urteile.gleich or urteile.bekannt):
                    print(f"Saat {saat}: {bogen.was}\n  {urteile}")
    print(dict(zahlen))
    return 1 if zahlen["NEU"] else 0


if __name__ == "__main__":
    sys.exit(main())
