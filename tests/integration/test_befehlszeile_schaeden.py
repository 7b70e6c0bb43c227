"""Damaged files on the command line: one call, one process, one refusal each."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hilfen.befehl import Rufe, abgewiesen, prozess, unveraendert
from tests.hilfen.faelschung import Paket, umhuellt, verschluesselt
from tests.hilfen.schaden import gekippt
from tests.hilfen.sendung import Sendung

from .conftest import Kopie


def umadressiert(v: Sendung) -> bytes:
    return v.paket.mit(empfaenger=("0" * 32,)).klartext(v.schluessel["KI"].signierer)


def schaeden(v: Sendung) -> Iterator[tuple[str, bytes]]:
    """Yield twenty damaged files by name."""
    heil, ki = v.datei.read_bytes(), v.schluessel["KI"].signierer
    n = len(heil)
    for stelle in (0, 60, 150, 300, n // 2, n - 1):
        yield f"byte-{stelle}", gekippt(heil, stelle)
    for laenge in (0, 22, n // 2, n - 16, n - 1):
        yield f"bis-{laenge}", heil[:laenge]
    yield "ab-1", heil[1:]
    yield "mehr", heil + b"\n"
    yield "doppelt", heil + heil
    yield "kein-kim", b"%PDF-1.7"
    innen = [
        umadressiert(v),
        umhuellt(b"{}", ki),
        v.paket.mit(absender="0" * 32).klartext(ki),
        v.paket.klartext(v.schluessel["HEN"].signierer),
        _kuerzer(v.paket).klartext(ki),
    ]
    for nummer, klartext in enumerate(innen):
        yield f"innen-{nummer}", verschluesselt(klartext, v.schluessel["KIL"].empfaenger)


def _kuerzer(paket: Paket) -> Paket:
    return paket.mit_zeilen(0, paket.zeilen(0)[:-1])


ANZAHL_SCHAEDEN = 20
HAELFTEN = 2


@pytest.mark.parametrize("haelfte", range(HAELFTEN))
def test_jede_beschaedigte_datei_endet_mit_4(
    sendung: Sendung, kopie: Kopie, tmp_path: Path, haelfte: int
) -> None:
    profil, dateien = kopie("KIL"), list(schaeden(sendung))
    assert len(dateien) == ANZAHL_SCHAEDEN
    with unveraendert(profil):
        for name, inhalt in dateien[haelfte::HAELFTEN]:
            datei = tmp_path / f"{name}.kim"
            datei.write_bytes(inhalt)
            antwort = prozess(profil, "einlesen", datei, "--json")
            abgewiesen(antwort, 4, "uebergabe", "Es wurde nichts übernommen.")
            assert (profil / "abgelehnt" / datei.name).read_bytes() == inhalt


def test_eine_heile_neben_einer_beschaedigten_datei_wird_uebernommen(
    sendung: Sendung, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    (tmp_path / "post").mkdir()
    shutil.copy(sendung.datei, tmp_path / "post" / "b.kim")
    (tmp_path / "post" / "a.kim").write_bytes(b"x")
    antwort = rufe(kopie("KIL"), "einlesen", tmp_path / "post", "--json")
    assert antwort.status == 1
    assert antwort.werte["neu"] == 5
    assert [a["datei"] for a in antwort.werte["abgelehnt"]] == ["a.kim"]
