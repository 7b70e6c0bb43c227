"""The Fallzahlklasse of a Meldung: from how many persons on it speaks, and how it grows."""

from collections.abc import Iterable

#: Classes in order with the lowest number of persons each stands for.
UNTERGRENZEN = {"1-2": 1, "3-9": 3, "10-24": 10, "25+": 25}


def geordnet(klassen: Iterable[object]) -> list[str]:
    """Return the classes named, each once, from few persons to many."""
    genannt = {str(klasse) for klasse in klassen if klasse}
    unbekannt = max(UNTERGRENZEN.values()) + 1
    return sorted(genannt, key=lambda klasse: UNTERGRENZEN.get(klasse, unbekannt))


def gewachsen(klasse: str, wieder: int) -> str:
    """Return the class once it happened again `wieder` times since the report.

    Known are at least the lower bound of the class so far and one person each time, so the class
    never falls.
    """
    bekannt = max(UNTERGRENZEN.get(klasse, 0), 1 + wieder)
    return [k for k, grenze in UNTERGRENZEN.items() if grenze <= bekannt][-1]
