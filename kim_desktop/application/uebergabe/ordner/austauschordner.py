"""The exchange folder: where it is, what lies there, and one round with it.

One folder for all of the district, wherever the office has room for it; each Stelle takes what
is for it and leaves the rest. The file names are those of every handover file.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from ....domain.fehler import EingabeFehler, UmgebungsFehler
from ....store.oertlich import lokal
from ....store.verbindung import Verbindung
from ...arbeitsplatz import Arbeitsplatz
from ..austausch import Fortschritt, ohne_fortschritt
from . import runde as r
from .abgleich import Abgleich, protokolliere
from .bote import NICHT_ERREICHBAR
from .botengang import Botengang
from .merkliste import Art, lies_merkliste
from .runde import ORDNER, TAGE, Runde

#: Seconds without any sign of life after which a share counts as out of reach.
GEDULD_S = 20.0
HOECHSTENS_TAGE = 3650
_KEIN_ORDNER = "Es ist kein Austauschordner gewählt. Bitte zuerst einen angeben."


@dataclass(frozen=True, slots=True)
class Lage:
    """What is settled and known: folder (None: none), days after which own files go (0: never).

    `abgelehnt` are the files lying there that were refused, with the reason; `wartet` the
    unfinished ones.
    """

    ordner: Path | None
    tage: int
    abgelehnt: tuple[tuple[str, str], ...]
    wartet: tuple[str, ...]


def lage(ap: Arbeitsplatz) -> Lage:
    """Return what is settled and known, without a look at the folder."""
    with ap.profil.datenbank.lesen() as v:
        ordner, tage = lokal.gemerkt(v, ORDNER), lokal.gemerkt(v, TAGE)
        notizen = sorted(lies_merkliste(v).items()) if ordner else []
    return Lage(
        Path(ordner) if ordner else None,
        int(tage or 0),
        tuple((name, n.grund) for name, n in notizen if n.art is Art.ABGELEHNT),
        tuple(name for name, n in notizen if n.art is Art.WARTET),
    )


def hingelegte(v: Verbindung) -> dict[str, Path]:
    """Return by hash where files of ours lie in the folder, without a look at it."""
    ordner = lokal.gemerkt(v, ORDNER)
    eigene = {name: n.hash for name, n in lies_merkliste(v).items() if n.art is Art.EIGEN}
    return {hash_: Path(ordner) / name for name, hash_ in eigene.items()} if ordner else {}


def setze_ordner(ap: Arbeitsplatz, ordner: Path | None, geduld: float = GEDULD_S) -> None:
    """Choose the folder, or none; raises `EingabeFehler` for one that cannot be it."""
    if ordner is not None:
        ordner = ordner.expanduser().absolute()
        _pruefe(ap, ordner, geduld)
    with ap.profil.datenbank.schreiben() as v:
        lokal.merke(v, ORDNER, str(ordner or ""))


def setze_tage(ap: Arbeitsplatz, tage: int) -> None:
    """Choose after how many days own files that all have taken in leave the folder (0: never)."""
    if not 0 <= tage <= HOECHSTENS_TAGE:
        raise EingabeFehler(f"Die Tage müssen zwischen 0 und {HOECHSTENS_TAGE} liegen.")
    with ap.profil.datenbank.schreiben() as v:
        lokal.merke(v, TAGE, str(tage))


def gleiche_ab(
    ap: Arbeitsplatz,
    jetzt: datetime,
    fortschritt: Fortschritt = ohne_fortschritt,
    geduld: float = GEDULD_S,
) -> Abgleich:
    """Take in what is new in the folder and write what is owed; return what happened.

    Whatever is wrong with one file or with the share is said in the result. Raises
    `EingabeFehler` where no folder is chosen, `ProzessFehler` before the admission.
    """
    abgleich = Abgleich(jetzt, mehr=True)
    while abgleich.mehr:
        runde = r.beginne(ap, jetzt)
        if runde is None:
            raise EingabeFehler(_KEIN_ORDNER)
        abgleich = abgleich.und(_gleiche_einmal_ab(ap, runde, fortschritt, geduld))
    halte_fest(ap, abgleich)
    return abgleich


def halte_fest(ap: Arbeitsplatz, abgleich: Abgleich) -> None:
    """Add a line per file to the log file of this Arbeitsplatz."""
    saetze = abgleich.als_saetze() or ["Nichts Neues."]
    protokolliere(ap.profil.ordner / "diagnose", abgleich.zeit, saetze)


def lege_noch_hin(ap: Arbeitsplatz, jetzt: datetime, geduld: float) -> None:
    """Write what is owed before the program ends; what does not get there is brought next time.

    Waits at most `geduld` seconds for a share that hangs, and writes nothing for one that is gone.
    """
    runde = r.beginne(ap, jetzt)
    if runde is None:
        return
    ordner = runde.auftrag.ordner
    gang = Botengang(lambda _puls: ordner.is_dir())
    if not gang.warte(geduld) or not gang.ergebnis():
        return
    r.schreibe_noch(ap, runde, ohne_fortschritt)
    Botengang(lambda puls: r.liefere(runde, puls)).warte(geduld)
    r.schliesse_ab(ap, runde)


def _gleiche_einmal_ab(
    ap: Arbeitsplatz, runde: Runde, fortschritt: Fortschritt, geduld: float
) -> Abgleich:
    besuch = Botengang(lambda puls: r.besuche(runde, puls))
    if not besuch.warte(geduld):
        runde.abgleich.hindernis = NICHT_ERREICHBAR
        return runde.abgleich
    besuch.ergebnis()
    r.uebernimm(ap, runde, fortschritt)
    lieferung = Botengang(lambda puls: r.liefere(runde, puls))
    if lieferung.warte(geduld):
        lieferung.ergebnis()
    else:
        runde.abgleich.hindernis = NICHT_ERREICHBAR
    return r.schliesse_ab(ap, runde)


def _pruefe(ap: Arbeitsplatz, ordner: Path, geduld: float) -> None:
    gang = Botengang(lambda _puls: ordner.is_dir())
    if not gang.warte(geduld):
        raise UmgebungsFehler(f"„{ordner}“ antwortet nicht. Ist das Netzlaufwerk verbunden?")
    if not gang.ergebnis():
        raise EingabeFehler(f"Den Ordner „{ordner}“ gibt es nicht.")
    profil = ap.profil.ordner.absolute()
    if ordner == profil or profil in ordner.parents:
        raise EingabeFehler(
            "Der Austauschordner kann nicht im Ordner des Arbeitsplatzes liegen. Bitte einen "
            "wählen, den auch die anderen erreichen."
        )
