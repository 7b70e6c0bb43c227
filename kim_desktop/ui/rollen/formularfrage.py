"""Asking with a dialog of a step that a page has made for itself."""

from collections.abc import Callable

from ...application.arbeitsplatz import Arbeitsplatz
from ...application.schritt.formular import Formular
from ..dialoge.schrittdialog import Schrittdialog
from .rollenseite import Rollenseite


def frage(seite: Rollenseite, formular: Callable[[Arbeitsplatz], Formular]) -> None:
    """Look up the form in the worker, then open its dialog."""
    seite.vermittler.lies(
        lambda ap, _ablauf: formular(ap),
        lambda f: Schrittdialog(seite, seite.vermittler, f).open(),
    )
