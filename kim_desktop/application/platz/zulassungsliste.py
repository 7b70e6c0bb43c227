"""Admitting many Arbeitsplätze at once, along a list that is filled in at the telephone."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from ...domain.fehler import EingabeFehler, KimFehler, UebergabeFehler
from ...domain.rollen import Rolle
from ...papers.blaetter import AnmeldelisteDaten, Anmeldezeile, anmeldeliste
from ...store.datei import freier_name
from ...store.profil.ausgabe import ausgaben, gib_aus
from ...trust.anmeldung import Anmeldung, baue_zulassung, pruefe_ziffern
from ...trust.verzeichnis import Verzeichnis
from ..arbeitsplatz import Arbeitsplatz, wer_bin_ich
from ..papier.druck import schreibe_pdf
from ..uebergabe.austausch import Fortschritt, ohne_fortschritt
from .begleitmail import ZULASSUNG, Beilage, entwirf
from .einrichten import aufnahme, pruefe_anmeldung
from .fortschreiben import Eintraege, als_inhaber, schreibe_fort, vorgemerkt
from .zulassung import Vorschlag, merke_ordner, vorschlag

_SPALTEN = ("datei", "stelle", "rollen", "kuerzel", "pruefziffern")
_PFLICHT = ("datei", "rollen", "pruefziffern")


@dataclass(frozen=True, slots=True)
class Eingegangen:
    """An Anmeldung that lies in a folder; `hindernis` says why it is none."""

    datei: Path
    anmeldung: Anmeldung | None
    hindernis: str = ""


@dataclass(frozen=True, slots=True)
class Vorgelegt:
    """An Anmeldung on the list, and what it proposes; nothing where it is damaged."""

    eingegangen: Eingegangen
    vorschlag: Vorschlag | None


@dataclass(frozen=True, slots=True)
class Auftrag:
    """One line of the list: which file, the digits that were read out, what it is to become.

    An empty `stelle` takes the one the Anmeldung proposes.
    """

    datei: Path
    pruefziffern: str
    rollen: tuple[Rolle, ...]
    stelle: str = ""
    kuerzel: str = ""


@dataclass(frozen=True, slots=True)
class Zugelassen:
    """What came of the list: (Anmeldung, Zulassung) admitted, (Anmeldung, reason) refused."""

    zugelassen: tuple[tuple[Path, Path], ...]
    abgelehnt: tuple[tuple[Path, str], ...]

    def als_saetze(self) -> list[str]:
        """Say everything in German, one sentence a line."""
        return [
            *(
                f"{datei.name}: zugelassen, „{nach}“ bitte zurückgeben."
                for datei, nach in self.zugelassen
            ),
            *(f"{datei.name}: {grund}" for datei, grund in self.abgelehnt),
        ]


def eingegangene(ordner: Path) -> list[Eingegangen]:
    """Return every Anmeldung in a folder, in order of name, also what is damaged."""
    if not ordner.is_dir():
        raise UebergabeFehler(f"Den Ordner „{ordner}“ gibt es nicht.")
    return [_lies(datei) for datei in sorted(ordner.glob("*.kim-anmeldung"))]


def lege_vor(
    ap: Arbeitsplatz, orte: Iterable[Path], fortschritt: Fortschritt = ohne_fortschritt
) -> list[Vorgelegt]:
    """Return what files and folders hold, each Anmeldung with what it proposes.

    A Kürzel that two new Stellen would get is proposed to the first; the other one gets its own
    when it is admitted.
    """
    gefunden = [e for ort in orte for e in (eingegangene(ort) if ort.is_dir() else [_lies(ort)])]
    vorgelegte: list[Vorgelegt] = []
    vergeben: dict[str, str] = {}
    for nummer, eingegangen in enumerate(gefunden):
        fortschritt(nummer / len(gefunden), eingegangen.datei.name)
        if eingegangen.anmeldung is None:
            vorgelegte.append(Vorgelegt(eingegangen, None))
            continue
        v = vorschlag(ap, eingegangen.datei)
        if vergeben.setdefault(v.kuerzel, v.stelle.casefold()) != v.stelle.casefold():
            v = replace(v, kuerzel="")
        vorgelegte.append(Vorgelegt(eingegangen, v))
    return vorgelegte


def drucke_anmeldeliste(ap: Arbeitsplatz, anmeldungen: Iterable[Eingegangen], nach: Path) -> None:
    """Print the list for the telephone as PDF: room for the digits, never the digits."""
    zeilen = tuple(
        Anmeldezeile(a.stelle, a.platz, ", ".join(a.rollen), eingegangen.datei.name)
        for eingegangen in anmeldungen
        if (a := eingegangen.anmeldung)
    )
    if not zeilen:
        raise EingabeFehler("Hier liegt keine Anmeldung.")
    daten = AnmeldelisteDaten(
        kreis=wer_bin_ich(ap).verzeichnis.name,
        datum=ap.heute().isoformat(),
        uebung=ap.uebung,
        zeilen=zeilen,
    )
    schreibe_pdf(anmeldeliste(daten), nach)


def schreibe_tabelle(anmeldungen: Iterable[Eingegangen], nach: Path) -> None:
    """Write the list as CSV to be filled in; the column of the digits is empty."""
    ziel = StringIO()
    schreiber = csv.writer(ziel, delimiter=";")
    schreiber.writerow(_SPALTEN)
    for eingegangen in anmeldungen:
        if a := eingegangen.anmeldung:
            datei = str(eingegangen.datei.absolute())
            schreiber.writerow(map(_harmlos, (datei, a.stelle, ",".join(a.rollen), "", "")))
    # With a byte order mark, or Excel takes the umlauts apart.
    gib_aus(nach, ziel.getvalue().encode("utf-8-sig"))


def lies_tabelle(text: str, ordner: Path) -> list[Auftrag]:
    """Parse the list that was filled in; names of files are looked up in `ordner`.

    Raises `EingabeFehler` with the number of the line that does not fit.
    """
    zeilen = text.lstrip("\ufeff").splitlines()
    trenner = ";" if zeilen and ";" in zeilen[0] else ","
    leser = csv.DictReader(zeilen, delimiter=trenner)
    spalten = [str(s).strip().casefold() for s in leser.fieldnames or ()]
    if fehlend := [s for s in _PFLICHT if s not in spalten]:
        raise EingabeFehler(
            f"In der ersten Zeile fehlen die Spalten: {', '.join(fehlend)}. Die Liste schreibt "
            "„anmeldungen ORDNER --tabelle DATEI.csv“."
        )
    leser.fieldnames = spalten
    auftraege = [
        _auftrag(zeile, nr, ordner) for nr, zeile in enumerate(leser, 2) if any(zeile.values())
    ]
    if not auftraege:
        raise EingabeFehler("In der Liste steht keine Anmeldung.")
    return auftraege


def lasse_alle_zu(
    ap: Arbeitsplatz,
    auftraege: Sequence[Auftrag],
    nach: Path,
    fortschritt: Fortschritt = ohne_fortschritt,
) -> Zugelassen:
    """Admit all whose digits fit in one version of the directory; name the others.

    Each Zulassung is written into the folder `nach`; where one cannot be, nobody is admitted.
    """
    if not nach.is_dir():
        raise EingabeFehler(f"Den Ordner „{nach}“ gibt es nicht.")
    abgelehnt: list[tuple[Path, str]] = []
    angenommen: list[tuple[Path, str]] = []
    with ausgaben() as halte_bereit, ap.profil.datenbank.schreiben() as v:
        verzeichnis = als_inhaber(ap, v)
        eintraege: Eintraege = []
        for nummer, auftrag in enumerate(auftraege):
            fortschritt(nummer / len(auftraege), auftrag.datei.name)
            # What the lines before it will have entered counts for the next one.
            stand = vorgemerkt(ap, verzeichnis, eintraege) if eintraege else verzeichnis
            try:
                log, neues = _nimm_auf(stand, auftrag, ap.heute().isoformat())
            except KimFehler as fehler:
                abgelehnt.append((auftrag.datei, fehler.text))
                continue
            eintraege += neues
            angenommen.append((auftrag.datei, log))
        neu = schreibe_fort(ap, v, verzeichnis, eintraege) if eintraege else verzeichnis
        ziele: list[Path] = []
        for datei, log in angenommen:
            ziele.append(freier_name(nach, f"{datei.stem}.kim-zulassung", ziele))
            halte_bereit(ziele[-1], baue_zulassung(neu, log))
    zugelassen = zip((datei for datei, _ in angenommen), ziele, strict=True)
    return Zugelassen(tuple(zugelassen), tuple(abgelehnt))


def lasse_alle_zu_mit_mail(
    ap: Arbeitsplatz,
    auftraege: Sequence[Auftrag],
    nach: Path,
    fortschritt: Fortschritt = ohne_fortschritt,
) -> tuple[Zugelassen, dict[Path, Beilage]]:
    """Admit as `lasse_alle_zu` does, and put a mail draft beside each Zulassung.

    The drafts are found by the file of the Anmeldung; the folder is remembered.
    """
    fertig = lasse_alle_zu(ap, auftraege, nach, fortschritt)
    stellen = {a.datei: a.stelle for a in auftraege}
    beilagen = {
        datei: entwirf(ap, ZULASSUNG, stellen[datei], "", zulassung)
        for datei, zulassung in fertig.zugelassen
    }
    merke_ordner(ap, nach)
    return fertig, beilagen


def _nimm_auf(verzeichnis: Verzeichnis, auftrag: Auftrag, tag: str) -> tuple[str, Eintraege]:
    if not auftrag.pruefziffern.strip():
        raise EingabeFehler("Die Prüfziffern fehlen; nicht zugelassen.")
    if not auftrag.rollen:
        raise EingabeFehler("Es ist keine Rolle angegeben; nicht zugelassen.")
    anmeldung = pruefe_anmeldung(auftrag.datei)
    pruefe_ziffern(anmeldung, auftrag.pruefziffern)
    neues, _ = aufnahme(
        verzeichnis, anmeldung, auftrag.rollen, tag, auftrag.stelle, auftrag.kuerzel
    )
    return anmeldung.log, neues


def _lies(datei: Path) -> Eingegangen:
    try:
        return Eingegangen(datei, pruefe_anmeldung(datei))
    except UebergabeFehler as fehler:
        return Eingegangen(datei, None, fehler.text)


def _auftrag(zeile: Mapping[str, str | None], nr: int, ordner: Path) -> Auftrag:
    werte = {s: (zeile.get(s) or "").strip().lstrip("'") for s in _SPALTEN}
    if not werte["datei"]:
        raise EingabeFehler(f"In Zeile {nr} fehlt der Name der Datei.")
    try:
        rollen = tuple(Rolle(r.strip()) for r in werte["rollen"].split(",") if r.strip())
    except ValueError as fehler:
        raise EingabeFehler(
            f"In Zeile {nr} steht die Rolle „{werte['rollen']}“; es gibt: {', '.join(Rolle)}."
        ) from fehler
    return Auftrag(
        ordner / werte["datei"], werte["pruefziffern"], rollen, werte["stelle"], werte["kuerzel"]
    )


def _harmlos(wert: str) -> str:
    """Keep a spreadsheet from computing what a stranger wrote."""
    return f"'{wert}" if wert[:1] in ("=", "+", "-", "@") else wert
