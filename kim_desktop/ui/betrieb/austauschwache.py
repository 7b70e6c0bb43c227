"""Watches the exchange folder: rounds in the background, and the line that tells of them."""

import contextlib
import traceback
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal
from PySide6.QtWidgets import QLabel

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.uebergabe.ordner import austauschordner
from ...application.uebergabe.ordner import runde as r
from ...application.uebergabe.ordner.abgleich import Abgleich
from ...application.uebergabe.ordner.bote import NICHT_ERREICHBAR
from ...application.uebergabe.ordner.botengang import Botengang, Puls
from ...application.uebergabe.ordner.runde import Runde
from ...domain.fehler import Abgebrochen, KimFehler
from .arbeiter import Ablauf
from .vermittler import Vermittler

#: Changes on a share are not told of by the system, so the folder is looked at twice a minute.
TAKT_MS = 30_000
#: After a step, and while others copy several files one after the other.
_ANLASS_MS = 300
_BLICK_MS = 100
_GEDULD_BEIM_SCHLIESSEN_S = 2.0


class Austauschwache(QObject):
    """Does a round whenever something may have happened; nothing of it pops up.

    The database is used in the worker, between two jobs of the person; the share in a thread
    of its own that nobody waits for. `geschaut` comes with each `Abgleich`.
    """

    geschaut = Signal(object)

    def __init__(self, vermittler: Vermittler, schild: QLabel) -> None:
        super().__init__(vermittler)
        self._vermittler = vermittler
        self._gang: Botengang[None] | None = None
        self._danach: Callable[[Runde], None] = self._besucht
        self._runde: Runde | None = None
        self._laeuft = self._nochmal = self._meldet = self._offen = False
        self._lauf = 0
        self._schreibe = True
        self._zuletzt = ""
        self._protokolliert: list[str] = []
        self.schild = schild
        self._waechter = QFileSystemWatcher(self)
        self._uhr = self._zeitgeber(TAKT_MS, self.schaue)
        self._anlass = self._zeitgeber(_ANLASS_MS, self.schaue, einmal=True)
        self._blick = self._zeitgeber(_BLICK_MS, self._sieh_nach_dem_boten)
        self._waechter.directoryChanged.connect(lambda _ordner: self._anlass.start())
        vermittler.geaendert.connect(self._geaendert)

    @property
    def ruht(self) -> bool:
        """Whether no round is under way or about to begin."""
        return not self._laeuft and not self._anlass.isActive()

    def schaue(self) -> None:
        """Begin a round; while one is under way, another one follows."""
        if self._laeuft:
            self._nochmal = True
            return
        self._laeuft, self._nochmal = True, False
        self._tue(lambda ap, _ablauf: r.beginne(ap, ap.quelle.jetzt()), self._begonnen)

    def beginne_neu(self) -> None:
        """Leave the round under way to itself: the folder is another one now."""
        self._beende()
        self._zuletzt, self._schreibe = "", True
        if self._waechter.directories():
            self._waechter.removePaths(self._waechter.directories())
        self.schaue()

    def halte_an(self) -> None:
        """Begin nothing any more."""
        self._offen = self._schreibe or not self.ruht
        for zeitgeber in (self._uhr, self._anlass, self._blick):
            zeitgeber.stop()
        self._lauf += 1
        self._laeuft = True

    def schliesse(self) -> None:
        """Put there what was written last, unless the share hangs; the worker has ended."""
        unterwegs = self._gang is not None and not self._gang.warte(_GEDULD_BEIM_SCHLIESSEN_S)
        if not self._offen or unterwegs:
            return
        ap = self._vermittler.arbeitsplatz
        # What fails stays owed and is written at the next start.
        with contextlib.suppress(KimFehler):
            austauschordner.lege_noch_hin(ap, ap.quelle.jetzt(), _GEDULD_BEIM_SCHLIESSEN_S)

    def _zeitgeber(self, dauer: int, folge: Callable[[], None], *, einmal: bool = False) -> QTimer:
        zeitgeber = QTimer(self)
        zeitgeber.setInterval(dauer)
        zeitgeber.setSingleShot(einmal)
        zeitgeber.timeout.connect(folge)
        return zeitgeber

    def _geaendert(self) -> None:
        if not self._meldet:
            self._schreibe = True
            self._anlass.start()

    def _begonnen(self, runde: Runde | None) -> None:
        self._runde = runde
        self.schild.setVisible(runde is not None)
        if runde is None:
            self._uhr.stop()
            self._schreibe = False
            self._beende()
            return
        self._uhr.start()
        self._schicke(lambda puls: r.besuche(runde, puls), self._besucht)

    def _besucht(self, runde: Runde) -> None:
        schreibe, self._schreibe = self._schreibe, False

        def uebernimm(ap: Arbeitsplatz, ablauf: Ablauf) -> bool:
            return r.uebernimm(ap, runde, ablauf, schreibe=schreibe, weiter=self._darf_weiter)

        self._tue(uebernimm, lambda fertig: self._uebernommen(runde, fertig, schreibe))

    def _darf_weiter(self) -> bool:
        return not self._vermittler.arbeiter.andere_warten

    def _uebernommen(self, runde: Runde, fertig: bool, schreibe: bool) -> None:
        if not fertig:
            self._schreibe |= schreibe
            self._besucht(runde)
        elif runde.stuecke or runde.weg:
            self._schicke(lambda puls: r.liefere(runde, puls), self._geliefert)
        else:
            self._geliefert(runde)

    def _geliefert(self, runde: Runde) -> None:
        def schliesse_ab(ap: Arbeitsplatz, _ablauf: Ablauf) -> Abgleich:
            abgleich = r.schliesse_ab(ap, runde)
            saetze = abgleich.als_saetze()
            if saetze and saetze != self._protokolliert:
                austauschordner.halte_fest(ap, abgleich)
            self._protokolliert = saetze
            return abgleich

        self._tue(schliesse_ab, lambda abgleich: self._abgeschlossen(runde, abgleich))

    def _abgeschlossen(self, runde: Runde, abgleich: Abgleich) -> None:
        self._schreibe |= bool(abgleich.hindernis) or abgleich.mehr
        nochmal = self._nochmal or abgleich.mehr
        self._beende()
        self._zeige(abgleich)
        ordner = str(runde.auftrag.ordner)
        if not abgleich.hindernis and ordner not in self._waechter.directories():
            # Only where it has just answered: asking for a share that hangs would hang, too.
            self._waechter.addPath(ordner)
        if abgleich.brachte_etwas:
            self._meldet = True
            self._vermittler.geaendert.emit()
            self._meldet = False
        self.geschaut.emit(abgleich)
        if nochmal:
            self._anlass.start()

    def _zeige(self, abgleich: Abgleich) -> None:
        if abgleich.brachte_etwas:
            self._zuletzt = f"zuletzt {abgleich.in_kuerze}; "
        text = abgleich.hindernis or (
            f"Austauschordner: {self._zuletzt}geprüft {abgleich.uhrzeit}{_offenes(abgleich)}"
        )
        self._sage(text)

    def _sage(self, text: str) -> None:
        self.schild.setText(text)

    def _schicke(self, arbeit: Callable[[Puls], None], danach: Callable[[Runde], None]) -> None:
        self._gang, self._danach = Botengang(arbeit), danach
        self._blick.start()

    def _sieh_nach_dem_boten(self) -> None:
        gang, runde = self._gang, self._runde
        if gang is None or runde is None:
            self._blick.stop()
        elif gang.fertig:
            self._blick.stop()
            self._gang = None
            try:
                gang.ergebnis()
            except Exception as fehler:  # noqa: BLE001 - told like a bug in the worker
                self._gescheitert(fehler)
                return
            self._danach(runde)
        elif gang.stockt(austauschordner.GEDULD_S):
            self._sage(NICHT_ERREICHBAR)

    def _tue(
        self, fall: Callable[[Arbeitsplatz, Ablauf], Any], danach: Callable[[Any], None]
    ) -> None:
        """Run a part in the worker; a round that was left in between does not go on."""
        lauf, ap = self._lauf, self._vermittler.arbeitsplatz

        def fertig(ergebnis: Any) -> None:
            if lauf == self._lauf:
                danach(ergebnis)

        def gescheitert(fehler: BaseException) -> None:
            if lauf == self._lauf:
                self._gescheitert(fehler)

        self._vermittler.arbeiter.tue(lambda ablauf: fall(ap, ablauf), fertig, gescheitert)

    def _gescheitert(self, fehler: BaseException) -> None:
        """Say it in the line and try again later; a bug is told of once and ends the watch."""
        self._beende()
        self._schreibe = True
        if isinstance(fehler, KimFehler):
            self._sage(fehler.text)
        elif not isinstance(fehler, Abgebrochen):
            self._uhr.stop()
            self._sage("Der Austauschordner wird bis zum nächsten Start nicht mehr beachtet.")
            self._vermittler.fehlschlag.emit("".join(traceback.format_exception(fehler)))

    def _beende(self) -> None:
        self._lauf += 1
        self._laeuft = False
        self._runde = self._gang = None
        self._blick.stop()


def _offenes(abgleich: Abgleich) -> str:
    wartet = len(abgleich.wartet)
    return f", {wartet} noch unvollständig" if wartet else ""
