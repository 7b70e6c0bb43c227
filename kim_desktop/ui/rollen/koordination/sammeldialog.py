"""The dialog of the jour fixe: one topic, several CM-Stellen."""

from PySide6.QtWidgets import QWidget

from ....application.rollen import buendelung
from ....application.schritt.formular import Formular
from ...betrieb.vermittler import Vermittler
from ...dialoge.schrittdialog import Schrittdialog
from ...eingaben.einfach import Wahl


class Sammeldialog(Schrittdialog):
    """Unfolds the fields of a new topic unless one that exists is chosen."""

    def __init__(self, eltern: QWidget, vermittler: Vermittler, formular_: Formular) -> None:
        super().__init__(eltern, vermittler, formular_, buendelung.sammelmeldung)
        neues = self.formular.mehr
        neues.setText("Angaben zum &neuen Thema")
        thema = self.formular.eingaben["thema"]
        if isinstance(thema, Wahl):
            thema.gewaehlt.connect(lambda gewaehlt: neues.setChecked(not gewaehlt))
            neues.setChecked(not thema.wert())


def frage_sammelmeldung(eltern: QWidget, vermittler: Vermittler) -> None:
    """Open the dialog."""
    vermittler.lies(
        lambda ap, _ablauf: buendelung.frage_zur_sammelmeldung(ap),
        lambda f: Sammeldialog(eltern, vermittler, f).open(),
    )
