"""Whatever Kennungen and ids authors write, each case is shown under a name that finds it."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kim_desktop.domain.fehler import EingabeFehler
from kim_desktop.store.ansicht import faelle
from kim_desktop.store.ansicht.faelle import Filter, strittige_kennungen, zu_kennung
from kim_desktop.store.ansicht.kennungen import mehrfache
from kim_desktop.store.verbindung import Verbindung
from tests.hilfen.kreis import Kreis

K = "KI1-2026-001"
_VORN = ("152c72", "152c73", "9ab3f0")
#: Real ids, some of which begin alike.
IDS = tuple(f"{vorn}{n:058x}" for vorn in _VORN for n in range(3))
#: A header may name as its case whatever its author likes.
KRUMME = ("age1x", K, "152c72", f"{K}?152c72", "?", IDS[0].upper(), f"{IDS[0]}0")
KENNUNGEN = (
    *(K, "KI1-2026-002", f"{K}?", "?", "??", IDS[0], f"{K}?{IDS[0]}"),
    *(f"{K}?{vorn}" for vorn in _VORN),
    *(f"{K}?{vorn}?{vorn}" for vorn in _VORN),
)
_EINFUEGEN = (
    "INSERT INTO faelle (id, art, kennung, titel, zustand, schritt, stelle, strittig, tag, "
    "suchtext, abdruck, bild) VALUES (?, 'meldung', ?, 'T', 'gemeldet', 1, 'hen', 1, '', ?, '', '')"
)


@pytest.fixture
def v(kreis: Kreis) -> Iterator[Verbindung]:
    """A database without cases."""
    with kreis.plaetze["KI"].profil.datenbank.schreiben() as verbindung:
        yield verbindung


def fuelle(v: Verbindung, zeilen: dict[str, str]) -> None:
    """Let there be these cases and no others: Kennung by id."""
    v.exec_driver_sql("DELETE FROM faelle")
    v.exec_driver_sql(_EINFUEGEN, [(i, k, k.lower()) for i, k in zeilen.items()])


def gezeigt(v: Verbindung) -> dict[str, str]:
    return {z.id: z.kennung for z in faelle.seite(v, Filter())}


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.dictionaries(st.sampled_from(IDS), st.sampled_from(KENNUNGEN), min_size=1))
def test_jeder_name_ist_einmalig_und_findet_seinen_vorgang(
    v: Verbindung, zeilen: dict[str, str]
) -> None:
    fuelle(v, zeilen)
    namen = gezeigt(v)
    assert sorted(strittige_kennungen(v)) == sorted(namen.values())
    for ident, name in namen.items():
        zeile = zu_kennung(v, name)
        assert zeile is not None
        assert zeile.id == ident
        assert zu_kennung(v, ident) == zeile
        assert [z.id for z in faelle.seite(v, Filter(text=name))].count(ident) == 1
    assert len(set(namen.values())) == len(zeilen)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.sampled_from(IDS),
    st.dictionaries(st.sampled_from((*IDS, *KRUMME)), st.sampled_from(KENNUNGEN)),
)
def test_wer_vorgaenge_erfindet_nimmt_einem_echten_den_namen_nicht(
    v: Verbindung, echt: str, zeilen: dict[str, str]
) -> None:
    """What is invented is found as well, or refused; it is never taken for another."""
    fuelle(v, {**zeilen, echt: K})
    for ident, name in gezeigt(v).items():
        try:
            zeile = zu_kennung(v, name)
        except EingabeFehler:
            assert ident in KRUMME
        else:
            assert (zeile.id if zeile else ident) == ident
            assert zeile is not None or ident in KRUMME


def test_einmalige_kennungen_bleiben_wie_sie_sind(v: Verbindung) -> None:
    fuelle(v, {IDS[0]: K, IDS[3]: "KI1-2026-002", IDS[6]: f"HEN1-2026-001?{IDS[6][:6]}"})
    assert sorted(gezeigt(v).values()) == [
        f"HEN1-2026-001?{IDS[6][:6]}",
        K,
        "KI1-2026-002",
    ]
    assert mehrfache(v) == []


def test_wessen_inhalt_fehlt_hat_keine_kennung_und_bekommt_kein_zeichen(v: Verbindung) -> None:
    fuelle(v, {IDS[0]: "", IDS[3]: "", IDS[6]: K})
    assert gezeigt(v) == {IDS[6]: K}
    assert [z.kennung for z in faelle.zu_ids(v, IDS)] == ["", "", K]
    assert mehrfache(v) == []
    assert zu_kennung(v, "") is None


def test_das_kennzeichen_ist_so_lang_wie_noetig(v: Verbindung) -> None:
    fuelle(v, {IDS[0]: K, IDS[1]: K, IDS[6]: K})
    assert gezeigt(v) == {
        IDS[0]: f"{K}?{IDS[0]}",
        IDS[1]: f"{K}?{IDS[1]}",
        IDS[6]: f"{K}?{IDS[6][:6]}",
    }
    with pytest.raises(EingabeFehler) as gesagt:
        zu_kennung(v, f"{K}?{IDS[0][:6]}")
    assert "gibt es hier nicht" not in gesagt.value.text
    for zeichen in (IDS[6][:6], IDS[6][:9], IDS[6]):
        gefunden = zu_kennung(v, f"{K}?{zeichen}")
        assert gefunden is not None
        assert gefunden.id == IDS[6]
    assert zu_kennung(v, f"{K}?ffffff") is None


def test_eine_gegabelte_kennung_ohne_zeichen_nennt_die_mit_zeichen(v: Verbindung) -> None:
    fuelle(v, {IDS[0]: f"{K}?{IDS[0][:6]}", IDS[6]: f"{K}?{IDS[6][:6]}"})
    with pytest.raises(EingabeFehler) as gesagt:
        zu_kennung(v, K)
    assert all(name in gesagt.value.text for name in gezeigt(v).values())


def test_von_sehr_vielen_gleichen_werden_nur_einige_genannt(v: Verbindung) -> None:
    fuelle(v, {f"{n:064x}": K for n in range(2000)})
    with pytest.raises(EingabeFehler) as gesagt:
        zu_kennung(v, K)
    assert gesagt.value.text.count(f"{K}?") == 5
    assert "und weitere" in gesagt.value.text
    (mehrfach,) = mehrfache(v)
    assert (mehrfach.kennung, mehrfach.anzahl, len(mehrfach.gezeigt)) == (K, 2000, 20)
