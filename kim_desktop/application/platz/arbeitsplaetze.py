"""The directory as people read it: Stellen and Arbeitsplätze with roles, from, until, closed."""

from collections.abc import Mapping
from dataclasses import dataclass

from ...domain.einstellungen import rollenname
from ...domain.faelle import Herausforderung
from ...domain.rollen import Rolle
from ...domain.schritt import Fallart
from ...domain.zustaende import Zustand
from ...store.ansicht import faelle
from ...store.ansicht.projektion import falte
from ...store.verbindung import Verbindung
from ...trust.anmeldung import kreis_ziffern
from ...trust.verzeichnis import OHNE_ENDE, Platz, Stelle, Verzeichnis, Zuweisung
from ..arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from ..worte import als_tag
from ..zaehlung import einstellungen
from .inhaber import offene_inhaber
from .kreisblatt import hat_kreisschluessel, kreisblatt_vom
from .notblatt import notfallblatt_vom

_OFFEN = (Zustand.BEAUFTRAGT, Zustand.IN_BEARBEITUNG, Zustand.RM_VORGELEGT)


@dataclass(frozen=True, slots=True)
class Zeile:
    """One Arbeitsplatz at one Stelle, or a Stelle that has none (then `log` is empty)."""

    stelle: str
    name: str
    kuerzel: str
    log: str
    code: str
    rollen: Mapping[Rolle, str]
    von: str
    bis: str
    zustand: str
    hier: bool
    fuehrt: bool
    offen: bool


@dataclass(frozen=True, slots=True)
class Gruppe:
    """A Projektgruppe of an open Auftrag that is not in the directory yet."""

    id: str
    name: str
    kennung: str


@dataclass(frozen=True, slots=True)
class Uebersicht:
    """The directory; `fuehrt` whether it is kept here, `fuehrende` who is to be called.

    `koordiniert` whether the root key may be used here: at a CM-Koordination, also without that.

    `stellen` are the Stellen that may have an Arbeitsplatz, by id. `notfallblatt` and `kreisblatt`
    are the days they were printed here; `wurzel` whether the root key lies here.
    """

    zeilen: tuple[Zeile, ...]
    gruppen: tuple[Gruppe, ...]
    stellen: Mapping[str, str]
    rollennamen: Mapping[Rolle, str]
    pruefziffern: str
    fuehrt: bool
    koordiniert: bool
    fuehrende: str
    notfallblatt: str
    kreisblatt: str
    wurzel: bool

    @property
    def offene(self) -> tuple[Zeile, ...]:
        """The Arbeitsplätze that are not closed, one row each."""
        je_platz = {z.log: z for z in reversed(self.zeilen) if z.log and z.offen}
        return tuple(sorted(je_platz.values(), key=lambda z: z.code))


def uebersicht(ap: Arbeitsplatz) -> Uebersicht:
    """Return the whole directory, by name of the Stelle."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        werte, verzeichnis = einstellungen(v, wer), wer.verzeichnis
        namen = {r: rollenname(werte, r) for r in Rolle}
        tag, fuehrt = ap.heute().isoformat(), ap.log in verzeichnis.inhaber
        stellen = sorted(verzeichnis.stellen.values(), key=lambda s: s.name.casefold())
        gruppen = _gruppen(v, verzeichnis) if fuehrt else []
    return Uebersicht(
        tuple(z for s in stellen for z in _zeilen(wer, s, namen, tag)),
        tuple(gruppen),
        {s.id: s.name for s in stellen if not s.ohne_programm},
        namen,
        kreis_ziffern(verzeichnis),
        fuehrt,
        fuehrt or Rolle.CM_KOORDINATION in wer.alle_rollen,
        ", ".join(dict.fromkeys(wer.name_von(p.stelle) for p in offene_inhaber(verzeichnis))),
        notfallblatt_vom(ap),
        kreisblatt_vom(ap),
        hat_kreisschluessel(ap),
    )


def _zeilen(wer: Identitaet, stelle: Stelle, namen: Mapping[Rolle, str], tag: str) -> list[Zeile]:
    verzeichnis = wer.verzeichnis
    je_platz = [
        (platz, [z for z in verzeichnis.zuweisungen if (z.log, z.stelle) == (log, stelle.id)])
        for log, platz in verzeichnis.plaetze.items()
    ]
    zeilen = [_zeile(wer, stelle, p, z, namen, tag) for p, z in je_platz if z]
    if zeilen:
        return sorted(zeilen, key=lambda z: (not z.offen, z.code))
    zustand = "ohne Programm" if stelle.ohne_programm else "noch kein Arbeitsplatz"
    leer = Zeile(
        stelle.id, stelle.name, stelle.kuerzel, "", "", {}, "", "", zustand, False, False, False
    )
    return [leer]


def _zeile(
    wer: Identitaet,
    stelle: Stelle,
    platz: Platz,
    zuweisungen: list[Zuweisung],
    namen: Mapping[Rolle, str],
    tag: str,
) -> Zeile:
    offen = [z for z in zuweisungen if z.letzte_nr == OHNE_ENDE]
    gezeigt = offen or zuweisungen
    bis = "" if any(not z.bis for z in gezeigt) else max(z.bis for z in gezeigt)
    return Zeile(
        stelle.id,
        stelle.name,
        stelle.kuerzel,
        platz.log,
        wer.verzeichnis.code_von(platz),
        {r: namen[r] for r in Rolle if any(z.rolle == r for z in gezeigt)},
        als_tag(min(z.von for z in gezeigt)),
        als_tag(bis) if bis else "",
        _zustand(offen, tag),
        platz.log == wer.platz.log,
        platz.log in wer.verzeichnis.inhaber,
        bool(offen),
    )


def _zustand(offen: list[Zuweisung], tag: str) -> str:
    if not offen:
        return "geschlossen"
    if all(z.bis and z.bis < tag for z in offen):
        return "abgelaufen"
    return "zugelassen" if any(z.von <= tag for z in offen) else "noch nicht begonnen"


def _gruppen(v: Verbindung, verzeichnis: Verzeichnis) -> list[Gruppe]:
    gefunden: dict[str, Gruppe] = {}
    for zeile, bild in faelle.mit_bildern(v, Fallart.HERAUSFORDERUNG, [str(z) for z in _OFFEN]):
        fehlende = set(bild.gruppen) - verzeichnis.stellen.keys()
        fall = falte(v, verzeichnis, zeile.id) if fehlende else None
        for gruppe in fall.auftraege if isinstance(fall, Herausforderung) else ():
            ident = str(gruppe.get("id", ""))
            if ident in fehlende:
                gefunden[ident] = Gruppe(ident, str(gruppe.get("name", "")), zeile.kennung)
    return list(gefunden.values())
