"""One case: the eight-step track, content, history, what can be done now, papers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ...application import ansicht
from ...application.anlage.ansehen import Anlagenzeile, anlagen_von
from ...application.ansicht import Detail, FallZeile, Moeglich
from ...application.arbeitsplatz import Arbeitsplatz
from ...application.papier import papiere
from ...application.worte import als_tag
from ...domain.faelle import Herausforderung
from ...domain.zustaende import Zustand
from .._generated.vorgang import Ui_Vorgang
from ..bausteine.darstellung import als_html
from ..bausteine.knopf import Knopf, leere
from ..bausteine.modelle import Tabellenmodell
from ..bausteine.tabelle import gewaehlte, oeffne_mit_taste, richte_ein, zeige_zeilen
from ..bausteine.umbruch import brich_um, ordne
from ..betrieb.vermittler import Vermittler
from ..dialoge.papierdialog import PAPIER, drucke
from ..dialoge.schrittdialog import berichtige, loesche, tue_schritt
from ..dialoge.versehensdialog import Versehensdialog
from .vorgangsanlagen import Vorgangsanlagen

_VERLAUF = (
    ("Tag", lambda z: als_tag(z.tag)),
    ("Schritt", lambda z: str(z.nummer or "")),
    ("Was", lambda z: z.label),
    ("Wer", lambda z: f"erfasst durch {z.stelle} für {z.fuer}" if z.fuer else z.stelle),
    ("Vermerk", lambda z: z.vermerk),
)
_MELDUNGEN = (
    ("Kennung", lambda z: z.kennung),
    ("Titel", lambda z: z.titel),
    ("Zustand", lambda z: Zustand(z.zustand).label),
)
_NICHT_LOESCHBAR = "Löschen kann, wer den Eintrag schrieb, oder die CM-Koordination."
_NICHT_BERICHTIGBAR = "Berichtigen kann einen Eintrag nur die Stelle, die ihn schrieb."
_SEITENLEISTE = 300
_ENDEN = frozenset({Zustand.ABGESCHLOSSEN, Zustand.AUFTRAG_NICHT_ERTEILT, Zustand.ERLEDIGT})

Gelesen = tuple[Detail, list[Anlagenzeile]]


class Vorgang(QWidget):
    """The page of one case."""

    def __init__(
        self, vermittler: Vermittler, oeffne: Callable[[str], None], zurueck: Callable[[], None]
    ) -> None:
        super().__init__()
        self._vermittler = vermittler
        self._gesucht = self._id = self._kennung = ""
        self._fokus_faellig = False
        self._gezeigt: Detail | None = None
        self.ui = Ui_Vorgang()
        self.ui.setupUi(self)
        for knoepfe in (self.ui.verlaufsknoepfe, self.ui.anlagenknoepfe):
            brich_um(knoepfe)
        self.ui.zurueck.clicked.connect(zurueck)
        self.verlauf = Tabellenmodell(_VERLAUF)
        self.meldungen = Tabellenmodell(_MELDUNGEN)
        richte_ein(self.ui.verlauf, self.verlauf, 2)
        richte_ein(self.ui.meldungen, self.meldungen, 1)
        oeffne_mit_taste(self.ui.meldungen, self._oeffne_meldung(oeffne))
        self.ui.verlauf.selectionModel().currentRowChanged.connect(self._zeige_eintragsknoepfe)
        self.anlagen = Vorgangsanlagen(self, vermittler, self.ui)
        self.ui.berichtigen.clicked.connect(self._berichtige)
        self.ui.loeschen.clicked.connect(self._loesche)
        self.ui.versehen.clicked.connect(self._behebe_versehen)

    def ordne(self, breite: int) -> None:
        """Put what can be done below the tabs where there is no room beside them."""
        raender = self.ui.aufbau.contentsMargins()
        platz = breite - raender.left() - raender.right()
        ordne(self.ui.flaeche, platz, self.ui.seitenleiste, _SEITENLEISTE)

    def fokusziel(self) -> QWidget:
        """The way back."""
        return self.ui.zurueck

    def zeige(self, kennung: str, wenn_da: Callable[[], None] = lambda: None) -> None:
        """Show another case and call `wenn_da`; where there is none, the page stays as it is."""
        self._gesucht = kennung

        def zeige(gelesen: Gelesen) -> None:
            if kennung != self._gesucht:
                return
            # Whatever else comes to bear its Kennung, the page stays with this case.
            self._id = gelesen[0].zeile.id
            self._fokus_faellig = True
            self.ui.reiter.setCurrentIndex(0)
            wenn_da()
            self._zeige(gelesen)

        self._vermittler.lies(lambda ap, _ablauf: _gelesen(ap, kennung), zeige)

    def lade(self) -> None:
        """Look again in the worker."""
        if ident := self._id:
            self._vermittler.lies(lambda ap, _ablauf: _gelesen(ap, ident), self._zeige)

    def _zeige(self, gelesen: Gelesen) -> None:
        detail, anlagen = gelesen
        if detail.zeile.id != self._id:
            return
        self._kennung = detail.zeile.kennung
        if detail == self._gezeigt and not self._fokus_faellig:
            # Whoever reads keeps the place while something else arrives.
            return
        self._gezeigt = detail
        ist_hf = isinstance(detail.fall, Herausforderung)
        self.ui.kennung.setText(detail.zeile.kennung)
        self.ui.titel.setText(detail.zeile.titel or "(Inhalt hier nicht einsehbar)")
        self.ui.zustand.setText(Zustand(detail.zeile.zustand).label)
        self.ui.leiste.setVisible(ist_hf)
        self.ui.leiste.zeige(detail.zeile.schritt, detail.fall.zustand in _ENDEN)
        self.ui.inhalt.setHtml(als_html(detail))
        zeige_zeilen(self.ui.verlauf, detail.verlauf, lambda z: z.id)
        self._zeige_eintragsknoepfe()
        self.anlagen.zeige(detail, anlagen)
        self.meldungen.setze(detail.meldungen)
        self.ui.reiter.setTabVisible(2, bool(detail.meldungen))
        self.ui.schwelle.setText(detail.schwelle.erklaerung if detail.schwelle else "")
        self.ui.hinweise.setText("\n".join(detail.hinweise))
        self.ui.hinweise.setVisible(bool(detail.hinweise))
        self._baue_schritte(detail.schritte)
        self._baue_papiere(papiere.moegliche(detail.fall))
        if self._fokus_faellig:
            self._nimm_fokus()

    def _nimm_fokus(self) -> None:
        """Put the keyboard on what is to be done next."""
        self._fokus_faellig = False
        erster = self.ui.schritte.itemAt(0)
        knopf = erster.widget() if erster else None
        (knopf or self.ui.zurueck).setFocus()

    def _baue_schritte(self, schritte: tuple[Moeglich, ...]) -> None:
        # The button pressed last goes with the others, and the keyboard must not go with it.
        fokus = self.focusWidget()
        self._fokus_faellig |= fokus is not None and self.ui.seitenleiste.isAncestorOf(fokus)
        leere(self.ui.schritte)
        for schritt in sorted(schritte, key=lambda s: not s.faellig):
            name = schritt.name
            knopf = Knopf(f"{schritt.label} …", f"schritt_{name}", partial(self._tue, name))
            knopf.setProperty("faellig", schritt.faellig)
            self.ui.schritte.addWidget(knopf)
        self.ui.schritte_text.setVisible(bool(schritte))

    def _baue_papiere(self, arten: tuple[str, ...]) -> None:
        leere(self.ui.papiere)
        for art in arten:
            knopf = Knopf(PAPIER[art], f"papier_{art}", partial(self._drucke, art))
            self.ui.papiere.addWidget(knopf)
        self.ui.papiere_text.setVisible(bool(arten))

    def _tue(self, name: str) -> None:
        # From a Meldung "Neu bündeln" begins a bundle that holds it.
        if name == "buendeln" and self.ui.leiste.isHidden():
            tue_schritt(self, self._vermittler, name, mit=self._kennung)
        else:
            tue_schritt(self, self._vermittler, name, self._kennung)

    def _zeige_eintragsknoepfe(self) -> None:
        eintrag = gewaehlte(self.ui.verlauf)
        grund = "" if eintrag and eintrag.berichtigbar else _NICHT_BERICHTIGBAR
        self.ui.berichtigen.sperre(grund)
        for knopf in (self.ui.loeschen, self.ui.versehen):
            knopf.sperre("" if eintrag and eintrag.loeschbar else _NICHT_LOESCHBAR)

    def _berichtige(self) -> None:
        eintrag = gewaehlte(self.ui.verlauf)
        if eintrag is not None:
            berichtige(self, self._vermittler, self._kennung, eintrag.id)

    def _loesche(self) -> None:
        eintrag = gewaehlte(self.ui.verlauf)
        if eintrag is not None:
            loesche(self, self._vermittler, self._kennung, eintrag)

    def _behebe_versehen(self) -> None:
        eintrag = gewaehlte(self.ui.verlauf)
        if eintrag is not None:
            Versehensdialog(self, self._vermittler, eintrag).open()

    def _drucke(self, art: str) -> None:
        drucke(self, self._vermittler, art, self._kennung)

    def _oeffne_meldung(self, oeffne: Callable[[str], None]) -> Callable[[FallZeile], None]:
        return lambda zeile: oeffne(zeile.kennung)


def _gelesen(ap: Arbeitsplatz, kennung: str) -> Gelesen:
    detail = ansicht.zeige(ap, kennung)
    return detail, anlagen_von(ap, detail)
