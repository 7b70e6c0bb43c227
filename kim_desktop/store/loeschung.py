"""Erasing bodies: a pure function of the erasures held, recomputed whenever something is folded.

What an erasure once removed stays removed: neither a later end of its author's role nor the
state of the district's case takes it back.
"""

from sqlalchemy import delete, insert, select, update

from ..domain.felder import texte
from ..domain.rollen import Rolle
from ..domain.schritt import Klasse
from ..trust.kopf import Kopf, als_ereignis, kopf_von
from ..trust.verzeichnis import Verzeichnis
from .protokoll import erstes
from .tabellen import ereignisse, geloescht, wartende
from .verbindung import Verbindung

ART = "loeschung"


def kreis_id(v: Verbindung, verzeichnis: Verzeichnis) -> str:
    """Return the id of the district's own case: the first entry of the founding log."""
    return erstes(v, verzeichnis.gruender) if verzeichnis.gruender else ""


def loesche_koerper(v: Verbindung, verzeichnis: Verzeichnis) -> set[str]:
    """Bring `geloescht` up to date, drop the bodies it names; return the cases concerned."""
    ziele = _ziele(v, verzeichnis)
    if ziele == set(v.execute(select(geloescht.c.ereignis)).scalars()):
        return set()
    v.execute(delete(geloescht))
    if ziele:
        v.execute(insert(geloescht), [{"ereignis": ziel} for ziel in sorted(ziele)])
    v.execute(delete(wartende).where(wartende.c.ereignis.in_(ziele)))
    noch_da = ereignisse.c.id.in_(select(geloescht.c.ereignis)) & ereignisse.c.koerper.is_not(None)
    faelle = set(v.execute(select(ereignisse.c.fall).where(noch_da)).scalars())
    v.execute(update(ereignisse).where(noch_da).values(koerper=None))
    return faelle


def _ziele(v: Verbindung, verzeichnis: Verzeichnis) -> set[str]:
    """Return the entries whose bodies are erased; an erasure itself never is."""
    abfrage = select(ereignisse.c.id, ereignisse.c.kopf, ereignisse.c.koerper).where(
        ereignisse.c.fall == kreis_id(v, verzeichnis),
        ereignisse.c.klasse == Klasse.KREIS,
        ereignisse.c.koerper.is_not(None),
    )
    ziele: set[str] = set()
    for z in v.execute(abfrage):
        kopf = kopf_von(z.kopf)
        if kopf.art == ART and verzeichnis.zustaendig(kopf, auch_beendete=True):
            inhalt = als_ereignis(z.id, kopf, z.koerper).inhalt or {}
            ziele.update(t for t in texte(inhalt, "ereignisse") if _darf(v, kopf, t))
    return ziele


def _darf(v: Verbindung, kopf: Kopf, ziel: str) -> bool:
    roh = v.execute(select(ereignisse.c.kopf).where(ereignisse.c.id == ziel)).scalar()
    if roh is None:
        return kopf.rolle == Rolle.CM_KOORDINATION
    gemeint = kopf_von(roh)
    befugt = kopf.rolle == Rolle.CM_KOORDINATION or gemeint.log == kopf.log
    return befugt and gemeint.art != ART
