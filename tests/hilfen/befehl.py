"""Calling the command line: in this process, or as people do in one of its own."""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from kim_desktop.application.platz.pflege import stand
from kim_desktop.bootstrap import PASSPHRASE_VARIABLE, starte
from tests.hilfen.kreis import geoeffnet

WURZEL = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Antwort:
    """What a command said and how it ended."""

    status: int
    aus: str
    fehler: str

    @property
    def werte(self) -> Any:
        """The JSON on standard output."""
        return json.loads(self.aus)

    @property
    def satz(self) -> str:
        """The one German sentence on standard error."""
        assert "Traceback" not in self.fehler
        assert self.fehler.endswith("\n")
        assert self.fehler.count("\n") == 1, self.fehler
        satz = self.fehler.strip()
        assert satz.endswith((".", "?")), satz
        return satz


Rufe = Callable[..., Antwort]


def rufer(capsys: pytest.CaptureFixture[str]) -> Rufe:
    """Return a way to call commands in this process."""

    def rufe(profil: Path | None, *worte: object, vorab: tuple[object, ...] = ()) -> Antwort:
        capsys.readouterr()
        ort = ("--profil", profil) if profil else ()
        status = starte([str(wort) for wort in (*ort, *vorab, *worte)])
        return Antwort(status, *capsys.readouterr())

    return rufe


def prozess(profil: Path, *worte: object, eingabe: str | None = None) -> Antwort:
    """Call a command in a process of its own."""
    lauf = subprocess.run(
        [sys.executable, "-m", "kim_desktop", "--profil", profil, *map(str, worte)],
        input=eingabe,
        capture_output=True,
        cwd=WURZEL,
        encoding="utf-8",
        env={k: w for k, w in os.environ.items() if k != PASSPHRASE_VARIABLE},
        check=False,
    )
    return Antwort(lauf.returncode, lauf.stdout, lauf.stderr)


@contextlib.contextmanager
def unveraendert(ordner: Path) -> Iterator[None]:
    """Compare the state before and after."""
    with geoeffnet(ordner) as ap:
        vorher = stand(ap)
    yield
    with geoeffnet(ordner) as ap:
        assert stand(ap) == vorher


def abgewiesen(antwort: Antwort, status: int, art: str, *worte: str) -> None:
    """Check status, sentence and error object of a call with --json."""
    assert antwort.status == status
    assert antwort.werte == {"fehler": {"art": art, "text": antwort.satz}}
    assert all(wort in antwort.satz for wort in worte), antwort.satz


def fuelle(traeger: Path) -> Path:
    """Leave no byte free; return the file that takes the room."""
    last = traeger / "last"
    with contextlib.suppress(OSError), last.open("wb", buffering=0) as datei:
        while datei.write(bytes(4096)):
            pass
    return last
