"""The page of a Projektgruppe: its Aufträge, work, versions of the RM, and what was decided."""

from dataclasses import dataclass
from typing import Any

from ...domain.faelle import Herausforderung
from ...domain.felder import text
from ...domain.rollen import Rolle
from ...domain.schritt import Fallart
from ...store.ansicht import faelle
from ...store.ansicht.faelle import FallZeile
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..schritt.arbeitsstand import arbeit_von, arbeitsstand, eigene_gruppen
from ..schritt.moeglich import moegliche
from ..suche import fall_zu
from .lesbar import Absatz, absaetze, datum
from .projektende import BEENDET, stand_in_worten
from .rm import Beschluss, Fassung, beschluesse, fassungen


@dataclass(frozen=True, slots=True)
class Posten:
    """A task or milestone; `nummer` is its place in the list that is written."""

    nummer: int
    text: str
    zustaendig: str
    termin: str
    erledigt: bool


@dataclass(frozen=True, slots=True)
class Auftrag:
    """One Auftrag of the group with everything its tabs show."""

    kennung: str
    titel: str
    zustand: str
    berichtstermin: str
    gruppe: str
    gruppe_id: str
    stand: str
    beendet: bool
    absaetze: tuple[Absatz, ...]
    gruppenangaben: tuple[Absatz, ...]
    zwischenstaende: tuple[Absatz, ...]
    aufgaben: tuple[Posten, ...]
    meilensteine: tuple[Posten, ...]
    fassungen: tuple[Fassung, ...]
    beschluesse: tuple[Beschluss, ...]
    moeglich: frozenset[str]


def pg_seite(ap: Arbeitsplatz) -> tuple[Auftrag, ...]:
    """Return the Aufträge of the Projektgruppen at this Arbeitsplatz, open ones first."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        eigene = {s for s, rollen in wer.rollen.items() if Rolle.PROJEKTGRUPPE in rollen}
        auftraege = []
        for zeile in _beauftragte(v, eigene):
            fall = fall_zu(v, wer, zeile)
            if isinstance(fall, Herausforderung):
                auftraege.append(_auftrag(wer, zeile, fall, eigene_gruppen(fall, eigene)))
        return tuple(sorted(auftraege, key=lambda a: (a.beendet, a.kennung)))


def _beauftragte(v: Verbindung, stellen: set[str]) -> list[FallZeile]:
    ids = [
        ident
        for ident, art, _stelle, bild in faelle.bilder(v)
        if art == Fallart.HERAUSFORDERUNG and stellen & set(bild.gruppen)
    ]
    return [z for z in faelle.zu_ids(v, ids) if z.kennung]


def _auftrag(
    wer: Identitaet, zeile: FallZeile, fall: Herausforderung, gruppen: frozenset[str]
) -> Auftrag:
    stand = arbeitsstand(fall, gruppen)
    gruppe = next((g for g in fall.auftraege if g.get("id") in gruppen), {})
    inhalt = fall.auftrag.inhalt if fall.auftrag else {}
    return Auftrag(
        kennung=zeile.kennung,
        titel=zeile.titel,
        zustand=fall.zustand.label,
        berichtstermin=text(inhalt, "berichtstermin"),
        gruppe=text(gruppe, "name"),
        gruppe_id=text(gruppe, "id"),
        stand=stand_in_worten(fall),
        beendet=fall.zustand in BEENDET,
        absaetze=_auftragsabsaetze(fall),
        gruppenangaben=_gruppenangaben(wer, gruppe, stand),
        zwischenstaende=_zwischenstaende(fall, gruppen),
        aufgaben=_posten(stand["aufgaben"], "frist"),
        meilensteine=_posten(stand["meilensteine"], "termin"),
        fassungen=fassungen(wer, fall, gruppen),
        beschluesse=beschluesse(fall),
        moeglich=frozenset(m.name for m in moegliche(wer, zeile, fall)),
    )


def _auftragsabsaetze(fall: Herausforderung) -> tuple[Absatz, ...]:
    inhalt = fall.auftrag.inhalt if fall.auftrag else {}
    meilensteine = [
        f"{text(m, 'text')} {_bis(text(m, 'termin'))}".strip()
        for m in inhalt.get("meilensteine") or ()
    ]
    sitzung = ", ".join(filter(None, (text(inhalt, "sitzung"), datum(text(inhalt, "sitzung_am")))))
    return absaetze(
        ("Ziel", text(inhalt, "ziel")),
        ("Nicht Gegenstand", text(inhalt, "nicht_ziele")),
        ("Berichtstermin", text(inhalt, "berichtstermin")),
        ("Meilensteine des Auftrags", meilensteine),
        ("Beschluss der Lenkungsgruppe", text(inhalt, "beschlusstext")),
        ("Beschlossen in der Sitzung", sitzung),
        ("Worum es geht", text(fall.angaben, "kurzfassung")),
        *(
            (f"Früher: {runde.zustand.label} am {datum(runde.tag)}", runde.grund or "ohne Grund")
            for runde in fall.frueher
        ),
    )


def _gruppenangaben(wer: Identitaet, gruppe: Any, stand: dict[str, Any]) -> tuple[Absatz, ...]:
    verzeichnis = wer.verzeichnis
    mit_programm = {s.name for s in verzeichnis.stellen.values() if verzeichnis.rollen_von(s.id)}
    mitglieder = [m for m in stand["mitglieder"] or () if isinstance(m, str)]
    return absaetze(
        ("Projektgruppe", text(gruppe, "name")),
        ("Leitung", text(stand, "leitung")),
        ("Mitglieder", [m for m in mitglieder if m in mit_programm]),
        ("Mitglieder ohne das Programm", [m for m in mitglieder if m not in mit_programm]),
    )


def _zwischenstaende(fall: Herausforderung, gruppen: frozenset[str]) -> tuple[Absatz, ...]:
    belege = reversed(arbeit_von(fall, gruppen))
    return absaetze(*((datum(b.tag), text(b.inhalt, "zwischenstand")) for b in belege))


def _posten(liste: Any, termin: str) -> tuple[Posten, ...]:
    eintraege = enumerate(liste if isinstance(liste, list) else ())
    return tuple(
        Posten(nr, text(e, "text"), text(e, "zustaendig"), text(e, termin), bool(e.get("erledigt")))
        for nr, e in eintraege
        if isinstance(e, dict)
    )


def _bis(termin: str) -> str:
    return f"(bis {datum(termin)})" if termin else ""
