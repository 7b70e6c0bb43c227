"""Ranges of log numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_desktop.store.bereiche import als_text, aus_text

NUMMERN = st.sets(st.integers(1, 200))


@given(NUMMERN)
def test_hin_und_zurueck_bleibt_es_dieselbe_menge(nummern: set[int]) -> None:
    assert aus_text(als_text(nummern)) == nummern


@given(NUMMERN)
def test_es_ist_immer_die_kuerzeste_schreibweise(nummern: set[int]) -> None:
    teile = [t for t in als_text(nummern).split(",") if t]
    anfaenge = [n for n in nummern if n - 1 not in nummern]
    assert len(teile) == len(anfaenge)


@pytest.mark.parametrize(
    ("nummern", "text"),
    [([], ""), ([7], "7"), ([3, 1, 2], "1-3"), ([1, 2, 2, 4, 6, 5], "1-2,4-6")],
)
def test_so_sehen_bereiche_aus(nummern: list[int], text: str) -> None:
    assert als_text(nummern) == text
