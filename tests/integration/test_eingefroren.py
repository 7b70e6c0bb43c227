"""Files and databases of every released format stay readable for ever."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import kim_pruefen
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.platz.einrichten import tritt_bei
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.application.uebergabe.austausch import bilanz, lies_ein
from kim_desktop.store.verbindung import Datenbank
from kim_desktop.trust.anmeldung import lies_anmeldung
from tests.hilfen.kreis import geoeffnet

DATEN = Path(__file__).parents[1] / "data"
EIN_MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Gefroren:
    """One frozen format, and a copy of its profile to work on."""

    ordner: Path
    profil: Path
    angaben: dict[str, Any]

    @property
    def soll(self) -> tuple[str, int]:
        return self.angaben["stand"], self.angaben["ereignisse"]

    @property
    def dateien(self) -> list[tuple[Path, Path]]:
        """Every handover file with the identity that opens it."""
        return [(self.ordner / u["datei"], self.ordner / u["identitaet"]) for u in self.uebergaben]

    @property
    def uebergaben(self) -> list[dict[str, str]]:
        uebergaben: list[dict[str, str]] = self.angaben["uebergaben"]
        return uebergaben


@pytest.fixture(params=sorted(DATEN.glob("format-*")), ids=lambda ordner: str(ordner.name))
def gefroren(request: pytest.FixtureRequest, tmp_path: Path) -> Gefroren:
    ordner: Path = request.param
    profil = shutil.copytree(ordner / "profil", tmp_path / "profil")
    angaben = json.loads((ordner / "angaben.json").read_text(encoding="utf-8"))
    return Gefroren(ordner, Path(profil), angaben)


def geleert(profil: Path) -> None:
    """Take database and attachments away, as if the disk had been lost; the keys stay."""
    with geoeffnet(profil) as ap:
        schluessel = ap.profil.schluessel.datenbank
    (profil / "kim.db").unlink()
    shutil.rmtree(profil / "anlagen")
    Datenbank(profil / "kim.db", schluessel, neu=True).schliesse()


def gelesen(ap: Arbeitsplatz, gefroren: Gefroren) -> None:
    """Join with the frozen Zulassung and take in every file for the reader."""
    leser = gefroren.angaben["leser"]
    tritt_bei(ap, gefroren.ordner / f"{leser}.kim-zulassung")
    for uebergabe in gefroren.uebergaben:
        if uebergabe["an"] == leser:
            lies_ein(ap, gefroren.ordner / uebergabe["datei"])


def schema(datenbank: Datenbank) -> set[str]:
    """Return how every table and index of a database was made."""
    with datenbank.lesen() as v:
        befehle = v.exec_driver_sql("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {" ".join(befehl.split()) for befehl in befehle.scalars()}


def test_es_gibt_gefrorenes_und_es_ist_klein() -> None:
    ordner = list(DATEN.glob("format-*"))
    assert ordner
    for o in ordner:
        assert sum(d.stat().st_size for d in o.rglob("*") if d.is_file()) < EIN_MB


def test_der_arbeitsplatz_von_damals_oeffnet_sich(gefroren: Gefroren) -> None:
    with geoeffnet(gefroren.profil) as ap:
        assert stand(ap) == gefroren.soll
        assert baue_projektionen_neu(ap) == gefroren.soll
        assert not pruefe(ap)


def test_die_datenbank_von_damals_ist_danach_die_von_heute(
    gefroren: Gefroren, tmp_path: Path
) -> None:
    with geoeffnet(gefroren.profil) as ap:
        umgebaut = schema(ap.profil.datenbank)
    neu = Datenbank(tmp_path / "neu.db", bytes(32), neu=True)
    assert umgebaut == schema(neu)
    neu.schliesse()


def test_die_dateien_von_damals_ergeben_denselben_stand(gefroren: Gefroren) -> None:
    geleert(gefroren.profil)
    with geoeffnet(gefroren.profil) as ap:
        gelesen(ap, gefroren)
        assert stand(ap) == gefroren.soll
        assert not pruefe(ap)
        assert not bilanz(ap).fehlt


def test_der_pruefer_nimmt_alles_von_damals_an(gefroren: Gefroren) -> None:
    for datei, identitaet in gefroren.dateien:
        assert not kim_pruefen.pruefe(datei.read_bytes(), identitaet).fehler
    for zulassung in gefroren.ordner.glob("*.kim-zulassung"):
        assert not kim_pruefen.pruefe(zulassung.read_bytes()).fehler


def test_die_anmeldungen_von_damals_haben_ihre_ziffern(gefroren: Gefroren) -> None:
    for name, ziffern in gefroren.angaben["pruefziffern"].items():
        roh = (gefroren.ordner / f"{name}.kim-anmeldung").read_bytes()
        assert lies_anmeldung(roh).pruefziffern == ziffern
        assert kim_pruefen.pruefe(roh).inhalt["pruefziffern"] == ziffern


@pytest.mark.skipif(not shutil.which("age"), reason="das Werkzeug age ist nicht eingerichtet")
def test_das_werkzeug_age_oeffnet_die_dateien_von_damals(gefroren: Gefroren) -> None:
    for datei, identitaet in gefroren.dateien:
        befehl = ["age", "--decrypt", "--identity", identitaet, datei]
        inhalt = subprocess.run(befehl, capture_output=True, check=True).stdout
        assert inhalt.startswith(b"KIM-Uebergabe-1\n")
