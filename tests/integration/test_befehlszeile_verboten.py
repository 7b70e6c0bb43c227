"""Status 3: role or state forbid it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.hilfen.befehl import Rufe, abgewiesen, unveraendert
from tests.hilfen.kreis import MELDUNG

from .conftest import Kopie

NEUES_BUENDEL = {"titel": "x", "meldungen": ["HEN1-2026-001"]}


VERBOTEN = [
    pytest.param("HEN", "buendeln", NEUES_BUENDEL, "CM-Koordination", id="Rolle"),
    pytest.param("HEN", "einstellen", {"schluessel": "schwelle", "wert": "3"}, "Sache", id="Kreis"),
    pytest.param("KI", "vorlegen", {"begruendung": "x"}, "der KI-Leitung vorgelegt", id="Zustand"),
    pytest.param("KI", "abschliessen", {"wirksamkeit": "wirksam"}, "geht jetzt nicht", id="früh"),
    pytest.param("KI", "beauftragen", {"ziel": "x"}, "Sache der Lenkungsgruppe", id="LG"),
]


@pytest.mark.parametrize(("wer", "schritt", "angaben", "wort"), VERBOTEN)
def test_falsche_rolle_oder_falscher_zustand_endet_mit_3(
    kopie: Kopie,
    rufe: Rufe,
    daten: Callable[[Any], Path],
    wer: str,
    schritt: str,
    angaben: dict[str, Any],
    wort: str,
) -> None:
    profil = kopie(wer)
    fall = {} if wer == "HEN" else {"kennung": "KI1-2026-001"}
    with unveraendert(profil):
        ort = daten({**fall, **angaben})
        abgewiesen(rufe(profil, "schritt", schritt, "--daten", ort, "--json"), 3, "prozess", wort)


def test_ohne_zulassung_endet_jeder_schritt_mit_3(
    neuling: Path, rufe: Rufe, daten: Callable[[Any], Path]
) -> None:
    ort = daten(MELDUNG)
    abgewiesen(rufe(neuling, "schritt", "melden", "--daten", ort, "--json"), 3, "prozess")
