"""Wo ein Arbeitsplatz liegen darf, und wo nur auf Wunsch."""

from pathlib import Path

import pytest

from kim_desktop.domain.fehler import EingabeFehler
from kim_desktop.store.ort import dateisystem, ist_netzlaufwerk, pruefe_ort

MOUNTS = [
    "/dev/sda1 / ext4 rw 0 0",
    "//server/daten /mnt/Daten\\040KI cifs rw 0 0",
    "server:/heim /home nfs4 rw 0 0",
    "tmpfs /home/lokal tmpfs rw 0 0",
    "unsinn",
]


@pytest.mark.parametrize(
    ("ort", "art"),
    [
        ("/var/lib", "ext4"),
        ("/mnt/Daten KI/kim", "cifs"),
        ("/home/kim", "nfs4"),
        ("/home/lokal/kim", "tmpfs"),
        ("/homerun", "ext4"),
    ],
)
def test_das_dateisystem_ist_das_des_naechsten_einhaengepunkts(ort: str, art: str) -> None:
    assert dateisystem(Path(ort), MOUNTS) == art


def test_freigaben_sind_netzlaufwerke_und_der_eigene_ordner_nicht(tmp_path: Path) -> None:
    assert ist_netzlaufwerk(Path("//server/freigabe"))
    assert ist_netzlaufwerk(Path("\\\\server\\freigabe"))
    assert not ist_netzlaufwerk(tmp_path / "noch" / "nicht" / "da")
    with pytest.raises(EingabeFehler, match="--netzlaufwerk"):
        pruefe_ort(Path("//server/freigabe"))
