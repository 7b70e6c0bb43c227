"""Keeping the chain of the directory in the database."""

from functools import lru_cache

from sqlalchemy import delete, insert, select

from ...trust.verzeichnis import Version, Verzeichnis, erweitert, gemeinsame
from ..tabellen import verzeichnis
from ..verbindung import Verbindung


def lies_kette(v: Verbindung) -> list[Version]:
    """Return the stored chain, oldest first."""
    abfrage = select(verzeichnis).order_by(verzeichnis.c.nummer)
    return [Version(z.roh, z.unterschrift) for z in v.execute(abfrage)]


def lies_verzeichnis(v: Verbindung) -> Verzeichnis:
    """Return the directory as it stands; empty before admission."""
    return _geprueft(tuple(lies_kette(v)))


@lru_cache(maxsize=16)
def _geprueft(kette: tuple[Version, ...]) -> Verzeichnis:
    """Check a chain once: every command reads it several times, with a signature per version."""
    return erweitert(Verzeichnis(), kette)


def vergiss_kette(v: Verbindung) -> None:
    """Forget the directory of an Arbeitsplatz that has not written anything yet."""
    v.execute(delete(verzeichnis))


def merke_kette(v: Verbindung, neu: Verzeichnis) -> None:
    """Store the versions that are not stored yet, in the place of any the root rejected."""
    gleich = gemeinsame(neu, tuple(lies_kette(v)))
    v.execute(delete(verzeichnis).where(verzeichnis.c.nummer > gleich))
    fehlend = [
        {"nummer": nr, "roh": version.roh, "unterschrift": version.unterschrift}
        for nr, version in enumerate(neu.kette, 1)
        if nr > gleich
    ]
    if fehlend:
        v.execute(insert(verzeichnis), fehlend)
