"""One round with the exchange folder, in parts: what needs the database, and what the share.

`beginne` and `uebernimm` work in the database and never touch the share; `besuche` and `liefere`
touch the share and never the database. So the window does each where it holds up nobody.
"""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from .... import __version__
from ....domain.fehler import KimFehler
from ....store.oertlich import lokal
from ...arbeitsplatz import Arbeitsplatz, Identitaet, identitaet, wer_bin_ich
from ..austausch import Fortschritt
from ..befunde import befunde
from . import bote
from .abgleich import Abgleich
from .annahme import Annahme
from .bote import Auftrag, Besuch, Gebracht, Stueck
from .botengang import Puls
from .merkliste import Notiz, lies_merkliste, merke_merkliste
from .postausgang import bereite_vor, entbehrliche, schreibe_ausstehendes

ORDNER, TAGE = "ordner_austausch", "austausch_tage"


@dataclass(slots=True)
class Runde:
    """The state of a round between its parts."""

    auftrag: Auftrag
    abgleich: Abgleich
    besuch: Besuch = field(default_factory=Besuch)
    stuecke: Sequence[Stueck] = ()
    weg: dict[str, Notiz] = field(default_factory=dict)
    gebracht: Gebracht = field(default_factory=Gebracht)


def beginne(ap: Arbeitsplatz, jetzt: datetime) -> Runde | None:
    """Return what a visit needs to know; None where no folder is chosen."""
    with ap.profil.datenbank.lesen() as v:
        ordner = lokal.gemerkt(v, ORDNER)
        if not ordner:
            return None
        wer, merkliste = identitaet(ap, v), lies_merkliste(v)
    return Runde(
        Auftrag(
            ordner=Path(ordner),
            ablage=_frische_ablage(ap),
            merkliste=merkliste,
            schluessel=ap.profil.schluessel,
            umstand=f"{__version__}/{wer.verzeichnis.nummer}",
            praefix=f".KIM_{wer.code}_",
            stuecke=bereite_vor(ap, wer),
        ),
        Abgleich(jetzt),
    )


def besuche(runde: Runde, puls: Puls) -> None:
    """Go to the share and back."""
    runde.besuch = bote.besuche(runde.auftrag, puls)


def uebernimm(
    ap: Arbeitsplatz,
    runde: Runde,
    fortschritt: Fortschritt,
    *,
    schreibe: bool = True,
    weiter: Callable[[], bool] = lambda: True,
) -> bool:
    """Take in what the visit brought and write what is owed; nothing is owed twice.

    Files not yet judged stay in the round where `weiter` says no between two of them: then
    False is returned, and the same call goes on. What was taken in stays so in any case.
    """
    abgleich, besuch = runde.abgleich, runde.besuch
    abgleich.hindernis = besuch.hindernis or besuch.gebracht.hindernis
    annahme, genommen = Annahme(ap, runde.auftrag, besuch, abgleich), False
    try:
        while besuch.funde:
            if genommen and not weiter():
                return False
            annahme.nimm(fortschritt)
            genommen = True
    except KimFehler as fehler:
        # The database does not take it now; the next round tries again.
        abgleich.hindernis = fehler.text
        besuch.funde.clear()
    finally:
        annahme.merke()
    if not abgleich.hindernis and not besuch.mehr and (schreibe or abgleich.uebernahm):
        schreibe_noch(ap, runde, fortschritt)
    return True


def schreibe_noch(ap: Arbeitsplatz, runde: Runde, fortschritt: Fortschritt) -> None:
    """Write what is owed into the profile, and see what has become of no use in the folder."""
    wer, abgleich = wer_bin_ich(ap), runde.abgleich
    try:
        for ausfuhr in schreibe_ausstehendes(ap, fortschritt):
            abgleich.geschrieben.append((wer.name_von(ausfuhr.an), ausfuhr.datei.name))
    except KimFehler as fehler:
        abgleich.hindernis = fehler.text
    schon_da = {stueck.hash for stueck in runde.auftrag.stuecke}
    runde.stuecke = [s for s in bereite_vor(ap, wer) if s.hash not in schon_da]
    runde.weg = _entbehrliche(ap, wer, runde)


def liefere(runde: Runde, puls: Puls) -> None:
    """Bring what was written to the share, and take away there what is of no use any more."""
    runde.gebracht = bote.bringe(runde.auftrag, runde.stuecke, puls)
    bote.raeume_auf(runde.auftrag.ordner, runde.weg, puls)


def schliesse_ab(ap: Arbeitsplatz, runde: Runde) -> Abgleich:
    """Remember what was brought and say how the round ended."""
    abgleich, notizen = runde.abgleich, runde.gebracht.notizen
    abgleich.hindernis = abgleich.hindernis or runde.gebracht.hindernis
    abgleich.mehr = runde.besuch.mehr and not abgleich.hindernis
    if any(not b.schon_am for b in abgleich.berichte):
        abgleich.befunde = befunde(ap, abgleich.berichte).als_saetze()
    if notizen:
        with ap.profil.datenbank.schreiben() as v:
            merke_merkliste(v, {**lies_merkliste(v), **notizen})
    shutil.rmtree(runde.auftrag.ablage, ignore_errors=True)
    return abgleich


def _entbehrliche(ap: Arbeitsplatz, wer: Identitaet, runde: Runde) -> dict[str, Notiz]:
    with ap.profil.datenbank.lesen() as v:
        merkliste, tage = lies_merkliste(v), int(lokal.gemerkt(v, TAGE) or 0)
    return entbehrliche(ap, wer, merkliste, tage, runde.abgleich.zeit.date())


def _frische_ablage(ap: Arbeitsplatz) -> Path:
    """Make an empty folder for what is fetched; what a killed round left goes."""
    eingang = ap.profil.ordner / "eingang"
    for alte in eingang.glob("austausch-*"):
        shutil.rmtree(alte, ignore_errors=True)
    eingang.mkdir(exist_ok=True)
    return Path(tempfile.mkdtemp(prefix="austausch-", dir=eingang))
