"""Was von einem Blatt abgetippt wird: jeder Fehler wird gefunden und seine Gruppe genannt."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_desktop.domain.fehler import EingabeFehler
from kim_desktop.trust.tippcode import (
    ZEICHEN,
    als_gruppen,
    anzahl_gruppen,
    aus_gruppen,
    ist_gemeint,
)

GEHEIM = bytes(range(100, 119))
GRUPPEN = als_gruppen(GEHEIM)


@given(st.binary(min_size=32, max_size=32), st.sampled_from([" ", "-", "\n", " – ", ""]))
def test_was_gedruckt_wurde_kommt_abgetippt_wieder_heraus(geheim: bytes, trenner: str) -> None:
    getippt = trenner.join(als_gruppen(geheim)).lower()
    assert aus_gruppen(f" {getippt}\n", 32, "Blatt") == geheim


def test_die_laenge_reicht_und_kein_zeichen_ist_zu_verwechseln() -> None:
    assert (anzahl_gruppen(19), anzahl_gruppen(32)) == (8, 13)
    assert len(set(ZEICHEN)) == 31
    assert not set("01ILO") & set(ZEICHEN)
    for geheim in (bytes(19), b"\xff" * 19):
        assert aus_gruppen("".join(als_gruppen(geheim)), 19, "Blatt") == geheim


def test_jedes_falsche_zeichen_wird_mit_seiner_gruppe_genannt() -> None:
    for nr, gruppe in enumerate(GRUPPEN, 1):
        for ort in range(5):
            for zeichen in (*ZEICHEN, "0", "O", "1", "I", "L", "Ä"):
                if zeichen == gruppe[ort]:
                    continue
                falsch = gruppe[:ort] + zeichen + gruppe[ort + 1 :]
                getippt = " ".join([*GRUPPEN[: nr - 1], falsch, *GRUPPEN[nr:]])
                with pytest.raises(EingabeFehler, match=f"Gruppe {nr} "):
                    aus_gruppen(getippt, 19, "Notfallblatt")
                assert ist_gemeint(getippt, 19)


def test_vertauschte_zeichen_und_gruppen_werden_gefunden() -> None:
    for ort in range(3):
        g = list(GRUPPEN[2])
        if g[ort] != g[ort + 1]:
            g[ort], g[ort + 1] = g[ort + 1], g[ort]
            with pytest.raises(EingabeFehler, match="Gruppe 3 "):
                aus_gruppen(" ".join([*GRUPPEN[:2], "".join(g), *GRUPPEN[3:]]), 19, "Blatt")
    vertauscht = [GRUPPEN[1], GRUPPEN[0], *GRUPPEN[2:]]
    with pytest.raises(EingabeFehler, match=r"Gruppe 1 .*, 2 "):
        aus_gruppen(" ".join(vertauscht), 19, "Blatt")


@pytest.mark.parametrize("anzahl", [0, 1, 7, 9])
def test_fehlende_oder_ueberzaehlige_gruppen(anzahl: int) -> None:
    getippt = " ".join((*GRUPPEN, GRUPPEN[0])[:anzahl])
    with pytest.raises(EingabeFehler, match=rf"8 Gruppen .* eingegeben wurden {anzahl}"):
        aus_gruppen(getippt, 19, "Notfallblatt")


def test_ein_zu_grosser_wert_ist_kein_code() -> None:
    from kim_desktop.trust import tippcode

    hoechste = tuple(tippcode._gruppe(nr, [30] * 4) for nr in range(1, 9))
    with pytest.raises(EingabeFehler, match="kein Code"):
        aus_gruppen(" ".join(hoechste), 19, "Notfallblatt")


def test_worte_sind_kein_code() -> None:
    assert not ist_gemeint("Erst der Mohn, dann der Klee und zuletzt das Korn", 19)
    assert not ist_gemeint("", 19)
