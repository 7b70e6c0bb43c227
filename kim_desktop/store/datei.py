"""Writing files so that either the whole file is there or nothing is."""

import os
from collections.abc import Callable, Collection
from contextlib import suppress
from glob import escape
from pathlib import Path

from ..domain.fehler import UmgebungsFehler

_BROCKEN = 64 * 1024


def schreibe_sicher(ziel: Path, inhalt: bytes) -> None:
    """Write to a temporary name, fsync, read back, rename.

    Raises `UmgebungsFehler` when the target is full or cannot be written; nothing remains.
    """
    bereitgestellt(ziel, inhalt)()


def schreibe_lose(ziel: Path, inhalt: bytes) -> None:
    """Write a file whose loss does no harm: whole or not at all, but not forced onto the disk."""
    with suppress(OSError, UmgebungsFehler):
        vorlaeufig = _vorlaeufig(ziel)
        vorlaeufig.write_bytes(inhalt)
        vorlaeufig.replace(ziel)


def bereitgestellt(ziel: Path, inhalt: bytes) -> Callable[[], None]:
    """Write under a temporary name; the function returned makes it appear under its own.

    So a file can be ready before a transaction commits and appear only after it did. Where it is
    not to appear after all, `verwirf` removes it.
    """
    vorlaeufig = _vorlaeufig(ziel)
    try:
        with vorlaeufig.open("xb") as datei:
            datei.write(inhalt)
            datei.flush()
            os.fsync(datei.fileno())
        _pruefe(vorlaeufig, inhalt)
    except OSError as fehler:
        _entferne(vorlaeufig)
        raise _nicht_geschrieben(ziel) from fehler

    def erscheine() -> None:
        try:
            vorlaeufig.replace(ziel)
        except OSError as fehler:
            _entferne(vorlaeufig)
            raise _nicht_geschrieben(ziel) from fehler

    return erscheine


def _vorlaeufig(ziel: Path) -> Path:
    pruefe_ziel(ziel)
    return ziel.with_name(f".{ziel.name}.{os.getpid()}.tmp")


def pruefe_ziel(ziel: Path) -> None:
    """Refuse what cannot become a file; raises `UmgebungsFehler`.

    A device or a socket would be replaced by the file, for every other program, too.
    """
    if not ziel.name:
        raise UmgebungsFehler(
            "Nicht geschrieben: es ist keine Datei angegeben. Bitte Ordner und Namen nennen."
        )
    try:
        if not ziel.parent.is_dir():
            raise UmgebungsFehler(f"Nicht geschrieben: Den Ordner „{ziel.parent}“ gibt es nicht.")
        if ziel.is_dir():
            raise UmgebungsFehler(
                f"Nicht geschrieben: „{ziel}“ ist ein Ordner. Bitte auch einen Dateinamen nennen."
            )
        belegt = ziel.exists() and not ziel.is_file()
    except OSError as fehler:
        raise _nicht_geschrieben(ziel) from fehler
    if belegt:
        raise UmgebungsFehler(
            f"Nicht geschrieben: „{ziel}“ ist keine gewöhnliche Datei. Bitte einen anderen Namen "
            "nennen."
        )


def _pruefe(datei: Path, inhalt: bytes) -> None:
    """Raise `OSError` unless the file holds exactly these bytes."""
    stelle = 0
    with datei.open("rb", buffering=0) as offen:
        while (stueck := offen.read(_BROCKEN)) and inhalt.startswith(stueck, stelle):
            stelle += len(stueck)
    if stueck or stelle != len(inhalt):
        raise OSError("read back differs")


def verwirf(ziel: Path) -> None:
    """Remove what `bereitgestellt` laid ready and what is not to appear."""
    _entferne(_vorlaeufig(ziel))


def raeume_reste(ordner: Path, anfang: str) -> None:
    """Remove what a killed program left of files whose names begin so; others may write theirs."""
    with suppress(OSError):
        for rest in ordner.glob(f".{escape(anfang)}*.tmp"):
            _entferne(rest)


def freier_name(ordner: Path, name: str, vergeben: Collection[Path] = ()) -> Path:
    """Return a path in `ordner` that does not exist yet; a number is added where it must.

    `vergeben` are paths of files that have yet to appear.
    """
    ziel, nummer = ordner / name, 2
    stamm, _, endung = name.rpartition(".")
    while ziel in vergeben or _gibt_es(ziel):
        ziel, nummer = ordner / f"{stamm}_{nummer}.{endung}", nummer + 1
    return ziel


def lesbarer_name(name: str) -> str:
    """Return a file name as it can be kept and shown; bytes that are no text become "?"."""
    return name.encode(errors="replace").decode()


def freier_ordner(ort: Path, name: str) -> Path:
    """Return a path in `ort` that does not exist yet; a number is added where it must."""
    ziel, nummer = ort / name, 2
    while _gibt_es(ziel):
        ziel, nummer = ort / f"{name}_{nummer}", nummer + 1
    return ziel


def _gibt_es(pfad: Path) -> bool:
    try:
        return pfad.exists()
    except OSError:
        return False


def _entferne(datei: Path) -> None:
    # Where nothing can be written, there may be nothing that could be removed either.
    with suppress(OSError):
        datei.unlink(missing_ok=True)


def _nicht_geschrieben(ziel: Path) -> UmgebungsFehler:
    return UmgebungsFehler(
        f"Nicht geschrieben: „{ziel.name}“ lässt sich in „{ziel.parent}“ nicht ablegen. "
        "Der Datenträger ist voll oder schreibgeschützt."
    )
