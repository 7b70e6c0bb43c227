"""The page of a CM-Stelle: its Meldungen, topics others report, solutions to apply."""

from dataclasses import dataclass

from ...domain.faelle import Herausforderung, Kreis
from ...domain.felder import text
from ...domain.rollen import Rolle
from ...domain.schritt import Fallart
from ...store.ansicht import faelle
from ...store.ansicht.faelle import Filter
from ...store.ansicht.projektion import falte
from ...store.log.loeschung import kreis_id
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..suche import fall_zu
from .lesbar import datum
from .meldungen import MeineMeldung, meine_meldungen
from .themen import Loesung, Thema, loesung, thema

_HOECHSTENS = 2000


@dataclass(frozen=True, slots=True)
class CmSeite:
    """Everything the page shows; `keine_meldung` is the last period without one, in words."""

    meldungen: tuple[MeineMeldung, ...]
    themen: tuple[Thema, ...]
    loesungen: tuple[Loesung, ...]
    keine_meldung: str


def cm_seite(ap: Arbeitsplatz) -> CmSeite:
    """Return what the CM-Stellen of this Arbeitsplatz see, from one read."""
    heute = ap.heute()
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        stellen = [s for s, rollen in wer.rollen.items() if Rolle.CM_STELLE in rollen]
        meldungen = meine_meldungen(v, wer, stellen, heute)
        gemeldet = {m.thema: m.kennung for m in meldungen if m.thema and not m.beendet}
        themen, loesungen = [], []
        for zeile in faelle.seite(v, Filter(arten=(Fallart.HERAUSFORDERUNG,)), anzahl=_HOECHSTENS):
            fall = fall_zu(v, wer, zeile)
            if isinstance(fall, Herausforderung):
                themen.append(thema(wer, zeile, fall, gemeldet.get(zeile.id, "")))
                loesungen.append(loesung(v, wer, zeile, fall, heute))
        return CmSeite(
            meldungen,
            tuple(sorted((t for t in themen if t), key=lambda t: (not t.offen, t.kennung))),
            tuple(sorted(filter(None, loesungen), key=lambda lo: lo.gilt_ab, reverse=True)),
            _keine_meldung(v, wer, stellen),
        )


def _keine_meldung(v: Verbindung, wer: Identitaet, stellen: list[str]) -> str:
    fall = falte(v, wer.verzeichnis, kreis_id(v, wer.verzeichnis))
    nullmeldungen = fall.nullmeldungen if isinstance(fall, Kreis) else {}
    beleg = next((b for s, b in nullmeldungen.items() if s in stellen), None)
    if beleg is None:
        return ""
    von, bis = (datum(text(beleg.inhalt, name)) for name in ("von_tag", "bis_tag"))
    return f"Zuletzt „keine Meldung“ für den Zeitraum vom {von} bis {bis}."
