"""The box for a bug: one sentence, the details to copy, no traceback in the person's face."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox, QWidget


def zeige_fehlerkasten(eltern: QWidget, einzelheiten: str) -> None:
    """Say that the program has a bug and offer its details for copying."""
    kasten = QMessageBox(
        QMessageBox.Icon.Critical,
        "Fehler im Programm",
        "Das Programm hat einen Fehler gemacht. Ihre Daten sind unverändert. Bitte kopieren Sie "
        "die Einzelheiten und geben Sie sie der Betreuung des Programms.",
        QMessageBox.StandardButton.Close,
        eltern,
    )
    kopieren = kasten.addButton("Details kopieren", QMessageBox.ButtonRole.ActionRole)
    kasten.exec()
    if kasten.clickedButton() is kopieren:
        QGuiApplication.clipboard().setText(einzelheiten)
