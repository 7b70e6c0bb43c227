"""The agenda of a meeting: what stands on it, in which order."""

from collections.abc import Callable
from typing import Any

from ..domain.faelle import Herausforderung, Sitzung
from ..domain.fehler import EingabeFehler, ProzessFehler
from ..store.verbindung import Verbindung
from .arbeitsplatz import Arbeitsplatz, identitaet
from .suche import finde
from .tun import tue_mit

Punkt = dict[str, Any]


def setze_auf(ap: Arbeitsplatz, sitzung: str, vorgang: str) -> None:
    """Put a Herausforderung at the end of the agenda.

    Raises `ProzessFehler` where it stands there already.
    """

    def mit(v: Verbindung, punkte: list[Punkt]) -> list[Punkt]:
        zeile, fall = finde(v, identitaet(ap, v), vorgang)
        if any(p.get("vorgang") == zeile.id for p in punkte):
            raise ProzessFehler(f"{zeile.kennung} steht schon auf der Tagesordnung.")
        vorlage = fall.vorlage if isinstance(fall, Herausforderung) else None
        oeffentlich = vorlage is not None and vorlage.inhalt.get("oeffentlich") is True
        neu: Punkt = {"vorgang": zeile.id, **({"oeffentlich": True} if oeffentlich else {})}
        return [*punkte, neu]

    _schreibe(ap, sitzung, mit)


def nimm_herunter(ap: Arbeitsplatz, sitzung: str, top: str) -> None:
    """Take an item off the agenda; the others are numbered anew."""

    def ohne(_v: Verbindung, punkte: list[Punkt]) -> list[Punkt]:
        stelle = _stelle(punkte, top)
        if len(punkte) == 1:
            raise ProzessFehler(
                "Der einzige TOP bleibt stehen. Bitte zuerst aufnehmen, was an seine Stelle tritt."
            )
        return punkte[:stelle] + punkte[stelle + 1 :]

    _schreibe(ap, sitzung, ohne)


def verschiebe(ap: Arbeitsplatz, sitzung: str, top: str, um: int) -> None:
    """Move an item up (`um` negative) or down; the items are numbered anew."""

    def verschoben(_v: Verbindung, punkte: list[Punkt]) -> list[Punkt]:
        stelle = _stelle(punkte, top)
        punkt = punkte.pop(stelle)
        punkte.insert(max(stelle + um, 0), punkt)
        return punkte

    _schreibe(ap, sitzung, verschoben)


def _schreibe(
    ap: Arbeitsplatz, sitzung: str, aendere: Callable[[Verbindung, list[Punkt]], list[Punkt]]
) -> None:
    """Write the changed agenda; free items become part of it, so that they can be moved too."""
    with ap.profil.datenbank.schreiben() as v:
        zeile, fall = finde(v, identitaet(ap, v), sitzung)
        if not isinstance(fall, Sitzung):
            raise EingabeFehler(f"{zeile.kennung} ist keine Sitzung.")
        punkte = aendere(v, [{k: p[k] for k in _TEILE if k in p} for p in fall.punkte])
        nummeriert = [{**p, "top": str(nr)} for nr, p in enumerate(punkte, 1)]
        frei = [b.id for b in fall.freie]
        daten = {"kennung": zeile.kennung, "punkte": nummeriert}
        tue_mit(ap, v, "tagesordnung", {**daten, "ersetzt": frei} if frei else daten)


def _stelle(punkte: list[Punkt], top: str) -> int:
    for stelle, punkt in enumerate(punkte):
        if punkt["top"] == top:
            return stelle
    raise EingabeFehler(f"TOP {top} gibt es auf dieser Tagesordnung nicht.")


_TEILE = ("top", "vorgang", "titel", "text", "oeffentlich", "nachgereicht")
