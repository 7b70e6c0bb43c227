"""Import: one transaction that takes in a whole file or nothing of it."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from ..domain.fehler import KimFehler, UebergabeFehler
from ..store.anlage.anlagenliste import fehlende as fehlende_anlagen
from ..store.anlage.verwaist import merke_kandidaten
from ..store.ansicht.faelle import strittige_kennungen
from ..store.ansicht.projektion import baue_neu_auf, projiziere
from ..store.datei import lesbarer_name
from ..store.log import protokoll, zweige
from ..store.log.verzeichnisse import lies_verzeichnis, merke_kette
from ..store.oertlich import erneut, lokal
from ..store.profil.profil import Profil
from ..store.verbindung import Verbindung, viel_speicher
from ..trust.anmeldung import aus_liste
from ..trust.quelle import Quelle
from ..trust.unterschrift import ist_stand_unterschrieben
from ..trust.verzeichnis import OHNE_ENDE, Platz, Version, Verzeichnis, erweitert
from .aufnahme import (
    Lauf,
    nimm_segment,
    nimm_wartende,
    ordne_zweige,
    pruefe_zaehler,
)
from .behaelter import BESCHAEDIGT, NICHT_FUER_UNS, Geoeffnet, oeffne
from .bericht import Bericht
from .freigabe import leser_an, leser_fuer
from .luecken import fehlende, gegabelte, hoechste_nummern
from .manifest import ANLAGE, Manifest
from .rahmen import UNTERSCHIED
from .uhr import Uhr

Fortschritt = Callable[[float, str], None]


class Geschlossen(UebergabeFehler):
    """The file comes from a closed Arbeitsplatz; people may know that it is an old one."""

    def __init__(self, code: str, tag: str) -> None:
        """Say when it was closed, and how an old file of it is taken in all the same."""
        super().__init__(
            f"Der Arbeitsplatz {code} ist seit dem {'.'.join(reversed(tag.split('-')))} "
            "geschlossen. Es wurde nichts übernommen, die Datei ist aufgehoben. Bitte die "
            "CM-Koordination anrufen: Stammt sie aus der Zeit davor, nimmt „Einlesen“ auf der "
            "Seite „Übergabe“ sie nach einer Rückfrage (auf der Befehlszeile „einlesen "
            "--auch-geschlossene“)."
        )


class _Zurueck(Exception):
    """Roll the preview back."""


def nimm_ein(
    profil: Profil,
    datei: Path,
    quelle: Quelle,
    *,
    nur_vorschau: bool = False,
    auch_geschlossene: bool = False,
    fortschritt: Fortschritt = lambda _anteil, _text: None,
) -> Bericht:
    """Take in a handover file and report; a preview reports the same and changes nothing.

    `auch_geschlossene` is for a file of a closed Arbeitsplatz that people know to be an old one.
    Raises `UebergabeFehler` when the file is refused; then nothing has changed.
    """
    bericht = Bericht(lesbarer_name(datei.name))
    fortschritt(0.0, "Datei wird geöffnet")
    geoeffnet = oeffne(datei, profil.schluessel)
    try:
        with profil.datenbank.schreiben() as v:
            if not auch_geschlossene:
                _pruefe_offen(lies_verzeichnis(v), geoeffnet)
            _importiere(v, profil, geoeffnet, bericht, quelle, fortschritt, nur_vorschau)
            if nur_vorschau:
                raise _Zurueck
        profil.raeume_auf()
    except _Zurueck:
        pass
    except BaseException:
        if bericht.anlagen and not nur_vorschau:
            _verwirf(profil, _anlagen(geoeffnet.manifest))
        raise
    return bericht


def _verwirf(profil: Profil, anlagen: list[str]) -> None:
    """Remove the attachments of a file that was not taken in, unless others name them."""
    with suppress(KimFehler):
        with profil.datenbank.schreiben() as v:
            merke_kandidaten(v, anlagen)
        profil.raeume_auf()


def _anlagen(manifest: Manifest) -> list[str]:
    return [s.hash for s in manifest.segmente if s.art == ANLAGE]


def _pruefe_offen(verzeichnis: Verzeichnis, datei: Geoeffnet) -> None:
    """Refuse what a closed Arbeitsplatz sends itself; others may hand its entries on."""
    log = datei.manifest.absender
    if tag := verzeichnis.beendet_am(log):
        raise Geschlossen(verzeichnis.code_von(verzeichnis.plaetze[log]), tag)


def _importiere(
    v: Verbindung,
    profil: Profil,
    datei: Geoeffnet,
    bericht: Bericht,
    quelle: Quelle,
    fortschritt: Fortschritt,
    nur_vorschau: bool,
) -> None:
    eigenes = lies_verzeichnis(v)
    eigene_logs = frozenset({profil.schluessel.signierer.log, *erneut.fruehere_logs(v)})
    verzeichnis, mitgebracht, absender = _geprueft(eigenes, eigene_logs, datei)
    manifest = datei.manifest
    bericht.von, bericht.nr = manifest.absender_stelle, manifest.nr
    if frueher := lokal.finde_eingang(v, datei.hash):
        bericht.schon_am = frueher.zeit[:10]
        bericht.bekannt = frueher.bericht.get("neu", 0) + frueher.bericht.get("bekannt", 0)
        _ergaenze_anlagen(
            Lauf(v, mitgebracht, bericht, 0, frozenset(), nur_vorschau), profil, datei
        )
        return
    merke_kette(v, verzeichnis)
    hoechster, geloescht = protokoll.hoechster_zaehler(v), protokoll.geloeschte(v)
    gegabelt = set(zweige.gabelungen(v))
    lauf = Lauf(v, mitgebracht, bericht, hoechster, geloescht, nur_vorschau, eigene_logs, gegabelt)
    lauf.uhr = Uhr(mitgebracht, quelle.jetzt().date())
    _nimm_segmente(lauf, profil, datei, fortschritt)
    # An attachment of an erased body may come once more in a file that was long under way.
    if anlagen := _anlagen(manifest):
        merke_kandidaten(v, anlagen)
    ordne_zweige(lauf)
    lauf.verzeichnis = verzeichnis
    _falte(lauf, eigenes, fortschritt)
    _schliesse_ab(lauf, profil, datei, absender, quelle)


def _ergaenze_anlagen(lauf: Lauf, profil: Profil, datei: Geoeffnet) -> None:
    """Take in the attachments of a file read before that were lost here since."""
    anlagen = [teil for teil in datei.segmente if teil[0].art == ANLAGE]
    fehlen = {hash_ for *_, hash_ in fehlende_anlagen(lauf.v, profil.anlagen)} if anlagen else ()
    for segment, gepackt in anlagen:
        if segment.hash in fehlen:
            nimm_segment(lauf, profil, segment, gepackt)


def _nimm_segmente(lauf: Lauf, profil: Profil, datei: Geoeffnet, fortschritt: Fortschritt) -> None:
    """Check and insert segment by segment, each leaving the memory with the next one."""
    gesamt, fertig = sum(s.roh for s in datei.manifest.segmente) or 1, 0

    def halt() -> None:
        fortschritt(0.8 * fertig / gesamt, "Einträge werden geprüft")

    lauf.halt = halt
    datei.segmente.reverse()
    while datei.segmente:
        segment, gepackt = datei.segmente.pop()
        halt()
        nimm_segment(lauf, profil, segment, gepackt)
        fertig += segment.roh
        del gepackt
    nimm_wartende(lauf)
    pruefe_zaehler(lauf)


def _falte(lauf: Lauf, eigenes: Verzeichnis, fortschritt: Fortschritt) -> None:
    def gefaltet(anteil: float) -> None:
        fortschritt(0.8 + 0.2 * anteil, "Vorgänge werden zusammengestellt")

    gefaltet(0.0)
    with viel_speicher(lauf.v):
        if lauf.verzeichnis.stand != eigenes.stand and _hat_enden(lauf.verzeichnis):
            baue_neu_auf(lauf.v, lauf.verzeichnis, gefaltet)
        else:
            projiziere(lauf.v, lauf.verzeichnis, lauf.betroffen, gefaltet)


def _geprueft(
    eigenes: Verzeichnis, eigene_logs: frozenset[str], datei: Geoeffnet
) -> tuple[Verzeichnis, Verzeichnis, Platz]:
    """Check district, directory, sender and recipients.

    Return the directory in force here, the one the file brings along, and the sender. What the
    file holds must be right by its own, or it would be right here only and wrong elsewhere.
    """
    manifest = datei.manifest
    if not eigenes.kette:
        raise UebergabeFehler("Dieser Arbeitsplatz ist noch nicht zugelassen.")
    if manifest.kreis != eigenes.hashes[0] or manifest.uebung != eigenes.uebung:
        raise UebergabeFehler(
            "Die Datei gehört zu einem anderen Kreis. Es wurde nichts übernommen."
        )
    kette = mitgebrachte(manifest)
    verzeichnis = erweitert(eigenes, kette)
    eigene_kette = kette == verzeichnis.kette
    mitgebracht = verzeichnis if eigene_kette else erweitert(Verzeichnis(), kette)
    absender = mitgebracht.plaetze.get(manifest.absender)
    if absender is None:
        raise UebergabeFehler(
            "Der Absender steht nicht im Verzeichnis der Stellen. Es wurde nichts übernommen."
        )
    if not datei.ist_unterschrieben(absender.schluessel):
        raise UebergabeFehler(UNTERSCHIED)
    gemeint = eigene_logs & set(manifest.empfaenger)
    if not any(mitgebracht.handelt_fuer(log, manifest.an) for log in gemeint):
        raise UebergabeFehler(NICHT_FUER_UNS)
    if not mitgebracht.handelt_fuer(absender.log, manifest.absender_stelle):
        raise UebergabeFehler(UNTERSCHIED)
    return verzeichnis, mitgebracht, absender


def mitgebrachte(manifest: Manifest) -> tuple[Version, ...]:
    """Return the directory chain a file brings along, unchecked; raises where it is none."""
    try:
        return tuple(aus_liste(manifest.verzeichnis))
    except (KeyError, TypeError) as fehler:
        raise UebergabeFehler(BESCHAEDIGT) from fehler


def _hat_enden(verzeichnis: Verzeichnis) -> bool:
    """Whether a version may have changed what counts of entries that are here already."""
    return bool(verzeichnis.verworfen) or any(
        z.letzte_nr < OHNE_ENDE for z in verzeichnis.zuweisungen
    )


def _schliesse_ab(
    lauf: Lauf, profil: Profil, datei: Geoeffnet, absender: Platz, quelle: Quelle
) -> None:
    v, manifest, bericht = lauf.v, datei.manifest, lauf.bericht
    zeit, eigene = quelle.jetzt().isoformat(), profil.schluessel.signierer.log
    # Before its admission a restored Arbeitsplatz acts for nobody yet.
    leser = leser_an(lauf.verzeichnis, eigene, zeit[:10]) or (
        leser_fuer(lauf.verzeichnis, manifest.an, zeit[:10]),
    )
    fuer_uns = ((nr, hash_) for log, nr, hash_ in manifest.quittungen if log == eigene)
    quittungen = lokal.eigene_quittungen(v, fuer_uns)
    koepfe = zweige.benannt(v, manifest.koepfe)
    fehlt = list(manifest.fehlt)
    log, nr, an = absender.log, manifest.nr, manifest.an
    zweite = lokal.ist_zweite(v, log, nr, an)
    bericht.zweite_von = log if zweite else ""
    lokal.merke_gegenstelle(v, log, an, nr, koepfe, fehlt, quittungen, zweite=zweite)
    erneut.erledige_anforderung(v, absender.log, (hash_ for _, hash_ in quittungen))
    lokal.quittiere(v, quittungen, zeit[:10])
    _merke_gehoerte(lauf, datei)
    bericht.fehlt = fehlende(v, lauf.verzeichnis, leser)
    bericht.strittig = strittige_kennungen(v)
    bericht.gabelungen = gegabelte(v)
    lokal.merke_eingang(
        v,
        lokal.Eingang(
            datei.hash,
            absender.log,
            manifest.absender_stelle,
            manifest.nr,
            bericht.datei,
            zeit,
            {
                "an": manifest.an,
                "neu": bericht.neu,
                "bekannt": bericht.bekannt,
                "spaete": bericht.spaete,
            },
        ),
    )


def _merke_gehoerte(lauf: Lauf, datei: Geoeffnet) -> None:
    """Keep heads beyond or beside what is held; each must be signed by its author."""
    lokal.vergiss_gehaltene(lauf.v, hoechste_nummern(lauf.v))
    bekannt = set(protokoll.kopfstaende_alle(lauf.v))
    for kopf in datei.manifest.koepfe:
        log, nr, ident, unterschrift = kopf
        platz = lauf.verzeichnis.plaetze.get(log)
        if platz is None or kopf in bekannt:
            continue
        if not ist_stand_unterschrieben(platz.schluessel, nr, ident, unterschrift):
            raise UebergabeFehler(UNTERSCHIED)
        if not zweige.haelt(lauf.v, nr, ident):
            lokal.merke_gehoert(lauf.v, log, nr, ident, unterschrift)
