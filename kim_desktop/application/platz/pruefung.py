"""The full check of an Arbeitsplatz; everything damaged is named in a German sentence."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ...domain.fehler import Beschaedigt, UmgebungsFehler
from ...store.anlage.anlagenliste import anlagen_in
from ...store.ansicht import faelle
from ...store.ansicht.projektion import baue_neu_auf, stand_zeilen
from ...store.log.unversehrt import Fund, Schaden, kettenfehler, unlesbares, unterschriftsfehler
from ...store.log.verzeichnisse import lies_verzeichnis
from ...store.verbindung import Verbindung, roh_gelesen, viel_speicher
from ...trust.quelle import Quelle
from ...trust.verzeichnis import Verzeichnis
from ..arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from ..uebergabe.austausch import Fortschritt, ohne_fortschritt, stelle_des_logs
from ..uebergabe.doppelte import doppelte_kennungen

_SAETZE = {
    Schaden.KOPF: "Eintrag Nr. {nr} der Stelle {stelle} ist beschädigt.",
    Schaden.KETTE: "Eintrag Nr. {nr} der Stelle {stelle} schließt nicht an den vorigen an.",
    Schaden.KOERPER: "Der Inhalt von Eintrag Nr. {nr} der Stelle {stelle} ist beschädigt.",
    Schaden.UNTERSCHRIFT: "Eintrag Nr. {nr} der Stelle {stelle} ist nicht richtig unterschrieben.",
    Schaden.STAND: "Die Unterschrift der Stelle {stelle} bis Nr. {nr} stimmt nicht.",
}
_TABELLEN = {
    "ereignisse": "die Einträge",
    "kopfstaende": "die Unterschriften der Stellen",
    "verzeichnis": "das Verzeichnis der Stellen",
    "faelle": "die Liste der Vorgänge",
    "buendelungen": "die Liste der Bündelungen",
    "geloescht": "die Liste der Löschungen",
    "ausgaenge": "die Liste der gesendeten Dateien",
    "eingaenge": "die Liste der erhaltenen Dateien",
    "gegenstellen": "was andere haben",
    "gehoert": "was andere nannten",
    "wartende": "wartende Inhalte",
    "merker": "örtliche Einstellungen",
}
_HOECHSTENS = 20
_HOECHSTENS_GEZEIGT = 1000


class _Zurueck(Exception):
    """Roll the rebuilt projections back."""


def pruefe_ordner(ordner: Path, zugang: Zugang, quelle: Quelle | None = None) -> list[str]:
    """Check the Arbeitsplatz in a folder, also one that no longer opens.

    Raises `KimFehler` where it cannot be checked: wrong passphrase, opened elsewhere.
    """
    try:
        ap = oeffne_arbeitsplatz(ordner, zugang, quelle)
    except Beschaedigt as fehler:
        return [fehler.text]
    try:
        return pruefe(ap)
    finally:
        ap.schliesse()


def pruefe(ap: Arbeitsplatz, fortschritt: Fortschritt = ohne_fortschritt) -> list[str]:
    """Check pages, hashes, chains, signatures, projections and attachments.

    Also named is why this Arbeitsplatz must not write on, where it was put back or copied.
    """
    befund = [ap.befund.satz] if ap.befund is not None else []
    return [*befund, *_schaeden(ap, fortschritt)]


def _schaeden(ap: Arbeitsplatz, fortschritt: Fortschritt) -> list[str]:
    fortschritt(0.0, "Die Datenbank wird geprüft")
    if seiten := ap.profil.datenbank.beschaedigte_seiten():
        return [*_seitenfunde(ap, seiten), *_anlagen_im_ordner(ap)]
    if not ap.profil.datenbank.ist_stimmig():
        return ["Die Datenbank ist in sich nicht stimmig. Bitte die Sicherung zurückholen."]
    with ap.profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
        fortschritt(0.2, "Die Einträge werden geprüft")
        funde = [_satz(verzeichnis, fund) for fund in kettenfehler(v)]
        fortschritt(0.4, "Die Unterschriften werden geprüft")
        funde += [_satz(verzeichnis, fund) for fund in unterschriftsfehler(v, verzeichnis)]
        fortschritt(0.6, "Die Anlagen werden geprüft")
        funde += _anlagen(ap, v, verzeichnis)
    fortschritt(0.8, "Die Ansichten werden verglichen")
    # What is folded from damaged entries says nothing about the views.
    return funde or _ansichten(ap)


def hinweise(ap: Arbeitsplatz) -> list[str]:
    """Say what is undamaged and still for people to settle: a Kennung that several cases bear."""
    with ap.profil.datenbank.lesen() as v:
        return doppelte_kennungen(v)


def _satz(verzeichnis: Verzeichnis, fund: Fund) -> str:
    stelle = stelle_des_logs(verzeichnis, fund.log)
    return _SAETZE[fund.schaden].format(nr=fund.nr, stelle=stelle)


def _seitenfunde(ap: Arbeitsplatz, seiten: list[int]) -> Iterator[str]:
    """Name broken pages and what they took along."""
    nummern = ", ".join(map(str, seiten[:_HOECHSTENS]))
    mehr = f" und {len(seiten) - _HOECHSTENS} weitere" if len(seiten) > _HOECHSTENS else ""
    yield f"In „kim.db“ ist beschädigt: Seite {nummern}{mehr}. Bitte die Sicherung zurückholen."
    # What lies in the WAL is not in the file yet that is read here.
    lesbar = unlesbares(ap.profil.datenbank.datei, ap.profil.schluessel.datenbank)
    for name in lesbar.tabellen:
        yield f"Nicht mehr ganz lesbar: {_TABELLEN[name]}."
    namen = _stellennamen(ap) if lesbar.eintraege else {}
    for log, nr in lesbar.eintraege[:_HOECHSTENS]:
        yield f"Eintrag Nr. {nr} der Stelle {namen.get(log, log[:8])} ist nicht mehr lesbar."
    if len(lesbar.eintraege) > _HOECHSTENS:
        yield f"Weitere {len(lesbar.eintraege) - _HOECHSTENS} Einträge sind nicht mehr lesbar."


def _stellennamen(ap: Arbeitsplatz) -> dict[str, str]:
    try:
        with ap.profil.datenbank.lesen() as v:
            verzeichnis = lies_verzeichnis(v)
    except UmgebungsFehler:
        return {}
    return {log: stelle_des_logs(verzeichnis, log) for log in verzeichnis.plaetze}


def _anlagen(ap: Arbeitsplatz, v: Verbindung, verzeichnis: Verzeichnis) -> list[str]:
    """Name attachments that are damaged, by the entry that carries them."""
    abfrage = "SELECT log, nr, koerper FROM ereignisse WHERE koerper IS NOT NULL ORDER BY log, nr"
    genannt: dict[str, str] = {}
    for log, nr, koerper in roh_gelesen(v, abfrage):
        for hash_ in anlagen_in(koerper):
            genannt.setdefault(
                hash_, f" an Eintrag Nr. {nr} der Stelle {stelle_des_logs(verzeichnis, log)}"
            )
    return _anlagen_im_ordner(ap, genannt)


def _anlagen_im_ordner(ap: Arbeitsplatz, genannt: dict[str, str] | None = None) -> list[str]:
    anlagen, genannt = ap.profil.anlagen, genannt or {}
    da = set(anlagen.alle())
    return [
        f"Die Anlage {hash_[:8]}…{genannt.get(hash_, '')} "
        + ("ist beschädigt." if hash_ in da else "fehlt.")
        for hash_ in sorted(da | set(genannt))
        if anlagen.lies(hash_) is None
    ]


def _ansichten(ap: Arbeitsplatz) -> list[str]:
    """Compare the projections with rebuilt ones, which are then thrown away."""
    vorher: set[bytes] = set()
    nachher: set[bytes] = set()
    try:
        with ap.profil.datenbank.schreiben() as v, viel_speicher(v):
            vorher.update(stand_zeilen(v))
            baue_neu_auf(v, lies_verzeichnis(v))
            nachher.update(stand_zeilen(v))
            raise _Zurueck
    except _Zurueck:
        pass
    namen = sorted(_namen(ap, vorher ^ nachher))
    return [
        f"{name} stimmt nicht mit den Einträgen überein; „neu-aufbauen“ hilft." for name in namen
    ]


def _namen(ap: Arbeitsplatz, zeilen: Iterable[bytes]) -> set[str]:
    """Return what rows of projections are about: the Kennung of a case, or its id."""
    gelesen = [msgspec.json.decode(zeile) for zeile in zeilen]
    ids = sorted({werte[0] for tabelle, *werte in gelesen if tabelle == "faelle"})
    with ap.profil.datenbank.lesen() as v:
        gezeigt = {z.id: z.kennung for z in faelle.zu_ids(v, ids[:_HOECHSTENS_GEZEIGT])}
    return {_name(tabelle, werte, gezeigt) for tabelle, *werte in gelesen}


def _name(tabelle: str, werte: list[Any], gezeigt: Mapping[str, str]) -> str:
    if tabelle == "faelle":
        return f"Die Ansicht von „{gezeigt.get(werte[0]) or werte[2] or werte[0][:8]}“"
    return _TABELLEN[tabelle].replace("die", "Die", 1)
