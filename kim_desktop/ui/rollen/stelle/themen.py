"""Themen: what others report, what is asked, and whether there is a solution already."""

from ....application.rollen.cm_stelle import CmSeite
from ....application.rollen.lesbar import gekuerzt
from ....application.rollen.themen import Thema, kurzmeldungsformular
from ..._generated.cm_stelle import Ui_CmStelle
from ...bausteine.tabelle import oeffne_mit_taste
from ..formularfrage import frage
from ..lesetext import als_html
from ..rollenseite import Rollenseite
from ..schrittknoepfe import ERST_WAEHLEN, Schrittknoepfe
from ..wahlliste import Wahlliste

_SPALTEN = (
    ("Kennung", lambda t: t.kennung),
    ("Thema", lambda t: t.titel),
    ("Stand", lambda t: gekuerzt(t.stand, 36)),
    ("Abfrage", lambda t: t.abfrage),
    ("Lösung", lambda t: "ja" if t.loesung else "noch nicht"),
    ("Von Ihnen gemeldet", lambda t: t.gemeldet),
)
_KENNEN, _ABFRAGE = "das_kennen_wir_auch", "abfrage_beantworten"


class Themen:
    """The tab."""

    def __init__(self, seite: Rollenseite, ui: Ui_CmStelle) -> None:
        self._seite = seite
        self._ui = ui
        self.leiste = Schrittknoepfe(ui.themen_knoepfe)
        self.leiste.lege_an("Das &kennen wir auch …", _KENNEN, self._kennen_wir)
        self.leiste.lege_an("Abfrage &beantworten …", _ABFRAGE, self._beantworte)
        self.leiste.dehne()
        self.leiste.ordne_ein(ui.themen, ui.themen_text)
        self.liste = Wahlliste(
            ui.themen,
            ui.themen_leer,
            _SPALTEN,
            1,
            lambda t: t.kennung,
            self._zeige_wahl,
        )
        oeffne_mit_taste(ui.themen, lambda t: seite.oeffne(t.kennung))

    def zeige(self, daten: CmSeite) -> None:
        """Show the rows."""
        offen = sum(t.offen for t in daten.themen)
        wort = "1 Abfrage wartet" if offen == 1 else f"{offen} Abfragen warten"
        self._ui.themen_satz.setText(f"{wort} auf Ihre Antwort." if offen else "")
        self._ui.themen_satz.setVisible(bool(offen))
        self.liste.zeige(daten.themen)

    def _zeige_wahl(self, thema: Thema | None) -> None:
        self._ui.themen_text.setHtml(als_html(thema.absaetze) if thema else "")
        self.leiste.sperre(_KENNEN, _schon_gesagt(thema))
        self.leiste.sperre(_ABFRAGE, _nichts_gefragt(thema))

    def _kennen_wir(self) -> None:
        kennung = self.liste.gewaehlt.kennung
        frage(self._seite, lambda ap: kurzmeldungsformular(ap, kennung))

    def _beantworte(self) -> None:
        self._seite.tue(_ABFRAGE, self.liste.gewaehlt.kennung)


def _schon_gesagt(thema: Thema | None) -> str:
    if thema is None:
        return ERST_WAEHLEN
    return f"Das haben Sie schon gemeldet ({thema.gemeldet})." if thema.gemeldet else ""


def _nichts_gefragt(thema: Thema | None) -> str:
    if thema is None:
        return ERST_WAEHLEN
    if _ABFRAGE not in thema.moeglich:
        return "Zu diesem Thema wird nichts gefragt."
    return "Sie haben schon mit Ja geantwortet." if thema.geantwortet == "ja" else ""
