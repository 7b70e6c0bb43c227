"""A case as rich text: what is known of it, in the order of the process."""

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any

from ...application.ansicht import Detail, Verlaufszeile
from ...application.worte import als_tag
from ...domain.angaben.allgemein import ALLGEMEIN
from ...domain.faelle import Beleg, Herausforderung, Meldung
from ...domain.felder import Feld, Feldart
from ...domain.tafel import NACH_NAME, muster

Namen = Mapping[str, str]
_KEINE: Namen = {}
#: Who it was recorded for stands in the heading already.
_ALLGEMEIN = tuple(f for f in ALLGEMEIN if f.name != "fuer_stelle")


def als_html(detail: Detail) -> str:
    """Return everything the case says, as HTML for the page."""
    fall = detail.fall
    begruendung = fall.grund if isinstance(fall, Meldung | Herausforderung) else ""
    teile = [f"<p><b>Grund:</b> {als_text(begruendung)}</p>"] if begruendung else []
    if isinstance(fall, Herausforderung):
        allgemeines = {k: w for k, w in fall.angaben.items() if k != "titel"}
        felder = muster("buendeln", fall.art).felder
        teile.append(angaben("Herausforderung", felder, allgemeines, detail.namen))
    schritte = {z.id: z for z in detail.verlauf}
    teile += [_abschnitt(detail, schritte[b.id], b) for b in fall.belege if b.id in schritte]
    return "".join(teile) or "<p>Der Inhalt ist an diesem Arbeitsplatz nicht einsehbar.</p>"


def _abschnitt(detail: Detail, zeile: Verlaufszeile, beleg: Beleg) -> str:
    if zeile.schritt not in NACH_NAME:
        return ""
    tag = als_tag(beleg.tag)
    wer = f"erfasst durch {zeile.stelle} für {zeile.fuer}" if zeile.fuer else zeile.stelle
    felder = (*muster(zeile.schritt, detail.fall.art).felder, *_ALLGEMEIN)
    steht_oben = detail.fall.angaben if isinstance(detail.fall, Herausforderung) else {}
    neu = {k: w for k, w in beleg.inhalt.items() if steht_oben.get(k) != w}
    return angaben(f"{zeile.label} ({tag}, {wer})", felder, neu, detail.namen)


def angaben(
    titel: str, felder: Iterable[Feld], inhalt: Mapping[str, Any], namen: Namen = _KEINE
) -> str:
    """Return these fields of a content as a titled table; empty where none is filled."""
    zeilen = [
        f"<tr><td width='26%' valign='top'>{escape(f.label)}</td>"
        f"<td valign='top'>{_wert(f, inhalt[f.name], namen)}</td></tr>"
        for f in felder
        if inhalt.get(f.name) not in (None, "", [])
    ]
    if not zeilen:
        return ""
    return f"<h3>{escape(titel)}</h3><table width='100%' cellpadding='3'>{''.join(zeilen)}</table>"


def _wert(feld: Feld, wert: Any, namen: Namen) -> str:
    if feld.art in (Feldart.OBJEKTE, Feldart.OBJEKT):
        objekte = wert if isinstance(wert, list) else [wert]
        return "".join(_objekt(feld.felder, o, namen) for o in objekte if isinstance(o, dict))
    if feld.art in _EINFACH:
        return als_text(_EINFACH[feld.art](feld, wert, namen))
    eintraege = wert if isinstance(wert, list) else [wert]
    return "<br>".join(als_text(_label(e)) for e in eintraege)


def _benannt(_feld: Feld, wert: Any, namen: Namen) -> Any:
    return namen.get(str(wert), wert)


def _betrag(_feld: Feld, wert: Any, _namen: Namen) -> str:
    return f"{int(wert) // 100:,}".replace(",", ".") + f",{int(wert) % 100:02} €"


_EINFACH: Mapping[Feldart, Callable[[Feld, Any, Namen], Any]] = {
    Feldart.DATUM: lambda _feld, wert, _namen: als_tag(str(wert)),
    Feldart.CENT: _betrag,
    Feldart.JA_NEIN: lambda _feld, wert, _namen: "ja" if wert else "nein",
    Feldart.WAHL: lambda feld, wert, _namen: (feld.auswahl or {}).get(str(wert), wert),
    Feldart.STELLE: _benannt,
    Feldart.VORGANG: _benannt,
    Feldart.TEXT: _benannt,
}


def _objekt(felder: Iterable[Feld], objekt: Mapping[str, Any], namen: Namen) -> str:
    zeilen = [
        f"{escape(f.label)}: {_wert(f, objekt[f.name], namen)}"
        for f in felder
        if objekt.get(f.name) not in (None, "", [])
    ]
    return f"<p>{'<br>'.join(zeilen)}</p>"


def _label(eintrag: Any) -> str:
    if isinstance(eintrag, dict):
        return str(eintrag.get("label") or eintrag.get("name") or "")
    return str(eintrag)


def als_text(wert: Any) -> str:
    """Return a text for HTML, its lines kept."""
    return escape(str(wert)).replace("\n", "<br>")
