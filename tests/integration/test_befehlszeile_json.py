"""The shapes of JSON other programs rely on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.hilfen.befehl import Rufe, prozess, unveraendert
from tests.hilfen.kreis import MELDUNG
from tests.hilfen.sendung import Sendung

from .conftest import Kopie


def test_stand_und_neu_aufbauen_nennen_dasselbe(kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("KI")
    erster = rufe(profil, "stand", "--json")
    assert erster.status == 0
    assert set(erster.werte) >= {"stand", "ereignisse"}
    assert erster.werte["ereignisse"] == 6
    assert rufe(profil, "neu-aufbauen", "--json").werte == erster.werte


def test_zeigen_nennt_alle_vorgaenge(sendung: Sendung, kopie: Kopie, rufe: Rufe) -> None:
    vorgaenge = rufe(kopie("KI"), "zeigen", "--json").werte
    assert all(set(z) >= {"kennung", "art", "titel", "schritt", "zustand"} for z in vorgaenge)
    nach_kennung = {z["kennung"]: z for z in vorgaenge}
    assert set(nach_kennung) == {*sendung.meldungen, sendung.herausforderung}
    h = nach_kennung[sendung.herausforderung]
    assert (h["art"], h["schritt"], h["zustand"]) == ("herausforderung", 3, "vorgelegt")
    assert nach_kennung[sendung.meldungen[0]]["zustand"] == "gebuendelt"


def test_zeigen_erzaehlt_einen_vorgang(sendung: Sendung, kopie: Kopie, rufe: Rufe) -> None:
    einer = rufe(kopie("KI"), "zeigen", sendung.herausforderung, "--json").werte
    assert einer["kennung"] == sendung.herausforderung
    assert [z["schritt"] for z in einer["verlauf"]] == ["buendeln", "vorlegen"]


def test_einlesen_zaehlt(sendung: Sendung, kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("KIL")
    with unveraendert(profil):
        vorschau = rufe(profil, "einlesen", sendung.datei, "--vorschau", "--json").werte
    erstes = rufe(profil, "einlesen", sendung.datei, "--json").werte
    assert erstes == vorschau == {**erstes, "neu": 5, "fehlt": [], "strittig": [], "abgelehnt": []}
    zweites = rufe(profil, "einlesen", sendung.datei, "--json")
    assert zweites.status == 0
    assert zweites.werte["neu"] == 0
    assert zweites.werte["bekannt"] == erstes["neu"] + erstes["bekannt"]


def test_aufgaben_nennen_was_ansteht(sendung: Sendung, kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("KIL")
    rufe(profil, "einlesen", sendung.datei)
    offen = {a["kennung"]: a for a in rufe(profil, "aufgaben", "--json").werte}
    schritte = [s["name"] for s in offen[sendung.herausforderung]["schritte"]]
    assert {"weiterleiten", "zurueckgeben"} <= set(schritte)


def test_ein_schritt_nennt_seine_kennung(kopie: Kopie, daten: Callable[[Any], Path]) -> None:
    eingabe = json.dumps(MELDUNG, ensure_ascii=False)
    antwort = prozess(kopie("HEN"), "schritt", "melden", "--daten", "-", "--json", eingabe=eingabe)
    assert antwort.status == 0
    assert antwort.fehler == ""
    assert antwort.werte["kennung"] == "HEN1-2026-004"


def test_viele_meldungen_auf_einmal_und_eine_davon_falsch(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    zeilen = [json.dumps(satz) for satz in (MELDUNG, {**MELDUNG, "titel": ""}, MELDUNG)]
    ort = daten("\n".join(zeilen).encode())
    antwort = rufe(kopie("HEN"), "schritt", "melden", "--daten", ort, "--json")
    assert antwort.status == 1
    gut, falsch, auch_gut = antwort.werte
    assert (gut["zeile"], gut["kennung"]) == (1, "HEN1-2026-004")
    assert (falsch["zeile"], "kennung" in falsch) == (2, False)
    assert "„Titel“ fehlt" in falsch["fehler"]
    assert (auch_gut["zeile"], auch_gut["kennung"]) == (3, "HEN1-2026-005")


def test_viele_gute_meldungen_enden_mit_0(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    ort = daten("\n".join([json.dumps(MELDUNG)] * 3).encode("utf-8-sig"))
    antwort = rufe(kopie("HEN"), "schritt", "melden", "--daten", ort, "--json")
    assert antwort.status == 0
    assert [z["zeile"] for z in antwort.werte] == [1, 2, 3]


def test_json_gilt_auch_vor_dem_befehl(kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("KI")
    assert rufe(profil, "stand", vorab=("--json",)).werte == rufe(profil, "stand", "--json").werte
    assert "{" not in rufe(profil, "stand").aus
