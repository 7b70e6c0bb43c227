"""The question before something is lost: Enter and Escape leave everything as it is."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget


def frage_vorher(
    eltern: QWidget, frage: str, einzelheiten: str, tun: str, lassen: str, folge: Callable[[], None]
) -> None:
    """Ask, and call `folge` where the person presses the button `tun`."""
    kasten = QMessageBox(QMessageBox.Icon.Question, eltern.window().windowTitle(), frage)
    kasten.setParent(eltern, kasten.windowFlags())
    kasten.setInformativeText(einzelheiten)
    weiter = kasten.addButton(tun, QMessageBox.ButtonRole.AcceptRole)
    bleiben = kasten.addButton(lassen, QMessageBox.ButtonRole.RejectRole)
    kasten.setDefaultButton(bleiben)
    kasten.setEscapeButton(bleiben)
    kasten.finished.connect(lambda _art: folge() if kasten.clickedButton() is weiter else None)
    kasten.finished.connect(kasten.deleteLater)
    kasten.open()
