"""Commands that found a district and admit an Arbeitsplatz."""

from argparse import Namespace
from pathlib import Path
from typing import Protocol

from ..application import demo as beispiel
from ..application.arbeitsplatz import Arbeitsplatz, Zugang
from ..application.platz import einrichten as e
from ..domain.fehler import EingabeFehler
from .ausgabe import Antwort


class Aufruf(Protocol):
    """Where the profile lies and how it is unlocked."""

    @property
    def ordner(self) -> Path:
        """Folder of the profile."""

    @property
    def zugang(self) -> Zugang:
        """What unlocks it."""

    def oeffne(self) -> Arbeitsplatz:
        """Open the profile."""


def demo(wahl: Namespace) -> Antwort:
    """Make the example district."""
    kreis = beispiel.lege_an(wahl.ordner, wahl.saat)
    werte = {"ordner": str(wahl.ordner), "profile": kreis.profile, "papiere": kreis.papiere}
    text = (
        f"Der Übungskreis liegt in „{wahl.ordner}“: {len(kreis.profile)} Arbeitsplätze unter "
        f"„profile“, {len(kreis.papiere)} Papiere unter „papiere“."
    )
    return Antwort(werte, text)


def einrichten(aufruf: Aufruf, wahl: Namespace) -> Antwort:
    """Found a district or prepare an Arbeitsplatz."""
    if wahl.kreis:
        extra = {"stelle": wahl.stelle} if wahl.stelle else {}
        extra |= {"kuerzel": wahl.kuerzel} if wahl.kuerzel else {}
        ap = e.gruende_kreis(
            aufruf.ordner,
            wahl.kreis,
            aufruf.zugang,
            rollen=wahl.rolle,
            uebung=wahl.uebung,
            netz=wahl.netzlaufwerk,
            **extra,
        )
        text = (
            f"Der Kreis „{wahl.kreis}“ ist gegründet; dieser Arbeitsplatz führt sein Verzeichnis."
        )
    elif wahl.stelle and wahl.rolle:
        ap = e.bereite_vor(
            aufruf.ordner,
            aufruf.zugang,
            stelle=wahl.stelle,
            rollen=wahl.rolle,
            uebung=wahl.uebung,
            netz=wahl.netzlaufwerk,
        )
        text = f"Der Arbeitsplatz für „{wahl.stelle}“ ist vorbereitet. Weiter mit „anmelden“."
    else:
        raise EingabeFehler("Bitte --kreis NAME angeben, oder --stelle NAME und --rolle ROLLE.")
    log = ap.log
    ap.schliesse()
    if wahl.netzlaufwerk:
        text = f"{text}\n{e.WARNUNG_NETZ}"
    return Antwort({"log": log, "ordner": str(aufruf.ordner)}, text)


def anmelden(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Write the Anmeldung and show its digits."""
    anmeldung = e.melde_an(ap, wahl.nach)
    text = (
        f"Die Anmeldung liegt in „{wahl.nach}“. Bitte der CM-Koordination geben und am Telefon "
        f"diese Prüfziffern vorlesen:\n\n    {anmeldung.pruefziffern}"
    )
    return Antwort({"datei": str(wahl.nach), "pruefziffern": anmeldung.pruefziffern}, text)


def zulassen(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Admit an Arbeitsplatz."""
    stelle = e.lasse_zu(
        ap,
        wahl.datei,
        wahl.pruefziffern,
        wahl.rolle,
        wahl.nach,
        stelle=wahl.stelle,
        kuerzel=wahl.kuerzel,
    )
    return Antwort(
        {"datei": str(wahl.nach), "stelle": stelle},
        f"Zugelassen. Die Zulassung liegt in „{wahl.nach}“; bitte zurückgeben.",
    )


def beitreten(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Take in the Zulassung."""
    ziffern = e.tritt_bei(ap, wahl.datei)
    return Antwort(
        {"kreis_pruefziffern": ziffern},
        "Beigetreten. Bitte mit der CM-Koordination vergleichen, ob der Kreis diese Prüfziffern "
        f"hat:\n\n    {ziffern}",
    )


def stelle_eintragen(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Enter a unit in the directory."""
    ident = e.trage_stelle_ein(
        ap, wahl.name, wahl.kuerzel, ident=wahl.kennzeichen, ohne_programm=wahl.ohne_programm
    )
    return Antwort({"stelle": ident}, f"„{wahl.name}“ ist eingetragen (Kennzeichen {ident}).")
