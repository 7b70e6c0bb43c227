"""Vorgänge: all Meldungen and Herausforderungen, filtered in the database."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from ...application import ansicht
from ...application.ansicht import FallZeile, Filter
from ...application.arbeitsplatz import Identitaet
from ...application.uebergabe.fehlendes import was_fehlt
from ...domain.zustaende import Zustand
from .._generated.vorgaenge import Ui_Vorgaenge
from ..bausteine.modelle import Seitenmodell
from ..bausteine.tabelle import Platz, oeffne_mit_taste, richte_ein, waehle_erste
from ..betrieb.vermittler import Vermittler

SEITE = 200
_ARTEN = {"": "alle", "meldung": "Meldung", "herausforderung": "Herausforderung"}
_INNERE = {Zustand.GEFUEHRT, Zustand.OHNE_WIRKUNG}
_TIPPPAUSE_MS = 120


class Vorgaenge(QWidget):
    """The list with its filter."""

    def __init__(
        self, vermittler: Vermittler, wer: Identitaet, oeffne: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._vermittler = vermittler
        self.ui = Ui_Vorgaenge()
        self.ui.setupUi(self)
        for schluessel, label in _ARTEN.items():
            self.ui.art.addItem(label, schluessel)
        self.ui.zustand.addItem("alle", "")
        for zustand in Zustand:
            if zustand not in _INNERE:
                self.ui.zustand.addItem(zustand.label, str(zustand))
        spalten = (
            ("Kennung", lambda z: z.kennung),
            ("Art", lambda z: _ARTEN.get(z.art, z.art)),
            ("Titel", lambda z: z.titel),
            ("Zustand", lambda z: Zustand(z.zustand).label + (" · strittig" * z.strittig)),
            ("Stelle", lambda z: wer.name_von(z.stelle) if z.stelle else ""),
        )
        self.modell = Seitenmodell(spalten, self._hole, SEITE)
        richte_ein(self.ui.tabelle, self.modell, 2)
        oeffne_mit_taste(self.ui.tabelle, lambda z: oeffne(z.kennung))
        self._gezeigt: Filter | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TIPPPAUSE_MS)
        self._pause.timeout.connect(self._lade_liste)
        self.ui.suchen.textChanged.connect(self._pause.start)
        self.ui.suchen.returnPressed.connect(self.ui.tabelle.setFocus)
        self.ui.art.currentIndexChanged.connect(self._lade_liste)
        self.ui.zustand.currentIndexChanged.connect(self._lade_liste)

    def lade(self) -> None:
        """Show what the filter lets through, and say what is missing."""
        self._lade_liste()
        self._vermittler.lies(lambda ap, _ablauf: was_fehlt(ap), self._zeige_fehlendes)

    def _zeige_fehlendes(self, saetze: list[str]) -> None:
        self.ui.fehlt.setText("\n".join(saetze))
        self.ui.fehlt.setVisible(bool(saetze))

    def _lade_liste(self) -> None:
        """Show the rows; while the filter stays the same, so does the place in them."""
        platz = Platz(self.ui.tabelle, lambda z: z.kennung)
        gleich, self._gezeigt = self._filter() == self._gezeigt, self._filter()
        self.modell.lade(len(self.modell.zeilen) if gleich else 0)
        anzahl = ansicht.zaehle_faelle(self._vermittler.arbeitsplatz, self._filter())
        self.ui.anzahl.setText("1 Vorgang" if anzahl == 1 else f"{anzahl} Vorgänge")
        if gleich:
            platz.nimm_ein()
        waehle_erste(self.ui.tabelle)

    def fokusziel(self) -> QWidget:
        """The list."""
        return self.ui.tabelle

    def _filter(self) -> Filter:
        art, zustand = self.ui.art.currentData(), self.ui.zustand.currentData()
        return Filter(
            arten=(art,) if art else (),
            zustaende=(zustand,) if zustand else (),
            text=self.ui.suchen.text(),
        )

    def _hole(self, nach: FallZeile | None) -> list[FallZeile]:
        return ansicht.liste(self._vermittler.arbeitsplatz, self._filter(), nach, SEITE)
