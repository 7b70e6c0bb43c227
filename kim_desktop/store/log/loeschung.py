"""Erasing bodies: a pure function of the erasures held, recomputed whenever something is folded.

What an erasure once removed stays removed: neither a later end of its author's role nor the
state of the district's case takes it back.
"""

from dataclasses import dataclass

from sqlalchemy import delete, insert, select

from ...domain.felder import text, texte
from ...domain.rollen import Rolle
from ...domain.schritt import Klasse
from ...trust.kopf import Kopf, als_ereignis, kopf_von
from ...trust.verzeichnis import Verzeichnis
from ..anlage.anlagenliste import der_eintraege
from ..anlage.verwaist import merke_kandidaten
from ..oertlich.worte import vergiss_worte_in
from ..suchschluessel import HAT_ID, NACH_IDS, als_liste, hat_id, im_fall
from ..tabellen import ereignisse, geloescht, wartende
from ..verbindung import Verbindung, roh_gelesen
from .protokoll import erstes

ART = "loeschung"


def kreis_id(v: Verbindung, verzeichnis: Verzeichnis) -> str:
    """Return the id of the district's own case: the first entry of the founding log."""
    return erstes(v, verzeichnis.gruender) if verzeichnis.gruender else ""


@dataclass(frozen=True, slots=True)
class Loeschung:
    """One erasure: its entry, what it names, why, when and by which Stelle."""

    ereignis: str
    log: str
    nr: int
    tag: str
    stelle: str
    ziele: tuple[str, ...]
    grund: str


def loesche_koerper(v: Verbindung, verzeichnis: Verzeichnis) -> set[str]:
    """Bring `geloescht` up to date, drop the bodies it names; return the cases concerned.

    Their attachments are noted; `Profil.raeume_auf` removes those that nobody else names.
    """
    ziele = {ziel for loeschung in loeschungen(v, verzeichnis) for ziel in loeschung.ziele}
    if ziele == set(v.execute(select(geloescht.c.ereignis)).scalars()):
        return set()
    merke_kandidaten(v, der_eintraege(v, ziele))
    v.execute(delete(geloescht))
    if ziele:
        v.execute(insert(geloescht), [{"ereignis": ziel} for ziel in sorted(ziele)])
    v.execute(delete(wartende).where(wartende.c.ereignis.in_(ziele)))
    noch_da = f"SELECT e.id, e.fall, e.koerper FROM {NACH_IDS} WHERE e.koerper IS NOT NULL"
    gefunden = list(roh_gelesen(v, noch_da, als_liste(ziele)))
    if gefunden:
        vergiss_worte_in(v, (koerper for _, _, koerper in gefunden))
        leeren = f"UPDATE ereignisse SET koerper = NULL WHERE {HAT_ID}"
        v.exec_driver_sql(leeren, [(ident,) for ident, _, _ in gefunden])
    return {fall for _, fall, _ in gefunden}


def loeschungen(v: Verbindung, verzeichnis: Verzeichnis) -> list[Loeschung]:
    """Return the erasures that count; `ziele` are the entries each may erase, never an erasure."""
    abfrage = select(ereignisse.c.id, ereignisse.c.kopf, ereignisse.c.koerper).where(
        im_fall(kreis_id(v, verzeichnis)),
        ereignisse.c.klasse == Klasse.KREIS,
        ereignisse.c.koerper.is_not(None),
    )
    gefunden = []
    for z in v.execute(abfrage.order_by(ereignisse.c.lamport, ereignisse.c.log)):
        kopf = kopf_von(z.kopf)
        if kopf.art == ART and verzeichnis.zustaendig(kopf, auch_beendete=True):
            inhalt = als_ereignis(z.id, kopf, z.koerper).inhalt or {}
            ziele = tuple(t for t in texte(inhalt, "ereignisse") if _darf(v, kopf, t))
            grund = text(inhalt, "grund")
            gefunden.append(Loeschung(z.id, kopf.log, kopf.nr, kopf.tag, kopf.stelle, ziele, grund))
    return gefunden


def _darf(v: Verbindung, kopf: Kopf, ziel: str) -> bool:
    roh = v.execute(select(ereignisse.c.kopf).where(hat_id(ziel))).scalar()
    if roh is None:
        return kopf.rolle == Rolle.CM_KOORDINATION
    gemeint = kopf_von(roh)
    befugt = kopf.rolle == Rolle.CM_KOORDINATION or gemeint.log == kopf.log
    return befugt and gemeint.art != ART
