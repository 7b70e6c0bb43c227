"""Die Fallzahlklasse wächst mit jedem „Schon wieder“ und fällt nie."""

import pytest

from kim_desktop.domain.angaben.listenwerte import FALLZAHL
from kim_desktop.domain.fallzahl import UNTERGRENZEN, geordnet, gewachsen


def test_jede_klasse_der_auswahl_hat_eine_untergrenze() -> None:
    assert list(UNTERGRENZEN) == list(FALLZAHL)


@pytest.mark.parametrize(
    ("klasse", "wieder", "danach"),
    [
        ("", 1, "1-2"),
        ("1-2", 1, "1-2"),
        ("1-2", 2, "3-9"),
        ("3-9", 1, "3-9"),
        ("3-9", 9, "10-24"),
        ("10-24", 2, "10-24"),
        ("10-24", 24, "25+"),
        ("25+", 1, "25+"),
    ],
)
def test_bekannt_sind_die_untergrenze_und_einer_je_mal(
    klasse: str, wieder: int, danach: str
) -> None:
    assert gewachsen(klasse, wieder) == danach


def test_klassen_stehen_von_wenigen_zu_vielen_personen() -> None:
    assert geordnet(["25+", "10-24", None, "3-9", "3-9", ""]) == ["3-9", "10-24", "25+"]
