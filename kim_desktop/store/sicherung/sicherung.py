"""Backups: a checked copy of a profile in generations; attachments are kept once for all.

`ORDNER/KIM_Sicherung_<log>/<time>/` holds database, sealed keys and a list of contents,
`…/anlagen/` what any of the generations needs. The signing key is never copied.
"""

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

from ...domain.fehler import EingabeFehler, KimFehler, UmgebungsFehler
from ...trust.quelle import Quelle
from ..anlage.anlagen import Anlagen
from ..datei import freier_ordner, schreibe_sicher
from ..log.unversehrt import kettenfehler
from ..verbindung import Datenbank

FORMAT = 1
DATENBANK = "kim.db"
_INHALT = "inhalt.json"
_NOETIG = ("schluessel.dat", "profil.json")
#: The district's root key; it lies at its founder only.
WURZEL = "wurzel.dat"
_ANLAGEN = "anlagen"
_NAME = "%Y-%m-%d_%H%M%S"
#: How many generations stay: one for each of the last days, weeks, months that have any.
_TAGE, _WOCHEN, _MONATE = 7, 4, 12

Fortschritt = Callable[[float, str], None]


class Inhalt(msgspec.Struct, frozen=True):
    """List of contents: files with their SHA-256, attachments, those that were damaged already."""

    format: int
    log: str
    zeit: str
    dateien: dict[str, str]
    anlagen: tuple[str, ...]
    ohne: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Generation:
    """One backup."""

    ordner: Path
    inhalt: Inhalt

    @property
    def zeit(self) -> datetime:
        """When it was written (UTC)."""
        return datetime.fromisoformat(self.inhalt.zeit)

    def anlagen(self, wie: Anlagen) -> Anlagen:
        """Return the attachments beside the generations, sealed like those of the profile."""
        return wie.anderswo(self.ordner.parent / _ANLAGEN)


@dataclass(frozen=True, slots=True)
class Bestand:
    """What is backed up; `schluessel` is the database key."""

    ordner: Path
    log: str
    schluessel: bytes
    datenbank: Datenbank
    anlagen: Anlagen
    quelle: Quelle


def ablage(nach: Path, log: str) -> Path:
    """Return the folder of the backups of one Arbeitsplatz in `nach`."""
    return nach / f"KIM_Sicherung_{log[:8]}"


def generationen(ort: Path) -> list[Generation]:
    """Return the backups of one Arbeitsplatz, newest first; unreadable ones are left out."""
    try:
        gefunden = [lies_generation(ordner) for ordner in ort.iterdir() if ordner.name[0] != "."]
    except OSError:
        return []
    return sorted((g for g in gefunden if g), key=lambda g: g.inhalt.zeit, reverse=True)


def lies_generation(ordner: Path) -> Generation | None:
    """Return the backup in a folder; None where there is none."""
    try:
        inhalt = msgspec.json.decode((ordner / _INHALT).read_bytes(), type=Inhalt)
        datetime.fromisoformat(inhalt.zeit)
    except (OSError, ValueError):
        return None
    return Generation(ordner, inhalt)


def sichere(bestand: Bestand, nach: Path, fortschritt: Fortschritt) -> Generation:
    """Write a backup into `nach` and read it back; it appears once it has proved sound.

    Raises `UmgebungsFehler` where the target is missing, full or read-only; then older backups are
    as they were.
    """
    if not nach.is_dir():
        raise UmgebungsFehler(
            f"Nicht gesichert: Den Ordner „{nach}“ gibt es nicht. Ist der Datenträger eingesteckt?"
        )
    ort, zeit = ablage(nach, bestand.log), bestand.quelle.jetzt()
    vorlaeufig = ort / f".{zeit.strftime(_NAME)}.{os.getpid()}.tmp"
    try:
        ort.mkdir(exist_ok=True)
        _raeume_reste(ort)
        vorlaeufig.mkdir()
        generation = _schreibe(bestand, vorlaeufig, zeit, fortschritt)
        fortschritt(0.6, "Die Sicherung wird geprüft")
        if funde := maengel(generation, bestand.schluessel, bestand.anlagen):
            raise UmgebungsFehler(f"Nicht gesichert: {funde[0]} Frühere Sicherungen sind noch da.")
        ziel = freier_ordner(ort, zeit.strftime(_NAME))
        vorlaeufig.rename(ziel)
        _sichere_ordner(ort)
    except OSError as fehler:
        raise UmgebungsFehler(
            f"Nicht gesichert: „{nach}“ ist voll, schreibgeschützt oder nicht mehr da. "
            "Frühere Sicherungen sind unverändert."
        ) from fehler
    finally:
        shutil.rmtree(vorlaeufig, ignore_errors=True)
    return Generation(ziel, generation.inhalt)


def _schreibe(bestand: Bestand, ziel: Path, zeit: datetime, fortschritt: Fortschritt) -> Generation:
    fortschritt(0.0, "Die Datenbank wird gesichert")
    bestand.datenbank.kopiere(ziel / DATENBANK)
    _schreibe_fest(ziel / DATENBANK)
    for name in (*_NOETIG, WURZEL):
        if name in _NOETIG or (bestand.ordner / name).exists():
            schreibe_sicher(ziel / name, (bestand.ordner / name).read_bytes())
    fortschritt(0.3, "Die Anlagen werden gesichert")
    vorrat = bestand.anlagen.anderswo(ziel.parent / _ANLAGEN)
    da = {hash_: vorrat.uebernimm(bestand.anlagen, hash_) for hash_ in bestand.anlagen.alle()}
    inhalt = Inhalt(
        FORMAT,
        bestand.log,
        zeit.isoformat(),
        {datei.name: _pruefsumme(datei) for datei in sorted(ziel.iterdir())},
        tuple(hash_ for hash_, heil in da.items() if heil),
        tuple(hash_ for hash_, heil in da.items() if not heil),
    )
    schreibe_sicher(ziel / _INHALT, msgspec.json.format(msgspec.json.encode(inhalt), indent=1))
    _sichere_ordner(ziel)
    return Generation(ziel, inhalt)


def maengel(generation: Generation, schluessel: bytes, anlagen: Anlagen) -> list[str]:
    """Return what is wrong with database and keys of a backup, then what attachments lack."""
    vorrat = generation.anlagen(anlagen)
    fehlende = [hash_ for hash_ in generation.inhalt.anlagen if vorrat.lies(hash_) is None]
    return [
        *grobe_maengel(generation, schluessel),
        *(f"Die Anlage {hash_[:8]}… ist beschädigt oder fehlt." for hash_ in fehlende),
    ]


def grobe_maengel(generation: Generation, schluessel: bytes) -> list[str]:
    """Return what is wrong with database and keys of a backup: it cannot be used then."""
    inhalt = generation.inhalt
    if inhalt.format != FORMAT:
        return ["Die Sicherung stammt aus einer neueren Programmversion."]
    for name, summe in {**dict.fromkeys((DATENBANK, *_NOETIG), ""), **inhalt.dateien}.items():
        datei = generation.ordner / Path(name).name
        if not datei.is_file() or _pruefsumme(datei) != summe:
            return [f"„{datei.name}“ ist beschädigt oder fehlt."]
    try:
        datenbank = Datenbank(generation.ordner / DATENBANK, schluessel, nur_lesen=True)
    except KimFehler as fehler:
        return [fehler.text]
    try:
        with datenbank.lesen() as v:
            heil = not any(kettenfehler(v))
        if datenbank.beschaedigte_seiten() or not datenbank.ist_stimmig() or not heil:
            return ["Die Datenbank ist beschädigt; „pruefen“ sagt, was."]
    except KimFehler as fehler:
        return [fehler.text]
    finally:
        datenbank.schliesse()
    return []


def finde(von: Path) -> Generation:
    """Return the backup a person means: its folder, or the newest one in a folder above."""
    if generation := lies_generation(von):
        return generation
    orte = [von, *sorted(o for o in von.glob("KIM_Sicherung_*") if o.is_dir())]
    gefunden = [g[0] for ort in orte if (g := generationen(ort))]
    if not gefunden:
        raise EingabeFehler(f"In „{von}“ liegt keine Sicherung.")
    if len(gefunden) > 1:
        raise EingabeFehler(
            f"In „{von}“ liegen Sicherungen mehrerer Arbeitsplätze. Bitte einen der Ordner "
            "„KIM_Sicherung_…“ angeben."
        )
    return gefunden[0]


def lichte_aus(ort: Path, neue: Path) -> None:
    """Remove generations nobody needs any more, and attachments no generation names.

    `neue` is the folder of the one that has just been written and verified: it stays also where
    the clock is behind and all others seem newer.
    """
    alle = generationen(ort)
    bleiben = zu_behalten([g.zeit for g in alle])
    for generation in alle:
        if generation.zeit not in bleiben and generation.ordner != neue:
            shutil.rmtree(generation.ordner, ignore_errors=True)
    uebrig = [o for o in ort.iterdir() if o.name != _ANLAGEN and o.is_dir()]
    gelesen = [lies_generation(o) for o in uebrig]
    if all(gelesen):
        genannt = {h for g in gelesen if g for h in g.inhalt.anlagen}
        for datei in (ort / _ANLAGEN).glob("??/*"):
            if datei.name not in genannt:
                datei.unlink(missing_ok=True)


def zu_behalten(zeiten: Iterable[datetime]) -> set[datetime]:
    """Return the newest of each of the last days, weeks and months."""
    geordnet = sorted(zeiten, reverse=True)
    return (
        _neueste_je(geordnet, lambda z: z.date().isoformat(), _TAGE)
        | _neueste_je(geordnet, lambda z: "{}-{}".format(*z.isocalendar()[:2]), _WOCHEN)
        | _neueste_je(geordnet, lambda z: z.strftime("%Y-%m"), _MONATE)
    )


def _neueste_je(
    zeiten: Sequence[datetime], zeitraum: Callable[[datetime], str], anzahl: int
) -> set[datetime]:
    neueste: dict[str, datetime] = {}
    for zeit in zeiten:
        neueste.setdefault(zeitraum(zeit), zeit)
    return set(list(neueste.values())[:anzahl])


def _raeume_reste(ort: Path) -> None:
    """Remove what a backup left behind that was stopped on its way."""
    for rest in ort.glob(".*.tmp"):
        shutil.rmtree(rest, ignore_errors=True)


def _pruefsumme(datei: Path) -> str:
    with datei.open("rb") as offen:
        return hashlib.file_digest(offen, "sha256").hexdigest()


def _schreibe_fest(datei: Path) -> None:
    with datei.open("r+b") as offen:
        os.fsync(offen.fileno())


def _sichere_ordner(ordner: Path) -> None:
    """Make names in a folder last; Windows opens no folders and needs no such thing."""
    if os.name == "posix":
        griff = os.open(ordner, os.O_RDONLY)
        try:
            os.fsync(griff)
        finally:
            os.close(griff)
