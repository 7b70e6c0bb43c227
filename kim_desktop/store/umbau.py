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


def _kuerzere_schluessel(verbindung: Connection) -> None:
    """Find entries by half an id and by the beginning of their case: every import is faster."""
    for befehl in (
        "DROP INDEX ereignisse_log",
        "DROP INDEX ereignisse_fall",
        "DROP INDEX ereignisse_lamport",
        "ALTER TABLE ereignisse RENAME TO ereignisse_bisher",
        "CREATE TABLE ereignisse ( id TEXT NOT NULL, log TEXT NOT NULL, nr INTEGER NOT NULL, "
        "fall TEXT NOT NULL, lamport INTEGER NOT NULL, klasse TEXT NOT NULL, "
        "kopf BLOB NOT NULL, koerper BLOB, unterschrift TEXT, "
        "id_kurz BLOB GENERATED ALWAYS AS (unhex(substr(id, 1, 32))) VIRTUAL, "
        "fall_kurz TEXT GENERATED ALWAYS AS (substr(fall, 1, 12)) VIRTUAL )",
        "INSERT INTO ereignisse (id, log, nr, fall, lamport, klasse, kopf, koerper, unterschrift) "
        "SELECT id, log, nr, fall, lamport, klasse, kopf, koerper, unterschrift "
        "FROM ereignisse_bisher ORDER BY rowid",
        "DROP TABLE ereignisse_bisher",
        "CREATE UNIQUE INDEX ereignisse_id ON ereignisse (id_kurz)",
        "CREATE INDEX ereignisse_log ON ereignisse (log, nr)",
        "CREATE INDEX ereignisse_fall ON ereignisse (fall_kurz)",
        "CREATE INDEX ereignisse_lamport ON ereignisse (lamport)",
    ):
        verbindung.exec_driver_sql(befehl)


#: What turns version N into version N + 1, by N.
UMBAUTEN: Mapping[int, Callable[[Connection], None]] = {
    1: _kuerzere_indizes,
    2: _kuerzere_schluessel,
}
