"""Print the worked example of docs/uebergabeformat.md: one small handover file, byte by byte.

python tools/formatbeispiel.py [DATEI]      with DATEI, the inside of the file goes there

Keys come from fixed bytes and nothing is compressed, so that every system prints the same.
"""

from __future__ import annotations

import hashlib
import json
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from umgebung import WURZEL

sys.path.insert(0, str(WURZEL))

from kim_desktop.handover.manifest import (
    EREIGNISSE,
    FORMAT,
    UEBERGABE,
    Manifest,
    Segment,
    manifest_bytes,
)
from kim_desktop.handover.rahmen import rahme
from kim_desktop.store.log.protokoll import Zeile
from kim_desktop.trust.anmeldung import als_liste
from kim_desktop.trust.kanon import kanon
from kim_desktop.trust.kopf import Kopf, baue_koerper, ereignis_id, koerper_hash
from kim_desktop.trust.schluessel import Schluessel
from kim_desktop.trust.unterschrift import MANIFEST_TAG, Signierer
from kim_desktop.trust.verzeichnis import Verzeichnis, erweitert, neue_version

TAG = "2026-01-12"
WURZELSCHLUESSEL = Signierer(b"\x01" * 32)
KI, KIL = (Schluessel(bytes([n]) * 32, bytes([n + 1]) * 32, b"") for n in (2, 4))
_BREITE = 16


def verzeichnis() -> Verzeichnis:
    """Found a district of two Arbeitsplätze."""
    eintraege: list[dict[str, Any]] = [
        {
            "art": "kreis",
            "name": "Beispielkreis",
            "uebung": True,
            "wurzel": WURZELSCHLUESSEL.oeffentlich,
        },
        {"art": "inhaber", "log": KI.signierer.log},
        *_eintraege(KI, "ki", "CM-Koordination", "cm-koordination"),
        *_eintraege(KIL, "kil", "KI-Leitung", "ki-leitung"),
    ]
    leer = Verzeichnis()
    return erweitert(leer, [neue_version(leer, eintraege, TAG, WURZELSCHLUESSEL)])


def _eintraege(wer: Schluessel, stelle: str, name: str, rolle: str) -> Iterator[dict[str, Any]]:
    log = wer.signierer.log
    yield {
        "art": "stelle",
        "id": stelle,
        "kuerzel": stelle.upper(),
        "name": name,
        "ohne_programm": False,
    }
    yield {
        "art": "platz",
        "empfaenger": wer.empfaenger,
        "index": 1,
        "name": name,
        "schluessel": wer.signierer.oeffentlich,
        "stelle": stelle,
    }
    yield {"art": "zuweisung", "bis": "", "log": log, "rolle": rolle, "stelle": stelle, "von": TAG}


def eintrag(kreis: Verzeichnis) -> tuple[Kopf, bytes, bytes]:
    """Return header, its bytes and the body of the only event."""
    koerper = baue_koerper(
        "gruenden", "", f"{TAG}T08:00:05Z", b"\x07" * 32, {"name": "Beispielkreis"}
    )
    kopf = Kopf(
        art="kreis_gegruendet",
        eltern=(),
        fall="",
        klasse="kreis",
        koerper=koerper_hash(koerper),
        lamport=1,
        log=KI.signierer.log,
        muss=False,
        nr=1,
        rolle="cm-koordination",
        stelle="ki",
        tag=TAG,
        v=FORMAT,
        verz=kreis.stand,
        vor="",
    )
    return kopf, kanon(kopf), koerper


def klartext() -> tuple[bytes, Manifest]:
    """Return the file inside the encryption and its manifest."""
    kreis = verzeichnis()
    kopf, roh, koerper = eintrag(kreis)
    ident = ereignis_id(roh)
    zeilen = rahme(Zeile(ident, roh, koerper, None), True) + b"\n"
    gepackt = zlib.compress(zeilen, 0)
    stand = KI.signierer.unterschreibe_stand(1, ident)
    hash_ = hashlib.sha256(gepackt).hexdigest()
    segment = Segment(EREIGNISSE, hash_, len(gepackt), len(zeilen), kopf.log, 1, 1, ident, stand)
    manifest = Manifest(
        absender=KI.signierer.log,
        absender_stelle="ki",
        an="kil",
        art=UEBERGABE,
        empfaenger=(KIL.signierer.log,),
        fehlt=(),
        koepfe=((kopf.log, 1, ident, stand),),
        kreis=kreis.hashes[0],
        liest={"behaelter": (1,), "ereignis": (1,)},
        nr=1,
        programm="0",
        quittungen=(),
        segmente=(segment,),
        tag=TAG,
        uebung=True,
        v=FORMAT,
        verzeichnis=tuple(als_liste(kreis.kette)),
    )
    bytes_ = manifest_bytes(manifest)
    unterschrift = bytes.fromhex(KI.signierer.unterschreibe(MANIFEST_TAG, bytes_))
    rahmen = b"KIM-Uebergabe-1\n" + len(bytes_).to_bytes(8, "big")
    return rahmen + bytes_ + unterschrift + gepackt, manifest


def beispiel() -> str:
    """Return the example as it stands in the document."""
    datei, manifest = klartext()
    kreis = verzeichnis()
    _, kopf, koerper = eintrag(kreis)
    ende = 24 + int.from_bytes(datei[16:24], "big")
    schluessel = [f"{n:8}{s.signierer.oeffentlich}" for n, s in (("KI", KI), ("KIL", KIL))]
    schluessel.insert(0, f"{'Wurzel':8}{WURZELSCHLUESSEL.oeffentlich}")
    teile = [
        ("Öffentliche Schlüssel (geheim: 32-mal 01, 02, 04)", "\n".join(schluessel)),
        ("Protokolle von KI und KIL", f"{KI.signierer.log}\n{KIL.signierer.log}"),
        ("Kopf", kopf.decode()),
        ("Kennzeichen des Eintrags", ereignis_id(kopf)),
        ("Körper", koerper.decode()),
        ("Seine Prüfsumme", koerper_hash(koerper)),
        ("Version 1 des Verzeichnisses", kreis.kette[0].roh.decode()),
        ("Ihre Prüfsumme", kreis.hashes[0]),
        ("Ihre Unterschrift", kreis.kette[0].unterschrift),
        ("Manifest, hier eingerückt", json.dumps(_kurz(manifest), indent=1, ensure_ascii=False)),
        ("Anfang des Inhalts: Kennung, Version, Länge, Manifest …", _hex(datei, 0, 64)),
        (
            "Ende: Unterschrift des Manifests, dann das Segment (zlib, Stufe 0) …",
            _hex(datei, ende, ende + 96),
        ),
        (f"SHA-256 über alle {len(datei)} Bytes des Inhalts", hashlib.sha256(datei).hexdigest()),
    ]
    return "\n\n".join(f"{titel}:\n\n```\n{inhalt}\n```" for titel, inhalt in teile)


def _kurz(manifest: Manifest) -> dict[str, Any]:
    """Return the manifest with the directory, which stands above, left out."""
    werte: dict[str, Any] = json.loads(manifest_bytes(manifest))
    glied = werte["verzeichnis"][0]
    werte["verzeichnis"] = [{"unterschrift": glied["unterschrift"][:16] + "…", "version": "…"}]
    return werte


def _hex(daten: bytes, von: int, bis: int) -> str:
    zeilen = []
    for i in range(von, bis, _BREITE):
        teil = daten[i : i + _BREITE]
        lesbar = "".join(chr(b) if 32 <= b < 127 else "." for b in teil)
        zeilen.append(f"{i:06x}  {teil.hex(' '):<{3 * _BREITE}} {lesbar}")
    return "\n".join(zeilen)


if __name__ == "__main__":
    for ziel in map(Path, sys.argv[1:]):
        ziel.write_bytes(klartext()[0])
    sys.stdout.write(beispiel() + "\n")
