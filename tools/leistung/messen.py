"""What is measured: each call in a fresh process, CPU time and growth of peak memory.

CPU time is user plus system of the whole process, threads included. Unlocking the profile and
importing modules are not part of it.
"""

from __future__ import annotations

import gc
import hashlib
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

import sqlcipher3.dbapi2 as sqlcipher
from bestand import EMPFAENGER, SENDER

from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.pflege import stand
from kim_desktop.application.uebergabe import austausch as uebergabe
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.store import verbindung
from kim_desktop.store.ansicht.projektion import baue_neu_auf
from kim_desktop.store.log import protokoll
from kim_desktop.store.log.verzeichnisse import lies_verzeichnis
from kim_desktop.store.oertlich import lokal
from kim_desktop.store.verbindung import viel_speicher

_P = ParamSpec("_P")
_T = TypeVar("_T")
_ZEILE = 600
_STELLE = "KI"


@dataclass(frozen=True, slots=True)
class Messung:
    """CPU seconds, growth of peak memory in MB (None where unknown), and what the call gave."""

    cpu: float
    speicher: float | None
    ergebnis: Any


def eigens(aufgabe: Callable[_P, _T], *argumente: _P.args, **angaben: _P.kwargs) -> _T:
    """Run a module's function in a fresh process and return its result."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as prozess:
        return prozess.submit(aufgabe, *argumente, **angaben).result()


def rohe_schranke(ordner: Path, anzahl: int) -> float:
    """Return R: CPU seconds of one `executemany` into plain sqlite3, in one transaction."""
    inhalt = bytes(_ZEILE)
    zeilen = [(hashlib.sha256(str(nr).encode()).hexdigest(), inhalt) for nr in range(anzahl)]
    with (
        tempfile.TemporaryDirectory(dir=ordner) as hier,
        closing(sqlite3.connect(Path(hier) / "roh.db", isolation_level=None)) as v,
    ):
        v.execute("CREATE TABLE roh (id TEXT PRIMARY KEY, inhalt BLOB NOT NULL)")

        def fuege_ein() -> None:
            v.execute("BEGIN")
            v.executemany("INSERT INTO roh VALUES (?, ?)", zeilen)
            v.execute("COMMIT")

        return _gemessen(fuege_ein).cpu


def ausfuhr(ordner: Path, von: str = SENDER) -> Messung:
    """Write the handover file from one Arbeitsplatz for the other; the result is its path."""

    # A folder of their own: both belong to one Stelle, so their files bear the same names.
    ziel = ordner / "uebergaben" / von
    ziel.mkdir(exist_ok=True)

    def schreibe(ap: Arbeitsplatz) -> Path:
        return uebergabe.uebergib_an(ap, _STELLE, ziel).datei

    return am_platz(ordner / von, schreibe)


def einfuhr(ordner: Path, datei: Path, an: str = EMPFAENGER) -> Messung:
    """Take a file in; the result is the report."""
    return am_platz(ordner / an, lambda ap: uebergabe.lies_ein(ap, datei))


def mache_offen(profil: Path) -> None:
    """Turn the database of a profile into plain SQLite with the same pages."""
    with _geoeffnet(profil) as ap:
        schluessel = ap.profil.schluessel.datenbank
    datei, klar = profil / "kim.db", profil / "klar.db"
    with closing(verbindung._verbinde(datei, schluessel, nur_lesen=False, netz=False)) as v:
        (version,) = v.execute("PRAGMA user_version").fetchone()
        v.execute(f"ATTACH DATABASE '{klar}' AS klar KEY ''")
        v.execute(f"PRAGMA klar.page_size = {verbindung._SEITE}")
        v.execute("SELECT sqlcipher_export('klar')").fetchall()
        v.execute(f"PRAGMA klar.user_version = {version}")
    datei.unlink()
    klar.rename(datei)


def offene_einfuhr(ordner: Path, datei: Path, an: str) -> Messung:
    """Take a file in where the database is plain SQLite; all else stays as it is."""

    def verbinde(datei: Path, schluessel: bytes, nur_lesen: bool, netz: bool) -> Any:
        v = sqlcipher.connect(str(datei), isolation_level=None, check_same_thread=False)
        v.execute(f"PRAGMA cache_size = -{verbindung._ZWISCHENSPEICHER_KIB}")
        v.execute("PRAGMA journal_mode = WAL")
        v.execute("PRAGMA synchronous = FULL")
        return v

    # In this process only: it does nothing else.
    verbindung._verbinde = verbinde
    return einfuhr(ordner, datei, an)


def ausfuhr_wie_gelesen(ordner: Path) -> Path:
    """Write a file and note what it holds as received, so that the next one begins after it."""
    datei: Path = ausfuhr(ordner).ergebnis
    with _geoeffnet(ordner / SENDER) as ap, ap.profil.datenbank.schreiben() as v:
        an = next(
            p.log for p in lies_verzeichnis(v).plaetze_von(_STELLE.lower()) if p.log != ap.log
        )
        koepfe = {log: nr for log, (nr, _) in protokoll.koepfe(v).items()}
        gesendet = [(a.nr, a.hash) for a in lokal.ausgaenge_alle(v)]
        lokal.merke_gegenstelle(v, an, "", gesendet[0][0], koepfe, [], gesendet)
    return datei


def viele_dateien(ordner: Path, dateien: list[Path]) -> tuple[float, int]:
    """Take in files one after the other; return the wall time and how many entries were new."""
    with _geoeffnet(ordner / EMPFAENGER) as ap:
        beginn = time.perf_counter()
        einlesung = lies_alle_ein(ap, dateien)
        return time.perf_counter() - beginn, einlesung.neu


def neuaufbau(ordner: Path) -> Messung:
    """Rebuild all projections; the result says whether the state is the same as before."""

    def baue(ap: Arbeitsplatz) -> None:
        with ap.profil.datenbank.schreiben() as v, viel_speicher(v):
            baue_neu_auf(v, lies_verzeichnis(v))

    with _geoeffnet(ordner / EMPFAENGER) as ap:
        vorher = stand(ap)
        messung = _gemessen(lambda: baue(ap))
        return replace(messung, ergebnis=stand(ap) == vorher)


def am_platz(profil: Path, aufgabe: Callable[[Arbeitsplatz], Any]) -> Messung:
    """Measure one call at an Arbeitsplatz that is open already."""
    with _geoeffnet(profil) as ap:
        return _gemessen(lambda: aufgabe(ap))


@contextmanager
def _geoeffnet(profil: Path) -> Iterator[Arbeitsplatz]:
    ap = oeffne_arbeitsplatz(profil, Zugang())
    try:
        yield ap
    finally:
        ap.schliesse()


def _gemessen(aufgabe: Callable[[], Any]) -> Messung:
    gc.collect()
    _vergiss_gipfel()
    vorher = _gipfel()
    cpu = time.process_time()
    ergebnis = aufgabe()
    cpu = time.process_time() - cpu
    nachher = _gipfel()
    speicher = None if vorher is None or nachher is None else (nachher - vorher) / 1e6
    return Messung(cpu, speicher, ergebnis)


def _vergiss_gipfel() -> None:
    """Let the peak start anew: unlocking (Argon2) had one of its own. Linux only."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _gipfel() -> int | None:
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return None
    zeile = next(z for z in status.splitlines() if z.startswith("VmHWM:"))
    return int(zeile.split()[1]) * 1024
