"""Das Notfallblatt: gedruckt, abgetippt, und was ohne es nicht aufgeht."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import keyring
import pytest

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.einrichten import gruende_kreis
from kim_desktop.application.platz.notblatt import drucke_notfallblatt
from kim_desktop.application.platz.pflege import stand
from kim_desktop.domain.fehler import UmgebungsFehler
from kim_desktop.store.profil import angaben as ablage
from tests.hilfen.befehl import WURZEL, Rufe, abgewiesen
from tests.hilfen.blatt import gruppen

PASSPHRASE = "Erst der Mohn, dann der Klee"
DIENST = "KIM Desktop"


@pytest.fixture
def passphrase(tmp_path: Path) -> Path:
    datei = tmp_path / "passphrase"
    datei.write_text(PASSPHRASE)
    return datei


@pytest.fixture
def mit_passphrase(tmp_path: Path) -> Path:
    """A real district whose founder is locked with a passphrase."""
    ordner = tmp_path / "ki"
    gruende_kreis(ordner, "Kreis", Zugang(PASSPHRASE)).schliesse()
    return ordner


@pytest.fixture
def im_bund(tmp_path: Path) -> Path:
    """A real district whose founder's key lies in the keyring only."""
    ordner = tmp_path / "ki"
    gruende_kreis(ordner, "Kreis", Zugang()).schliesse()
    return ordner


def log(ordner: Path) -> str:
    return str(json.loads((ordner / "profil.json").read_text())["log"])


def getippt(ordner: Path, code: str) -> Path:
    datei = ordner.parent / "getippt"
    datei.write_text(code + "\n")
    return datei


def drucke(ordner: Path, zugang: Zugang, name: str = "blatt.pdf") -> str:
    ap = oeffne_arbeitsplatz(ordner, zugang)
    try:
        drucke_notfallblatt(ap, ordner.parent / name)
    finally:
        ap.schliesse()
    return gruppen(ordner.parent / name)


def test_das_blatt_oeffnet_ohne_passphrase(
    rufe: Rufe, mit_passphrase: Path, passphrase: Path, tmp_path: Path
) -> None:
    pdf = tmp_path / "blatt.pdf"
    antwort = rufe(
        mit_passphrase, "notfallblatt", "--nach", pdf, vorab=("--passphrase-datei", passphrase)
    )
    assert antwort.status == 0
    assert "drucken" in antwort.aus
    code = gruppen(pdf)
    assert len(code.split()) == 8
    assert code.split()[0] not in antwort.aus
    assert code.replace(" ", "") not in (mit_passphrase / "profil.json").read_text()
    for blatt in (code, code.replace(" ", "").lower()):
        datei = getippt(mit_passphrase, blatt)
        assert rufe(mit_passphrase, "stand", vorab=("--passphrase-datei", datei)).status == 0


def test_ein_neues_blatt_macht_das_alte_ungueltig(mit_passphrase: Path) -> None:
    zugang = Zugang(PASSPHRASE)
    erstes = drucke(mit_passphrase, zugang, "eins.pdf")
    zweites = drucke(mit_passphrase, Zugang(erstes), "zwei.pdf")
    assert erstes != zweites
    with pytest.raises(UmgebungsFehler, match="gilt nicht mehr"):
        oeffne_arbeitsplatz(mit_passphrase, Zugang(erstes))
    oeffne_arbeitsplatz(mit_passphrase, Zugang(zweites)).schliesse()


def test_ohne_pdf_gilt_das_alte_blatt_weiter(mit_passphrase: Path, tmp_path: Path) -> None:
    code = drucke(mit_passphrase, Zugang(PASSPHRASE))
    ap = oeffne_arbeitsplatz(mit_passphrase, Zugang(code))
    with pytest.raises(UmgebungsFehler):
        drucke_notfallblatt(ap, tmp_path / "gibt es nicht" / "blatt.pdf")
    ap.schliesse()
    oeffne_arbeitsplatz(mit_passphrase, Zugang(code)).schliesse()


def test_eine_sicherung_geht_auf_einem_anderen_pc_mit_dem_blatt_auf(
    rufe: Rufe, mit_passphrase: Path, tmp_path: Path
) -> None:
    code = drucke(mit_passphrase, Zugang(PASSPHRASE))
    datei, stick = getippt(mit_passphrase, code), tmp_path / "stick"
    stick.mkdir()
    vorab = ("--passphrase-datei", datei)
    assert rufe(mit_passphrase, "sichern", "--nach", stick, vorab=vorab).status == 0
    neu = tmp_path / "neuer PC"
    antwort = rufe(neu, "wiederherstellen", stick, "--json", vorab=vorab)
    assert antwort.status == 0
    assert log(neu) != log(mit_passphrase)
    # The typed code is no passphrase of the new Arbeitsplatz, it stays a sheet.
    arten = {h["art"] for h in json.loads((neu / "profil.json").read_text())["huellen"]}
    assert "notfallblatt" in arten
    assert "passphrase" not in arten
    assert rufe(neu, "stand", vorab=vorab).status == 0


def test_eine_kopie_auf_einem_anderen_pc_schreibt_nicht_weiter(
    rufe: Rufe, mit_passphrase: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sheet opens the data elsewhere; the copied profile writes only under a new log."""
    code = drucke(mit_passphrase, Zugang(PASSPHRASE))
    kopie = mit_passphrase.with_name("kopie")
    shutil.copytree(mit_passphrase, kopie)
    # Not even without the mark beside the database.
    (kopie / "hochstand.json").unlink()
    vorab = ("--passphrase-datei", getippt(mit_passphrase, code))
    monkeypatch.setattr(ablage, "rechner_kennung", lambda log: f"ein anderer für {log}")
    assert rufe(kopie, "stand", vorab=vorab).status == 0
    befehl = ("stelle-eintragen", "CM-Stelle Much", "--json")
    abgewiesen(rufe(kopie, *befehl, vorab=vorab), 3, "prozess", "Kopie erkannt")
    assert rufe(kopie, "neu-beginnen", vorab=vorab).status == 0
    assert log(kopie) != log(mit_passphrase)
    # The sheet belongs to the new Arbeitsplatz from now on.
    ap = oeffne_arbeitsplatz(kopie, Zugang(code))
    assert ap.befund is None
    ap.schliesse()


def test_derselbe_pc_neu_eingerichtet_laesst_sich_bestaetigen(
    rufe: Rufe, mit_passphrase: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = drucke(mit_passphrase, Zugang(PASSPHRASE))
    vorab = ("--passphrase-datei", getippt(mit_passphrase, code))
    monkeypatch.setattr(ablage, "rechner_kennung", lambda log: f"neu eingerichtet {log}")
    befehl = ("stelle-eintragen", "CM-Stelle Much", "--json")
    abgewiesen(rufe(mit_passphrase, *befehl, vorab=vorab), 3, "prozess", "pc-bestaetigen")
    assert rufe(mit_passphrase, "pc-bestaetigen", vorab=vorab).status == 0
    assert rufe(mit_passphrase, *befehl, vorab=vorab).status == 0


@pytest.mark.schluesselbund
def test_ein_geleerter_schluesselbund_bekommt_seinen_schluessel_zurueck(
    rufe: Rufe, im_bund: Path
) -> None:
    code = drucke(im_bund, Zugang())
    ap = oeffne_arbeitsplatz(im_bund, Zugang())
    vorher = stand(ap)
    ap.schliesse()
    keyring.delete_password(DIENST, log(im_bund))
    dateien = {p: p.read_bytes() for p in im_bund.rglob("*") if p.is_file()}
    abgewiesen(rufe(im_bund, "stand", "--json"), 5, "umgebung", "Notfallblatt", "nichts verändert")
    assert {p: p.read_bytes() for p in im_bund.rglob("*") if p.is_file()} == dateien
    datei = getippt(im_bund, code)
    assert rufe(im_bund, "stand", vorab=("--passphrase-datei", datei)).status == 0
    antwort = rufe(im_bund, "stand", "--json")
    assert (antwort.status, antwort.werte["stand"]) == (0, vorher[0])


@pytest.mark.schluesselbund
def test_ohne_blatt_sagt_ein_geleerter_schluesselbund_mit_welchem_konto(
    rufe: Rufe, im_bund: Path
) -> None:
    keyring.delete_password(DIENST, log(im_bund))
    abgewiesen(rufe(im_bund, "stand", "--json"), 5, "umgebung", "mit diesem Konto", "gibt es nicht")
    abgewiesen(
        rufe(im_bund, "stand", "--json", vorab=("--passphrase-datei", getippt(im_bund, "egal"))),
        5,
        "umgebung",
        "gibt es nicht",
    )


@pytest.mark.schluesselbund
def test_eine_sicherung_aus_dem_schluesselbund_geht_nur_mit_dem_blatt_anderswo_auf(
    rufe: Rufe, im_bund: Path, tmp_path: Path
) -> None:
    code = drucke(im_bund, Zugang())
    stick = tmp_path / "stick"
    stick.mkdir()
    assert rufe(im_bund, "sichern", "--nach", stick).status == 0
    keyring.delete_password(DIENST, log(im_bund))
    neu = tmp_path / "neu"
    abgewiesen(rufe(neu, "wiederherstellen", stick, "--json"), 5, "umgebung", "Notfallblatt")
    assert not neu.exists()
    vorab = ("--passphrase-datei", getippt(im_bund, code))
    assert rufe(neu, "wiederherstellen", stick, vorab=vorab).status == 0
    # From now on the keyring here opens it.
    assert rufe(neu, "stand").status == 0


ANDERES_KONTO = (
    'printf "anders\\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; '
    'exec "$@"'
)
GESPERRT = 'gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; exec "$@"'


@pytest.mark.schluesselbund
@pytest.mark.parametrize("huelle", [ANDERES_KONTO, GESPERRT], ids=["anderes-konto", "gesperrt"])
def test_ein_anderes_konto_oder_ein_gesperrter_bund_braucht_das_blatt(
    im_bund: Path, tmp_path: Path, huelle: str
) -> None:
    code = drucke(im_bund, Zugang())
    heim = tmp_path / "heim"
    if huelle == GESPERRT:
        shutil.copytree(Path(os.environ["XDG_DATA_HOME"]), heim / "data")
    heim.mkdir(exist_ok=True)
    umgebung = {**os.environ, "HOME": str(heim), "XDG_RUNTIME_DIR": str(heim)}
    umgebung["XDG_DATA_HOME"] = str(heim / "data")

    def rufe_anders(*worte: object) -> subprocess.CompletedProcess[str]:
        befehl = [sys.executable, "-m", "kim_desktop", "--profil", str(im_bund), *map(str, worte)]
        return subprocess.run(
            ["dbus-run-session", "--", "bash", "-c", huelle, "bash", *befehl],
            cwd=WURZEL,
            env=umgebung,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    dateien = {p: p.read_bytes() for p in im_bund.rglob("*") if p.is_file()}
    ohne = rufe_anders("stand", "--json")
    assert ohne.returncode == 5, ohne.stderr
    assert "leer, gesperrt oder gehört einem anderen Konto" in ohne.stderr
    assert "Traceback" not in ohne.stderr
    assert {p: p.read_bytes() for p in im_bund.rglob("*") if p.is_file()} == dateien
    mit = rufe_anders("--passphrase-datei", getippt(im_bund, code), "stand", "--json")
    assert mit.returncode == 0, mit.stderr
