"""What can go wrong with a paper, told in German."""

from ..domain.fehler import EingabeFehler


class PapierFehler(EingabeFehler):
    """A paper cannot be printed as it is: its content needs a change by a person."""
