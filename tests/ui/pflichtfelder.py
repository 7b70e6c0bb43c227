"""Filling whatever a dialog asks for, with the keyboard alone."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QListWidget, QWidget

from kim_desktop.domain.felder import Feld, Feldart
from kim_desktop.ui.dialoge.schrittdialog import Felddialog
from tests.ui.bedienung import Bedienung

_TEXT = {Feldart.DATUM: "04.05.2026", Feldart.ZAHL: "2", Feldart.CENT: "12,00"}


def fuelle_pflichtfelder(b: Bedienung, dialog: Felddialog, felder: tuple[Feld, ...]) -> list[str]:
    """Fill every required field that is empty; return what would still be missing."""
    for feld in _leere(dialog, felder):
        _fuelle(b, feld)
    return [f.label for f in _leere(dialog, felder)]


def _leere(dialog: Felddialog, felder: tuple[Feld, ...]) -> list[Feld]:
    werte = dialog.formular.werte()
    return [f for f in felder if f.pflicht and f.name not in werte]


def _fuelle(b: Bedienung, feld: Feld) -> None:
    teil = b.gehe_zu(f"feld_{feld.name}")
    if feld.art is Feldart.OBJEKTE:
        _lege_objekt_an(b, feld)
    elif isinstance(teil, QCheckBox):
        b.taste(Qt.Key.Key_Space)
    elif isinstance(teil, QComboBox):
        b.taste(Qt.Key.Key_Home, *[Qt.Key.Key_Down] * int(not teil.itemData(0)))
    elif _ist_auswahlliste(teil):
        b.taste(Qt.Key.Key_Home, Qt.Key.Key_Space)
    else:
        b.tippe(_TEXT.get(feld.art, "Wie besprochen."))


def _lege_objekt_an(b: Bedienung, feld: Feld) -> None:
    """Press the button beside the list and fill the dialog of one entry."""
    b.taste(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    dialog = b.offener()
    assert isinstance(dialog, Felddialog)
    assert fuelle_pflichtfelder(b, dialog, feld.felder) == []
    b.bestaetige()


def _ist_auswahlliste(teil: QWidget) -> bool:
    return isinstance(teil, QListWidget) and teil.count() > 0
