"""Asking before something is recorded in which somebody may be named."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from PySide6.QtWidgets import QMessageBox, QWidget
from shiboken6 import isValid

from ...application import personen
from ...application.personen import Nennung
from ...domain.felder import Feld
from ..betrieb.vermittler import Vermittler

_HOECHSTENS = 8
_FRAGE = "Hier könnten Personen genannt sein. KIM Desktop hält nur fest, was alle betrifft."
_RAT = (
    "Bitte ohne Namen, Nummern und Anschriften beschreiben. Ist etwas davon dienstlich (eine "
    "Stelle, ein Ort, eine Ansprechperson im Amt), kann es stehen bleiben; nach diesen Worten wird "
    "auf diesem PC nicht wieder gefragt (bis Sie es unter „Vorgang“, „Dienstliche Wörter“ ändern), "
    "nach Nummern und Geburtstagen immer."
)


def frage_nach_personen(
    eltern: QWidget,
    vermittler: Vermittler,
    felder: Iterable[Feld],
    werte: Mapping[str, Any],
    weiter: Callable[[], None],
    zurueck: Callable[[], None],
) -> None:
    """Go on where nobody is named or it is said to be official; else let the person change it.

    A check that fails holds nothing up. Who closed what was to be recorded meant not to.
    """

    def wenn_noch_offen(folge: Callable[[], None]) -> None:
        if isValid(eltern) and eltern.isVisible():
            folge()

    def antworte(gefunden: list[Nennung]) -> None:
        if gefunden:
            wenn_noch_offen(
                lambda: _frage(eltern, gefunden, lambda: lass_stehen(gefunden), zurueck)
            )
        else:
            wenn_noch_offen(weiter)

    def lass_stehen(gefunden: list[Nennung]) -> None:
        worte = [n.text for n in gefunden[:_HOECHSTENS] if n.kann_dienstlich_sein]
        vermittler.lies(
            lambda ap, _ablauf: personen.lass_stehen(ap, worte),
            lambda _ergebnis: wenn_noch_offen(weiter),
            lambda: wenn_noch_offen(weiter),
        )

    vermittler.lies(
        lambda ap, _ablauf: personen.nennungen(ap, felder, werte),
        antworte,
        lambda: wenn_noch_offen(weiter),
    )


def _frage(
    eltern: QWidget,
    gefunden: list[Nennung],
    lassen: Callable[[], None],
    zurueck: Callable[[], None],
) -> None:
    kasten = QMessageBox(QMessageBox.Icon.Warning, "Sind hier Personen genannt?", _FRAGE)
    kasten.setParent(eltern, kasten.windowFlags())
    kasten.setInformativeText(f"{_aufgezaehlt(gefunden)}\n\n{_RAT}")
    aendern = kasten.addButton("&Zurück und ändern", QMessageBox.ButtonRole.RejectRole)
    dienstlich = kasten.addButton("&Dienstlich, so lassen", QMessageBox.ButtonRole.AcceptRole)
    kasten.setDefaultButton(aendern)
    kasten.setEscapeButton(aendern)
    kasten.finished.connect(
        lambda _art: lassen() if kasten.clickedButton() is dienstlich else zurueck()
    )
    kasten.finished.connect(kasten.deleteLater)
    kasten.open()


def _aufgezaehlt(gefunden: list[Nennung]) -> str:
    zeilen = [f"• „{n.text}“ ({n.art}) in „{n.feld}“" for n in gefunden[:_HOECHSTENS]]
    if len(gefunden) > _HOECHSTENS:
        zeilen.append(f"… und {len(gefunden) - _HOECHSTENS} weitere")
    return "\n".join(zeilen)
