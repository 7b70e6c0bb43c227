"""Fixtures: the district of the scenarios, seven workplaces that share nothing but files.

And a system without a keyring.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import keyring
import pytest
from keyring.backends import null

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.domain.rollen import Rolle
from tests.hilfen import kreis as k

CM_STELLEN = ("HEN", "TRO", "BTN")
ALLE = (*CM_STELLEN, "KIL", "LG", "PG")


@pytest.fixture(scope="session")
def vorlage(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Found the district once; the Projektgruppe is admitted under the id of its Auftrag."""
    ordner = tmp_path_factory.mktemp("kreis")
    kreis = k.gruende(ordner)
    for name in CM_STELLEN:
        k.nimm_auf(kreis, name, Rolle.CM_STELLE)
    k.nimm_auf(kreis, "KIL", Rolle.KI_LEITUNG)
    k.nimm_auf(kreis, "LG", Rolle.LENKUNGSGRUPPE)
    k.nimm_auf(kreis, "PG", Rolle.PROJEKTGRUPPE, kennzeichen="pg-1")
    kreis.runde(ALLE)
    kreis.schliesse()
    return ordner


class _BeiBedarf(dict[str, Arbeitsplatz]):
    """Open a workplace when a scenario first comes to it: each costs a passphrase."""

    def __init__(self, kreis: k.Kreis) -> None:
        super().__init__()
        self._kreis = kreis

    def __missing__(self, name: str) -> Arbeitsplatz:
        return self._kreis.oeffne(name)


@pytest.fixture
def kreis(vorlage: Path, tmp_path: Path) -> Iterator[k.Kreis]:
    """Give a test a district of its own."""
    ordner = tmp_path / "kreis"
    shutil.copytree(vorlage, ordner)
    kreis = k.Kreis(ordner)
    kreis.plaetze = _BeiBedarf(kreis)
    yield kreis
    kreis.schliesse()


@pytest.fixture
def ohne_schluesselbund() -> Iterator[None]:
    """A system whose keyring keeps nothing."""
    vorher = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())
    yield
    keyring.set_keyring(vorher)
