"""Substitutes: an Arbeitsplatz acts for a further Stelle and role, from one day to another."""

from datetime import date

from ...domain.fehler import EingabeFehler, ProzessFehler
from ...domain.rollen import Rolle
from ...trust.verzeichnis import OHNE_ENDE
from ..arbeitsplatz import Arbeitsplatz
from ..worte import als_tag, platzname
from .fortschreiben import als_inhaber, finde_platz, finde_stelle, schreibe_fort


def weise_zu(
    ap: Arbeitsplatz,
    wen: str,
    stelle: str,
    rolle: Rolle,
    von: date | None = None,
    bis: date | None = None,
) -> str:
    """Give an Arbeitsplatz a further Stelle and role; return what was arranged in German.

    `von` is today where it is not given, without `bis` it holds until it is ended. Raises
    `KimFehler` where the days make no sense or the Arbeitsplatz is closed.
    """
    heute = ap.heute()
    von = von or heute
    if bis is not None and bis < max(von, heute):
        raise EingabeFehler("Der letzte Tag liegt vor dem ersten oder ist schon vorbei.")
    with ap.profil.datenbank.schreiben() as v:
        verzeichnis = als_inhaber(ap, v)
        platz, fuer = finde_platz(verzeichnis, wen), finde_stelle(verzeichnis, stelle)
        name = platzname(verzeichnis, platz)
        if fuer.ohne_programm:
            raise EingabeFehler(f"„{fuer.name}“ arbeitet ohne das Programm.")
        if verzeichnis.ist_beendet(platz.log):
            raise ProzessFehler(f"{name} ist geschlossen.")
        if any(
            (z.log, z.stelle, z.rolle, z.letzte_nr) == (platz.log, fuer.id, rolle, OHNE_ENDE)
            and (bis is None or z.von <= bis.isoformat())
            and (not z.bis or von.isoformat() <= z.bis)
            for z in verzeichnis.zuweisungen
        ):
            raise EingabeFehler(f"{name} hat diese Rolle in dieser Zeit schon.")
        eintrag = {
            "art": "zuweisung",
            "bis": bis.isoformat() if bis else "",
            "log": platz.log,
            "rolle": str(rolle),
            "stelle": fuer.id,
            "von": von.isoformat(),
        }
        schreibe_fort(ap, v, verzeichnis, [eintrag])
    ende = f" bis {als_tag(bis.isoformat())}" if bis else ", bis es beendet wird"
    ab = als_tag(von.isoformat())
    return f"{name} handelt ab {ab}{ende} auch für {fuer.name} als {rolle.label}."
