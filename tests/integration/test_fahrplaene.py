"""Zufällige Fahrpläne: was auch verloren geht oder doppelt kommt, am Ende sind alle eins."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from kim_desktop.application.platz.pflege import baue_projektionen_neu
from tests.hilfen.fahrplan import (
    ARTEN,
    Fahrt,
    Grundstock,
    Zug,
    baue,
    fahre,
    gekuerzt,
    zufaelliger_plan,
)

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


def test_was_nach_dem_ende_kam_vermisst_niemand(grundstock: Grundstock, tmp_path: Path) -> None:
    """Seed 6019: a head heard of directly, of a workplace that was closed before it wrote on."""
    wahlen = (4254568, 182101136, 350925349, 106814009, 202147787, 132456189)
    arten = ("amt", "amt", "schritt", "gib", "gib", "bring")
    fahrt = fahre(grundstock, tmp_path / "f", [Zug(*z) for z in zip(arten, wahlen, strict=True)])
    assert fahrt.funde == []


@pytest.mark.parametrize("wer", ["HEN2", "KI2"])
def test_ein_inhalt_der_nur_einem_von_zweien_fehlt_faellt_auf(
    grundstock: Grundstock, tmp_path: Path, wer: str
) -> None:
    verlieren = (
        "UPDATE ereignisse SET koerper = NULL "
        "WHERE id = (SELECT min(id) FROM ereignisse WHERE klasse = 'meldung' AND koerper NOT NULL)"
    )

    def verliere(fahrt: Fahrt) -> None:
        ap = fahrt.plaetze[wer]
        with ap.profil.datenbank.schreiben() as v:
            v.exec_driver_sql(verlieren)
        baue_projektionen_neu(ap)

    fahrt = fahre(grundstock, tmp_path / "f", [], verliere)
    assert [fund for fund in fahrt.funde if f"{wer} sehen Verschiedenes" in fund]
    assert not fahre(grundstock, tmp_path / "g", []).funde
