"""Was das Paket zum Weitergeben braucht; gebaut und erprobt wird es von tools/paket.py."""

import subprocess
import sys
from pathlib import Path

import kim_desktop

STARTDATEI = Path(kim_desktop.__file__).with_name("__main__.py")


def test_die_startdatei_laeuft_auch_fuer_sich_allein(tmp_path: Path) -> None:
    befehl = [sys.executable, STARTDATEI, "--version"]
    lauf = subprocess.run(befehl, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (lauf.returncode, lauf.stdout) == (0, f"KIM Desktop {kim_desktop.__version__}\n")
