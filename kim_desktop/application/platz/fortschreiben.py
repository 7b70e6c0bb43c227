"""Writing the next version of the directory, and finding in it what a person names."""

from typing import Any

from ...domain.fehler import EingabeFehler, ProzessFehler
from ...store.ansicht.projektion import baue_neu_auf
from ...store.log.verzeichnisse import merke_kette
from ...store.verbindung import Verbindung
from ...trust.unterschrift import Signierer
from ...trust.verzeichnis import OHNE_ENDE, Platz, Stelle, Verzeichnis, erweitert, neue_version
from ..arbeitsplatz import Arbeitsplatz, identitaet, verlange_amt, verlange_schreibrecht
from ..worte import platzname

Eintraege = list[dict[str, Any]]


def als_inhaber(ap: Arbeitsplatz, v: Verbindung) -> Verzeichnis:
    """Return the directory where this Arbeitsplatz may write it; raises `ProzessFehler`."""
    wer = identitaet(ap, v)
    verlange_amt(wer)
    if ap.log not in wer.verzeichnis.inhaber:
        raise ProzessFehler("Das Verzeichnis der Stellen führt die CM-Koordination.")
    return wer.verzeichnis


def schreibe_fort(
    ap: Arbeitsplatz,
    v: Verbindung,
    verzeichnis: Verzeichnis,
    eintraege: Eintraege,
    wer: Signierer | None = None,
) -> Verzeichnis:
    """Sign and keep the next version: as holder, or with the root key `wer`."""
    verlange_schreibrecht(ap, v)
    neu = vorgemerkt(ap, verzeichnis, eintraege, wer)
    merke_kette(v, neu)
    if any(e["art"] == "ende" for e in eintraege):
        baue_neu_auf(v, neu)
    return neu


def vorgemerkt(
    ap: Arbeitsplatz,
    verzeichnis: Verzeichnis,
    eintraege: Eintraege,
    wer: Signierer | None = None,
) -> Verzeichnis:
    """Return what the directory would be with these entries; nothing is kept."""
    signierer = wer or ap.profil.schluessel.signierer
    version = neue_version(verzeichnis, eintraege, ap.heute().isoformat(), signierer)
    return erweitert(verzeichnis, [*verzeichnis.kette, version])


def offene_plaetze(verzeichnis: Verzeichnis) -> list[Platz]:
    """Return the Arbeitsplätze that are not closed, in order of their admission."""
    return [p for p in verzeichnis.plaetze.values() if not verzeichnis.ist_beendet(p.log)]


def aemter(verzeichnis: Verzeichnis, platz: Platz) -> set[str]:
    """Return the roles an Arbeitsplatz has at its main Stelle that have not ended, on any day."""
    return {
        z.rolle
        for z in verzeichnis.zuweisungen
        if z.log == platz.log and z.stelle == platz.stelle and z.letzte_nr == OHNE_ENDE
    }


def finde_stelle(verzeichnis: Verzeichnis, angabe: str) -> Stelle:
    """Return the Stelle named by id, Kürzel or name; raises `EingabeFehler`."""
    stelle = verzeichnis.stelle_zu(angabe)
    if stelle is None:
        raise EingabeFehler(f"Die Stelle „{angabe}“ steht nicht im Verzeichnis.")
    return stelle


def finde_platz(verzeichnis: Verzeichnis, angabe: str) -> Platz:
    """Return the Arbeitsplatz named as `HEN1`, as `STELLE/Name`, or by the Stelle alone.

    Closed ones are found by their code only. Raises `EingabeFehler` where none or several fit.
    """
    gesucht = angabe.strip().casefold()
    for platz in verzeichnis.plaetze.values():
        if gesucht in (verzeichnis.code_von(platz).casefold(), platz.log):
            return platz
    gefunden = [
        platz for platz in offene_plaetze(verzeichnis) if gesucht in _namen(verzeichnis, platz)
    ]
    if len(gefunden) == 1:
        return gefunden[0]
    codes = ", ".join(platzname(verzeichnis, p) for p in gefunden or offene_plaetze(verzeichnis))
    if gefunden:
        raise EingabeFehler(f"„{angabe}“ sind mehrere Arbeitsplätze: {codes}. Bitte einen nennen.")
    raise EingabeFehler(f"Den Arbeitsplatz „{angabe}“ gibt es nicht. Es gibt: {codes}.")


def _namen(verzeichnis: Verzeichnis, platz: Platz) -> set[str]:
    stelle = verzeichnis.stellen.get(platz.stelle)
    namen = {stelle.id, stelle.kuerzel, stelle.name} if stelle else {platz.stelle}
    alle = {platz.name, *namen, *(f"{n}/{platz.name}" for n in namen)}
    return {name.casefold() for name in alle}
