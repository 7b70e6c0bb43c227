"""Beginning a new bundle with the chosen Meldungen, from the inbox or side by side."""

from collections.abc import Sequence

from ....application.rollen.buendelung import frage_nach_neuem_buendel
from ...dialoge.schrittdialog import frage
from ..rollenseite import Rollenseite


def buendle_neu(seite: Rollenseite, meldungen: Sequence[str]) -> None:
    """Open the dialog of a new bundle."""
    frage(seite, seite.vermittler, lambda ap: frage_nach_neuem_buendel(ap, meldungen))
