"""A case as rich text: what is known of it, in the order of the process."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ..application.ansicht import Detail
from ..application.worte import als_tag
from ..domain.angaben.allgemein import ALLGEMEIN
from ..domain.faelle import Beleg, Herausforderung, Meldung
from ..domain.felder import Feld, Feldart
from ..domain.tafel import NACH_NAME


def als_html(detail: Detail) -> str:
    """Return everything the case says, as HTML for the page."""
    fall = detail.fall
    if isinstance(fall, Meldung):
        teile = [_abschnitt("melden", b) for b in fall.fassungen]
        teile += [_abschnitt("bescheiden", b) for b in fall.bescheide]
    elif isinstance(fall, Herausforderung):
        teile = list(_herausforderung(fall))
    else:
        teile = []
    begruendung = fall.grund if isinstance(fall, Meldung | Herausforderung) else ""
    grund = f"<p><b>Grund:</b> {als_text(begruendung)}</p>" if begruendung else ""
    return grund + "".join(teile) or "<p>Der Inhalt ist an diesem Arbeitsplatz nicht einsehbar.</p>"


def _herausforderung(fall: Herausforderung) -> Iterable[str]:
    allgemeines = {k: w for k, w in fall.angaben.items() if k != "titel"}
    if allgemeines:
        yield angaben("Herausforderung", NACH_NAME["buendeln"][0].felder, allgemeines)
    belege: list[tuple[str, Beleg | None]] = [
        ("themenblatt_freigeben", fall.themenblatt),
        ("weiterleiten", fall.vorlage),
        ("beauftragen", fall.auftrag),
        *(("bearbeiten", b) for b in fall.arbeit),
        *(("rueckmelden", b) for b in fall.rueckmeldungen),
    ]
    yield from (_abschnitt(name, b) for name, b in belege if b is not None)
    for wert in fall.beschluesse.values():
        yield angaben("Beschluss", NACH_NAME["beschliessen"][0].felder, wert.inhalt)
    belege = [("bekanntgeben", fall.bekanntgabe)]
    belege += [("erfolg_melden", b) for b in fall.erfolge.values()]
    belege += [("abschliessen", fall.abschluss)]
    yield from (_abschnitt(name, b) for name, b in belege if b is not None)


def _abschnitt(schritt: str, beleg: Beleg) -> str:
    zeile = NACH_NAME[schritt][0]
    return angaben(
        f"{zeile.label} ({als_tag(beleg.tag)})", (*zeile.felder, *ALLGEMEIN), beleg.inhalt
    )


def angaben(titel: str, felder: Iterable[Feld], inhalt: Mapping[str, Any]) -> str:
    """Return these fields of a content as a titled table; empty where none is filled."""
    zeilen = [
        f"<tr><td width='30%' valign='top'>{escape(f.label)}</td>"
        f"<td valign='top'>{_wert(f, inhalt[f.name])}</td></tr>"
        for f in felder
        if inhalt.get(f.name) not in (None, "", [])
    ]
    if not zeilen:
        return ""
    return f"<h3>{escape(titel)}</h3><table width='100%' cellpadding='3'>{''.join(zeilen)}</table>"


def _wert(feld: Feld, wert: Any) -> str:
    if feld.art in (Feldart.OBJEKTE, Feldart.OBJEKT):
        objekte = wert if isinstance(wert, list) else [wert]
        return "".join(_objekt(feld.felder, o) for o in objekte if isinstance(o, dict))
    if feld.art is Feldart.DATUM:
        return als_tag(str(wert))
    if feld.art is Feldart.CENT and isinstance(wert, int):
        return f"{wert // 100:,}".replace(",", ".") + f",{wert % 100:02} €"
    if feld.art is Feldart.JA_NEIN:
        return "ja" if wert else "nein"
    if feld.art is Feldart.WAHL:
        return als_text((feld.auswahl or {}).get(str(wert), wert))
    eintraege = wert if isinstance(wert, list) else [wert]
    return "<br>".join(als_text(_label(e)) for e in eintraege)


def _objekt(felder: Iterable[Feld], objekt: Mapping[str, Any]) -> str:
    zeilen = [
        f"{escape(f.label)}: {_wert(f, objekt[f.name])}"
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
