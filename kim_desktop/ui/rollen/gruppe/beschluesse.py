"""Beschlüsse: what the Lenkungsgruppe decided on the RM, and how far it is carried out."""

from ....application.rollen.lesbar import datum, gekuerzt
from ....application.rollen.projektarbeit import umsetzungsformular
from ....application.rollen.projektgruppe import Auftrag
from ....application.rollen.rm import Beschluss
from ..._generated.projektgruppe import Ui_Projektgruppe
from ..formularfrage import frage
from ..lesetext import als_html
from ..rollenseite import Rollenseite
from ..schrittknoepfe import ERST_WAEHLEN, Schrittknoepfe, grund_ohne
from ..wahlliste import Wahlliste

_SPALTEN = (
    ("Worüber", lambda b: b.titel),
    ("Ergebnis", lambda b: b.ergebnis),
    ("Frist", lambda b: datum(b.frist)),
    ("Umsetzungsstand", lambda b: gekuerzt(b.umsetzung, 36) or "noch nichts gemeldet"),
)
_MELDEN = "umsetzung_melden"


class Beschluesse:
    """The tab."""

    def __init__(self, seite: Rollenseite, ui: Ui_Projektgruppe) -> None:
        self._seite = seite
        self._ui = ui
        self._auftrag: Auftrag | None = None
        self.leiste = Schrittknoepfe(ui.beschluss_knoepfe)
        self.leiste.lege_an("Umsetzungsstand &melden …", _MELDEN, self._melde)
        self.leiste.dehne()
        self.leiste.ordne_ein(ui.beschluesse, ui.beschluss)
        self.liste = Wahlliste(
            ui.beschluesse,
            ui.beschluesse_leer,
            _SPALTEN,
            0,
            lambda b: b.gegenstand,
            self._zeige_wahl,
        )

    def zeige(self, auftrag: Auftrag | None) -> None:
        """Show the decisions on another Auftrag."""
        self._auftrag = auftrag
        self.liste.zeige(auftrag.beschluesse if auftrag else ())

    def _zeige_wahl(self, beschluss: Beschluss | None) -> None:
        self._ui.beschluss.setHtml(als_html(beschluss.absaetze) if beschluss else "")
        self.leiste.sperre(_MELDEN, self._kein_melden(beschluss))

    def _kein_melden(self, beschluss: Beschluss | None) -> str:
        if self._auftrag is None or beschluss is None:
            return ERST_WAEHLEN
        return grund_ohne(_MELDEN, self._auftrag.moeglich, self._auftrag.zustand)

    def _melde(self) -> None:
        if self._auftrag is None:
            return
        kennung, gegenstand = self._auftrag.kennung, self.liste.gewaehlt.gegenstand
        frage(self._seite, lambda ap: umsetzungsformular(ap, kennung, gegenstand))
