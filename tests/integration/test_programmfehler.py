"""A bug on the command line: a sentence and a file with the details, no traceback in the face."""

import re
import subprocess
import sys
from pathlib import Path

from tests.hilfen.befehl import WURZEL

GEPFLANZT = (
    "import kim_desktop.bootstrap as b; b.starte = lambda _: 1 / 0; "
    "from kim_desktop.__main__ import haupt; raise SystemExit(haupt())"
)
SCHREIBT_VIEL = (
    "import kim_desktop.bootstrap as b; b.starte = lambda _: print('x' * 1_000_000) or 0; "
    "from kim_desktop.__main__ import haupt; raise SystemExit(haupt())"
)


def test_ein_fehler_im_programm_endet_mit_einem_satz_und_einer_datei() -> None:
    befehl = [sys.executable, "-c", GEPFLANZT]
    lauf = subprocess.run(befehl, cwd=WURZEL, capture_output=True, encoding="utf-8", check=False)
    assert lauf.returncode == 70
    assert "Traceback" not in lauf.stderr
    (satz,) = lauf.stderr.splitlines()
    (datei,) = re.findall("„(.*)“", satz)
    assert "ZeroDivisionError" in Path(datei).read_text("utf-8")
    Path(datei).unlink()


def test_wer_nicht_weiterliest_bekommt_keinen_fehler() -> None:
    befehl = [sys.executable, "-c", SCHREIBT_VIEL]
    lauf = subprocess.Popen(
        befehl, cwd=WURZEL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    assert lauf.stdout is not None
    lauf.stdout.close()
    assert lauf.stderr is not None
    assert lauf.stderr.read() == ""
    assert lauf.wait() == 0
    lauf.stderr.close()
