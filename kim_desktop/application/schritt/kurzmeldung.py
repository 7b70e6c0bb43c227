"""What a short Meldung and a Bescheid take over from the topic they are about."""

from typing import Any

from ...domain.faelle import Fall, Herausforderung, Meldung
from ...domain.fehler import EingabeFehler
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Identitaet
from ..auskunft import kurzmeldungstitel, neutraler_titel, stand_der_meldung
from ..suche import fall_mit

Inhalt = dict[str, Any]
_KURZ = frozenset({"das_kennen_wir_auch", "sammelmeldung_bestaetigen"})


def themenangaben(
    v: Verbindung, wer: Identitaet, name: str, fall: Fall | None, inhalt: Inhalt
) -> Inhalt:
    """Return the content with the title of the topic, or the state a Bescheid tells of."""
    if name == "bescheiden" and isinstance(fall, Meldung):
        return {**inhalt, "zustand": str(stand_der_meldung(v, wer, fall))}
    if name in _KURZ and isinstance(inhalt.get("thema"), str):
        return {**inhalt, **_titel(v, wer, fall_mit(v, wer, inhalt["thema"]))}
    if name == "abfrage_beantworten" and inhalt.get("kennt") == "ja":
        return {**inhalt, **_titel(v, wer, fall)}
    return inhalt


def _titel(v: Verbindung, wer: Identitaet, fall: Fall | None) -> Inhalt:
    if not isinstance(fall, Herausforderung):
        raise EingabeFehler(
            "Das Thema muss eine Herausforderung sein; ihre Kennung steht auf dem Themenblatt."
        )
    return {"titel": kurzmeldungstitel(neutraler_titel(v, wer, fall))}
