"""Arbeit: Zwischenstände, tasks, milestones, members and lead of a Projektgruppe."""

from typing import Any

from PySide6.QtWidgets import QBoxLayout, QLabel, QTableView

from ....application.rollen.lesbar import datum, gekuerzt
from ....application.rollen.projektarbeit import hake_ab, leitungsformular
from ....application.rollen.projektgruppe import Auftrag, Posten
from ..._generated.projektgruppe import Ui_Projektgruppe
from ...bausteine.tabelle import oeffne_mit_taste
from ..formularfrage import frage
from ..lesetext import als_html
from ..rollenseite import Rollenseite
from ..schrittknoepfe import ERST_WAEHLEN, Schrittknoepfe, grund_ohne
from ..wahlliste import Spalten, Wahlliste


def _erledigt(posten: Posten) -> str:
    return "erledigt" if posten.erledigt else "offen"


_AUFGABEN = (
    ("Aufgabe", lambda p: p.text),
    ("Zuständig", lambda p: gekuerzt(p.zustaendig, 28)),
    ("Frist", lambda p: datum(p.termin)),
    ("Stand", _erledigt),
)
_MEILENSTEINE = (
    ("Meilenstein", lambda p: p.text),
    ("Termin", lambda p: datum(p.termin)),
    ("Stand", _erledigt),
)
_NAMEN = ("bearbeiten", "leitung", "fragen")


class Arbeit:
    """The tab."""

    def __init__(self, seite: Rollenseite, ui: Ui_Projektgruppe) -> None:
        self._seite = seite
        self._ui = ui
        self._auftrag: Auftrag | None = None
        self.leiste = Schrittknoepfe(ui.arbeit_knoepfe)
        erster = self.leiste.lege_an("Arbeitsstan&d festhalten …", "bearbeiten", self._halte_fest)
        self.leiste.lege_an("&Leitung übergeben …", "leitung", self._uebergib_leitung)
        self.leiste.lege_an("Rückfrage stelle&n …", "fragen", self._frage)
        self.leiste.dehne()
        self.aufgaben = Abhakliste(
            self,
            "aufgaben",
            (ui.aufgaben, ui.aufgaben_leer, ui.aufgaben_knoepfe),
            _AUFGABEN,
            ("Aufgab&e erledigt", "Aufgab&e wieder offen"),
        )
        self.meilensteine = Abhakliste(
            self,
            "meilensteine",
            (ui.meilensteine, ui.meilensteine_leer, ui.meilensteine_knoepfe),
            _MEILENSTEINE,
            ("Me&ilenstein erreicht", "Me&ilenstein wieder offen"),
        )
        self.aufgaben.leiste.ordne_ein(ui.aufgaben, ui.meilensteine)
        self.meilensteine.leiste.ordne_ein(ui.meilensteine, erster)

    def zeige(self, auftrag: Auftrag | None) -> None:
        """Show the work on another Auftrag."""
        self._auftrag = auftrag
        self._ui.zwischenstaende.setHtml(als_html(auftrag.zwischenstaende) if auftrag else "")
        self._ui.gruppe.setHtml(als_html(auftrag.gruppenangaben) if auftrag else "")
        self.leiste.sperre("bearbeiten", self.kein("bearbeiten"))
        self.leiste.sperre("leitung", self.kein("bearbeiten"))
        self.leiste.sperre("fragen", self.kein("fragen"))
        self.aufgaben.liste.zeige(auftrag.aufgaben if auftrag else ())
        self.meilensteine.liste.zeige(auftrag.meilensteine if auftrag else ())

    def kein(self, schritt: str) -> str:
        """Return why a step cannot be done on the Auftrag shown."""
        if self._auftrag is None:
            return "Bitte zuerst einen Auftrag wählen."
        if schritt not in self._auftrag.moeglich and self._auftrag.beendet:
            return "Der Auftrag ist beendet."
        return grund_ohne(schritt, self._auftrag.moeglich, self._auftrag.zustand)

    def hake_ab(self, liste: str, posten: Posten) -> None:
        """Mark an entry as done, or open again."""
        kennung = self._kennung
        self._seite.vermittler.tue(
            lambda ap, _ablauf: hake_ab(
                ap, kennung, liste, posten.nummer, posten.text, not posten.erledigt
            ),
            lambda _getan: None,
        )

    @property
    def _kennung(self) -> str:
        return self._auftrag.kennung if self._auftrag else ""

    def _halte_fest(self) -> None:
        self._seite.tue("bearbeiten", self._kennung)

    def _frage(self) -> None:
        self._seite.tue("fragen", self._kennung)

    def _uebergib_leitung(self) -> None:
        kennung = self._kennung
        frage(self._seite, lambda ap: leitungsformular(ap, kennung))


class Abhakliste:
    """Tasks or milestones with the button that marks one as done; `texte` say that and undo."""

    def __init__(
        self,
        arbeit: Arbeit,
        name: str,
        teile: tuple[QTableView, QLabel, QBoxLayout],
        spalten: Spalten,
        texte: tuple[str, str],
    ) -> None:
        self._arbeit = arbeit
        self._name = name
        self._knopf = f"{name}_erledigt"
        self._texte = texte
        tabelle, leer, knoepfe = teile
        self.leiste = Schrittknoepfe(knoepfe)
        self._schalter = self.leiste.lege_an(texte[0], self._knopf, self._hake_ab)
        self.liste = Wahlliste(tabelle, leer, spalten, 0, lambda p: p.nummer, self._zeige_wahl)
        oeffne_mit_taste(tabelle, self._mit_taste)

    def _zeige_wahl(self, posten: Posten | None) -> None:
        grund = self._arbeit.kein("bearbeiten") or ("" if posten else ERST_WAEHLEN)
        self.leiste.sperre(self._knopf, grund)
        self._schalter.setText(self._texte[bool(posten and posten.erledigt)])

    def _mit_taste(self, _posten: Any) -> None:
        if self._schalter.isEnabled():
            self._hake_ab()

    def _hake_ab(self) -> None:
        self._arbeit.hake_ab(self._name, self.liste.gewaehlt)
