"""Projections: fold touched cases and write what lists and views read.

They depend on the log and the directory only, so dropping and rebuilding gives the same rows.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import delete, text

from ...domain.berichtigung import berichtigt
from ...domain.ereignis import Ereignis, stamm
from ...domain.evolve import entfalte
from ...domain.faelle import Fall, Herausforderung, Kreis, Meldung, Sitzung
from ...domain.felder import text as feldtext
from ...domain.felder import texte
from ...trust.kopf import als_ereignis, kopf_von
from ...trust.verzeichnis import Verzeichnis
from ..log.loeschung import loesche_koerper
from ..stapel import gestapelt
from ..suchschluessel import IM_FALL
from ..tabellen import buendelungen, faelle
from ..verbindung import Verbindung, roh_gelesen
from .kurzbild import abdruck, kurzbild, verpackt
from .suchtext import suchtext

_FALL_EINFUEGEN = (
    "INSERT OR REPLACE INTO faelle (id, art, kennung, titel, zustand, schritt, stelle, strittig, "
    "tag, suchtext, abdruck, bild) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
# Cases in the order they began: what belongs together was written together, and each page of
# the database is unsealed about once.
_LESEN = (
    "SELECT b.nr, e.id, e.kopf, e.koerper, e.log "
    "FROM temp.betroffen b CROSS JOIN ereignisse e ON e.fall_kurz = b.fall_kurz ORDER BY b.nr"
)

Fortschritt = Callable[[float], None]


def _still(_anteil: float) -> None:
    """Tell nobody how far it is."""


def projiziere(
    v: Verbindung,
    verzeichnis: Verzeichnis,
    betroffen: Iterable[str],
    fortschritt: Fortschritt = _still,
) -> None:
    """Fold the cases in `betroffen` anew and replace their rows; erasures take effect.

    `fortschritt` hears how much is done (0–1) and may raise to stop.
    """
    namen = dict.fromkeys([*betroffen, *sorted(loesche_koerper(v, verzeichnis))])
    _merke_betroffene(v)
    zeilen = [(fall,) for fall in namen] or [("",)]
    v.exec_driver_sql(
        "INSERT OR IGNORE INTO temp.betroffen (fall_kurz) VALUES (substr(?, 1, 12))", zeilen
    )
    v.exec_driver_sql("DELETE FROM buendelungen WHERE herausforderung = ?", zeilen)
    _schreibe(v, verzeichnis, fortschritt)


def baue_neu_auf(
    v: Verbindung, verzeichnis: Verzeichnis, fortschritt: Fortschritt = _still
) -> None:
    """Drop all projections and fold every case from the log.

    Much goes on at once here: callers give the connection `viel_speicher`.
    """
    loesche_koerper(v, verzeichnis)
    v.execute(delete(buendelungen))
    v.execute(delete(faelle))
    _merke_betroffene(v)
    v.exec_driver_sql(
        "INSERT INTO temp.betroffen (fall_kurz) "
        "SELECT fall_kurz FROM ereignisse GROUP BY fall_kurz ORDER BY MIN(rowid)"
    )
    _schreibe(v, verzeichnis, fortschritt)


def _merke_betroffene(v: Verbindung) -> None:
    v.exec_driver_sql(
        "CREATE TEMP TABLE IF NOT EXISTS betroffen (nr INTEGER PRIMARY KEY, fall_kurz TEXT UNIQUE)"
    )
    v.exec_driver_sql("DELETE FROM temp.betroffen")


def falte(v: Verbindung, verzeichnis: Verzeichnis, fall: str) -> Fall | None:
    """Return one case folded from the log; None where nothing is known of it."""
    return entfalte(_eintraege(v, verzeichnis, fall))


def eintraege(v: Verbindung, verzeichnis: Verzeichnis, fall: str) -> list[Ereignis]:
    """Return the entries of a case as they count, corrections put in their place."""
    return [e for e, _ in berichtigt(_eintraege(v, verzeichnis, fall))]


def _eintraege(v: Verbindung, verzeichnis: Verzeichnis, fall: str) -> list[tuple[Ereignis, bool]]:
    abfrage = f"SELECT id, kopf, koerper, log FROM ereignisse WHERE {IM_FALL}"
    return sorted(_beurteilt(verzeichnis, roh_gelesen(v, abfrage, fall)), key=_folge)


def _schreibe(v: Verbindung, verzeichnis: Verzeichnis, fortschritt: Fortschritt) -> None:
    alle = int(v.exec_driver_sql("SELECT count(*) FROM temp.betroffen").scalar_one()) or 1
    buendel: list[tuple[str, str]] = []

    def zeilen(gelesen: Iterable[tuple[Any, ...]]) -> Iterator[tuple[int, tuple[Any, ...]]]:
        for nr, gruppe in groupby(gelesen, key=itemgetter(0)):
            for fall in _gefaltet(verzeichnis, (z[1:] for z in gruppe)):
                if isinstance(fall, Herausforderung):
                    buendel.extend((fall.id, m) for m in fall.meldungen)
                yield nr, _zeile(fall, _eigene_kennung(fall, verzeichnis))

    with closing(roh_gelesen(v, _LESEN)) as gelesen:
        for stapel in gestapelt(zeilen(gelesen), _umfang):
            fortschritt(stapel[-1][0] / alle)
            v.exec_driver_sql(_FALL_EINFUEGEN, [zeile for _, zeile in stapel])
    if buendel:
        v.exec_driver_sql(
            "INSERT OR IGNORE INTO buendelungen (herausforderung, meldung) VALUES (?, ?)", buendel
        )


def _gefaltet(verzeichnis: Verzeichnis, zeilen: Iterable[tuple[Any, ...]]) -> Iterator[Fall]:
    """Fold entries whose cases begin alike: those of one case, but for what somebody made up."""
    # Sorted here, case by case: the database would carry every body through its sorter.
    geordnet = sorted(_beurteilt(verzeichnis, zeilen), key=_folge)
    for _, eintraege_ in groupby(geordnet, key=_im_fall):
        if fall := entfalte(eintraege_):
            yield fall


def _im_fall(eintrag: tuple[Ereignis, bool]) -> str:
    return eintrag[0].fall or eintrag[0].id


def _folge(eintrag: tuple[Ereignis, bool]) -> tuple[str, bool, int, str, int]:
    """Return where an entry stands: its case; there the founding one first, then by counter."""
    e = eintrag[0]
    return e.fall or e.id, e.fall != "", e.lamport, e.log, e.nr


def _beurteilt(
    verzeichnis: Verzeichnis, zeilen: Iterable[tuple[Any, ...]]
) -> Iterator[tuple[Ereignis, bool]]:
    for ident, roh, koerper, zweig in zeilen:
        kopf = kopf_von(roh)
        ereignis = als_ereignis(ident, kopf, koerper)
        if zweig != kopf.log:
            ereignis = ereignis._replace(log=zweig)
        yield ereignis, verzeichnis.zustaendig(kopf)


def _eigene_kennung(fall: Fall, verzeichnis: Verzeichnis) -> str:
    """Return the Kennung, marked where its Arbeitsplatz could not give it or two may have."""
    gruender = next((e for e in fall.verlauf if e.id == fall.id), None)
    platz = verzeichnis.plaetze.get(stamm(gruender.log)) if gruender else None
    if gruender is None or platz is None or not fall.kennung or isinstance(fall, Kreis):
        return fall.kennung
    echt = fall.kennung.startswith(f"{verzeichnis.code_von(platz)}-") and not gruender.gegabelt
    return fall.kennung if echt else f"{fall.kennung}?{fall.id[:6]}"


def _zeile(fall: Fall, kennung: str) -> tuple[Any, ...]:
    titel, stelle, worte = _anzeige(fall)
    letzter = fall.verlauf[-1].tag if fall.verlauf else ""
    strittig = int(isinstance(fall, Herausforderung) and bool(fall.strittig))
    return (
        fall.id,
        fall.art,
        kennung,
        titel,
        fall.zustand,
        fall.schritt,
        stelle,
        strittig,
        letzter,
        suchtext(kennung, titel, *worte),
        abdruck(fall),
        verpackt(kurzbild(fall)),
    )


def _umfang(nummeriert: tuple[int, tuple[Any, ...]]) -> int:
    *_, text_, _, bild = nummeriert[1]
    return len(text_) + len(bild)


def _anzeige(fall: Fall) -> tuple[str, str, list[object]]:
    if isinstance(fall, Meldung):
        inhalt = fall.inhalt
        worte = [inhalt.get(n) for n in ("kurzfassung", "sachverhalt", "betroffene_gruppe")]
        feld = inhalt.get("handlungsfeld")
        worte.append(feld.get("label") if isinstance(feld, dict) else "")
        return feldtext(inhalt, "titel"), fall.stelle, worte
    if isinstance(fall, Herausforderung):
        angaben = fall.angaben
        blaetter = [b.inhalt for b in (fall.themenblatt, fall.bekanntgabe) if b is not None]
        titel = feldtext(angaben, "titel") or next((feldtext(b, "titel") for b in blaetter), "")
        worte = [angaben.get("kurzfassung"), angaben.get("bewertung")]
        return titel, "", worte + [s for b in blaetter for s in texte(b, "saetze")]
    if isinstance(fall, Sitzung):
        return feldtext(fall.angaben, "titel"), "", [p.get("titel") for p in fall.punkte]
    return (fall.name if isinstance(fall, Kreis) else ""), "", []


def stand_zeilen(v: Verbindung) -> Iterator[bytes]:
    """Yield the canonical dump of all projections, row by row."""
    for tabelle, ordnung in (
        ("faelle", "id"),
        ("buendelungen", "herausforderung, meldung"),
        ("geloescht", "ereignis"),
    ):
        for zeile in v.execute(text(f"SELECT * FROM {tabelle} ORDER BY {ordnung}")):
            yield msgspec.json.encode([tabelle, *zeile], order="sorted")
