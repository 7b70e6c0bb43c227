"""Files a person adds: judged, kept sealed at once, with a note of what they carry along."""

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...domain.fehler import EingabeFehler, KimFehler
from ...insight.metadaten import metadaten, ohne_metadaten
from ...store.anlage.anlagen import lies_beigabe, sauberer_name
from ...store.anlage.anlagenart import ARTEN, TYPEN, medientyp
from ...store.anlage.anlagenliste import wird_genannt
from ...store.anlage.verwaist import merke_vorlaeufige
from ...store.verbindung import Verbindung
from ..arbeitsplatz import Arbeitsplatz
from ..uebergabe.austausch import Fortschritt, ohne_fortschritt

ENDUNGEN = tuple(sorted(TYPEN))


@dataclass(frozen=True, slots=True)
class Beilage:
    """A file that is added: what the event will say, and what the file carries besides it."""

    werte: Mapping[str, Any]
    traegt: tuple[str, ...]
    entfernbar: bool


@dataclass(frozen=True, slots=True)
class Beigelegt:
    """What was added, and one sentence for each file that was not."""

    beilagen: tuple[Beilage, ...]
    abgelehnt: tuple[str, ...]


def lege_bei(
    ap: Arbeitsplatz,
    dateien: Iterable[Path],
    schon: Collection[str] = (),
    fortschritt: Fortschritt = ohne_fortschritt,
) -> Beigelegt:
    """Add files; `schon` are hashes of those added before. What is refused keeps no other back."""
    dateien, da = list(dateien), set(schon)
    neue, abgelehnt = list[Beilage](), list[str]()
    for nummer, datei in enumerate(dateien):
        fortschritt(nummer / len(dateien), "Anlagen werden geprüft")
        try:
            beilage = _lege_bei(ap, datei, da)
        except KimFehler as fehler:
            abgelehnt.append(fehler.text)
        else:
            da.add(str(beilage.werte["hash"]))
            neue.append(beilage)
    with ap.profil.datenbank.schreiben() as v:
        merke_vorlaeufige(v, (str(b.werte["hash"]) for b in neue))
    return Beigelegt(tuple(neue), tuple(abgelehnt))


def mit_beigelegten(ap: Arbeitsplatz, daten: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of a step with the files it names by path taken in.

    They are noted as being added: where the step is refused, the next start removes them.
    Raises `EingabeFehler` for a file that is not allowed.
    """
    mit = dict(daten)
    if isinstance(inhalt := mit.get("inhalt"), Mapping):
        mit["inhalt"] = mit_beigelegten(ap, inhalt)
    anlagen = mit.get("anlagen")
    if isinstance(anlagen, list) and any(isinstance(a, str) for a in anlagen):
        mit["anlagen"] = _nimm_auf(ap, anlagen)
    return mit


def _nimm_auf(ap: Arbeitsplatz, anlagen: Iterable[Any]) -> list[Any]:
    alle, neue = list[Any](), list[str]()
    try:
        for anlage in anlagen:
            if isinstance(anlage, str):
                alle.append(ap.profil.anlagen.nimm_auf(Path(anlage)))
                neue.append(str(alle[-1]["hash"]))
            else:
                alle.append(anlage)
    finally:
        with ap.profil.datenbank.schreiben() as v:
            merke_vorlaeufige(v, neue)
    return alle


def beilagen(ap: Arbeitsplatz, alle: Iterable[Mapping[str, Any]]) -> list[Beilage]:
    """Return what attachments that were added before carry along; missing ones are left out."""
    inhalte = ((werte, ap.profil.anlagen.lies(str(werte.get("hash")))) for werte in alle)
    return [_beilage(werte, inhalt) for werte, inhalt in inhalte if inhalt is not None]


def _lege_bei(ap: Arbeitsplatz, datei: Path, da: Collection[str]) -> Beilage:
    inhalt = lies_beigabe(datei)
    medientyp(datei.name, inhalt)
    if hashlib.sha256(inhalt).hexdigest() in da:
        raise EingabeFehler(f"„{datei.name}“ ist schon beigefügt.")
    return _beilage(ap.profil.anlagen.nimm_inhalt(datei.name, inhalt), inhalt)


def _beilage(werte: Mapping[str, Any], inhalt: bytes) -> Beilage:
    typ = str(werte["typ"])
    traegt = metadaten(typ, inhalt)
    danach = metadaten(typ, ohne_metadaten(typ, inhalt)) if traegt else ()
    return Beilage(werte, traegt, traegt != danach)


def bereinige(ap: Arbeitsplatz, werte: Mapping[str, Any]) -> Beilage:
    """Take what can be taken out of an added file; raises `EingabeFehler` where it is gone."""
    inhalt = ap.profil.anlagen.lies(str(werte["hash"]))
    if inhalt is None:
        raise EingabeFehler(_WEG.format(werte["name"]))
    sauber = ohne_metadaten(str(werte["typ"]), inhalt)
    neu = ap.profil.anlagen.nimm_inhalt(str(werte["name"]), sauber)
    with ap.profil.datenbank.schreiben() as v:
        merke_vorlaeufige(v, [str(neu["hash"])])
    if neu["hash"] != werte["hash"]:
        verwirf(ap, [str(werte["hash"])])
    return _beilage(neu, sauber)


def verwirf(ap: Arbeitsplatz, hashes: Iterable[str]) -> None:
    """Remove added files that no entry and no draft names."""
    with ap.profil.datenbank.schreiben() as v:
        weg = [hash_ for hash_ in hashes if not wird_genannt(v, hash_)]
    for hash_ in weg:
        ap.profil.anlagen.entferne(hash_)


def in_ereignisform(ap: Arbeitsplatz, v: Verbindung, wert: Any) -> Any:
    """Return what an event says of an attachment that was added; raises where it is gone."""
    if not isinstance(wert, Mapping):
        return wert
    name, hash_ = wert.get("name"), wert.get("hash")
    if not isinstance(name, str) or not isinstance(hash_, str):
        return wert
    if ap.profil.anlagen.groesse(hash_) is None and not wird_genannt(v, hash_):
        raise EingabeFehler(_WEG.format(name))
    return {**wert, "name": sauberer_name(name)}


def groesse_in_worten(groesse: int) -> str:
    """Return a size as people read it, e.g. 1,4 MB."""
    if groesse < 1024 * 1024:
        return f"{max(groesse / 1024, 1):.0f} KB"
    return f"{groesse / 1024 / 1024:.1f} MB".replace(".", ",")


def in_worten(werte: Mapping[str, Any]) -> str:
    """Return name, kind and size of an attachment in one line."""
    art = ARTEN.get(str(werte.get("typ")), "unbekannte Art")
    groesse = werte.get("groesse")
    teile = [str(werte.get("name") or "ohne Namen"), art]
    return " · ".join([*teile, groesse_in_worten(groesse)] if isinstance(groesse, int) else teile)


_WEG = "Die Anlage „{}“ ist nicht mehr da. Bitte entfernen und neu hinzufügen."
