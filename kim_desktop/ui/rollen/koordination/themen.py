"""Themen: all Herausforderungen, what is due, and what has come in on the chosen one."""

from collections.abc import Sequence
from functools import partial

from ....application.rollen.thema import Thema
from ....domain.zustaende import Zustand
from ..._generated.cm_koordination import Ui_CmKoordination
from ..liste import Liste
from ..rollenseite import Rollenseite
from ..textbild import als_html

_SPALTEN = (
    ("Kennung", lambda t: t.kennung),
    ("Titel", lambda t: t.zeile.titel),
    ("Schritt", lambda t: str(t.zeile.schritt or "")),
    ("Zustand", lambda t: Zustand(t.zeile.zustand).label),
    ("Was ansteht", lambda t: t.ansteht),
)
_SCHRITTE = (
    ("abfragen", "Abfrage …"),
    ("stellungnahme_einholen", "Stellungnahme einholen …"),
    ("stellung_nehmen", "Stellungnahme eintragen …"),
    ("themenblatt_freigeben", "Themenblatt …"),
    ("zusammenfassen", "Zahlen zusammenfassen …"),
    ("bekanntgeben", "Bekanntgeben …"),
    ("antwort_erfassen", "Antwort erfassen …"),
    ("abschliessen", "Abschließen …"),
    ("wiederaufnehmen", "Wiederaufnehmen …"),
    ("uebernehmen", "Nachfolge …"),
)
_NICHTS = "<p>Hier stehen die Einzelheiten zur ausgewählten Herausforderung.</p>"


class Themen:
    """The list of topics with details."""

    def __init__(self, seite: Rollenseite, ui: Ui_CmKoordination) -> None:
        self._seite = seite
        self._ui = ui
        self.liste = Liste(ui.themen, _SPALTEN, (1, 4), ui.themen_leer, self._gewaehlt)
        self.liste.oeffne_mit(seite.oeffne)
        for name, text in _SCHRITTE:
            ui.themen_schritte.nimm(name, text, partial(self._tue, name))
        alt = partial(seite.tue, "altbestand_aufnehmen")
        ui.themen_schritte.nimm("altbestand", "Altbestand aufnehmen …", alt, an_zeile=False)
        ui.auch_beendete.toggled.connect(lambda _an: seite.lade())

    def zeige(self, themen: Sequence[Thema]) -> None:
        """Show these topics."""
        self.liste.setze(themen)

    def _gewaehlt(self) -> None:
        zeilen = self.liste.gewaehlte()
        self._ui.themen_schritte.zeige_fuer(zeilen)
        self._ui.themen_inhalt.setHtml(als_html(zeilen[0].abschnitte) if zeilen else _NICHTS)

    def _tue(self, name: str) -> None:
        if (thema := self.liste.gewaehlt()) is not None:
            self._seite.tue(name, thema.kennung)
