"""The district's settings: all of them by group with what counts now, and changing them."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from ..domain.einstellung import Einstellung, Listeneintrag
from ..domain.einstellungen import EINSTELLUNGEN, einstellung, mangel, rollenname
from ..domain.faelle import Kreis
from ..domain.fehler import EingabeFehler
from ..domain.rollen import Rolle
from ..domain.tafel import muster
from .arbeitsplatz import Arbeitsplatz, Identitaet, identitaet
from .listen import eintraege
from .schritt.tun import tue
from .zaehlung import kreis

Eintraege = tuple[Listeneintrag, ...]


@dataclass(frozen=True, slots=True)
class Angabe:
    """One setting with what counts now; `eigene` where the district has set it itself."""

    einstellung: Einstellung
    wert: str
    eintraege: Eintraege
    eigene: bool


@dataclass(frozen=True, slots=True)
class Gruppe:
    """Settings that belong together."""

    name: str
    angaben: tuple[Angabe, ...]


@dataclass(frozen=True, slots=True)
class Uebersicht:
    """All settings; `aenderbar` whether they can be changed here."""

    gruppen: tuple[Gruppe, ...]
    aenderbar: bool


@dataclass(frozen=True, slots=True)
class Aenderung:
    """What one setting is to become; new entries of a list have no key yet."""

    schluessel: str
    wert: str = ""
    eintraege: Eintraege = ()


def uebersicht(ap: Arbeitsplatz) -> Uebersicht:
    """Return every setting of the district by group."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        stand = kreis(v, wer)
    angaben = [_angabe(stand, wer, e) for e in EINSTELLUNGEN.values()]
    gruppen = groupby(angaben, key=lambda a: a.einstellung.gruppe)
    return Uebersicht(
        tuple(Gruppe(name, tuple(teile)) for name, teile in gruppen),
        bool(wer.alle_rollen & muster("einstellen").rollen),
    )


def aendere(ap: Arbeitsplatz, schluessel: str, wert: str = "", neue: Eintraege = ()) -> None:
    """Change one setting; raises `EingabeFehler` where the value does not suit it."""
    daten: dict[str, object] = {"schluessel": schluessel, "wert": wert}
    if neue:
        daten["eintraege"] = [e._asdict() for e in neue]
    tue(ap, "einstellen", daten)


def aendere_alle(ap: Arbeitsplatz, aenderungen: Iterable[Aenderung]) -> int:
    """Change several settings, one event each, and return how many; all fit or none is written."""
    aenderungen = tuple(aenderungen)
    saetze = [mangel(a.schluessel, a.wert, a.eintraege) for a in aenderungen]
    if any(saetze):
        raise EingabeFehler(" ".join(filter(None, saetze)))
    for a in aenderungen:
        aendere(ap, a.schluessel, a.wert, a.eintraege)
    return len(aenderungen)


def eigene_rollen(ap: Arbeitsplatz) -> dict[Rolle, str]:
    """Return the roles held here with what the district calls them."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        werte = kreis(v, wer).einstellungen
    return {r: rollenname(werte, r) for r in Rolle if r in wer.alle_rollen}


def _angabe(stand: Kreis, wer: Identitaet, e: Einstellung) -> Angabe:
    if e.hat_eintraege:
        alle = eintraege(stand, e.schluessel, wer.stellennamen)
        return Angabe(e, "", alle, e.schluessel in stand.listen)
    eigene = bool(stand.einstellungen.get(e.schluessel))
    return Angabe(e, einstellung(stand.einstellungen, e.schluessel), (), eigene)
