"""Erasing what an entry says: asked for at the entry, and gone wherever the erasure arrives."""

from ...domain.ereignis import Eintrag, Wirkung, stamm
from ...domain.rollen import Rolle
from ...domain.tafel import muster
from ..arbeitsplatz import Identitaet
from .formular import Formular

_HINWEIS = (
    "Der Inhalt dieses Eintrags und seine Anlagen verschwinden an jedem Arbeitsplatz, sobald er "
    "die nächste Datei einliest. Das lässt sich nicht zurücknehmen. Ausdrucke, Sicherungen und "
    "Dateien, die noch unterwegs sind, erreicht es nicht; „Löschungen“ nennt, was davon hier "
    "bekannt ist."
)


def loeschbar(wer: Identitaet, eintrag: Eintrag) -> bool:
    """Whether the content of an entry can be erased here: one's own, or by the CM-Koordination."""
    lesbar = bool(eintrag.schritt) and eintrag.wirkung is not Wirkung.NICHT_EINSEHBAR
    return lesbar and (
        stamm(eintrag.log) == wer.platz.log or Rolle.CM_KOORDINATION in wer.alle_rollen
    )


def loeschung(kennung: str, eintrag: str, benannt: str) -> Formular:
    """Return the dialog that erases the content of an entry: which, why, and what it means."""
    schritt = muster("loeschen")
    felder = tuple(f for f in schritt.felder if f.name == "grund")
    return Formular(
        schritt.name,
        kennung,
        schritt.label,
        felder,
        {},
        {},
        zusatz={"ereignisse": [eintrag]},
        hinweis=f"Eintrag: {benannt}\n\n{_HINWEIS}",
        endgueltig=True,
    )
