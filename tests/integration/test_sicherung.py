"""Sichern: geprüft, ausgedünnt, und nie etwas Halbes, was immer dazwischenkommt."""

import json
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.pflege import stand
from kim_desktop.application.platz.sicherung import (
    generationen,
    sichere,
    sichere_kuenftig,
    sichere_taeglich,
)
from kim_desktop.domain.fehler import UmgebungsFehler
from kim_desktop.store import umbau, verbindung
from kim_desktop.store.sicherung.sicherung import lies_generation, zu_behalten
from kim_desktop.store.tabellen import SCHEMA
from kim_desktop.trust.quelle import SaatQuelle
from tests.hilfen.befehl import WURZEL, Rufe, abgewiesen, fuelle
from tests.hilfen.kreis import BEGINN, MELDUNG, geoeffnet
from tests.hilfen.schaden import kippe
from tests.integration.conftest import Kopie


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty stick."""
    ort = tmp_path / "stick"
    ort.mkdir()
    return ort


def gesichert(stick: Path) -> list[Path]:
    """Return everything that looks like a backup."""
    return sorted(p for p in stick.glob("KIM_Sicherung_*/2*") if p.is_dir())


def test_eine_sicherung_nimmt_den_platz_des_beschaedigten_ein(
    rufe: Rufe, kopie: Kopie, tmp_path: Path
) -> None:
    profil, stick = kopie("HEN"), tmp_path / "stick"
    stick.mkdir()
    rufe(profil, "sichern", "--nach", stick)
    vorher = rufe(profil, "stand", "--json").werte["stand"]
    (profil / "kim.db").write_bytes(b"kaputt")
    antwort = rufe(profil, "wiederherstellen", stick, "--json")
    abgewiesen(antwort, 5, "umgebung", "nicht leer")
    fertig = rufe(profil, "wiederherstellen", stick, "--ersetzen", "--json")
    assert (Path(fertig.werte["beiseite"]) / "kim.db").read_bytes() == b"kaputt"
    assert rufe(profil, "stand", "--json").werte["stand"] == vorher


def test_ein_offener_arbeitsplatz_wird_nicht_ersetzt(
    rufe: Rufe, kopie: Kopie, tmp_path: Path
) -> None:
    profil, stick = kopie("HEN"), tmp_path / "stick"
    stick.mkdir()
    rufe(profil, "sichern", "--nach", stick)
    with geoeffnet(profil):
        antwort = rufe(profil, "wiederherstellen", stick, "--ersetzen", "--json")
    abgewiesen(antwort, 5, "umgebung", "bereits geöffnet")
    assert rufe(profil, "stand").status == 0


def test_sichern_und_wiederherstellen_auf_der_befehlszeile(
    kopie: Kopie, rufe: Rufe, stick: Path, tmp_path: Path
) -> None:
    profil = kopie("HEN")
    vorher = rufe(profil, "stand", "--json").werte["stand"]
    antwort = rufe(profil, "sichern", "--nach", stick, "--json")
    assert antwort.status == 0
    (ordner,) = gesichert(stick)
    assert antwort.werte["ordner"] == str(ordner)
    assert {p.name for p in ordner.iterdir()} == {
        "kim.db",
        "schluessel.dat",
        "profil.json",
        "inhalt.json",
    }
    neu = tmp_path / "neuer PC"
    fertig = rufe(neu, "wiederherstellen", stick, "--json")
    assert fertig.status == 0
    assert fertig.werte["stelle"] == "Stelle HEN"
    assert Path(fertig.werte["anmeldung"]).is_file()
    assert rufe(neu, "stand", "--json").werte["stand"] == vorher
    assert rufe(neu, "pruefen", "--json").werte["funde"] == []
    abgewiesen(rufe(neu, "aufgaben", "--json"), 3, "prozess", "noch nicht zugelassen")
    alt, jung = (json.loads((o / "profil.json").read_text())["log"] for o in (profil, neu))
    assert alt != jung


def test_der_text_sagt_was_jetzt_zu_tun_ist(
    kopie: Kopie, rufe: Rufe, stick: Path, tmp_path: Path
) -> None:
    rufe(kopie("HEN"), "sichern", "--nach", stick)
    text = rufe(None, "wiederherstellen", stick, "--nach", tmp_path / "neu").aus
    assert "Prüfziffern" in text
    assert "CM-Koordination" in text
    assert "allen eine Datei schicken" in text


def test_der_unterschriftenschluessel_ist_nirgends_in_der_sicherung(
    kopie: Kopie, rufe: Rufe, stick: Path
) -> None:
    profil = kopie("KI")
    rufe(profil, "sichern", "--nach", stick)
    siegel = (profil / "signatur.dat").read_bytes()
    dateien = [p for p in stick.rglob("*") if p.is_file()]
    assert dateien
    assert not any(siegel in p.read_bytes() or p.name == "signatur.dat" for p in dateien)


def test_ein_voller_ordner_wird_nicht_ueberschrieben(kopie: Kopie, rufe: Rufe, stick: Path) -> None:
    profil = kopie("HEN")
    rufe(profil, "sichern", "--nach", stick)
    abgewiesen(rufe(None, "wiederherstellen", stick, "--nach", profil, "--json"), 5, "umgebung")


def test_wo_keine_sicherung_liegt(rufe: Rufe, stick: Path, tmp_path: Path) -> None:
    antwort = rufe(tmp_path / "neu", "wiederherstellen", stick, "--json")
    abgewiesen(antwort, 2, "eingabe", "keine Sicherung")


def test_sicherungen_zweier_arbeitsplaetze_werden_nicht_verwechselt(
    kopie: Kopie, rufe: Rufe, stick: Path, tmp_path: Path
) -> None:
    for name in ("HEN", "KIL"):
        rufe(kopie(name), "sichern", "--nach", stick)
    antwort = rufe(tmp_path / "neu", "wiederherstellen", stick, "--json")
    abgewiesen(antwort, 2, "eingabe", "mehrerer Arbeitsplätze")
    assert rufe(tmp_path / "neu", "wiederherstellen", gesichert(stick)[0], "--json").status == 0


@pytest.mark.parametrize("datei", ["kim.db", "schluessel.dat", "profil.json"])
def test_eine_beschaedigte_sicherung_wird_abgelehnt(
    kopie: Kopie, rufe: Rufe, stick: Path, tmp_path: Path, datei: str
) -> None:
    rufe(kopie("HEN"), "sichern", "--nach", stick)
    ziel = gesichert(stick)[0] / datei
    kippe(ziel, ziel.stat().st_size // 2)
    abgewiesen(rufe(tmp_path / "neu", "wiederherstellen", stick, "--json"), 5, "umgebung")
    assert [p.name for p in tmp_path.glob("*neu*")] == []


def test_ein_abgezogener_stick(kopie: Kopie, rufe: Rufe, tmp_path: Path) -> None:
    antwort = rufe(kopie("HEN"), "sichern", "--nach", tmp_path / "weg", "--json")
    abgewiesen(antwort, 5, "umgebung", "eingesteckt?")
    assert not (tmp_path / "weg").exists()


def test_ein_schreibgeschuetzter_stick(kopie: Kopie, rufe: Rufe, kleiner_traeger: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(kleiner_traeger)], check=True)
    antwort = rufe(kopie("HEN"), "sichern", "--nach", kleiner_traeger, "--json")
    abgewiesen(antwort, 5, "umgebung", "schreibgeschützt")


def test_auf_vollem_traeger_bleibt_nur_die_fruehere_sicherung(
    kopie: Kopie, rufe: Rufe, kleiner_traeger: Path
) -> None:
    profil = kopie("HEN")
    assert rufe(profil, "sichern", "--nach", kleiner_traeger).status == 0
    vorher = {p: p.stat().st_size for p in kleiner_traeger.rglob("*") if p.is_file()}
    last = fuelle(kleiner_traeger)
    abgewiesen(rufe(profil, "sichern", "--nach", kleiner_traeger, "--json"), 5, "umgebung", "voll")
    last.unlink()
    assert {p: p.stat().st_size for p in kleiner_traeger.rglob("*") if p.is_file()} == vorher
    assert rufe(profil, "sichern", "--nach", kleiner_traeger).status == 0


def test_wer_aus_einer_sicherung_auf_vollen_traeger_wiederherstellt_hinterlaesst_nichts(
    kopie: Kopie, rufe: Rufe, kleiner_traeger: Path, stick: Path
) -> None:
    rufe(kopie("HEN"), "sichern", "--nach", stick)
    fuelle(kleiner_traeger)
    antwort = rufe(None, "wiederherstellen", stick, "--nach", kleiner_traeger / "n", "--json")
    abgewiesen(antwort, 5, "umgebung")
    assert [p.name for p in kleiner_traeger.iterdir()] == ["last"]


@pytest.mark.parametrize("runde", range(4))
def test_ein_abbruch_im_sichern_hinterlaesst_nichts_halbes(
    kopie: Kopie, rufe: Rufe, stick: Path, runde: int
) -> None:
    """kill -9 as soon as the backup has begun to write; the next one is whole."""
    profil = kopie("HEN")
    with geoeffnet(profil) as ap:
        for _ in range(40):
            ap.profil.anlagen.lege_ab(ap.quelle.zufall(50_000))
    rufe(profil, "sichern", "--nach", stick)
    (erste,) = gesichert(stick)
    lauf = subprocess.Popen(
        [sys.executable, "-m", "kim_desktop", "--profil", profil, "sichern", "--nach", stick],
        cwd=WURZEL,
        stdout=subprocess.DEVNULL,
    )
    grenze = ("kim.db", "schluessel.dat", "profil.json", "inhalt.json")[runde]
    while lauf.poll() is None and not list(erste.parent.glob(f".*.tmp/{grenze}*")):
        pass
    lauf.send_signal(signal.SIGKILL)
    lauf.wait()
    for ordner in gesichert(stick):
        generation = lies_generation(ordner)
        assert generation is not None
        assert len(generation.inhalt.anlagen) == 40
    assert rufe(profil, "sichern", "--nach", stick).status == 0
    assert not list(erste.parent.glob(".*"))
    assert rufe(profil, "pruefen").status == 0


def test_anlagen_liegen_nur_einmal_und_werden_geheilt(kopie: Kopie, stick: Path) -> None:
    with geoeffnet(kopie("HEN")) as ap:
        ap.profil.anlagen.lege_ab(b"Bescheid")
        erste = sichere(ap, stick)
        (kopiert,) = stick.glob("*/anlagen/??/*")
        kopiert.write_bytes(b"faul")
        zweite = sichere(ap, stick)
        assert erste.ordner != zweite.ordner
        assert len(list(stick.glob("*/anlagen/??/*"))) == 1
        assert kopiert.stat().st_size > 4
        (eigene,) = (ap.profil.ordner / "anlagen").glob("??/*")
        eigene.write_bytes(b"auch faul")
        dritte = sichere(ap, stick)
        assert (dritte.anlagen, dritte.beschaedigte_anlagen) == (1, 0)


def test_eine_beschaedigte_anlage_haelt_die_sicherung_nicht_auf(
    kopie: Kopie, rufe: Rufe, stick: Path, tmp_path: Path
) -> None:
    profil = kopie("HEN")
    with geoeffnet(profil) as ap:
        ap.profil.anlagen.lege_ab(b"Bescheid")
    (datei,) = (profil / "anlagen").glob("??/*")
    datei.write_bytes(b"faul")
    antwort = rufe(profil, "sichern", "--nach", stick)
    assert antwort.status == 1
    assert "beschädigt" in antwort.aus
    assert rufe(tmp_path / "neu", "wiederherstellen", stick).status == 1


def test_die_erste_benutzung_des_tages_sichert_von_selbst(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    profil = kopie("HEN")
    for _ in range(2):
        assert rufe(profil, "schritt", "melden", "--daten", daten(MELDUNG)).status == 0
    (eine,) = gesichert(profil / "sicherung")
    assert rufe(profil, "sicherungen", "--json").werte[0]["ordner"] == str(eine)


def test_eine_sicherung_aus_der_zukunft_ersetzt_die_von_heute_nicht(kopie: Kopie) -> None:
    with geoeffnet(kopie("HEN"), "vorgehende Uhr") as ap:
        ap.quelle.stelle(BEGINN + timedelta(days=30_000))
        sichere(ap)
    with geoeffnet(ap.profil.ordner) as ap:
        assert sichere_taeglich(ap) is not None
        assert sichere_taeglich(ap) is None


def test_ohne_sicherungsort_wird_trotzdem_gearbeitet(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path], stick: Path
) -> None:
    profil = kopie("HEN")
    with geoeffnet(profil) as ap:
        sichere_kuenftig(ap, stick)
    stick.rename(stick.with_name("abgezogen"))
    antwort = rufe(profil, "schritt", "melden", "--daten", daten(MELDUNG), "--json")
    assert antwort.status == 0
    assert "Nicht gesichert" in antwort.satz


def test_wohin_nicht_gesichert_werden_konnte_wird_auch_kuenftig_nicht_gesichert(
    kopie: Kopie, rufe: Rufe, stick: Path, tmp_path: Path
) -> None:
    profil = kopie("HEN")
    antwort = rufe(profil, "sichern", "--taeglich-nach", tmp_path / "fehlt", "--json")
    abgewiesen(antwort, 5, "umgebung", "eingesteckt?")
    assert rufe(profil, "sichern").status == 0
    assert len(gesichert(profil / "sicherung")) == 1
    assert rufe(profil, "sichern", "--taeglich-nach", stick).status == 0
    assert [g["ordner"] for g in rufe(profil, "sicherungen", "--json").werte] == [
        str(ordner) for ordner in gesichert(stick)
    ]
    assert len(gesichert(profil / "sicherung")) == 1


def test_geht_die_uhr_nach_bleibt_die_eben_geschriebene_sicherung(kopie: Kopie) -> None:
    profil = kopie("HEN")
    with geoeffnet(profil) as ap:
        for tag in [*range(0, 360, 30), *range(361, 375)]:
            ap.quelle.stelle(BEGINN + timedelta(days=tag))
            sichere(ap)
    frueher = SaatQuelle("falsche Uhr", BEGINN - timedelta(days=3000))
    ap = oeffne_arbeitsplatz(profil, Zugang(), frueher)
    assert sichere(ap).ordner.exists()
    ap.schliesse()


def test_alte_sicherungen_werden_ausgeduennt(kopie: Kopie) -> None:
    with geoeffnet(kopie("HEN")) as ap:
        for tag in range(20):
            ap.quelle.stelle(BEGINN + timedelta(days=tag))
            sichere(ap)
        tage = [g.tag for g in generationen(ap)]
    assert [t.isoformat() for t in tage[:7]] == [f"2026-01-{t}" for t in range(31, 24, -1)]
    assert [t.isoformat() for t in tage[7:]] == ["2026-01-18"]


def test_taeglich_woechentlich_monatlich() -> None:
    beginn = datetime(2024, 1, 1, 8, tzinfo=UTC)
    zeiten = [beginn + timedelta(hours=12 * n) for n in range(1400)]
    bleiben = sorted(zu_behalten(zeiten), reverse=True)
    assert bleiben[0] == zeiten[-1]
    assert len({z.date() for z in bleiben[:7]}) == 7
    assert len({z.strftime("%Y-%m") for z in bleiben}) == 12
    assert len(bleiben) <= 7 + 4 + 12
    assert zu_behalten(bleiben) == set(bleiben)


def test_eine_beschaedigte_datenbank_verdraengt_keine_gute_sicherung(
    kopie: Kopie, rufe: Rufe, stick: Path
) -> None:
    profil = kopie("KI")
    rufe(profil, "sichern", "--nach", stick)
    kippe(profil / "kim.db", 5 * 16384 + 99)
    abgewiesen(rufe(profil, "sichern", "--nach", stick, "--json"), 5, "umgebung")
    assert len(gesichert(stick)) == 1


def test_vor_einem_umbau_der_datenbank_wird_gesichert(
    kopie: Kopie, monkeypatch: pytest.MonkeyPatch
) -> None:
    profil = kopie("HEN")
    with geoeffnet(profil) as ap:
        vorher = stand(ap)

    def scheitert(v: verbindung.Verbindung) -> None:
        v.exec_driver_sql("DELETE FROM ereignisse")
        raise UmgebungsFehler("Der Umbau ging nicht.")

    monkeypatch.setattr(verbindung, "SCHEMA", SCHEMA + 1)
    monkeypatch.setattr(umbau, "UMBAUTEN", {SCHEMA: scheitert})
    with pytest.raises(UmgebungsFehler), geoeffnet(profil):
        pass
    assert len(gesichert(profil / "sicherung")) == 1
    monkeypatch.setattr(umbau, "UMBAUTEN", {SCHEMA: lambda v: v.exec_driver_sql("SELECT 1")})
    with geoeffnet(profil, "nach dem Umbau") as ap:
        assert stand(ap) == vorher
