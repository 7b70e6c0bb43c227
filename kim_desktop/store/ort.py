"""Where a profile may lie: SQLite does not lock reliably on network drives."""

import sys
from pathlib import Path

from ..domain.fehler import EingabeFehler, UmgebungsFehler

_NETZ_DATEISYSTEME = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "ceph", "9p", "davfs"}
)
_FERN = 4
_LOKAL = "Die Datenbank gehört auf ein lokales Laufwerk, nicht in eine Netzwerkfreigabe."


def pruefe_ort(ordner: Path) -> None:
    """Refuse to make a profile on a network drive; raises `EingabeFehler`."""
    if ist_netzlaufwerk(ordner):
        raise EingabeFehler(
            f"{_LOKAL} Bitte einen Ordner auf diesem PC nehmen. Wo Lokales nicht bleibt, bitte "
            "„Terminalserver“ ankreuzen (auf der Befehlszeile --netzlaufwerk)."
        )


def pruefe_vorhandenen(ordner: Path) -> None:
    """Refuse to open a profile that was moved to a network drive; raises `UmgebungsFehler`."""
    if ist_netzlaufwerk(ordner):
        raise UmgebungsFehler(
            f"{_LOKAL} Bitte den ganzen Ordner „{ordner}“ auf ein Laufwerk dieses PCs verschieben "
            "und dort öffnen. Soll er im Netz bleiben, ihn danach sichern und die Sicherung mit "
            "„Terminalserver“ wiederherstellen (auf der Befehlszeile --netzlaufwerk)."
        )


def ist_netzlaufwerk(ordner: Path) -> bool:
    """Whether a folder, or the one it will be made in, lies on another computer."""
    if str(ordner).startswith(("\\\\", "//")):
        return True
    ort = ordner.absolute()
    return _ist_fern(next((o for o in (ort, *ort.parents) if o.exists()), ort))


if sys.platform == "win32":
    import ctypes

    def _ist_fern(ort: Path) -> bool:
        return bool(ctypes.windll.kernel32.GetDriveTypeW(ort.resolve().anchor) == _FERN)

else:

    def _ist_fern(ort: Path) -> bool:
        try:
            zeilen = Path("/proc/mounts").read_text("utf-8", "replace").splitlines()
        except OSError:
            return False
        return dateisystem(ort.resolve(), zeilen) in _NETZ_DATEISYSTEME


def dateisystem(ort: Path, zeilen: list[str]) -> str:
    """Return the kind of the file system a folder lies on, by the lines of `/proc/mounts`."""
    gefunden = Path("/"), ""
    for zeile in zeilen:
        teile = zeile.split(" ")
        if len(teile) < 3:
            continue
        # Spaces in names are written as octal.
        haken = Path(teile[1].replace("\\040", " "))
        if ort.is_relative_to(haken) and haken.is_relative_to(gefunden[0]):
            gefunden = haken, teile[2]
    return gefunden[1]
