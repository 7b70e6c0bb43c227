"""Commands of the directory: holders, closing, substitutes, many Anmeldungen at once."""

import sys
from argparse import Namespace
from pathlib import Path

from ..application.arbeitsplatz import Arbeitsplatz
from ..application.platz import inhaber as i
from ..application.platz import zulassungsliste as z
from ..application.platz.beenden import beende
from ..application.platz.vertretung import weise_zu
from ..application.platz.verzeichnisstreit import entscheide_verzeichnis
from ..domain.fehler import EingabeFehler
from .ausgabe import Antwort
from .befehle_schluessel import getippter_code

_WEITERSAGEN = "Bitte allen Stellen eine Datei schicken, damit sie es erfahren."


def inhaber(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Show or change who writes the directory."""
    satz = ""
    if wahl.dazu:
        name = i.ernenne_inhaber(ap, wahl.dazu, getippter_code(wahl))
        satz = f"{name} führt jetzt auch das Verzeichnis der Stellen. {_WEITERSAGEN}\n"
    elif wahl.ende:
        name = i.entlasse_inhaber(ap, wahl.ende, getippter_code(wahl))
        satz = f"{name} führt das Verzeichnis nicht mehr. {_WEITERSAGEN}\n"
    alle = i.inhaber(ap)
    return Antwort({"inhaber": alle}, f"{satz}Das Verzeichnis führt: {', '.join(alle)}.")


def beenden(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Close an Arbeitsplatz, a Stelle or one role."""
    beendet = beende(ap, wahl.wen, rolle=wahl.rolle, ab_nr=wahl.ab_nr)
    werte = {"beendet": beendet.was, "bis": beendet.bis, "stelle_endet": beendet.stelle_endet}
    return Antwort(werte, "\n".join(beendet.als_saetze()))


def zuweisen(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Give an Arbeitsplatz a further Stelle and role."""
    satz = weise_zu(ap, wahl.wen, wahl.stelle, wahl.rolle, wahl.von, wahl.bis)
    return Antwort({"zugewiesen": satz}, f"{satz} {_WEITERSAGEN}")


def verzeichnis_entscheiden(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Decide between two versions of the directory."""
    fertig = entscheide_verzeichnis(ap, wahl.datei, getippter_code(wahl))
    werte = {"ab": fertig.ab, "verworfen": fertig.verworfen, "uebernommen": fertig.uebernommen}
    return Antwort(werte, "\n".join(fertig.als_saetze()))


def anmeldungen(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """List the Anmeldungen in a folder; print or write the list to be filled in."""
    alle = z.eingegangene(wahl.ordner)
    if wahl.liste:
        z.drucke_anmeldeliste(ap, alle, wahl.liste)
    if wahl.tabelle:
        z.schreibe_tabelle(alle, wahl.tabelle)
    werte = [_als_wert(e) for e in alle]
    zeilen = [
        f"{e.datei.name}: {e.anmeldung.stelle} ({', '.join(e.anmeldung.rollen)})"
        if e.anmeldung
        else f"{e.datei.name}: {e.hindernis}"
        for e in alle
    ]
    beschaedigt = any(e.anmeldung is None for e in alle)
    return Antwort(werte, "\n".join(zeilen) or "Hier liegt keine Anmeldung.", int(beschaedigt))


def _als_wert(e: z.Eingegangen) -> dict[str, object]:
    # Never the digits: they are to be read out by telephone.
    a = e.anmeldung
    if a is None:
        return {"datei": str(e.datei), "fehler": e.hindernis}
    return {"datei": str(e.datei), "stelle": a.stelle, "platz": a.platz, "rollen": list(a.rollen)}


def zulassen_liste(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Admit all whose digits fit."""
    if wahl.liste == "-":
        text, ordner = sys.stdin.read(), Path.cwd()
    else:
        ordner = Path(wahl.liste).parent
        try:
            text = Path(wahl.liste).read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as fehler:
            raise EingabeFehler(f"„{wahl.liste}“ lässt sich nicht lesen.") from fehler
    ergebnis = z.lasse_alle_zu(ap, z.lies_tabelle(text, ordner), wahl.nach or ordner)
    werte = {
        "zugelassen": [{"datei": str(d), "zulassung": str(n)} for d, n in ergebnis.zugelassen],
        "abgelehnt": [{"datei": str(d), "grund": grund} for d, grund in ergebnis.abgelehnt],
    }
    return Antwort(werte, "\n".join(ergebnis.als_saetze()), int(bool(ergebnis.abgelehnt)))
