"""Districts that cost seconds, built once per run; tests work on copies of their folders."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.domain.rollen import Rolle
from kim_desktop.store.verzeichnisse import lies_verzeichnis
from tests.hilfen.faelschung import zerlegt
from tests.hilfen.kreis import MELDUNG, geoeffnet, gruende, nimm_auf
from tests.hilfen.sendung import Sendung

Kopie = Callable[[str], Path]


@pytest.fixture(scope="session")
def sendung(tmp_path_factory: pytest.TempPathFactory) -> Sendung:
    """KI, a CM-Stelle, the KI-Leitung; one case is put before the KI-Leitung, file unread."""
    kreis = gruende(tmp_path_factory.mktemp("kreis") / "k")
    nimm_auf(kreis, "HEN", Rolle.CM_STELLE)
    nimm_auf(kreis, "KIL", Rolle.KI_LEITUNG)
    kreis.bring("KI", "HEN", "KIL")
    meldungen = tuple(kreis.tue("HEN", "melden", **MELDUNG).kennung for _ in range(3))
    kreis.bring("HEN", "KI")
    herausforderung = kreis.tue("KI", "buendeln", meldungen=list(meldungen), titel="T").kennung
    kreis.tue("KI", "vorlegen", kennung=herausforderung, begruendung="Es eilt.")
    datei = kreis.gib("KI", "KIL")
    schluessel = {name: ap.profil.schluessel for name, ap in kreis.plaetze.items()}
    with kreis.plaetze["KI"].profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
    kreis.schliesse()
    paket = zerlegt(datei, schluessel["KIL"])
    return Sendung(kreis, datei, paket, verzeichnis, schluessel, meldungen, herausforderung)


@pytest.fixture
def kopie(sendung: Sendung, tmp_path: Path) -> Kopie:
    """Copy the folder of a workplace, by name."""

    def kopiere(name: str) -> Path:
        return Path(shutil.copytree(sendung.kreis.profil(name), tmp_path / "profil" / name))

    return kopiere


@pytest.fixture
def leser(kopie: Kopie) -> Iterator[Arbeitsplatz]:
    """The KI-Leitung, who has not read the file yet."""
    with geoeffnet(kopie("KIL")) as ap:
        yield ap
