"""Effects on the district's own case."""

from ..einstellung import als_eintraege, ergaenzt
from ..ereignis import Ereignis
from ..faelle import Kreis, mit
from .hilfen import beleg, inhalt, je_stelle, wert


def gruenden(fall: Kreis, e: Ereignis) -> Kreis:
    """Give the district its name."""
    return mit(fall, name=wert(e, "name"))


def einstellen(fall: Kreis, e: Ereignis) -> Kreis:
    """Change a setting."""
    name = wert(e, "schluessel")
    if eintraege := als_eintraege(inhalt(e).get("eintraege")):
        neue = ergaenzt(eintraege, fall.listen.get(name, ()))
        return mit(fall, listen={**fall.listen, name: neue})
    return mit(fall, einstellungen={**fall.einstellungen, name: wert(e, "wert")})


def keine_meldung(fall: Kreis, e: Ereignis) -> Kreis:
    """Keep the last period in which a CM-Stelle had nothing to report."""
    return mit(fall, nullmeldungen=je_stelle(fall.nullmeldungen, e.urheber, beleg(e)))
