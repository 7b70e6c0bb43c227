"""Umsetzungsstand: every decision with owner, deadline and state."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from ....application.rollen.umsetzungsstand import Umsetzung
from ....application.worte import als_tag
from ..._generated.lg_umsetzung import Ui_LgUmsetzung
from ...bausteine.modelle import Tabellenmodell
from ...bausteine.tabelle import brich_um, gewaehlte, oeffne_mit_taste, richte_ein, zeige_zeilen
from ..rollenseite import Rollenseite
from .reiter import Reiter

_SPALTEN = (
    ("Kennung", lambda u: u.kennung),
    ("Herausforderung", lambda u: u.titel),
    ("Beschluss", lambda u: u.was),
    ("vom", lambda u: als_tag(u.vom)),
    ("zuständig", lambda u: u.zustaendig),
    ("Frist", lambda u: als_tag(u.frist) + (" überfällig" if u.ueberfaellig else "")),
    ("Stand", lambda u: u.stand),
)
_NICHTS = "Zu diesem Beschluss ist jetzt kein Umsetzungsstand zu melden."


class Umsetzungsstand(Reiter):
    """The fifth tab; it is about all meetings."""

    def __init__(self, seite: Rollenseite) -> None:
        super().__init__(seite)
        self._alle: Sequence[Umsetzung] = ()
        self.ui = Ui_LgUmsetzung()
        self.ui.setupUi(self)
        self.modell = Tabellenmodell(_SPALTEN)
        richte_ein(self.ui.beschluesse, self.modell, 1)
        brich_um(self.ui.beschluesse, 2, 4, 6)
        oeffne_mit_taste(self.ui.beschluesse, lambda u: seite.oeffne(u.kennung))
        self.ui.beschluesse.selectionModel().currentRowChanged.connect(self._zeige_zeile)
        self.ui.nur_offene.toggled.connect(self._filtere)
        self.ui.nur_ueberfaellige.toggled.connect(self._filtere)
        self.ui.melden.clicked.connect(self._melde)

    def zeige_alle(self, alle: Sequence[Umsetzung]) -> None:
        """Show every decision the filter lets through."""
        self._alle = alle
        self._filtere()

    def fokusziel(self) -> QWidget:
        return self.ui.beschluesse

    def _filtere(self) -> None:
        offene, spaete = self.ui.nur_offene.isChecked(), self.ui.nur_ueberfaellige.isChecked()
        zeilen = [
            u for u in self._alle if (u.offen or not offene) and (u.ueberfaellig or not spaete)
        ]
        zeige_zeilen(self.ui.beschluesse, zeilen, lambda u: (u.kennung, u.was))
        self.ui.anzahl.setText("1 Beschluss" if len(zeilen) == 1 else f"{len(zeilen)} Beschlüsse")
        leer = "Es gibt keinen solchen Beschluss." if self._alle else "Noch ist nichts beschlossen."
        self.ui.leer.setText("" if zeilen else leer)
        self._zeige_zeile()

    def _zeige_zeile(self) -> None:
        u: Umsetzung | None = gewaehlte(self.ui.beschluesse)
        self.ui.sachstand.setText(f"Sachstand: {u.sachstand}" if u and u.sachstand else "")
        self.ui.melden.sperre("" if u and u.melden else _NICHTS)

    def _melde(self) -> None:
        u = gewaehlte(self.ui.beschluesse)
        self.seite.tue("umsetzung_melden", u.kennung, werte=u.melden)
