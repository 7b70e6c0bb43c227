"""Status 2: what was entered does not fit."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kim_desktop.cli.lauf import MIT_PROFIL, OHNE_PROFIL
from tests.hilfen.befehl import Rufe, abgewiesen, unveraendert
from tests.hilfen.kreis import MELDUNG
from tests.hilfen.sendung import Sendung

from .conftest import Kopie


def ohne(name: str) -> dict[str, Any]:
    return {k: w for k, w in MELDUNG.items() if k != name}


EINGABEN = [
    pytest.param("melden", ohne("titel"), "„Titel“ fehlt", id="fehlt"),
    pytest.param("melden", {**MELDUNG, "titel": ""}, "„Titel“ fehlt", id="leer"),
    pytest.param("melden", {**MELDUNG, "titel": 5}, "„Titel“ muss ein Text sein", id="kein Text"),
    pytest.param("melden", {**MELDUNG, "dringlichkeit": "hoch"}, "Zahl", id="keine Zahl"),
    pytest.param("melden", {**MELDUNG, "dringlichkeit": 5}, "zwischen 1 und 4", id="zu hoch"),
    pytest.param("melden", {**MELDUNG, "ebene": "Mond"}, "kennt nur", id="keine Wahl"),
    pytest.param("melden", {**MELDUNG, "geschehen_am": "31.02.2026"}, "Datum", id="kein Tag"),
    pytest.param("melden", {**MELDUNG, "handlungsfeld": "Raumfahrt"}, "Liste", id="nicht gelistet"),
    pytest.param("melden", {**MELDUNG, "keine_personendaten": False}, "bestätigen", id="Daten"),
    pytest.param("melden", {**MELDUNG, "farbe": "rot"}, "farbe", id="unbekannte Angabe"),
    pytest.param("melden", {**MELDUNG, "fuer_stelle": "Mond"}, "Mond", id="unbekannte Stelle"),
    pytest.param("melden", {**MELDUNG, "anlagen": ["x.exe"]}, "x.exe", id="Anlage"),
    pytest.param("melden", b"{", "kein JSON", id="kein JSON"),
    pytest.param("melden", b"\xff\xfe\x00", "lesen", id="kein UTF-8"),
    pytest.param("melden", b"[1]", "Angaben", id="kein Objekt"),
    pytest.param("melden", b"", "Angaben", id="nichts"),
    pytest.param("zaubern", MELDUNG, "Den Schritt „zaubern“ gibt es nicht", id="Schritt"),
    pytest.param("gruenden", {"name": "x"}, "gibt es nicht", id="verborgener Schritt"),
    pytest.param(
        "ergaenzen", {**MELDUNG, "kennung": "HEN9-2026-999"}, "HEN9-2026-999", id="Kennung"
    ),
    pytest.param("ergaenzen", MELDUNG, "Kennung", id="ohne Kennung"),
    pytest.param("melden", {**MELDUNG, "anlagen": [""]}, "keine Datei", id="leere Anlage"),
]


@pytest.mark.parametrize(("schritt", "angaben", "wort"), EINGABEN)
def test_unpassende_angaben_enden_mit_2(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path], schritt: str, angaben: Any, wort: str
) -> None:
    profil = kopie("HEN")
    with unveraendert(profil):
        antwort = rufe(profil, "schritt", schritt, "--daten", daten(angaben), "--json")
    abgewiesen(antwort, 2, "eingabe", wort)


def test_unlesbare_daten_enden_mit_2(kopie: Kopie, rufe: Rufe, tmp_path: Path) -> None:
    profil = kopie("HEN")
    for ort in (tmp_path / "gibt-es-nicht.json", tmp_path):
        antwort = rufe(profil, "schritt", "melden", "--daten", ort, "--json")
        abgewiesen(antwort, 2, "eingabe", "lässt sich nicht lesen")


BEFEHLE = [
    pytest.param(("zeigen", "HEN9-2026-999"), "HEN9-2026-999", id="Kennung"),
    pytest.param(("uebergeben", "--an", "Mond", "--nach", "."), "Mond", id="Stelle"),
    pytest.param(("uebergeben", "--nach", "."), "--an STELLE oder --alle", id="an wen"),
    pytest.param(("schritt", "melden"), "--daten", id="ohne Daten"),
    pytest.param(("schritt", "zaubern", "--schema"), "zaubern", id="Schema"),
    pytest.param(("schritt", "--schema"), "Bitte den Schritt nennen", id="Schema ohne Schritt"),
    *(
        pytest.param(worte, f"{wort}: die Angabe ist leer", id=f"leer: {' '.join(worte)}")
        for worte, wort in (
            (("anmelden", "--nach", ""), "--nach"),
            (
                ("zulassen", "a", "--pruefziffern", "1", "--rolle", "cm-stelle", "--nach", ""),
                "--nach",
            ),
            (("anlage", "HEN1-2026-001", "a.pdf", "--nach", " "), "--nach"),
            (("schluessel-wechseln", "--nach", ""), "--nach"),
            (("stelle-eintragen", ""), "NAME"),
            (("austausch", "--ordner", ""), "--ordner"),
            (("sichern", "--nach", ""), "--nach"),
            (("sichern", "--taeglich-nach", ""), "--taeglich-nach"),
            (("wiederherstellen", ""), "VON"),
            (("demo", ""), "ORDNER"),
            (("personenbezug", "--stehen-lassen", ""), "--stehen-lassen"),
            (("inhaber", "--dazu", ""), "--dazu"),
            (("verschicken", "--an", "", "--nach", "."), "--an"),
            (("uebergaben", "--stelle", ""), "--stelle"),
        )
    ),
    pytest.param(("zulassen", "a"), "es fehlt --pruefziffern, --rolle, --nach", id="was fehlt"),
    pytest.param(("zaubern",), "BEFEHL „zaubern“ gibt es nicht", id="Befehl"),
    pytest.param(("stand", "jetzt"), "„jetzt“ gehört nicht dazu", id="zu viel"),
    pytest.param(("anmelden", "--nach"), "zu --nach fehlt die Angabe", id="ohne Wert"),
    pytest.param(("beenden", "HEN", "--rolle", "x"), "--rolle: die Rolle „x“", id="Rolle"),
    pytest.param(("beenden", "HEN", "--ab-nr", "0"), "--ab-nr: „0“ ist keine", id="Nummer"),
    pytest.param(
        ("zuweisen", "HEN1", "--stelle", "KI", "--rolle", "cm-stelle", "--bis", "bald"),
        "--bis: „bald“ ist kein Tag",
        id="Tag",
    ),
    pytest.param(("austausch", "--aufraeumen-nach", "x"), "„x“ ist keine Zahl", id="Zahl"),
    pytest.param(("inhaber", "--dazu", "a", "--ende", "b"), "gehen nicht zusammen", id="beides"),
    pytest.param(("kreisblatt",), "es fehlt eines von", id="keins von beiden"),
]


@pytest.mark.parametrize(("worte", "wort"), BEFEHLE)
def test_ein_unpassender_befehl_endet_mit_2(
    kopie: Kopie, rufe: Rufe, worte: tuple[str, ...], wort: str
) -> None:
    abgewiesen(rufe(kopie("HEN"), *worte, "--json"), 2, "eingabe", wort)


def test_die_hilfe_ist_deutsch(rufe: Rufe, capsys: pytest.CaptureFixture[str]) -> None:
    befehle = [*MIT_PROFIL, *OHNE_PROFIL, "demo"]
    for worte in ([], *([befehl] for befehl in befehle)):
        with pytest.raises(SystemExit) as ende:
            rufe(None, *worte, "--help")
        hilfe = capsys.readouterr().out
        assert ende.value.code == 0
        assert hilfe.startswith("Aufruf: kim-desktop")
        assert not re.search("usage|arguments|options|show|exit", hilfe), hilfe


def test_eine_zweimal_genannte_meldung_wird_mit_ihrer_kennung_genannt(
    sendung: Sendung, kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    eine, andere, _ = sendung.meldungen
    angaben = {"meldungen": [eine, andere, eine], "titel": "T"}
    antwort = rufe(kopie("KI"), "schritt", "buendeln", "--daten", daten(angaben), "--json")
    abgewiesen(antwort, 2, "eingabe", f"enthält die Kennung „{eine}“ doppelt")


def test_zeigen_nennt_tage_wie_menschen_sie_schreiben(
    sendung: Sendung, kopie: Kopie, rufe: Rufe
) -> None:
    profil = kopie("HEN")
    text = rufe(profil, "zeigen", sendung.meldungen[0]).aus
    assert "12.01.2026" in text
    assert "2026-01-12" not in text
    verlauf = rufe(profil, "zeigen", sendung.meldungen[0], "--json").werte["verlauf"]
    assert verlauf[0]["tag"] == "2026-01-12"
