"""Bündeln: what can be bundled on the left, one bundle on the right, both texts below."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QTextBrowser

from ....application.arbeitsplatz import Arbeitsplatz
from ....application.rollen import buendelung
from ....application.rollen.cm_koordination import Buendel, Meldungszeile
from ....application.rollen.dialoge import vorbelegt
from ....application.schritt.formular import Formular
from ..._generated.cm_koordination import Ui_CmKoordination
from ...dialoge.schrittdialog import frage
from ..liste import Liste
from ..rollenseite import Rollenseite
from ..textbild import meldung_als_html
from .neues_buendel import buendle_neu

_SPALTEN = (
    ("Kennung", lambda m: m.kennung),
    ("Titel", lambda m: m.zeile.titel),
    ("Stelle", lambda m: m.stelle),
)
_KEIN_BUENDEL = "Bitte zuerst rechts ein Bündel wählen."
_KEINE_LINKS = "Bitte zuerst links eine Meldung auswählen."
_KEINE_RECHTS = "Bitte zuerst eine Meldung des Bündels auswählen."
_ALLE = "Im bisherigen Bündel muss mindestens eine Meldung bleiben."


class Buendeln:
    """The two sides of bundling."""

    def __init__(self, seite: Rollenseite, ui: Ui_CmKoordination) -> None:
        self._seite = seite
        self._ui = ui
        self._offene: Sequence[Meldungszeile] = ()
        self._buendel: dict[str, Buendel] = {}
        self.links = Liste(ui.links, _SPALTEN, (1,), ui.links_leer, self._gewaehlt)
        self.rechts = Liste(ui.rechts, _SPALTEN, (1,), ui.rechts_leer, self._gewaehlt)
        for liste in (self.links, self.rechts):
            liste.oeffne_mit(seite.oeffne)
        ui.filter.textChanged.connect(lambda _text: self._zeige_links())
        ui.filter.returnPressed.connect(ui.links.setFocus)
        ui.buendel.currentIndexChanged.connect(lambda _nr: self._zeige_rechts())
        ui.links_schritte.nimm("hinzu", "Hinzu →", self._nimm_hinzu)
        ui.links_schritte.nimm("neu", "Neues Bündel …", self._buendle_neu)
        ui.rechts_schritte.nimm("loesen", "← Lösen …", self._loese)
        ui.rechts_schritte.nimm("teilen", "Teilen …", self._teile)
        ui.rechts_schritte.nimm("vorlegen", "Der KI-Leitung vorlegen …", self._lege_vor)

    def zeige(self, offene: Sequence[Meldungszeile], buendel: Sequence[Buendel]) -> None:
        """Show both sides; the bundle chosen before stays chosen."""
        self._offene = offene
        self._buendel = {b.kennung: b for b in buendel}
        kasten, bisher = self._ui.buendel, self._ui.buendel.currentData()
        with QSignalBlocker(kasten):
            kasten.clear()
            for b in buendel:
                kasten.addItem(f"{b.kennung}  {b.zeile.titel}", b.kennung)
            kasten.setCurrentIndex(max(kasten.findData(bisher), 0) if buendel else -1)
        self._zeige_links()
        self._zeige_rechts()

    def _zeige_links(self) -> None:
        gesucht = self._ui.filter.text()
        self.links.setze([m for m in self._offene if m.enthaelt(gesucht)])

    def _zeige_rechts(self) -> None:
        b = self._gewaehltes()
        self._ui.schwelle.setText(f"{b.schwelle.erklaerung}." if b else "Es gibt noch kein Bündel.")
        widerspruch = "\n".join(b.widersprueche) if b else ""
        self._ui.widerspruch.setText(widerspruch)
        self._ui.widerspruch.setVisible(bool(widerspruch))
        self.rechts.setze(b.meldungen if b else ())

    def _gewaehltes(self) -> Buendel | None:
        return self._buendel.get(str(self._ui.buendel.currentData()))

    def _gewaehlt(self) -> None:
        b = self._gewaehltes()
        links, rechts = self.links.gewaehlte(), self.rechts.gewaehlte()
        _zeige_text(self._ui.links_inhalt, self.links.gewaehlt())
        _zeige_text(self._ui.rechts_inhalt, self.rechts.gewaehlt())
        ohne_links = "" if links else _KEINE_LINKS
        ohne_rechts = "" if rechts else _KEINE_RECHTS
        moeglich = b.hindernisse if b else {}
        gruende = {
            "hinzu": ohne_links or (moeglich.get("buendeln", "") if b else _KEIN_BUENDEL),
            "neu": ohne_links,
        }
        self._ui.links_schritte.zeige(gruende)
        alle = _ALLE if b and len(rechts) >= len(b.meldungen) else ""
        loesen = ohne_rechts or moeglich.get("loesen", "")
        gruende = {
            "loesen": loesen,
            "teilen": loesen or alle,
            "vorlegen": moeglich.get("vorlegen", "") if b else _KEIN_BUENDEL,
        }
        self._ui.rechts_schritte.zeige(gruende)

    def _nimm_hinzu(self) -> None:
        if (b := self._gewaehltes()) is not None:
            thema, meldungen = b.kennung, _kennungen(self.links)
            wer = "1 Meldung ist" if len(meldungen) == 1 else f"{len(meldungen)} Meldungen sind"
            vermittler = self._seite.vermittler
            vermittler.tue(
                lambda ap, _ablauf: buendelung.buendle_hinzu(ap, thema, meldungen),
                lambda _getan: vermittler.getan.emit(f"{wer} jetzt im Bündel {thema}."),
            )

    def _buendle_neu(self) -> None:
        buendle_neu(self._seite, _kennungen(self.links))

    def _loese(self) -> None:
        if (b := self._gewaehltes()) is not None:
            kennung, meldungen = b.kennung, _kennungen(self.rechts)

            def hole(ap: Arbeitsplatz) -> Formular:
                return vorbelegt(ap, "loesen", kennung, {"meldungen": meldungen})

            frage(self._seite, self._seite.vermittler, hole)

    def _teile(self) -> None:
        if (b := self._gewaehltes()) is not None:
            kennung, meldungen = b.kennung, _kennungen(self.rechts)

            def teile(ap: Arbeitsplatz, daten: dict[str, Any]) -> object:
                return buendelung.teile(ap, kennung, meldungen, daten)

            def hole(_ap: Arbeitsplatz) -> Formular:
                return buendelung.frage_zum_teilen(kennung)

            frage(self._seite, self._seite.vermittler, hole, teile)

    def _lege_vor(self) -> None:
        if (b := self._gewaehltes()) is not None:
            self._seite.tue("vorlegen", b.kennung)


def _kennungen(liste: Liste) -> list[str]:
    return [m.kennung for m in liste.gewaehlte()]


def _zeige_text(ziel: QTextBrowser, meldung: Meldungszeile | None) -> None:
    if meldung is None:
        ziel.setPlainText("Hier steht der Text der ausgewählten Meldung.")
    else:
        ziel.setHtml(meldung_als_html(meldung))
