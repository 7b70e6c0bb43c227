"""Effects on the district's own case."""

from ..ereignis import Ereignis
from ..faelle import Kreis, mit
from .hilfen import beleg, je_stelle, wert


def gruenden(fall: Kreis, e: Ereignis) -> Kreis:
    """Give the district its name."""
    return mit(fall, name=wert(e, "name"))


def einstellen(fall: Kreis, e: Ereignis) -> Kreis:
    """Change a setting."""
    neu = {**fall.einstellungen, wert(e, "schluessel"): wert(e, "wert")}
    return mit(fall, einstellungen=neu)


def keine_meldung(fall: Kreis, e: Ereignis) -> Kreis:
    """Keep the last period in which a CM-Stelle had nothing to report."""
    return mit(fall, nullmeldungen=je_stelle(fall.nullmeldungen, e.urheber, beleg(e)))
