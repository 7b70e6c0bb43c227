"""Rückmeldung (RM): the latest version, earlier ones, and the paper."""

from ....application.rollen.lesbar import datum
from ....application.rollen.projektgruppe import Auftrag
from ....application.rollen.rm import Fassung
from ..._generated.projektgruppe import Ui_Projektgruppe
from ...dialoge.papierdialog import drucke
from ..lesetext import als_html
from ..rollenseite import Rollenseite
from ..schrittknoepfe import Schrittknoepfe, grund_ohne
from ..wahlliste import Wahlliste

_SPALTEN = (
    ("Fassung", lambda f: str(f.nummer)),
    ("Vom", lambda f: datum(f.tag)),
    ("Lösungsansätze", lambda f: ", ".join(f.ansaetze)),
)
_VORLEGEN, _DRUCKEN = "rueckmelden", "papier_rueckmeldung"


class Rueckmeldung:
    """The tab."""

    def __init__(self, seite: Rollenseite, ui: Ui_Projektgruppe) -> None:
        self._seite = seite
        self._ui = ui
        self._auftrag: Auftrag | None = None
        self.leiste = Schrittknoepfe(ui.rm_knoepfe)
        self.leiste.lege_an("Neue &Fassung vorlegen …", _VORLEGEN, self._lege_vor)
        self.leiste.lege_an("Rückmeldung (RM) &drucken …", _DRUCKEN, self._drucke)
        self.leiste.dehne()
        self.liste = Wahlliste(
            ui.fassungen,
            ui.fassungen_leer,
            _SPALTEN,
            2,
            lambda f: f.nummer,
            self._zeige_fassung,
        )

    def zeige(self, auftrag: Auftrag | None) -> None:
        """Show the versions of another Auftrag, the latest one chosen."""
        neue = self._neueste(auftrag) != self._neueste(self._auftrag)
        self._auftrag = auftrag
        if neue:
            self.liste.zeige(())
        self.liste.zeige(auftrag.fassungen if auftrag else ())
        self.leiste.sperre(_VORLEGEN, self._kein_vorlegen())
        gibt_es = auftrag is not None and auftrag.fassungen
        self.leiste.sperre(_DRUCKEN, "" if gibt_es else "Es gibt noch keine Rückmeldung (RM).")

    def _zeige_fassung(self, fassung: Fassung | None) -> None:
        self._ui.fassung.setHtml(als_html(fassung.absaetze) if fassung else "")

    def _neueste(self, auftrag: Auftrag | None) -> tuple[str, int]:
        return (auftrag.kennung, len(auftrag.fassungen)) if auftrag else ("", 0)

    def _kein_vorlegen(self) -> str:
        auftrag = self._auftrag
        if auftrag is None:
            return "Bitte zuerst einen Auftrag wählen."
        if auftrag.beendet:
            return "Der Auftrag ist beendet."
        return grund_ohne(_VORLEGEN, auftrag.moeglich, auftrag.zustand)

    def _lege_vor(self) -> None:
        if self._auftrag:
            self._seite.tue(_VORLEGEN, self._auftrag.kennung)

    def _drucke(self) -> None:
        if self._auftrag:
            drucke(
                self._seite,
                self._seite.vermittler,
                "rueckmeldung",
                self._auftrag.kennung,
                self._auftrag.gruppe_id,
            )
