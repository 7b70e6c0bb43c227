"""Blocks of sentences and the text of a Meldung as rich text."""

from collections.abc import Iterable
from html import escape

from ...application.rollen.abschnitt import Abschnitt
from ...application.rollen.cm_koordination import Meldungszeile
from ...domain.tafel import muster
from ..bausteine.aussehen import ROT
from ..bausteine.darstellung import angaben


def als_html(abschnitte: Iterable[Abschnitt]) -> str:
    """Return the blocks as HTML; what is to be noticed stands in red and says so in words."""
    return "".join(_block(a) for a in abschnitte)


def meldung_als_html(meldung: Meldungszeile) -> str:
    """Return everything a Meldung says, and which topic it is about."""
    kopf = f"{meldung.kennung} · {meldung.stelle}"
    text = angaben(kopf, _FELDER, meldung.inhalt, {}) or _LEER
    thema = f"<p>Gehört zu {escape(meldung.gehoert_zu)}</p>" if meldung.gehoert_zu else ""
    return text + thema


def _block(abschnitt: Abschnitt) -> str:
    saetze = "<br>".join(escape(s).replace("\n", "<br>") for s in abschnitt.saetze if s)
    titel = escape(abschnitt.titel)
    if abschnitt.warnung:
        return f"<p style='color:{ROT}'><b>{titel} – bitte beachten</b><br>{saetze}</p>"
    return f"<p><b>{titel}</b><br>{saetze}</p>"


_FELDER = tuple(f for f in muster("melden").felder if f.name != "keine_personendaten")
_LEER = "<p>Der Inhalt ist an diesem Arbeitsplatz nicht einsehbar.</p>"
