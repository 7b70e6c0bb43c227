"""The page of the KI-Leitung."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ...application.arbeitsplatz import Identitaet
from ...application.rollen import ki_leitung
from ...application.rollen.ki_leitung import AN_DER_VORLAGE, Leitung
from .._generated.ki_leitung import Ui_KiLeitung
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .leitung.eilweg import Eilweg
from .leitung.sitzungen import Sitzungen
from .leitung.vorlagen import VORGELEGT, VORLAGEN, Vorlagen
from .rollenseite import Rollenseite

_VOR_DER_LG = ("stellungnahme_einholen", "mitzeichnen", "fragen")


class KiLeitung(Rollenseite):
    """Vorgelegt, Vorlagen, Sitzungen, Eilweg."""

    def __init__(
        self, vermittler: Vermittler, wer: Identitaet, oeffne: Callable[[str], None]
    ) -> None:
        super().__init__(vermittler, wer, oeffne)
        self.ui = ui = Ui_KiLeitung()
        ui.setupUi(self)
        self.vorgelegt = Vorlagen(
            self,
            ui.vorgelegt,
            ui.vorgelegt_leer,
            ui.vorgelegt_schritte,
            ui.vorgelegt_inhalt,
            VORGELEGT,
            AN_DER_VORLAGE,
        )
        self.vorlagen = Vorlagen(
            self,
            ui.vorlagen,
            ui.vorlagen_leer,
            ui.vorlagen_schritte,
            ui.vorlagen_inhalt,
            VORLAGEN,
            _VOR_DER_LG,
        )
        self.sitzungen = Sitzungen(self, ui)
        self.eilweg = Eilweg(self, ui)

    def hole(self) -> Anwendungsfall:
        return lambda ap, _ablauf: ki_leitung.lies(ap)

    def zeige(self, daten: Leitung) -> None:
        self.vorgelegt.zeige(daten.vorgelegt)
        self.vorlagen.zeige(daten.vorlagen)
        self.sitzungen.zeige(daten.sitzungen, daten.ohne_sitzung)
        self.eilweg.zeige(daten.eilig)

    def fokusziel(self) -> QWidget:
        ui = self.ui
        ziele = (ui.vorgelegt, ui.vorlagen, ui.sitzungen, ui.eilig)
        return ziele[ui.reiter.currentIndex()]
