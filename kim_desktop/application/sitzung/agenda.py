"""The agenda of a meeting: what stands on it, in which order."""

from collections.abc import Callable
from typing import Any

from ...domain.faelle import Herausforderung, Sitzung
from ...domain.fehler import EingabeFehler, ProzessFehler
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz, identitaet
from ..schritt.auswahl import FUER_DIE_TAGESORDNUNG
from ..schritt.tun import Getan, tue_mit
from ..suche import finde

Punkt = dict[str, Any]
#: From the items and how many of them are not free ones to the new items.
_Aenderung = Callable[[Verbindung, list[Punkt], int], list[Punkt]]


def setze_auf(ap: Arbeitsplatz, sitzung: str, vorgang: str) -> Getan:
    """Put a Herausforderung on the agenda (both by Kennung): after those on it, before free items.

    Raises `EingabeFehler` where one of the two is something else, `ProzessFehler` where it
    stands there already or nothing of it is before the Lenkungsgruppe.
    """

    def mit(v: Verbindung, punkte: list[Punkt], feste: int) -> list[Punkt]:
        fall = finde(v, identitaet(ap, v), vorgang)[1]
        if not isinstance(fall, Herausforderung):
            raise EingabeFehler(f"{vorgang} ist keine Herausforderung.")
        _pruefe(fall, punkte)
        vorlage = fall.vorlage.inhalt if fall.vorlage else {}
        werte = {"titel": fall.angaben.get("titel"), "oeffentlich": vorlage.get("oeffentlich")}
        neu = {"vorgang": fall.id, **{k: w for k, w in werte.items() if w is not None}}
        letzte = max((nr for nr, p in enumerate(punkte, 1) if p.get("vorgang")), default=feste)
        return [*punkte[:letzte], neu, *punkte[letzte:]]

    return _schreibe(ap, sitzung, mit)


def _pruefe(fall: Herausforderung, punkte: list[Punkt]) -> None:
    if any(p.get("vorgang") == fall.id for p in punkte):
        raise ProzessFehler(f"{fall.kennung} steht schon auf der Tagesordnung.")
    if fall.zustand not in FUER_DIE_TAGESORDNUNG:
        raise ProzessFehler(
            f"{fall.kennung} steht auf „{fall.zustand.label}“. Auf die Tagesordnung kommt, was an "
            "die Lenkungsgruppe weitergeleitet ist oder worüber eine Rückmeldung vorliegt."
        )


def nimm_herunter(ap: Arbeitsplatz, sitzung: str, top: str) -> None:
    """Take an item off the agenda; the others are numbered anew."""

    def ohne(_v: Verbindung, punkte: list[Punkt], _feste: int) -> list[Punkt]:
        stelle = _stelle(punkte, top)
        if len(punkte) == 1:
            raise ProzessFehler(
                "Der einzige TOP bleibt stehen. Bitte zuerst aufnehmen, was an seine Stelle tritt."
            )
        return punkte[:stelle] + punkte[stelle + 1 :]

    _schreibe(ap, sitzung, ohne)


def verschiebe(ap: Arbeitsplatz, sitzung: str, top: str, um: int) -> None:
    """Move an item up (`um` negative) or down; the items are numbered anew."""

    def verschoben(_v: Verbindung, punkte: list[Punkt], _feste: int) -> list[Punkt]:
        stelle = _stelle(punkte, top)
        punkt = punkte.pop(stelle)
        punkte.insert(max(stelle + um, 0), punkt)
        return punkte

    _schreibe(ap, sitzung, verschoben)


def _schreibe(ap: Arbeitsplatz, sitzung: str, aendere: _Aenderung) -> Getan:
    """Write the changed agenda; free items become part of it, so that they can be moved too."""
    with ap.profil.datenbank.schreiben() as v:
        zeile, fall = finde(v, identitaet(ap, v), sitzung)
        if not isinstance(fall, Sitzung):
            raise EingabeFehler(f"{zeile.kennung} ist keine Sitzung.")
        bisher = [{k: p[k] for k in _TEILE if k in p} for p in fall.punkte]
        punkte = aendere(v, bisher, len(bisher) - len(fall.freie))
        nummeriert = [{**p, "top": str(nr)} for nr, p in enumerate(punkte, 1)]
        frei = [b.id for b in fall.freie]
        daten = {"kennung": zeile.kennung, "punkte": nummeriert}
        return tue_mit(ap, v, "tagesordnung", {**daten, "ersetzt": frei} if frei else daten)


def _stelle(punkte: list[Punkt], top: str) -> int:
    for stelle, punkt in enumerate(punkte):
        if punkt["top"] == top:
            return stelle
    raise EingabeFehler(f"TOP {top} gibt es auf dieser Tagesordnung nicht.")


_TEILE = ("top", "vorgang", "titel", "text", "oeffentlich", "nachgereicht")
