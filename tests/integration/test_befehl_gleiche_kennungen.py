"""Zwei Vorgänge mit einer Kennung auf der Befehlszeile: nennen, öffnen, bearbeiten, prüfen."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kim_desktop.application.schritt.tun import tue
from kim_desktop.domain.felder import text
from tests.hilfen.befehl import Rufe, abgewiesen, unveraendert
from tests.hilfen.doppelkennung import gekennzeichnet, noch_einmal
from tests.hilfen.kreis import MELDUNG, geoeffnet

from .conftest import Kopie

KENNUNG = "HEN1-2026-004"


@pytest.fixture
def hennef(kopie: Kopie) -> tuple[Path, tuple[str, str]]:
    """A CM-Stelle whose program gave one Kennung twice, and what the two are called there."""
    profil = kopie("HEN")
    with geoeffnet(profil) as ap:
        erste = tue(ap, "melden", {**MELDUNG, "titel": "Erste"})
        zweite = noch_einmal(ap, erste, titel="Zweite")
    assert erste.kennung == KENNUNG
    return profil, (gekennzeichnet(KENNUNG, erste.fall), gekennzeichnet(KENNUNG, zweite))


def test_was_die_liste_nennt_laesst_sich_zeigen(
    hennef: tuple[Path, tuple[str, str]], rufe: Rufe
) -> None:
    profil, beide = hennef
    for befehl in (("zeigen",), ("aufgaben",), ("suchen", KENNUNG)):
        genannt = {z["kennung"] for z in rufe(profil, *befehl, "--json").werte}
        assert {k for k in genannt if k.startswith(KENNUNG)} == set(beide), befehl
    for kennung, titel in zip(beide, ("Erste", "Zweite"), strict=True):
        werte = rufe(profil, "zeigen", kennung, "--json").werte
        assert (werte["kennung"], werte["titel"]) == (kennung, titel)
        assert text(werte["verlauf"][0]["inhalt"], "titel") == titel


def test_die_blosse_kennung_wird_abgewiesen_und_nennt_beide(
    hennef: tuple[Path, tuple[str, str]], rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    profil, beide = hennef
    angaben = daten({"kennung": KENNUNG, "begruendung": "Hat sich erledigt."})
    for befehl in (("zeigen", KENNUNG), ("schritt", "zurueckziehen", "--daten", angaben)):
        with unveraendert(profil):
            antwort = rufe(profil, *befehl, "--json")
        abgewiesen(antwort, 2, "eingabe", *beide, "CM-Koordination")


def test_ein_schritt_meint_den_gekennzeichneten(
    hennef: tuple[Path, tuple[str, str]], rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    profil, (erste, zweite) = hennef
    angaben = daten({"kennung": zweite, "begruendung": "Hat sich erledigt."})
    antwort = rufe(profil, "schritt", "zurueckziehen", "--daten", angaben, "--json")
    assert (antwort.status, antwort.werte["kennung"]) == (0, zweite)
    staende = [rufe(profil, "zeigen", k, "--json").werte["zustand"] for k in (erste, zweite)]
    assert staende == ["gemeldet", "zurueckgezogen"]


def test_pruefen_findet_nichts_beschaedigt_und_sagt_was_zu_tun_ist(
    hennef: tuple[Path, tuple[str, str]], rufe: Rufe
) -> None:
    profil, beide = hennef
    antwort = rufe(profil, "pruefen", "--json")
    assert (antwort.status, antwort.werte["funde"]) == (0, [])
    (hinweis,) = antwort.werte["hinweise"]
    assert all(wort in hinweis for wort in (*beide, "2 Vorgänge", "CM-Koordination Bescheid"))
    assert rufe(profil, "pruefen").aus == f"Alles unversehrt.\n{hinweis}\n"
