"""The input of attachments: a list of files, with what each carries besides its content."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QLabel, QListWidgetItem, QPushButton, QVBoxLayout

from ...application.anlage.beilegen import ENDUNGEN, Beigelegt, Beilage, in_worten
from ..bausteine.dateifang import dateien_in
from .mehrere import Sammlung

_WERT = Qt.ItemDataRole.UserRole
_BEILAGE = Qt.ItemDataRole.UserRole + 1
_MUSTER = " ".join(f"*{endung}" for endung in ENDUNGEN)
_FILTER = f"Erlaubte Dateien ({_MUSTER});;Alle Dateien (*)"


class Anlagen(Sammlung):
    """Shows what is added; files a person wants to add go out by `gewuenscht`.

    `zu_bereinigen` asks to take metadata out of an added file.
    """

    gewuenscht = Signal(list)
    zu_bereinigen = Signal(dict)

    def __init__(self, name: str) -> None:
        super().__init__(name, "Anlage hinzufügen …")
        self.hinzu.clicked.connect(self._waehle)
        self.bereinigen = QPushButton("Metadaten entfernen")
        self.bereinigen.setAccessibleDescription(name)
        self.bereinigen.clicked.connect(self._bereinige)
        self.knoepfe.insertWidget(2, self.bereinigen)
        self.hinweis, self.abgelehnt = _satz("erklaerung"), _satz("fehler")
        self.hinweis.setAccessibleName("Was die Anlage mitbringt")
        self.abgelehnt.setAccessibleName("Nicht beigefügt")
        aufbau = self.layout()
        assert isinstance(aufbau, QVBoxLayout)
        aufbau.addWidget(self.hinweis)
        aufbau.addWidget(self.abgelehnt)
        self.liste.currentRowChanged.connect(lambda _zeile: self._zeige_hinweis())
        self._lege_tasten()
        self._zeige_hinweis()

    def setze(self, wert: Any) -> None:
        """Show attachments: what an event says of them, or paths of files."""
        self.liste.clear()
        self.abgelehnt.hide()
        for anlage in wert or ():
            bekannt = isinstance(anlage, Mapping)
            self.lege_dazu(in_worten(anlage) if bekannt else Path(str(anlage)).name, anlage)

    def ergaenze(self, getan: Beigelegt) -> None:
        """Show what was added, and say of the others why they were not."""
        for beilage in getan.beilagen:
            self.lege_dazu("", beilage.werte)
            self._beschrifte(self.liste.currentItem(), beilage)
        self.zeige_ablehnung("\n".join(getan.abgelehnt))

    def ersetze(self, alt: Mapping[str, Any], beilage: Beilage) -> None:
        """Show a file in the place of the one it was made from."""
        for element in map(self.liste.item, range(self.liste.count())):
            if element.data(_WERT) == alt:
                self._beschrifte(element, beilage)

    def zeige_ablehnung(self, satz: str) -> None:
        """Say what was not added; an empty sentence takes it away."""
        self.abgelehnt.setText(satz)
        self.abgelehnt.setVisible(bool(satz))

    def _beschrifte(self, element: QListWidgetItem, beilage: Beilage) -> None:
        traegt = f" · enthält: {', '.join(beilage.traegt)}" if beilage.traegt else ""
        element.setData(_WERT, dict(beilage.werte))
        element.setData(_BEILAGE, beilage)
        element.setText(in_worten(beilage.werte) + traegt)
        self._zeige_hinweis()

    def _zeige_hinweis(self) -> None:
        element = self.liste.currentItem()
        beilage = element.data(_BEILAGE) if element else None
        traegt = beilage.traegt if isinstance(beilage, Beilage) else ()
        entfernbar = isinstance(beilage, Beilage) and beilage.entfernbar
        self.bereinigen.setVisible(entfernbar)
        satz = f"Diese Datei verrät außer ihrem Inhalt: {', '.join(traegt)}." if traegt else ""
        if traegt and not entfernbar:
            satz += " Das lässt sich hier nicht entfernen; bitte prüfen, ob es mitgehen darf."
        self.hinweis.setText(satz)
        self.hinweis.setVisible(bool(satz))

    def _bereinige(self) -> None:
        self.zu_bereinigen.emit(dict(self.liste.currentItem().data(_WERT)))

    def _waehle(self) -> None:
        dateien, _ = QFileDialog.getOpenFileNames(self, "Anlage hinzufügen", "", _FILTER)
        self._wuensche([Path(datei) for datei in dateien])

    def _fuege_ein(self) -> None:
        self._wuensche(dateien_in(QGuiApplication.clipboard().mimeData()))

    def _wuensche(self, dateien: Sequence[Path]) -> None:
        if dateien:
            self.gewuenscht.emit(list(dateien))

    def _lege_tasten(self) -> None:
        nur_hier = Qt.ShortcutContext.WidgetShortcut
        folgen = {
            QKeySequence.StandardKey.Paste: self._fuege_ein,
            QKeySequence.StandardKey.Delete: self._entferne,
        }
        for taste, folge in folgen.items():
            kuerzel = QShortcut(QKeySequence(taste), self.liste, context=nur_hier)
            kuerzel.activated.connect(folge)


def _satz(name: str) -> QLabel:
    satz = QLabel()
    satz.setObjectName(name)
    satz.setWordWrap(True)
    satz.hide()
    return satz
