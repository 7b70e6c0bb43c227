"""Sitzungen: coming meetings, their agendas, and the Vorlagen that stand on none."""

from collections.abc import Sequence
from functools import partial

from ....application.rollen.ki_leitung import Sitzungszeile, Vorlagenzeile, tops
from ....application.sitzung.agenda import setze_auf
from ..._generated.ki_leitung import Ui_KiLeitung
from ..liste import Liste
from ..rollenseite import Rollenseite

_SITZUNGEN = (
    ("Am", lambda s: s.am),
    ("Sitzung", lambda s: s.titel),
    ("Einladung bis", lambda s: s.einladung_bis),
    ("Tagesordnung", tops),
)
_PUNKTE = (
    ("TOP", lambda p: p.top),
    ("Kennung", lambda p: p.kennung),
    ("Gegenstand", lambda p: p.titel),
)
_OFFEN = (
    ("Nummer", lambda z: z.nummer),
    ("Kennung", lambda z: z.kennung),
    ("Titel", lambda z: z.zeile.titel),
    ("Seit", lambda z: z.seit),
)
_KEINE_SITZUNG = "Bitte zuerst oben eine Sitzung auswählen."
_KEINE_VORLAGE = "Bitte zuerst eine Vorlage auswählen."


class Sitzungen:
    """Meetings above, what waits for one below."""

    def __init__(self, seite: Rollenseite, ui: Ui_KiLeitung) -> None:
        self._seite = seite
        self._ui = ui
        self.sitzungen = Liste(ui.sitzungen, _SITZUNGEN, (1,), ui.sitzungen_leer, self._gewaehlt)
        self.punkte = Liste(
            ui.punkte, _PUNKTE, (2,), ui.punkte_leer, _nichts, lambda p: f"{p.top}/{p.titel}"
        )
        self.offen = Liste(ui.offen, _OFFEN, (2,), ui.offen_leer, self._zeige_moegliches)
        for liste in (self.sitzungen, self.punkte, self.offen):
            liste.oeffne_mit(seite.oeffne)
        leiste = ui.sitzungen_schritte
        anlegen = partial(seite.tue, "sitzung_anlegen")
        leiste.nimm("sitzung_anlegen", "Sitzung anberaumen …", anlegen, an_zeile=False)
        leiste.nimm("tagesordnung", "Tagesordnung aufstellen …", partial(self._tue, "tagesordnung"))
        leiste.nimm("freier_top", "Freien TOP aufnehmen …", partial(self._tue, "freier_top"))
        ui.offen_schritte.nimm("setze_auf", "Auf die Tagesordnung setzen", self._setze_auf)

    def zeige(self, sitzungen: Sequence[Sitzungszeile], offen: Sequence[Vorlagenzeile]) -> None:
        """Show meetings and Vorlagen."""
        self.offen.setze(offen)
        self.sitzungen.setze(sitzungen)

    def _gewaehlt(self) -> None:
        zeilen = self.sitzungen.gewaehlte()
        self._ui.sitzungen_schritte.zeige_fuer(zeilen)
        self.punkte.setze(zeilen[0].punkte if zeilen else ())
        self._zeige_moegliches()

    def _zeige_moegliches(self) -> None:
        fehlt = "" if self.sitzungen.gewaehlt() else _KEINE_SITZUNG
        grund = fehlt if self.offen.gewaehlt() else _KEINE_VORLAGE
        self._ui.offen_schritte.zeige({"setze_auf": grund})

    def _tue(self, name: str) -> None:
        if (sitzung := self.sitzungen.gewaehlt()) is not None:
            self._seite.tue(name, sitzung.kennung)

    def _setze_auf(self) -> None:
        sitzung, vorlage = self.sitzungen.gewaehlt(), self.offen.gewaehlt()
        if sitzung is not None and vorlage is not None:
            termin, vorgang = sitzung.kennung, vorlage.kennung
            self._seite.vermittler.tue(
                lambda ap, _ablauf: setze_auf(ap, termin, vorgang), lambda _getan: None
            )


def _nichts() -> None:
    """Nothing follows from choosing an item."""
