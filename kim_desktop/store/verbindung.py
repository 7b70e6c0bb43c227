"""The encrypted database: one engine, short read and write transactions."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from ..domain.fehler import UmgebungsFehler
from .tabellen import SCHEMA, meta

Verbindung = Connection
_VERSCHWUNDEN = (
    "Die Datenbank dieses Arbeitsplatzes fehlt oder ist leer. Bitte die Sicherung zurückholen oder "
    "den Arbeitsplatz neu einrichten und bei der CM-Koordination anmelden."
)
_SEITE = 16384
_ZWISCHENSPEICHER_KIB = 24576
_VIEL_SPEICHER_KIB = 49152
_NICHT_GESCHRIEBEN = "Nicht geschrieben: Der Datenträger ist voll oder schreibgeschützt."


class Datenbank:
    """One SQLCipher file. `schluessel` is 32 raw bytes."""

    def __init__(self, datei: Path, schluessel: bytes, *, neu: bool = False) -> None:
        """Open the file, or make it where it is `neu`.

        Raises `UmgebungsFehler` when key or version do not fit, or the file is gone: a new
        database under an old key would write a second log under the same name.
        """
        if not neu and not (datei.is_file() and datei.stat().st_size):
            raise UmgebungsFehler(_VERSCHWUNDEN)
        self.datei = datei
        self._engine = _engine(datei, schluessel)
        try:
            _richte_schema_ein(self._engine, neu)
        except BaseException:
            self.schliesse()
            raise

    @contextmanager
    def lesen(self) -> Iterator[Connection]:
        """Yield a connection inside a read transaction: one consistent view."""
        try:
            with self._engine.connect() as verbindung:
                yield verbindung
        except DatabaseError as fehler:
            raise UmgebungsFehler(_satz(fehler)) from fehler

    @contextmanager
    def schreiben(self) -> Iterator[Connection]:
        """Yield a connection inside a write transaction; all or nothing."""
        schreibend = self._engine.execution_options(kim_schreiben=True)
        try:
            with schreibend.begin() as verbindung:
                yield verbindung
        except DatabaseError as fehler:
            raise UmgebungsFehler(_satz(fehler)) from fehler

    def schliesse(self) -> None:
        """Close all connections."""
        self._engine.dispose()


@contextmanager
def viel_speicher(verbindung: Connection) -> Iterator[None]:
    """Let a large job keep more pages at hand.

    Pages written and not yet committed count as pinned; once they fill nine tenths of the
    cache, reading goes on with the last tenth and unseals every page many times.
    """
    verbindung.exec_driver_sql(f"PRAGMA cache_size = -{_VIEL_SPEICHER_KIB}")
    try:
        yield
    finally:
        verbindung.exec_driver_sql(f"PRAGMA cache_size = -{_ZWISCHENSPEICHER_KIB}")


def roh_gelesen(verbindung: Connection, abfrage: str, *werte: object) -> Iterator[tuple[Any, ...]]:
    """Yield plain tuples of a large answer: row objects would cost more than reading them."""
    with closing(verbindung.connection.cursor()) as zeiger:
        zeiger.execute(abfrage, werte)
        while teil := zeiger.fetchmany(500):
            yield from teil


def _engine(datei: Path, schluessel: bytes) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _verbinde(datei, schluessel),
        poolclass=QueuePool,
    )

    @event.listens_for(engine, "begin")
    def _beginne(verbindung: Connection) -> None:
        schreibend = verbindung.get_execution_options().get("kim_schreiben")
        verbindung.exec_driver_sql("BEGIN IMMEDIATE" if schreibend else "BEGIN")

    return engine


def _verbinde(datei: Path, schluessel: bytes) -> Any:
    # isolation_level=None: the driver's own BEGIN would leave half a schema behind.
    verbindung = sqlcipher.connect(str(datei), isolation_level=None, check_same_thread=False)
    # Before the key, else a wrong one prints English on stderr.
    verbindung.execute("PRAGMA cipher_log_level = NONE")
    verbindung.execute(f"PRAGMA key = \"x'{schluessel.hex()}'\"")
    # Entries have 1 to 2 kB: large pages leave less of them empty and are sealed faster.
    verbindung.execute(f"PRAGMA cipher_page_size = {_SEITE}")
    # Processors compute SHA-256 in hardware, the default SHA-512 they do not.
    verbindung.execute("PRAGMA cipher_hmac_algorithm = HMAC_SHA256")
    verbindung.execute("PRAGMA busy_timeout = 10000")
    try:
        verbindung.execute(f"PRAGMA cache_size = -{_ZWISCHENSPEICHER_KIB}")
        verbindung.execute("PRAGMA journal_mode = WAL")
        verbindung.execute("PRAGMA synchronous = FULL")
    except sqlcipher.DatabaseError as fehler:
        verbindung.close()
        raise UmgebungsFehler(
            _NICHT_GESCHRIEBEN
            if _ist_schreibfehler(str(fehler))
            else "Die Datenbank lässt sich mit dem Schlüssel dieses Arbeitsplatzes nicht öffnen."
        ) from fehler
    return verbindung


def _richte_schema_ein(engine: Engine, neu: bool) -> None:
    with engine.connect() as verbindung:
        version = verbindung.execute(text("PRAGMA user_version")).scalar_one()
    if version == SCHEMA:
        return
    if version == 0 and not neu:
        raise UmgebungsFehler(_VERSCHWUNDEN)
    if version > SCHEMA:
        raise UmgebungsFehler(
            "Die Datenbank stammt aus einer neueren Programmversion. Bitte das Programm "
            "aktualisieren; es wurde nichts verändert."
        )
    try:
        with engine.execution_options(kim_schreiben=True).begin() as verbindung:
            meta.create_all(verbindung, checkfirst=False)
            verbindung.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    except DatabaseError as fehler:
        raise UmgebungsFehler(_satz(fehler)) from fehler


def _satz(fehler: Exception) -> str:
    if _ist_schreibfehler(str(fehler)):
        return _NICHT_GESCHRIEBEN
    if "locked" in str(fehler):
        return "Die Datenbank ist gerade von einem anderen Vorgang belegt. Bitte erneut versuchen."
    return "Die Datenbank ist beschädigt oder nicht erreichbar. Es wurde nichts geschrieben."


def _ist_schreibfehler(text_: str) -> bool:
    return any(t in text_ for t in ("full", "readonly", "read-only", "unable to open", "I/O"))
