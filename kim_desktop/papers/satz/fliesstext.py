"""Setting paragraphs and lists."""

from collections.abc import Sequence

from ..elemente import Absatz, Liste
from .bloecke import Bloecke, Marke, Textblock, textblock
from .masse import TEXT
from .struktur import Knoten

_LUFT = 5.0
_PUNKTLUFT = 2.5
_EINZUG = 12.0
_PUNKT = "•"


def fliesstext(inhalt: Sequence[Absatz | Liste], breite: float, eltern: Knoten) -> Bloecke:
    """Return the blocks of running text."""
    return tuple(block for element in inhalt for block in _setze(element, breite, eltern))


def _setze(element: Absatz | Liste, breite: float, eltern: Knoten) -> Bloecke:
    if isinstance(element, Absatz):
        return (textblock(element.text, TEXT, breite, eltern.neu("P"), danach=_LUFT),)
    liste = eltern.neu("L", ListNumbering="Disc")
    *vordere, letzter = element.punkte or ("",)
    return (
        *(_punkt(punkt, breite, _PUNKTLUFT, liste) for punkt in vordere),
        _punkt(letzter, breite, _LUFT, liste),
    )


def _punkt(punkt: str, breite: float, danach: float, liste: Knoten) -> Textblock:
    teil = liste.neu("LI")
    marke = Marke(_PUNKT, teil.neu("Lbl"))
    knoten = teil.neu("LBody")
    return textblock(punkt, TEXT, breite, knoten, danach=danach, einzug=_EINZUG, marke=marke)
