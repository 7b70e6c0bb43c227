"""Asking a CM-Stelle once, some months on, whether a solution works; never overdue."""

import calendar
from datetime import date

from ...domain.einstellungen import einstellung
from ...domain.faelle import Herausforderung
from ...domain.felder import text
from ...store.oertlich import lokal
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Identitaet
from ..zaehlung import einstellungen


def gilt_ab(fall: Herausforderung) -> str:
    """Return the ISO day from which the Mitteilung applies; empty where there is none."""
    bekanntgabe = fall.bekanntgabe
    return text(bekanntgabe.inhalt, "gilt_ab") or bekanntgabe.tag if bekanntgabe else ""


def wird_gefragt(v: Verbindung, wer: Identitaet, fall: Herausforderung, heute: date) -> bool:
    """Whether the one question is due here: not answered, not waved off."""
    eigene = set(wer.rollen)
    beantwortet = any(b.urheber in eigene for b in fall.erfolge.values())
    if beantwortet or not gilt_ab(fall):
        return False
    monate = int(einstellung(einstellungen(v, wer), "frist_erfolgsabfrage_monate"))
    zeit = heute >= _monate_spaeter(date.fromisoformat(gilt_ab(fall)), monate)
    return zeit and not lokal.gemerkt(v, _merkwort(fall.id))


def winke_ab(v: Verbindung, fall: str) -> None:
    """Do not ask again on this Arbeitsplatz."""
    lokal.merke(v, _merkwort(fall), "ja")


def _merkwort(fall: str) -> str:
    return f"erfolg_gefragt/{fall}"


def _monate_spaeter(tag: date, monate: int) -> date:
    jahr, monat = divmod(tag.year * 12 + tag.month - 1 + monate, 12)
    return date(jahr, monat + 1, min(tag.day, calendar.monthrange(jahr, monat + 1)[1]))
