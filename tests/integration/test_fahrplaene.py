"""Zufällige Fahrpläne: was auch verloren geht oder doppelt kommt, am Ende sind alle eins."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from tests.hilfen.fahrplan import ARTEN, Grundstock, Zug, baue, fahre, gekuerzt, zufaelliger_plan

FAHRPLAENE, ZUEGE = 6, 25


@pytest.fixture(scope="module")
def grundstock(tmp_path_factory: pytest.TempPathFactory) -> Grundstock:
    return baue(tmp_path_factory.mktemp("fahrplan"))


@settings(
    max_examples=FAHRPLAENE,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(
    plan=st.lists(
        st.builds(Zug, st.sampled_from(ARTEN), st.integers(0, 2**30 - 1)),
        min_size=5,
        max_size=ZUEGE,
    )
)
def test_am_ende_sehen_alle_dasselbe(grundstock: Grundstock, plan: list[Zug]) -> None:
    with TemporaryDirectory() as ordner:
        fahrt = fahre(grundstock, Path(ordner) / "f", plan)
    note("\n".join(fahrt.getan))
    assert fahrt.funde == []


def test_ein_fahrplan_wird_auf_das_noetige_gekuerzt() -> None:
    plan = zufaelliger_plan(1)
    schuldige = [plan[7], plan[23]]
    assert gekuerzt(plan, lambda teil: all(z in teil for z in schuldige)) == schuldige
