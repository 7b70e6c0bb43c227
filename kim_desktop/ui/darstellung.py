"""A case as rich text: what is known of it, in the order of the process."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ..application.ansicht import Detail
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
    grund = f"<p><b>Grund:</b> {_text(begruendung)}</p>" if begruendung else ""
    return grund + "".join(teile) or "<p>Der Inhalt ist an diesem Arbeitsplatz nicht einsehbar.</p>"


def _herausforderung(fall: Herausforderung) -> Iterable[str]:
    angaben = {k: w for k, w in fall.angaben.items() if k != "titel"}
    if angaben:
        yield _angaben("Herausforderung", NACH_NAME["buendeln"][0].felder, angaben)
    belege: list[tuple[str, Beleg | None]] = [
        ("themenblatt_freigeben", fall.themenblatt),
        ("weiterleiten", fall.vorlage),
        ("beauftragen", fall.auftrag),
        *(("bearbeiten", b) for b in fall.arbeit),
        *(("rueckmelden", b) for b in fall.rueckmeldungen),
    ]
    yield from (_abschnitt(name, b) for name, b in belege if b is not None)
    for wert in fall.beschluesse.values():
        yield _angaben("Beschluss", NACH_NAME["beschliessen"][0].felder, wert.inhalt)
    belege = [("bekanntgeben", fall.bekanntgabe)]
    belege += [("erfolg_melden", b) for b in fall.erfolge.values()]
    belege += [("abschliessen", fall.abschluss)]
    yield from (_abschnitt(name, b) for name, b in belege if b is not None)


def _abschnitt(schritt: str, beleg: Beleg) -> str:
    zeile = NACH_NAME[schritt][0]
    tag = ".".join(reversed(beleg.tag.split("-")))
    return _angaben(f"{zeile.label} ({tag})", (*zeile.felder, *ALLGEMEIN), beleg.inhalt)


def _angaben(titel: str, felder: Iterable[Feld], inhalt: Mapping[str, Any]) -> str:
    zeilen = [
        f"<tr><td width='26%' valign='top'>{escape(f.label)}</td>"
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
        return ".".join(reversed(str(wert).split("-")))
    if feld.art is Feldart.CENT and isinstance(wert, int):
        return f"{wert // 100:,}".replace(",", ".") + f",{wert % 100:02} €"
    if feld.art is Feldart.JA_NEIN:
        return "ja" if wert else "nein"
    if feld.art is Feldart.WAHL:
        return _text((feld.auswahl or {}).get(str(wert), wert))
    eintraege = wert if isinstance(wert, list) else [wert]
    return "<br>".join(_text(_label(e)) for e in eintraege)


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


def _text(wert: Any) -> str:
    return escape(str(wert)).replace("\n", "<br>")
