"""Effects on a Sitzung."""

from ..ereignis import Ereignis
from ..faelle import Sitzung, mit
from ..felder import texte
from .hilfen import beleg, inhalt


def anlegen(fall: Sitzung, e: Ereignis) -> Sitzung:
    """Begin with the invitation."""
    return mit(fall, einladung=beleg(e))


def tagesordnung(fall: Sitzung, e: Ereignis) -> Sitzung:
    """Put a new agenda in the place of the old one; free items it names have become part of it."""
    ersetzt = set(texte(inhalt(e), "ersetzt"))
    freie = tuple(f for f in fall.freie if f.id not in ersetzt)
    return mit(fall, tagesordnung=beleg(e), freie=freie)


def freier_top(fall: Sitzung, e: Ereignis) -> Sitzung:
    """Add an item outside this process."""
    return mit(fall, freie=(*fall.freie, beleg(e)))


def niederschrift(fall: Sitzung, e: Ereignis) -> Sitzung:
    """Keep the latest state of the minutes."""
    return mit(fall, niederschrift=beleg(e))
