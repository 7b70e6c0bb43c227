"""Check a handover file, an Anmeldung or a Zulassung without the program.

python3 tools/kim_pruefen.py DATEI [--schluessel AGE-IDENTITÄT-DATEI] [--json]

Written from docs/uebergabeformat.md, it shares no code with the program: what both accept and
refuse, the document says. A file may also be given as `age -d` leaves it. Exit status 0 where
the file is sound, 4 where a reader must refuse it.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import re
import sys
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import pyrage
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from pyrage import x25519

MIB = 1024 * 1024
HOECHSTENS_DATEI, HOECHSTENS_MANIFEST, HOECHSTENS_ROH = 512 * MIB, 32 * MIB, 2048 * MIB
HOECHSTENS_ZEILE, HOECHSTENS_ANLAGE, HOECHSTENS_SEGMENTE = 8 * MIB, 25 * MIB, 100_000
UNBEGRENZT, TIEFE, ZIFFERN, SPRUNG, STUECK = 2**62, 32, 4300, 1_000_000, 65536
MAGIE, VERSION = b"KIM-Uebergabe-", b"1\n"
ANFANG_MANIFEST = 24
MIT_UNTERSCHRIFT = {
    "berichtigung_der_herausforderung",
    "entscheidung_3",
    "entscheidung_4",
    "entscheidung_6",
    "rueckmeldung",
}
MANIFEST = {
    "absender": str,
    "absender_stelle": str,
    "an": str,
    "art": str,
    "empfaenger": [str],
    "fehlt": [(str, int, int)],
    "koepfe": [(str, int, str, str)],
    "kreis": str,
    "liest": {str: [int]},
    "nr": int,
    "programm": str,
    "quittungen": [(str, int, str)],
    "segmente": [dict],
    "tag": str,
    "uebung": bool,
    "v": int,
    "verzeichnis": [dict],
}
SEGMENT = {"art": str, "hash": str, "laenge": int, "roh": int}
SEGMENT_MEHR = {"log": str, "von": int, "bis": int, "kopf": str, "unterschrift": str}
LEER = {"log": "", "von": 0, "bis": 0, "kopf": "", "unterschrift": ""}
KOPF = {
    "art": str,
    "eltern": [str],
    "fall": str,
    "klasse": str,
    "koerper": str,
    "lamport": int,
    "log": str,
    "muss": bool,
    "nr": int,
    "rolle": str,
    "stelle": str,
    "tag": str,
    "v": int,
    "verz": (int, str),
    "vor": str,
}
KOERPER = {"inhalt": dict, "kennung": str, "salz": str, "schritt": str, "v": int, "zeit": str}
GLIED = {"unterschrift": str, "version": dict}
FASSUNG = {"eintraege": [dict], "nummer": int, "tag": str, "v": int, "von": str, "vor": str}
EINTRAEGE: dict[str, dict[str, Any]] = {
    "kreis": {"name": str, "uebung": bool, "wurzel": str},
    "inhaber": {"log": str},
    "inhaber_ende": {"log": str},
    "verworfen": {"hash": str},
    "stelle": {"id": str, "kuerzel": str, "name": str, "ohne_programm": bool},
    "platz": {"schluessel": str, "empfaenger": str, "stelle": str, "name": str, "index": int},
    "zuweisung": {"log": str, "stelle": str, "rolle": str, "von": str, "bis": str},
    "ende": {"log": str, "stelle": str, "rolle": str, "letzte_nr": int},
}
NUR_WURZEL = {"kreis", "inhaber", "inhaber_ende", "verworfen"}
ANMELDUNG = {
    "art": str,
    "empfaenger": str,
    "platz": str,
    "rollen": [str],
    "schluessel": str,
    "stelle": str,
    "tag": str,
    "v": int,
}
ZULASSUNG = {"art": str, "fuer": str, "kette": [dict], "v": int}


class Ablehnung(Exception):
    """A fault after which nothing more of this part can be read."""


@dataclass
class Befund:
    """What a file contains, and every fault with its position."""

    fehler: list[tuple[str, str]] = field(default_factory=list)
    hinweise: list[tuple[str, str]] = field(default_factory=list)
    inhalt: dict[str, Any] = field(default_factory=dict)

    def verlange(self, bedingung: bool, ort: str, text: str) -> bool:
        """Note a fault unless the condition holds; return the condition."""
        if not bedingung:
            self.fehler.append((ort, text))
        return bedingung

    def merke(self, bedingung: bool, ort: str, text: str) -> None:
        """Note what is no fault but worth knowing."""
        if bedingung:
            self.hinweise.append((ort, text))


def kanon(wert: Any) -> bytes:
    """Return the canonical bytes of a value (section 1 of the document)."""
    text = json.dumps(wert, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def lies(roh: bytes, tiefe: int = TIEFE) -> Any:
    """Parse canonical bytes; raises `Ablehnung` for anything else."""
    try:
        wert = _DECODER.decode(roh.decode("utf-8"))
        gleich = kanon(wert) == roh
    except (ValueError, RecursionError) as fehler:
        raise Ablehnung("kein kanonisches JSON") from fehler
    if not gleich:
        raise Ablehnung("nicht in kanonischer Schreibweise")
    if tiefe_von(wert) > tiefe:
        raise Ablehnung("zu tief verschachtelt")
    return wert


def tiefe_von(wert: Any) -> int:
    """Return how deeply objects and lists are nested."""
    teile = wert.values() if isinstance(wert, dict) else wert if isinstance(wert, list) else None
    return 0 if teile is None else 1 + max(map(tiefe_von, teile), default=0)


def _ohne_doppelte(paare: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(paare)) != len(paare):
        raise ValueError("duplicate key")
    return dict(paare)


def _keine_zahl(text: str) -> NoReturn:
    raise ValueError(text)


def _zahl(text: str) -> int:
    if len(text) > ZIFFERN:
        raise ValueError("too many digits")
    return int(text)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_ohne_doppelte,
    parse_float=_keine_zahl,
    parse_constant=_keine_zahl,
    parse_int=_zahl,
)


def passt(wert: Any, form: Any) -> bool:
    """Whether a value has a form: a type, [form], (form, …) or {str: form}."""
    if isinstance(form, list):
        return isinstance(wert, list) and all(passt(w, form[0]) for w in wert)
    if isinstance(form, tuple):
        gleich_lang = isinstance(wert, list) and len(wert) == len(form)
        return gleich_lang and all(map(passt, wert, form))
    if isinstance(form, dict):
        return isinstance(wert, dict) and all(passt(w, form[str]) for w in wert.values())
    return isinstance(wert, form) and (form is bool or not isinstance(wert, bool))


def falsche(wert: Any, felder: Mapping[str, Any], wahlfrei: Mapping[str, Any] = {}) -> list[str]:
    """Return the names of fields that are missing or of another type."""
    if not isinstance(wert, dict):
        return ["(kein Objekt)"]
    fehlend = [n for n, form in felder.items() if n not in wert or not passt(wert[n], form)]
    return fehlend + [n for n, form in wahlfrei.items() if n in wert and not passt(wert[n], form)]


def verlange_felder(wert: Any, felder: Mapping[str, Any], was: str) -> None:
    """Raise `Ablehnung` unless every field is there with its type."""
    if fehlend := falsche(wert, felder):
        raise Ablehnung(f"{was}: fehlt oder hat falschen Typ: {', '.join(fehlend)}")


def summe(marke: str, daten: bytes) -> str:
    """Return SHA-256 over tag and data, hex (section 2)."""
    return hashlib.sha256(marke.encode() + b"\0" + daten).hexdigest()


def unterschrieben(schluessel: str, marke: str, daten: bytes, unterschrift: str) -> bool:
    """Whether the signature (hex) is this key's over tag and data."""
    if not (ist_hex(schluessel, 64) and ist_hex(unterschrift, 128)):
        return False
    try:
        oeffentlich = Ed25519PublicKey.from_public_bytes(bytes.fromhex(schluessel))
        oeffentlich.verify(bytes.fromhex(unterschrift), marke.encode() + b"\0" + daten)
    except (InvalidSignature, ValueError):
        return False
    return True


def ist_hex(text: str, laenge: int) -> bool:
    """Whether a text is lower-case hex of a length."""
    return re.fullmatch(rf"[0-9a-f]{{{laenge}}}", text) is not None


def ist_empfaenger(text: str) -> bool:
    """Whether age can encrypt to this text."""
    try:
        x25519.Recipient.from_str(text)
    except (pyrage.RecipientError, ValueError):
        return False
    return True


def log_von(schluessel: str) -> str:
    """Return the log of a public key."""
    return summe("kim-log-1", bytes.fromhex(schluessel))[:32]


def stand_unterschrieben(schluessel: str, log: str, nr: int, ident: str, von: str) -> bool:
    """Whether the author signed the head `nr`/`ident` of its log."""
    return unterschrieben(schluessel, "kim-stand-1", f"{log}\0{nr}\0{ident}".encode(), von)


def pruefziffern(marke: str, daten: bytes) -> str:
    """Return 25 digits in five groups."""
    ziffern = f"{int(summe(marke, daten), 16) % 10**25:025}"
    return " ".join(ziffern[i : i + 5] for i in range(0, 25, 5))


@dataclass
class Verzeichnis:
    """The directory after a chain of versions (section 7)."""

    roh: list[bytes] = field(default_factory=list)
    hashes: list[str] = field(default_factory=list)
    name: str = ""
    uebung: bool = False
    wurzel: str = ""
    inhaber: set[str] = field(default_factory=set)
    stellen: dict[str, str] = field(default_factory=dict)
    plaetze: dict[str, dict[str, Any]] = field(default_factory=dict)
    zuweisungen: list[dict[str, Any]] = field(default_factory=list)
    verworfen: dict[str, int] = field(default_factory=dict)

    def handelt_fuer(self, log: str, stelle: str) -> bool:
        """Whether a log ever had a role at a Stelle."""
        return any(z["log"] == log and z["stelle"] == stelle for z in self.zuweisungen)

    def zustaendig(self, kopf: Mapping[str, Any]) -> bool:
        """Whether the author held Stelle and role by version and day of the header."""
        nummer, fassung = kopf["verz"]
        if fassung in self.verworfen:
            nummer = self.verworfen[fassung]
        elif not 0 < nummer <= len(self.hashes) or self.hashes[nummer - 1] != fassung:
            return False
        return any(
            all(z[n] == kopf[n] for n in ("log", "stelle", "rolle"))
            and z["ab"] <= nummer
            and z["von"] <= kopf["tag"]
            and (not z["bis"] or kopf["tag"] <= z["bis"])
            and kopf["nr"] <= z["letzte_nr"]
            for z in self.zuweisungen
        )

    def name_von(self, log: str) -> str:
        """Return how people call the writer of a log."""
        platz = self.plaetze.get(log)
        return f"{platz['name']} ({log[:8]})" if platz else f"unbekannt ({log[:8]})"

    def darf_unterschreiben(self, log: str) -> bool:
        """Whether a log is a holder with a role in force."""
        offen = any(z["log"] == log and z["letzte_nr"] == UNBEGRENZT for z in self.zuweisungen)
        return log in self.inhaber and log in self.plaetze and offen


def lies_verzeichnis(kette: Iterable[Any]) -> Verzeichnis:
    """Check a chain from version 1 on; raises `Ablehnung` with the version at fault."""
    verzeichnis = Verzeichnis()
    for nummer, glied in enumerate(kette, 1):
        try:
            _nimm_version(verzeichnis, nummer, glied)
        except Ablehnung as fehler:
            raise Ablehnung(f"Version {nummer}: {fehler}") from fehler
    if not verzeichnis.hashes:
        raise Ablehnung("leer")
    return verzeichnis


def _nimm_version(v: Verzeichnis, nummer: int, glied: Any) -> None:
    verlange_felder(glied, GLIED, "Glied")
    version, roh = glied["version"], kanon(glied["version"])
    verlange_felder(version, FASSUNG, "Version")
    if version["v"] != 1:
        raise Ablehnung("neuere Programmversion")
    if version["nummer"] != nummer or version["vor"] != (v.hashes[-1] if v.hashes else ""):
        raise Ablehnung("schließt nicht an die Version davor an")
    eintraege = version["eintraege"]
    for eintrag in eintraege:
        _pruefe_eintrag(eintrag)
    arten = [e["art"] for e in eintraege]
    if nummer == 1 and arten[:1] != ["kreis"]:
        raise Ablehnung("beginnt nicht mit dem Kreis")
    schluessel = eintraege[0]["wurzel"] if nummer == 1 else v.wurzel
    if version["von"]:
        if nummer == 1 or NUR_WURZEL & set(arten) or not v.darf_unterschreiben(version["von"]):
            raise Ablehnung("von jemandem, der das nicht darf")
        schluessel = v.plaetze[version["von"]]["schluessel"]
    if not unterschrieben(schluessel, "kim-verzeichnis-1", roh, glied["unterschrift"]):
        raise Ablehnung("Unterschrift stimmt nicht")
    v.roh.append(roh)
    v.hashes.append(summe("kim-verzeichnis-fassung-1", roh))
    for eintrag in eintraege:
        _wende_an(v, eintrag)


def _pruefe_eintrag(eintrag: dict[str, Any]) -> None:
    art = eintrag.get("art")
    if not isinstance(art, str):
        raise Ablehnung("Eintrag ohne Art")
    if art not in EINTRAEGE:
        if eintrag.get("muss") is True:
            raise Ablehnung(f"neuere Programmversion: Eintrag „{art}“")
        return
    verlange_felder(eintrag, EINTRAEGE[art], f"Eintrag „{art}“")
    zahlen = [eintrag[n] for n in ("index", "letzte_nr") if n in EINTRAEGE[art]]
    if any(zahl < 0 for zahl in zahlen):
        raise Ablehnung(f"Eintrag „{art}“: negative Zahl")
    schluessel = [eintrag[n] for n in ("schluessel", "wurzel") if n in EINTRAEGE[art]]
    if not all(ist_hex(s, 64) for s in schluessel):
        raise Ablehnung(f"Eintrag „{art}“: kein Schlüssel")
    if art == "platz" and not ist_empfaenger(eintrag["empfaenger"]):
        raise Ablehnung("Eintrag „platz“: empfaenger ist kein Empfänger von age")


def _wende_an(v: Verzeichnis, e: dict[str, Any]) -> None:
    art = e["art"]
    if art == "kreis":
        v.name, v.uebung, v.wurzel = e["name"], e["uebung"], e["wurzel"]
    elif art == "inhaber":
        v.inhaber.add(e["log"])
    elif art == "inhaber_ende":
        v.inhaber.discard(e["log"])
    elif art == "verworfen":
        v.verworfen[e["hash"]] = len(v.hashes)
    elif art == "stelle":
        v.stellen[e["id"]] = e["name"]
    elif art == "platz":
        v.plaetze[log_von(e["schluessel"])] = e
    elif art == "zuweisung":
        v.zuweisungen.append({**e, "ab": len(v.hashes), "letzte_nr": UNBEGRENZT})
    elif art == "ende":
        _beende(v, e)


def _beende(v: Verzeichnis, e: dict[str, Any]) -> None:
    for z in v.zuweisungen:
        if z["log"] == e["log"] and all(e[n] in ("", z[n]) for n in ("stelle", "rolle")):
            z["letzte_nr"] = min(z["letzte_nr"], e["letzte_nr"])


@dataclass
class Datei:
    """A handover file in its parts (sections 3 to 5); `anfang` is where the segments begin."""

    manifest: dict[str, Any]
    roh: bytes
    unterschrift: str
    rest: memoryview
    anfang: int


def entschluesselt(inhalt: bytes, schluessel: Path | None) -> tuple[bytes, str]:
    """Return the bytes inside the encryption and the public key that opened them."""
    if schluessel is None:
        raise Ablehnung("verschlüsselt; bitte mit --schluessel die age-Identität nennen")
    for zeile in schluessel.read_text(encoding="utf-8").split():
        if not zeile.startswith("AGE-SECRET-KEY-1"):
            continue
        identitaet = x25519.Identity.from_str(zeile)
        try:
            return pyrage.decrypt(inhalt, [identitaet]), str(identitaet.to_public())
        except pyrage.DecryptError as fehler:
            if "No matching keys" not in str(fehler):
                raise Ablehnung("Verschlüsselung beschädigt") from fehler
    raise Ablehnung("nicht für diese Identität verschlüsselt")


def zerlegt(klartext: bytes) -> Datei:
    """Take the container apart as far as lengths and the manifest's form go."""
    if klartext[: len(MAGIE)] != MAGIE:
        raise Ablehnung("Byte 0: keine Übergabedatei")
    if klartext[len(MAGIE) : len(MAGIE) + len(VERSION)] != VERSION:
        raise Ablehnung("Byte 14: Behälter einer neueren Programmversion")
    laenge = int.from_bytes(klartext[16:ANFANG_MANIFEST], "big")
    ende = ANFANG_MANIFEST + laenge
    if laenge > HOECHSTENS_MANIFEST:
        raise Ablehnung("Byte 16: Manifest zu groß")
    if ende + 64 > len(klartext):
        raise Ablehnung(f"Byte {len(klartext)}: Datei endet zu früh")
    roh = klartext[ANFANG_MANIFEST:ende]
    manifest = lies(roh)
    if not falsche(manifest, {"v": int}) and (
        manifest["v"] > 1 or (manifest["v"] == 1 and manifest.get("art") != "uebergabe")
    ):
        raise Ablehnung("neuere Programmversion oder andere Art von Datei")
    if fehlend := falsche(manifest, MANIFEST):
        raise Ablehnung(f"Manifest: fehlt oder hat falschen Typ: {', '.join(fehlend)}")
    if (manifest["v"], manifest["art"]) != (1, "uebergabe"):
        raise Ablehnung("Manifest: v oder art stimmt nicht")
    unterschrift = klartext[ende : ende + 64].hex()
    return Datei(manifest, roh, unterschrift, memoryview(klartext)[ende + 64 :], ende + 64)


def pruefe_zahlen(manifest: dict[str, Any]) -> None:
    """Check the fields of segments and every number against its limits."""
    segmente = manifest["segmente"]
    if len(segmente) > HOECHSTENS_SEGMENTE:
        raise Ablehnung("zu viele Segmente")
    for nummer, segment in enumerate(segmente, 1):
        if fehlend := falsche(segment, SEGMENT, SEGMENT_MEHR):
            raise Ablehnung(f"Segment {nummer}: falsch: {', '.join(fehlend)}")
        segment.update({**LEER, **segment})
        if not all(0 <= segment[n] < UNBEGRENZT for n in ("laenge", "roh")):
            raise Ablehnung(f"Segment {nummer}: Länge außerhalb der Grenzen")
    nummern = [manifest["nr"], *(k[1] for k in manifest["koepfe"] + manifest["quittungen"])]
    bereiche = [(s["von"], s["bis"]) for s in segmente if s["art"] == "ereignisse"]
    bereiche += [(von, bis) for _, von, bis in manifest["fehlt"]]
    if not all(0 < nr < UNBEGRENZT for nr in nummern):
        raise Ablehnung("eine Nummer liegt außerhalb der Grenzen")
    if not all(0 < von <= bis < UNBEGRENZT for von, bis in bereiche):
        raise Ablehnung("ein Bereich von Nummern ist verkehrt")
    if sum(s["roh"] for s in segmente) > HOECHSTENS_ROH:
        raise Ablehnung("entpackt zu groß")


def geteilt(datei: Datei) -> list[tuple[str, dict[str, Any], memoryview]]:
    """Return position, description and bytes of every segment."""
    teile, stelle = [], 0
    segmente = datei.manifest["segmente"]
    if sum(s["laenge"] for s in segmente) != len(datei.rest):
        raise Ablehnung("die Längen der Segmente ergeben nicht die Länge der Datei")
    for nummer, segment in enumerate(segmente, 1):
        ort = f"Segment {nummer} (ab Byte {datei.anfang + stelle})"
        teil = datei.rest[stelle : stelle + segment["laenge"]]
        if hashlib.sha256(teil).hexdigest() != segment["hash"]:
            raise Ablehnung(f"{ort}: Prüfsumme stimmt nicht")
        stelle += segment["laenge"]
        teile.append((ort, segment, teil))
    return teile


def pruefe_absender(b: Befund, datei: Datei, v: Verzeichnis, eigener: str) -> None:
    """Check district, sender, addressees and the heads the manifest names."""
    m, ort = datei.manifest, "Manifest"
    b.verlange(m["kreis"] == v.hashes[0], ort, "kreis ist nicht die Version 1 des Verzeichnisses")
    b.verlange(m["uebung"] == v.uebung, ort, "uebung widerspricht dem Verzeichnis")
    absender = v.plaetze.get(m["absender"])
    if (
        b.verlange(absender is not None, ort, "der Absender steht nicht im Verzeichnis")
        and absender
    ):
        echt = unterschrieben(
            absender["schluessel"], "kim-manifest-1", datei.roh, datei.unterschrift
        )
        b.verlange(echt, f"Byte {datei.anfang - 64}", "der Absender hat das nicht unterschrieben")
        amt = v.handelt_fuer(m["absender"], m["absender_stelle"])
        b.verlange(amt, ort, "der Absender hatte nie eine Rolle an seiner Stelle")
    if eigener:
        pruefe_empfaenger(b, m, v, eigener)
    for log, nr, ident, unterschrift in m["koepfe"]:
        if platz := v.plaetze.get(log):
            echt = stand_unterschrieben(platz["schluessel"], log, nr, ident, unterschrift)
            text = f"Kopf Nr. {nr} von {v.name_von(log)}: Unterschrift stimmt nicht"
            b.verlange(echt, ort, text)


def pruefe_empfaenger(b: Befund, m: dict[str, Any], v: Verzeichnis, eigener: str) -> None:
    """Check that the file is for the Arbeitsplatz whose identity opened it."""
    eigene = [log for log, platz in v.plaetze.items() if platz["empfaenger"] == eigener]
    if m["absender"] in eigene:
        b.merke(True, "Manifest", "das ist die eigene Datei des Absenders, kein Empfang")
        return
    fuer = any(log in m["empfaenger"] and v.handelt_fuer(log, m["an"]) for log in eigene)
    b.verlange(fuer, "Manifest", "nicht für den Arbeitsplatz dieser Identität bestimmt")


@dataclass
class Eintrag:
    """One entry of a log as it stands in the file (section 6)."""

    ort: str
    ident: str
    kopf: dict[str, Any]
    koerper: Any
    hat_koerper: bool
    unterschrift: str


@dataclass
class Sammlung:
    """What the segments brought: entries by id and by place, late bodies, attachments.

    A place can hold several entries: two workplaces may write as one, and both are kept.
    """

    b: Befund
    v: Verzeichnis
    eintraege: dict[str, Eintrag] = field(default_factory=dict)
    plaetze: defaultdict[tuple[str, int], list[Eintrag]] = field(
        default_factory=lambda: defaultdict(list)
    )
    spaete: list[tuple[str, str, Any]] = field(default_factory=list)
    anlagen: dict[str, int] = field(default_factory=dict)
    andere: Counter[str] = field(default_factory=Counter)

    def nimm(self, ort: str, segment: dict[str, Any], gepackt: memoryview) -> None:
        """Take in one segment."""
        if segment["art"] == "ereignisse":
            self._nimm_ereignisse(ort, segment, gepackt)
        elif segment["art"] == "koerper":
            for nummer, zeile in enumerate(zeilen(gepackt, segment["roh"]), 1):
                self._nimm_spaeten(f"{ort}, Zeile {nummer}", zeile)
        elif segment["art"] == "anlage":
            if segment["laenge"] != segment["roh"] or segment["laenge"] > HOECHSTENS_ANLAGE:
                raise Ablehnung("Anlage zu groß, oder laenge ist nicht roh")
            self.anlagen[segment["hash"]] = segment["laenge"]
        else:
            self.andere[segment["art"]] += 1
            self.b.merke(True, ort, f"unbekannte Art „{segment['art']}“, übergangen")

    def _nimm_ereignisse(self, ort: str, segment: dict[str, Any], gepackt: memoryview) -> None:
        log, nr = segment["log"], segment["von"] - 1
        letzter: Eintrag | None = None
        autor = self.v.plaetze.get(log)
        if autor is None:
            raise Ablehnung("Protokoll eines Arbeitsplatzes, der nicht im Verzeichnis steht")
        teile = (segment["bis"], segment["kopf"], segment["unterschrift"])
        echt = stand_unterschrieben(autor["schluessel"], log, *teile)
        self.b.verlange(echt, ort, "den Kopfstand hat der Verfasser nicht unterschrieben")
        for nummer, zeile in enumerate(zeilen(gepackt, segment["roh"]), 1):
            eintrag = lies_zeile(f"{ort}, Zeile {nummer}", zeile)
            eintrag.ort += f", Nr. {eintrag.kopf['nr']}"
            if eintrag.kopf["log"] != log or eintrag.kopf["nr"] != nr + 1:
                raise Ablehnung(f"Zeile {nummer}: erwartet war Nr. {nr + 1} dieses Protokolls")
            self._pruefe(eintrag, autor["schluessel"], letzter)
            nr, letzter = nr + 1, eintrag
        if (nr, letzter.ident if letzter else "") != (segment["bis"], segment["kopf"]):
            raise Ablehnung("endet nicht am unterschriebenen Kopfstand")

    def _pruefe(self, e: Eintrag, schluessel: str, letzter: Eintrag | None) -> None:
        """Check an entry against its neighbours and keep it; `letzter` stands before it here."""
        kopf, b = e.kopf, self.b
        davor = letzter or self._davor(e)
        vor = davor.ident if davor else ""
        if davor or kopf["nr"] == 1:
            b.verlange(kopf["vor"] == vor, e.ort, "vor ist nicht der Eintrag davor")
        self._pruefe_danach(e)
        gleiche = self.plaetze[kopf["log"], kopf["nr"]]
        if e.ident not in self.eintraege:
            gleiche.append(e)
        b.merke(len(gleiche) > 1, e.ort, "zwei schreiben als einer, beide werden aufgehoben")
        self._pruefe_zaehler(e, davor)
        grenze = davor.kopf["verz"][0] if davor else 0
        fassung = grenze <= kopf["verz"][0] <= len(self.v.hashes)
        b.verlange(fassung, e.ort, "verz fällt oder liegt über der neuesten Version")
        b.verlange(ist_tag(kopf["tag"]), e.ort, f"tag „{kopf['tag']}“ ist kein Tag")
        self._pruefe_beleg(e, schluessel)
        if e.hat_koerper:
            echt = summe("kim-koerper-1", kanon(e.koerper)) == kopf["koerper"]
            b.verlange(echt, e.ort, "der Körper hat nicht die Prüfsumme, die der Kopf nennt")
            self._merke_koerper(e.ort, e.koerper)
        b.merke(not self.v.zustaendig(kopf), e.ort, "Verfasser ohne Zuständigkeit, ohne Wirkung")
        b.merke(kopf["v"] != 1, e.ort, f"Kopf der Version {kopf['v']}, wird nicht gedeutet")
        self.eintraege[e.ident] = e

    def _davor(self, e: Eintrag) -> Eintrag | None:
        """Return the entry a segment goes on from, where it is in this file."""
        moegliche = self.plaetze.get((e.kopf["log"], e.kopf["nr"] - 1), [])
        genannt = self.eintraege.get(e.kopf["vor"])
        fremd = bool(moegliche) and genannt is not None and genannt not in moegliche
        self.b.verlange(not fremd, e.ort, "vor ist nicht der Eintrag davor")
        anders = bool(moegliche) and genannt not in moegliche
        self.b.merke(anders, e.ort, "schließt an keinen Eintrag hier an: zwei schreiben als einer")
        return genannt if genannt in moegliche else None

    def _pruefe_danach(self, e: Eintrag) -> None:
        """Compare with entries that go on from this one and came first."""
        for danach in self.plaetze.get((e.kopf["log"], e.kopf["nr"] + 1), []):
            if danach.kopf["vor"] == e.ident:
                steigt = danach.kopf["lamport"] > e.kopf["lamport"]
                self.b.verlange(steigt, danach.ort, "lamport ist nicht größer als davor")
                faellt = danach.kopf["verz"][0] < e.kopf["verz"][0]
                self.b.verlange(not faellt, danach.ort, "verz fällt")

    def _pruefe_zaehler(self, e: Eintrag, davor: Eintrag | None) -> None:
        zaehler, vorher = e.kopf["lamport"], davor.kopf["lamport"] if davor else 0
        self.b.verlange(zaehler > vorher, e.ort, "lamport ist nicht größer als davor")
        self.b.verlange(zaehler < UNBEGRENZT, e.ort, "lamport liegt außerhalb der Grenzen")

    def _pruefe_beleg(self, e: Eintrag, schluessel: str) -> None:
        if e.unterschrift:
            echt = unterschrieben(schluessel, "kim-beleg-1", kanon(e.kopf), e.unterschrift)
            self.b.verlange(echt, e.ort, "die eigene Unterschrift ist nicht die des Verfassers")
        else:
            noetig = e.kopf["art"] in MIT_UNTERSCHRIFT
            self.b.verlange(not noetig, e.ort, f"„{e.kopf['art']}“ ohne eigene Unterschrift")

    def _nimm_spaeten(self, ort: str, zeile: bytes) -> None:
        wert = lies(zeile, TIEFE + 1)
        if not isinstance(wert, dict) or set(wert) != {"ereignis", "koerper"}:
            raise Ablehnung(f"{ort}: nicht genau ereignis und koerper")
        if not (isinstance(wert["ereignis"], str) and ist_hex(wert["ereignis"], 64)):
            raise Ablehnung(f"{ort}: ereignis ist kein Kennzeichen")
        self.spaete.append((ort, wert["ereignis"], wert["koerper"]))
        self._merke_koerper(ort, wert["koerper"])

    def _merke_koerper(self, ort: str, koerper: Any) -> None:
        if fehlend := falsche(koerper, KOERPER):
            self.b.merke(True, ort, f"Körper anderer Gestalt ({', '.join(fehlend)})")
        elif not ist_hex(koerper["salz"], 64):
            self.b.merke(True, ort, "das Salz des Körpers ist nicht 32 Bytes lang")

    def schliesse(self, manifest: dict[str, Any]) -> None:
        """Check what only the whole file can show: parents, late bodies, attachments, heads."""
        b = self.b
        self._pruefe_spruenge()
        for e in self.eintraege.values():
            for eltern in e.kopf["eltern"]:
                anderer = self.eintraege.get(eltern)
                juenger = anderer is None or anderer.kopf["lamport"] < e.kopf["lamport"]
                b.verlange(juenger, e.ort, "lamport ist nicht größer als das eines der eltern")
        for ort, ident, koerper in self.spaete:
            e_ = self.eintraege.get(ident)
            b.merke(e_ is None, ort, "Kopf nicht in dieser Datei, hier nicht prüfbar")
            echt = e_ is None or summe("kim-koerper-1", kanon(koerper)) == e_.kopf["koerper"]
            b.verlange(echt, ort, "der Körper hat nicht die Prüfsumme, die der Kopf nennt")
        for hash_ in sorted(self._genannte_anlagen() - set(self.anlagen)):
            b.merke(True, "Anlagen", f"genannt, aber nicht in dieser Datei: {hash_}")
        for log, nr, ident, _ in manifest["koepfe"]:
            hier = {e.ident for e in self.plaetze.get((log, nr), [])}
            text = f"Kopf Nr. {nr} von {self.v.name_von(log)} nennt einen anderen Eintrag: zwei "
            b.merke(bool(hier) and ident not in hier, "Manifest", text + "schreiben als einer")

    def _pruefe_spruenge(self) -> None:
        """Look for leaps of the counters in their order, wherever in the file they stand.

        What goes on from an entry outside of this file may go on from any counter.
        """
        bisher = max(
            (
                e.kopf["lamport"]
                for e in self.eintraege.values()
                if e.kopf["nr"] > 1 and e.kopf["vor"] not in self.eintraege
            ),
            default=0,
        )
        for e in sorted(self.eintraege.values(), key=lambda e: e.kopf["lamport"]):
            weit = e.kopf["lamport"] > bisher + SPRUNG
            self.b.verlange(not weit, e.ort, "lamport springt zu weit")
            bisher = max(bisher, e.kopf["lamport"])

    def _genannte_anlagen(self) -> set[str]:
        koerper = [e.koerper for e in self.eintraege.values()] + [k for _, _, k in self.spaete]
        inhalte = [k["inhalt"] for k in koerper if not falsche(k, {"inhalt": dict})]
        inhalte += [i["inhalt"] for i in inhalte if not falsche(i, {"inhalt": dict})]
        listen = [i["anlagen"] for i in inhalte if not falsche(i, {"anlagen": [dict]})]
        return {a["hash"] for liste in listen for a in liste if not falsche(a, {"hash": str})}


def lies_zeile(ort: str, roh: bytes) -> Eintrag:
    """Parse one line of a segment of events."""
    try:
        wert = lies(roh, TIEFE + 1)
        verlange_felder(wert, {"kopf": dict}, "Zeile")
        verlange_felder(wert["kopf"], KOPF, "Kopf")
        weitere = set(wert) - {"kopf", "koerper", "unterschrift"}
        unterschrift = wert.get("unterschrift")
        if "unterschrift" in wert and (not isinstance(unterschrift, str) or not unterschrift):
            raise Ablehnung("unterschrift ist kein Text oder leer")
        if max(tiefe_von(wert if weitere else w) for w in wert.values()) > TIEFE:
            raise Ablehnung("zu tief verschachtelt")
    except Ablehnung as fehler:
        raise Ablehnung(f"{ort}: {fehler}") from fehler
    kopf = wert["kopf"]
    ident = summe("kim-kopf-1", kanon(kopf))
    koerper = wert.get("koerper")
    return Eintrag(ort, ident, kopf, koerper, "koerper" in wert, unterschrift or "")


def zeilen(gepackt: memoryview, roh: int) -> Iterator[bytes]:
    """Unpack a segment line by line, never more than it announced."""
    rest, gesamt = b"", 0
    try:
        for stueck in entpackt(gepackt):
            gesamt += len(stueck)
            if gesamt > roh:
                raise Ablehnung("entpackt größer als angesagt")
            *ganze, rest = (rest + stueck).split(b"\n")
            if any(len(zeile) > HOECHSTENS_ZEILE for zeile in (*ganze, rest)):
                raise Ablehnung("eine Zeile ist zu lang")
            yield from ganze
    except zlib.error as fehler:
        raise Ablehnung("zlib-Strom beschädigt") from fehler
    if rest or gesamt != roh:
        raise Ablehnung("endet nicht mit einer ganzen Zeile oder ist kürzer als angesagt")


def entpackt(gepackt: memoryview) -> Iterator[bytes]:
    """Yield a zlib stream in pieces; raises `Ablehnung` unless it ends with its last byte."""
    entpacker = zlib.decompressobj()
    for i in range(0, len(gepackt), STUECK):
        eingabe: bytes | memoryview = gepackt[i : i + STUECK]
        voll = True
        while voll or eingabe:
            stueck = entpacker.decompress(eingabe, STUECK)
            eingabe, voll = entpacker.unconsumed_tail, len(stueck) == STUECK
            yield stueck
    if not entpacker.eof or entpacker.unused_data:
        raise Ablehnung("zlib-Strom endet nicht mit dem Segment")


def ist_tag(text: str) -> bool:
    """Whether a text is a day of the calendar, written JJJJ-MM-TT."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def pruefe(inhalt: bytes, schluessel: Path | None = None) -> Befund:
    """Check a file of any kind."""
    b = Befund()
    b.inhalt = {"groesse": len(inhalt), "sha256": hashlib.sha256(inhalt).hexdigest()}
    try:
        if inhalt[:1] == b"{":
            pruefe_offene(b, inhalt)
        else:
            pruefe_uebergabe(b, inhalt, schluessel)
    except Ablehnung as fehler:
        b.fehler.append(("Datei", str(fehler)))
    return b


def pruefe_uebergabe(b: Befund, inhalt: bytes, schluessel: Path | None) -> None:
    """Check a handover file, encrypted or as age left it."""
    eigener = ""
    if len(inhalt) > HOECHSTENS_DATEI:
        raise Ablehnung("zu groß")
    if inhalt.startswith((b"age-encryption.org/", b"-----BEGIN AGE")):
        inhalt, eigener = entschluesselt(inhalt, schluessel)
    datei = zerlegt(inhalt)
    pruefe_zahlen(datei.manifest)
    teile = geteilt(datei)
    try:
        verzeichnis = lies_verzeichnis(datei.manifest["verzeichnis"])
    except Ablehnung as fehler:
        raise Ablehnung(f"Verzeichnis, {fehler}") from fehler
    pruefe_absender(b, datei, verzeichnis, eigener)
    sammlung = Sammlung(b, verzeichnis)
    for ort, segment, gepackt in teile:
        try:
            sammlung.nimm(ort, segment, gepackt)
        except Ablehnung as fehler:
            b.fehler.append((ort, str(fehler)))
    sammlung.schliesse(datei.manifest)
    b.inhalt |= beschrieben(datei.manifest, sammlung)


def beschrieben(m: dict[str, Any], s: Sammlung) -> dict[str, Any]:
    """Return what a handover file contains."""
    v = s.v
    protokolle: dict[str, list[Eintrag]] = {}
    for (log, _), eintraege in sorted(s.plaetze.items(), key=lambda paar: paar[0]):
        protokolle.setdefault(log, []).extend(eintraege)
    return {
        "art": "uebergabe",
        "kreis": v.name,
        "uebung": v.uebung,
        "verzeichnis": len(v.hashes),
        "von": {"stelle": v.stellen.get(m["absender_stelle"], m["absender_stelle"])}
        | {"platz": v.name_von(m["absender"])},
        "an": v.stellen.get(m["an"], m["an"]),
        "nr": m["nr"],
        "tag": m["tag"],
        "programm": m["programm"],
        "stellen": v.stellen,
        "protokolle": [_protokoll(v, log, teile) for log, teile in protokolle.items()],
        "spaete_koerper": len(s.spaete),
        "anlagen": [{"hash": h, "groesse": g} for h, g in sorted(s.anlagen.items())],
        "unbekannte_segmente": dict(s.andere),
        "koepfe": [{"platz": v.name_von(log), "nr": nr} for log, nr, _, _ in m["koepfe"]],
        "quittungen": [
            {"platz": v.name_von(log), "nr": nr, "sha256": h} for log, nr, h in m["quittungen"]
        ],
        "bitten": [
            {"platz": v.name_von(log), "von": von, "bis": bis} for log, von, bis in m["fehlt"]
        ],
    }


def _protokoll(v: Verzeichnis, log: str, eintraege: list[Eintrag]) -> dict[str, Any]:
    laeufe: list[list[int]] = []
    for nr in (e.kopf["nr"] for e in eintraege):
        if laeufe and laeufe[-1][1] == nr - 1:
            laeufe[-1][1] = nr
        else:
            laeufe.append([nr, nr])
    return {
        "log": log,
        "platz": v.name_von(log),
        "bereiche": laeufe,
        "eintraege": len(eintraege),
        "mit_koerper": sum(e.hat_koerper for e in eintraege),
        "mit_unterschrift": sum(bool(e.unterschrift) for e in eintraege),
    }


def pruefe_offene(b: Befund, inhalt: bytes) -> None:
    """Check an Anmeldung or a Zulassung (section 8)."""
    wert = lies(inhalt)
    teil = wert.get("anmeldung", wert)
    if not falsche(teil, {"v": int}) and teil["v"] > 1:
        raise Ablehnung("neuere Programmversion")
    if "anmeldung" in wert:
        _pruefe_anmeldung(b, wert)
        return
    verlange_felder(wert, ZULASSUNG, "Zulassung")
    if (wert["art"], wert["v"]) != ("zulassung", 1):
        raise Ablehnung("art oder v stimmt nicht")
    v = lies_verzeichnis(wert["kette"])
    b.verlange(wert["fuer"] in v.plaetze, "fuer", "steht nicht im Verzeichnis")
    ziffern = pruefziffern("kim-pruefziffern-kreis-1", v.roh[0])
    b.inhalt |= {"art": "zulassung", "kreis": v.name, "uebung": v.uebung, "stellen": v.stellen}
    b.inhalt |= {"fuer": v.name_von(wert["fuer"]), "pruefziffern": ziffern}


def _pruefe_anmeldung(b: Befund, wert: dict[str, Any]) -> None:
    verlange_felder(wert, {"anmeldung": dict, "unterschrift": str}, "Anmeldung")
    a = wert["anmeldung"]
    verlange_felder(a, ANMELDUNG, "Anmeldung")
    if (a["art"], a["v"]) != ("anmeldung", 1):
        raise Ablehnung("art oder v stimmt nicht")
    if not ist_empfaenger(a["empfaenger"]):
        raise Ablehnung("empfaenger ist kein Empfänger von age")
    roh = kanon(a)
    echt = unterschrieben(a["schluessel"], "kim-anmeldung-1", roh, wert["unterschrift"])
    if b.verlange(echt, "unterschrift", "stimmt nicht"):
        ziffern = pruefziffern("kim-pruefziffern-anmeldung-1", roh)
        b.inhalt |= {**a, "log": log_von(a["schluessel"]), "pruefziffern": ziffern}


def bericht(name: str, b: Befund) -> str:
    """Return what people read."""
    i = b.inhalt
    text = [f"{name}: {i['groesse']} Bytes, SHA-256 {i['sha256']}"]
    if i.get("art") == "uebergabe":
        text += _uebergabe(i)
    elif "art" in i:
        kurz = ("stelle", "rollen", "platz", "fuer", "kreis", "tag", "log", "pruefziffern")
        text += [i["art"].capitalize()] + [f"  {n}: {i[n]}" for n in kurz if n in i]
    for titel, funde in (("Hinweis", b.hinweise), ("FEHLER", b.fehler)):
        text += [f"{titel}: {ort}: {was}" for ort, was in funde]
    zahl = len(b.fehler)
    text.append(f"{zahl} Fehler: ein Leser muss sie ablehnen." if zahl else "Unversehrt.")
    return "\n".join(text)


def _uebergabe(i: dict[str, Any]) -> Iterator[str]:
    uebung = " (Übung)" if i["uebung"] else ""
    yield f"Kreis „{i['kreis']}“{uebung}, Verzeichnis in Version {i['verzeichnis']}"
    yield f"Von {i['von']['stelle']}, Arbeitsplatz {i['von']['platz']}"
    yield f"An {i['an']}, Nr. {i['nr']} vom {i['tag']}, Programm {i['programm']}"
    yield "Stellen: " + ", ".join(f"{name} ({s})" for s, name in i["stellen"].items())
    for p in i["protokolle"]:
        bereiche = ", ".join(_lauf(*lauf) for lauf in p["bereiche"])
        ohne = p["eintraege"] - p["mit_koerper"]
        yield (
            f"Protokoll {p['platz']}: Nr. {bereiche}; {p['mit_koerper']} Einträge mit Inhalt, "
            f"{ohne} ohne, {p['mit_unterschrift']} mit eigener Unterschrift"
        )
    groesse = sum(a["groesse"] for a in i["anlagen"])
    yield f"Später freigegebene Inhalte: {i['spaete_koerper']}"
    yield f"Anlagen: {len(i['anlagen'])} ({groesse} Bytes)"
    koepfe = [f"{k['platz']} Nr. {k['nr']}" for k in i["koepfe"]]
    yield f"Köpfe: {', '.join(koepfe) or 'keine'}"
    quittungen = [f"{q['platz']} Nr. {q['nr']}" for q in i["quittungen"]]
    yield f"Quittungen: {', '.join(quittungen) or 'keine'}"
    bitten = (f"{f['platz']} Nr. {_lauf(f['von'], f['bis'])}" for f in i["bitten"])
    yield f"Erbeten: {', '.join(bitten) or 'nichts'}"


def _lauf(von: int, bis: int) -> str:
    return f"{von}" if von == bis else f"{von}–{bis}"


def main(argumente: list[str] | None = None) -> int:
    """Check the file named on the command line and return the exit status."""
    frage = argparse.ArgumentParser(description="Prüft Dateien der Übergabe ohne das Programm.")
    frage.add_argument("datei", type=Path)
    frage.add_argument("--schluessel", type=Path, help="Datei mit der age-Identität")
    frage.add_argument("--json", action="store_true")
    wahl = frage.parse_args(argumente)
    try:
        b = pruefe(wahl.datei.read_bytes(), wahl.schluessel)
    except (OSError, UnicodeError, pyrage.IdentityError) as fehler:
        frage.error(f"lässt sich nicht lesen: {fehler}")
    if wahl.json:
        funde = {
            n: [{"ort": ort, "text": text} for ort, text in liste]
            for n, liste in (("fehler", b.fehler), ("hinweise", b.hinweise))
        }
        werte = {"datei": wahl.datei.name, "unversehrt": not b.fehler, **funde, "inhalt": b.inhalt}
        print(json.dumps(werte, indent=1))
    else:
        print(bericht(wahl.datei.name, b))
    return 4 if b.fehler else 0


if __name__ == "__main__":
    sys.exit(main())
