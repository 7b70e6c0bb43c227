"""Strom weg, Prozess abgeschossen, mitten im Schreiben: nichts Bestätigtes geht verloren."""

from pathlib import Path

import pytest

from tests.hilfen.toeten import Vorrat, bereite_vor, getoetet, maengel

RUNDEN = 20


@pytest.fixture(scope="module")
def vorrat(tmp_path_factory: pytest.TempPathFactory) -> Vorrat:
    return bereite_vor(tmp_path_factory.mktemp("toeten"))


@pytest.mark.parametrize("saat", range(RUNDEN))
def test_nach_einem_abbruch_ist_alles_bestaetigte_da(
    vorrat: Vorrat, tmp_path: Path, saat: int
) -> None:
    with getoetet(vorrat, tmp_path, saat) as (runde, buehne):
        assert maengel(vorrat, runde, buehne) == [], runde
