"""Putting a Herausforderung on the agenda of a meeting in one go."""

from typing import Any

from ..domain.faelle import Herausforderung, Sitzung
from ..domain.fehler import EingabeFehler, ProzessFehler
from .arbeitsplatz import Arbeitsplatz, identitaet
from .auswahl import FUER_DIE_TAGESORDNUNG
from .suche import finde
from .tun import Getan, tue_mit


def setze_auf(ap: Arbeitsplatz, sitzung: str, vorgang: str) -> Getan:
    """Put a Herausforderung at the end of the agenda (both by Kennung), TOPs numbered 1, 2, 3 ….

    Raises `EingabeFehler` where it is there already or one of the two is something else,
    `ProzessFehler` where nothing of it stands before the Lenkungsgruppe.
    """
    with ap.profil.datenbank.schreiben() as v:
        wer = identitaet(ap, v)
        termin, thema = finde(v, wer, sitzung)[1], finde(v, wer, vorgang)[1]
        if not isinstance(termin, Sitzung) or not isinstance(thema, Herausforderung):
            falsch, art = (
                (vorgang, "Herausforderung")
                if isinstance(termin, Sitzung)
                else (sitzung, "Sitzung")
            )
            raise EingabeFehler(f"{falsch} ist keine {art}.")
        _pruefe(termin, thema)
        alte = termin.tagesordnung.inhalt["punkte"] if termin.tagesordnung else []
        punkte = [*alte, _punkt(vorgang, thema)]
        nummeriert = [{**p, "top": str(nummer)} for nummer, p in enumerate(punkte, 1)]
        return tue_mit(ap, v, "tagesordnung", {"kennung": sitzung, "punkte": nummeriert})


def _pruefe(termin: Sitzung, thema: Herausforderung) -> None:
    if thema.id in termin.vorgaenge:
        raise EingabeFehler(f"{thema.kennung} steht schon auf dieser Tagesordnung.")
    if thema.zustand not in FUER_DIE_TAGESORDNUNG:
        raise ProzessFehler(
            f"{thema.kennung} steht auf „{thema.zustand.label}“. Auf die Tagesordnung kommt, was "
            "an die Lenkungsgruppe weitergeleitet ist oder worüber eine Rückmeldung vorliegt."
        )


def _punkt(vorgang: str, thema: Herausforderung) -> dict[str, Any]:
    punkt = {
        "vorgang": vorgang,
        "titel": thema.angaben.get("titel"),
        "oeffentlich": thema.vorlage.inhalt.get("oeffentlich") if thema.vorlage else None,
    }
    return {k: w for k, w in punkt.items() if w is not None}
