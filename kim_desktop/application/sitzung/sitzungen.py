"""The meetings of the Lenkungsgruppe, and what stands on their agendas."""

from datetime import date

from ...domain.faelle import Sitzung
from ...domain.schritt import Fallart
from ...store.ansicht import faelle
from ...store.ansicht.faelle import Filter
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Identitaet
from ..suche import fall_zu

_HOECHSTENS = 500


def alle_sitzungen(v: Verbindung, wer: Identitaet) -> list[Sitzung]:
    """Return every meeting known here, in order of day."""
    zeilen = faelle.seite(v, Filter(arten=(Fallart.SITZUNG,)), anzahl=_HOECHSTENS)
    gefaltet = (fall_zu(v, wer, z) for z in zeilen)
    return sorted((s for s in gefaltet if isinstance(s, Sitzung)), key=lambda s: (s.am, s.kennung))


def sitzungen_mit(v: Verbindung, wer: Identitaet, vorgang: str) -> list[Sitzung]:
    """Return the meetings on whose agenda a Herausforderung stands."""
    return [s for s in alle_sitzungen(v, wer) if vorgang in s.vorgaenge]


def naechste_sitzung(v: Verbindung, wer: Identitaet, vorgang: str, heute: date) -> Sitzung | None:
    """Return the next meeting that deals with a Herausforderung."""
    kommende = (s for s in sitzungen_mit(v, wer, vorgang) if s.am >= heute.isoformat())
    return next(kommende, None)
