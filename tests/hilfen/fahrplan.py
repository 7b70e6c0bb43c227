"""Random schedules of a district: eight workplaces, files that get lost, doubled, late or forged.

A schedule is a list of moves; each is a kind and a number that chooses among what is possible.
The same schedule does the same again.
"""

import random
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from kim_desktop.application.ansicht import Filter, aufgaben, gruendende, liste, zeige
from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, schreibt_doppelt
from kim_desktop.application.platz.einrichten import bereite_vor, lasse_zu, melde_an, tritt_bei
from kim_desktop.application.platz.neubeginn import beginne_neu
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.application.schritt.formular import formular
from kim_desktop.application.schritt.tun import tue
from kim_desktop.application.uebergabe.austausch import (
    bilanz,
    lies_ein,
    stelle_des_logs,
    uebergib_an,
)
from kim_desktop.domain.ereignis import stamm
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler, UebergabeFehler
from kim_desktop.domain.felder import Feld, Feldart
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritt import Fallart
from kim_desktop.handover.freigabe import Akten, Leser, freigabe, logs_fuer
from kim_desktop.handover.manifest import EREIGNISSE
from kim_desktop.store.ansicht.projektion import baue_neu_auf
from kim_desktop.store.log import protokoll, zweige
from kim_desktop.store.log.verzeichnisse import lies_verzeichnis, merke_kette
from kim_desktop.store.profil.angaben import lies_angaben
from kim_desktop.store.profil.hochstand import DATEI as MARKE
from kim_desktop.store.profil.profil import geoeffnet
from kim_desktop.store.verbindung import viel_speicher
from kim_desktop.trust.kopf import kopf_von
from kim_desktop.trust.schluessel import Schluessel
from kim_desktop.trust.verzeichnis import OHNE_ENDE, erweitert, neue_version
from tests.hilfen.ereignisse import passend
from tests.hilfen.faelschung import verschluesselt, zerlegt
from tests.hilfen.kreis import AUFTRAG, MELDUNG, RM, VORLAGE, Kreis, gruende, nimm_auf, quelle

HUB = "KI"
#: Name of the workplace → its Stelle. Two PCs of a Stelle must come to the same state.
STELLE = {
    "KI": "KI",
    "KI2": "KI",
    "HEN": "HEN",
    "HEN2": "HEN",
    "TRO": "TRO",
    "KIL": "KIL",
    "LG": "LG",
    "PG": "PG",
}
GLEICHE = (("KI", "KI2"), ("HEN", "HEN2"))
ROLLE = {
    "KI2": Rolle.CM_KOORDINATION,
    "HEN": Rolle.CM_STELLE,
    "HEN2": Rolle.CM_STELLE,
    "TRO": Rolle.CM_STELLE,
    "KIL": Rolle.KI_LEITUNG,
    "LG": Rolle.LENKUNGSGRUPPE,
    "PG": Rolle.PROJEKTGRUPPE,
}
#: Steps that change nothing worth a schedule, or need a file.
_NICHT = frozenset({"altbestand_aufnehmen"})
RUNDEN = 12

ARTEN = (
    *["schritt"] * 12,
    *["gib"] * 5,
    *["bring"] * 6,
    *["wieder", "verliere", "verfaelsche", "amt", "loesche", "runde", "gabel", "gabel"],
)


class Zug(NamedTuple):
    """One move of a schedule."""

    art: str
    wahl: int


@dataclass(frozen=True, slots=True)
class Grundstock:
    """A closed district, ready to be copied; wrapping and other keys of its workplaces."""

    ordner: Path
    schluessel: dict[str, tuple[bytes, Schluessel]]


@dataclass(slots=True)
class Fahrt:
    """A district on its way through a schedule, and what was noticed."""

    plaetze: dict[str, Arbeitsplatz]
    ordner: Path
    unterwegs: list[tuple[str, Path]] = field(default_factory=list)
    gebracht: list[tuple[str, Path]] = field(default_factory=list)
    gefaelscht: set[Path] = field(default_factory=set)
    beendet: set[str] = field(default_factory=set)
    neu: set[str] = field(default_factory=set)
    alt: dict[str, Schluessel] = field(default_factory=dict)
    vor_kopie: dict[str, set[tuple[str, Path]]] = field(default_factory=dict)
    vergessen: set[tuple[str, Path]] = field(default_factory=set)
    zurueckgelegt: set[str] = field(default_factory=set)
    funde: list[str] = field(default_factory=list)
    getan: list[str] = field(default_factory=list)
    nummer: int = 0


def zufaelliger_plan(saat: int, laenge: int = 40) -> list[Zug]:
    """Return the schedule of a seed."""
    zufall = random.Random(saat)
    return [Zug(zufall.choice(ARTEN), zufall.randrange(2**30)) for _ in range(laenge)]


def baue(ordner: Path) -> Grundstock:
    """Build the district once."""
    kreis = gruende(ordner / "kreis")
    for name, rolle in ROLLE.items():
        stelle = STELLE[name] if STELLE[name] != name else ""
        if STELLE[name] == HUB:
            _nimm_zweiten_hub_auf(kreis, name)
        else:
            gruppe = "pg-1" if rolle is Rolle.PROJEKTGRUPPE else ""
            nimm_auf(kreis, name, rolle, stelle=stelle, kennzeichen=gruppe)
    _spiele(kreis)
    for stelle in sorted({*STELLE.values()}):
        datei = kreis.gib(HUB, stelle)
        for name in (n for n, s in STELLE.items() if s == stelle and n != HUB):
            lies_ein(kreis.plaetze[name], datei)
    profile = {name: ap.profil for name, ap in kreis.plaetze.items()}
    schluessel = {name: (profil.huelle, profil.schluessel) for name, profil in profile.items()}
    kreis.schliesse()
    return Grundstock(kreis.ordner / "profile", schluessel)


def _spiele(kreis: Kreis) -> None:
    """Let there be a Herausforderung before each of the later steps."""
    andere = ("HEN", "TRO", "KIL", "LG", "PG")
    kreis.bring(HUB, *andere)
    for wer in ("HEN", "TRO"):
        for _ in range(5):
            kreis.tue(wer, "melden", **MELDUNG)
        kreis.bring(wer, HUB)
    themen = []
    for nummer in range(1, 5):
        meldungen = [f"{code}1-2026-{nummer:03}" for code in ("HEN", "TRO")]
        daten = {"titel": f"Thema {nummer}", "meldungen": meldungen}
        themen.append(kreis.tue(HUB, "buendeln", **daten).kennung)
    for kennung in themen[1:]:
        kreis.tue(HUB, "vorlegen", kennung=kennung)
    kreis.bring(HUB, "KIL")
    for kennung in themen[1:]:
        kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE)
    kreis.runde(("KIL", "LG"))
    for kennung in themen[2:]:
        kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG)
    kreis.runde(("LG", "PG"))
    kreis.tue("PG", "rueckmelden", kennung=themen[3], **RM)
    kreis.runde(andere)


def _nimm_zweiten_hub_auf(kreis: Kreis, name: str) -> None:
    ort, stelle = kreis.profil(name), "CM-Koordination"
    rollen = (Rolle.CM_KOORDINATION,)
    ap = bereite_vor(ort, Zugang(), stelle=stelle, rollen=rollen, uebung=True, quelle=quelle(name))
    anmeldung, zulassung = kreis.ordner / f"{name}.an", kreis.ordner / f"{name}.zu"
    ziffern = melde_an(ap, anmeldung).pruefziffern
    lasse_zu(kreis.plaetze[HUB], anmeldung, ziffern, rollen, zulassung)
    tritt_bei(ap, zulassung)
    kreis.plaetze[name] = ap


def fahre(
    grundstock: Grundstock,
    ordner: Path,
    plan: Iterable[Zug],
    stoere: Callable[[Fahrt], None] = lambda _fahrt: None,
) -> Fahrt:
    """Play a schedule to its end, bring what is missing, and note everything that is wrong.

    `stoere` may spoil something before the last look: does it notice?
    """
    (ordner / "post").mkdir(parents=True)
    shutil.copytree(grundstock.ordner, ordner / "profile")
    fahrt = Fahrt({n: _oeffne(grundstock, ordner, n) for n in STELLE}, ordner)
    try:
        for zug in plan:
            _ZUEGE[zug.art](fahrt, random.Random(zug.wahl))
        _bringe_alles(fahrt)
        stoere(fahrt)
        _pruefe_ende(fahrt)
    finally:
        for ap in fahrt.plaetze.values():
            ap.schliesse()
    return fahrt


def _oeffne(grundstock: Grundstock, ordner: Path, name: str) -> Arbeitsplatz:
    # With the keys at hand: unlocking would cost a passphrase each time.
    woher = quelle(f"fahrt-{name}")
    huelle, schluessel = grundstock.schluessel[name]
    ort = ordner / "profile" / name.lower()
    return Arbeitsplatz(geoeffnet(ort, huelle, schluessel, lies_angaben(ort), woher), woher)


def _schritt(fahrt: Fahrt, zufall: random.Random) -> None:
    """Let somebody do something that can be done now, due things first."""
    name = zufall.choice(list(fahrt.plaetze))
    ap = fahrt.plaetze[name]
    moeglich = [(s.name, a.fall.kennung, s.faellig) for a in aufgaben(ap) for s in a.schritte]
    faellige = [m for m in moeglich if m[2]]
    if faellige and zufall.random() < 0.6:
        moeglich = faellige
    elif not moeglich or zufall.random() < 0.25:
        moeglich = [(s.name, "", False) for s in gruendende(ap) if s.name not in _NICHT]
    if not moeglich:
        return
    schritt, kennung, _ = zufall.choice(moeglich)
    try:
        getan = tue(ap, schritt, angaben(ap, schritt, kennung, zufall))
    except (EingabeFehler, ProzessFehler) as fehler:
        fahrt.getan.append(f"{name}: {schritt} {kennung} ging nicht: {fehler.text}")
        return
    fahrt.getan.append(f"{name}: {schritt} {getan.kennung}")


def angaben(ap: Arbeitsplatz, schritt: str, kennung: str, zufall: random.Random) -> dict[str, Any]:
    """Return data for a step as its dialog would, required fields filled in."""
    # A bundle can begin with a Meldung.
    neu = schritt == "buendeln" and bool(kennung) and _ist_meldung(ap, kennung)
    blatt = formular(ap, schritt, mit=kennung) if neu else formular(ap, schritt, kennung)
    werte = dict(blatt.vorgaben)
    for feld in blatt.felder:
        wahl = list(blatt.auswahl.get(feld.name, ()))
        if wahl and (feld.pflicht or zufall.random() < 0.2):
            mehrere = feld.art in {Feldart.KENNUNGEN, Feldart.LISTENWERTE, Feldart.TEXTE}
            anzahl = zufall.randint(1, min(3, len(wahl)))
            werte[feld.name] = zufall.sample(wahl, anzahl) if mehrere else zufall.choice(wahl)
        elif feld.pflicht and not werte.get(feld.name):
            werte[feld.name] = _passend(feld, zufall)
    if schritt == "beauftragen":
        werte["gruppen"] = [{"name": "Stelle PG", "id": "pg-1"}]
    if schritt == "tagesordnung":
        werte["punkte"] = [{"top": "1", "titel": "Verschiedenes"}]
    if "thema" in {f.name for f in blatt.felder}:
        themen = liste(ap, Filter(arten=("herausforderung",)))
        werte["thema"] = zufall.choice(themen).kennung if themen else ""
    return blatt.daten({k: w for k, w in werte.items() if w not in (None, "", [], {})})


def _ist_meldung(ap: Arbeitsplatz, kennung: str) -> bool:
    return zeige(ap, kennung).fall.art == Fallart.MELDUNG


def _passend(feld: Feld, zufall: random.Random) -> Any:
    if feld.art is Feldart.JA_NEIN:
        return True
    if feld.art is Feldart.WAHL and feld.auswahl:
        return zufall.choice(list(feld.auswahl))
    wert = passend(feld)
    return f"{wert} {zufall.randrange(100)}" if isinstance(wert, str) and " " in wert else wert


def _gib(fahrt: Fahrt, zufall: random.Random) -> None:
    """Let somebody write a file; it is on its way to every workplace of the Stelle."""
    von = zufall.choice(list(fahrt.plaetze))
    ziele = sorted({s for s in STELLE.values() if s != STELLE[von] or von.startswith(HUB)})
    if STELLE[von] != HUB:
        ziele = [HUB] if zufall.random() < 0.85 else ziele
    _schreibe(fahrt, von, zufall.choice(ziele))


def _schreibe(fahrt: Fahrt, von: str, an: str) -> list[tuple[str, Path]]:
    fahrt.nummer += 1
    ordner = fahrt.ordner / "post" / f"{fahrt.nummer:04}"
    ordner.mkdir()
    try:
        datei = uebergib_an(fahrt.plaetze[von], an, ordner).datei
    except (EingabeFehler, ProzessFehler) as fehler:
        fahrt.getan.append(f"{von} → {an}: ging nicht: {fehler.text}")
        return []
    sendungen = [(name, datei) for name, stelle in STELLE.items() if stelle == an and name != von]
    fahrt.unterwegs += sendungen
    fahrt.getan.append(f"{von} → {an}: {fahrt.nummer:04}")
    return sendungen


def _bring(fahrt: Fahrt, zufall: random.Random) -> None:
    """Deliver any file that is on its way, not always the oldest."""
    if fahrt.unterwegs:
        ort = 0 if zufall.random() < 0.4 else zufall.randrange(len(fahrt.unterwegs))
        _lies(fahrt, *fahrt.unterwegs.pop(ort))


def _lies(fahrt: Fahrt, wer: str, datei: Path) -> None:
    schon = (wer, datei) in fahrt.gebracht and (wer, datei) not in fahrt.vergessen
    fahrt.gebracht.append((wer, datei))
    fahrt.vergessen.discard((wer, datei))
    fahrt.getan.append(f"{wer} liest {datei.parent.name}")
    try:
        bericht = lies_ein(fahrt.plaetze[wer], datei)
    except UebergabeFehler as fehler:
        # A closed workplace's own files are old ones, or nobody knows whose.
        geschlossen = "geschlossen" in fehler.text and bool(fahrt.neu | fahrt.beendet)
        if datei not in fahrt.gefaelscht and wer not in fahrt.beendet and not geschlossen:
            fahrt.funde.append(f"{wer} lehnt {datei.parent.name} ab: {fehler.text}")
        return
    if datei in fahrt.gefaelscht:
        fahrt.funde.append(f"{wer} nimmt die gefälschte {datei.parent.name} an")
    if bericht.zweite_von and bericht.zweite_von not in fahrt.zurueckgelegt:
        fahrt.funde.append(f"{wer} hält den Absender von {datei.parent.name} für zurückgelegt")
    if schon and (not bericht.schon_am or bericht.neu):
        fahrt.funde.append(f"{wer} hält {datei.parent.name} für neu")


def _wieder(fahrt: Fahrt, zufall: random.Random) -> None:
    """Deliver a file once more."""
    if fahrt.gebracht:
        _lies(fahrt, *zufall.choice(fahrt.gebracht))


def _verliere(fahrt: Fahrt, zufall: random.Random) -> None:
    """Lose a file on its way."""
    if fahrt.unterwegs:
        wer, datei = fahrt.unterwegs.pop(zufall.randrange(len(fahrt.unterwegs)))
        fahrt.getan.append(f"{datei.parent.name} an {wer} geht verloren")


def _verfaelsche(fahrt: Fahrt, zufall: random.Random) -> None:
    """Let the sender change or drop an entry of another's log, or somebody damage the file."""
    wer, datei = zufall.choice(fahrt.unterwegs) if fahrt.unterwegs else ("", Path())
    if not wer:
        return
    fahrt.nummer += 1
    falsch = fahrt.ordner / "post" / f"{fahrt.nummer:04}" / datei.name
    falsch.parent.mkdir()
    inhalt = _gefaelscht(fahrt, wer, datei, zufall)
    if inhalt is None:
        roh = bytearray(datei.read_bytes())
        roh[zufall.randrange(len(roh))] ^= 1
        inhalt = bytes(roh)
    falsch.write_bytes(inhalt)
    fahrt.gefaelscht.add(falsch)
    _lies(fahrt, wer, falsch)


def _gefaelscht(fahrt: Fahrt, wer: str, datei: Path, zufall: random.Random) -> bytes | None:
    """Return the file with one entry dropped or with another body, rightly signed by its sender."""
    paket = zerlegt(datei, fahrt.plaetze[wer].profil.schluessel)
    nummern = [n for n, s in enumerate(paket.manifest.segmente) if s.art == EREIGNISSE]
    absender = next(a for a in fahrt.plaetze.values() if a.log == paket.manifest.absender)
    if not nummern:
        return None
    nummer = zufall.choice(nummern)
    zeilen = paket.zeilen(nummer)
    ort = zufall.randrange(len(zeilen))
    if zeilen[ort].startswith(b'{"koerper"') and zufall.random() < 0.5:
        zeilen[ort] = zeilen[ort].replace(b'"salz":"', b'"salz":"0', 1)
    else:
        del zeilen[ort]
    schluessel = absender.profil.schluessel
    klartext = paket.mit_zeilen(nummer, zeilen).klartext(schluessel.signierer)
    return verschluesselt(klartext, fahrt.plaetze[wer].profil.schluessel.empfaenger)


def _amt(fahrt: Fahrt, zufall: random.Random) -> None:
    """Let the holder of the directory give somebody a role or end one."""
    hub = fahrt.plaetze[HUB]
    name = zufall.choice(["TRO", "KIL", "PG", "LG"])
    with hub.profil.datenbank.schreiben() as v, viel_speicher(v):
        alt = lies_verzeichnis(v)
        log = fahrt.plaetze[name].log
        tag = hub.heute().isoformat()
        stelle = alt.plaetze[log].stelle
        if zufall.random() < 0.5 and name not in fahrt.beendet:
            art: dict[str, Any] = {
                "art": "zuweisung",
                "bis": "",
                "von": tag,
                "rolle": str(zufall.choice(list(Rolle))),
            }
        elif any(z.log == log and z.letzte_nr == OHNE_ENDE for z in alt.zuweisungen):
            art = {"art": "ende", "letzte_nr": zufall.randrange(6), "rolle": ""}
            fahrt.beendet.add(name)
        else:
            return
        eintrag = {**art, "log": log, "stelle": stelle}
        neu = neue_version(alt, [eintrag], tag, hub.profil.schluessel.signierer)
        verzeichnis = erweitert(alt, [*alt.kette, neu])
        merke_kette(v, verzeichnis)
        baue_neu_auf(v, verzeichnis)
    fahrt.getan.append(f"{HUB}: {art['art']} {name} {art}")


def _loesche(fahrt: Fahrt, zufall: random.Random) -> None:
    """Let the CM-Koordination or an author erase what some entry says."""
    name = zufall.choice(list(fahrt.plaetze))
    ap = fahrt.plaetze[name]
    faelle = [a.fall.kennung for a in aufgaben(ap)]
    if not faelle:
        return
    zeilen = [z for z in zeige(ap, zufall.choice(faelle)).verlauf if z.loeschbar]
    if zeilen:
        daten = {"ereignisse": [zufall.choice(zeilen).id], "grund": "irrtum"}
        try:
            tue(ap, "loeschen", daten)
            fahrt.getan.append(f"{name}: loeschen")
        except (EingabeFehler, ProzessFehler) as fehler:
            fahrt.getan.append(f"{name}: loeschen ging nicht: {fehler.text}")


def _gabel(fahrt: Fahrt, zufall: random.Random) -> None:
    """Put an older copy of a database in the place of the newer one, keys and all."""
    name = zufall.choice(["HEN", "TRO"])
    ap = fahrt.plaetze[name]
    alt = fahrt.ordner / f"{name}.alt"
    if not alt.exists():
        alt.mkdir()
        ap.profil.datenbank.kopiere(alt / "kim.db")
        shutil.copy(ap.profil.ordner / MARKE, alt)
        fahrt.alt[name] = ap.profil.schluessel
        fahrt.vor_kopie[name] = {(wer, datei) for wer, datei in fahrt.gebracht if wer == name}
        fahrt.getan.append(f"{name}: Kopie gezogen")
        return
    if fahrt.alt[name].signierer.log != ap.log:
        # It has begun anew since.
        return
    schluessel, huelle = ap.profil.schluessel, ap.profil.huelle
    ordner, angaben = ap.profil.ordner, lies_angaben(ap.profil.ordner)
    ap.schliesse()
    for rest in ordner.glob("kim.db*"):
        rest.unlink()
    shutil.copy(alt / "kim.db", ordner)
    bemerkt = zufall.random() < 0.3
    if not bemerkt:
        # As if the whole folder was put back: nothing here says that there was more.
        shutil.copy(alt / MARKE, ordner)
    profil = geoeffnet(ordner, huelle, schluessel, angaben, ap.quelle)
    fahrt.plaetze[name] = Arbeitsplatz(profil, ap.quelle)
    # What was read since the copy was drawn it does not know any more.
    gelesen = {(wer, datei) for wer, datei in fahrt.gebracht if wer == name}
    fahrt.vergessen |= gelesen - fahrt.vor_kopie[name]
    fahrt.zurueckgelegt.add(ap.log)
    fahrt.getan.append(f"{name}: ältere Kopie zurückgespielt, {'mit' if bemerkt else 'ohne'} Marke")


def _beginne_neu(fahrt: Fahrt, name: str) -> None:
    """Do as the program says after a copy: begin anew, be admitted again."""
    ap, _ = beginne_neu(fahrt.plaetze[name])
    fahrt.plaetze[name] = ap
    fahrt.nummer += 1
    anmeldung, zulassung = (fahrt.ordner / f"{name}{fahrt.nummer}.{e}" for e in ("an", "zu"))
    ziffern = melde_an(ap, anmeldung).pruefziffern
    lasse_zu(fahrt.plaetze[HUB], anmeldung, ziffern, (ROLLE[name],), zulassung)
    tritt_bei(ap, zulassung)
    fahrt.neu.add(name)
    fahrt.getan.append(f"{name}: neu begonnen")


def _muss_neu_beginnen(ap: Arbeitsplatz) -> bool:
    with ap.profil.datenbank.lesen() as v:
        return ap.befund is not None or schreibt_doppelt(ap, v)


def _runde(fahrt: Fahrt, _zufall: random.Random) -> None:
    """Let everyone hand over to the hub and back."""
    for von, an in _wege():
        for sendung in _schreibe(fahrt, von, an):
            fahrt.unterwegs.remove(sendung)
            _lies(fahrt, *sendung)


def _wege() -> Iterable[tuple[str, str]]:
    for name, stelle in STELLE.items():
        if stelle != HUB:
            yield name, HUB
    yield from (("KI2", HUB), (HUB, HUB))
    yield from ((HUB, stelle) for stelle in dict.fromkeys(STELLE.values()) if stelle != HUB)


_ZUEGE: dict[str, Callable[[Fahrt, random.Random], None]] = {
    "schritt": _schritt,
    "gib": _gib,
    "bring": _bring,
    "wieder": _wieder,
    "verliere": _verliere,
    "verfaelsche": _verfaelsche,
    "amt": _amt,
    "loesche": _loesche,
    "gabel": _gabel,
    "runde": _runde,
}


def _bringe_alles(fahrt: Fahrt) -> None:
    """Let everything arrive, until nothing changes any more and nothing is missing."""
    for wer, datei in fahrt.unterwegs:
        _lies(fahrt, wer, datei)
    fahrt.unterwegs.clear()
    vorher: list[object] = []
    for _ in range(RUNDEN):
        _runde(fahrt, random.Random(0))
        for name in sorted({*STELLE} - {HUB} - fahrt.beendet):
            if _muss_neu_beginnen(fahrt.plaetze[name]):
                _beginne_neu(fahrt, name)
        jetzt: list[object] = [stand(ap) for ap in fahrt.plaetze.values()]
        if jetzt == vorher and not _luecken(fahrt):
            return
        vorher = jetzt
    fahrt.funde.append(f"auch nach {RUNDEN} Runden kein Ende")


def _luecken(fahrt: Fahrt) -> dict[str, object]:
    """Return who misses what somebody holds: what nobody has any more is missed rightly."""
    alle = {n: bilanz(ap).fehlt for n, ap in fahrt.plaetze.items() if n not in fahrt.beendet}
    if not any(alle.values()):
        return {}
    gehalten = _gehaltene(fahrt)
    zu_haben = {
        name: [
            (stelle, von, bis) for stelle, von, bis in fehlt if _ist_da(gehalten, stelle, von, bis)
        ]
        for name, fehlt in alle.items()
    }
    return {name: fehlt for name, fehlt in zu_haben.items() if fehlt}


def _ist_da(gehalten: set[tuple[str, int]], stelle: str, von: int, bis: int) -> bool:
    return any((stelle, nr) in gehalten for nr in range(von, bis + 1))


def _gehaltene(fahrt: Fahrt) -> set[tuple[str, int]]:
    """Return Stelle and number of every entry anybody holds."""
    gehalten: set[tuple[str, int]] = set()
    for ap in fahrt.plaetze.values():
        with ap.profil.datenbank.lesen() as v:
            verzeichnis = lies_verzeichnis(v)
            for log, nr in v.exec_driver_sql("SELECT log, nr FROM ereignisse"):
                gehalten.add((stelle_des_logs(verzeichnis, log), nr))
    return gehalten


def _pruefe_ende(fahrt: Fahrt) -> None:
    for einer, anderer in GLEICHE:
        staende = [stand(fahrt.plaetze[n]) for n in (einer, anderer)]
        if staende[0] != staende[1] and not _nur_frueher_zustehendes(fahrt, einer, anderer):
            fahrt.funde.append(f"{einer} und {anderer} sehen Verschiedenes: {staende}")
    for name, ap in fahrt.plaetze.items():
        if baue_projektionen_neu(ap) != stand(ap):
            fahrt.funde.append(f"{name}: neu aufgebaut ist es etwas anderes")
        # Somebody was put back; that this is noticed is no damage.
        gemerkt = ap.befund.satz if ap.befund else ""
        fahrt.funde += [f"{name}: {fund}" for fund in pruefe(ap) if fund != gemerkt]
    for name, fehlt in _luecken(fahrt).items():
        fahrt.funde.append(f"{name} vermisst {fehlt}")
    _pruefe_gabelungen(fahrt)


def _nur_frueher_zustehendes(fahrt: Fahrt, einer: str, anderer: str) -> bool:
    """Whether two of a Stelle differ only by what one got while the Stelle still might have it.

    When an Arbeitsplatz ends with a number long past, what rested on it opens nothing any more.
    """
    haelt = [_gehaltenes(fahrt.plaetze[name]) for name in (einer, anderer)]
    verschieden = set.symmetric_difference(*haelt)
    with fahrt.plaetze[HUB].profil.datenbank.lesen() as v:
        verzeichnis = lies_verzeichnis(v)
        stelle = STELLE[einer].lower()
        leser = Leser(stelle, verzeichnis.rollen_von(stelle))
        logs, regel = logs_fuer(v, verzeichnis, leser), freigabe(Akten(v), leser)
        for ident, mit_koerper in verschieden:
            zeile = protokoll.lies(v, ident)
            kopf = kopf_von(zeile.kopf) if zeile else None
            if zeile is None or kopf is None:
                return False
            darf = mit_koerper and zeile.koerper and regel.darf(ident, kopf, zeile.koerper)
            if stamm(kopf.log) in logs and (darf or not mit_koerper):
                return False
    return bool(verschieden)


def _gehaltenes(ap: Arbeitsplatz) -> set[tuple[str, bool]]:
    """Return every entry held, once as a header and, where its body is here, once with it."""
    with ap.profil.datenbank.lesen() as v:
        zeilen = v.exec_driver_sql("SELECT id, koerper IS NOT NULL FROM ereignisse").all()
    return {(ident, mit) for ident, hat in zeilen for mit in {False, bool(hat)}}


def _pruefe_gabelungen(fahrt: Fahrt) -> None:
    """Whoever writes twice is known at the hub; of others nobody says so.

    What a closed workplace wrote since reaches nobody, so it is no evidence.
    """
    doppelt = _doppelte(fahrt.plaetze.values())
    belegt = _doppelte(ap for name, ap in fahrt.plaetze.items() if name not in fahrt.beendet)
    for name, ap in fahrt.plaetze.items():
        with ap.profil.datenbank.lesen() as v:
            bekannt, verzeichnis = set(zweige.gabelungen(v)), lies_verzeichnis(v)
        if bekannt - doppelt or (name in GLEICHE[0] and belegt - bekannt):
            fahrt.funde.append(f"{name} weiß von doppelten {bekannt}, es gibt {doppelt}")
        # One that is closed is settled.
        offen = {log for log in bekannt if not verzeichnis.ist_beendet(log)}
        if bool(offen) != bool(bilanz(ap).doppelt):
            fahrt.funde.append(f"{name} sagt nichts von {offen}")


def _doppelte(plaetze: Iterable[Arbeitsplatz]) -> set[str]:
    """Return the logs of which these workplaces together hold two entries under one number."""
    kennzeichen: dict[tuple[str, int], set[str]] = {}
    for ap in plaetze:
        with ap.profil.datenbank.lesen() as v:
            for log, nr, ident in v.exec_driver_sql("SELECT log, nr, id FROM ereignisse"):
                kennzeichen.setdefault((stamm(log), nr), set()).add(ident)
    return {log for (log, _), ids in kennzeichen.items() if len(ids) > 1}


def gekuerzt(plan: list[Zug], scheitert: Callable[[list[Zug]], bool]) -> list[Zug]:
    """Leave out moves as long as the schedule still fails."""
    teil = len(plan) // 2
    while teil:
        anfang = 0
        while anfang < len(plan):
            kuerzer = plan[:anfang] + plan[anfang + teil :]
            if scheitert(kuerzer):
                plan = kuerzer
            else:
                anfang += teil
        teil //= 2
    return plan
