"""Handover files bent at random, and signed anew with real keys wherever that is possible."""

import json
import random
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kim_desktop.handover.manifest import ANLAGE, EREIGNISSE, manifest_bytes
from kim_desktop.trust.anmeldung import als_liste
from kim_desktop.trust.kanon import kanon
from kim_desktop.trust.kopf import ereignis_id, koerper_hash
from kim_desktop.trust.unterschrift import BELEG_TAG, Signierer
from kim_desktop.trust.verzeichnis import Verzeichnis, neue_version
from tests.hilfen.faelschung import Paket, umhuellt
from tests.hilfen.mutation_tief import Teile, beschaedigt, verbogen_im_inneren

SELTSAM: tuple[Any, ...] = (
    *(None, True, False, 0, 1, 2, 3, -1, 1_000_000, 2_000_000, 2**62, 2**70),
    *("", "x", "ä\u2028\U0001f600\0", "0" * 32, "0" * 64, "2026-02-30", "2026-01-12", "age1x"),
    *([], {}, [[]], {"muss": True}, [1, "x"]),
)
TIEF = 31
_ARTEN = ("aussen", "innen", "manifest_bytes", "kette", *["manifest", "zeile"] * 3, *["tief"] * 6)


@dataclass(frozen=True, slots=True)
class Vorlage:
    """A sound file in its parts, who signed it, and the keys of every author."""

    datei: bytes
    klartext: bytes
    paket: Paket
    absender: Signierer
    schluessel: Mapping[str, Signierer]
    verzeichnis: Verzeichnis


@dataclass(frozen=True, slots=True)
class Probe:
    """A bent file: its bytes, whether still to be encrypted, and what was done to it."""

    was: str
    inhalt: bytes
    innen: bool


def probe(vorlage: Vorlage, saat: int) -> Probe:
    """Return one bent file; the same for the same `saat`."""
    zufall = random.Random(saat)
    art = zufall.choice(_ARTEN)
    if art == "aussen":
        return Probe(art, beschaedigt(vorlage.datei, zufall), False)
    if art == "innen":
        return Probe(art, beschaedigt(vorlage.klartext, zufall), True)
    if art == "manifest_bytes":
        roh = beschaedigt(manifest_bytes(vorlage.paket.manifest), zufall)
        return Probe(art, umhuellt(roh, vorlage.absender, vorlage.paket.segmente), True)
    if art == "manifest":
        werte = json.loads(manifest_bytes(vorlage.paket.manifest))
        was = verbogen(werte, zufall)
        inhalt = umhuellt(kanon(werte), vorlage.absender, vorlage.paket.segmente)
        return Probe(f"{art} {was}", inhalt, True)
    if art == "kette":
        return _kette(vorlage, zufall)
    if art == "tief":
        teile = Teile(vorlage.paket, vorlage.absender, dict(vorlage.schluessel))
        return Probe(*verbogen_im_inneren(teile, zufall), True)
    return _zeile(vorlage, zufall)


def verbogen(wert: Any, zufall: random.Random) -> str:
    """Change one thing somewhere in a JSON value and say what."""
    ort = [(wert, "")]
    while True:
        behaelter, pfad = ort[-1]
        namen = list(behaelter) if isinstance(behaelter, dict) else list(range(len(behaelter)))
        if not namen:
            _setze(behaelter, None, zufall)
            return f"{pfad}: gefüllt"
        name = zufall.choice(namen)
        tiefer = behaelter[name]
        if isinstance(tiefer, dict | list) and zufall.random() < 0.8:
            ort.append((tiefer, f"{pfad}/{name}"))
            continue
        was = _aendere(behaelter, name, zufall)
        return f"{pfad}/{name}: {was}"


def _aendere(behaelter: Any, name: Any, zufall: random.Random) -> str:
    art = zufall.choice(("weg", "dazu", "gross", "anders", "anders", "anders", "tief"))
    if art == "weg":
        del behaelter[name]
    elif art == "dazu":
        _setze(behaelter, zufall.choice(SELTSAM), zufall)
    elif art == "gross" and isinstance(behaelter[name], str):
        behaelter[name] = behaelter[name].upper()
    elif art == "tief":
        behaelter[name] = json.loads("[" * TIEF + "]" * TIEF)
    else:
        behaelter[name] = zufall.choice(SELTSAM)
        return repr(behaelter[name])
    return art


def _setze(behaelter: Any, wert: Any, zufall: random.Random) -> None:
    if isinstance(behaelter, dict):
        behaelter[zufall.choice(("neu", "zzz"))] = wert
    else:
        behaelter.append(wert)


def _zeile(vorlage: Vorlage, zufall: random.Random) -> Probe:
    """Bend one line of a segment; mostly its author goes along and makes all else fit."""
    paket = vorlage.paket
    nummern = [i for i, s in enumerate(paket.manifest.segmente) if s.art != ANLAGE]
    nummer = zufall.choice(nummern)
    zeilen = [json.loads(z) for z in paket.zeilen(nummer)]
    ort = zufall.randrange(len(zeilen))
    was = f"Zeile {ort + 1} von Segment {nummer + 1}: {verbogen(zeilen[ort], zufall)}"
    segment, felder = paket.manifest.segmente[nummer], {}
    if segment.art == EREIGNISSE:
        if zufall.random() < 0.5:
            _passe_koerper_an(zeilen[ort])
        if zufall.random() < 0.9:
            felder = _verkette(zeilen, vorlage.schluessel[segment.log])
    roh = b"".join(kanon(z) + b"\n" for z in zeilen)
    neu = paket.mit_segment(nummer, zlib.compress(roh, 1), roh=len(roh), **felder)
    return Probe(was, neu.klartext(vorlage.absender), True)


def _passe_koerper_an(zeile: dict[str, Any]) -> None:
    if "koerper" in zeile and isinstance(zeile.get("kopf"), dict):
        zeile["kopf"]["koerper"] = koerper_hash(kanon(zeile["koerper"]))


def _verkette(zeilen: list[dict[str, Any]], autor: Signierer) -> dict[str, Any]:
    """Let every line name the one before, sign what bears a signature, sign the head."""
    ident = ""
    nr: Any = 0
    for nummer, zeile in enumerate(zeilen):
        kopf = zeile.get("kopf")
        if not isinstance(kopf, dict):
            return {}
        if nummer:
            kopf["vor"] = ident
        roh = kanon(kopf)
        ident, nr = ereignis_id(roh), kopf.get("nr", 0)
        if zeile.get("unterschrift"):
            zeile["unterschrift"] = autor.unterschreibe(BELEG_TAG, roh)
    if not isinstance(nr, int):
        return {}
    return {"kopf": ident, "unterschrift": autor.unterschreibe_stand(nr, ident)}


def _kette(vorlage: Vorlage, zufall: random.Random) -> Probe:
    """Add a version to the directory that its holder signed, with one thing bent."""
    verzeichnis, log = vorlage.verzeichnis, vorlage.absender.log
    platz = next(iter(verzeichnis.plaetze.values()))
    eintraege: list[dict[str, Any]] = [
        {"art": "stelle", "id": "neu", "kuerzel": "NEU", "name": "Neu", "ohne_programm": False},
        {"art": "zuweisung", "bis": "", "log": log, "rolle": "r", "stelle": "neu", "von": ""},
        {"art": "ende", "letzte_nr": 9, "log": log, "rolle": "r", "stelle": "neu"},
        {
            "art": "platz",
            "empfaenger": platz.empfaenger,
            "index": 2,
            "name": "Neu",
            "schluessel": "0" * 64,
            "stelle": "neu",
        },
        {"art": "zukunft", "muss": False},
    ]
    was = verbogen(eintraege, zufall)
    (inhaber,) = verzeichnis.inhaber
    version = neue_version(verzeichnis, eintraege, "2026-02-01", vorlage.schluessel[inhaber])
    # Not read canonically: it may be too deep for that.
    glied = {"unterschrift": version.unterschrift, "version": json.loads(version.roh)}
    kette = (*als_liste(verzeichnis.kette), glied)
    inhalt = vorlage.paket.mit(verzeichnis=kette).klartext(vorlage.absender)
    return Probe(f"Verzeichnis {was}", inhalt, True)
