"""Effects on a Meldung."""

from ..ereignis import Ereignis
from ..faelle import Meldung, mit
from ..felder import texte
from .hilfen import beleg, inhalt, wert


def melden(fall: Meldung, e: Ereignis) -> Meldung:
    """Begin with the first version."""
    return mit(fall, stelle=e.urheber, fassungen=(beleg(e),), thema=wert(e, "thema"))


def ergaenzen(fall: Meldung, e: Ereignis) -> Meldung:
    """Put a new version in the place of those it names.

    Once redacted, what the Stelle adds stays closed as well until it is redacted anew.
    """
    verdeckt = (*fall.verdeckt, e.id) if fall.verdeckt else ()
    return mit(_neu_gefasst(fall, e), verdeckt=verdeckt, grund="")


def schwaerzen(fall: Meldung, e: Ereignis) -> Meldung:
    """Let a redacted version stand for those it names; they stay with their Stelle."""
    verdeckt = dict.fromkeys((*fall.verdeckt, *texte(inhalt(e), "ersetzt")))
    thema = fall.thema or wert(e, "thema")
    return mit(_neu_gefasst(fall, e), verdeckt=tuple(verdeckt), thema=thema)


def _neu_gefasst(fall: Meldung, e: Ereignis) -> Meldung:
    ersetzt = set(texte(inhalt(e), "ersetzt"))
    bleiben = tuple(f for f in fall.fassungen if f.id not in ersetzt)
    return mit(fall, fassungen=(*bleiben, beleg(e)))


def bescheiden(fall: Meldung, e: Ereignis) -> Meldung:
    """Add what the Stelle was told."""
    return mit(fall, bescheide=(*fall.bescheide, beleg(e)))


def widersprechen(fall: Meldung, e: Ereignis) -> Meldung:
    """Keep the objection of the CM-Stelle."""
    return mit(fall, widerspruch=beleg(e))


def uebernehmen(fall: Meldung, e: Ereignis) -> Meldung:
    """Let another Stelle look after it; who reported stays who reported."""
    return mit(fall, nachfolge=wert(e, "nachfolge"))
