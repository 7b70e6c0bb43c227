"""Steps from one version of the schema to the next; a backup is written before the first."""

from collections.abc import Callable, Mapping

from sqlalchemy import Connection


def _kuerzere_indizes(verbindung: Connection) -> None:
    """Find entries of a case by its name alone, the highest counter and the disputed at once."""
    for befehl in (
        "DROP INDEX ereignisse_fall",
        "CREATE INDEX ereignisse_fall ON ereignisse (fall)",
        "CREATE INDEX ereignisse_lamport ON ereignisse (lamport)",
        "CREATE INDEX faelle_strittig ON faelle (kennung) WHERE strittig = 1",
    ):
        verbindung.exec_driver_sql(befehl)


#: What turns version N into version N + 1, by N.
UMBAUTEN: Mapping[int, Callable[[Connection], None]] = {1: _kuerzere_indizes}
