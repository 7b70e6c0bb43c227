"""One first paint in a fresh process: erstes_bild.py leer | huelle PROFIL.

Prints the CPU seconds since the process began. The bare window imports nothing but Qt; the
shell starts the way people start it, and the order of its imports is left alone.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

_QT = "PySide6.QtWidgets"
_ZU_SPAET_MS = 60_000


def main() -> int:
    """Show the window asked for; the process ends at its first paint."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    if sys.argv[1] == "leer":
        return _leer()
    return _huelle(sys.argv[2])


def _leer() -> int:
    from PySide6 import QtWidgets

    _ende_beim_ersten_bild(QtWidgets)
    app = QtWidgets.QApplication(sys.argv[:1])
    fenster = QtWidgets.QMainWindow()
    fenster.resize(1200, 800)
    fenster.show()
    return app.exec()


def _huelle(profil: str) -> int:
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    sys.argv = ["kim-desktop", "--profil", profil]
    sys.meta_path.insert(0, _Lauscher())
    from kim_desktop.__main__ import haupt

    return haupt()


class _Lauscher:
    """Steps in when the program imports Qt's widgets, not before."""

    def find_spec(self, name: str, pfad: Any, ziel: ModuleType | None = None) -> Any:
        """Find the module as always, and change its event loop once it is loaded."""
        if name != _QT:
            return None
        from importlib.machinery import PathFinder

        spec = PathFinder.find_spec(name, pfad, ziel)
        loader: Any = spec.loader if spec else None
        if loader is None:
            return spec
        lade = loader.exec_module

        def lade_und_greife_ein(modul: ModuleType) -> None:
            lade(modul)
            _ende_beim_ersten_bild(modul)

        loader.exec_module = lade_und_greife_ein
        return spec


def _ende_beim_ersten_bild(widgets: Any) -> None:
    """Make the application's event loop end the process once a main window was painted."""
    from PySide6.QtCore import QEvent, QObject, QTimer

    class Waechter(QObject):
        """Sees every event: a main window's first paint, then the first that is no paint."""

        gemalt = False

        def eventFilter(self, wer: QObject, was: QEvent) -> bool:  # noqa: N802 - Qt's name
            if was.type() != QEvent.Type.Paint:
                if self.gemalt:
                    _melde()
            elif isinstance(wer, widgets.QMainWindow) and not self.gemalt:
                self.gemalt = True
                QTimer.singleShot(0, _melde)
            return False

    schleife = widgets.QApplication.exec

    def exec_(*_: object) -> int:
        app = widgets.QApplication.instance()
        app.installEventFilter(Waechter(app))
        for fenster in app.topLevelWidgets():
            fenster.update()
        QTimer.singleShot(_ZU_SPAET_MS, lambda: os._exit(1))
        return int(schleife())

    for klasse in widgets.QApplication.__mro__:
        if "exec" in vars(klasse):
            klasse.exec = staticmethod(exec_)


def _melde() -> None:
    print(f"{time.process_time():.4f}", flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
