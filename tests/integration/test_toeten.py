"""Strom weg, Prozess abgeschossen, mitten im Schreiben: nichts Bestätigtes geht verloren."""

from pathlib import Path

import pytest

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.einrichten import ANMELDUNG, gruende_kreis, melde_an
from kim_desktop.application.platz.pflege import pruefe
from kim_desktop.application.platz.wiederherstellen import stelle_wieder_her
from kim_desktop.domain.fehler import UmgebungsFehler
from kim_desktop.trust.quelle import SaatQuelle
from tests.hilfen.kreis import BEGINN, geoeffnet, quelle
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


class _Stromausfall(BaseException):
    """Nobody catches this."""


class _Versiegend(SaatQuelle):
    """Randomness that ends with the power."""

    def __init__(self, noch: int) -> None:
        super().__init__("strom", BEGINN)
        self._noch = noch

    def zufall(self, anzahl: int) -> bytes:
        self._noch -= 1
        if self._noch < 0:
            raise _Stromausfall
        return super().zufall(anzahl)


def _gruende(ort: Path, woher: SaatQuelle) -> None:
    gruende_kreis(ort, "Kreis", Zugang(), uebung=True, quelle=woher).schliesse()


@pytest.mark.parametrize("noch", [0, 5, 8, 10])
def test_ein_abgebrochenes_einrichten_beginnt_von_vorn(tmp_path: Path, noch: int) -> None:
    ort = tmp_path / "neu"
    try:
        _gruende(ort, _Versiegend(noch))
    except _Stromausfall:
        if (ort / "profil.json").exists():
            with pytest.raises(UmgebungsFehler, match="noch einmal „einrichten“"):
                oeffne_arbeitsplatz(ort, Zugang(), quelle("offen"))
        _gruende(ort, quelle("zweiter Versuch"))
    with geoeffnet(ort) as ap:
        assert not pruefe(ap)
    with pytest.raises(UmgebungsFehler, match="schon ein Arbeitsplatz"):
        _gruende(ort, quelle("dritter Versuch"))


def test_nach_einem_abbruch_am_ende_des_wiederherstellens_wird_noch_angemeldet(
    vorrat: Vorrat, tmp_path: Path
) -> None:
    neu = tmp_path / "neu"
    fertig = stelle_wieder_her(vorrat.ordner / "stick", neu, Zugang(), quelle("neu"))
    (neu / ANMELDUNG).unlink()
    with geoeffnet(neu) as ap:
        anmeldung = melde_an(ap, tmp_path / "neu.kim-anmeldung")
    assert anmeldung.pruefziffern == fertig.nachfolge.pruefziffern
    assert anmeldung.ersetzt
