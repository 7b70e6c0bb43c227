"""It happened again: one click adds the day to a Meldung and lets its Fallzahl grow."""

from datetime import date
from typing import Any

from ...domain.angaben.meldung import MELDUNG
from ...domain.faelle import Fall, Meldung
from ...domain.fallzahl import gewachsen
from ...domain.fehler import ProzessFehler
from ...domain.felder import maengel, text
from ...domain.tafel import zeile
from ...domain.zustaende import Zustand
from ..arbeitsplatz import Arbeitsplatz, identitaet
from ..schritt.tun import Getan, tue
from ..suche import finde

_BLEIBT = frozenset({f.name for f in MELDUNG} | {"anlagen"})


def schon_wieder(ap: Arbeitsplatz, kennung: str) -> Getan:
    """Write a new version of a Meldung that says it happened again today.

    Raises `ProzessFehler` where the Meldung waits for a supplement, is ended, or says too little
    to be written anew.
    """
    with ap.profil.datenbank.lesen() as v:
        _, fall = finde(v, identitaet(ap, v), kennung)
    if grund := kein_schon_wieder(fall):
        raise ProzessFehler(grund)
    assert isinstance(fall, Meldung)
    return tue(ap, "ergaenzen", {**_neue_fassung(fall, ap.heute()), "kennung": kennung})


def kein_schon_wieder(fall: Fall) -> str:
    """Return why this cannot be said of a case now, an empty text where it can."""
    if not isinstance(fall, Meldung):
        return "„Schon wieder“ gibt es nur bei einer Meldung."
    if fall.zustand is Zustand.ZUR_ERGAENZUNG:
        return (
            f"Zu {fall.kennung} bittet die CM-Koordination um eine Ergänzung. "
            "Bitte zuerst die Meldung ergänzen."
        )
    if zeile("ergaenzen", fall.art, fall.zustand) is None:
        return (
            f"{fall.kennung} ist beendet ({fall.zustand.label}). Tritt es wieder auf, bitte neu "
            "melden."
        )
    if maengel(MELDUNG, fall.inhalt):
        return f"{fall.kennung} ist eine kurze Meldung. Bitte zuerst die Meldung ergänzen."
    return ""


def _neue_fassung(fall: Meldung, heute: date) -> dict[str, Any]:
    letzte = fall.fassungen[-1]
    bisher = [*(letzte.inhalt.get("wieder_aufgetreten") or ()), {"am": heute.isoformat()}]
    return {
        **{k: w for k, w in letzte.inhalt.items() if k in _BLEIBT},
        "wieder_aufgetreten": bisher,
        "fallzahlklasse": gewachsen(text(letzte.inhalt, "fallzahlklasse"), len(bisher)),
        # A version somebody else wrote meanwhile stays beside this one.
        "ersetzt": [letzte.id],
    }
