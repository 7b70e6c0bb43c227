"""Measure import, export, rebuild and start against limits; exit status 1 when one is missed.

python tools/leistung.py [--ereignisse 100000] [--ordner ORDNER]

Import, export and rebuild are given as multiples of R: what plain sqlite3 needs to insert as
many rows of 600 bytes in one transaction, measured in the same run. docs/leistung.md says more.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from umgebung import WURZEL, bereite, programm, sage, starte

sys.path[:0] = [str(WURZEL), str(WURZEL / "tools" / "leistung")]
if TYPE_CHECKING:
    from bestand import Bestand
    from messen import Messung

VOLL = 100_000
NACHTRAG = 500
WIEDERHOLT = 3
DATEIEN = 40
OFFEN, BODEN, IM_FENSTER = "KI2 offen", "KI2 Boden", "KI2 im Fenster"
BILDER = 5


@dataclass(frozen=True, slots=True)
class Posten:
    """One figure beside its limit, if it has one; `absolut` is what lies behind a ratio."""

    was: str
    wert: float
    grenze: float | None
    einheit: str
    absolut: str = ""
    #: A limit per R or share speaks of the full number of events.
    braucht_volle_menge: bool = True

    @property
    def gehalten(self) -> bool:
        """Whether the figure keeps its limit."""
        return self.grenze is None or self.wert <= self.grenze


def main() -> int:
    """Measure everything and return the exit status."""
    frage = argparse.ArgumentParser(description="Misst KIM Desktop gegen seine Grenzen.")
    frage.add_argument("--ereignisse", type=int, default=VOLL, metavar="ZAHL")
    frage.add_argument("--ordner", type=Path, help="leerer Ordner, der hinterher bleibt")
    wahl = frage.parse_args()
    if wahl.ereignisse < 2 * NACHTRAG:
        frage.error(f"Es braucht mindestens {2 * NACHTRAG} Ereignisse.")
    if any(importlib.util.find_spec(name) is None for name in ("sqlcipher3", "pyrage", "PySide6")):
        bereite(tests=False)
        return starte(programm("python"), __file__, *sys.argv[1:])
    if wahl.ordner:
        wahl.ordner.mkdir(parents=True, exist_ok=True)
        if any(wahl.ordner.iterdir()):
            frage.error(f"Der Ordner „{wahl.ordner}“ ist nicht leer.")
        return laufe(wahl.ordner.absolute(), wahl.ereignisse)
    with tempfile.TemporaryDirectory(prefix="kim-leistung-") as ordner:
        return laufe(Path(ordner), wahl.ereignisse)


def laufe(ordner: Path, ereignisse: int) -> int:
    """Measure in `ordner`, print the table, return the exit status."""
    sage(f"Leistung von KIM Desktop mit {_zahl(ereignisse, 0)} Ereignissen")
    sage(f"Rechner: {_rechner()}")
    posten = [*miss_uebergabe(ordner / "kreis", ereignisse)]
    posten += miss_erstes_bild(ordner / "kreis")
    posten += miss_beispielkreis(ordner / "demo")
    sage("")
    kurz = ereignisse < VOLL
    for p in posten:
        sage(_zeile(p, bindet=not (kurz and p.braucht_volle_menge)))
    if kurz:
        sage(
            f"\nKurzer Lauf: Bei {_zahl(ereignisse, 0)} statt {_zahl(VOLL, 0)} Ereignissen wiegt "
            "der feste Aufwand mehr;\ndie Verhältnisse sind nur ein Anhalt, ihre Grenzen binden "
            "nicht."
        )
    verfehlt = [p for p in posten if not p.gehalten and not (kurz and p.braucht_volle_menge)]
    for p in verfehlt:
        sage(f"Grenze verfehlt: {p.was}: {_wert(p.wert, p.einheit)}, {_grenze(p)}.")
    if not verfehlt:
        sage("Alle bindenden Grenzen sind gehalten.")
    return 1 if verfehlt else 0


def miss_uebergabe(kreis: Path, ereignisse: int) -> Iterator[Posten]:
    """Measure export, import, rebuild and what follows in a district of this size."""
    import messen
    from bestand import Bestand

    sage("… Bestand wird angelegt")
    bestand = Bestand(kreis, ereignisse)
    for leer in (OFFEN, BODEN, IM_FENSTER):
        shutil.copytree(kreis / messen.EMPFAENGER, kreis / leer)
    # The first file of a district leaves it while it is small; what a database notes only once in
    # its life belongs there.
    messen.eigens(messen.ausfuhr, kreis)
    bestand.wachse(ereignisse)
    zahlen = bestand.kennzahlen
    sage(
        f"Bestand: {_zahl(zahlen.vorgaenge, 0)} Vorgänge, im Mittel {_zahl(zahlen.koerper, 0)} "
        f"Bytes Inhalt, {_zahl(100 * zahlen.mit_unterschrift, 1)} % mit eigener Unterschrift"
    )
    sage("… Ausfuhr")
    aus = messen.eigens(messen.ausfuhr, kreis)
    yield from _grosse_datei(kreis, ereignisse, aus)
    sage(f"… {NACHTRAG} weitere Ereignisse, {WIEDERHOLT}-mal")
    zeiten = list(_nachtraege(bestand, ereignisse))
    was = f"{NACHTRAG} Ereignisse in diesen Bestand"
    yield Posten(was, 1000 * statistics.median(zeiten), 150, "ms", "", False)
    yield from _viele_dateien(bestand, ereignisse + WIEDERHOLT * NACHTRAG)
    # A short import is over before anybody could cancel it.
    if ereignisse >= VOLL:
        yield from _im_fenster(kreis, aus.ergebnis, ereignisse)


def _grosse_datei(kreis: Path, ereignisse: int, aus: Messung) -> Iterator[Posten]:
    """Measure what is told in R, which is taken in between."""
    import boden
    import messen

    datei: Path = aus.ergebnis
    zweite = messen.eigens(messen.ausfuhr, kreis).ergebnis
    rohe = [messen.eigens(messen.rohe_schranke, kreis, ereignisse)]
    sage("… Einfuhr")
    ein = messen.eigens(messen.einfuhr, kreis, datei)
    _erwarte(ein.ergebnis.neu == ereignisse, "Die Einfuhr hat nicht alles übernommen.")
    ohne_regeln = messen.eigens(boden.einfuhr_ohne_regeln, kreis, datei, BODEN)
    _erwarte(ohne_regeln.ergebnis == ereignisse, "Ohne Regeln kam nicht alles an.")
    rohe.append(messen.eigens(messen.rohe_schranke, kreis, ereignisse))
    messen.eigens(messen.mache_offen, kreis / OFFEN)
    offen = messen.eigens(messen.offene_einfuhr, kreis, datei, OFFEN)
    _erwarte(offen.ergebnis.neu == ereignisse, "Ohne Verschlüsselung kam nicht alles an.")
    sage("… Neuaufbau und Wiederholung")
    neu = messen.eigens(messen.neuaufbau, kreis)
    _erwarte(neu.ergebnis, "Der Neuaufbau ergibt einen anderen Stand.")
    gelesen = messen.eigens(boden.neuaufbau_ohne_regeln, kreis, BODEN)
    dieselbe = messen.eigens(messen.einfuhr, kreis, datei)
    gleiche = messen.eigens(messen.einfuhr, kreis, zweite)
    bekannt = (dieselbe.ergebnis.bekannt, gleiche.ergebnis.bekannt)
    _erwarte(bekannt == (ereignisse, ereignisse), "Bekanntes ist nicht als bekannt gezählt.")
    rohe.append(messen.eigens(messen.rohe_schranke, kreis, ereignisse))
    r = statistics.median(rohe)
    sage(f"R = {_wert(r, 's')} (Median aus {', '.join(_zahl(w, 3) for w in rohe)})")

    def mal_r(was: str, messung: Messung, grenze: float | None = None) -> Posten:
        return Posten(was, messung.cpu / r, grenze, "R", _wert(messung.cpu, "s"))

    def anteil(was: str, messung: Messung) -> Posten:
        return Posten(was, messung.cpu / ein.cpu, 0.6, "× Einfuhr", _wert(messung.cpu, "s"))

    yield mal_r("Einfuhr", ein, 9)
    if ein.speicher is not None:
        yield Posten("Einfuhr, Speicherzuwachs", ein.speicher, 80, "MB", "", False)
    yield mal_r("Einfuhr ohne jede Regel", ohne_regeln)
    yield mal_r("Einfuhr ohne Verschlüsselung", offen, 6)
    yield mal_r("Ausfuhr", aus, 2)
    yield mal_r("Neuaufbau", neu, 1.5)
    yield mal_r("Neuaufbau, nur gelesen", gelesen)
    yield anteil("Einfuhr derselben Datei", dieselbe)
    yield anteil("Einfuhr einer Datei gleichen Inhalts", gleiche)


def _viele_dateien(bestand: Bestand, gehalten: int) -> Iterator[Posten]:
    """Measure the wall time of files taken in one after the other, nobody looking on."""
    import messen

    sage(f"… {DATEIEN} Dateien zu {NACHTRAG} Ereignissen")
    dateien = []
    for nr in range(1, DATEIEN + 1):
        bestand.wachse(gehalten + nr * NACHTRAG)
        dateien.append(messen.ausfuhr_wie_gelesen(bestand.ordner))
    dauer, neu = messen.eigens(messen.viele_dateien, bestand.ordner, dateien)
    _erwarte(neu == DATEIEN * NACHTRAG, "Von den vielen Dateien ist nicht alles angekommen.")
    yield Posten(f"{DATEIEN} Dateien zu {NACHTRAG} (Uhrzeit)", dauer, 60, "s", "", False)


def _im_fenster(kreis: Path, datei: Path, ereignisse: int) -> Iterator[Posten]:
    """Measure how long the window waits for its turn during an import, and for a cancel."""
    from erzeugen import erzeuge

    sage("… Einfuhr im Fenster")
    erzeuge()
    werte = json.loads(_probe("fenster.py", str(kreis / IM_FENSTER), str(datei)))
    _erwarte(werte["unveraendert"], "Ein Abbruch hat etwas verändert.")
    _erwarte(werte["neu"] == ereignisse, "Im Fenster ist nicht alles angekommen.")
    ruhe = f"in Ruhe {_wert(werte['in_ruhe'], 'ms')}"
    yield Posten("Fenster wartet bei der Einfuhr", werte["pause"], 50, "ms", ruhe, False)
    yield Posten("Abbruch der Einfuhr (Uhrzeit)", werte["abbruch"], 1, "s", "", False)


def _nachtraege(bestand: Bestand, ereignisse: int) -> Iterator[float]:
    """Yield the CPU seconds of importing the next events, acknowledged as in real life."""
    import messen

    kreis = bestand.ordner
    for runde in range(1, WIEDERHOLT + 1):
        quittung = messen.eigens(messen.ausfuhr, kreis, messen.EMPFAENGER).ergebnis
        messen.eigens(messen.einfuhr, kreis, quittung, messen.SENDER)
        bestand.wachse(ereignisse + runde * NACHTRAG)
        datei = messen.eigens(messen.ausfuhr, kreis).ergebnis
        messung = messen.eigens(messen.einfuhr, kreis, datei)
        _erwarte(messung.ergebnis.neu == NACHTRAG, "Der Nachtrag ist nicht angekommen.")
        yield messung.cpu


def miss_erstes_bild(kreis: Path) -> Iterator[Posten]:
    """Compare the first paint of the shell with that of a bare window."""
    from bestand import EMPFAENGER

    from erzeugen import erzeuge

    if not (WURZEL / "kim_desktop" / "ui" / "start.py").exists():
        sage("Erstes Bild: entfällt, das Fenster (kim_desktop.ui.start) gibt es noch nicht.")
        return
    sage("… erstes Bild")
    erzeuge()
    leer, huelle = [], []
    for _ in range(BILDER):
        leer.append(_erstes_bild("leer"))
        huelle.append(_erstes_bild("huelle", str(kreis / EMPFAENGER)))
    bar, voll = statistics.median(leer), statistics.median(huelle)
    hinter = f"{_wert(voll, 's')} gegen {_wert(bar, 's')}"
    yield Posten("Erstes Bild", voll / bar, 2.5, "× leeres Fenster", hinter, False)


def _erstes_bild(*argumente: str) -> float:
    return float(_probe("erstes_bild.py", *argumente).split()[-1])


def _probe(name: str, *argumente: str) -> str:
    """Run a script of tools/leistung in a process of its own and return what it prints."""
    probe = WURZEL / "tools" / "leistung" / name
    lauf = subprocess.run(
        [sys.executable, str(probe), *argumente], capture_output=True, text=True, check=False
    )
    _erwarte(lauf.returncode == 0, f"Das Fenster ist nicht erschienen:\n{lauf.stderr}")
    return lauf.stdout


def miss_beispielkreis(ordner: Path) -> Iterator[Posten]:
    """Measure the wall time of `demo`."""
    sage("… Beispielkreis")
    beginn = time.perf_counter()
    befehl = (sys.executable, "-m", "kim_desktop", "demo", str(ordner))
    _erwarte(starte(*befehl, still=True) == 0, "Der Beispielkreis ist nicht fertig geworden.")
    yield Posten("demo (Uhrzeit)", time.perf_counter() - beginn, 120, "s", "", False)


def _erwarte(stimmt: bool, sonst: str) -> None:
    """Stop where a measurement would measure something else."""
    if not stimmt:
        raise SystemExit(sonst)


def _zeile(p: Posten, bindet: bool) -> str:
    urteil = "gehalten" if p.gehalten else "VERFEHLT" if bindet else "darüber"
    hinter = f" ({p.absolut})" if p.absolut else ""
    zeile = f"{p.was:<40}{_wert(p.wert, p.einheit) + hinter:<44}"
    return zeile.rstrip() if p.grenze is None else f"{zeile}{_grenze(p):<32}{urteil}"


def _grenze(p: Posten) -> str:
    return "" if p.grenze is None else f"höchstens {_wert(p.grenze, p.einheit)}"


def _wert(wert: float, einheit: str) -> str:
    return f"{_zahl(wert, 0 if wert >= 100 else 2)} {einheit}"


def _zahl(wert: float, stellen: int) -> str:
    """Write a number the German way."""
    return f"{wert:,.{stellen}f}".translate(str.maketrans(",.", ".,"))


def _rechner() -> str:
    system = f"{platform.system()} {platform.machine()}, {os.cpu_count()} Kerne"
    return f"{system}, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
