"""The process as people walk it, stage by stage; each stage hands over by files."""

from typing import Any

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from tests.hilfen.kreis import AUFTRAG, MELDUNG, RM, VORLAGE, Kreis

CM_STELLEN = ("HEN", "TRO", "BTN")
ALLE = (*CM_STELLEN, "KIL", "LG", "PG")


def zustand(ap: Arbeitsplatz, kennung: str) -> str:
    """Return the state of a case as this workplace sees it."""
    return ansicht.zeige(ap, kennung).zeile.zustand


def zustaende(kreis: Kreis, kennung: str, *namen: str) -> dict[str, str]:
    """Return what several workplaces see."""
    return {name: zustand(kreis.plaetze[name], kennung) for name in namen}


def gemeldet(kreis: Kreis, *stellen: str) -> list[str]:
    """Let CM-Stellen report, and the CM-Koordination take it in."""
    kennungen = [kreis.tue(stelle, "melden", **MELDUNG).kennung for stelle in stellen]
    kreis.runde(stellen)
    return kennungen


def gebuendelt(kreis: Kreis, meldungen: list[str]) -> str:
    """Let the CM-Koordination bundle Meldungen to a Herausforderung."""
    titel = "Lücke beim Rechtskreiswechsel"
    return kreis.tue("KI", "buendeln", titel=titel, meldungen=meldungen).kennung


def weitergeleitet(kreis: Kreis) -> str:
    """Bring a Herausforderung before the Lenkungsgruppe."""
    kennung = gebuendelt(kreis, gemeldet(kreis, "HEN", "TRO"))
    kreis.tue("KI", "vorlegen", kennung=kennung, bewertung="Kein Einzelfall.")
    kreis.bring("KI", "KIL")
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE)
    kreis.runde(("KIL", "LG"))
    return kennung


def beauftragt(kreis: Kreis) -> str:
    """Let the Lenkungsgruppe commission the Projektgruppe."""
    kennung = weitergeleitet(kreis)
    kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG)
    kreis.runde(("LG", "PG"))
    return kennung


def rm_vorgelegt(kreis: Kreis) -> str:
    """Let the Projektgruppe work and give its RM to the Lenkungsgruppe."""
    kennung = beauftragt(kreis)
    kreis.tue("PG", "bearbeiten", kennung=kennung, zwischenstand="Abläufe aufgenommen.")
    kreis.tue("PG", "rueckmelden", kennung=kennung, **RM)
    kreis.runde(("PG", "LG"))
    return kennung


def beschluss(gegenstand: str, **anders: Any) -> dict[str, Any]:
    """Return the data of a decision of step 6."""
    return {
        "gegenstand": gegenstand,
        "ergebnis": "beschlossen",
        "beschlusstext": "Die Lenkungsgruppe beschließt wie vorgeschlagen.",
        **anders,
    }


def beschlossen(kreis: Kreis) -> str:
    """Let the Lenkungsgruppe decide on everything."""
    kennung = rm_vorgelegt(kreis)
    for gegenstand in ("pg-1/1", "oeffentlichkeitsarbeit"):
        kreis.tue("LG", "beschliessen", kennung=kennung, **beschluss(gegenstand))
    kreis.bring("LG", "KI")
    return kennung


def bekanntgegeben(kreis: Kreis) -> str:
    """Let the CM-Koordination make the solutions known to every CM-Stelle."""
    kennung = beschlossen(kreis)
    kreis.tue("KI", "bekanntgeben", kennung=kennung, mitteilung="Es gilt der Übergangstag.")
    kreis.bring("KI", *CM_STELLEN)
    return kennung
