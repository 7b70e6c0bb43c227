"""Between the attachment input of a form and the worker that judges and keeps the files."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QScrollArea, QWidget

from ...application.anlage import beilegen
from ...application.anlage.beilegen import Beigelegt, Beilage
from ...domain.fehler import Abgebrochen, KimFehler
from ..bausteine.dateifang import Dateifang
from ..betrieb.arbeiter import Ablauf
from ..betrieb.vermittler import Vermittler
from ..eingaben.anlagen import Anlagen
from .feldformular import Feldformular


class Anlagendienst(QObject):
    """Serves the attachment input of one form; files dropped on `flaeche` are added too."""

    def __init__(
        self, flaeche: QWidget, vermittler: Vermittler, formular: Feldformular, eingabe: Anlagen
    ) -> None:
        super().__init__(flaeche)
        self._flaeche = flaeche
        self._vermittler = vermittler
        self._formular = formular
        self._eingabe = eingabe
        self._abgelegt: set[str] = set()
        self._zu = False
        eingabe.gewuenscht.connect(self.lege_bei)
        eingabe.zu_bereinigen.connect(self._bereinige)
        Dateifang(flaeche, self.lege_bei)

    def lege_bei(self, dateien: Sequence[Path]) -> None:
        """Add files in the worker; the form waits."""
        schon = [a["hash"] for a in self._eingabe.wert() if isinstance(a, Mapping)]
        self._tue(
            lambda ablauf: beilegen.lege_bei(self._vermittler.arbeitsplatz, dateien, schon, ablauf),
            self._beigelegt,
        )

    def zeige_vorhandene(self) -> None:
        """Say of attachments that stand there already what they carry along."""
        werte = [a for a in self._eingabe.wert() if isinstance(a, Mapping)]
        if werte:
            self._vermittler.lies(
                lambda ap, _ablauf: beilegen.beilagen(ap, werte), self._beschrifte
            )

    def _beschrifte(self, vorhandene: Sequence[Beilage]) -> None:
        for beilage in () if self._zu else vorhandene:
            self._eingabe.ersetze(beilage.werte, beilage)

    def schliesse(self) -> None:
        """Take note that the form is gone, whatever is still to come back from the worker."""
        self._zu = True
        self.raeume_auf()

    def raeume_auf(self) -> None:
        """Remove what was added here and is not needed after all."""
        abgelegt, self._abgelegt = self._abgelegt, set()
        if abgelegt:
            self._vermittler.lies(
                lambda ap, _ablauf: beilegen.verwirf(ap, abgelegt), lambda _nichts: None
            )

    def _beigelegt(self, getan: Beigelegt) -> None:
        self._abgelegt |= {str(b.werte["hash"]) for b in getan.beilagen}
        self._eingabe.ergaenze(getan)
        self._zeige_eingabe()

    def _bereinige(self, werte: dict[str, Any]) -> None:
        def bereinigt(beilage: Beilage) -> None:
            self._abgelegt.add(str(beilage.werte["hash"]))
            self._eingabe.zeige_ablehnung("")
            self._eingabe.ersetze(werte, beilage)
            self._eingabe.liste.setFocus()

        ap = self._vermittler.arbeitsplatz
        self._tue(lambda _ablauf: beilegen.bereinige(ap, werte), bereinigt)

    def _tue(self, arbeit: Callable[[Ablauf], Any], danach: Callable[[Any], None]) -> None:
        """Run in the worker; the form cannot be sent off meanwhile."""

        def fertig(ergebnis: Any) -> None:
            if self._zu:
                beilagen = ergebnis.beilagen if isinstance(ergebnis, Beigelegt) else (ergebnis,)
                self._abgelegt |= {str(b.werte["hash"]) for b in beilagen}
                self.raeume_auf()
                return
            self._flaeche.setEnabled(True)
            danach(ergebnis)

        def gescheitert(fehler: BaseException) -> None:
            if self._zu:
                return
            self._flaeche.setEnabled(True)
            if isinstance(fehler, KimFehler):
                self._eingabe.zeige_ablehnung(fehler.text)
            elif not isinstance(fehler, Abgebrochen):
                raise fehler

        self._flaeche.setEnabled(False)
        self._vermittler.arbeiter.tue(arbeit, fertig, gescheitert)

    def _zeige_eingabe(self) -> None:
        """Unfold and scroll to where the files stand, and put the keyboard there."""
        self._formular.mehr.setChecked(True)
        eltern = self._eingabe.parentWidget()
        while eltern is not None and not isinstance(eltern, QScrollArea):
            eltern = eltern.parentWidget()
        if isinstance(eltern, QScrollArea):
            eltern.ensureWidgetVisible(self._eingabe)
        self._eingabe.liste.setFocus()


def diene(flaeche: QWidget, vermittler: Vermittler, formular: Feldformular) -> Anlagendienst | None:
    """Serve the attachment input of a form, where it has one."""
    for eingabe in formular.eingaben.values():
        if isinstance(eingabe, Anlagen):
            return Anlagendienst(flaeche, vermittler, formular, eingabe)
    return None
