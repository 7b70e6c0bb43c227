"""Workplaces with a log of their own, made from the district of the scenarios."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from kim_desktop.application.arbeitsplatz import Arbeitsplatz

Frage = Callable[[Arbeitsplatz, str], list[tuple[Any, ...]]]


@pytest.fixture
def frage() -> Frage:
    """Look into the database of a workplace."""

    def lies(ap: Arbeitsplatz, abfrage: str) -> list[tuple[Any, ...]]:
        with ap.profil.datenbank.lesen() as v:
            return [tuple(zeile) for zeile in v.execute(text(abfrage))]

    return lies
