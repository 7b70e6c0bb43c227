"""Founding a district, preparing an Arbeitsplatz, enrolment, and units in the directory."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ...domain.fehler import EingabeFehler, ProzessFehler, UebergabeFehler
from ...domain.rollen import Rolle
from ...store.ansicht.projektion import baue_neu_auf
from ...store.datei import schreibe_sicher
from ...store.log import protokoll
from ...store.log.verzeichnisse import lies_verzeichnis, merke_kette, vergiss_kette
from ...store.oertlich import erneut
from ...store.ort import ist_netzlaufwerk
from ...store.profil.angaben import Zugang
from ...store.profil.ausgabe import ausgaben, gib_aus
from ...store.profil.profil import Profil, lege_an, schliesse_aufbau
from ...store.profil.profilschluessel import lege_wurzel_ab
from ...store.verbindung import Verbindung
from ...trust.anmeldung import (
    Anmeldung,
    baue_anmeldung,
    baue_zulassung,
    kreis_ziffern,
    lies_anmeldung,
    lies_zulassung,
    pruefe_ziffern,
)
from ...trust.quelle import Quelle, SystemQuelle
from ...trust.unterschrift import Signierer
from ...trust.verzeichnis import (
    ALLES_GILT,
    Platz,
    Stelle,
    Verzeichnis,
    erweitert,
    gemeinsame,
    neue_version,
)
from ..arbeitsplatz import Arbeitsplatz, identitaet
from ..schritt.tun import gruende_kreisfall
from ..worte import platzname, rollenname
from .fortschreiben import Eintraege, aemter, als_inhaber, schreibe_fort
from .kuerzel import freie_id, neues_kuerzel, pruefe_name

_KOORDINATION = "CM-Koordination"
_UNBEFRISTET = ""
#: What people who put a profile on a network drive should know.
WARNUNG_NETZ = (
    "Der Arbeitsplatz liegt auf einem Netzlaufwerk: bitte immer nur an einem Computer zugleich "
    "öffnen und täglich sichern. Reißt die Verbindung beim Schreiben, gilt der letzte Stand davor."
)

#: The Anmeldung of an Arbeitsplatz in its profile folder.
ANMELDUNG = "anmeldung.kim-anmeldung"


def warnung_im_netz(ordner: Path) -> str:
    """Return what is to be minded in a folder on a network drive; elsewhere nothing."""
    return WARNUNG_NETZ if ist_netzlaufwerk(ordner) else ""


def gruende_kreis(
    ordner: Path,
    name: str,
    zugang: Zugang,
    *,
    rollen: Iterable[Rolle] = (Rolle.CM_KOORDINATION,),
    stelle: str = _KOORDINATION,
    kuerzel: str = "KI",
    uebung: bool = False,
    netz: bool = False,
    quelle: Quelle | None = None,
) -> Arbeitsplatz:
    """Found the district `name` and admit this Arbeitsplatz as its first holder.

    `netz` is for a folder on a network drive (terminal server): it takes a passphrase.
    """
    pruefe_name(name, "des Kreises")
    pruefe_name(stelle, "der Stelle")
    quelle, leer = quelle or SystemQuelle(), Verzeichnis()
    kuerzel = neues_kuerzel(leer, stelle, kuerzel)
    alle = {Rolle.CM_KOORDINATION, *rollen}
    profil = lege_an(ordner, uebung, zugang, quelle, netz=netz)
    ap = Arbeitsplatz(profil, quelle)
    with _im_aufbau(profil):
        saat = quelle.zufall(32)
        lege_wurzel_ab(profil, saat, quelle)
        wurzel, tag = Signierer(saat), ap.heute().isoformat()
        ident = freie_id(leer, kuerzel)
        eintraege: list[dict[str, Any]] = [
            {"art": "kreis", "name": name, "uebung": uebung, "wurzel": wurzel.oeffentlich},
            {"art": "inhaber", "log": ap.log},
            _stelle(ident, kuerzel, stelle),
            *zulassungseintraege(_eigene_anmeldung(ap, stelle, alle, tag), ident, 1, alle, tag),
        ]
        verzeichnis = erweitert(leer, [neue_version(leer, eintraege, tag, wurzel)])
        with profil.datenbank.schreiben() as v:
            merke_kette(v, verzeichnis)
            gruende_kreisfall(ap, v, identitaet(ap, v))
    return ap


def bereite_vor(
    ordner: Path,
    zugang: Zugang,
    *,
    stelle: str,
    rollen: Iterable[Rolle],
    uebung: bool = False,
    netz: bool = False,
    quelle: Quelle | None = None,
) -> Arbeitsplatz:
    """Prepare an Arbeitsplatz that is not admitted yet; Stelle and roles are its proposal.

    `netz` is for a folder on a network drive (terminal server): it takes a passphrase.
    """
    pruefe_name(stelle, "der Stelle")
    quelle = quelle or SystemQuelle()
    ap = Arbeitsplatz(lege_an(ordner, uebung, zugang, quelle, netz=netz), quelle)
    with _im_aufbau(ap.profil):
        anmeldung = _eigene_anmeldung_bytes(ap, stelle, rollen, ap.heute().isoformat())
        schreibe_sicher(ordner / ANMELDUNG, anmeldung)
    return ap


@contextmanager
def _im_aufbau(profil: Profil) -> Iterator[None]:
    """Finish a set-up; one that fails is closed, so that it can be begun again."""
    try:
        yield
        schliesse_aufbau(profil)
    except BaseException:
        profil.schliesse()
        raise


def melde_an(ap: Arbeitsplatz, nach: Path) -> Anmeldung:
    """Write this Arbeitsplatz's Anmeldung to `nach`; its digits are read out by telephone."""
    anmeldung = eigene_anmeldung(ap)
    gib_aus(nach, lies_datei(ap.profil.ordner / ANMELDUNG))
    return anmeldung


def eigene_anmeldung(ap: Arbeitsplatz) -> Anmeldung:
    """Return the Anmeldung that lies in the profile.

    It is written anew where a restore or a new beginning was stopped before that. Raises
    `ProzessFehler` where there never was one.
    """
    try:
        alte = pruefe_anmeldung(ap.profil.ordner / ANMELDUNG)
    except UebergabeFehler:
        alte = None
    if alte is not None and alte.log == ap.log:
        return alte
    with ap.profil.datenbank.lesen() as v:
        verzeichnis, frueher = lies_verzeichnis(v), vorgaenger(v)
    if frueher:
        return melde_nachfolge_an(ap, verzeichnis, frueher)
    if alte is None:
        raise ProzessFehler("Dieser Arbeitsplatz hat keine Anmeldung vorbereitet.")
    # Begun anew before it was admitted: nobody knows the former keys, or must not count on them.
    return _lege_anmeldung_ab(ap, alte.stelle, alte.rollen, alte.platz, alte.log)


def vorgaenger(v: Verbindung) -> str:
    """Return the log this Arbeitsplatz goes on from, the last one that was admitted."""
    plaetze = lies_verzeichnis(v).plaetze
    return next((log for log in reversed(erneut.fruehere_logs(v)) if log in plaetze), "")


def melde_nachfolge_an(ap: Arbeitsplatz, verzeichnis: Verzeichnis, frueher: str) -> Anmeldung:
    """Write the Anmeldung of an Arbeitsplatz that takes over from `frueher`."""
    platz = verzeichnis.plaetze[frueher]
    rollen = verzeichnis.rollen(frueher, ap.heute().isoformat()).get(platz.stelle, frozenset())
    name = verzeichnis.stellen[platz.stelle].name
    return _lege_anmeldung_ab(ap, name, rollen, platz.name, frueher)


def _lege_anmeldung_ab(
    ap: Arbeitsplatz, stelle: str, rollen: Iterable[str], platz: str, ersetzt: str
) -> Anmeldung:
    tag = ap.heute().isoformat()
    roh = baue_anmeldung(ap.profil.schluessel, stelle, sorted(rollen), platz, tag, ersetzt)
    schreibe_sicher(ap.profil.ordner / ANMELDUNG, roh)
    return lies_anmeldung(roh)


def pruefe_anmeldung(datei: Path) -> Anmeldung:
    """Read an Anmeldung somebody sent; raises `UebergabeFehler` when it is damaged."""
    return lies_anmeldung(lies_datei(datei))


def lasse_zu(
    ap: Arbeitsplatz,
    datei: Path,
    pruefziffern: str,
    rollen: Iterable[Rolle],
    nach: Path,
    *,
    stelle: str = "",
    kuerzel: str = "",
) -> str:
    """Admit an Arbeitsplatz after its digits were compared; return the Stelle's id.

    `stelle` names an existing or new unit; without it the one the Anmeldung proposes.
    """
    anmeldung, alle = pruefe_anmeldung(datei), frozenset(rollen)
    if not alle:
        raise EingabeFehler("Bitte mindestens eine Rolle angeben.")
    pruefe_ziffern(anmeldung, pruefziffern)
    with ausgaben() as halte_bereit, ap.profil.datenbank.schreiben() as v:
        verzeichnis, tag = als_inhaber(ap, v), ap.heute().isoformat()
        neues, ident = aufnahme(verzeichnis, anmeldung, alle, tag, stelle, kuerzel)
        neu = schreibe_fort(ap, v, verzeichnis, neues) if neues else verzeichnis
        halte_bereit(nach, baue_zulassung(neu, anmeldung.log))
    return ident


def aufnahme(
    verzeichnis: Verzeichnis,
    anmeldung: Anmeldung,
    rollen: Iterable[Rolle],
    tag: str,
    stelle: str = "",
    kuerzel: str = "",
) -> tuple[Eintraege, str]:
    """Return the entries that admit an Arbeitsplatz, and the id of its Stelle.

    A Stelle that is not in the directory is entered; the Arbeitsplatz it was restored from is
    closed where it belongs to the same Stelle. For one that is admitted already, with the same
    Stelle and roles, there is nothing to enter. Raises `KimFehler` where it cannot be admitted so.
    """
    if schon := verzeichnis.plaetze.get(anmeldung.log):
        _pruefe_gleiches(verzeichnis, schon, rollen, stelle, kuerzel)
        return [], schon.stelle
    name = stelle or anmeldung.stelle
    frueher = verzeichnis.plaetze.get(anmeldung.ersetzt)
    gefunden = verzeichnis.stelle_zu(name)
    eintraege: Eintraege = []
    if gefunden is None:
        pruefe_name(name, "der Stelle")
        kuerzel = neues_kuerzel(verzeichnis, name, kuerzel)
        ident = freie_id(verzeichnis, kuerzel)
        eintraege.append(_stelle(ident, kuerzel, name))
    else:
        _pruefe_kuerzel(gefunden, kuerzel)
        ident = gefunden.id
    index = naechster_index(verzeichnis, ident)
    eintraege += zulassungseintraege(anmeldung, ident, index, rollen, tag)
    if frueher is not None and frueher.stelle == ident:
        eintraege.append(ende(frueher.log))
    return eintraege, ident


def _pruefe_gleiches(
    verzeichnis: Verzeichnis, platz: Platz, rollen: Iterable[Rolle], stelle: str, kuerzel: str
) -> None:
    """Let an admission be written again only as what it was: else it would seem changed."""
    eigene, name = verzeichnis.stellen[platz.stelle], platzname(verzeichnis, platz)
    if verzeichnis.ist_beendet(platz.log):
        raise ProzessFehler(
            f"{name} ist geschlossen und lässt sich nicht wieder zulassen. Bitte den Arbeitsplatz "
            "neu einrichten und mit seiner neuen Anmeldung zulassen."
        )
    bisher = aemter(verzeichnis, platz)
    gemeint = verzeichnis.stelle_zu(stelle) if stelle else eigene
    if gemeint == eigene and kuerzel in ("", eigene.kuerzel) and set(rollen) == bisher:
        return
    als = " und ".join(sorted(rollenname(r) for r in bisher))
    raise ProzessFehler(
        f"{name} ist schon zugelassen, als {als} mit dem Kürzel {eigene.kuerzel}. Mit genau diesen "
        "Angaben wird seine Zulassung noch einmal geschrieben. Ändern lässt sie sich auf der Seite "
        "„Arbeitsplätze“ mit „Vertretung …“ und „Beenden …“ (auf der Befehlszeile „zuweisen“ und "
        "„beenden“)."
    )


def _pruefe_kuerzel(stelle: Stelle, kuerzel: str) -> None:
    if kuerzel not in ("", stelle.kuerzel):
        raise EingabeFehler(
            f"„{stelle.name}“ steht schon mit dem Kürzel {stelle.kuerzel} im Verzeichnis. Bitte "
            "dieses angeben oder keines."
        )


def tritt_bei(ap: Arbeitsplatz, datei: Path) -> str:
    """Take in the Zulassung; return the district's digits, to compare by telephone."""
    with ap.profil.datenbank.schreiben() as v:
        verzeichnis = lies_zulassung_fuer(ap, v, datei)
        # As long as nothing is held of a wrong district, it can still be left for the right one.
        vergiss_kette(v)
        merke_kette(v, verzeichnis)
        baue_neu_auf(v, verzeichnis)
    return kreis_ziffern(verzeichnis)


def lies_zulassung_fuer(ap: Arbeitsplatz, v: Verbindung, datei: Path) -> Verzeichnis:
    """Read a Zulassung and return its directory; raises `KimFehler` where it does not fit here."""
    bisher = lies_verzeichnis(v)
    if bisher.kette and protokoll.spitze(v, ap.log)[0]:
        raise ProzessFehler("Dieser Arbeitsplatz ist schon zugelassen und hat schon gemeldet.")
    verzeichnis = lies_zulassung(lies_datei(datei), ap.log)
    if gemeinsame(bisher, verzeichnis.kette):
        # It may be older than what is known by now, or from a branch the root rejected.
        verzeichnis = erweitert(bisher, verzeichnis.kette)
    elif bisher.kette and (protokoll.anzahl(v) or erneut.fruehere_logs(v)):
        raise UebergabeFehler(
            "Diese Zulassung gehört zu einem anderen Kreis als das, was hier schon eingelesen ist. "
            "Es wurde nichts übernommen. Für den anderen Kreis bitte einen neuen Arbeitsplatz "
            "einrichten und anmelden."
        )
    if ap.log not in verzeichnis.plaetze:
        raise UebergabeFehler(
            "Diese Zulassung gilt nicht mehr: das Verzeichnis der Stellen ist seither anders "
            "entschieden worden. Bitte die CM-Koordination um eine neue bitten."
        )
    if verzeichnis.uebung != ap.uebung:
        raise UebergabeFehler(
            "Übungskreise und echte Kreise lassen sich nicht mischen. Bitte den Arbeitsplatz "
            "passend dazu einrichten."
        )
    return verzeichnis


def trage_stelle_ein(
    ap: Arbeitsplatz, name: str, kuerzel: str = "", *, ident: str = "", ohne_programm: bool = False
) -> str:
    """Enter a unit in the directory, e.g. a Projektgruppe under the id of its Auftrag."""
    pruefe_name(name, "der Stelle")
    with ap.profil.datenbank.schreiben() as v:
        verzeichnis = als_inhaber(ap, v)
        if ident in verzeichnis.stellen or verzeichnis.stelle_zu(name):
            raise EingabeFehler(f"„{name}“ steht schon im Verzeichnis.")
        kuerzel = neues_kuerzel(verzeichnis, name, kuerzel)
        ident = ident or freie_id(verzeichnis, kuerzel)
        eintrag = _stelle(ident, kuerzel, name, ohne_programm)
        schreibe_fort(ap, v, verzeichnis, [eintrag])
    return str(eintrag["id"])


def _eigene_anmeldung_bytes(
    ap: Arbeitsplatz, stelle: str, rollen: Iterable[Rolle], tag: str
) -> bytes:
    return baue_anmeldung(ap.profil.schluessel, stelle, sorted(rollen), stelle, tag)


def _eigene_anmeldung(
    ap: Arbeitsplatz, stelle: str, rollen: Iterable[Rolle], tag: str
) -> Anmeldung:
    return lies_anmeldung(_eigene_anmeldung_bytes(ap, stelle, rollen, tag))


def _stelle(ident: str, kuerzel: str, name: str, ohne_programm: bool = False) -> dict[str, Any]:
    return {
        "art": "stelle",
        "id": ident,
        "kuerzel": kuerzel,
        "name": name,
        "ohne_programm": ohne_programm,
    }


def naechster_index(verzeichnis: Verzeichnis, stelle: str) -> int:
    """Return the index of the next Arbeitsplatz of a Stelle; none is ever used again."""
    return 1 + sum(p.stelle == stelle for p in verzeichnis.plaetze.values())


def ende(log: str) -> dict[str, Any]:
    """Return the entry that closes an Arbeitsplatz another one goes on from.

    All it ever wrote counts on: others may hold more of it than is known here.
    """
    return {"art": "ende", "letzte_nr": ALLES_GILT, "log": log, "rolle": "", "stelle": ""}


def zulassungseintraege(
    anmeldung: Anmeldung, stelle: str, index: int, rollen: Iterable[Rolle], tag: str
) -> list[dict[str, Any]]:
    """Return the entries that admit an Arbeitsplatz to a Stelle with these roles."""
    platz = {
        "art": "platz",
        "empfaenger": anmeldung.empfaenger,
        "index": index,
        "name": anmeldung.platz,
        "schluessel": anmeldung.schluessel,
        "stelle": stelle,
    }
    zuweisungen = [
        {
            "art": "zuweisung",
            "bis": _UNBEFRISTET,
            "log": anmeldung.log,
            "rolle": str(rolle),
            "stelle": stelle,
            "von": tag,
        }
        for rolle in sorted(rollen)
    ]
    return [platz, *zuweisungen]


def lies_datei(datei: Path) -> bytes:
    """Read a file somebody sent; raises `UebergabeFehler` where it cannot be read."""
    try:
        return datei.read_bytes()
    except OSError as fehler:
        raise UebergabeFehler(f"„{datei}“ lässt sich nicht lesen.") from fehler
