"""Status 5: the surroundings fail."""

import os
import shutil
from pathlib import Path

import pytest

from kim_desktop.application.arbeitsplatz import Zugang
from kim_desktop.application.platz.einrichten import bereite_vor, gruende_kreis
from kim_desktop.application.platz.pflege import stand
from kim_desktop.domain.rollen import Rolle
from kim_desktop.store.profil.angaben import lies_angaben, schreibe_angaben
from kim_desktop.trust.tresor import huelle_mit_passphrase
from tests.hilfen.befehl import Rufe, abgewiesen, fuelle, prozess, unveraendert
from tests.hilfen.kreis import geoeffnet
from tests.hilfen.sendung import Sendung

from .conftest import Kopie

PASSPHRASE = "Erst der Mohn, dann der Klee"


@pytest.fixture
def verschlossen(tmp_path: Path) -> Path:
    """A real workplace behind a passphrase."""
    ordner = tmp_path / "echt"
    rollen = [Rolle.CM_STELLE]
    bereite_vor(ordner, Zugang(PASSPHRASE), stelle="Hennef", rollen=rollen).schliesse()
    return ordner


def passphrase(ordner: Path, text: str) -> tuple[object, ...]:
    datei = ordner.with_suffix(".txt")
    datei.write_text(f"{text}\n", encoding="utf-8")
    return ("--passphrase-datei", datei)


def test_eine_falsche_passphrase_endet_mit_5(verschlossen: Path, rufe: Rufe) -> None:
    richtig = rufe(verschlossen, "stand", "--json", vorab=passphrase(verschlossen, PASSPHRASE))
    assert richtig.status == 0
    falsch = rufe(verschlossen, "stand", "--json", vorab=passphrase(verschlossen, "geraten"))
    abgewiesen(falsch, 5, "umgebung", "Passphrase stimmt nicht")
    abgewiesen(rufe(verschlossen, "stand", "--json"), 5, "umgebung", "--passphrase-datei")
    fehlt = ("--passphrase-datei", verschlossen / "gibt-es-nicht")
    abgewiesen(rufe(verschlossen, "stand", "--json", vorab=fehlt), 5, "umgebung", "nicht lesen")


def test_eine_kurze_passphrase_wird_nirgends_genommen(
    verschlossen: Path, rufe: Rufe, tmp_path: Path
) -> None:
    ordner = tmp_path / "neu"
    kurz = passphrase(tmp_path / "kurz", "nur kurz ")
    for angaben in (("--kreis", "A"), ("--stelle", "A", "--rolle", "cm-stelle")):
        antwort = rufe(ordner, "einrichten", *angaben, "--json", vorab=kurz)
        abgewiesen(antwort, 2, "eingabe", "mindestens 10 Zeichen")
        assert not ordner.exists()
        uebung = rufe(tmp_path / angaben[0], "einrichten", *angaben, "--uebung", vorab=kurz)
        assert uebung.status == 0
    antwort = rufe(
        verschlossen,
        *("passphrase", "--neu", kurz[1], "--json"),
        vorab=passphrase(verschlossen, PASSPHRASE),
    )
    abgewiesen(antwort, 2, "eingabe", "mindestens 10 Zeichen")


def test_auch_der_gruender_hat_ein_kuerzel_aus_grossbuchstaben(rufe: Rufe, tmp_path: Path) -> None:
    befehl = ("einrichten", "--kreis", "A", "--uebung", "--json", "--kuerzel")
    abgewiesen(rufe(tmp_path / "ki", *befehl, "k i"), 2, "eingabe", "„k i“")
    assert not (tmp_path / "ki").exists()
    assert rufe(tmp_path / "ki", *befehl, "KOO").status == 0


def test_eine_kurze_passphrase_von_frueher_sperrt_niemanden_aus(rufe: Rufe, tmp_path: Path) -> None:
    profil, stick, neu = tmp_path / "ki", tmp_path / "stick", tmp_path / "neu"
    stick.mkdir()
    ap = gruende_kreis(profil, "Kreis", Zugang(PASSPHRASE))
    angaben = lies_angaben(profil)
    angaben.huellen = [huelle_mit_passphrase("kurz", ap.profil.huelle, ap.quelle)]
    schreibe_angaben(profil, angaben)
    ap.schliesse()
    vorab = passphrase(tmp_path / "kurz", "kurz")
    assert rufe(profil, "sichern", "--nach", stick, vorab=vorab).status == 0
    assert rufe(neu, "wiederherstellen", stick, vorab=vorab).status == 0
    assert rufe(neu, "stand", vorab=vorab).status == 0


def test_ein_zweiter_start_endet_mit_5(kopie: Kopie) -> None:
    profil = kopie("HEN")
    with unveraendert(profil), geoeffnet(profil):
        antwort = prozess(profil, "schritt", "melden", "--daten", "-", "--json", eingabe="{}")
        abgewiesen(antwort, 5, "umgebung", "bereits geöffnet")


def test_ohne_arbeitsplatz_endet_jeder_befehl_mit_5(rufe: Rufe, tmp_path: Path) -> None:
    antwort = rufe(tmp_path / "leer", "stand", "--json")
    abgewiesen(antwort, 5, "umgebung", "kein Arbeitsplatz eingerichtet")
    assert not (tmp_path / "leer").exists()


def test_wohin_nicht_geschrieben_werden_kann_endet_mit_5(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, datei = kopie("HEN"), tmp_path / "datei"
    datei.write_text("kein Ordner")
    with unveraendert(profil):
        for ziel in (tmp_path / "fehlt", datei):
            antwort = rufe(profil, "uebergeben", "--an", "KI", "--nach", ziel, "--json")
            abgewiesen(antwort, 5, "umgebung", "gibt es nicht")
        antwort = rufe(profil, "anmelden", "--nach", tmp_path / "fehlt" / "a", "--json")
        abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben")
    assert nichts_gesendet(profil, rufe)


def nichts_gesendet(profil: Path, rufe: Rufe) -> bool:
    """Whether only the file counts as sent that went out when the district was built."""
    return len(rufe(profil, "uebergaben", "--json").werte["gesendet"]) == 1


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="wer alles darf, darf auch schreiben"
)
def test_ein_schreibgeschuetzter_ordner_endet_mit_5(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, ziel = kopie("HEN"), tmp_path / "nur-lesen"
    ziel.mkdir(mode=0o555)
    with unveraendert(profil):
        antwort = rufe(profil, "uebergeben", "--an", "KI", "--nach", ziel, "--json")
        abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben")
    assert not list(ziel.iterdir())


def test_ein_voller_traeger_endet_mit_5_und_ohne_datei(
    kopie: Kopie, rufe: Rufe, kleiner_traeger: Path
) -> None:
    profil = kopie("HEN")
    fuelle(kleiner_traeger)
    with unveraendert(profil):
        antwort = rufe(profil, "uebergeben", "--an", "KI", "--nach", kleiner_traeger, "--json")
        abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben", "voll")
    assert [d.name for d in kleiner_traeger.iterdir()] == ["last"]
    assert nichts_gesendet(profil, rufe)


def test_auf_einem_vollen_traeger_bleibt_der_arbeitsplatz_heil(
    sendung: Sendung, kopie: Kopie, rufe: Rufe, kleiner_traeger: Path
) -> None:
    profil = shutil.copytree(kopie("KIL"), kleiner_traeger / "profil")
    with geoeffnet(profil) as ap:
        vorher = stand(ap)
    last = fuelle(kleiner_traeger)
    abgewiesen(rufe(profil, "einlesen", sendung.datei, "--json"), 5, "umgebung")
    last.unlink()
    with geoeffnet(profil) as ap:
        assert stand(ap) == vorher
    assert rufe(profil, "einlesen", sendung.datei, "--json").werte["neu"] == 5
