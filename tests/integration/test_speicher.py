"""Eine kleine Datei mit großen, gut gepackten Inhalten braucht beim Einlesen wenig Speicher."""

import hashlib
import json
import tracemalloc
import zlib
from pathlib import Path

import pytest

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.handover.manifest import KOERPER, Segment
from kim_desktop.handover.rahmen import rahme_spaet
from kim_desktop.trust.kanon import kanon
from kim_desktop.trust.kopf import ereignis_id, koerper_hash
from tests.hilfen.faelschung import Paket, segment_von, verschluesselt
from tests.hilfen.sendung import Sendung

ANZAHL, GROESSE = 40, 3 * 1024 * 1024
HOECHSTENS = 80 * 1024 * 1024


def mit_grossen_inhalten(sendung: Sendung, spaet: bool) -> Paket:
    """Return the file with large bodies of the hub, in their entries or before their headers."""
    hub, paket = sendung.schluessel["KI"].signierer, sendung.paket
    nummer = paket.nummer(hub.log)
    kopf = json.loads(paket.zeilen(nummer)[-1])["kopf"]
    von, vor = kopf["nr"] + 1, paket.manifest.segmente[nummer].kopf
    rahmen, spaete = [], []
    for nr in range(ANZAHL):
        koerper = kanon({"inhalt": {"text": chr(65 + nr) * GROESSE}, "schritt": "zaubern", "v": 1})
        mehr = {"lamport": kopf["lamport"] + 1, "nr": von + nr, "vor": vor}
        kopf = {
            **kopf,
            **mehr,
            "art": "zukunft",
            "fall": "",
            "eltern": [],
            "koerper": koerper_hash(koerper),
        }
        vor = ereignis_id(kanon(kopf))
        vorn = b'{"kopf":' if spaet else b'{"koerper":' + koerper + b',"kopf":'
        rahmen.append(vorn + kanon(kopf) + b"}")
        spaete.append(rahme_spaet(vor, koerper))
    eintraege = segment_von(hub, von, von + ANZAHL - 1, vor, rahmen)
    if spaet:
        roh = b"".join(zeile + b"\n" for zeile in spaete)
        gepackt = zlib.compress(roh)
        hash_ = hashlib.sha256(gepackt).hexdigest()
        paket = paket.und(Segment(KOERPER, hash_, len(gepackt), len(roh)), gepackt)
    return paket.und(*eintraege)


@pytest.mark.parametrize("spaet", [False, True], ids=["im Eintrag", "vor dem Kopf"])
def test_grosse_inhalte_liegen_nie_alle_zugleich_im_speicher(
    sendung: Sendung, leser: Arbeitsplatz, tmp_path: Path, spaet: bool
) -> None:
    paket, datei = mit_grossen_inhalten(sendung, spaet), tmp_path / "gross.kim"
    klartext = paket.klartext(sendung.schluessel["KI"].signierer)
    datei.write_bytes(verschluesselt(klartext, leser.profil.schluessel.empfaenger))
    assert datei.stat().st_size < 1_000_000
    del paket, klartext
    tracemalloc.start()
    try:
        bericht = lies_ein(leser, datei)
        gebraucht = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert bericht.neuere == ANZAHL
    assert bericht.spaete == (ANZAHL if spaet else 0)
    assert gebraucht < HOECHSTENS
