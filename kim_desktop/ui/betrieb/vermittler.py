"""Between pages and application: runs use cases in the worker, says what changed or failed."""

import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ...domain.fehler import Abgebrochen, KimFehler
from .arbeiter import Ablauf, Arbeiter

if TYPE_CHECKING:
    from ...application.arbeitsplatz import Arbeitsplatz

Anwendungsfall = Callable[["Arbeitsplatz", Ablauf], Any]


class Vermittler(QObject):
    """Holds the opened Arbeitsplatz and the worker.

    `geaendert` after anything was written, `hinweis` with a sentence for the person (empty
    clears it), `getan` with one that says what was recorded, `fehlschlag` with the details
    of a bug, `ersetzt` with the Arbeitsplatz that was opened in place of this one.
    """

    geaendert = Signal()
    hinweis = Signal(str)
    getan = Signal(str)
    fehlschlag = Signal(str)
    ersetzt = Signal(object)

    def __init__(self, arbeitsplatz: "Arbeitsplatz", arbeiter: Arbeiter) -> None:
        super().__init__(arbeiter)
        self.arbeitsplatz = arbeitsplatz
        self.arbeiter = arbeiter
        self._stumm = False

    def verstumme(self) -> None:
        """Let nothing come back to pages that are gone: another Arbeitsplatz is open now.

        What belongs to it and listens to the window goes with it.
        """
        self._stumm = True
        self.blockSignals(True)
        for teil in self.children():
            teil.deleteLater()

    def lies(
        self,
        fall: Anwendungsfall,
        danach: Callable[[Any], None],
        sonst: Callable[[], None] = lambda: None,
    ) -> None:
        """Run a use case after which no page has to look again: it reads, or notes what none shows.

        `sonst` is called where it failed and that was said.
        """

        def gescheitert(fehler: BaseException) -> None:
            self._zeige_fehler(fehler)
            sonst()

        self._tue(fall, danach, gescheitert)

    def tue(
        self,
        fall: Anwendungsfall,
        danach: Callable[[Any], None],
        bei_fehler: Callable[[str], None] | None = None,
    ) -> None:
        """Run a use case that writes; afterwards every page looks again."""

        def fertig(ergebnis: Any) -> None:
            self.hinweis.emit("")
            danach(ergebnis)
            self.geaendert.emit()

        def gescheitert(fehler: BaseException) -> None:
            if isinstance(fehler, KimFehler) and bei_fehler is not None:
                bei_fehler(fehler.text)
            else:
                self._zeige_fehler(fehler)

        self._tue(fall, fertig, gescheitert)

    def _tue(
        self,
        fall: Anwendungsfall,
        danach: Callable[[Any], None],
        bei_fehler: Callable[[BaseException], None],
    ) -> None:
        def wenn_noch_da(folge: Callable[[Any], None]) -> Callable[[Any], None]:
            return lambda wert: None if self._stumm else folge(wert)

        if not self._stumm:
            self.arbeiter.tue(
                lambda ablauf: fall(self.arbeitsplatz, ablauf),
                wenn_noch_da(danach),
                wenn_noch_da(bei_fehler),
            )

    def _zeige_fehler(self, fehler: BaseException) -> None:
        if isinstance(fehler, Abgebrochen):
            self.hinweis.emit("Abgebrochen. Es wurde nichts verändert.")
        elif isinstance(fehler, KimFehler):
            self.hinweis.emit(fehler.text)
        else:
            self.fehlschlag.emit("".join(traceback.format_exception(fehler)))
