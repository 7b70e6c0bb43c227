"""Arranging a substitute: an Arbeitsplatz acts for a further Stelle for a time."""

from datetime import date

from PySide6.QtCore import QDate
from PySide6.QtWidgets import QWidget

from ...application.platz.arbeitsplaetze import Uebersicht, Zeile
from ...application.platz.vertretung import weise_zu
from ...domain.rollen import Rolle
from .._generated.vertretung import Ui_Vertretung
from ..betrieb.vermittler import Anwendungsfall, Vermittler
from .platzdialog import Platzdialog

_ZWEI_WOCHEN = 14


class Vertretungsdialog(Platzdialog):
    """Proposes the chosen row as the one that stands in."""

    def __init__(
        self, eltern: QWidget, vermittler: Vermittler, stand: Uebersicht, zeile: Zeile | None
    ) -> None:
        self.ui = Ui_Vertretung()
        super().__init__(eltern, vermittler, self.ui)
        ui = self.ui
        for offen in stand.offene:
            ui.wer.addItem(f"{offen.code} ({offen.name})", offen.log)
        for stelle, name in stand.stellen.items():
            ui.stelle.addItem(name, stelle)
        for rolle in Rolle:
            ui.rolle.addItem(stand.rollennamen[rolle], rolle)
        if zeile is not None and zeile.log:
            ui.wer.setCurrentIndex(ui.wer.findData(zeile.log))
        heute = vermittler.arbeitsplatz.heute()
        ui.von.setDate(QDate(heute.year, heute.month, heute.day))
        ui.bis.setDate(ui.von.date().addDays(_ZWEI_WOCHEN))
        ui.befristet.toggled.connect(ui.bis.setEnabled)
        ui.wer.setFocus()

    def fall(self) -> Anwendungsfall:
        """Give the Arbeitsplatz the further Stelle and role."""
        ui = self.ui
        wer, stelle, rolle = (k.currentData() for k in (ui.wer, ui.stelle, ui.rolle))
        von, bis = _tag(ui.von.date()), _tag(ui.bis.date()) if ui.befristet.isChecked() else None
        return lambda ap, _ablauf: [
            weise_zu(ap, wer, stelle, Rolle(rolle), von, bis),
            "Bitte allen Stellen eine Datei schicken, damit sie es erfahren.",
        ]


def _tag(tag: QDate) -> date:
    return date(tag.year(), tag.month(), tag.day())
