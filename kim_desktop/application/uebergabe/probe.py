"""A trial handover: does a file arrive by this route, and is it acknowledged?"""

from pathlib import Path

from ...domain.fehler import EingabeFehler
from ...store.oertlich.proben import Probe, merke_probe
from ..arbeitsplatz import Arbeitsplatz
from .versand import Sendung, verschicke
from .wege import Weg


def weg_zu(angabe: str) -> Weg:
    """Return a route by its name or label; raises `EingabeFehler` for any other."""
    gesucht = angabe.strip().casefold()
    for weg in Weg:
        if gesucht in (weg.value, weg.label.casefold()):
            return weg
    raise EingabeFehler(f"Den Weg „{angabe}“ gibt es nicht. Es gibt: {', '.join(Weg)}.")


def probiere(ap: Arbeitsplatz, an: str, weg: Weg, ordner: Path) -> tuple[Sendung, str]:
    """Write a handover file for a Stelle (id, Kürzel or name) that tries out a route.

    It is a file like any other. Returns what was written, and why it is not all.
    """
    verschickt = verschicke(ap, [an], ordner, als_pdf=weg is Weg.PDF, probe=True)
    sendung = verschickt.sendungen[0]
    with ap.profil.datenbank.schreiben() as v:
        merke_probe(v, Probe(sendung.an, weg, sendung.nr))
    return sendung, verschickt.fehler
