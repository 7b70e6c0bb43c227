"""Handing over: write files for others, take in theirs, and keep the balance."""

import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from filecmp import cmp
from functools import partial
from glob import escape
from pathlib import Path

from ...domain.ereignis import stamm
from ...domain.fehler import EingabeFehler, UebergabeFehler, UmgebungsFehler
from ...domain.rollen import Rolle
from ...handover.ausfuhr import Ausfuhr, uebergib
from ...handover.bericht import Bericht
from ...handover.einfuhr import Fortschritt, nimm_ein
from ...handover.huelle import traegt_uebergabe
from ...handover.ladung import HOECHSTENS_ANLAGEN
from ...handover.luecken import fehlende
from ...store.datei import freier_name, schreibe_sicher
from ...store.oertlich import lokal, lueckenbuch
from ...trust.verzeichnis import Verzeichnis
from ..arbeitsplatz import (
    Arbeitsplatz,
    Identitaet,
    identitaet,
    verlange_schreibrecht,
    wer_bin_ich,
)
from .begleitblatt import als_begleitblatt, ausgepackt
from .doppelte import alles_doppelte
from .reihe import nacheinander

__all__ = ["Ausfuhr", "Bericht", "Bilanz", "Fortschritt", "bilanz", "lies_ein", "uebergib_an"]


def ohne_fortschritt(_anteil: float, _text: str) -> None:
    """Report progress to nobody."""


def uebergib_an(
    ap: Arbeitsplatz,
    an: str,
    ordner: Path,
    *,
    als_pdf: bool = False,
    platz: int = HOECHSTENS_ANLAGEN,
) -> Ausfuhr:
    """Write the handover file for one Stelle (id, Kürzel or name) into `ordner`.

    `als_pdf` puts it into a cover sheet. Attachments that do not fit into `platz` bytes follow
    with the next file.
    """
    wer = wer_bin_ich(ap)
    stelle = wer.verzeichnis.stelle_zu(an)
    if stelle is None:
        raise EingabeFehler(f"Die Stelle „{an}“ steht nicht im Verzeichnis.")
    return _schreibe(ap, wer, stelle.id, ordner, als_pdf, platz)


@dataclass(frozen=True, slots=True)
class Geschrieben:
    """The files written, and the sentence that says why it is not all."""

    dateien: tuple[Ausfuhr, ...]
    fehler: str = ""


def uebergib_an_alle(
    ap: Arbeitsplatz,
    ordner: Path,
    fortschritt: Fortschritt = ohne_fortschritt,
    als_pdf: bool = False,
) -> Geschrieben:
    """Write a file for every Stelle that hands over with this one (hub: CM-Koordination).

    What was written counts as sent even if the rest fails: then `fehler` says why.
    """
    wer = wer_bin_ich(ap)
    dateien, fehler = nacheinander(
        partner(wer),
        lambda ziel: (_schreibe(ap, wer, ziel, ordner, als_pdf), ""),
        lambda anteil: fortschritt(anteil, "Dateien werden geschrieben"),
    )
    if not fehler:
        merke_ordner(ap, "ausgang", ordner)
    return Geschrieben(tuple(dateien), fehler)


def gemerkter_ordner(ap: Arbeitsplatz, zweck: str) -> Path:
    """Return the folder used last for `ausgang` or `eingang`, at first the profile's own."""
    with ap.profil.datenbank.lesen() as v:
        gemerkt = lokal.gemerkt(v, f"ordner_{zweck}")
    return Path(gemerkt) if gemerkt else ap.profil.ordner / zweck


def merke_ordner(ap: Arbeitsplatz, zweck: str, ordner: Path) -> None:
    """Remember where files went to or came from."""
    with ap.profil.datenbank.schreiben() as v:
        lokal.merke(v, f"ordner_{zweck}", str(ordner))


def partner(wer: Identitaet) -> list[str]:
    """Return the Stellen this one hands over to: everyone for the hub, the hub for others."""
    verzeichnis = wer.verzeichnis
    mit_platz = [
        s
        for s in sorted(verzeichnis.stellen)
        if any(p.log != wer.platz.log for p in verzeichnis.plaetze_von(s, wer.tag))
    ]
    if Rolle.CM_KOORDINATION in wer.alle_rollen:
        return mit_platz
    return [s for s in mit_platz if Rolle.CM_KOORDINATION in verzeichnis.rollen_von(s, wer.tag)]


def lies_ein(
    ap: Arbeitsplatz,
    datei: Path,
    *,
    nur_vorschau: bool = False,
    auch_geschlossene: bool = False,
    fortschritt: Fortschritt = ohne_fortschritt,
) -> Bericht:
    """Take in one file, also one in a PDF cover sheet.

    A refused one is kept aside in `abgelehnt/` with the reason.
    """
    try:
        return uebernimm(
            ap,
            datei,
            nur_vorschau=nur_vorschau,
            auch_geschlossene=auch_geschlossene,
            fortschritt=fortschritt,
        )
    except UebergabeFehler as fehler:
        if not nur_vorschau:
            lege_beiseite(ap, datei, fehler.text)
        raise


def uebernimm(
    ap: Arbeitsplatz,
    datei: Path,
    *,
    nur_vorschau: bool = False,
    auch_geschlossene: bool = False,
    fortschritt: Fortschritt = ohne_fortschritt,
) -> Bericht:
    """Take in one file or raise `UebergabeFehler`; keep since when something is missing."""
    with ausgepackt(datei) as kim:
        bericht = nimm_ein(
            ap.profil,
            kim,
            ap.quelle,
            nur_vorschau=nur_vorschau,
            auch_geschlossene=auch_geschlossene,
            fortschritt=fortschritt,
        )
    if not nur_vorschau and not bericht.schon_am:
        with ap.profil.datenbank.schreiben() as v:
            lueckenbuch.trage_ein(v, bericht.fehlt, ap.quelle.jetzt().isoformat())
    return bericht


def dateien_in(orte: Iterable[Path]) -> list[Path]:
    """Return the handover files named or lying in the folders named, in order of name.

    Of the PDFs in a folder only those that hold a handover file, or were meant to.
    """
    dateien: list[Path] = []
    for ort in orte:
        if ort.is_dir():
            pdfs = filter(traegt_uebergabe, ort.glob("*.[pP][dD][fF]"))
            dateien += sorted([*ort.glob("*.kim"), *pdfs])
        elif ort.exists():
            dateien.append(ort)
        else:
            raise UebergabeFehler(f"„{ort}“ gibt es nicht.")
    return dateien


@dataclass(frozen=True, slots=True)
class Bilanz:
    """Files sent and taken in, what is missing (Stelle, first, last number), what exists twice."""

    gesendet: list[lokal.Ausgang]
    erhalten: list[lokal.Eingang]
    fehlt: list[tuple[str, int, int]]
    doppelt: list[str]


def bilanz(ap: Arbeitsplatz) -> Bilanz:
    """Return what was sent, acknowledged, taken in, and what is missing."""
    with ap.profil.datenbank.lesen() as v:
        wer = identitaet(ap, v)
        luecken = fehlende(v, wer.verzeichnis, wer.leser)
        return Bilanz(
            lokal.ausgaenge_alle(v),
            lokal.eingaenge_alle(v),
            [(stelle_des_logs(wer.verzeichnis, log), von, bis) for log, von, bis in luecken],
            alles_doppelte(v, wer.verzeichnis, ap.log),
        )


def stelle_des_logs(verzeichnis: Verzeichnis, log: str) -> str:
    """Return the name of the Stelle whose Arbeitsplatz writes a log."""
    platz = verzeichnis.plaetze.get(stamm(log))
    stelle = verzeichnis.stellen.get(platz.stelle) if platz else None
    return stelle.name if stelle else log[:8]


def _schreibe(
    ap: Arbeitsplatz,
    wer: Identitaet,
    an: str,
    ordner: Path,
    als_pdf: bool,
    platz: int = HOECHSTENS_ANLAGEN,
) -> Ausfuhr:
    if not ordner.is_dir():
        raise UmgebungsFehler(f"Den Ordner „{ordner}“ gibt es nicht.")
    with ap.profil.datenbank.lesen() as v:
        verlange_schreibrecht(ap, v)
    verpacke = partial(als_begleitblatt, ap, wer) if als_pdf else None
    return uebergib(
        ap.profil, wer.verzeichnis, wer.stelle.id, an, ordner, ap.quelle, platz, verpacke
    )


def lege_beiseite(ap: Arbeitsplatz, datei: Path, grund: str) -> None:
    """Keep a copy of a refused file in `abgelehnt/`, beside it the reason.

    Another one of the same name stays: two workplaces that write as one name theirs alike.
    """
    ordner = ap.profil.ordner / "abgelehnt"
    try:
        ziel = next((z for z in ordner.glob(_gleichnamige(datei)) if _ist_gleich(z, datei)), None)
        if ziel is None:
            ziel = freier_name(ordner, datei.name)
            shutil.copyfile(datei, ziel)
        schreibe_sicher(ziel.with_name(f"{ziel.name}.grund.txt"), f"{grund}\n".encode())
    except (OSError, UmgebungsFehler):
        # The refusal itself is what matters; a full disk must not hide it.
        return


def _gleichnamige(datei: Path) -> str:
    return f"{escape(datei.stem)}*{escape(datei.suffix)}"


def _ist_gleich(eine: Path, andere: Path) -> bool:
    return eine.stat().st_size == andere.stat().st_size and cmp(eine, andere, shallow=False)
