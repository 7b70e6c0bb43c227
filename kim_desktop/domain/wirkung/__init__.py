"""What an effective event changes in its case: one small function per step."""

from collections.abc import Callable
from typing import Any

from ..ereignis import Ereignis
from ..faelle import Meldung
from . import herausforderung as h
from . import kreis as k
from . import meldung as m
from . import sitzung as s
from .hilfen import antworten, fragen, grund, notieren, unveraendert

__all__ = ["WIRKUNG"]

_Effekt = Callable[[Any, Ereignis], Any]


def _uebernehmen(fall: Any, e: Ereignis) -> Any:
    effekt: _Effekt = m.uebernehmen if isinstance(fall, Meldung) else h.uebernehmen
    return effekt(fall, e)


#: Effect on the content of the case by step name.
WIRKUNG: dict[str, _Effekt] = {
    "melden": m.melden,
    "das_kennen_wir_auch": m.melden,
    "sammelmeldung_bestaetigen": m.melden,
    "ergaenzen": m.ergaenzen,
    "zurueckziehen": grund,
    "buendelung_widersprechen": m.widersprechen,
    "abfrage_beantworten": h.abfrage_beantworten,
    "zur_ergaenzung": grund,
    "beobachten": grund,
    "ohne_vorlage_erledigen": grund,
    "bescheiden": m.bescheiden,
    "schwaerzen": m.schwaerzen,
    "buendeln": h.buendeln,
    "altbestand_aufnehmen": h.altbestand,
    "loesen": h.loesen,
    "zusammenfassen": h.zusammenfassen,
    "abfragen": h.abfragen,
    "themenblatt_freigeben": h.themenblatt,
    "stellungnahme_einholen": h.stellungnahme_einholen,
    "stellung_nehmen": h.stellung_nehmen,
    "notieren": notieren,
    "uebernehmen": _uebernehmen,
    "vorlegen": h.vorlegen,
    "wiederaufnehmen": h.neuer_durchgang,
    "zurueckgeben": grund,
    "weiterleiten": h.weiterleiten,
    "mitzeichnen": h.mitzeichnen,
    "sitzung_anlegen": s.anlegen,
    "tagesordnung": s.tagesordnung,
    "freier_top": s.freier_top,
    "beauftragen": h.beauftragen,
    "auftrag_nicht_erteilen": grund,
    "vertagen": grund,
    "zurueckverweisen": h.zurueckverweisen,
    "zur_kenntnis_nehmen": h.ende,
    "weitergeben": h.weitergeben,
    "verweisen": h.weitergeben,
    "niederschrift": s.niederschrift,
    "bearbeiten": h.bearbeiten,
    "rueckmelden": h.rueckmelden,
    "zusagen": h.zusagen,
    "beschliessen": unveraendert,
    "rm_zurueckverweisen": grund,
    "bekanntgeben": h.bekanntgeben,
    "kenntnis_nehmen": h.kenntnis,
    "umsetzung_melden": h.umsetzung,
    "erfolg_melden": h.erfolg,
    "abschliessen": h.abschliessen,
    "antwort_erfassen": h.antwort,
    "fragen": fragen,
    "antworten": antworten,
    "berichtigen": unveraendert,
    "gruenden": k.gruenden,
    "einstellen": k.einstellen,
    "keine_meldung": k.keine_meldung,
    "loeschen": unveraendert,
}
