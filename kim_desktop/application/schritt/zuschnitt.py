"""What the district does not use is not asked for: fields and choices that are switched off.

Only forms are cut; what arrives by command line or file stays valid.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from ...domain.einstellungen import EINSTELLUNGEN, eingeschaltet
from ...domain.faelle import Kreis
from ...domain.felder import Feld, Feldart
from ..listen import eintraege, liste

#: Fields that are asked for only where a yes/no setting is on, by name and kind.
_NUR_MIT: Mapping[tuple[str, Feldart], str] = {
    ("oeffentlich", Feldart.JA_NEIN): "oeffentlichkeit",
    ("ja", Feldart.ZAHL): "abstimmung",
    ("nein", Feldart.ZAHL): "abstimmung",
    ("enthaltung", Feldart.ZAHL): "abstimmung",
    ("befangen", Feldart.ZAHL): "befangenheit",
}


def zugeschnitten(felder: tuple[Feld, ...], kreis: Kreis) -> tuple[Feld, ...]:
    """Return the fields the district uses, with the choices it uses."""
    return tuple(_mit_auswahl(f, kreis) for f in felder if _gebraucht(f, kreis))


def _gebraucht(feld: Feld, kreis: Kreis) -> bool:
    schalter = _NUR_MIT.get((feld.name, feld.art))
    if schalter is not None:
        return eingeschaltet(kreis.einstellungen, schalter)
    stamm, _, auswirkung = feld.name.partition("auswirkungen_")
    ausgeblendet = {e.schluessel for e in eintraege(kreis, "auswirkungen") if not e.aktiv}
    return bool(stamm) or auswirkung not in ausgeblendet


def _mit_auswahl(feld: Feld, kreis: Kreis) -> Feld:
    weg = set(_abgewaehlt(feld, kreis))
    if not weg or feld.auswahl is None:
        return feld
    return replace(feld, auswahl={s: label for s, label in feld.auswahl.items() if s not in weg})


def _abgewaehlt(feld: Feld, kreis: Kreis) -> Iterator[str]:
    if feld.auswahl == EINSTELLUNGEN["ergebnisse"].auswahl:
        yield from set(feld.auswahl) - set(liste(kreis, "ergebnisse"))
    if feld.name == "verfahren" and not eingeschaltet(kreis.einstellungen, "abstimmung"):
        yield "abstimmung"
