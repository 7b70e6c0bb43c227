"""Einstellungen: what the district has agreed on; groups at the left, a group at the right."""

from itertools import groupby, pairwise

from PySide6.QtWidgets import QWidget

from ...application.einstellungen import Uebersicht, aendere_alle, uebersicht
from ...domain.einstellungen import EINSTELLUNGEN
from .._generated.einstellungen import Ui_Einstellungen
from ..bausteine.aussehen import passe_breite_an
from ..bausteine.rollflaeche import rollend
from ..betrieb.vermittler import Vermittler
from .einstellungsfeld import Einstellungsfeld, blatt

_NUR_LESEN = "Ändern können das die CM-Koordination und die KI-Leitung."


class Einstellungen(QWidget):
    """The page of the settings; what is not taken over yet survives leaving the page."""

    def __init__(self, vermittler: Vermittler) -> None:
        super().__init__()
        self._vermittler = vermittler
        self.ui = Ui_Einstellungen()
        self.ui.setupUi(self)
        self.felder = {s: Einstellungsfeld(e) for s, e in EINSTELLUNGEN.items()}
        self._baue_gruppen()
        self._ordne_tabulator()
        for feld in self.felder.values():
            feld.geaendert.connect(self._zeige_offenes)
        self.ui.gruppen.currentRowChanged.connect(self.ui.blaetter.setCurrentIndex)
        self.ui.gruppen.setCurrentRow(0)
        self.ui.uebernehmen.clicked.connect(lambda _an=False: self._uebernimm())
        self.ui.verwerfen.clicked.connect(lambda _an=False: self._verwirf())

    def lade(self) -> None:
        """Look at the settings again."""
        self._vermittler.lies(lambda ap, _ablauf: uebersicht(ap), self._zeige)

    def fokusziel(self) -> QWidget:
        """The groups."""
        return self.ui.gruppen

    def offenes(self) -> str:
        """Say whether a setting stands here that does not count yet."""
        return "Einstellungen: noch nicht übernommen." if self._geaenderte() else ""

    def _zeige(self, stand: Uebersicht) -> None:
        for gruppe in stand.gruppen:
            for angabe in gruppe.angaben:
                feld = self.felder[angabe.einstellung.schluessel]
                feld.nimm_stand(angabe, stand.aenderbar)
        for knopf in (self.ui.uebernehmen, self.ui.verwerfen):
            knopf.setVisible(stand.aenderbar)
        if not stand.aenderbar:
            self.ui.geltung.setText(_NUR_LESEN)
        self._zeige_offenes()

    def _uebernimm(self) -> None:
        felder = self._geaenderte()
        aenderungen = [f.aenderung for f in felder]

        def geschrieben(_anzahl: int) -> None:
            for feld in felder:
                feld.gilt()

        self._vermittler.tue(lambda ap, _ablauf: aendere_alle(ap, aenderungen), geschrieben)

    def _verwirf(self) -> None:
        for feld in self._geaenderte():
            feld.verwirf()
        self._vermittler.hinweis.emit("")
        self.ui.gruppen.setFocus()

    def _geaenderte(self) -> list[Einstellungsfeld]:
        return [f for f in self.felder.values() if f.ist_geaendert]

    def _zeige_offenes(self) -> None:
        offen = ", ".join(f.einstellung.label for f in self._geaenderte())
        self.ui.stand.setText(f"Noch nicht übernommen: {offen}" if offen else "")
        for knopf in (self.ui.uebernehmen, self.ui.verwerfen):
            knopf.setEnabled(bool(offen))

    def _baue_gruppen(self) -> None:
        for name, felder in groupby(self.felder.values(), key=lambda f: f.einstellung.gruppe):
            self.ui.gruppen.addItem(name)
            self.ui.blaetter.addWidget(rollend(blatt(list(felder))))
        passe_breite_an(self.ui.gruppen)

    def _ordne_tabulator(self) -> None:
        eingaben = [teil for feld in self.felder.values() for teil in feld.teile]
        reihe = (self.ui.gruppen, *eingaben, self.ui.verwerfen, self.ui.uebernehmen)
        for teil, naechstes in pairwise(reihe):
            QWidget.setTabOrder(teil, naechstes)
