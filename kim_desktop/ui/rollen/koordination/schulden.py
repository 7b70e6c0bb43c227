"""Wer schuldet wem eine Antwort: the to-do list of the CM-Koordination."""

from collections.abc import Sequence

from ....application.rollen import bescheide
from ....application.rollen.dialoge import vorbelegt
from ....application.rollen.schulden import Schuld, Schuldart
from ..._generated.cm_koordination import Ui_CmKoordination
from ...dialoge.schrittdialog import frage
from ..liste import Liste
from ..rollenseite import Rollenseite
from .bescheiddialog import Bescheiddialog

_SPALTEN = (
    ("Wer", lambda s: s.wer),
    ("Wem", lambda s: s.wem),
    ("Was", lambda s: s.was),
    ("Vorgang", lambda s: s.kennung),
    ("Seit", lambda s: s.seit_tag),
    ("Bis", lambda s: f"{s.bis_tag}{' (überfällig)' if s.ueberfaellig else ''}"),
)
_KEINE = "Bitte zuerst eine Zeile auswählen."
_NUR_EINE = "Bitte nur eine Zeile auswählen."
_KEIN_BESCHEID = "In der Auswahl ist kein Bescheid, der zu erteilen ist."


class Schulden:
    """The list with its filter."""

    def __init__(self, seite: Rollenseite, ui: Ui_CmKoordination) -> None:
        self._seite = seite
        self._ui = ui
        self._alle: Sequence[Schuld] = ()
        self.liste = Liste(
            ui.schulden,
            _SPALTEN,
            (2,),
            ui.schulden_leer,
            self._gewaehlt,
            lambda s: str(s.schluessel),
        )
        self.liste.oeffne_mit(seite.oeffne)
        ui.nur.addItem("alles", "")
        for art in Schuldart:
            ui.nur.addItem(art.label, str(art))
        ui.nur.currentIndexChanged.connect(lambda _nr: self._filtere())
        leiste = ui.schulden_schritte
        leiste.nimm("bescheid", "Bescheid vorschlagen …", self._trage_ein)
        leiste.nimm("alle", "Alle vorgeschlagenen Bescheide erteilen …", self._erteile_alle)
        leiste.nimm("antwort", "Antwort eintragen …", self._trage_ein)

    def zeige(self, schulden: Sequence[Schuld]) -> None:
        """Show these lines as far as the filter lets them through."""
        self._alle = schulden
        self._filtere()

    def _filtere(self) -> None:
        art = self._ui.nur.currentData()
        zeilen = [s for s in self._alle if not art or s.art == art]
        self._ui.schulden_anzahl.setText("1 Zeile" if len(zeilen) == 1 else f"{len(zeilen)} Zeilen")
        self.liste.setze(zeilen)

    def _gewaehlt(self) -> None:
        zeilen = self.liste.gewaehlte()
        falsch = "" if len(zeilen) == 1 else (_NUR_EINE if zeilen else _KEINE)
        bescheid = [s for s in zeilen if s.art is Schuldart.BESCHEID]
        gruende = {
            "bescheid": falsch or ("" if bescheid else _KEIN_BESCHEID),
            "alle": "" if bescheid else _KEIN_BESCHEID,
            "antwort": falsch or ("Dafür ist „Bescheid vorschlagen“ da." if bescheid else ""),
        }
        self._ui.schulden_schritte.zeige(gruende)

    def _trage_ein(self) -> None:
        if (s := self.liste.gewaehlt()) is not None:
            schritt, kennung, vorgaben = s.art.schritt, s.kennung, s.vorgaben
            frage(
                self._seite,
                self._seite.vermittler,
                lambda ap: vorbelegt(ap, schritt, kennung, vorgaben),
            )

    def _erteile_alle(self) -> None:
        zeilen = self.liste.gewaehlte()
        kennungen = [s.kennung for s in zeilen if s.art is Schuldart.BESCHEID]
        seite = self._seite
        seite.vermittler.lies(
            lambda ap, _ablauf: bescheide.vorschlaege(ap, kennungen),
            lambda gezeigte: Bescheiddialog(seite, seite.vermittler, gezeigte).open(),
        )
