"""Two changed the directory at once: the root decides, and what the other entered is kept."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...domain.fehler import EingabeFehler, ProzessFehler, UebergabeFehler
from ...domain.rollen import Rolle
from ...handover.behaelter import oeffne
from ...handover.einfuhr import mitgebrachte
from ...handover.manifest import Manifest
from ...store.ansicht.projektion import baue_neu_auf
from ...store.log.verzeichnisse import lies_verzeichnis
from ...trust.kanon import lies_kanon
from ...trust.unterschrift import log_id
from ...trust.verzeichnis import (
    Version,
    Verzeichnis,
    Verzeichnisstreit,
    erweitert,
    gemeinsame,
)
from ..arbeitsplatz import Arbeitsplatz, identitaet
from ..uebergabe.austausch import Fortschritt, dateien_in, ohne_fortschritt
from ..uebergabe.begleitblatt import ausgepackt
from ..worte import als_tag, platzname
from .einrichten import naechster_index
from .fortschreiben import Eintraege, schreibe_fort, vorgemerkt
from .kreisblatt import kreisschluessel
from .kuerzel import freie_id, neues_kuerzel


@dataclass(frozen=True, slots=True)
class Streitfall:
    """A refused file whose directory contradicts the one here: who wrote it, from where on."""

    datei: Path
    von: str
    tag: str
    ab: int

    @property
    def satz(self) -> str:
        """Say which file it is."""
        return f"{self.von}, {als_tag(self.tag)}, ab Fassung {self.ab}: {self.datei.name}"


@dataclass(frozen=True, slots=True)
class Entschieden:
    """What was decided: from which version on, how many versions lost, how much was carried on."""

    ab: int
    verworfen: int
    uebernommen: int
    umbenannt: tuple[str, ...]

    def als_saetze(self) -> list[str]:
        """Say it in German, with what to do now."""
        anzahl = self.uebernommen
        return [
            f"Ab Fassung {self.ab} gilt das Verzeichnis dieses Arbeitsplatzes; aus der anderen "
            f"Fassung {'ist 1 Eintrag' if anzahl == 1 else f'sind {anzahl} Einträge'} übernommen.",
            *(
                f"{satz} Was dort schon eingetragen wurde, zählt nicht und muss neu eingetragen "
                "werden."
                for satz in self.umbenannt
            ),
            "Bitte allen Stellen eine Datei schicken und danach die abgelehnten Dateien noch "
            "einmal einlesen.",
        ]


def streitfaelle(ap: Arbeitsplatz, fortschritt: Fortschritt = ohne_fortschritt) -> list[Streitfall]:
    """Return the refused files that a decision between two directories waits for."""
    abgelehnte = dateien_in([ap.profil.ordner / "abgelehnt"])
    faelle = []
    for nummer, datei in enumerate(abgelehnte):
        fortschritt(nummer / len(abgelehnte), datei.name)
        if (fall := _streitfall(ap, datei)) is not None:
            faelle.append(fall)
    return faelle


def _streitfall(ap: Arbeitsplatz, datei: Path) -> Streitfall | None:
    with ap.profil.datenbank.lesen() as v:
        eigenes = lies_verzeichnis(v)
    try:
        manifest = _manifest(ap, datei)
        kette = mitgebrachte(manifest)
        erweitert(eigenes, kette)
    except Verzeichnisstreit as streit:
        dortiges = erweitert(Verzeichnis(), kette)
        platz = dortiges.plaetze.get(manifest.absender)
        von = platzname(dortiges, platz) if platz else manifest.absender[:8]
        return Streitfall(datei, von, manifest.tag, streit.ab)
    except UebergabeFehler:
        return None
    return None


def _manifest(ap: Arbeitsplatz, datei: Path) -> Manifest:
    with ausgepackt(datei) as kim:
        return oeffne(kim, ap.profil.schluessel).manifest


def entscheide_verzeichnis(ap: Arbeitsplatz, datei: Path, getippt: str = "") -> Entschieden:
    """Let the directory held here stay, and enter anew what the other branch in `datei` entered.

    `datei` is a handover file that was refused for it. Raises `KimFehler` where there is nothing to
    decide or the root key is missing.
    """
    fremde = mitgebrachte(_manifest(ap, datei))
    with ap.profil.datenbank.schreiben() as v:
        wer = identitaet(ap, v)
        verzeichnis = wer.verzeichnis
        if Rolle.CM_KOORDINATION not in wer.alle_rollen and ap.log not in verzeichnis.inhaber:
            raise ProzessFehler("Das kann nur ein Arbeitsplatz der CM-Koordination.")
        gemeinsam = gemeinsame(verzeichnis, fremde)
        if not gemeinsam:
            raise EingabeFehler("Die Datei gehört zu einem anderen Kreis.")
        verlierer = [x for x in fremde[gemeinsam:] if x.hash not in verzeichnis.verworfen]
        if gemeinsam == min(verzeichnis.nummer, len(fremde)) or not verlierer:
            raise ProzessFehler(
                "Hier ist nichts zu entscheiden: die Verzeichnisse passen zusammen."
            )
        # Checked as a whole before anything of it is entered.
        erweitert(Verzeichnis(), fremde)
        wurzel = kreisschluessel(ap, verzeichnis, getippt)
        abgabe = _Abgabe(erweitert(Verzeichnis(), fremde[:gemeinsam]))
        neues: Eintraege = [{"art": "verworfen", "hash": x.hash} for x in verlierer]
        neu = vorgemerkt(ap, verzeichnis, neues, wurzel)
        for eintrag in _eintraege(verlierer):
            if (fehlt := abgabe.fehlender(neu, eintrag)) is not None:
                neues.append(fehlt)
                neu = vorgemerkt(ap, verzeichnis, neues, wurzel)
        neu = schreibe_fort(ap, v, verzeichnis, neues, wurzel)
        # Numbers in headers never go back, so this branch must not be the shorter one.
        while neu.nummer < len(fremde):
            neu = schreibe_fort(ap, v, neu, [], wurzel)
        baue_neu_auf(v, neu)
    uebernommen = len(neues) - len(verlierer)
    return Entschieden(gemeinsam + 1, len(verlierer), uebernommen, tuple(abgabe.umbenannt))


def _eintraege(versionen: list[Version]) -> Iterator[dict[str, Any]]:
    for version in versionen:
        yield from lies_kanon(version.roh)["eintraege"]


class _Abgabe:
    """Turns entries of the branch that lost into those to be entered anew."""

    def __init__(self, vorher: Verzeichnis) -> None:
        """Begin at the last version both have in common."""
        self._vorher = vorher
        self._ersatz: dict[str, str] = {}
        self.umbenannt: list[str] = []

    def fehlender(self, verzeichnis: Verzeichnis, e: Mapping[str, Any]) -> dict[str, Any] | None:
        """Return an entry as it is to be entered; None where it is known or not to be."""
        eintrag = {**e}
        if e["art"] != "stelle" and e.get("stelle") in self._ersatz:
            eintrag["stelle"] = self._ersatz[e["stelle"]]
        if e["art"] == "stelle":
            return self._stelle(verzeichnis, eintrag)
        if e["art"] == "platz":
            return _platz(verzeichnis, eintrag)
        return None if _ist_bekannt(verzeichnis, eintrag) else eintrag

    def _stelle(self, verzeichnis: Verzeichnis, e: dict[str, Any]) -> dict[str, Any] | None:
        hier, name = verzeichnis.stellen.get(e["id"]), str(e["name"])
        vergeben = hier is not None or any(
            s.kuerzel == e["kuerzel"] for s in verzeichnis.stellen.values()
        )
        if e["id"] in self._vorher.stellen or not vergeben:
            return e
        if hier is not None and hier.name.casefold() == name.casefold():
            return None
        # Both gave one Kürzel to different Stellen: the one of this branch keeps it.
        kuerzel = neues_kuerzel(verzeichnis, name)
        ident = self._ersatz[e["id"]] = freie_id(verzeichnis, kuerzel)
        self.umbenannt.append(f"„{name}“ heißt jetzt {kuerzel} statt {e['kuerzel']}.")
        return {**e, "id": ident, "kuerzel": kuerzel}


def _ist_bekannt(verzeichnis: Verzeichnis, e: Mapping[str, Any]) -> bool:
    """Whether an entry is here already; `ende` twice does no harm, unknown kinds go along."""
    art = e["art"]
    if art == "zuweisung":
        felder = ("log", "stelle", "rolle", "von", "bis")
        return any(all(getattr(z, f) == e[f] for f in felder) for z in verzeichnis.zuweisungen)
    if art == "inhaber":
        return e["log"] in verzeichnis.inhaber
    if art == "inhaber_ende":
        return e["log"] not in verzeichnis.inhaber
    return art in ("kreis", "verworfen")


def _platz(verzeichnis: Verzeichnis, e: Mapping[str, Any]) -> dict[str, Any] | None:
    log = log_id(e["schluessel"])
    if (hier := verzeichnis.plaetze.get(log)) is not None:
        return dict(e) if hier.empfaenger != e["empfaenger"] else None
    vergeben = {p.index for p in verzeichnis.plaetze.values() if p.stelle == e["stelle"]}
    index = naechster_index(verzeichnis, e["stelle"]) if e["index"] in vergeben else e["index"]
    return {**e, "index": index}
