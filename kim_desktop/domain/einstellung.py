"""What a district setting is: its kind, its limits, and the check of a value."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from .felder import text


class Art(StrEnum):
    """Kinds of settings. `MARKEN` are given entries that are switched on or off."""

    ZAHL = "zahl"
    TEXT = "text"
    WAHL = "wahl"
    JA_NEIN = "ja_nein"
    MUSTER = "muster"
    LISTE = "liste"
    MARKEN = "marken"


class Listeneintrag(NamedTuple):
    """One entry of a list; hidden ones keep their key, so that it is never given again."""

    schluessel: str
    label: str
    aktiv: bool = True


@dataclass(frozen=True, slots=True)
class Einstellung:
    """One setting of the district.

    `von`/`bis` bound a number, `auswahl` maps keys to labels, `stand` says what an entry is when
    it is on or off, `mindestens` how many are on, `bleibt` names entries that stay on.
    """

    schluessel: str
    gruppe: str
    label: str
    hilfe: str
    art: Art = Art.TEXT
    vorgabe: str = ""
    von: int = 0
    bis: int = 0
    auswahl: Mapping[str, str] = field(default_factory=dict)
    stand: tuple[str, str] = ("sichtbar", "ausgeblendet")
    mindestens: int = 1
    bleibt: Mapping[str, str] = field(default_factory=dict)

    @property
    def hat_eintraege(self) -> bool:
        """Whether its value is a list of entries."""
        return self.art in (Art.LISTE, Art.MARKEN)


#: What the pattern of a Vorlagennummer may contain besides plain text.
PLATZHALTER = ("{nr}", "{jj}", "{jahr}")
_LANG = 120
_KLAMMERN = re.compile(r"\{[^{}]*\}|[{}]")


def als_eintraege(roh: object) -> tuple[Listeneintrag, ...]:
    """Return entries from an event; what is none is left out, of equal keys the first counts."""
    gefunden: dict[str, Listeneintrag] = {}
    for teil in roh if isinstance(roh, list) else ():
        if isinstance(teil, dict) and text(teil, "schluessel") and text(teil, "label"):
            aktiv = teil.get("aktiv") is not False
            eintrag = Listeneintrag(text(teil, "schluessel"), text(teil, "label"), aktiv)
            gefunden.setdefault(eintrag.schluessel, eintrag)
    return tuple(gefunden.values())


def ergaenzt(
    neu: tuple[Listeneintrag, ...], bisher: Iterable[Listeneintrag]
) -> tuple[Listeneintrag, ...]:
    """Return `neu` and, hidden behind it, what it leaves out: no key is ever lost or reused."""
    schluessel = {e.schluessel for e in neu}
    fehlende = (e._replace(aktiv=False) for e in bisher if e.schluessel not in schluessel)
    return (*neu, *fehlende)


def mangel_des_werts(e: Einstellung, wert: str) -> str:
    """Return a German sentence when a text does not suit the setting, else an empty one."""
    if e.hat_eintraege:
        return f"„{e.label}“ ist eine Liste und braucht Einträge."
    if not wert:
        return f"„{e.label}“ darf nicht leer sein." if e.vorgabe else ""
    if e.art is Art.ZAHL:
        return _mangel_der_zahl(e, wert)
    if e.art is Art.MUSTER:
        return _mangel_des_musters(e, wert)
    auswahl = {"ja": "ja", "nein": "nein"} if e.art is Art.JA_NEIN else e.auswahl
    if auswahl and wert not in auswahl:
        return f"„{e.label}“ kennt nur: {', '.join(auswahl)}."
    return _mangel_der_laenge(e, wert)


def mangel_der_eintraege(e: Einstellung, eintraege: tuple[Listeneintrag, ...]) -> str:
    """Return a German sentence when a list does not suit the setting, else an empty one."""
    if not e.hat_eintraege:
        return f"„{e.label}“ hat einen Wert, keine Einträge."
    aktive = {x.schluessel for x in eintraege if x.aktiv}
    if len(aktive) < e.mindestens:
        return f"„{e.label}“ darf nicht leer sein; mindestens ein Eintrag bleibt {e.stand[0]}."
    if weg := [label for schluessel, label in e.bleibt.items() if schluessel not in aktive]:
        return f"„{weg[0]}“ bleibt in „{e.label}“ immer {e.stand[0]}."
    if e.art is Art.LISTE and (doppelt := _doppeltes(eintraege)):
        return f"„{doppelt}“ steht in „{e.label}“ schon, vielleicht ausgeblendet."
    return next((satz for x in eintraege if (satz := _mangel_der_laenge(e, x.label))), "")


def _doppeltes(eintraege: tuple[Listeneintrag, ...]) -> str:
    gesehen: set[str] = set()
    for eintrag in eintraege:
        gleich = " ".join(eintrag.label.casefold().split())
        if gleich in gesehen:
            return eintrag.label
        gesehen.add(gleich)
    return ""


def _mangel_der_zahl(e: Einstellung, wert: str) -> str:
    if wert.isdecimal() and len(wert) < 10 and e.von <= int(wert) <= e.bis:
        return ""
    return f"„{e.label}“ muss eine ganze Zahl zwischen {e.von} und {e.bis} sein."


def _mangel_des_musters(e: Einstellung, wert: str) -> str:
    fremd = [k for k in _KLAMMERN.findall(wert) if k not in PLATZHALTER]
    if fremd:
        return f"„{e.label}“ kennt {', '.join(PLATZHALTER)}, aber nicht „{fremd[0]}“."
    if PLATZHALTER[0] not in wert:
        return f"„{e.label}“ braucht {PLATZHALTER[0]}, sonst trügen alle dieselbe Nummer."
    return _mangel_der_laenge(e, wert)


def _mangel_der_laenge(e: Einstellung, wert: str) -> str:
    passt = len(wert) <= _LANG and "\n" not in wert
    return "" if passt else f"„{e.label}“: höchstens {_LANG} Zeichen in einer Zeile."
