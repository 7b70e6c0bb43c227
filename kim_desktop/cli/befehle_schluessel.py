"""Commands of the keys: recovery sheet, passphrase, root sheet, change of keys."""

import sys
from argparse import Namespace
from pathlib import Path

from ..application.arbeitsplatz import Arbeitsplatz
from ..application.platz import kreisblatt as k
from ..application.platz.notblatt import drucke_notfallblatt, setze_passphrase
from ..application.platz.schluesselwechsel import (
    satz_eingetragen,
    trage_wechsel_ein,
    wechsle_schluessel,
)
from ..domain.fehler import EingabeFehler
from .ausgabe import Antwort


def notfallblatt(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Print the recovery sheet."""
    drucke_notfallblatt(ap, wahl.nach)
    text = (
        f"Das Notfallblatt liegt in „{wahl.nach}“. Bitte drucken, verschlossen aufbewahren und die "
        "Datei löschen. Ein früheres öffnet nur noch Sicherungen aus seiner Zeit."
    )
    return Antwort({"datei": str(wahl.nach)}, text)


def passphrase(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Set a new passphrase."""
    setze_passphrase(ap, _gelesen(wahl.neu).rstrip("\r\n"))
    return Antwort({"gesetzt": True}, "Die neue Passphrase gilt; eine frühere nicht mehr.")


def kreisblatt(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Print the root sheet, or take the root key off this computer."""
    if wahl.vom_pc_entfernen:
        if not (code := getippter_code(wahl)):
            raise EingabeFehler(
                "Bitte den Code vom gedruckten Kreisblatt mit --kreisblatt DATEI|- angeben: erst "
                "wenn er stimmt, wird der Kreisschlüssel entfernt."
            )
        k.entferne_kreisschluessel(ap, code)
        return Antwort({"entfernt": True}, k.ENTFERNT)
    k.drucke_kreisblatt(ap, wahl.nach)
    text = (
        f"Das Kreisblatt liegt in „{wahl.nach}“. Bitte drucken, getrennt von den Notfallblättern "
        "wegschließen und die Datei löschen. Danach „kreisblatt --vom-pc-entfernen“."
    )
    return Antwort({"datei": str(wahl.nach)}, text)


def schluessel_wechseln(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Change the keys of this Arbeitsplatz."""
    fertig = wechsle_schluessel(ap, wahl.nach)
    return Antwort({"datei": str(fertig.datei or "")}, fertig.satz)


def schluessel_eintragen(ap: Arbeitsplatz, wahl: Namespace) -> Antwort:
    """Enter the new key of another Arbeitsplatz."""
    name = trage_wechsel_ein(ap, wahl.datei)
    return Antwort({"arbeitsplatz": name}, satz_eingetragen(name))


def getippter_code(wahl: Namespace) -> str:
    """Return what was typed from the root sheet, from a file or standard input."""
    return _gelesen(wahl.kreisblatt) if wahl.kreisblatt else ""


def _gelesen(datei: str) -> str:
    if datei == "-":
        # Who types ends with Enter, a pipe with its end.
        return sys.stdin.readline() if sys.stdin.isatty() else sys.stdin.read()
    try:
        return Path(datei).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fehler:
        raise EingabeFehler(f"„{datei}“ lässt sich nicht lesen.") from fehler
