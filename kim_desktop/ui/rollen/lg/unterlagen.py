"""What lies on the table for one item: papers, statements, proposals, promises, contradictions."""

from collections.abc import Iterable
from html import escape

from ....application.rollen.lenkungsgruppe import Beratung, Punkt
from ....application.sitzung.entscheidungen import Entscheidung
from ....application.worte import als_tag
from ....domain.angaben.beschluss import ZUSAGE
from ....domain.angaben.rueckmeldung import LOESUNGSANSATZ, OEFFENTLICHKEITSARBEIT, RUECKMELDUNG
from ....domain.angaben.vorlage import VORLAGE
from ....domain.faelle import Herausforderung
from ....domain.felder import Feldart, text
from ....domain.tafel import NACH_NAME
from ....domain.zustaende import Zustand
from ...bausteine.aussehen import ROT
from ...bausteine.darstellung import als_text, angaben

_ZUERST = ("beschlussvorschlag", "empfehlung", "zustaendig", "frist", "beschreibung")
_ANSATZ = (
    *(f for name in _ZUERST for f in LOESUNGSANSATZ if f.name == name),
    *(f for f in LOESUNGSANSATZ if f.name not in (*_ZUERST, "schluessel", "titel")),
)
_VORLAGE = (
    *(f for f in VORLAGE if f.name == "beschlussvorschlag"),
    *(f for f in VORLAGE if f.name != "beschlussvorschlag"),
)
_RM = tuple(f for f in RUECKMELDUNG if f.art is Feldart.ABSATZ)
_ZUSAGE = next(f for f in ZUSAGE if f.name == "zusage").auswahl or {}
_MITZEICHNUNG = NACH_NAME["mitzeichnen"][0].felder


def als_html(punkt: Punkt) -> str:
    """Return everything the room needs to decide, what is decided on first."""
    if punkt.beratung is not None:
        return _beratung(punkt.beratung)
    ergebnis = f"<p><b>Ergebnis:</b> {als_text(punkt.ergebnis)}</p>" if punkt.ergebnis else ""
    worum = als_text(punkt.text) or "Ein Punkt außerhalb des Verfahrens."
    wo = "<p>Was dazu festgehalten wird, steht im Ergebnisprotokoll.</p>"
    return f"<h3>{escape(punkt.titel)}</h3><p>{worum}</p>{ergebnis or wo}"


def _beratung(beratung: Beratung) -> str:
    fall = beratung.fall
    teile = [*_streit(beratung.getroffen), *_frueher(fall)]
    if fall.rueckmeldungen and fall.zustand is not Zustand.WEITERGELEITET:
        teile += _loesungsansaetze(fall)
    if fall.vorlage:
        teile.append(angaben("Vorlage", _VORLAGE, fall.vorlage.inhalt))
    teile += _stellungnahmen(fall)
    teile += [angaben("Mitzeichnung", _MITZEICHNUNG, b.inhalt) for b in fall.mitzeichnungen]
    return "".join(teile)


def _streit(getroffen: Iterable[Entscheidung]) -> Iterable[str]:
    strittige = [e for e in getroffen if e.strittig]
    if not strittige:
        return
    zeilen = [
        f"<li>{escape(e.kurz)}: {als_text(_wortlaut(e))}<br>"
        f"eingetragen am {escape(e.wann)}, {escape(e.wo)}</li>"
        for e in strittige
    ]
    yield (
        f"<div style='color:{ROT}'><h3>Strittig: {len(strittige)} Entscheidungen "
        f"widersprechen sich</h3><ul>{''.join(zeilen)}</ul><p>Bis eine neue Entscheidung beide "
        "ersetzt, geht es nicht weiter.</p></div>"
    )


def _wortlaut(e: Entscheidung) -> str:
    return text(e.inhalt, "beschlusstext") or text(e.inhalt, "begruendung")


def _frueher(fall: Herausforderung) -> Iterable[str]:
    for runde in fall.frueher:
        grund = f": {als_text(runde.grund)}" if runde.grund else "."
        zustand = escape(runde.zustand.label)
        yield f"<p><b>Kam schon einmal:</b> {zustand} am {als_tag(runde.tag)}{grund}</p>"


def _loesungsansaetze(fall: Herausforderung) -> Iterable[str]:
    for nummer, (schluessel, ansatz) in enumerate(fall.ansaetze.items(), 1):
        yield angaben(f"Lösungsansatz {nummer}: {ansatz['titel']}", _ANSATZ, ansatz)
        zusagen = [z.inhalt for z in fall.zusagen.values()]
        for zusage in (z for z in zusagen if z.get("loesungsansatz") == schluessel):
            worte = _ZUSAGE.get(text(zusage, "zusage"), "")
            vorbehalt = text(zusage, "vorbehalt")
            worte += f" ({vorbehalt})" if vorbehalt else ""
            yield f"<p>Zusage {escape(text(zusage, 'von'))}: {escape(worte)}</p>"
    for rm in fall.neueste_rm.values():
        yield angaben("Rückmeldung (RM)", _RM, rm.inhalt)
        presse = rm.inhalt.get("oeffentlichkeitsarbeit")
        if isinstance(presse, dict):
            yield angaben("Vorschlag Öffentlichkeitsarbeit", OEFFENTLICHKEITSARBEIT, presse)


def _stellungnahmen(fall: Herausforderung) -> Iterable[str]:
    erbeten = [text(a.inhalt, "von") for a in fall.anfragen]
    offen = [von for von in erbeten if von not in fall.stellungnahmen]
    if not fall.stellungnahmen and not offen:
        yield "<p>Es wurde keine Stellungnahme eingeholt.</p>"
        return
    yield "<h3>Stellungnahmen</h3>"
    for von, beleg in fall.stellungnahmen.items():
        worte = text(beleg.inhalt, "text") or "gibt keine Stellungnahme ab."
        yield f"<p><b>{escape(von)}:</b> {als_text(worte)}</p>"
    for von in offen:
        yield f"<p><b>{escape(von)}:</b> steht noch aus.</p>"
