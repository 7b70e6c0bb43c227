"""What the page of the Lenkungsgruppe shows of its meetings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ...domain.faelle import Herausforderung, Sitzung
from ...domain.felder import text, texte
from ...domain.rollen import Rolle
from ...domain.schritt import Fallart
from ...domain.tafel import streitbeendend, zeile
from ...domain.zustaende import Zustand
from ...store.ansicht import faelle
from ...store.ansicht.faelle import FallZeile, Filter
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..papier.papiere import moegliche as moegliche_papiere
from ..schritt.auswahl import FUER_DIE_TAGESORDNUNG
from ..schritt.berichtigen import berichtigbar
from ..schritt.moeglich import Moeglich, moegliche
from ..sitzung.blockbeschluss import offene
from ..sitzung.entscheidungen import Entscheidung, entscheidungen
from ..sitzung.niederschrift import vorgeschlagen
from ..sitzung.sitzungen import alle_sitzungen
from ..sitzung.teilnahme import Mitglied, mitglieder
from ..suche import fall_zu
from ..worte import als_tag

_HOECHSTENS = 500
_KURZ: dict[str, str] = {
    Zustand.WEITERGELEITET: "neu",
    Zustand.VERTAGT: "vertagt",
    Zustand.RM_VORGELEGT: "RM liegt vor",
}
#: Selected instead of a meeting: what is decided between two of them.
OHNE_SITZUNG = "-"


@dataclass(frozen=True, slots=True)
class Sitzungszeile:
    """One meeting in the list."""

    kennung: str
    am: str
    titel: str
    stand: str
    anzahl: int

    @property
    def name(self) -> str:
        """Title and day."""
        return f"{self.titel} am {als_tag(self.am)}" if self.am else self.titel


@dataclass(frozen=True, slots=True)
class Beratung:
    """One Herausforderung as it is worked through in the room."""

    zeile: FallZeile
    fall: Herausforderung
    getroffen: tuple[Entscheidung, ...]
    schritte: tuple[Moeglich, ...]
    papiere: tuple[str, ...]
    offen: int

    @property
    def stand(self) -> str:
        """Where it stands in a word or two, contradictions first."""
        return stand(self.zeile)


@dataclass(frozen=True, slots=True)
class Punkt:
    """One item; one outside the process has no `beratung`, its `text` says what it is about."""

    top: str
    titel: str
    oeffentlich: bool = False
    ergebnis: str = ""
    text: str = ""
    beratung: Beratung | None = None

    @property
    def kennung(self) -> str:
        """Kennung of the Herausforderung; empty for an item outside the process."""
        return self.beratung.zeile.kennung if self.beratung else ""


@dataclass(frozen=True, slots=True)
class Protokoll:
    """The minutes: as they were recorded, or as they would be proposed now."""

    inhalt: dict[str, Any] = field(default_factory=dict)
    festgehalten: bool = False
    versandt: bool = False


@dataclass(frozen=True, slots=True)
class Blick:
    """Everything the page shows of its meetings; `sitzung` is None between two meetings.

    `punkte` is the agenda, `durchgang` what can be worked through: that, or what waits for a
    meeting.
    """

    sitzungen: tuple[Sitzungszeile, ...]
    sitzung: Sitzungszeile | None
    werte: dict[str, str]
    punkte: tuple[Punkt, ...]
    durchgang: tuple[Punkt, ...]
    rueckstand: tuple[FallZeile, ...]
    mitglieder: tuple[Mitglied, ...]
    gaeste: tuple[str, ...]
    einladung: str
    protokoll: Protokoll


def lies(ap: Arbeitsplatz, gewaehlt: str = "") -> Blick:
    """Return the meetings and everything of the one chosen; by default the next, else the last."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        alle = alle_sitzungen(v, wer)
        fall = _gewaehlte(alle, gewaehlt, ap.heute())
        rueckstand = _rueckstand(v, alle, fall, ap.heute())
        ids = fall.vorgaenge if fall else tuple(z.id for z in rueckstand)
        beratungen = {b.zeile.id: b for b in _beratungen(v, wer, ids)}
        punkte = tuple(_punkte(fall, beratungen)) if fall else ()
        wartende = tuple(Punkt("", b.zeile.titel, beratung=b) for b in beratungen.values())
        return Blick(
            tuple(map(_sitzungszeile, alle)),
            _sitzungszeile(fall) if fall else None,
            _werte(fall, zwischendurch=bool(alle)),
            punkte,
            punkte if fall else wartende,
            tuple(rueckstand),
            mitglieder(fall) if fall else (),
            texte(fall.niederschrift.inhalt, "gaeste") if fall and fall.niederschrift else (),
            _einladung(wer, fall),
            _protokoll(v, wer, fall),
        )


def stand(zeile_: FallZeile) -> str:
    """Return where a Herausforderung stands before the Lenkungsgruppe."""
    if zeile_.strittig:
        return "strittig"
    return _KURZ.get(zeile_.zustand) or Zustand(zeile_.zustand).label


def _gewaehlte(alle: list[Sitzung], gewaehlt: str, heute: date) -> Sitzung | None:
    if gewaehlt == OHNE_SITZUNG:
        return None
    genannt = next((s for s in alle if s.kennung == gewaehlt), None)
    kommende = next((s for s in alle if s.am >= heute.isoformat()), None)
    return genannt or kommende or next(iter(alle[-1:]), None)


def _sitzungszeile(fall: Sitzung) -> Sitzungszeile:
    titel = text(fall.angaben, "titel")
    return Sitzungszeile(fall.kennung, fall.am, titel, _stand(fall), len(fall.punkte))


def _stand(fall: Sitzung) -> str:
    inhalt = fall.niederschrift.inhalt if fall.niederschrift else {}
    bis = text(inhalt, "einwaende_bis")
    match text(inhalt, "stand"):
        case "genehmigt":
            return "Protokoll genehmigt"
        case "versandt":
            return "Protokoll versandt" + (f", Einwände bis {als_tag(bis)}" if bis else "")
        case "entwurf":
            return "Protokoll im Entwurf"
    return "anberaumt"


def _werte(fall: Sitzung | None, *, zwischendurch: bool) -> dict[str, str]:
    """Return what decisions of this meeting say of it; between two of them it is the Umlauf."""
    if fall is None:
        return {"verfahren": "umlauf"} if zwischendurch else {}
    return {"sitzung_am": fall.am, "sitzung": text(fall.angaben, "titel")}


def _rueckstand(
    v: Verbindung, alle: list[Sitzung], gewaehlt: Sitzung | None, heute: date
) -> list[FallZeile]:
    """Return what waits for the Lenkungsgruppe and stands on no coming agenda."""
    vergeben = {
        vorgang
        for s in alle
        if s is gewaehlt or s.am > heute.isoformat()
        for vorgang in s.vorgaenge
    }
    art = (Fallart.HERAUSFORDERUNG,)
    wartende = Filter(arten=art, zustaende=tuple(map(str, FUER_DIE_TAGESORDNUNG)))
    zeilen = faelle.seite(v, wartende, anzahl=_HOECHSTENS)
    zeilen += faelle.seite(v, Filter(arten=art, strittig=True), anzahl=_HOECHSTENS)
    je_id = {z.id: z for z in zeilen if z.id not in vergeben}
    return sorted(je_id.values(), key=lambda z: z.kennung)


def _beratungen(v: Verbindung, wer: Identitaet, ids: Sequence[str]) -> Iterable[Beratung]:
    for z in faelle.zu_ids(v, ids):
        fall = fall_zu(v, wer, z)
        if isinstance(fall, Herausforderung):
            yield Beratung(
                z,
                fall,
                tuple(entscheidungen(v, wer, fall)),
                tuple(s for s in moegliche(wer, z, fall) if _ist_entscheidung(s, fall)),
                moegliche_papiere(fall),
                len(offene(fall)),
            )


def _ist_entscheidung(schritt: Moeglich, fall: Herausforderung) -> bool:
    hier = streitbeendend(schritt.name, fall.art, fall.strittig)
    hier = hier or zeile(schritt.name, fall.art, fall.zustand)
    return hier is not None and hier.ist_entscheidung and Rolle.LENKUNGSGRUPPE in hier.rollen


def _punkte(fall: Sitzung, beratungen: Mapping[str, Beratung]) -> Iterable[Punkt]:
    inhalt = fall.niederschrift.inhalt if fall.niederschrift else {}
    im_protokoll = {e.get("titel"): text(e, "ergebnis") for e in inhalt.get("ergebnisse") or ()}
    for p in fall.punkte:
        b = beratungen.get(p.get("vorgang", ""))
        titel = b.zeile.titel if b else text(p, "titel")
        yield Punkt(
            str(p["top"]),
            titel,
            p.get("oeffentlich") is True,
            _bisher(b, fall) if b else im_protokoll.get(titel, ""),
            text(p, "text"),
            b,
        )


def _bisher(b: Beratung, sitzung: Sitzung) -> str:
    if b.fall.strittig:
        return "strittig"
    hier = [e.kurz for e in b.getroffen if e.sitzung_am == sitzung.am]
    return "; ".join([*hier, *([f"{b.offen} noch offen"] if hier and b.offen else [])])


def _einladung(wer: Identitaet, fall: Sitzung | None) -> str:
    """Return the entry a correction of the members goes to; empty where others wrote it."""
    eintrag = next((e for e in fall.verlauf if e.id == fall.id), None) if fall else None
    eigen = fall is not None and eintrag is not None and berichtigbar(wer, fall, eintrag)
    return eintrag.id if eintrag and eigen else ""


def _protokoll(v: Verbindung, wer: Identitaet, fall: Sitzung | None) -> Protokoll:
    if fall is None:
        return Protokoll()
    beleg = fall.niederschrift
    if beleg is not None and fall.ist_protokoll_versandt:
        return Protokoll(dict(beleg.inhalt), True, True)
    return Protokoll(vorgeschlagen(v, wer, fall), beleg is not None, False)
