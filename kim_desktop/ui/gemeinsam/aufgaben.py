"""Meine Aufgaben: what the process waits for here, and what can be begun."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from ...application import ansicht
from ...application.ansicht import Aufgabe
from ...domain.zustaende import Zustand
from .._generated.aufgaben import Ui_Aufgaben
from ..bausteine.modelle import Tabellenmodell
from ..bausteine.tabelle import oeffne_mit_taste, richte_ein, zeige_zeilen
from ..betrieb.vermittler import Vermittler
from ..dialoge.schrittdialog import tue_schritt


def _was(aufgabe: Aufgabe) -> str:
    return ", ".join(s.label for s in aufgabe.schritte if s.faellig)


SPALTEN = (
    ("Kennung", lambda a: a.fall.kennung),
    ("Titel", lambda a: a.fall.titel),
    ("Zustand", lambda a: Zustand(a.fall.zustand).label),
    ("Was zu tun ist", _was),
)


class Aufgaben(QWidget):
    """Due tasks in a table, buttons for what can be begun."""

    def __init__(self, vermittler: Vermittler, oeffne: Callable[[str], None]) -> None:
        super().__init__()
        self._vermittler = vermittler
        self.ui = Ui_Aufgaben()
        self.ui.setupUi(self)
        self.modell = Tabellenmodell(SPALTEN)
        richte_ein(self.ui.tabelle, self.modell, 1)
        oeffne_mit_taste(self.ui.tabelle, lambda a: oeffne(a.fall.kennung))
        self._baue_neues()

    def lade(self) -> None:
        """Look again in the worker."""
        self._vermittler.lies(
            lambda ap, _ablauf: (ansicht.faellige(ap), ansicht.nichts_wartet(ap)), self._zeige
        )

    def fokusziel(self) -> QWidget:
        """The tasks."""
        return self.ui.tabelle

    def beginne(self) -> None:
        """Open the dialog of the first step with which something new begins here."""
        erster = next(iter(self.ui.neu.knoepfe.values()), None)
        if erster is not None:
            erster.click()

    def _zeige(self, gelesen: tuple[list[Aufgabe], str]) -> None:
        faellige, nichts = gelesen
        zeige_zeilen(self.ui.tabelle, faellige, lambda a: a.fall.kennung)
        self.ui.leer.setText(nichts)
        self.ui.leer.setVisible(not faellige)

    def _baue_neues(self) -> None:
        for schritt in ansicht.gruendende(self._vermittler.arbeitsplatz):
            folge = partial(tue_schritt, self, self._vermittler, schritt.name)
            self.ui.neu.nimm(schritt.name, f"{schritt.label} …", folge, an_zeile=False)
