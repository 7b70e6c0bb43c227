"""Districts that cost seconds, built once per run; tests work on copies of their folders."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang
from kim_desktop.application.platz.einrichten import bereite_vor, melde_an
from kim_desktop.domain.rollen import Rolle
from kim_desktop.store.log.verzeichnisse import lies_verzeichnis
from tests.hilfen.befehl import Rufe, rufer
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


@pytest.fixture
def rufe(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rufe:
    """Call a command in this process."""
    monkeypatch.delenv("KIM_PASSPHRASE_DATEI", raising=False)
    return rufer(capsys)


@pytest.fixture
def daten(tmp_path: Path) -> Callable[[Any], Path]:
    """Write what a step gets as --daten."""

    def schreibe(inhalt: Any) -> Path:
        datei = tmp_path / "daten.json"
        roh = inhalt if isinstance(inhalt, bytes) else json.dumps(inhalt).encode()
        datei.write_bytes(roh)
        return datei

    return schreibe


@pytest.fixture
def kleiner_traeger(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MB, where this account may mount one."""
    ort, einhaengen = tmp_path / "traeger", shutil.which("mount")
    ort.mkdir()
    befehl = [einhaengen or "", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(ort)]
    if not einhaengen or subprocess.run(befehl, capture_output=True, check=False).returncode:
        pytest.skip("hier lässt sich kein kleiner Datenträger einhängen")
    yield ort
    subprocess.run(["umount", str(ort)], check=True)


@pytest.fixture
def neuling(tmp_path: Path) -> Path:
    """A workplace that nobody admitted yet, and its Anmeldung."""
    ordner = tmp_path / "neu"
    rollen = [Rolle.CM_STELLE]
    ap = bereite_vor(ordner, Zugang(), stelle="Stelle NEU", rollen=rollen, uebung=True)
    melde_an(ap, tmp_path / "neu.kim-anmeldung")
    ap.schliesse()
    return ordner
