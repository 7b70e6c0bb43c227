"""Löschungen auf der Befehlszeile."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.hilfen.befehl import Rufe
from tests.integration.conftest import Kopie


def test_loeschungen_nennt_stand_und_reste_und_ersetzt_sicherungen(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    profil = kopie("KI")
    assert rufe(profil, "loeschungen").aus == "Es wurde nichts gelöscht.\n"
    rufe(profil, "sichern")
    (hf,) = [z for z in rufe(profil, "zeigen", "--json").werte if z["art"] == "herausforderung"]
    verlauf = rufe(profil, "zeigen", hf["kennung"], "--json").werte["verlauf"]
    ort = daten({"ereignisse": [verlauf[-1]["id"]], "grund": "personenbezug"})
    assert rufe(profil, "schritt", "loeschen", "--daten", ort, "--json").status == 0

    (werte,) = rufe(profil, "loeschungen", "--json").werte
    assert (werte["kennung"], werte["bestaetigt"]) == (hf["kennung"], 1)
    assert werte["von"] == 1 + len(werte["offen"])
    assert len(werte["dateien"]) == 1
    assert werte["sicherungen"]
    text = rufe(profil, "loeschungen", "--alte-sicherungen-ersetzen").aus
    assert text.startswith("Ersetzt durch eine neue Sicherung: „")
    assert rufe(profil, "loeschungen", "--json").werte[0]["sicherungen"] == []
