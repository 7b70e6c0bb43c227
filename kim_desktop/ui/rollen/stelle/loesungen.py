"""Lösungen: what is different from now on, taken note of with one click."""

from ....application.rollen.cm_stelle import CmSeite
from ....application.rollen.lesbar import datum, gekuerzt
from ....application.rollen.themen import Loesung, frage_nicht_mehr
from ....application.schritt.tun import tue
from ..._generated.cm_stelle import Ui_CmStelle
from ...bausteine.tabelle import oeffne_mit_taste
from ..lesetext import als_html
from ..rollenseite import Rollenseite
from ..schrittknoepfe import ERST_WAEHLEN, Schrittknoepfe, grund_ohne
from ..wahlliste import Wahlliste

_KENNTNIS, _ERFOLG, _NICHT_FRAGEN = "kenntnis_nehmen", "erfolg_melden", "nicht_mehr_fragen"


def _rueckmeldung(loesung: Loesung) -> str:
    return "Erfahrung gefragt" if loesung.gefragt else datum(loesung.rueckmeldung_am)


_SPALTEN = (
    ("Kennung", lambda lo: lo.kennung),
    ("Lösung", lambda lo: lo.titel),
    ("Gilt ab", lambda lo: datum(lo.gilt_ab)),
    ("Durch", lambda lo: gekuerzt(lo.wer, 36)),
    ("Kenntnis genommen", lambda lo: datum(lo.kenntnis_am)),
    ("Rückmeldung", _rueckmeldung),
)


class Loesungen:
    """The tab."""

    def __init__(self, seite: Rollenseite, ui: Ui_CmStelle) -> None:
        self._seite = seite
        self._ui = ui
        self.leiste = Schrittknoepfe(ui.loesungen_knoepfe)
        self.leiste.lege_an("&Kenntnis nehmen", _KENNTNIS, self._nimm_kenntnis)
        self.leiste.lege_an("Über den &Erfolg rückmelden …", _ERFOLG, self._melde_erfolg)
        self._nicht_fragen = self.leiste.lege_an(
            "Nicht mehr &fragen", _NICHT_FRAGEN, self._frage_nicht_mehr
        )
        self.leiste.dehne()
        self.leiste.ordne_ein(ui.loesungen, ui.loesungen_text)
        self.liste = Wahlliste(
            ui.loesungen,
            ui.loesungen_leer,
            _SPALTEN,
            1,
            lambda lo: lo.kennung,
            self._zeige_wahl,
        )
        oeffne_mit_taste(ui.loesungen, lambda lo: seite.oeffne(lo.kennung))

    def zeige(self, daten: CmSeite) -> None:
        """Show the rows."""
        self.liste.zeige(daten.loesungen)

    def _zeige_wahl(self, loesung: Loesung | None) -> None:
        self._ui.loesungen_text.setHtml(als_html(loesung.absaetze) if loesung else "")
        self._ui.loesungen_satz.setText(_frage(loesung))
        self._ui.loesungen_satz.setVisible(bool(_frage(loesung)))
        self._nicht_fragen.setVisible(loesung is not None and loesung.gefragt)
        if loesung is None:
            self.leiste.sperre_alle((_KENNTNIS, _ERFOLG), ERST_WAEHLEN)
            return
        schon = f"Kenntnis genommen am {datum(loesung.kenntnis_am)}." if loesung.kenntnis_am else ""
        zustand = "nicht bekannt gegeben"
        self.leiste.sperre(_KENNTNIS, schon or grund_ohne(_KENNTNIS, loesung.moeglich, zustand))
        self.leiste.sperre(_ERFOLG, grund_ohne(_ERFOLG, loesung.moeglich, zustand))

    def _nimm_kenntnis(self) -> None:
        kennung = self.liste.gewaehlt.kennung
        self._seite.vermittler.tue(
            lambda ap, _ablauf: tue(ap, _KENNTNIS, {"kennung": kennung}), lambda _getan: None
        )

    def _melde_erfolg(self) -> None:
        self._seite.tue(_ERFOLG, self.liste.gewaehlt.kennung)

    def _frage_nicht_mehr(self) -> None:
        kennung = self.liste.gewaehlt.kennung
        self._seite.vermittler.tue(
            lambda ap, _ablauf: frage_nicht_mehr(ap, kennung), lambda _ergebnis: None
        )


def _frage(loesung: Loesung | None) -> str:
    if loesung is None or not loesung.gefragt:
        return ""
    return (
        f"Das gilt seit dem {datum(loesung.gilt_ab)}. Wie hat es sich bei Ihnen bewährt? "
        "Eine Rückmeldung ist freiwillig."
    )
