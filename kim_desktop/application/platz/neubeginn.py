"""Writing on after a profile was put back or copied: with a log of its own, or not at all."""

from ...domain.fehler import ProzessFehler
from ...store.profil.hochstand import Befund
from ...store.profil.neubeginn import beginne_neu as neu_beginnen
from ...store.profil.profilschluessel import bestaetige_rechner as bestaetige_im_profil
from ..arbeitsplatz import Arbeitsplatz, schreibt_doppelt
from .sicherung import versuche_taegliche
from .wiederherstellen import Nachfolge, als_nachfolge


def anlass(ap: Arbeitsplatz) -> Befund | None:
    """Return why this Arbeitsplatz must not write on; None where it may."""
    with ap.profil.datenbank.lesen() as v:
        return ap.befund or (Befund.KOPIE if schreibt_doppelt(ap, v) else None)


def beginne_neu(ap: Arbeitsplatz) -> tuple[Arbeitsplatz, Nachfolge]:
    """Give this Arbeitsplatz a new log in the same folder; return it opened, and what to do now.

    What is here is backed up before. Raises `ProzessFehler` where there is no reason to, and
    `UmgebungsFehler` where it cannot be written; then the old log is still the one in force.
    """
    if anlass(ap) is None:
        raise ProzessFehler("Dieser Arbeitsplatz ist in Ordnung; er muss nicht neu beginnen.")
    versuche_taegliche(ap)
    neu = Arbeitsplatz(neu_beginnen(ap.profil, ap.quelle), ap.quelle)
    return neu, als_nachfolge(neu)


def bestaetige_rechner(ap: Arbeitsplatz) -> None:
    """Say that this computer is the one the Arbeitsplatz belongs to, only set up anew.

    Raises `ProzessFehler` where nothing has changed, or more than the computer.
    """
    if anlass(ap) is None:
        raise ProzessFehler("Dieser Arbeitsplatz ist in Ordnung; es ist nichts zu bestätigen.")
    bestaetige_im_profil(ap.profil)
