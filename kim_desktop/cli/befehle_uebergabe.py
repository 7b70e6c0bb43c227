"""Commands of the handover and of the care of the database."""

from argparse import Namespace

from ..application.arbeitsplatz import Arbeitsplatz
from ..application.platz import pflege
from ..application.uebergabe import austausch as u
from ..application.uebergabe import versand
from ..application.uebergabe.einlesen import lies_alle_ein
from ..domain.fehler import EingabeFehler, UebergabeFehler
from .ausgabe import Antwort, tabelle


def uebergeben(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Write handover files."""
    if wahl.alle == bool(wahl.an):
        raise EingabeFehler("Bitte entweder --an STELLE oder --alle angeben.")
    g = (
        u.uebergib_an_alle(ap, wahl.nach, als_pdf=wahl.als_pdf)
        if wahl.alle
        else u.Geschrieben((u.uebergib_an(ap, wahl.an, wahl.nach, als_pdf=wahl.als_pdf),))
    )
    werte = [
        {"an": d.an, "nr": d.nr, "datei": str(d.datei), "eintraege": d.eintraege} for d in g.dateien
    ]
    zeilen = [(d.datei.name, _eintraege(d.eintraege)) for d in g.dateien]
    if not zeilen:
        return Antwort(werte, "Es gibt niemanden, dem zu übergeben ist.")
    text = "\n".join(filter(None, (tabelle(list(zeilen)), g.fehler)))
    return Antwort(werte, text, 1 if g.fehler else 0)


def _eintraege(anzahl: int) -> str:
    return "1 neuer Eintrag" if anzahl == 1 else f"{anzahl} neue Einträge"


def verschicken(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Write what is owed now, each file with a mail draft."""
    ziele = [wahl.an]
    if not wahl.an:
        ausstand = versand.ausstand(ap)
        ziele = [e.stelle for e in ausstand.an]
        if not ziele:
            return Antwort([], ausstand.satz)
    verschickt = versand.verschicke(
        ap, ziele, wahl.nach, als_pdf=wahl.als_pdf, fuer_mail=wahl.fuer_mail
    )
    werte = [
        {"an": s.an, "datei": str(s.datei), "mail": str(s.mail) if s.mail else None}
        for s in verschickt.sendungen
    ]
    zeilen = [(s.datei.name, s.mail.name if s.mail else "–") for s in verschickt.sendungen]
    text = "\n".join(filter(None, (tabelle(list(zeilen)), verschickt.fehler)))
    return Antwort(werte, text, 1 if verschickt.fehler else 0)


def einlesen(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Take in files; a refused one does not keep the others out."""
    e = lies_alle_ein(
        ap, wahl.orte, nur_vorschau=wahl.vorschau, auch_geschlossene=wahl.auch_geschlossene
    )
    if e.abgelehnt and not e.berichte:
        raise UebergabeFehler(e.abgelehnt[0][1])
    b = e.befunde
    werte = {
        "neu": e.neu,
        "bekannt": e.bekannt,
        "fehlt": [{"stelle": s, "von": von, "bis": bis} for s, von, bis in b.fehlt],
        "eigene": e.eigene,
        "doppelt": list(b.doppelt),
        "zurueckgelegt": list(b.zurueckgelegt),
        "strittig": list(b.strittig),
        "uhren": [{"stelle": s, "tag": tag} for s, tag in b.uhren],
        "abgelehnt": [{"datei": datei, "grund": grund} for datei, grund in e.abgelehnt],
    }
    text = "\n".join(e.als_saetze()) or "Hier liegt keine Übergabedatei."
    return Antwort(werte, text, 1 if e.abgelehnt else 0)


def stand(ap: Arbeitsplatz, _wahl: Namespace) -> Antwort:
    """Show the digest of the state."""
    return _stand(*pflege.stand(ap))


def neu_aufbauen(ap: Arbeitsplatz, _wahl: Namespace) -> Antwort:
    """Rebuild the projections."""
    return _stand(*pflege.baue_projektionen_neu(ap))


def _stand(summe: str, anzahl: int) -> Antwort:
    return Antwort({"stand": summe, "ereignisse": anzahl}, f"{summe}  ({anzahl} Ereignisse)")
