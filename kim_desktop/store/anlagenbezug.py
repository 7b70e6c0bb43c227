"""Which entries name attachments."""

from collections.abc import Iterator

from .verbindung import Verbindung, roh_gelesen

_ABFRAGE = (
    "SELECT log, koerper FROM ereignisse "
    "WHERE koerper IS NOT NULL AND instr(koerper, CAST('\"anlagen\":[{' AS BLOB)) > 0"
)


def koerper_mit_anlagen(v: Verbindung) -> Iterator[tuple[str, bytes]]:
    """Yield log and body of every entry that names attachments."""
    yield from ((log, koerper) for log, koerper in roh_gelesen(v, _ABFRAGE))
