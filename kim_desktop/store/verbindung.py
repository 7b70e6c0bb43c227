"""The encrypted database: one engine, short read and write transactions."""

import re
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from ..domain.fehler import Beschaedigt, UmgebungsFehler
from . import umbau
from .tabellen import SCHEMA, meta

Verbindung = Connection
_VERSCHWUNDEN = (
    "Die Datenbank dieses Arbeitsplatzes fehlt oder ist leer. Bitte die Sicherung zurückholen oder "
    "den Arbeitsplatz neu einrichten und bei der CM-Koordination anmelden."
)
_NICHT_ZU_OEFFNEN = (
    "Die Datenbank „kim.db“ lässt sich mit dem Schlüssel dieses Arbeitsplatzes nicht öffnen."
)
#: What goes through a plain cursor fails with the driver's own kind.
_FEHLER = (DatabaseError, sqlcipher.DatabaseError)
_SEITE = 16384
_ZWISCHENSPEICHER_KIB = 24576
_VIEL_SPEICHER_KIB = 40960
# Few at a time: whoever reads several answers in step stays on the same pages.
_JE_GRIFF = 50
_NICHT_GESCHRIEBEN = "Nicht geschrieben: Der Datenträger ist voll oder schreibgeschützt."


class Datenbank:
    """One SQLCipher file. `schluessel` is 32 raw bytes."""

    def __init__(
        self,
        datei: Path,
        schluessel: bytes,
        *,
        neu: bool = False,
        nur_lesen: bool = False,
        vor_umbau: "Callable[[Datenbank], None] | None" = None,
        netz: bool = False,
    ) -> None:
        """Open the file, or make it where it is `neu`; `nur_lesen` leaves no trace beside it.

        On a network drive (`netz`) there is no WAL: it needs memory that programs share.

        `vor_umbau` is called before a database of an older version is changed. Raises
        `UmgebungsFehler` when key or version do not fit, or the file is gone: a new database under
        an old key would write a second log under the same name.
        """
        if not neu and not (datei.is_file() and datei.stat().st_size):
            raise Beschaedigt(_VERSCHWUNDEN)
        self.datei = datei
        self.nach_schreiben: Callable[[Datenbank], None] = _nichts
        self._engine = _engine(datei, schluessel, nur_lesen, netz)
        try:
            version = _lies_version(self._engine, neu)
            if version < SCHEMA and not nur_lesen:
                if version and vor_umbau:
                    vor_umbau(self)
                _richte_schema_ein(self._engine, version)
                if version:
                    self._fasse_zusammen()
        except BaseException:
            self.schliesse()
            raise

    @contextmanager
    def lesen(self) -> Iterator[Connection]:
        """Yield a connection inside a read transaction: one consistent view."""
        try:
            with self._engine.connect() as verbindung:
                yield verbindung
        except _FEHLER as fehler:
            raise UmgebungsFehler(_satz(fehler)) from fehler

    @contextmanager
    def schreiben(self) -> Iterator[Connection]:
        """Yield a connection inside a write transaction; all or nothing.

        `nach_schreiben` is called once it is committed.
        """
        schreibend = self._engine.execution_options(kim_schreiben=True)
        try:
            with schreibend.begin() as verbindung:
                yield verbindung
        except _FEHLER as fehler:
            raise UmgebungsFehler(_satz(fehler)) from fehler
        self.nach_schreiben(self)

    def kopiere(self, ziel: Path) -> None:
        """Write a copy of what is committed now: encrypted with the same key, one file.

        Copying the file itself would leave out what still lies in the WAL.
        """
        self._roh("VACUUM INTO ?", str(ziel))

    def leere_wal(self) -> None:
        """Write what lies in the WAL into the file and forget it, with all older pages there."""
        self._roh("PRAGMA wal_checkpoint(TRUNCATE)")

    def _fasse_zusammen(self) -> None:
        """Give back what a rebuilt table left empty, where there is room to do so."""
        with suppress(UmgebungsFehler):
            self._roh("VACUUM")
            self.leere_wal()

    def beschaedigte_seiten(self) -> list[int]:
        """Return the pages whose seal is broken; SQLite's own check would not see it."""
        funde = self._roh("PRAGMA cipher_integrity_check")
        return sorted({int(nr) for (satz,) in funde for nr in re.findall(r"page (\d+)", satz)})

    def ist_stimmig(self) -> bool:
        """Whether SQLite finds its own structures in order."""
        return self._roh("PRAGMA quick_check(1)") == [("ok",)]

    def _roh(self, befehl: str, *werte: object) -> list[tuple[Any, ...]]:
        """Run a statement outside of any transaction."""
        try:
            with closing(self._engine.raw_connection()) as verbindung:
                zeiger = verbindung.cursor()
                zeiger.execute(befehl, werte)
                return list(zeiger.fetchall())
        except _FEHLER as fehler:
            raise UmgebungsFehler(_satz(fehler)) from fehler

    def schliesse(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _nichts(_datenbank: Datenbank) -> None:
    """Be called after writing where nobody wants to know."""


def verschluessle_um(datei: Path, bisher: bytes, neu: bytes) -> None:
    """Encrypt a database under another key, as one transaction; nobody may have it open.

    Raises `UmgebungsFehler` where it could not be written; then the former key still opens it.
    """
    try:
        # Every page changes: a rollback journal restores the whole file after a power cut.
        with closing(_verbinde(datei, bisher, nur_lesen=False, netz=True)) as verbindung:
            verbindung.execute(f"PRAGMA rekey = \"x'{neu.hex()}'\"")
    except _FEHLER as fehler:
        raise UmgebungsFehler(_satz(fehler)) from fehler


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


def roh_gelesen(
    verbindung: Connection, abfrage: str, *werte: object
) -> Generator[tuple[Any, ...], None, None]:
    """Yield plain tuples of a large answer: row objects would cost more than reading them.

    Whoever may stop in the middle closes it while the connection is open.
    """
    with closing(verbindung.connection.cursor()) as zeiger:
        yield from zeiger.execute(abfrage, werte)


def stapelweise_gelesen(
    verbindung: Connection, abfrage: str, *werte: object
) -> Generator[Sequence[Any], None, None]:
    """Yield the same tuples some at a time, for whoever works on many at once."""
    with closing(verbindung.connection.cursor()) as zeiger:
        zeiger.execute(abfrage, werte)
        while teil := zeiger.fetchmany(_JE_GRIFF):
            yield teil


def _engine(datei: Path, schluessel: bytes, nur_lesen: bool, netz: bool) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: _verbinde(datei, schluessel, nur_lesen, netz),
        poolclass=QueuePool,
    )

    @event.listens_for(engine, "begin")
    def _beginne(verbindung: Connection) -> None:
        schreibend = verbindung.get_execution_options().get("kim_schreiben")
        verbindung.exec_driver_sql("BEGIN IMMEDIATE" if schreibend else "BEGIN")

    return engine


def _verbinde(datei: Path, schluessel: bytes, nur_lesen: bool, netz: bool) -> Any:
    # isolation_level=None: the driver's own BEGIN would leave half a schema behind.
    verbindung = sqlcipher.connect(
        f"{datei.resolve().as_uri()}?mode=ro&immutable=1" if nur_lesen else str(datei),
        isolation_level=None,
        check_same_thread=False,
        uri=nur_lesen,
    )
    # Before the key, else a wrong one prints English on stderr.
    verbindung.execute("PRAGMA cipher_log_level = NONE")
    # Entries have 1 to 2 kB: large pages leave less of them empty and are sealed faster.
    # As defaults: what VACUUM INTO writes with the settings of one file nobody can open.
    verbindung.execute(f"PRAGMA cipher_default_page_size = {_SEITE}")
    # Processors compute SHA-256 in hardware, the default SHA-512 they do not.
    verbindung.execute("PRAGMA cipher_default_hmac_algorithm = HMAC_SHA256")
    verbindung.execute(f"PRAGMA key = \"x'{schluessel.hex()}'\"")
    verbindung.execute("PRAGMA busy_timeout = 10000")
    try:
        verbindung.execute(f"PRAGMA cache_size = -{_ZWISCHENSPEICHER_KIB}")
        if nur_lesen:
            verbindung.execute("SELECT 1 FROM sqlite_master LIMIT 1")
        else:
            verbindung.execute(f"PRAGMA journal_mode = {'DELETE' if netz else 'WAL'}")
            verbindung.execute("PRAGMA synchronous = FULL")
            # What is erased is overwritten, not just given free.
            verbindung.execute("PRAGMA secure_delete = ON")
    except sqlcipher.DatabaseError as fehler:
        verbindung.close()
        if _ist_schreibfehler(str(fehler)):
            raise UmgebungsFehler(_NICHT_GESCHRIEBEN) from fehler
        raise Beschaedigt(_NICHT_ZU_OEFFNEN) from fehler
    return verbindung


def _lies_version(engine: Engine, neu: bool) -> int:
    with engine.connect() as verbindung:
        version = int(verbindung.execute(text("PRAGMA user_version")).scalar_one())
    if version == 0 and not neu:
        raise Beschaedigt(_VERSCHWUNDEN)
    if version > SCHEMA:
        raise UmgebungsFehler(
            "Die Datenbank stammt aus einer neueren Programmversion. Bitte das Programm "
            "aktualisieren; es wurde nichts verändert."
        )
    return version


def _richte_schema_ein(engine: Engine, version: int) -> None:
    """Make all tables, or bring those of an older version up to this one."""
    try:
        with engine.execution_options(kim_schreiben=True).begin() as verbindung:
            if version == 0:
                meta.create_all(verbindung, checkfirst=False)
            else:
                for stufe in range(version, SCHEMA):
                    umbau.UMBAUTEN[stufe](verbindung)
            verbindung.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    except _FEHLER as fehler:
        raise UmgebungsFehler(_satz(fehler)) from fehler


def _satz(fehler: Exception) -> str:
    if _ist_schreibfehler(str(fehler)):
        return _NICHT_GESCHRIEBEN
    if "locked" in str(fehler):
        return "Die Datenbank ist gerade von einem anderen Vorgang belegt. Bitte erneut versuchen."
    return "Die Datenbank ist beschädigt oder nicht erreichbar. Es wurde nichts geschrieben."


def _ist_schreibfehler(text_: str) -> bool:
    return any(t in text_ for t in ("full", "readonly", "read-only", "unable to open", "I/O"))
