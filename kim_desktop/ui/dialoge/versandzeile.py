"""The line below the pages: what is to be sent now, and the button that does it."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.uebergabe import versand
from .._generated.hauptfenster import Ui_Hauptfenster
from ..betrieb.arbeiter import Ablauf
from ..betrieb.vermittler import Vermittler
from .versanddialog import Versanddialog


class _Spaeter(Exception):
    """Give way to a job that waits."""


class Versandzeile(QObject):
    """Looks after every change; `nimm_fokus` gets the keyboard when the button goes."""

    def __init__(
        self, vermittler: Vermittler, ui: Ui_Hauptfenster, nimm_fokus: Callable[[], None]
    ) -> None:
        super().__init__(vermittler)
        self._vermittler = vermittler
        self._ui = ui
        self._nimm_fokus = nimm_fokus
        self._frage = 0
        self.an: tuple[versand.Empfaenger, ...] = ()
        ui.verschicken.clicked.connect(self._oeffne)
        vermittler.geaendert.connect(self.lade)

    def lade(self) -> None:
        """Look again, as soon as nothing a person waits for is to be done."""
        self._frage += 1
        frage = self._frage

        def suche(ap: Arbeitsplatz, ablauf: Ablauf) -> versand.Ausstand | None:
            def weiter(anteil: float, text: str) -> None:
                if self._vermittler.arbeiter.andere_warten:
                    raise _Spaeter
                ablauf(anteil, text)

            try:
                return versand.ausstand(ap, weiter)
            except _Spaeter:
                return None

        self._vermittler.lies(suche, lambda ausstand: self._gefunden(frage, ausstand))

    def _gefunden(self, frage: int, ausstand: versand.Ausstand | None) -> None:
        if ausstand is not None:
            self._zeige(ausstand)
        elif frage == self._frage:
            self.lade()

    def _zeige(self, ausstand: versand.Ausstand) -> None:
        self.an = ausstand.an
        self._ui.versand_text.setText(ausstand.satz)
        self._ui.versand.show()
        knopf = self._ui.verschicken
        hatte_fokus = knopf.window().focusWidget() is knopf
        knopf.setVisible(bool(self.an))
        if hatte_fokus and not self.an:
            self._nimm_fokus()

    def _oeffne(self) -> None:
        Versanddialog(self._ui.verschicken.window(), self._vermittler, self.an).open()
