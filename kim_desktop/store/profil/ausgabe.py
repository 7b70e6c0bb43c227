"""Files people have written where they like, but never over those an Arbeitsplatz lives on."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from fnmatch import fnmatch
from pathlib import Path

from ...domain.fehler import EingabeFehler
from ..datei import bereitgestellt, pruefe_ziel, verwirf
from ..sicherung.sicherung import DATENBANK
from .angaben import DATEI
from .hochstand import DATEI as HOCHSTAND

_EIGENE = (f"{DATENBANK}*", "*.dat", f"{DATEI}*", HOCHSTAND, "sperre")


def pruefe_ausgabe(nach: Path) -> None:
    """Refuse what a person named and what must not be written; raises `KimFehler`."""
    pruefe_ziel(nach)
    name = nach.name.casefold()
    if (nach.parent / DATEI).exists() and any(fnmatch(name, muster) for muster in _EIGENE):
        raise EingabeFehler(
            f"„{nach}“ gehört zu einem Arbeitsplatz und würde ihn zerstören. Bitte einen anderen "
            "Ordner nennen."
        )


@contextmanager
def ausgaben() -> Iterator[Callable[[Path, bytes], None]]:
    """Let files appear once the block ended well, e.g. a transaction; else none of them remains.

    What is yielded writes one under a temporary name; raises `KimFehler` where it cannot.
    """
    bereite: dict[Path, Callable[[], None]] = {}

    def halte(nach: Path, inhalt: bytes) -> None:
        bereite[nach] = halte_bereit(nach, inhalt)

    try:
        yield halte
    except BaseException:
        for nach in bereite:
            verwirf(nach)
        raise
    for erscheine in bereite.values():
        erscheine()


def gib_aus(nach: Path, inhalt: bytes) -> None:
    """Write a file where a person wants it; raises `KimFehler`, and nothing remains."""
    halte_bereit(nach, inhalt)()


def halte_bereit(nach: Path, inhalt: bytes) -> Callable[[], None]:
    """Write it under a temporary name; the function returned makes it appear under its own."""
    pruefe_ausgabe(nach)
    return bereitgestellt(nach, inhalt)
