"""Beschließen: the agenda worked through in the room, one item after the other."""

from functools import partial

from PySide6.QtWidgets import QWidget

from ....application.rollen.lenkungsgruppe import Beratung, Blick, Punkt
from ....application.schritt.moeglich import Moeglich
from ....application.sitzung import blockbeschluss
from ....application.worte import als_tag
from ..._generated.lg_beschliessen import Ui_LgBeschliessen
from ...bausteine.knopf import Knopf, leere
from ...bausteine.modelle import Tabellenmodell
from ...bausteine.tabelle import brich_um, gewaehlte, oeffne_mit_taste, richte_ein, zeige_zeilen
from ...bausteine.umbruch import ordne
from ...dialoge.papierdialog import PAPIER, drucke
from ...dialoge.schrittdialog import berichtige, frage
from ..rollenseite import Rollenseite
from .reiter import Reiter
from .unterlagen import als_html

_SEITENLEISTE = 310
_PUNKTE = (
    ("TOP", lambda p: p.top),
    ("Kennung", lambda p: p.kennung),
    ("Gegenstand", lambda p: p.titel),
    ("Stand", lambda p: p.beratung.stand if p.beratung else ""),
)
_GETROFFEN = (
    ("Tag", lambda e: als_tag(e.sitzung_am)),
    ("Entscheidung", lambda e: f"{e.kurz}{f' ({e.abstimmung})' if e.abstimmung else ''}"),
    ("Vermerk", lambda e: "strittig" if e.strittig else ""),
)


class Beschliessen(Reiter):
    """The third tab."""

    def __init__(self, seite: Rollenseite) -> None:
        super().__init__(seite)
        self.ui = Ui_LgBeschliessen()
        self.ui.setupUi(self)
        self.punkte = Tabellenmodell(_PUNKTE)
        self.getroffen = Tabellenmodell(_GETROFFEN)
        richte_ein(self.ui.punkte, self.punkte, 2)
        richte_ein(self.ui.getroffen, self.getroffen, 1)
        brich_um(self.ui.punkte)
        oeffne_mit_taste(self.ui.punkte, lambda p: seite.oeffne(p.kennung) if p.kennung else None)
        self.ui.punkte.selectionModel().currentRowChanged.connect(self._zeige_beratung)
        self.ui.getroffen.selectionModel().currentRowChanged.connect(self._sperre)
        self.ui.gemeinsam.clicked.connect(self._gemeinsam)
        self.ui.berichtigen.clicked.connect(self._berichtige)

    def zeige(self, blick: Blick) -> None:
        super().zeige(blick)
        zeige_zeilen(self.ui.punkte, blick.durchgang, lambda p: p.kennung or p.titel)
        self.ui.keine_punkte.setVisible(not blick.durchgang)
        self._zeige_beratung()

    def ordne(self, breite: int) -> None:
        """Put papers and decisions below the agenda where there is no room beside it."""
        raender = self.ui.aufbau.contentsMargins()
        platz = breite - raender.left() - raender.right()
        ordne(self.ui.aufbau, platz, self.ui.seitenleiste, _SEITENLEISTE)

    def fokusziel(self) -> QWidget:
        return self.ui.punkte

    def _zeige_beratung(self) -> None:
        punkt: Punkt | None = gewaehlte(self.ui.punkte)
        beratung = punkt.beratung if punkt else None
        self.ui.unterlagen.setHtml(als_html(punkt) if punkt else "")
        zeige_zeilen(self.ui.getroffen, beratung.getroffen if beratung else (), lambda e: e.id)
        self._baue_schritte(beratung)
        self._baue_papiere(beratung)
        self._sperre()

    def _baue_schritte(self, beratung: Beratung | None) -> None:
        # The button pressed last goes with the others, and the keyboard must not go with it.
        fokus = self.focusWidget()
        if fokus is not None and self.ui.seitenleiste.isAncestorOf(fokus):
            self.ui.punkte.setFocus()
        leere(self.ui.schritte)
        for schritt in beratung.schritte if beratung else ():
            self._biete_an(schritt, strittig=bool(beratung and beratung.fall.strittig))
        if beratung and beratung.offen:
            text = "Alle wie vorgeschlagen beschließen …"
            self.ui.schritte.addWidget(Knopf(text, "alle_beschliessen", self._alle))
        strittig = bool(beratung and beratung.fall.strittig)
        self.ui.schritte_text.setText("Streit beenden" if strittig else "Entscheiden")
        self.ui.schritte_text.setVisible(bool(self.ui.schritte.count()))

    def _biete_an(self, schritt: Moeglich, *, strittig: bool) -> None:
        folge = partial(self._entscheide, schritt.name)
        knopf = Knopf(f"{schritt.label} …", f"schritt_{schritt.name}", folge)
        if strittig:
            knopf.setAccessibleName(f"Streit beenden: {schritt.label}")
        knopf.setProperty("faellig", schritt.faellig)
        self.ui.schritte.addWidget(knopf)

    def _baue_papiere(self, beratung: Beratung | None) -> None:
        leere(self.ui.papiere)
        for art in beratung.papiere if beratung else ():
            knopf = Knopf(PAPIER[art], f"papier_{art}", partial(self._drucke, art))
            self.ui.papiere.addWidget(knopf)
        self.ui.papiere_text.setVisible(bool(self.ui.papiere.count()))

    def _sperre(self) -> None:
        wartende = [b for b in self._beratungen if b.zeile.zustand in blockbeschluss.WARTET]
        keine = "Hier wartet keine Vorlage auf die Lenkungsgruppe."
        self.ui.gemeinsam.sperre("" if wartende else keine)
        entscheidung = gewaehlte(self.ui.getroffen)
        fremd = "Berichtigen kann eine Entscheidung nur die Stelle, die sie eintrug."
        grund = "" if entscheidung and entscheidung.berichtigbar else fremd
        self.ui.berichtigen.sperre(grund if entscheidung else "Es ist keine ausgewählt.")

    @property
    def _beratungen(self) -> list[Beratung]:
        return [p.beratung for p in self.punkte.zeilen if p.beratung]

    def _werte(self, punkt: Punkt) -> dict[str, str]:
        werte = self.blick.werte if self.blick else {}
        return {**werte, **({"top": punkt.top} if punkt.top else {})}

    def _entscheide(self, name: str) -> None:
        punkt = gewaehlte(self.ui.punkte)
        self.seite.tue(name, punkt.kennung, werte=self._werte(punkt))

    def _alle(self) -> None:
        punkt = gewaehlte(self.ui.punkte)
        kennung, werte = punkt.kennung, self._werte(punkt)
        frage(
            self,
            self.seite.vermittler,
            lambda ap: blockbeschluss.formular_zur_rm(ap, kennung, werte),
            lambda ap, daten: blockbeschluss.beschliesse_alle(ap, kennung, daten),
        )

    def _gemeinsam(self) -> None:
        tops = {p.kennung: p.top for p in self.punkte.zeilen if p.top}
        kennungen = [b.zeile.kennung for b in self._beratungen]
        werte = self.blick.werte if self.blick else {}
        frage(
            self,
            self.seite.vermittler,
            lambda ap: blockbeschluss.formular_zu_vorlagen(ap, kennungen, werte),
            lambda ap, daten: blockbeschluss.entscheide_vorlagen(ap, daten, tops),
        )

    def _berichtige(self) -> None:
        punkt, entscheidung = gewaehlte(self.ui.punkte), gewaehlte(self.ui.getroffen)
        if punkt and entscheidung:
            berichtige(self, self.seite.vermittler, punkt.kennung, entscheidung.id)

    def _drucke(self, art: str) -> None:
        drucke(self, self.seite.vermittler, art, gewaehlte(self.ui.punkte).kennung)
