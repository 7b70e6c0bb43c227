"""The JSON Schema of every step."""

import json

import pytest
from jsonschema import Draft202012Validator

from kim_desktop.application.demo import ablauf
from kim_desktop.domain.schritte import VERBORGEN
from kim_desktop.domain.tafel import NACH_NAME
from tests.hilfen.befehl import Rufe

OFFEN = sorted(set(NACH_NAME) - VERBORGEN)


def test_die_liste_nennt_jeden_schritt(rufe: Rufe) -> None:
    assert {s["name"] for s in rufe(None, "schritt", "--liste", "--json").werte} == set(OFFEN)


@pytest.mark.parametrize("name", OFFEN)
def test_jeder_schritt_hat_ein_schema(rufe: Rufe, name: str) -> None:
    antwort = rufe(None, "schritt", name, "--schema")
    assert antwort.status == 0
    schema = json.loads(antwort.aus)
    Draft202012Validator.check_schema(schema)
    assert schema == rufe(None, "schritt", name, "--schema", "--json").werte


def test_was_der_beispielkreis_eingibt_passt_zu_den_schemas(rufe: Rufe) -> None:
    szenen = [s for s in ablauf() if "schritt" in s]
    assert szenen
    for szene in szenen:
        schema = rufe(None, "schritt", szene["schritt"], "--schema", "--json").werte
        daten = szene.get("daten", {}) | {feld: w[0] for feld, w in szene.get("je", {}).items()}
        fehler = [
            f
            for f in Draft202012Validator(schema).iter_errors(daten)
            if not (f.validator == "required" and szene.get("wie_vorgeschlagen"))
        ]
        assert not fehler, (szene["schritt"], fehler)
