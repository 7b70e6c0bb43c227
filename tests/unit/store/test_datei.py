"""Writing files so that either the whole file is there or nothing is."""

import os
import socket
from pathlib import Path

import pytest

from kim_desktop.domain.fehler import UmgebungsFehler
from kim_desktop.store.datei import schreibe_sicher

INHALT = bytes(range(256)) * 1024


@pytest.mark.parametrize("laenge", [0, 1, 65536, len(INHALT)])
def test_was_geschrieben_wurde_steht_da(tmp_path: Path, laenge: int) -> None:
    schreibe_sicher(tmp_path / "a.kim", INHALT[:laenge])
    assert (tmp_path / "a.kim").read_bytes() == INHALT[:laenge]


@pytest.mark.parametrize(
    "angekommen",
    [
        pytest.param(b"", id="nichts"),
        pytest.param(INHALT[:-1], id="ein Byte zu wenig"),
        pytest.param(INHALT[:65536], id="nur der Anfang"),
        pytest.param(INHALT + b"\0", id="ein Byte zu viel"),
        pytest.param(b"\1" + INHALT[1:], id="das erste Byte anders"),
        pytest.param(INHALT[:-1] + b"\0", id="das letzte Byte anders"),
    ],
)
def test_steht_etwas_anderes_da_bleibt_nichts_zurueck(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, angekommen: bytes
) -> None:
    def verfaelsche(nummer: int) -> None:
        os.truncate(nummer, 0)
        os.lseek(nummer, 0, os.SEEK_SET)
        os.write(nummer, angekommen)

    monkeypatch.setattr(os, "fsync", verfaelsche)
    with pytest.raises(UmgebungsFehler):
        schreibe_sicher(tmp_path / "a.kim", INHALT)
    assert not list(tmp_path.iterdir())


def test_was_keine_datei_werden_kann_wird_abgelehnt(tmp_path: Path) -> None:
    (tmp_path / "ordner").mkdir()
    rohr = tmp_path / "rohr"
    os.mkfifo(rohr)
    dose = socket.socket(socket.AF_UNIX)
    dose.bind(str(tmp_path / "dose"))
    dose.close()
    for ziel, wort in (
        (Path(), "keine Datei angegeben"),
        (tmp_path / "ordner", "ist ein Ordner"),
        (rohr, "keine gewöhnliche Datei"),
        (tmp_path / "dose", "keine gewöhnliche Datei"),
        (tmp_path / "fehlt" / "a.kim", "Den Ordner"),
    ):
        with pytest.raises(UmgebungsFehler, match=wort):
            schreibe_sicher(ziel, INHALT)
    assert sorted(d.name for d in tmp_path.iterdir()) == ["dose", "ordner", "rohr"]
    assert rohr.is_fifo()
