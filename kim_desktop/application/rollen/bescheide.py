"""Giving all the Bescheide that are owed in one go: propose, show, write."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ...domain.faelle import Meldung
from ...domain.fehler import ProzessFehler
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..auskunft import auskunft_zur_meldung
from ..schritt.tun import tue_mit
from ..suche import finde


@dataclass(frozen=True, slots=True)
class Bescheidvorschlag:
    """What a Stelle would be told of its Meldung."""

    kennung: str
    stelle: str
    daten: Mapping[str, Any]


def vorschlaege(ap: Arbeitsplatz, kennungen: Sequence[str]) -> list[Bescheidvorschlag]:
    """Return the proposed Bescheid of each Meldung."""
    with ap.profil.datenbank.lesen() as v:
        return list(_vorschlaege(ap, v, identitaet(ap, v), kennungen))


def erteile(ap: Arbeitsplatz, gezeigte: Sequence[Bescheidvorschlag]) -> int:
    """Write the Bescheide as they were shown, all or none; return how many.

    Raises `ProzessFehler` where the state of a Meldung has changed since.
    """
    with ap.profil.datenbank.schreiben() as v:
        wer = identitaet(ap, v)
        if list(_vorschlaege(ap, v, wer, [g.kennung for g in gezeigte])) != list(gezeigte):
            raise ProzessFehler(
                "Inzwischen hat sich ein Stand geändert. Bitte sehen Sie die Bescheide noch "
                "einmal an; es wurde keiner erteilt."
            )
        for g in gezeigte:
            tue_mit(ap, v, "bescheiden", {"kennung": g.kennung, **g.daten})
    return len(gezeigte)


def _vorschlaege(
    ap: Arbeitsplatz, v: Verbindung, wer: Identitaet, kennungen: Iterable[str]
) -> Iterable[Bescheidvorschlag]:
    for kennung in kennungen:
        fall = finde(v, wer, kennung)[1]
        if isinstance(fall, Meldung):
            daten = auskunft_zur_meldung(v, wer, fall, ap.heute())
            gefuellt = {k: w for k, w in daten.items() if w}
            yield Bescheidvorschlag(kennung, wer.name_von(fall.zustaendig), gefuellt)
