"""A form built from fields: required ones first, the others folded away."""

from collections.abc import Callable, Iterable
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QGroupBox,
    QLabel,
    QPlainTextEdit,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...domain.felder import Feld, Feldart
from ..eingaben.anlagen import Anlagen
from ..eingaben.einfach import Absatz, Betrag, Eingabe, Haken, Tag, Wahl, Zahl, Zeile, Zeilen
from ..eingaben.mehrere import Auswahlliste, Objekte

_WENIGE = 12
Auswahl = dict[str, dict[str, str]]
Danach = Callable[[dict[str, Any]], None]
Frage = Callable[[QWidget, Feld, Auswahl, dict[str, Any], Danach], None]


class Feldformular(QWidget):
    """Inputs for fields; `frage` asks for one entry of a field that holds objects."""

    def __init__(self, felder: Iterable[Feld], auswahl: Auswahl, frage: Frage) -> None:
        super().__init__()
        self._auswahl = auswahl
        self._frage = frage
        self.eingaben: dict[str, Eingabe] = {}
        self._felder = felder = tuple(felder)
        aufbau = QVBoxLayout(self)
        aufbau.setContentsMargins(0, 0, 0, 0)
        aufbau.addLayout(self._zeilen([f for f in felder if f.pflicht]))
        freie = [f for f in felder if not f.pflicht]
        self.mehr = QToolButton()
        if freie:
            aufbau.addWidget(self.mehr)
            self._falte(aufbau, freie, offen=len(freie) == len(felder))
        aufbau.addStretch()

    def werte(self) -> dict[str, Any]:
        """Return what stands in the inputs; empty ones are left out."""
        werte = {name: eingabe.wert() for name, eingabe in self.eingaben.items()}
        return {n: w for n, w in werte.items() if w is not False and w not in (None, "", [], {})}

    def zeige_genanntes(self, satz: str) -> bool:
        """Put the keyboard on the field a sentence names first; say whether it names one."""
        genannt = [(satz.find(f"„{f.label}“"), f.name) for f in self._felder]
        stellen = sorted((ort, name) for ort, name in genannt if ort >= 0)
        if not stellen:
            return False
        teil = cast(QWidget, self.eingaben[stellen[0][1]])
        if not teil.isVisibleTo(self):
            self.mehr.setChecked(True)
        if not (isinstance(teil, _Gruppe) and teil.formular.zeige_genanntes(satz)):
            teil.setFocus()
        return True

    def setze(self, werte: dict[str, Any]) -> None:
        """Show values."""
        for name, wert in werte.items():
            if name in self.eingaben:
                self.eingaben[name].setze(wert)

    def _falte(self, aufbau: QVBoxLayout, felder: list[Feld], offen: bool) -> None:
        innen = QWidget()
        innen.setLayout(self._zeilen(felder))
        aufbau.addWidget(innen)
        self.mehr.setText("&Weitere Angaben (freiwillig)")
        self.mehr.setCheckable(True)
        self.mehr.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.mehr.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)

        def klappe(an: bool) -> None:
            innen.setVisible(an)
            self.mehr.setArrowType(Qt.ArrowType.DownArrow if an else Qt.ArrowType.RightArrow)

        self.mehr.toggled.connect(klappe)
        self.mehr.setChecked(offen)
        klappe(offen)

    def _zeilen(self, felder: list[Feld]) -> QFormLayout:
        aufbau = QFormLayout()
        aufbau.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        aufbau.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for feld in felder:
            teil = self._eingabe(feld)
            teil.setObjectName(f"feld_{feld.name}")
            teil.setAccessibleName(feld.label)
            teil.setToolTip(feld.hilfe)
            self.eingaben[feld.name] = teil  # type: ignore[assignment]
            if isinstance(teil, Haken | _Gruppe):
                aufbau.addRow(teil)
                continue
            label = QLabel(f"{feld.label}{' *' if feld.pflicht else ''}:")
            label.setBuddy(teil)
            aufbau.addRow(label, teil)
            if feld.hilfe and isinstance(teil, QPlainTextEdit | Zeile):
                teil.setPlaceholderText(feld.hilfe)
        return aufbau

    def _eingabe(self, feld: Feld) -> QWidget:
        if feld.name in self._auswahl:
            return self._mit_auswahl(feld, self._auswahl[feld.name])
        davor = f"{feld.name}."
        innen = {k.removeprefix(davor): a for k, a in self._auswahl.items() if k.startswith(davor)}
        return _EINGABE.get(feld.art, _zeile)(feld, self._frage, innen)

    def _mit_auswahl(self, feld: Feld, auswahl: dict[str, str]) -> QWidget:
        if feld.art in (Feldart.LISTENWERTE, Feldart.KENNUNGEN, Feldart.TEXTE):
            return Auswahlliste(auswahl)
        return _wahl(feld, auswahl)


class _Gruppe(QGroupBox):
    """The fields of one object, inside the form it belongs to."""

    def __init__(self, feld: Feld, frage: Frage, auswahl: Auswahl) -> None:
        super().__init__(feld.label)
        self.formular = Feldformular(feld.felder, auswahl, frage)
        QVBoxLayout(self).addWidget(self.formular)

    def wert(self) -> dict[str, Any]:
        """Return the object."""
        return self.formular.werte()

    def setze(self, wert: Any) -> None:
        """Show an object."""
        self.formular.setze(wert or {})


def _zeile(_feld: Feld, _frage: Frage, _auswahl: Auswahl) -> QWidget:
    return Zeile()


def _wahl(feld: Feld, auswahl: dict[str, str]) -> QWidget:
    """Return a choice that starts open, so that nobody gives an answer by pressing Enter."""
    return Wahl(auswahl, frei=not feld.pflicht or len(auswahl) > 1)


def _haken(feld: Feld, _frage: Frage, _auswahl: Auswahl) -> QWidget:
    return Haken(f"{feld.label}{' *' if feld.pflicht else ''}")


def _zahl(feld: Feld) -> QWidget:
    """Return a choice for few numbers, a line for many."""
    if feld.bis - feld.von < _WENIGE:
        return _wahl(feld, {str(n): str(n) for n in range(feld.von, feld.bis + 1)})
    return Zahl()


def _objekte(feld: Feld, frage: Frage, auswahl: Auswahl) -> QWidget:
    return Objekte(
        feld.label,
        feld.felder,
        lambda eltern, objekt, danach: frage(eltern, feld, auswahl, objekt, danach),
        auswahl,
    )


_EINGABE: dict[Feldart, Callable[[Feld, Frage, Auswahl], QWidget]] = {
    Feldart.ABSATZ: lambda _feld, _frage, _auswahl: Absatz(),
    Feldart.TEXTE: lambda _feld, _frage, _auswahl: Zeilen(),
    Feldart.KENNUNGEN: lambda _feld, _frage, _auswahl: Zeilen(),
    Feldart.DATUM: lambda _feld, _frage, _auswahl: Tag(),
    Feldart.CENT: lambda _feld, _frage, _auswahl: Betrag(),
    Feldart.WAHL: lambda feld, _frage, _auswahl: _wahl(feld, dict(feld.auswahl or {})),
    Feldart.ZAHL: lambda feld, _frage, _auswahl: _zahl(feld),
    Feldart.JA_NEIN: _haken,
    Feldart.OBJEKT: _Gruppe,
    Feldart.OBJEKTE: _objekte,
    Feldart.ANLAGEN: lambda feld, _frage, _auswahl: Anlagen(feld.label),
}
