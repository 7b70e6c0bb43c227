"""Files arrive in any order, some twice: whoever reads the same files sees the same state."""

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from kim_desktop.application.ansicht import Filter, liste
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.application.uebergabe.austausch import bilanz, lies_ein
from tests.hilfen.kreis import Kreis, geoeffnet
from tests.hilfen.verlauf import LESER, gespielt

REIHENFOLGEN = int(os.environ.get("KIM_REIHENFOLGEN", "20"))
DOPPELTE = 4


@dataclass(frozen=True, slots=True)
class Akten:
    """The readers' folders as right after joining, their files, and the state they reached."""

    frisch: dict[str, Path]
    dateien: dict[str, list[Path]]
    staende: dict[str, tuple[str, int]]


@pytest.fixture(scope="session")
def akten(tmp_path_factory: pytest.TempPathFactory) -> Akten:
    kreis, frisch = gespielt(tmp_path_factory.mktemp("acht-schritte") / "k")
    staende = {name: stand(kreis.plaetze[name]) for name in LESER}
    assert all(zustand_in(kreis, name) == "abgeschlossen" for name in LESER)
    kreis.schliesse()
    return Akten(frisch, kreis.dateien, staende)


def zustand_in(kreis: Kreis, name: str) -> str:
    arten = Filter(arten=("herausforderung",))
    return liste(kreis.plaetze[name], arten)[0].zustand


@pytest.fixture
def leser(akten: Akten, tmp_path: Path, name: str) -> Iterator[Arbeitsplatz]:
    """A reader who joined and has read nothing yet."""
    with geoeffnet(shutil.copytree(akten.frisch[name], tmp_path / name)) as ap:
        yield ap


def gemischt(dateien: list[Path], saat: int) -> list[Path]:
    zufall = random.Random(saat)
    reihe = [*dateien, *zufall.choices(dateien, k=DOPPELTE)]
    zufall.shuffle(reihe)
    return reihe


@pytest.mark.parametrize("saat", range(REIHENFOLGEN))
@pytest.mark.parametrize("name", LESER)
def test_in_jeder_reihenfolge_kommt_dasselbe_heraus(
    akten: Akten, leser: Arbeitsplatz, name: str, saat: int
) -> None:
    for datei in gemischt(akten.dateien[name], saat):
        lies_ein(leser, datei)
    assert stand(leser) == akten.staende[name]
    assert baue_projektionen_neu(leser) == akten.staende[name]
    assert not bilanz(leser).fehlt


@pytest.mark.parametrize("name", LESER)
def test_wer_zuerst_das_neueste_liest_erfaehrt_was_fehlt(
    akten: Akten, leser: Arbeitsplatz, name: str
) -> None:
    erste, *_, letzte = akten.dateien[name]
    lies_ein(leser, letzte)
    assert bilanz(leser).fehlt
    assert baue_projektionen_neu(leser) == stand(leser)
    for datei in akten.dateien[name]:
        lies_ein(leser, datei)
    assert lies_ein(leser, erste).neu == 0
    assert not bilanz(leser).fehlt
    assert not pruefe(leser)


@pytest.mark.parametrize("saat", range(6))
def test_nur_dateien_der_koordination_in_jeder_reihenfolge(
    akten: Akten, tmp_path: Path, saat: int
) -> None:
    dateien = [d for d in akten.dateien["KIB"] if d.name.startswith("KIM_KI1_")]
    random.Random(saat).shuffle(dateien)
    with geoeffnet(shutil.copytree(akten.frisch["KIB"], tmp_path / "p")) as ap:
        for datei in dateien:
            lies_ein(ap, datei)
        assert stand(ap) == akten.staende["KIB"]
