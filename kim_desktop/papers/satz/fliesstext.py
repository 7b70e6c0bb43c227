"""Setting paragraphs and lists."""

from collections.abc import Sequence

from ..elemente import Absatz, Liste
from .bloecke import Bloecke, Textblock, textblock
from .masse import TEXT

_LUFT = 5.0
_PUNKTLUFT = 2.5
_EINZUG = 12.0
_PUNKT = "•"


def fliesstext(inhalt: Sequence[Absatz | Liste], breite: float) -> Bloecke:
    """Return the blocks of running text."""
    return tuple(block for element in inhalt for block in _setze(element, breite))


def _setze(element: Absatz | Liste, breite: float) -> Bloecke:
    if isinstance(element, Absatz):
        return (textblock(element.text, TEXT, breite, danach=_LUFT),)
    *vordere, letzter = element.punkte or ("",)
    return (
        *(_punkt(punkt, breite, _PUNKTLUFT) for punkt in vordere),
        _punkt(letzter, breite, _LUFT),
    )


def _punkt(punkt: str, breite: float, danach: float) -> Textblock:
    return textblock(punkt, TEXT, breite, danach=danach, einzug=_EINZUG, marke=_PUNKT)
