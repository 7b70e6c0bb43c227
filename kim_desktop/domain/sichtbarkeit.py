"""Who reads what: one table, yes, no or under a condition per body class and reader."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from .rollen import Rolle
from .schritt import Klasse


class Sicht(StrEnum):
    """When a reader gets the body."""

    JA = "ja"
    NEIN = "nein"
    EIGENE = "eigene"
    NACH_SCHRITT_7 = "nach_schritt_7"
    WEITERGELEITET = "weitergeleitet"
    ZUGEWIESEN = "zugewiesen"


_CM, _KO, _KI = Rolle.CM_STELLE, Rolle.CM_KOORDINATION, Rolle.KI_LEITUNG
_LG, _PG = Rolle.LENKUNGSGRUPPE, Rolle.PROJEKTGRUPPE
_J, _N, _E = Sicht.JA, Sicht.NEIN, Sicht.EIGENE
_7, _W, _Z = Sicht.NACH_SCHRITT_7, Sicht.WEITERGELEITET, Sicht.ZUGEWIESEN


def _reihe(*sichten: Sicht) -> Mapping[Rolle, Sicht]:
    return dict(zip((_CM, _KO, _KI, _LG, _PG), sichten, strict=True))


#: Columns: CM-Stelle, CM-Koordination, KI-Leitung, Lenkungsgruppe, Projektgruppe.
TABELLE: Mapping[str, Mapping[Rolle, Sicht]] = {
    Klasse.MELDUNG: _reihe(_E, _J, _W, _N, _Z),
    Klasse.BESCHEID: _reihe(_E, _J, _J, _N, _N),
    Klasse.THEMENBLATT: _reihe(_J, _J, _J, _J, _J),
    Klasse.NOTIZ: _reihe(_N, _J, _J, _N, _N),
    Klasse.HERAUSFORDERUNG: _reihe(_N, _J, _J, _J, _Z),
    Klasse.BESCHLUSS: _reihe(_7, _J, _J, _J, _Z),
    Klasse.ARBEIT: _reihe(_N, _J, _J, _N, _Z),
    Klasse.RM: _reihe(_N, _J, _J, _J, _Z),
    Klasse.SITZUNG: _reihe(_N, _J, _J, _J, _Z),
    Klasse.TRANSPARENZ: _reihe(_J, _J, _J, _J, _J),
    Klasse.ERFOLG: _reihe(_E, _J, _J, _N, _N),
    Klasse.KREIS: _reihe(_J, _J, _J, _J, _J),
}


def lesbare_klassen(rollen: Iterable[Rolle]) -> frozenset[str]:
    """Return the classes a reader with `rollen` gets in any state of a case at all."""
    spalten = tuple(rollen)
    return frozenset(
        klasse
        for klasse, reihe in TABELLE.items()
        if any(reihe[rolle] != Sicht.NEIN for rolle in spalten)
    )


def offene_klassen(rollen: Iterable[Rolle]) -> frozenset[str]:
    """Return the classes a reader with `rollen` gets whoever wrote them, in any state of a case."""
    return _klassen_mit(Sicht.JA, rollen)


def eigene_klassen(rollen: Iterable[Rolle]) -> frozenset[str]:
    """Return the classes of which it counts for a reader with `rollen` whose a body is."""
    return _klassen_mit(Sicht.EIGENE, rollen)


def _klassen_mit(sicht: Sicht, rollen: Iterable[Rolle]) -> frozenset[str]:
    spalten = tuple(rollen)
    return frozenset(
        klasse
        for klasse, reihe in TABELLE.items()
        if any(reihe[rolle] == sicht for rolle in spalten)
    )


@dataclass(frozen=True, slots=True)
class Lage:
    """What has happened in the case so far, as far as it opens bodies to others."""

    weitergeleitet: bool = False
    nach_schritt_7: bool = False
    gruppen: frozenset[str] = frozenset()


def darf_lesen(
    klasse: str, stelle: str, rollen: Iterable[Rolle], urheber: Iterable[str], lage: Lage
) -> bool:
    """Whether `stelle` with `rollen` may read a body of `klasse`.

    `urheber` are the Stellen the case or event belongs to; an unknown class stays closed.
    """
    reihe = TABELLE.get(klasse)
    if reihe is None:
        return False
    sichten = {reihe[rolle] for rolle in rollen}
    return Sicht.JA in sichten or any(
        (
            Sicht.EIGENE in sichten and stelle in urheber,
            Sicht.NACH_SCHRITT_7 in sichten and lage.nach_schritt_7,
            Sicht.WEITERGELEITET in sichten and lage.weitergeleitet,
            Sicht.ZUGEWIESEN in sichten and stelle in lage.gruppen,
        )
    )
