"""Sitzungen: the meetings, the agenda of the chosen one, and what waits for one."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ....application.rollen.lenkungsgruppe import Blick, Punkt, stand
from ....application.sitzung import agenda
from ....application.worte import als_tag
from ..._generated.lg_sitzungen import Ui_LgSitzungen
from ...bausteine.modelle import Tabellenmodell
from ...bausteine.rueckfrage import frage_vorher
from ...bausteine.tabelle import brich_um, gewaehlte, oeffne_mit_taste, richte_ein, zeige_zeilen
from ...bausteine.umbruch import brich_um as zeile_bricht_um
from ..rollenseite import Rollenseite
from .reiter import KEINE_SITZUNG, Reiter

_SITZUNGEN = (
    ("Tag", lambda s: als_tag(s.am)),
    ("Sitzung", lambda s: s.titel),
    ("Stand", lambda s: s.stand),
    ("TOPs", lambda s: str(s.anzahl)),
)
_OEFFENTLICH = 3
_PUNKTE = (
    ("TOP", lambda p: p.top),
    ("Kennung", lambda p: p.kennung),
    ("Gegenstand", lambda p: p.titel),
    ("Ö/N", lambda p: "Ö" if p.oeffentlich else "N"),
    ("Ergebnis bisher", lambda p: p.ergebnis),
)
_RUECKSTAND = (
    ("Kennung", lambda z: z.kennung),
    ("Titel", lambda z: z.titel),
    ("Stand", stand),
)


class Sitzungen(Reiter):
    """The first tab; `waehle` gets the meeting the cursor comes to."""

    def __init__(self, seite: Rollenseite, waehle: Callable[[str], None]) -> None:
        super().__init__(seite)
        self._waehle = waehle
        self._waehlbar = True
        self.ui = Ui_LgSitzungen()
        self.ui.setupUi(self)
        for knoepfe in (self.ui.sitzungsknoepfe, self.ui.punktknoepfe):
            zeile_bricht_um(knoepfe)
        self.sitzungen = Tabellenmodell(_SITZUNGEN)
        self.punkte = Tabellenmodell(_PUNKTE)
        self.rueckstand = Tabellenmodell(_RUECKSTAND)
        richte_ein(self.ui.sitzungen, self.sitzungen, 1)
        richte_ein(self.ui.tagesordnung, self.punkte, 2)
        brich_um(self.ui.tagesordnung, len(_PUNKTE) - 1)
        richte_ein(self.ui.rueckstand, self.rueckstand, 1)
        oeffne_mit_taste(self.ui.tagesordnung, self._oeffne_punkt)
        oeffne_mit_taste(self.ui.rueckstand, lambda z: seite.oeffne(z.kennung))
        oeffne_mit_taste(self.ui.sitzungen, lambda s: seite.oeffne(s.kennung))
        self.ui.sitzungen.selectionModel().currentRowChanged.connect(self._gewechselt)
        for tabelle in (self.ui.tagesordnung, self.ui.rueckstand):
            tabelle.selectionModel().currentRowChanged.connect(self._sperre)
        self.ui.anberaumen.clicked.connect(lambda: seite.tue("sitzung_anlegen"))
        self.ui.freier_top.clicked.connect(lambda: seite.tue("freier_top", self.sitzung))
        self.ui.aufsetzen.clicked.connect(self._setze_auf)
        self.ui.herunternehmen.clicked.connect(self._nimm_herunter)
        self.ui.hoch.clicked.connect(lambda: self._verschiebe(-1))
        self.ui.runter.clicked.connect(lambda: self._verschiebe(1))

    def zeige(self, blick: Blick) -> None:
        super().zeige(blick)
        self._zeige_sitzungen(blick)
        zeige_zeilen(self.ui.tagesordnung, blick.punkte, _schluessel)
        zeige_zeilen(self.ui.rueckstand, blick.rueckstand, lambda z: z.kennung)
        oeffentliche = any(p.oeffentlich for p in blick.punkte)
        self.ui.tagesordnung.setColumnHidden(_OEFFENTLICH, not oeffentliche)
        name = f": {blick.sitzung.name}" if blick.sitzung else ""
        self.ui.tagesordnung_text.setText(f"Tagesordnung{name}")
        self.ui.keine_sitzung.setVisible(not blick.sitzungen)
        self.ui.keine_punkte.setVisible(not blick.punkte)
        self.ui.kein_rueckstand.setVisible(not blick.rueckstand)
        self._sperre()

    def _zeige_sitzungen(self, blick: Blick) -> None:
        """Put the cursor on the chosen meeting, which is not to choose it again."""
        self._waehlbar = False
        self.sitzungen.setze(blick.sitzungen)
        kennungen = [s.kennung for s in blick.sitzungen]
        zeile = kennungen.index(self.sitzung) if self.sitzung in kennungen else -1
        self.ui.sitzungen.setCurrentIndex(self.sitzungen.index(zeile, 0))
        self._waehlbar = True

    def fokusziel(self) -> QWidget:
        return self.ui.sitzungen if self.sitzungen.zeilen else self.ui.anberaumen

    def _sperre(self) -> None:
        """Say at each button why it does nothing now."""
        punkt: Punkt | None = gewaehlte(self.ui.tagesordnung)
        zeile = self.ui.tagesordnung.currentIndex().row()
        fest = "" if self.sitzung else KEINE_SITZUNG
        if self.blick and self.blick.protokoll.versandt:
            fest = "Das Ergebnisprotokoll ist versandt; die Tagesordnung steht fest."
        keiner = fest or ("" if punkt else "Bitte einen TOP auswählen.")
        letzte = self.punkte.rowCount() - 1
        self.ui.freier_top.sperre(fest)
        self.ui.herunternehmen.sperre(keiner)
        self.ui.hoch.sperre(keiner or ("Das ist der erste TOP." if zeile == 0 else ""))
        self.ui.runter.sperre(keiner or ("Das ist der letzte TOP." if zeile == letzte else ""))
        wartet = gewaehlte(self.ui.rueckstand)
        self.ui.aufsetzen.sperre(fest or ("" if wartet else "Nichts ist ausgewählt."))

    def _gewechselt(self) -> None:
        sitzung = gewaehlte(self.ui.sitzungen)
        if sitzung and self._waehlbar:
            self._waehle(sitzung.kennung)

    def _oeffne_punkt(self, punkt: Punkt) -> None:
        if punkt.kennung:
            self.seite.oeffne(punkt.kennung)

    def _setze_auf(self) -> None:
        sitzung, kennung = self.sitzung, gewaehlte(self.ui.rueckstand).kennung
        self.fuehre_aus(lambda ap: agenda.setze_auf(ap, sitzung, kennung))

    def _nimm_herunter(self) -> None:
        sitzung, punkt = self.sitzung, gewaehlte(self.ui.tagesordnung)
        frage_vorher(
            self,
            f"TOP {punkt.top} von der Tagesordnung nehmen?",
            f"{punkt.kennung}  {punkt.titel}".strip(),
            "&Herunternehmen",
            "&Stehen lassen",
            lambda: self.fuehre_aus(lambda ap: agenda.nimm_herunter(ap, sitzung, punkt.top)),
        )

    def _verschiebe(self, um: int) -> None:
        sitzung, top = self.sitzung, gewaehlte(self.ui.tagesordnung).top
        self.fuehre_aus(lambda ap: agenda.verschiebe(ap, sitzung, top, um))


def _schluessel(punkt: Punkt) -> str:
    return punkt.kennung or punkt.titel
