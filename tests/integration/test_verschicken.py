"""`verschicken` on the command line: files and mail drafts for whoever is owed something."""

from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from tests.hilfen.befehl import Rufe, abgewiesen, fuelle, unveraendert
from tests.hilfen.kreis import MELDUNG

from .conftest import Kopie


@pytest.fixture
def hennef(kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]) -> Path:
    """A CM-Stelle with a Meldung nobody has got yet."""
    profil = kopie("HEN")
    assert rufe(profil, "schritt", "melden", "--daten", daten(MELDUNG)).status == 0
    return profil


def test_verschicken_schreibt_datei_und_mail_und_dann_nichts_mehr(
    hennef: Path, rufe: Rufe, tmp_path: Path
) -> None:
    antwort = rufe(hennef, "verschicken", "--nach", tmp_path, "--json")
    assert antwort.status == 0
    (eine,) = antwort.werte
    datei, mail = Path(eine["datei"]), Path(eine["mail"])
    assert eine["an"] == "ki"
    assert mail == datei.with_suffix(".eml")
    anhang = next(message_from_bytes(mail.read_bytes(), policy=default).iter_attachments())
    assert anhang.get_content() == datei.read_bytes()

    assert rufe(hennef, "verschicken", "--nach", tmp_path, "--json").werte == []
    assert rufe(hennef, "verschicken", "--nach", tmp_path).aus == "Alles ist verschickt.\n"


def test_verschicken_an_eine_stelle_geht_auch_ohne_neues(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil = kopie("KI")
    an_alle = rufe(profil, "verschicken", "--nach", tmp_path, "--json").werte
    assert "kil" not in {s["an"] for s in an_alle}
    eine = rufe(profil, "verschicken", "--nach", tmp_path, "--an", "KIL", "--json").werte
    assert [s["an"] for s in eine] == ["kil"]


def test_was_verschickt_ist_liest_der_empfaenger_ein(
    hennef: Path, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    rufe(hennef, "verschicken", "--nach", tmp_path)
    assert rufe(kopie("KI"), "einlesen", tmp_path, "--json").werte["neu"] == 1


def test_an_eine_stelle_die_es_nicht_gibt_wird_nichts_verschickt(
    hennef: Path, rufe: Rufe, tmp_path: Path
) -> None:
    antwort = rufe(hennef, "verschicken", "--nach", tmp_path, "--an", "Mond", "--json")
    abgewiesen(antwort, 2, "eingabe", "Mond")
    assert not list(tmp_path.glob("*.kim"))


def test_in_einen_ordner_den_es_nicht_gibt_wird_nichts_verschickt(
    hennef: Path, rufe: Rufe, tmp_path: Path
) -> None:
    with unveraendert(hennef):
        antwort = rufe(hennef, "verschicken", "--nach", tmp_path / "fehlt", "--json")
        abgewiesen(antwort, 5, "umgebung", "gibt es nicht")
    assert len(rufe(hennef, "verschicken", "--nach", tmp_path, "--json").werte) == 1


def test_passt_nur_die_datei_auf_den_traeger_ist_es_teilweise_getan(
    hennef: Path, rufe: Rufe, kleiner_traeger: Path
) -> None:
    last = fuelle(kleiner_traeger)
    with last.open("r+b") as datei:
        datei.truncate(last.stat().st_size - 8192)
    antwort = rufe(hennef, "verschicken", "--nach", kleiner_traeger, "--json")
    assert antwort.status == 1
    (eine,) = antwort.werte
    assert eine["mail"] is None
    assert Path(eine["datei"]).exists()


def test_passt_nur_eine_von_mehreren_dateien_wird_gesagt_welche(
    kopie: Kopie, rufe: Rufe, tmp_path: Path, kleiner_traeger: Path
) -> None:
    profil = kopie("KI")
    alle = rufe(profil, "uebergeben", "--alle", "--nach", tmp_path, "--json").werte
    assert len(alle) > 1
    frei = Path(alle[0]["datei"]).stat().st_size + 6144
    last = fuelle(kleiner_traeger)
    with last.open("r+b") as datei:
        datei.truncate(last.stat().st_size - frei)
    antwort = rufe(profil, "uebergeben", "--alle", "--nach", kleiner_traeger, "--json")
    assert antwort.status == 1
    genannt = {Path(d["datei"]).name for d in antwort.werte}
    assert 0 < len(genannt) < len(alle)
    assert {d.name for d in kleiner_traeger.glob("*.kim")} == genannt
