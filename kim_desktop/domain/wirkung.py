"""What an effective event changes in its case, one small function per step."""

from collections.abc import Callable, Mapping
from typing import Any

from .einstellung import als_eintraege, ergaenzt
from .ereignis import Ereignis
from .faelle import Beleg, Fall, Herausforderung, Kreis, Meldung, mit
from .felder import texte

_ANGABEN = ("titel", "kurzfassung", "bewertung", "abgrenzung", "empfehlung")


def beleg(e: Ereignis) -> Beleg:
    """Return the event's content as evidence of the case."""
    return Beleg(e.id, e.tag, e.stelle, e.fuer_stelle, e.inhalt or {})


def _melden(fall: Meldung, e: Ereignis) -> Meldung:
    return mit(fall, stelle=e.urheber, fassungen=(beleg(e),))


def _ergaenzen(fall: Meldung, e: Ereignis) -> Meldung:
    ersetzt = set(texte(_inhalt(e), "ersetzt"))
    bleiben = tuple(f for f in fall.fassungen if f.id not in ersetzt)
    return mit(fall, fassungen=(*bleiben, beleg(e)), grund="")


def _grund(fall: Any, e: Ereignis) -> Any:
    return mit(fall, grund=_wert(e, "begruendung"))


def _bescheiden(fall: Meldung, e: Ereignis) -> Meldung:
    return mit(fall, bescheide=(*fall.bescheide, beleg(e)))


def _buendeln(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    neu = tuple(m for m in texte(_inhalt(e), "meldungen") if m not in fall.meldungen)
    return mit(fall, meldungen=(*fall.meldungen, *neu), angaben=_angaben(fall, e))


def _loesen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    weg = set(texte(_inhalt(e), "meldungen"))
    return mit(fall, meldungen=tuple(m for m in fall.meldungen if m not in weg))


def _vorlegen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    return mit(fall, vorlegung=beleg(e), angaben=_angaben(fall, e), grund="")


def _weiterleiten(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    return mit(fall, vorlage=beleg(e))


def _beauftragen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    return mit(fall, auftrag=beleg(e), grund="")


def _bearbeiten(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    return mit(fall, arbeit=(*fall.arbeit, beleg(e)))


def _rueckmelden(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    return mit(fall, rueckmeldungen=(*fall.rueckmeldungen, beleg(e)), grund="")


def _bekanntgeben(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    return mit(fall, bekanntgabe=beleg(e))


def _kenntnis(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    return mit(fall, kenntnis=_je_stelle(fall.kenntnis, e.urheber, beleg(e)))


def _erfolg(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    schluessel = f"{e.urheber}/{_wert(e, 'loesungsansatz')}"
    return mit(fall, erfolge=_je_stelle(fall.erfolge, schluessel, beleg(e)))


def _abschliessen(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    return mit(fall, abschluss=beleg(e))


def _themenblatt(fall: Herausforderung, e: Ereignis) -> Herausforderung:
    return mit(fall, themenblatt=beleg(e))


def _gruenden(fall: Kreis, e: Ereignis) -> Kreis:
    return mit(fall, name=_wert(e, "name"))


def _einstellen(fall: Kreis, e: Ereignis) -> Kreis:
    name = _wert(e, "schluessel")
    if eintraege := als_eintraege(_inhalt(e).get("eintraege")):
        neue = ergaenzt(eintraege, fall.listen.get(name, ()))
        return mit(fall, listen={**fall.listen, name: neue})
    return mit(fall, einstellungen={**fall.einstellungen, name: _wert(e, "wert")})


def _unveraendert(fall: Fall, _e: Ereignis) -> Fall:
    return fall


def _je_stelle(werte: Any, schluessel: str, neu: Beleg) -> dict[str, Beleg]:
    # A Stelle's own word outranks one recorded for it, in whatever order they arrive.
    alt = werte.get(schluessel)
    if alt is not None and neu.fuer_stelle and not alt.fuer_stelle:
        return dict(werte)
    return {**werte, schluessel: neu}


def _angaben(fall: Herausforderung, e: Ereignis) -> dict[str, Any]:
    neu = {k: w for k in _ANGABEN if isinstance(w := _inhalt(e).get(k), str) and w}
    return {**fall.angaben, **neu}


def _wert(e: Ereignis, name: str) -> str:
    return str(_inhalt(e).get(name, ""))


def _inhalt(e: Ereignis) -> Mapping[str, Any]:
    return e.inhalt or {}


#: Effect on the content of the case by step name.
WIRKUNG: dict[str, Callable[[Any, Ereignis], Any]] = {
    "melden": _melden,
    "ergaenzen": _ergaenzen,
    "zurueckziehen": _grund,
    "zur_ergaenzung": _grund,
    "bescheiden": _bescheiden,
    "buendeln": _buendeln,
    "loesen": _loesen,
    "themenblatt_freigeben": _themenblatt,
    "vorlegen": _vorlegen,
    "zurueckgeben": _grund,
    "weiterleiten": _weiterleiten,
    "beauftragen": _beauftragen,
    "auftrag_nicht_erteilen": _grund,
    "vertagen": _grund,
    "bearbeiten": _bearbeiten,
    "rueckmelden": _rueckmelden,
    "beschliessen": _unveraendert,
    "rm_zurueckverweisen": _grund,
    "bekanntgeben": _bekanntgeben,
    "kenntnis_nehmen": _kenntnis,
    "erfolg_melden": _erfolg,
    "abschliessen": _abschliessen,
    "gruenden": _gruenden,
    "einstellen": _einstellen,
    "loeschen": _unveraendert,
}
