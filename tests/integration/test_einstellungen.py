"""Die Einstellungen auf der Befehlszeile: lesen, ändern, und was abgewiesen wird."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kim_desktop.domain.einstellungen import EINSTELLUNGEN
from tests.hilfen.befehl import Rufe, abgewiesen, unveraendert
from tests.integration.conftest import Kopie

Daten = Callable[[Any], Path]


def test_alle_einstellungen_mit_ihren_werten(kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("HEN")
    antwort = rufe(profil, "einstellungen", "--json")
    assert antwort.status == 0
    assert [e["schluessel"] for e in antwort.werte] == list(EINSTELLUNGEN)
    assert all(("wert" in e) != ("eintraege" in e) for e in antwort.werte)
    text = rufe(profil, "einstellungen").aus
    assert "18 von 18 sichtbar" in text
    assert "{nr}/{jj}" in text


def test_eine_liste_wird_als_json_ersetzt(kopie: Kopie, rufe: Rufe, daten: Daten) -> None:
    profil = kopie("KI")
    eintraege = [{"label": "Kita"}, {"label": "Straße & Brücke"}]
    ort = daten({"schluessel": "handlungsfelder", "eintraege": eintraege})
    assert rufe(profil, "schritt", "einstellen", "--daten", ort).status == 0
    angaben = {e["schluessel"]: e for e in rufe(profil, "einstellungen", "--json").werte}
    liste = angaben["handlungsfelder"]["eintraege"]
    assert [e["schluessel"] for e in liste if e["aktiv"]] == ["kita", "strasse_bruecke"]
    assert len(liste) == 19
    assert angaben["handlungsfelder"]["eigene"]
    assert not angaben["kommunen"]["eigene"]


@pytest.mark.parametrize(
    ("inhalt", "wort"),
    [
        ({"schluessel": "handlungsfelder", "eintraege": []}, "braucht Einträge"),
        ({"schluessel": "handlungsfelder", "eintraege": ["Kita"]}, "benannten Angaben"),
        ({"schluessel": "handlungsfelder", "eintraege": [{"aktiv": True}]}, "fehlt"),
        ({"schluessel": "kommunen", "eintraege": [{"label": "A"}, {"label": "a"}]}, "schon"),
        ({"schluessel": "kommunen", "eintraege": [{"label": "Much"}] * 2}, "schon"),
        (
            {"schluessel": "kommunen", "eintraege": [{"schluessel": "a", "label": "B"}] * 2},
            "zweimal",
        ),
        ({"schluessel": "ergebnisse", "eintraege": [{"label": "vertagt"}]}, "Möglich"),
        (
            {"schluessel": "schwelle", "eintraege": [{"schluessel": "a", "label": "2"}]},
            "keine Einträge",
        ),
        ({"schluessel": ["schwelle"], "wert": "2"}, "muss ein Text sein"),
        ({"schluessel": "kommunen", "eintraege": [{"label": "A", "aktiv": 1}]}, "ja oder nein"),
        ({"schluessel": "kommunen", "eintraege": [{"label": "A", "farbe": "x"}]}, "farbe"),
        ({"schluessel": "vorlagenmuster", "wert": "{jj}"}, "{nr}"),
        ({"schluessel": "schwelle", "wert": 3}, "muss ein Text sein"),
        ({"schluessel": "schwelle"}, "darf nicht leer sein"),
    ],
    ids=lambda w: repr(w)[:60],
)
def test_was_nicht_passt_endet_mit_2(
    kopie: Kopie, rufe: Rufe, daten: Daten, inhalt: Any, wort: str
) -> None:
    profil = kopie("KI")
    with unveraendert(profil):
        antwort = rufe(profil, "schritt", "einstellen", "--daten", daten(inhalt), "--json")
    abgewiesen(antwort, 2, "eingabe", wort)
