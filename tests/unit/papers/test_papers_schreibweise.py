"""Dates, money and numbers of persons as a German reader expects them."""

import pytest

from kim_desktop.papers.schreibweise import anzahl, datum, fallzahl, geld, glaetten


@pytest.mark.parametrize(
    ("wert", "gedruckt"),
    [
        ("2026-11-22", "22.11.2026"),
        ("2027-01-05", "05.01.2027"),
        ("Herbst 2027", "Herbst 2027"),
        ("2026-02-31", "2026-02-31"),
        ("", ""),
    ],
)
def test_tage_stehen_deutsch_und_worte_bleiben(wert: str, gedruckt: str) -> None:
    assert datum(wert) == gedruckt


@pytest.mark.parametrize(
    ("cent", "gedruckt"),
    [
        (125_050, "1.250,50\u00a0€"),
        (5, "0,05\u00a0€"),
        (0, "0,00\u00a0€"),
        (1_234_567_800, "12.345.678,00\u00a0€"),
        (-1999, "−19,99\u00a0€"),
    ],
)
def test_geld_mit_komma_und_punkten(cent: int, gedruckt: str) -> None:
    assert geld(cent) == gedruckt


@pytest.mark.parametrize("klasse", ["1–2", "1-2", "2", "1", "0", "bis 2"])
def test_weniger_als_drei_personen_werden_verborgen(klasse: str) -> None:
    assert fallzahl(klasse, 3) == "<\u00a03"


@pytest.mark.parametrize("klasse", ["3–9", "10–24", "25+", "2 und mehr", "ab 2", "unbekannt", ""])
def test_groessere_klassen_und_worte_bleiben(klasse: str) -> None:
    assert fallzahl(klasse, 3) == klasse


def test_die_grenze_ist_eine_einstellung() -> None:
    assert fallzahl("3–9", 10) == "<\u00a010"


def test_einzahl_und_mehrzahl() -> None:
    formen = ("Kommune", "Kommunen")
    assert anzahl(1, formen) == "1\u00a0Kommune"
    assert anzahl(0, formen) == "0\u00a0Kommunen"


@pytest.mark.parametrize(
    ("eingefuegt", "glatt"),
    [
        ("Stra\u00adße\u200b", "Straße"),
        ("a\u0308rztlich", "ärztlich"),
        ("eins\r\nzwei\rdrei\u2028vier", "eins\nzwei\ndrei\nvier"),
        ("mit\tTab  und   Lücken ", "mit Tab und Lücken"),
        ("§ 5 SGB II, z. B. in Abs. 2", "§\u00a05 SGB\u00a0II, z.\u00a0B. in Abs.\u00a02"),
        ("um 14 Uhr zu 90 %", "um 14\u00a0Uhr zu 90\u00a0%"),
    ],
)
def test_eingefuegter_text_wird_glatt(eingefuegt: str, glatt: str) -> None:
    assert glaetten(eingefuegt) == glatt
    assert glaetten(glatt) == glatt
