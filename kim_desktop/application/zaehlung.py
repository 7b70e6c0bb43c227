"""Counting the CM-Stellen behind a Herausforderung against the district's threshold."""

from collections.abc import Iterable, Mapping

from ..domain.einstellungen import einstellung
from ..domain.faelle import Fall, Herausforderung, Kreis
from ..domain.schwelle import Schwelle, schwelle
from ..domain.zustaende import Zustand
from ..store.ansicht import faelle
from ..store.ansicht.projektion import falte
from ..store.log.loeschung import kreis_id
from ..store.verbindung import Verbindung
from .arbeitsplatz import Identitaet

#: A Meldung in these states no longer speaks for its Stelle.
_ZAEHLT_NICHT = frozenset({Zustand.ZURUECKGEZOGEN, Zustand.ERLEDIGT})


def zaehle(v: Verbindung, wer: Identitaet, fall: Fall | None) -> Schwelle:
    """Count Meldungen and distinct CM-Stellen of a Herausforderung."""
    return gezaehlt(zaehlende(v, fall), kreis(v, wer))


def gezaehlt(zeilen: Iterable[faelle.FallZeile], stand: Kreis) -> Schwelle:
    """Count these Meldungen, as far as they still speak for their Stelle."""
    noetig = int(einstellung(stand.einstellungen, "schwelle"))
    return schwelle((z.stelle for z in zeilen if _zaehlt(z)), noetig)


def zaehlende(v: Verbindung, fall: Fall | None) -> list[faelle.FallZeile]:
    """Return the Meldungen of a Herausforderung that count."""
    meldungen = fall.meldungen if isinstance(fall, Herausforderung) else ()
    return [z for z in faelle.zu_ids(v, meldungen) if _zaehlt(z)]


def _zaehlt(zeile: faelle.FallZeile) -> bool:
    return zeile.eigener_zustand not in _ZAEHLT_NICHT


def einstellungen(v: Verbindung, wer: Identitaet) -> Mapping[str, str]:
    """Return the settings of the district as far as they were changed."""
    return kreis(v, wer).einstellungen


def kreis(v: Verbindung, wer: Identitaet) -> Kreis:
    """Return the district's own case; an empty one before anything has arrived of it."""
    ident = kreis_id(v, wer.verzeichnis)
    fall = falte(v, wer.verzeichnis, ident) if ident else None
    return fall if isinstance(fall, Kreis) else Kreis(ident)
