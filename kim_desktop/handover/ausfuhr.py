"""Export: what a Stelle may have and has not acknowledged, in one signed and encrypted file."""

import hashlib
from dataclasses import dataclass, field
from itertools import starmap
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from .. import __version__
from ..domain.ereignis import stamm
from ..domain.fehler import EingabeFehler
from ..store import erneut, lokal, protokoll, zweige
from ..store.anlagen import Anlagen
from ..store.bereiche import als_text
from ..store.datei import bereitgestellt, freier_name
from ..store.profil import Profil
from ..store.protokoll import Zeile
from ..store.verbindung import Verbindung
from ..trust.anmeldung import als_liste
from ..trust.quelle import Quelle
from ..trust.verzeichnis import Platz, Verzeichnis
from .auswahl import Auswahl, andere_plaetze, waehle
from .behaelter import packe, verschluesselt
from .freigabe import lies_akten
from .luecken import angefordertes, verlangte
from .manifest import (
    ANLAGE,
    EREIGNISSE,
    FORMAT,
    KOERPER,
    UEBERGABE,
    Manifest,
    Segment,
)
from .rahmen import rahme, rahme_spaet

T = TypeVar("T")
#: Attachments of one file together; what does not fit goes with the next one.
HOECHSTENS_ANLAGEN = 256 * 1024 * 1024
LIEST: dict[str, tuple[int, ...]] = {"behaelter": (1,), "ereignis": (1,)}


@dataclass(frozen=True, slots=True)
class Ausfuhr:
    """What was written for one Stelle."""

    an: str
    nr: int
    datei: Path
    eintraege: int
    koerper: int
    groesse: int


@dataclass(slots=True)
class _Ladung:
    """Segments being packed, and which bodies they hold per log."""

    segmente: list[Segment] = field(default_factory=list)
    bytes_: list[bytes] = field(default_factory=list)
    koerper: dict[str, set[int]] = field(default_factory=dict)
    unvollstaendig: dict[str, set[int]] = field(default_factory=dict)
    anlagen: set[str] = field(default_factory=set)
    platz: int = HOECHSTENS_ANLAGEN
    eintraege: int = 0

    def lege_dazu(self, art: str, gepackt: bytes, roh: int, **teile: Any) -> None:
        hash_ = hashlib.sha256(gepackt).hexdigest()
        self.segmente.append(Segment(art, hash_, len(gepackt), roh, **teile))
        self.bytes_.append(gepackt)

    def merke(self, log: str, nr: int, koerper: bytes, anlagen: Anlagen) -> None:
        """Count a body as sent once all its attachments go along; else it is sent again."""
        neu = {hash_: anlagen.groesse(hash_) for hash_ in set(anlagen_in(koerper)) - self.anlagen}
        gesamt = sum(groesse or 0 for groesse in neu.values())
        if gesamt > self.platz or None in neu.values():
            self.unvollstaendig.setdefault(log, set()).add(nr)
            return
        self.platz -= gesamt
        self.anlagen.update(neu)
        self.koerper.setdefault(log, set()).add(nr)


def uebergib(
    profil: Profil, verzeichnis: Verzeichnis, von: str, an: str, ordner: Path, quelle: Quelle
) -> Ausfuhr:
    """Write the handover file of Stelle `von` for Stelle `an` into `ordner`.

    Raises `EingabeFehler` where `an` has no Arbeitsplatz, `UmgebungsFehler` where the target
    cannot be written; then nothing is noted as sent.
    """
    zeit = quelle.jetzt()
    tag = zeit.date().isoformat()
    plaetze = andere_plaetze(verzeichnis, profil.schluessel.signierer.log, an, tag)
    stelle = verzeichnis.stellen.get(an)
    if stelle is None or not plaetze:
        name = stelle.name if stelle else an
        raise EingabeFehler(f"Für „{name}“ ist kein anderer Arbeitsplatz zugelassen.")
    with profil.datenbank.schreiben() as v:
        _unterschreibe_eigenen_kopf(v, profil)
        wahl = waehle(v, verzeichnis, lies_akten(v), an, plaetze)
        ladung = _belade(wahl, profil.anlagen)
        nr = lokal.naechste_nummer(v, an)
        manifest = _manifest(v, profil, verzeichnis, von, an, plaetze, ladung, nr, tag)
        empfaenger = [p.empfaenger for p in plaetze]
        inhalt = verschluesselt(manifest, ladung.bytes_, profil.schluessel, empfaenger)
        ziel = freier_name(ordner, _dateiname(verzeichnis, profil, an, nr, tag))
        erscheine = bereitgestellt(ziel, inhalt)
        hash_ = hashlib.sha256(inhalt).hexdigest()
        enthalten = {log: als_text(nummern) for log, nummern in ladung.koerper.items()}
        ausgang = lokal.Ausgang(an, nr, ziel.name, hash_, zeit.isoformat(), enthalten)
        lokal.merke_ausgang(v, ausgang)
        erneut.merke_anforderung(v, (p.log for p in plaetze), hash_)
        lokal.merke_versand(v, an, (p.log for p in plaetze), ladung.unvollstaendig)
    # Only now: a number is never used for two files, whatever stops the program in between.
    erscheine()
    koerper = sum(map(len, ladung.koerper.values()))
    return Ausfuhr(an, nr, ziel, ladung.eintraege, koerper, len(inhalt))


def anlagen_in(koerper: bytes) -> list[str]:
    """Return the hashes of the attachments a body names."""
    if b'"anlagen":[{' not in koerper:
        return []
    inhalt = _teil(msgspec.json.decode(koerper), "inhalt", dict)
    anlagen = _teil(inhalt, "anlagen", list)
    return [hash_ for a in anlagen if (hash_ := _teil(a, "hash", str))]


def _teil(werte: Any, name: str, art: type[T]) -> T:
    wert = werte.get(name) if isinstance(werte, dict) else None
    return wert if isinstance(wert, art) else art()


def _unterschreibe_eigenen_kopf(v: Verbindung, profil: Profil) -> None:
    signierer = profil.schluessel.signierer
    nr, ident = protokoll.spitze(v, signierer.log)
    if nr:
        unterschrift = signierer.unterschreibe_stand(nr, ident)
        protokoll.merke_kopfstand(v, signierer.log, nr, ident, unterschrift)


def _belade(wahl: Auswahl, anlagen: Anlagen) -> _Ladung:
    ladung, spaete = _Ladung(), []
    for log in wahl.bestand:
        _lade_neue(wahl, ladung, log, anlagen)
        for zeile, kopf in wahl.spaete(log):
            assert zeile.koerper is not None
            ladung.merke(log, kopf.nr, zeile.koerper, anlagen)
            spaete.append(rahme_spaet(zeile.id, zeile.koerper))
    if spaete:
        ladung.lege_dazu(KOERPER, *packe(spaete))
    for hash_ in sorted(ladung.anlagen):
        if inhalt := anlagen.lies(hash_):
            ladung.lege_dazu(ANLAGE, inhalt, len(inhalt))
    return ladung


def _lade_neue(wahl: Auswahl, ladung: _Ladung, log: str, anlagen: Anlagen) -> None:
    """Add the runs of a log that are new, each up to the last head its author signed."""

    def rahme_ein(zweig: str, zeile: Zeile) -> bytes:
        kopf = wahl.lesbar(zeile)
        if kopf is not None and zeile.koerper is not None:
            ladung.merke(zweig, kopf.nr, zeile.koerper, anlagen)
        return rahme(zeile, kopf is not None)

    for von, bis in wahl.laeufe(log):
        stand = protokoll.kopfstand(wahl.v, log, bis)
        if stand is None or stand[0] < von:
            continue
        abschnitte = zweige.abschnitte(wahl.v, log, von, stand[0])
        gepackt, roh = packe(starmap(rahme_ein, zweige.zeilen(wahl.v, abschnitte)))
        ladung.eintraege += stand[0] - abschnitte[0][1] + 1
        ladung.lege_dazu(
            EREIGNISSE,
            gepackt,
            roh,
            log=stamm(log),
            von=abschnitte[0][1],
            bis=stand[0],
            kopf=stand[1],
            unterschrift=stand[2],
        )


def _manifest(
    v: Verbindung,
    profil: Profil,
    verzeichnis: Verzeichnis,
    von: str,
    an: str,
    plaetze: list[Platz],
    ladung: _Ladung,
    nr: int,
    tag: str,
) -> Manifest:
    log = profil.schluessel.signierer.log
    offen = erneut.offene_anforderungen(v)
    fehlt = verlangte(v, verzeichnis, von)
    if any(p.log in offen for p in plaetze):
        fehlt += angefordertes(v, verzeichnis, von, log)
    return Manifest(
        absender=log,
        absender_stelle=von,
        an=an,
        art=UEBERGABE,
        empfaenger=tuple(sorted(p.log for p in plaetze)),
        fehlt=tuple(fehlt),
        koepfe=tuple((stamm(k[0]), *k[1:]) for k in protokoll.kopfstaende_alle(v)),
        kreis=verzeichnis.hashes[0],
        liest=LIEST,
        nr=nr,
        programm=__version__,
        quittungen=tuple(
            (p.log, *quittung)
            for p in plaetze
            if p.log not in offen
            for quittung in lokal.quittungen_fuer(v, p.log)
        ),
        segmente=tuple(ladung.segmente),
        tag=tag,
        uebung=verzeichnis.uebung,
        v=FORMAT,
        verzeichnis=tuple(als_liste(verzeichnis.kette)),
    )


def _dateiname(verzeichnis: Verzeichnis, profil: Profil, an: str, nr: int, tag: str) -> str:
    platz = verzeichnis.plaetze[profil.schluessel.signierer.log]
    kuerzel = verzeichnis.stellen[an].kuerzel
    return f"KIM_{verzeichnis.code_von(platz)}_{kuerzel}_{nr:04}_{tag}.kim"
