"""The glossary and the code speak the same words."""

import re
from pathlib import Path

from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritte import VERBORGEN
from kim_desktop.domain.tafel import NACH_NAME
from kim_desktop.domain.zustaende import Zustand

WURZEL = Path(__file__).parents[2]
GLOSSAR = (WURZEL / "docs" / "glossar.md").read_text(encoding="utf-8")
ZEILEN = [
    [zelle.strip() for zelle in zeile.strip("|").split("|")]
    for zeile in GLOSSAR.splitlines()
    if zeile.startswith("| ")
]
PAARE = {(zeile[0], zeile[1]) for zeile in ZEILEN}


def woerter_des_codes() -> set[str]:
    quellen = (WURZEL / "kim_desktop").rglob("*.py")
    return {w for q in quellen for w in re.findall(r"\w+", q.read_text(encoding="utf-8"))}


def test_jeder_begriff_steht_im_code() -> None:
    woerter = woerter_des_codes()
    genannt = {
        n for zeile in ZEILEN for zelle in zeile[:2] for n in re.findall(r"`([\w.]+)`", zelle)
    }
    assert genannt
    assert {n for n in genannt if not set(n.split(".")) <= woerter} == set()


def test_jeder_schritt_steht_im_glossar_wie_menschen_ihn_lesen() -> None:
    soll = {(f"`{n}`", s[0].label) for n, s in NACH_NAME.items() if n not in VERBORGEN}
    assert soll <= PAARE


def test_jeder_zustand_und_jede_rolle_steht_im_glossar() -> None:
    assert {(f"`{z}`", z.label) for z in Zustand} <= PAARE
    for rolle in Rolle:
        assert f"`Rolle.{rolle.name}`" in GLOSSAR
        assert rolle.label in GLOSSAR
