"""The district's lists: its own where it has set one, else the shipped one."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from ..domain.einstellung import Art, Einstellung, Listeneintrag, als_eintraege, ergaenzt
from ..domain.einstellungen import EINSTELLUNGEN
from ..domain.faelle import Kreis
from ..domain.fehler import EingabeFehler
from ..store.ansicht.suchtext import gefaltet
from ..store.ressourcen import lies_json

Liste = dict[str, str]
Eintraege = tuple[Listeneintrag, ...]
_OHNE: Mapping[str, str] = {}


def liste(kreis: Kreis, name: str) -> Liste:
    """Return what a list offers as key and label, in the order people are shown."""
    return {e.schluessel: e.label for e in eintraege(kreis, name) if e.aktiv}


def auswahl_mit(kreis: Kreis, name: str, gewaehlt: Any) -> Liste:
    """Return what a list offers, with what a case already says: amending it loses nothing."""
    schon = als_eintraege(gewaehlt if isinstance(gewaehlt, list) else [gewaehlt])
    offen = liste(kreis, name)
    return {**offen, **{e.schluessel: e.label for e in schon if e.schluessel not in offen}}


def eintraege(kreis: Kreis, name: str, stellen: Mapping[str, str] = _OHNE) -> Eintraege:
    """Return every entry of a list, hidden ones too; `stellen` names those of the directory."""
    basis = _basis(EINSTELLUNGEN[name], stellen)
    gesetzt = kreis.listen.get(name)
    if gesetzt is None:
        return basis
    if EINSTELLUNGEN[name].art is Art.MARKEN:
        labels = {e.schluessel: e.label for e in basis}
        gesetzt = tuple(
            e._replace(label=labels[e.schluessel]) for e in gesetzt if e.schluessel in labels
        )
    return ergaenzt(gesetzt, basis)


def mit_schluesseln(
    kreis: Kreis, inhalt: dict[str, Any], stellen: Mapping[str, str]
) -> dict[str, Any]:
    """Return a change of a list with a key at every entry; a key is derived once, never reused.

    Raises `EingabeFehler` for an unknown entry where the entries are given.
    """
    e = EINSTELLUNGEN.get(str(inhalt.get("schluessel")))
    roh = inhalt.get("eintraege")
    if e is None or not e.hat_eintraege or not isinstance(roh, list):
        return inhalt
    bekannt = {b.schluessel: b.label for b in eintraege(kreis, e.schluessel, stellen)}
    return {**inhalt, "eintraege": list(_benannt(e, roh, bekannt))}


def _benannt(e: Einstellung, roh: list[Any], bekannt: Mapping[str, str]) -> Iterator[Any]:
    genannt = [str(t["schluessel"]) for t in roh if isinstance(t, dict) and t.get("schluessel")]
    if doppelt := [s for s in genannt if genannt.count(s) > 1]:
        raise EingabeFehler(f"Der Schlüssel „{doppelt[0]}“ steht in „{e.label}“ zweimal.")
    nach_label = {label.casefold(): s for s, label in bekannt.items() if s not in genannt}
    vergeben = {*bekannt, *genannt}
    for teil in roh:
        if not isinstance(teil, dict) or not isinstance(teil.get("label"), str):
            yield teil
            continue
        label = teil["label"]
        schluessel = str(teil.get("schluessel") or nach_label.pop(label.casefold(), ""))
        if e.art is Art.MARKEN and schluessel not in bekannt:
            moeglich = ", ".join(bekannt.values())
            raise EingabeFehler(f"„{label}“ gibt es in „{e.label}“ nicht. Möglich: {moeglich}.")
        if not schluessel:
            schluessel = _neuer(label, vergeben)
            vergeben.add(schluessel)
        yield {**teil, "schluessel": schluessel}


def _neuer(label: str, vergeben: set[str]) -> str:
    stamm = re.sub(r"[^a-z0-9]+", "_", gefaltet(label)).strip("_") or "eintrag"
    nummer = 1
    while (schluessel := stamm if nummer == 1 else f"{stamm}_{nummer}") in vergeben:
        nummer += 1
    return schluessel


def _basis(e: Einstellung, stellen: Mapping[str, str]) -> Eintraege:
    if e.art is Art.LISTE:
        return _mitgeliefert(e.schluessel)
    if e.auswahl:
        return tuple(Listeneintrag(s, label) for s, label in e.auswahl.items())
    return tuple(Listeneintrag(s, name, False) for s, name in stellen.items())


@cache
def _mitgeliefert(name: str) -> Eintraege:
    return tuple(
        Listeneintrag(e["schluessel"], e["label"]) for e in lies_json(f"listen/{name}.json")
    )
