"""Projections: fold touched cases and write what lists and views read.

They depend on the log and the directory only, so dropping and rebuilding gives the same rows.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import delete, insert, select, text, update

from ..domain.ereignis import Ereignis, Wirkung
from ..domain.evolve import entfalte
from ..domain.faelle import Fall, Herausforderung, Kreis, Meldung
from ..domain.felder import texte
from ..domain.rollen import Rolle
from ..trust.kopf import als_ereignis, kopf_von
from ..trust.verzeichnis import Verzeichnis
from .suchtext import suchtext
from .tabellen import buendelungen, ereignisse, faelle, geloescht
from .verbindung import Verbindung

_FALL_EINFUEGEN = (
    "INSERT OR REPLACE INTO faelle (id, art, kennung, titel, zustand, schritt, stelle, strittig, "
    "tag, suchtext, bild) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LESEN = (
    "SELECT e.fall, e.id, e.kopf, e.koerper FROM ereignisse e{quelle} "
    "ORDER BY e.fall, e.lamport, e.log, e.nr"
)
_STAPEL = 500


def projiziere(v: Verbindung, verzeichnis: Verzeichnis, betroffen: Iterable[str]) -> None:
    """Fold the cases in `betroffen` anew and replace their rows; erasures take effect."""
    v.exec_driver_sql("CREATE TEMP TABLE IF NOT EXISTS betroffen (fall TEXT PRIMARY KEY)")
    v.exec_driver_sql("DELETE FROM temp.betroffen")
    namen = [(fall,) for fall in set(betroffen)]
    if not namen:
        return
    v.exec_driver_sql("INSERT INTO temp.betroffen VALUES (?)", namen)
    v.exec_driver_sql(
        "DELETE FROM buendelungen WHERE herausforderung IN (SELECT fall FROM temp.betroffen)"
    )
    quelle = " JOIN temp.betroffen b ON b.fall = e.fall"
    _schreibe(v, verzeichnis, _LESEN.format(quelle=quelle))


def baue_neu_auf(v: Verbindung, verzeichnis: Verzeichnis) -> None:
    """Drop all projections and fold every case from the log."""
    for tabelle in (faelle, buendelungen, geloescht):
        v.execute(delete(tabelle))
    _schreibe(v, verzeichnis, _LESEN.format(quelle=""))


def falte(v: Verbindung, verzeichnis: Verzeichnis, fall: str) -> Fall | None:
    """Return one case folded from the log; None where nothing is known of it."""
    zeilen = v.execute(
        select(ereignisse.c.id, ereignisse.c.kopf, ereignisse.c.koerper)
        .where(ereignisse.c.fall == fall)
        .order_by(ereignisse.c.lamport, ereignisse.c.log, ereignisse.c.nr)
    )
    return entfalte(_beurteilt(verzeichnis, ((z.id, z.kopf, z.koerper) for z in zeilen)))


def _schreibe(v: Verbindung, verzeichnis: Verzeichnis, abfrage: str) -> None:
    zeilen: list[tuple[Any, ...]] = []
    buendel: list[tuple[str, str]] = []
    lesend = v.exec_driver_sql(abfrage)
    kreise = []
    for _fall, gruppe in groupby(lesend, key=lambda z: z[0]):
        fall = entfalte(_beurteilt(verzeichnis, ((z[1], z[2], z[3]) for z in gruppe)))
        if fall is None:
            continue
        zeilen.append(_zeile(fall))
        if isinstance(fall, Herausforderung):
            buendel += [(fall.id, m) for m in fall.meldungen]
        if isinstance(fall, Kreis):
            kreise.append(fall)
        if len(zeilen) >= _STAPEL:
            v.exec_driver_sql(_FALL_EINFUEGEN, zeilen)
            zeilen = []
    if zeilen:
        v.exec_driver_sql(_FALL_EINFUEGEN, zeilen)
    if buendel:
        v.exec_driver_sql(
            "INSERT OR IGNORE INTO buendelungen (herausforderung, meldung) VALUES (?, ?)", buendel
        )
    for kreis in kreise:
        _loesche(v, verzeichnis, kreis)


def _beurteilt(
    verzeichnis: Verzeichnis, zeilen: Iterable[tuple[str, bytes, bytes | None]]
) -> Iterator[tuple[Ereignis, bool]]:
    for ident, roh, koerper in zeilen:
        kopf = kopf_von(roh)
        yield als_ereignis(ident, kopf, koerper), verzeichnis.zustaendig(kopf)


def _zeile(fall: Fall) -> tuple[Any, ...]:
    titel, stelle, worte = _anzeige(fall)
    letzter = fall.verlauf[-1].tag if fall.verlauf else ""
    strittig = int(isinstance(fall, Herausforderung) and bool(fall.strittig))
    bild = msgspec.json.encode(replace(fall, ahnen={}), order="sorted")
    return (
        fall.id,
        fall.art,
        fall.kennung,
        titel,
        fall.zustand,
        fall.schritt,
        stelle,
        strittig,
        letzter,
        suchtext(fall.kennung, titel, *worte),
        bild,
    )


def _anzeige(fall: Fall) -> tuple[str, str, list[object]]:
    if isinstance(fall, Meldung):
        inhalt = fall.inhalt
        worte = [inhalt.get(n) for n in ("kurzfassung", "sachverhalt", "betroffene_gruppe")]
        feld = inhalt.get("handlungsfeld")
        worte.append(feld.get("label") if isinstance(feld, dict) else "")
        return _text(inhalt, "titel"), fall.stelle, worte
    if isinstance(fall, Herausforderung):
        angaben = fall.angaben
        blaetter = [b.inhalt for b in (fall.themenblatt, fall.bekanntgabe) if b is not None]
        titel = _text(angaben, "titel") or next((_text(b, "titel") for b in blaetter), "")
        worte = [angaben.get("kurzfassung"), angaben.get("bewertung")]
        return titel, "", worte + [s for b in blaetter for s in texte(b, "saetze")]
    return (fall.name if isinstance(fall, Kreis) else ""), "", []


def _text(inhalt: Mapping[str, Any], name: str) -> str:
    wert = inhalt.get(name)
    return wert if isinstance(wert, str) else ""


def _loesche(v: Verbindung, verzeichnis: Verzeichnis, kreis: Kreis) -> None:
    """Erase the bodies effective erasures name and fold the cases they belonged to anew."""
    wirksam = {e.id for e in kreis.verlauf if e.art == "loeschung" and e.wirkung is Wirkung.WIRKSAM}
    ziele: dict[str, str] = {}
    for ident in sorted(wirksam):
        zeile = v.execute(select(ereignisse).where(ereignisse.c.id == ident)).one()
        kopf = kopf_von(zeile.kopf)
        inhalt = als_ereignis(ident, kopf, zeile.koerper).inhalt or {}
        for ziel in texte(inhalt, "ereignisse"):
            if kopf.rolle == Rolle.CM_KOORDINATION or _log_von(v, ziel) == kopf.log:
                ziele.setdefault(ziel, ident)
    neu = [z for z in ziele.items() if z[0] not in _schon(v)]
    if not neu:
        return
    v.execute(insert(geloescht), [{"ereignis": z, "durch": d} for z, d in neu])
    faelle_neu = _entferne(v, [z for z, _ in neu])
    projiziere(v, verzeichnis, faelle_neu)


def _schon(v: Verbindung) -> set[str]:
    return set(v.execute(select(geloescht.c.ereignis)).scalars())


def _log_von(v: Verbindung, ident: str) -> str | None:
    return v.execute(select(ereignisse.c.log).where(ereignisse.c.id == ident)).scalar()


def _entferne(v: Verbindung, ids: list[str]) -> list[str]:
    betroffen = ereignisse.c.id.in_(ids)
    faelle_ = list(v.execute(select(ereignisse.c.fall).where(betroffen).distinct()).scalars())
    v.execute(update(ereignisse).where(betroffen).values(koerper=None))
    return faelle_


def stand_zeilen(v: Verbindung) -> Iterator[bytes]:
    """Yield the canonical dump of all projections, row by row."""
    for tabelle, ordnung in (
        ("faelle", "id"),
        ("buendelungen", "herausforderung, meldung"),
        ("geloescht", "ereignis"),
    ):
        for zeile in v.execute(text(f"SELECT * FROM {tabelle} ORDER BY {ordnung}")):
            yield msgspec.json.encode([tabelle, *zeile], order="sorted")
