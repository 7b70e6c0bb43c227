"""One value, one spelling: the ground under every hash and signature."""

import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kim_desktop.trust.kanon import NichtKanonisch, kanon, lies_kanon

WERTE = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**80), 2**80) | st.text(max_size=12),
    lambda teil: (
        st.lists(teil, max_size=4) | st.dictionaries(st.text(max_size=6), teil, max_size=4)
    ),
    max_leaves=12,
)


def wie_json(wert: Any) -> bytes:
    text = json.dumps(wert, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode()


@given(WERTE)
def test_die_schreibweise_ist_die_von_json_sortiert_und_ohne_luecken(wert: Any) -> None:
    assert kanon(wert) == wie_json(wert)
    assert lies_kanon(kanon(wert)) == wert


@given(WERTE, st.sampled_from([{"indent": 1}, {"ensure_ascii": True}, {"separators": (", ", ":")}]))
def test_jede_andere_schreibweise_wird_abgelehnt(wert: Any, art: dict[str, Any]) -> None:
    anders = json.dumps(wert, sort_keys=True, **art).encode()
    assume(anders != kanon(wert))
    with pytest.raises(NichtKanonisch):
        lies_kanon(anders)


@given(WERTE, st.data())
def test_kein_geaendertes_byte_ergibt_denselben_wert(wert: Any, daten: st.DataObject) -> None:
    roh = kanon(wert)
    stelle = daten.draw(st.integers(0, len(roh) - 1))
    byte = daten.draw(st.integers(0, 255).filter(lambda b: b != roh[stelle]))
    try:
        anders = lies_kanon(roh[:stelle] + bytes([byte]) + roh[stelle + 1 :])
    except NichtKanonisch:
        return
    assert kanon(anders) != roh


@given(st.binary(max_size=40))
def test_beliebige_bytes_werden_gelesen_oder_abgelehnt(roh: bytes) -> None:
    try:
        wert = lies_kanon(roh)
    except NichtKanonisch:
        return
    assert kanon(wert) == roh


@given(st.floats())
def test_eine_bruchzahl_wird_nie_gelesen(zahl: float) -> None:
    for roh in (repr(zahl), f"[{zahl!r}]", f'{{"a":{zahl!r}}}'):
        with pytest.raises(NichtKanonisch):
            lies_kanon(roh.encode())


ANDERS = [
    b"",
    b" 1",
    b"1 ",
    b"01",
    b"+1",
    b"-0",
    b"1.0",
    b"1e3",
    b"1E3",
    b"NaN",
    b"true\n",
    b"[1,]",
    b"[1 ,2]",
    b'{"a":1,"a":1}',
    b'{"a":1,"a":2}',
    b'{"b":1,"a":2}',
    b'{"a":{"c":1,"b":2}}',
    b"{'a':1}",
    b'"\\u00e4"',
    b'"\\/"',
    b'"\\ud800"',
    b'"\xff"',
    b'"\xed\xa0\x80"',
    b"\xef\xbb\xbf1",
    b'"a',
    b"[" * 50_000 + b"]" * 50_000,
]


@pytest.mark.parametrize("roh", ANDERS, ids=lambda roh: repr(roh[:20]))
def test_eine_abweichende_schreibweise_wird_abgelehnt(roh: bytes) -> None:
    with pytest.raises(NichtKanonisch):
        lies_kanon(roh)


def test_zusammengesetzte_und_zerlegte_umlaute_bleiben_verschieden() -> None:
    zerlegt = "a\u0308"
    assert kanon(zerlegt) != kanon("\u00e4")
    assert lies_kanon(kanon(zerlegt)) == zerlegt
