"""Eilweg: what cannot wait for the usual way, and the quickest way for it."""

from collections.abc import Sequence

from ....application.rollen.eilweg import AUF_DIE_TAGESORDNUNG, Eiliges
from ....application.sitzung.agenda import setze_auf
from ..._generated.ki_leitung import Ui_KiLeitung
from ..liste import Liste
from ..rollenseite import Rollenseite
from .schritte import KURZ, nimm_schritte

_SPALTEN = (
    ("Kennung", lambda e: e.kennung),
    ("Titel", lambda e: e.zeile.titel),
    ("Zustand", lambda e: KURZ.get(e.zeile.zustand, e.zeile.zustand)),
    ("Warum", lambda e: e.warum),
    ("Nächste Sitzung", lambda e: e.naechste),
    ("Schnellster Weg", lambda e: e.weg),
)
_SCHRITTE = ("weiterleiten", "zurueckgeben", "mitzeichnen", "fragen", "drucken")


class Eilweg:
    """The urgent topics."""

    def __init__(self, seite: Rollenseite, ui: Ui_KiLeitung) -> None:
        self._seite = seite
        self._ui = ui
        self.liste = Liste(ui.eilig, _SPALTEN, (1,), ui.eilig_leer, self._gewaehlt)
        self.liste.oeffne_mit(seite.oeffne)
        nimm_schritte(seite, ui.eilig_schritte, self.liste, _SCHRITTE)
        text = "Auf die Tagesordnung der nächsten Sitzung setzen"
        ui.eilig_schritte.nimm(AUF_DIE_TAGESORDNUNG, text, self._setze_auf)

    def zeige(self, zeilen: Sequence[Eiliges]) -> None:
        """Show these topics."""
        self.liste.setze(zeilen)

    def _gewaehlt(self) -> None:
        self._ui.eilig_schritte.zeige_fuer(self.liste.gewaehlte())

    def _setze_auf(self) -> None:
        if (zeile := self.liste.gewaehlt()) is not None:
            sitzung, kennung = zeile.sitzung, zeile.kennung
            self._seite.vermittler.tue(
                lambda ap, _ablauf: setze_auf(ap, sitzung, kennung), lambda _getan: None
            )
