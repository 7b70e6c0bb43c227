"""Writing on after a profile was put back or copied: with a log of its own, or not at all."""

from pathlib import Path

from ...domain.fehler import ProzessFehler
from ...store.neubeginn import beginne_neu as neu_beginnen
from ...store.profil import Zugang
from ...store.profil import bestaetige_rechner as bestaetige_im_profil
from ...trust.quelle import Quelle
from ..arbeitsplatz import Arbeitsplatz, oeffne_arbeitsplatz, schreibt_doppelt
from .sicherung import versuche_taegliche
from .wiederherstellen import Nachfolge, als_nachfolge


def beginne_neu(ap: Arbeitsplatz, zugang: Zugang) -> tuple[Arbeitsplatz, Nachfolge]:
    """Give this Arbeitsplatz a new log in the same folder; return it opened, and what to do now.

    What is here is backed up before. Raises `ProzessFehler` where there is no reason to, and
    `UmgebungsFehler` where it cannot be written; then the old log is still the one in force.
    """
    with ap.profil.datenbank.lesen() as v:
        if ap.befund is None and not schreibt_doppelt(ap, v):
            raise ProzessFehler("Dieser Arbeitsplatz ist in Ordnung; er muss nicht neu beginnen.")
    versuche_taegliche(ap)
    frueher, quelle = ap.log, ap.quelle
    ordner = neu_beginnen(ap.profil, quelle)
    return _mit_anmeldung(ordner, zugang, quelle, frueher)


def bestaetige_rechner(ap: Arbeitsplatz) -> None:
    """Say that this computer is the one the Arbeitsplatz belongs to, only set up anew.

    Raises `ProzessFehler` where more than the computer has changed.
    """
    bestaetige_im_profil(ap.profil)


def _mit_anmeldung(
    ordner: Path, zugang: Zugang, quelle: Quelle, frueher: str
) -> tuple[Arbeitsplatz, Nachfolge]:
    ap = oeffne_arbeitsplatz(ordner, zugang, quelle)
    return ap, als_nachfolge(ap, frueher)
