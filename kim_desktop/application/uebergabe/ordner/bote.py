"""The way to the exchange folder and back: the only code that touches the share.

It knows no database, so it may hang in a thread of its own while everything else goes on.
"""

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ....handover.behaelter import ANFANG, HOECHSTENS_DATEI, ZU_GROSS, ist_fremd, ist_verschluesselt
from ....handover.huelle import (
    HOECHSTENS_PDF,
    beginnt_als_pdf,
    heisst_wie_unseres,
    zeigt_uebergabe,
)
from ....store.datei import freier_name, lesbarer_name
from ....trust.schluessel import Schluessel
from .botengang import Puls
from .kopie import gelesener_hash, kopiere
from .merkliste import Art, Merkliste, Notiz

NICHT_ERREICHBAR = "Der Austauschordner ist gerade nicht erreichbar; es wird weiter versucht."
NICHT_GESCHRIEBEN = (
    "In den Austauschordner lässt sich gerade nicht schreiben: Er ist voll oder schreibgeschützt. "
    "Es wird weiter versucht."
)
NICHT_LESBAR = "Die Datei lässt sich nicht lesen."
#: Files and bytes fetched in one go; the rest waits for the next one.
HOECHSTENS_DATEIEN = 100
HOECHSTENS_BYTES = 256 * 1024 * 1024
_VORLAEUFIG = (".tmp", ".part", ".partial", ".crdownload")
Stand = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stueck:
    """A file of ours that lies ready here and is to be in the folder."""

    datei: Path
    hash: str


@dataclass(frozen=True, slots=True)
class Auftrag:
    """What a visit needs to know: where to, what is known, what of ours should lie there.

    Files are fetched into the local folder `ablage`; `praefix` begins our temporary names.
    """

    ordner: Path
    ablage: Path
    merkliste: Merkliste
    schluessel: Schluessel
    umstand: str
    praefix: str
    stuecke: Sequence[Stueck] = ()


@dataclass(frozen=True, slots=True)
class Fund:
    """A file seen: fetched to `datei` with its hash, or judged (`art`), or not to be had."""

    name: str
    stand: Stand
    art: Art | None = None
    datei: Path | None = None
    hash: str = ""
    grund: str = ""


@dataclass(slots=True)
class Gebracht:
    """What was put into the folder, by name there, and the sentence that says why not all."""

    notizen: dict[str, Notiz] = field(default_factory=dict)
    hindernis: str = ""


@dataclass(slots=True)
class Besuch:
    """What one visit brought; `mehr` says that another one would bring more."""

    staende: dict[str, Stand] = field(default_factory=dict)
    funde: list[Fund] = field(default_factory=list)
    gebracht: Gebracht = field(default_factory=Gebracht)
    mehr: bool = False
    hindernis: str = ""


def ist_meldbar(name: str) -> bool:
    """Whether people expect a handover file under this name; others are programs' own."""
    gemeint = name.lower().endswith(".kim") or heisst_wie_unseres(name)
    return gemeint and not name.startswith((".", "~"))


def besuche(auftrag: Auftrag, puls: Puls) -> Besuch:
    """Look through the folder, fetch what may be for us, put there what is missing of ours."""
    besuch = Besuch()
    try:
        besuch.staende = dict(_dateien(auftrag, puls))
        _hole_alles(auftrag, besuch, puls)
    except OSError:
        besuch.hindernis = NICHT_ERREICHBAR
        return besuch
    if not besuch.mehr:
        da = _vorhandene(auftrag, besuch)
        besuch.gebracht = bringe(auftrag, [s for s in auftrag.stuecke if s.hash not in da], puls)
    return besuch


def bringe(auftrag: Auftrag, stuecke: Sequence[Stueck], puls: Puls) -> Gebracht:
    """Put files into the folder; each appears under its name only when it is whole."""
    gebracht = Gebracht()
    for stueck in stuecke:
        vorlaeufig = auftrag.ordner / f"{auftrag.praefix}{stueck.hash[:16]}.tmp"
        try:
            gelesen = kopiere(stueck.datei, vorlaeufig, puls)
            if {gelesen, gelesener_hash(vorlaeufig, puls)} != {stueck.hash}:
                raise OSError("read back differs")
            ziel = freier_name(auftrag.ordner, stueck.datei.name)
            vorlaeufig.rename(ziel)
            gebracht.notizen[ziel.name] = Notiz(*_stand(ziel.stat()), Art.EIGEN, stueck.hash)
        except OSError:
            gebracht.hindernis = NICHT_GESCHRIEBEN if _da(auftrag.ordner) else NICHT_ERREICHBAR
            with contextlib.suppress(OSError):
                vorlaeufig.unlink(missing_ok=True)
            break
    return gebracht


def raeume_auf(ordner: Path, notizen: Mapping[str, Notiz], puls: Puls) -> None:
    """Remove files of ours that are as they were written; what fails is tried another time."""
    for name, notiz in notizen.items():
        puls()
        with contextlib.suppress(OSError):
            if _stand((ordner / name).stat(follow_symlinks=False)) == notiz.stand:
                (ordner / name).unlink()


def _dateien(auftrag: Auftrag, puls: Puls) -> Iterator[tuple[str, Stand]]:
    """Yield the plain files with their state; what an aborted copy of ours left goes."""
    with os.scandir(auftrag.ordner) as eintraege:
        for eintrag in eintraege:
            puls()
            if eintrag.name.startswith(auftrag.praefix) and eintrag.name.endswith(".tmp"):
                with contextlib.suppress(OSError):
                    Path(eintrag.path).unlink()
                continue
            with contextlib.suppress(FileNotFoundError):
                werte = _werte(auftrag, eintrag)
                # A name that is no text cannot be kept; no handover file is written under one.
                if stat.S_ISREG(werte.st_mode) and lesbarer_name(eintrag.name) == eintrag.name:
                    yield eintrag.name, _stand(werte)


def _werte(auftrag: Auftrag, eintrag: os.DirEntry[str]) -> os.stat_result:
    """Return the state of a file, from the listing alone where it says what is known already.

    On Windows the listing costs nothing more, but is out of date while a file is written.
    """
    werte = eintrag.stat(follow_symlinks=False)
    notiz = auftrag.merkliste.get(eintrag.name)
    if notiz is not None and notiz.stand == _stand(werte):
        return werte
    return (auftrag.ordner / eintrag.name).stat(follow_symlinks=False)


def _hole_alles(auftrag: Auftrag, besuch: Besuch, puls: Puls) -> None:
    """Fetch what is new, then look again at what was broken, as far as one visit goes."""

    def war_kaputt(name: str) -> bool:
        notiz = auftrag.merkliste.get(name)
        return notiz is not None and notiz.art is Art.WARTET

    menge = 0
    for name in sorted(besuch.staende, key=lambda n: (war_kaputt(n), n)):
        if len(besuch.funde) >= HOECHSTENS_DATEIEN or menge >= HOECHSTENS_BYTES:
            besuch.mehr = not war_kaputt(name)
            return
        puls()
        if (fund := _versuche(auftrag, name, besuch.staende[name], puls)) is not None:
            besuch.funde.append(fund)
            menge += fund.stand[0] if fund.datei else 0


def _versuche(auftrag: Auftrag, name: str, stand: Stand, puls: Puls) -> Fund | None:
    """Look at a file; raises `OSError` only where the folder itself is out of reach."""
    try:
        return _schaue(auftrag, name, stand, puls)
    except OSError as fehler:
        if not _da(auftrag.ordner):
            raise
        weg = isinstance(fehler, FileNotFoundError)
        return None if weg else Fund(name, stand, grund=NICHT_LESBAR)


def _schaue(auftrag: Auftrag, name: str, stand: Stand, puls: Puls) -> Fund | None:
    notiz = auftrag.merkliste.get(name)
    unveraendert = notiz is not None and notiz.stand == stand
    if notiz is not None and unveraendert and _ist_erledigt(notiz, auftrag.umstand):
        return None
    if not unveraendert and not _ist_dauerhaft(name):
        # Whoever writes it renames it when it is whole; until then nobody should hold it open.
        return Fund(name, stand, Art.UNFERTIG)
    return _nach_inhalt(auftrag, name, stand, puls)


def _nach_inhalt(auftrag: Auftrag, name: str, stand: Stand, puls: Puls) -> Fund:
    """Judge a file by how it begins, whatever its name, and fetch what may be for us."""
    with (auftrag.ordner / name).open("rb") as datei:
        anfang = datei.read(ANFANG)
    if beginnt_als_pdf(anfang):
        return _hole_blatt(auftrag, name, stand, puls)
    if not ist_verschluesselt(anfang) and not ist_meldbar(name):
        return Fund(name, stand, Art.KEINE)
    if ist_fremd(anfang, auftrag.schluessel):
        return Fund(name, stand, Art.FREMD)
    if stand[0] > HOECHSTENS_DATEI:
        return Fund(name, stand, Art.ABGELEHNT, grund=ZU_GROSS)
    return _geholt(auftrag, name, stand, puls)


def _hole_blatt(auftrag: Auftrag, name: str, stand: Stand, puls: Puls) -> Fund:
    """Fetch a PDF where it is a cover sheet; any other stays what it is to its owners."""
    unseres = heisst_wie_unseres(name)
    if stand[0] > HOECHSTENS_PDF:
        art = Art.ABGELEHNT if unseres else Art.KEINE
        return Fund(name, stand, art, grund=ZU_GROSS if unseres else "")
    fund = _geholt(auftrag, name, stand, puls)
    if fund.datei is not None and not unseres and not zeigt_uebergabe(fund.datei, puls):
        fund.datei.unlink()
        return Fund(name, stand, Art.KEINE)
    return fund


def _geholt(auftrag: Auftrag, name: str, stand: Stand, puls: Puls) -> Fund:
    ziel = auftrag.ablage / name
    return Fund(name, stand, datei=ziel, hash=kopiere(auftrag.ordner / name, ziel, puls))


def _ist_erledigt(notiz: Notiz, umstand: str) -> bool:
    if notiz.art is Art.ABGELEHNT:
        return notiz.umstand == umstand
    return notiz.art not in (Art.UNFERTIG, Art.WARTET)


def _ist_dauerhaft(name: str) -> bool:
    return not name.startswith((".", "~")) and not name.lower().endswith(_VORLAEUFIG)


def _vorhandene(auftrag: Auftrag, besuch: Besuch) -> set[str]:
    """Return the hashes of all files that lie there, whatever their names."""
    merkliste = auftrag.merkliste
    bekannte = {n: merkliste[n] for n in besuch.staende.keys() & merkliste.keys()}
    unveraendert = {notiz.hash for n, notiz in bekannte.items() if notiz.stand == besuch.staende[n]}
    return unveraendert | {fund.hash for fund in besuch.funde}


def _stand(werte: os.stat_result) -> Stand:
    return werte.st_size, werte.st_mtime_ns


def _da(ordner: Path) -> bool:
    try:
        with os.scandir(ordner):
            return True
    except OSError:
        return False
