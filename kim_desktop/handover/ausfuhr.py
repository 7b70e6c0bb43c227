"""Export: what a Stelle may have and has not acknowledged, in one signed and encrypted file."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from .. import __version__
from ..domain.ereignis import stamm
from ..domain.fehler import EingabeFehler
from ..store.bereiche import als_text
from ..store.datei import bereitgestellt, freier_name, raeume_reste
from ..store.log import protokoll
from ..store.oertlich import erneut, lokal
from ..store.profil.profil import Profil
from ..store.verbindung import Verbindung
from ..trust.anmeldung import als_liste
from ..trust.quelle import Quelle
from ..trust.verzeichnis import Platz, Stelle, Verzeichnis
from .anfragen import angefordertes, verlangte
from .auswahl import andere_plaetze, waehle
from .behaelter import verschluesselt
from .freigabe import Akten, Leser, leser_an, leser_fuer
from .ladung import HOECHSTENS_ANLAGEN, Ladung, belade
from .luecken import Bereich
from .manifest import FORMAT, UEBERGABE, Manifest

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


def uebergib(
    profil: Profil,
    verzeichnis: Verzeichnis,
    von: str,
    an: str,
    ordner: Path,
    quelle: Quelle,
    platz: int = HOECHSTENS_ANLAGEN,
    verpacke: Callable[[Ausfuhr], Ausfuhr] | None = None,
) -> Ausfuhr:
    """Write the handover file of Stelle `von` for Stelle `an` into `ordner`.

    Attachments that do not fit into `platz` bytes follow with the next file. `verpacke` puts the
    file into what it is to travel in.

    Raises `EingabeFehler` where `an` has no Arbeitsplatz, `UmgebungsFehler` where the target
    cannot be written; then nothing is noted as sent, and the Stelle is still owed a file.
    """
    zeit = quelle.jetzt()
    tag = zeit.date().isoformat()
    stelle, plaetze = _ziel(profil, verzeichnis, an, tag)
    with profil.datenbank.schreiben() as v:
        _unterschreibe_eigenen_kopf(v, profil)
        wahl = waehle(v, verzeichnis, Akten(v), leser_fuer(verzeichnis, an, tag), plaetze)
        ladung = belade(wahl, profil.anlagen, min(platz, HOECHSTENS_ANLAGEN))
        nr = lokal.naechste_nummer(v, an)
        leser = leser_an(verzeichnis, profil.schluessel.signierer.log, tag)
        verlangt = verlangte(v, verzeichnis, profil, leser)
        fehlt = [*verlangt, *_zum_wiederaufbau(v, profil, verzeichnis, plaetze, leser)]
        manifest = _manifest(v, profil, verzeichnis, von, an, plaetze, ladung, nr, tag, fehlt)
        empfaenger = [p.empfaenger for p in plaetze]
        inhalt = verschluesselt(manifest, ladung.bytes_, profil.schluessel, empfaenger)
        anfang = _anfang_des_namens(verzeichnis, profil)
        raeume_reste(ordner, anfang)
        ziel = freier_name(ordner, f"{anfang}{stelle.kuerzel}_{nr:04}_{tag}.kim")
        erscheine = bereitgestellt(ziel, inhalt)
        hash_ = hashlib.sha256(inhalt).hexdigest()
        enthalten = {log: als_text(nummern) for log, nummern in ladung.koerper.items()}
        ausgang = lokal.Ausgang(an, nr, ziel.name, hash_, zeit.isoformat(), enthalten)
        lokal.merke_ausgang(v, ausgang)
        lokal.vergiss_versand(v, an)
    # Only now: a number is never used for two files, whatever stops the program in between.
    erscheine()
    ausfuhr = Ausfuhr(an, nr, ziel, ladung.eintraege, ladung.anzahl_koerper, len(inhalt))
    if verpacke is not None:
        ausfuhr = verpacke(ausfuhr)
    with profil.datenbank.schreiben() as v:
        erneut.merke_anforderung(v, (p.log for p in plaetze), hash_)
        lokal.merke_versand(v, an, (p.log for p in plaetze), ladung.unvollstaendig, verlangt)
    return ausfuhr


def _ziel(
    profil: Profil, verzeichnis: Verzeichnis, an: str, tag: str
) -> tuple[Stelle, list[Platz]]:
    """Return the Stelle a file is for and its Arbeitsplätze besides this one."""
    stelle = verzeichnis.stellen.get(an)
    plaetze = andere_plaetze(verzeichnis, profil.schluessel.signierer.log, an, tag)
    if stelle is None or not plaetze:
        name = stelle.name if stelle else an
        raise EingabeFehler(f"Für „{name}“ ist kein anderer Arbeitsplatz zugelassen.")
    return stelle, plaetze


def _unterschreibe_eigenen_kopf(v: Verbindung, profil: Profil) -> None:
    signierer = profil.schluessel.signierer
    nr, ident = protokoll.spitze(v, signierer.log)
    if nr:
        unterschrift = signierer.unterschreibe_stand(nr, ident)
        protokoll.merke_kopfstand(v, signierer.log, nr, ident, unterschrift)


def _zum_wiederaufbau(
    v: Verbindung,
    profil: Profil,
    verzeichnis: Verzeichnis,
    plaetze: Iterable[Platz],
    leser: Iterable[Leser],
) -> list[Bereich]:
    """Return what is asked for besides after a restore, until one of `plaetze` has answered."""
    offen = erneut.offene_anforderungen(v)
    if not any(p.log in offen for p in plaetze):
        return []
    return angefordertes(v, verzeichnis, leser, profil.schluessel.signierer.log)


def _manifest(
    v: Verbindung,
    profil: Profil,
    verzeichnis: Verzeichnis,
    von: str,
    an: str,
    plaetze: list[Platz],
    ladung: Ladung,
    nr: int,
    tag: str,
    fehlt: Iterable[Bereich],
) -> Manifest:
    offen = erneut.offene_anforderungen(v)
    return Manifest(
        absender=profil.schluessel.signierer.log,
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


def _anfang_des_namens(verzeichnis: Verzeichnis, profil: Profil) -> str:
    """Return how the names of all files of this Arbeitsplatz begin, and of no other one's."""
    return f"KIM_{verzeichnis.code_von(verzeichnis.plaetze[profil.schluessel.signierer.log])}_"
