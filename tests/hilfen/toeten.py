"""Killing a working Arbeitsplatz with SIGKILL, and looking at what it left behind.

Where `strace` may be used, the process dies at a chosen one of all its writing system calls;
everywhere else after a chosen time.
"""

import json
import os
import random
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.platz.einrichten import melde_an
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.domain.fehler import KimFehler
from kim_desktop.domain.rollen import Rolle
from kim_desktop.handover.behaelter import oeffne
from kim_desktop.store.log import protokoll
from kim_desktop.store.log.verzeichnisse import lies_verzeichnis
from kim_desktop.store.oertlich import lokal
from kim_desktop.store.sicherung.sicherung import grobe_maengel, lies_generation
from kim_desktop.trust.schluessel import Schluessel
from tests.hilfen import opfer
from tests.hilfen.kreis import MELDUNG, geoeffnet, gruende, nimm_auf

WURZEL = Path(__file__).parents[2]
#: Whatever changes something on disk or tells somebody about it.
RUFE = "write,pwrite64,fsync,fdatasync,rename,ftruncate,unlink,mkdir,openat"
GEDULD = 120


@dataclass(frozen=True, slots=True)
class Vorrat:
    """A closed district, ready to be copied, and the keys of everyone who could get a file."""

    ordner: Path
    schluessel: dict[str, Schluessel]


@dataclass(frozen=True, slots=True)
class Runde:
    """One killing: what was being done, how it ended, what had been acknowledged."""

    tat: str
    saat: int
    wo: str
    belege: tuple[dict[str, Any], ...]
    fertig: bool


def bereite_vor(ordner: Path) -> Vorrat:
    """Build the stage once: the CM-Koordination with unread files, cases, a backup."""
    kreis = gruende(ordner / "kreis")
    for name, rolle in (("HEN", Rolle.CM_STELLE), ("KIL", Rolle.KI_LEITUNG)):
        nimm_auf(kreis, name, rolle)
    kreis.bring("KI", "HEN", "KIL")
    for _ in range(3):
        kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    meldungen = ["HEN1-2026-001", "HEN1-2026-002"]
    kennung = kreis.tue("KI", "buendeln", meldungen=meldungen, titel="T").kennung
    kreis.tue("KI", "vorlegen", kennung=kennung, begruendung="Es eilt.")
    buehne = ordner / "buehne"
    for name in ("post", "stick"):
        (buehne / name).mkdir(parents=True)
    for nummer in range(3):
        anlage = ordner / f"{nummer}.txt"
        anlage.write_text("x" * 50_000, encoding="utf-8")
        for _ in range(20):
            kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(anlage)])
        eingang = buehne / "eingang" / str(nummer)
        eingang.mkdir(parents=True)
        shutil.copy(kreis.gib("HEN", "KI"), eingang)
    for _ in opfer.sichern(kreis.plaetze["KI"], buehne):
        break
    schluessel = {ap.log: ap.profil.schluessel for ap in kreis.plaetze.values()}
    kreis.schliesse()
    shutil.copytree(kreis.profil("KI"), buehne / "profil")
    return Vorrat(buehne, schluessel)


@contextmanager
def getoetet(vorrat: Vorrat, ordner: Path, saat: int) -> Iterator[tuple[Runde, Path]]:
    """Copy the stage, let somebody work there and kill them; yield what happened and where."""
    zufall = random.Random(saat)
    tat = sorted(opfer.TATEN)[saat % len(opfer.TATEN)]
    buehne = Path(shutil.copytree(vorrat.ordner, ordner / f"runde-{saat}"))
    try:
        if kann_zaehlen() and zufall.random() < 0.8:
            yield _toete_beim(buehne, tat, saat, zufall.choice(rufe(vorrat, tat))), buehne
        else:
            yield _toete_nach(buehne, tat, saat, zufall.random()), buehne
    finally:
        shutil.rmtree(buehne)


#: Writing byte code would shift the number of every later call.
_UMGEBUNG = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}


def _befehl(buehne: Path, tat: str, saat: int) -> list[str]:
    return [sys.executable, "-m", "tests.hilfen.opfer", str(buehne), tat, f"opfer-{saat}"]


def _toete_beim(buehne: Path, tat: str, saat: int, stelle: tuple[str, int]) -> Runde:
    """Kill as the n-th system call of a kind begins: it does not happen any more."""
    ruf, nummer = stelle
    art = f"inject={ruf}:signal=KILL:when={nummer}"
    aus = _beobachtet(buehne, tat, saat, "/dev/null", ruf, "-e", art)
    return _runde(tat, saat, f"{ruf} {nummer}", aus)


def _beobachtet(buehne: Path, tat: str, saat: int, nach: str, rufe: str, *mehr: str) -> bytes:
    befehl = ["strace", "-f", "-o", nach, "-e", f"trace={rufe}", *mehr]
    lauf = subprocess.run(
        befehl + _befehl(buehne, tat, saat),
        cwd=WURZEL,
        env=_UMGEBUNG,
        capture_output=True,
        check=False,
        timeout=GEDULD,
    )
    return lauf.stdout


def _toete_nach(buehne: Path, tat: str, saat: int, anteil: float) -> Runde:
    """Kill after a part of the time the deed takes, measured from its beginning."""
    lauf = subprocess.Popen(
        _befehl(buehne, tat, saat), cwd=WURZEL, env=_UMGEBUNG, stdout=subprocess.PIPE
    )
    assert lauf.stdout is not None
    bereit = lauf.stdout.readline()
    frist = anteil * 0.4
    with suppress(subprocess.TimeoutExpired):
        lauf.wait(frist)
    lauf.send_signal(signal.SIGKILL)
    rest = lauf.communicate()[0]
    return _runde(tat, saat, f"nach {frist:.3f} s", bereit + rest)


def _runde(tat: str, saat: int, wo: str, aus: bytes) -> Runde:
    zeilen = aus.decode("utf-8").split("\n")[:-1]
    if "bereit" not in zeilen:
        # Who never began was not killed at work; such a round would prove nothing.
        raise RuntimeError(f"{tat} did not begin")
    belege = [json.loads(z) for z in zeilen if z not in {"bereit", "fertig"}]
    return Runde(tat, saat, wo, tuple(belege), "fertig" in zeilen)


@cache
def kann_zaehlen() -> bool:
    """Whether processes may be watched here."""
    return (
        bool(shutil.which("strace"))
        and not subprocess.run(
            ["strace", "-o", "/dev/null", "true"], capture_output=True, check=False
        ).returncode
    )


def rufe(vorrat: Vorrat, tat: str) -> list[tuple[str, int]]:
    """Return the system calls of a deed, each by its kind and number, counted once."""
    merkzettel = vorrat.ordner.with_name(f"rufe-{tat}.json")
    if not merkzettel.exists():
        buehne = vorrat.ordner.with_name(f"gezaehlt-{tat}")
        shutil.copytree(vorrat.ordner, buehne)
        _beobachtet(buehne, tat, 0, str(buehne / "rufe"), RUFE)
        text = (buehne / "rufe").read_text("utf-8", "replace")
        shutil.rmtree(buehne)
        merkzettel.write_text(json.dumps(list(_nach_dem_start(text))), encoding="utf-8")
    return [(ruf, nummer) for ruf, nummer in json.loads(merkzettel.read_text("utf-8"))]


def _nach_dem_start(protokolliert: str) -> Iterator[tuple[str, int]]:
    zahlen: Counter[str] = Counter()
    begonnen = False
    for ruf, rest in re.findall(r"^\d+ +(\w+)\((.*)$", protokolliert, re.MULTILINE):
        zahlen[ruf] += 1
        if begonnen and not (ruf == "openat" and "O_RDONLY" in rest):
            yield ruf, zahlen[ruf]
        begonnen = begonnen or '"bereit' in rest


def maengel(vorrat: Vorrat, runde: Runde, buehne: Path) -> list[str]:
    """Return what is wrong on the stage after a killing, and after doing the deed once more."""
    with geoeffnet(buehne / "profil", f"danach-{runde.saat}") as ap:
        funde = [*_unversehrt(ap), *_bestaetigtes(ap, runde)]
        funde += _dateien(vorrat, ap, buehne)
        funde += [f"vor der Wiederholung: {f}" for f in _fremdes(buehne)]
        try:
            for _ in opfer.TATEN[runde.tat](ap, buehne):
                pass
        except KimFehler as fehler:
            if not _schon_getan(ap, runde.tat, buehne):
                funde.append(f"lässt sich nicht wiederholen: {fehler.text}")
        funde += [*_unversehrt(ap), *_dateien(vorrat, ap, buehne)]
    return funde


def _schon_getan(ap: Arbeitsplatz, tat: str, buehne: Path) -> bool:
    """Whether the deed cannot be done twice and is done: then refusing to is right."""
    with ap.profil.datenbank.lesen() as v:
        if tat == "loeschen":
            return bool(protokoll.geloeschte(v))
        if tat == "verzeichnis":
            return "pg-0" in lies_verzeichnis(v).stellen
    ort = {"wiederherstellen": "neu", "gruenden": "gegruendet"}.get(tat, "")
    try:
        with geoeffnet(buehne / ort) as neu:
            if tat == "wiederherstellen":
                melde_an(neu, buehne / "neu.kim-anmeldung")
            return bool(ort) and not _unversehrt(neu)
    except KimFehler:
        return False


def _unversehrt(ap: Arbeitsplatz) -> list[str]:
    vorher = stand(ap)
    neu = baue_projektionen_neu(ap)
    return [*pruefe(ap), *([] if neu == vorher else ["neu aufgebaut ist es etwas anderes"])]


def _bestaetigtes(ap: Arbeitsplatz, runde: Runde) -> Iterator[str]:
    """Yield what was acknowledged before the end and is not there."""
    with ap.profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
        gelesen = {e.datei for e in lokal.eingaenge_alle(v)}
        gesendet = {a.datei for a in lokal.ausgaenge_alle(v)}
        for beleg in runde.belege:
            ereignis = beleg.get("ereignis")
            if ereignis and protokoll.lies(v, ereignis) is None:
                yield f"Eintrag {ereignis} ist weg"
            if (weg := beleg.get("geloescht")) and (z := protokoll.lies(v, weg)) and z.koerper:
                yield f"gelöschter Inhalt {weg} ist noch da"
            if "gelesen" in beleg and Path(beleg["gelesen"]).name not in gelesen:
                yield f"{beleg['gelesen']} gilt nicht als gelesen"
            if "datei" in beleg:
                datei = Path(beleg["datei"])
                if not datei.is_file() or datei.name not in gesendet:
                    yield f"{datei.name} fehlt oder gilt nicht als gesendet"
            if "stelle" in beleg and beleg["stelle"] not in verzeichnis.stellen:
                yield f"Stelle {beleg['stelle']} steht nicht im Verzeichnis"
            if "sicherung" in beleg:
                generation = lies_generation(Path(beleg["sicherung"]))
                schluessel = ap.profil.schluessel.datenbank
                if generation is None or grobe_maengel(generation, schluessel):
                    yield f"Sicherung {beleg['sicherung']} taugt nichts"


def _dateien(vorrat: Vorrat, ap: Arbeitsplatz, buehne: Path) -> Iterator[str]:
    """Yield handover files that are not whole, not noted, or share their number with others."""
    with ap.profil.datenbank.lesen() as v:
        hashes = {a.hash: (a.an, a.nr) for a in lokal.ausgaenge_alle(v)}
    nummern: dict[tuple[str, int], str] = {}
    for datei in sorted((buehne / "post").glob("*.kim")):
        offen = oeffne(datei, vorrat.schluessel[ap.log])
        manifest = offen.manifest
        if not offen.ist_unterschrieben(ap.profil.schluessel.signierer.oeffentlich):
            yield f"{datei.name} ist nicht unterschrieben"
        if hashes.get(offen.hash) != (manifest.an, manifest.nr):
            yield f"{datei.name} ist nicht vermerkt"
        if nummern.setdefault((manifest.an, manifest.nr), offen.hash) != offen.hash:
            yield f"{datei.name}: Nr. {manifest.nr} ist zweimal vergeben"


def _fremdes(buehne: Path) -> Iterator[str]:
    """Yield what looks finished and is not."""
    for ordner in (buehne / "stick").glob("KIM_Sicherung_*/2*"):
        if lies_generation(ordner) is None:
            yield f"halbe Sicherung {ordner.name}"
