"""Commands of the exchange folder: choose it, and one round with it, also unattended."""

from argparse import Namespace

from ..application.arbeitsplatz import Arbeitsplatz
from ..application.uebergabe.ordner import austauschordner as a
from ..application.uebergabe.ordner.bote import NICHT_ERREICHBAR
from ..domain.fehler import EingabeFehler, UmgebungsFehler
from .ausgabe import Antwort


def austausch(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Settle what is asked for; without anything to settle do one round."""
    if wahl.ordner and wahl.kein_ordner:
        raise EingabeFehler("Bitte entweder --ordner ORDNER oder --kein-ordner angeben.")
    if not wahl.ordner and not wahl.kein_ordner and wahl.aufraeumen_nach is None:
        return _runde(ap)
    if wahl.aufraeumen_nach is not None:
        a.setze_tage(ap, wahl.aufraeumen_nach)
    if wahl.ordner or wahl.kein_ordner:
        a.setze_ordner(ap, wahl.ordner)
    return _lage(a.lage(ap))


def _runde(ap: Arbeitsplatz) -> Antwort:
    abgleich = a.gleiche_ab(ap, ap.quelle.jetzt())
    if abgleich.hindernis == NICHT_ERREICHBAR and not abgleich.brachte_etwas:
        raise UmgebungsFehler(NICHT_ERREICHBAR)
    werte = {
        "neu": abgleich.neu,
        "bekannt": abgleich.bekannt,
        "uebernommen": [
            {"datei": b.datei, "neu": b.neu, "bekannt": b.bekannt} for b in abgleich.berichte
        ],
        "geschrieben": [{"an": an, "datei": datei} for an, datei in abgleich.geschrieben],
        "wartet": abgleich.wartet,
        "abgelehnt": [{"datei": datei, "grund": grund} for datei, grund in abgleich.abgelehnt],
        "befunde": abgleich.befunde,
        "hindernis": abgleich.hindernis,
    }
    text = "\n".join(abgleich.als_saetze()) or "Im Austauschordner ist nichts Neues."
    return Antwort(werte, text, 0 if abgleich.ist_ganz else 1)


def _lage(lage: a.Lage) -> Antwort:
    ordner = str(lage.ordner) if lage.ordner else ""
    saetze = [
        f"Der Austauschordner ist „{ordner}“." if ordner else "Es ist kein Austauschordner gewählt."
    ]
    if lage.tage:
        saetze.append(f"Eigene bestätigte Dateien werden dort nach {lage.tage} Tagen entfernt.")
    return Antwort({"ordner": ordner, "aufraeumen_nach": lage.tage}, " ".join(saetze))
