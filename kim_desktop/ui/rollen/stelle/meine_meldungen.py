"""Meine Meldungen: where each stands, what was answered, and what can be said about it."""

from functools import partial

from ....application.rollen.cm_stelle import CmSeite
from ....application.rollen.lesbar import datum, gekuerzt
from ....application.rollen.meldungen import MeineMeldung
from ....application.rollen.schon_wieder import schon_wieder
from ....application.worte import als_tag
from ..._generated.cm_stelle import Ui_CmStelle
from ...bausteine.schrittleiste import SCHRITTE
from ...bausteine.tabelle import oeffne_mit_taste
from ..lesetext import als_html
from ..rollenseite import Rollenseite
from ..schrittknoepfe import ERST_WAEHLEN, Schrittknoepfe, grund_ohne
from ..wahlliste import Wahlliste

_SPALTEN = (
    ("Kennung", lambda m: m.kennung),
    ("Titel", lambda m: m.titel),
    ("Stand", lambda m: gekuerzt(m.zustand, 36)),
    ("Schritt", lambda m: f"{m.schritt} {SCHRITTE[m.schritt - 1]}" if m.schritt else ""),
    ("Nächster Termin", lambda m: datum(m.termin)),
    ("Letzte Antwort", lambda m: datum(m.antwort_vom)),
)
_SCHRITTE = {
    "ergaenzen": "&Ergänzen …",
    "zurueckziehen": "&Zurückziehen …",
    "buendelung_widersprechen": "Der &Bündelung widersprechen …",
    "fragen": "&Rückfrage …",
    "antworten": "Antw&orten …",
}


class MeineMeldungen:
    """The tab."""

    def __init__(self, seite: Rollenseite, ui: Ui_CmStelle) -> None:
        self._seite = seite
        self._ui = ui
        self.leiste = Schrittknoepfe(ui.meldungen_knoepfe)
        self.leiste.lege_an("Schon &wieder", "schon_wieder", self._schon_wieder)
        for schritt, text in _SCHRITTE.items():
            self.leiste.lege_an(text, schritt, partial(self._tue, schritt))
        self.leiste.dehne()
        self.leiste.lege_an(
            "&Keine Meldung im Zeitraum …", "keine_meldung", partial(seite.tue, "keine_meldung")
        )
        self.leiste.ordne_ein(ui.meldungen, ui.meldungen_text)
        self.liste = Wahlliste(
            ui.meldungen,
            ui.meldungen_leer,
            _SPALTEN,
            1,
            lambda m: m.kennung,
            self._zeige_wahl,
        )
        oeffne_mit_taste(ui.meldungen, lambda m: seite.oeffne(m.kennung))

    def zeige(self, daten: CmSeite) -> None:
        """Show the rows."""
        self.liste.zeige(daten.meldungen)
        self._ui.meldungen_satz.setText(daten.keine_meldung)
        self._ui.meldungen_satz.setVisible(bool(daten.keine_meldung))

    def _zeige_wahl(self, meldung: MeineMeldung | None) -> None:
        self._ui.meldungen_text.setHtml(als_html(meldung.absaetze) if meldung else "")
        if meldung is None:
            self.leiste.sperre_alle(("schon_wieder", *_SCHRITTE), ERST_WAEHLEN)
            return
        nicht_hier = grund_ohne("ergaenzen", meldung.moeglich, meldung.zustand)
        self.leiste.sperre("schon_wieder", meldung.kein_schon_wieder or nicht_hier)
        for schritt in _SCHRITTE:
            self.leiste.sperre(schritt, _grund(schritt, meldung))

    def _tue(self, schritt: str) -> None:
        self._seite.tue(schritt, self.liste.gewaehlt.kennung)

    def _schon_wieder(self) -> None:
        kennung, vermittler = self.liste.gewaehlt.kennung, self._seite.vermittler
        tag = als_tag(vermittler.arbeitsplatz.heute().isoformat())
        vermittler.tue(
            lambda ap, _ablauf: schon_wieder(ap, kennung),
            lambda _getan: vermittler.getan.emit(
                f"Festgehalten: {kennung} ist am {tag} wieder aufgetreten."
            ),
        )


def _grund(schritt: str, meldung: MeineMeldung) -> str:
    if schritt == "antworten" and schritt not in meldung.moeglich:
        return "Zu dieser Meldung ist keine Rückfrage offen."
    return grund_ohne(schritt, meldung.moeglich, meldung.zustand)
