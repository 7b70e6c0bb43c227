"""Where something is missing in the history of a case: whose it is, whether asked for."""

from collections.abc import Sequence
from dataclasses import dataclass

from ...domain.faelle import Fall
from ...store.log import protokoll
from ...store.verbindung import Verbindung
from ...trust.kopf import Kopf, kopf_von
from ..arbeitsplatz import Identitaet
from ..worte import als_tag
from .fehlendes import TEXTE, Fehlendes, alles_fehlende


@dataclass(frozen=True, slots=True)
class Platzhalter:
    """An entry the history names and nobody here holds; `stelle` says whose it may be."""

    id: str
    stelle: str
    vermerk: str


def platzhalter(v: Verbindung, wer: Identitaet, fall: Fall) -> dict[str, list[Platzhalter]]:
    """Return what is missing before which entry of a case, by the entry's id.

    An entry this Stelle is not entitled to leaves no mark: only ranges it may have are named.
    """
    koepfe = {e.id: kopf for e in fall.verlauf if (kopf := _kopf(v, e.id)) is not None}
    genannt = {fall.id, *(eltern for kopf in koepfe.values() for eltern in kopf.eltern)}
    fremd = genannt - set(koepfe)
    fehlt = fremd - set(protokoll.lage(v, fremd)) if fremd else set()
    if not fehlt or not (luecken := alles_fehlende(v, wer)):
        return {}
    anfang = {f: _zaehler_davor(v, f) for f in luecken}
    offen, gefunden = sorted(fehlt), dict[str, list[Platzhalter]]()
    for ident, kopf in koepfe.items():
        hier = [e for e in offen if e in kopf.eltern or e == fall.id]
        moeglich = [f for f, zaehler in anfang.items() if zaehler < kopf.lamport]
        if hier and moeglich:
            gefunden[ident] = [_platzhalter(e, moeglich) for e in hier]
        offen = [e for e in offen if e not in hier]
    return gefunden


def _kopf(v: Verbindung, ident: str) -> Kopf | None:
    zeile = protokoll.lies(v, ident)
    return kopf_von(zeile.kopf) if zeile else None


def _zaehler_davor(v: Verbindung, luecke: Fehlendes) -> int:
    """Return the counter of the entry before a range: nothing in the range is older."""
    zeile = next(protokoll.bereich(v, luecke.log, luecke.von - 1, luecke.von - 1), None)
    return kopf_von(zeile.kopf).lamport if zeile else 0


def _platzhalter(ident: str, moeglich: Sequence[Fehlendes]) -> Platzhalter:
    stellen = sorted({f.stelle for f in moeglich})
    gefragt = [f.angefordert for f in moeglich]
    if all(gefragt):
        vermerk = TEXTE.text("verlauf.angefordert", am=als_tag(max(gefragt)))
    else:
        vermerk = TEXTE.text("verlauf.offen")
    return Platzhalter(ident, TEXTE.text("verlauf.oder").join(stellen), vermerk)


def label() -> str:
    """Return what stands in place of a missing entry."""
    return TEXTE.text("verlauf.label")


def folge() -> str:
    """Return the remark on an entry that seems not to fit because what came before is missing."""
    return TEXTE.text("verlauf.folge")
