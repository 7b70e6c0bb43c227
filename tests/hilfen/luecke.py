"""A file that got lost: the receiver holds what came later, and misses what was before."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.trust.quelle import SaatQuelle
from tests.hilfen.kreis import BEGINN, MELDUNG, Kreis, geoeffnet, verschoben

#: The day the second file is read.
TAG = 3


@dataclass(frozen=True, slots=True)
class Verloren:
    """The CM-Koordination `ki` lacks the first of two files of Hennef that tell of `kennung`.

    `ordner` is its profile, `frisch` a copy of it that has not read the second either.
    """

    kreis: Kreis
    ki: Arbeitsplatz
    ordner: Path
    frisch: Path
    erste: Path
    kennung: str


@contextmanager
def verlorene_datei(kreis: Kreis, ordner: Path) -> Iterator[Verloren]:
    """Let the CM-Koordination read only the second file, which does not repeat the first.

    Hennef believes the first one read: a copy of the CM-Koordination acknowledged it.
    """
    assert kreis.plaetze["KI"]
    frueher = verschoben(kreis, "KI", ordner / "ki")
    frisch = Path(shutil.copytree(frueher, ordner / "frisch"))
    kennung = kreis.tue("HEN", "melden", **MELDUNG).kennung
    erste = kreis.gib("HEN", "KI")
    lies_ein(kreis.plaetze["KI"], erste)
    kreis.bring("KI", "HEN")
    kreis.tue("HEN", "ergaenzen", kennung=kennung, **MELDUNG, fallzahlklasse="10-24")
    zweite = kreis.gib("HEN", "KI")
    with geoeffnet(frueher, "frueher") as ki:
        am(ki, TAG)
        lies_ein(ki, zweite)
        yield Verloren(kreis, ki, frueher, frisch, erste, kennung)


def am(ap: Arbeitsplatz, tag: int) -> None:
    """Set the clock of a workplace to a day after the beginning; it never goes back."""
    assert isinstance(ap.quelle, SaatQuelle)
    ap.quelle.stelle(BEGINN + timedelta(days=tag))
