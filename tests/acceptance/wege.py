"""The process as people walk it, stage by stage; each stage hands over by files."""

from typing import Any

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.domain.faelle import Herausforderung, Meldung, Sitzung
from tests.hilfen.kreis import AUFTRAG, MELDUNG, RM, VORLAGE, Kreis

CM_STELLEN = ("HEN", "TRO", "BTN")
ALLE = (*CM_STELLEN, "KIL", "LG", "PG")


def zustand(ap: Arbeitsplatz, kennung: str) -> str:
    """Return the state of a case as this workplace sees it."""
    return ansicht.zeige(ap, kennung).zeile.zustand


def zustaende(kreis: Kreis, kennung: str, *namen: str) -> dict[str, str]:
    """Return what several workplaces see."""
    return {name: zustand(kreis.plaetze[name], kennung) for name in namen}


def meldung(kreis: Kreis, name: str, kennung: str) -> Meldung:
    """Return a Meldung as a workplace sees it."""
    fall = ansicht.zeige(kreis.plaetze[name], kennung).fall
    assert isinstance(fall, Meldung)
    return fall


def herausforderung(kreis: Kreis, name: str, kennung: str) -> Herausforderung:
    """Return a Herausforderung as a workplace sees it."""
    fall = ansicht.zeige(kreis.plaetze[name], kennung).fall
    assert isinstance(fall, Herausforderung)
    return fall


def sitzung(kreis: Kreis, name: str, kennung: str) -> Sitzung:
    """Return a Sitzung as a workplace sees it."""
    fall = ansicht.zeige(kreis.plaetze[name], kennung).fall
    assert isinstance(fall, Sitzung)
    return fall


def schwelle(kreis: Kreis, kennung: str) -> str:
    """Return the count of a bundle in words."""
    stand = ansicht.zeige(kreis.plaetze["KI"], kennung).schwelle
    assert stand is not None
    return stand.erklaerung


def sichtbar(kreis: Kreis, name: str) -> set[str]:
    """Return the Kennungen a workplace sees in its list."""
    return {z.kennung for z in ansicht.liste(kreis.plaetze[name], ansicht.Filter())}


def gelesen(kreis: Kreis, name: str, kennung: str) -> str:
    """Return everything the history of a case lets a workplace read."""
    return " ".join(str(z.inhalt) for z in ansicht.zeige(kreis.plaetze[name], kennung).verlauf)


def eintrag(kreis: Kreis, name: str, kennung: str, schritt: str) -> ansicht.Verlaufszeile:
    """Return the last line of the history of this step."""
    verlauf = ansicht.zeige(kreis.plaetze[name], kennung).verlauf
    return [z for z in verlauf if z.schritt == schritt][-1]


def themenblatt(kreis: Kreis, kennung: str) -> str:
    """Let the CM-Koordination release a Themenblatt for all CM-Stellen."""
    saetze = ["Es gibt Lücken.", "Mehrere berichten.", "Es wird geprüft."]
    titel = "Übergänge zwischen Behörden"
    kreis.tue("KI", "themenblatt_freigeben", kennung=kennung, titel=titel, saetze=saetze)
    kreis.bring("KI", *CM_STELLEN)
    return titel


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
    beschliesse_alles(kreis, kennung)
    return kennung


def bekanntgegeben(kreis: Kreis) -> str:
    """Let the CM-Koordination make the solutions known to every CM-Stelle."""
    kennung = beschlossen(kreis)
    gib_bekannt(kreis, kennung)
    return kennung


def zu_ende(kreis: Kreis, kennung: str) -> None:
    """Go from Auftrag or RM to the Transparenzmitteilung that every CM-Stelle gets."""
    if zustand(kreis.plaetze["LG"], kennung) != "rm_vorgelegt":
        kreis.bring("KI", "PG")
        kreis.tue("PG", "rueckmelden", kennung=kennung, **RM)
        kreis.runde(("PG", "LG"))
    beschliesse_alles(kreis, kennung)
    gib_bekannt(kreis, kennung)


def beschliesse_alles(kreis: Kreis, kennung: str) -> None:
    """Let the Lenkungsgruppe decide on all that is still open, and tell the CM-Koordination."""
    beschliesse_offenes(kreis, "LG", kennung)
    kreis.bring("LG", "KI")


def beschliesse_offenes(kreis: Kreis, name: str, kennung: str) -> None:
    """Let a workplace decide on all that is still open."""
    offen = herausforderung(kreis, name, kennung)
    for gegenstand in offen.gegenstaende:
        if gegenstand not in offen.beschluesse:
            kreis.tue(name, "beschliessen", kennung=kennung, **beschluss(gegenstand))


def gib_bekannt(kreis: Kreis, kennung: str) -> None:
    """Let the CM-Koordination tell every CM-Stelle."""
    kreis.tue("KI", "bekanntgeben", kennung=kennung, mitteilung="Es gilt der Übergangstag.")
    kreis.bring("KI", *CM_STELLEN)
