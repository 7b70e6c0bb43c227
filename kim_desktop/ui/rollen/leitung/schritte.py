"""The buttons of the KI-Leitung on a topic."""

from collections.abc import Iterable, Mapping
from functools import partial

from ....application.rollen.dialoge import mitzeichnung
from ....application.rollen.ki_leitung import DRUCKEN
from ....domain.zustaende import Zustand
from ...bausteine.knopfleiste import Knopfleiste
from ...dialoge.papierdialog import drucke
from ...dialoge.schrittdialog import frage
from ..liste import Liste
from ..rollenseite import Rollenseite

#: States as they fit into a column here.
KURZ: Mapping[str, str] = {
    Zustand.VORGELEGT: "vorgelegt",
    Zustand.WEITERGELEITET: "weitergeleitet",
    Zustand.VERTAGT: "vertagt",
    Zustand.RM_VORGELEGT: "Rückmeldung liegt vor",
}
_TEXTE = {
    "weiterleiten": "An die Lenkungsgruppe weiterleiten …",
    "zurueckgeben": "Zurückgeben …",
    "stellungnahme_einholen": "Stellungnahme einholen …",
    "mitzeichnen": "Mitzeichnung eintragen …",
    "fragen": "Rückfrage …",
    DRUCKEN: "Vorlage drucken …",
}


def nimm_schritte(
    seite: Rollenseite, leiste: Knopfleiste, liste: Liste, namen: Iterable[str]
) -> None:
    """Add buttons that act on the chosen row of a list."""
    for name in namen:
        leiste.nimm(name, _TEXTE[name], partial(_tue, seite, liste, name))


def _tue(seite: Rollenseite, liste: Liste, name: str) -> None:
    zeile = liste.gewaehlt()
    if zeile is None:
        return
    kennung: str = zeile.kennung
    if name == DRUCKEN:
        drucke(seite, seite.vermittler, "vorlage", kennung)
    elif name == "mitzeichnen":
        frage(seite, seite.vermittler, lambda ap: mitzeichnung(ap, kennung))
    else:
        seite.tue(name, kennung)
