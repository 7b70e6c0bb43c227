"""Printing a paper: ask where to, set it in the worker, offer to open it."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.papier import papiere
from ..betrieb.oeffnen import oeffne_datei
from ..betrieb.vermittler import Vermittler

#: Papers of a case and what their buttons say.
PAPIER = {"vorlage": "Vorlage drucken …", "rueckmeldung": "Rückmeldung (RM) drucken …"}


def drucke(
    eltern: QWidget, vermittler: Vermittler, art: str, kennung: str, gruppe: str = ""
) -> None:
    """Ask for the file and print; opens the PDF when the person wants to.

    `gruppe` names the Projektgruppe where the paper is that of one group.
    """

    def setze(ap: Arbeitsplatz, ziel: Path) -> None:
        papiere.drucke(ap, art, kennung, ziel, gruppe)

    drucke_nach(eltern, vermittler, papiere.dateiname(art, kennung), setze)


def drucke_nach(
    eltern: QWidget,
    vermittler: Vermittler,
    name: str,
    setze: Callable[[Arbeitsplatz, Path], None],
) -> None:
    """Ask for the file, `name` being proposed, and let `setze` write it."""
    ziel = frage_pdf(eltern, vermittler.arbeitsplatz.profil.ordner / "ausgang" / name)
    if ziel is None:
        return

    def fertig(_ergebnis: object) -> None:
        antwort = QMessageBox.question(eltern, "Gedruckt", f"„{ziel.name}“ ist fertig. Öffnen?")
        if antwort == QMessageBox.StandardButton.Yes:
            oeffne_datei(ziel)

    vermittler.lies(lambda ap, _ablauf: setze(ap, ziel), fertig)


def frage_pdf(eltern: QWidget, vorschlag: Path) -> Path | None:
    """Ask where a paper goes; None where the person does not want it any more."""
    pfad, _ = QFileDialog.getSaveFileName(eltern, "Papier drucken", str(vorschlag), "PDF (*.pdf)")
    if not pfad:
        return None
    return Path(pfad if pfad.lower().endswith(".pdf") else f"{pfad}.pdf")
