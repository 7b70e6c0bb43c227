"""Damage below the JSON: packed streams, spellings, order, attachments, whole directories.

Whatever can be made to fit again fits again: hashes, lengths, chains, signatures of real keys.
"""

import hashlib
import random
import zlib
from collections.abc import Callable
from dataclasses import dataclass

import msgspec

from kim_desktop.handover.manifest import ANLAGE, EREIGNISSE, KOERPER, Segment, manifest_bytes
from kim_desktop.trust.kopf import KOERPER_TAG, KOPF_TAG
from kim_desktop.trust.unterschrift import Signierer
from tests.hilfen.faelschung import Paket, umhuellt

#: Ways to write the same or nearly the same that only one of is canonical.
SCHREIBWEISEN = (
    (b":", b": "),
    (b",", b",\n"),
    (b":1", b":1.0"),
    (b":1", b":1e0"),
    (b":1", b":01"),
    (b":1", b":-0"),
    (b":1", b":" + b"9" * 5000),
    (b":true", b":null"),
    (b'"', b'"\\u0000'),
    (b"e", b"\\u0065"),
    (b"\xc3", b"\xc0"),
    (b"\xc3\xbc", b"u\xcc\x88"),
    (b"{", b'{"":0,'),
    (b"[", b"[" * 40),
    (b"}", b"}}"),
    (b"{", b"\xef\xbb\xbf{"),
)


@dataclass(frozen=True, slots=True)
class Teile:
    """What the deep ways of bending need: the file, who signs it, the keys of every author."""

    paket: Paket
    absender: Signierer
    schluessel: dict[str, Signierer]


def beschaedigt(inhalt: bytes, zufall: random.Random) -> bytes:
    """Return bytes with one changed, cut off, or added."""
    ort = zufall.randrange(len(inhalt)) if inhalt else 0
    anders = bytes([(inhalt[ort] if inhalt else 0) ^ zufall.randrange(1, 256)])
    return zufall.choice(
        (
            inhalt[:ort] + anders + inhalt[ort + 1 :],
            inhalt[:ort],
            inhalt[:ort] + anders + inhalt[ort:],
            inhalt + anders,
        )
    )


def verbogen_im_inneren(teile: Teile, zufall: random.Random) -> tuple[str, bytes]:
    """Bend the file once to three times; say how and return the bytes inside the encryption."""
    paket, gesagt = teile.paket, []
    for _ in range(zufall.choice((1, 1, 2, 3))):
        art = zufall.choice(_ARTEN)
        paket = art(Teile(paket, teile.absender, teile.schluessel), zufall)
        gesagt.append(art.__name__.lstrip("_"))
    manifest = manifest_bytes(paket.manifest)
    if zufall.random() < 0.15:
        manifest = _anders_geschrieben(manifest, zufall)
        gesagt.append("manifest")
    return " + ".join(gesagt), umhuellt(manifest, teile.absender, paket.segmente)


def _eines(paket: Paket, zufall: random.Random, *arten: str) -> int:
    nummern = [i for i, s in enumerate(paket.manifest.segmente) if not arten or s.art in arten]
    return zufall.choice(nummern) if nummern else -1


def _mit(paket: Paket, segmente: list[tuple[Segment, bytes]]) -> Paket:
    beschrieben = tuple(s for s, _ in segmente)
    manifest = msgspec.structs.replace(paket.manifest, segmente=beschrieben)
    return Paket(manifest, tuple(gepackt for _, gepackt in segmente))


def _paare(paket: Paket) -> list[tuple[Segment, bytes]]:
    return list(zip(paket.manifest.segmente, paket.segmente, strict=True))


def _strom(teile: Teile, zufall: random.Random) -> Paket:
    """Damage a packed stream; hash and length fit."""
    nummer = _eines(teile.paket, zufall)
    if nummer < 0:
        return teile.paket
    return teile.paket.mit_segment(nummer, beschaedigt(teile.paket.segmente[nummer], zufall))


def _anders_gepackt(teile: Teile, zufall: random.Random) -> Paket:
    """Pack the same lines another way: raw, gzip, two streams, with an end before the end."""
    nummer = _eines(teile.paket, zufall, EREIGNISSE, KOERPER)
    if nummer < 0:
        return teile.paket
    try:
        roh = zlib.decompress(teile.paket.segmente[nummer])
    except zlib.error:
        return teile.paket
    return teile.paket.mit_segment(nummer, zufall.choice(_PACKER)(roh, zufall))


def _fremd_gepackt(roh: bytes, zufall: random.Random) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, zufall.choice((-15, 31, 15, 9)))
    return packer.compress(roh) + packer.flush()


def _zwei_stroeme(roh: bytes, zufall: random.Random) -> bytes:
    mitte = zufall.randrange(len(roh) + 1)
    return zlib.compress(roh[:mitte]) + zlib.compress(roh[mitte:])


def _mit_leerung(roh: bytes, zufall: random.Random) -> bytes:
    packer, mitte = zlib.compressobj(), zufall.randrange(len(roh) + 1)
    vorn = packer.compress(roh[:mitte]) + packer.flush(zlib.Z_FULL_FLUSH)
    return vorn + packer.compress(roh[mitte:]) + packer.flush()


def _aufgeblasen(roh: bytes, zufall: random.Random) -> bytes:
    return zlib.compress(roh + bytes(zufall.choice((1, 70_000, 3_000_000))))


_PACKER: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _fremd_gepackt,
    _zwei_stroeme,
    _mit_leerung,
    _aufgeblasen,
    lambda roh, _: zlib.compress(roh, 0),
    lambda roh, _: roh,
)


def _laenge(teile: Teile, zufall: random.Random) -> Paket:
    """Let a segment announce other lengths and numbers than it has."""
    nummer = _eines(teile.paket, zufall)
    if nummer < 0:
        return teile.paket
    segment = teile.paket.manifest.segmente[nummer]
    feld = zufall.choice(("roh", "laenge", "von", "bis"))
    wert = getattr(segment, feld)
    anders = zufall.choice((0, 1, -1, wert - 1, wert + 1, wert * 2, 2**31, 2**62 - 1, 2**63))
    return teile.paket.mit_segment(nummer, teile.paket.segmente[nummer], **{feld: anders})


def _reihe(teile: Teile, zufall: random.Random) -> Paket:
    """Shuffle segments, leave one out, or send one twice."""
    paare = _paare(teile.paket)
    if not paare:
        return teile.paket
    art = zufall.choice(("gemischt", "doppelt", "weg"))
    if art == "gemischt":
        zufall.shuffle(paare)
    elif art == "doppelt":
        paare.insert(zufall.randrange(len(paare) + 1), zufall.choice(paare))
    else:
        del paare[zufall.randrange(len(paare))]
    return _mit(teile.paket, paare)


def _umgewidmet(teile: Teile, zufall: random.Random) -> Paket:
    """Call a segment something else, or let it belong to another log."""
    nummer = _eines(teile.paket, zufall)
    if nummer < 0:
        return teile.paket
    anders = zufall.choice(
        (
            {"art": zufall.choice((EREIGNISSE, KOERPER, ANLAGE, "zukunft", ""))},
            {"log": zufall.choice(sorted(teile.schluessel))},
        )
    )
    return teile.paket.mit_segment(nummer, teile.paket.segmente[nummer], **anders)


def _anlage(teile: Teile, zufall: random.Random) -> Paket:
    """Send another attachment than the entry names, an empty or a large one."""
    inhalt = zufall.choice((b"", b"\0" * 70_000, zufall.randbytes(300)))
    hash_ = hashlib.sha256(inhalt).hexdigest()
    roh = zufall.choice((len(inhalt), len(inhalt), 0, len(inhalt) + 1))
    nummer = _eines(teile.paket, zufall, ANLAGE)
    if nummer < 0 or zufall.random() < 0.5:
        return teile.paket.und(Segment(ANLAGE, hash_, len(inhalt), roh), inhalt)
    return teile.paket.mit_segment(nummer, inhalt, roh=roh)


def _spaeter_koerper(teile: Teile, zufall: random.Random) -> Paket:
    """Send a body for an entry that has one, has another, or does not exist."""
    ids = [s.kopf for s in teile.paket.manifest.segmente if s.kopf] or ["0" * 64]
    ident = zufall.choice((*ids, "0" * 64, "x", "F" * 64))
    koerper = zufall.choice((b"{}", b"[]", b"null", b'{"inhalt":{},"v":1}', b"[" * 33 + b"]" * 33))
    zeile = b'{"ereignis":"' + ident.encode() + b'","koerper":' + koerper + b"}\n"
    zeile = _anders_geschrieben(zeile, zufall) if zufall.random() < 0.3 else zeile
    gepackt = zlib.compress(zeile)
    hash_ = hashlib.sha256(gepackt).hexdigest()
    return teile.paket.und(Segment(KOERPER, hash_, len(gepackt), len(zeile)), gepackt)


def _eintraege(teile: Teile, zufall: random.Random) -> Paket:
    """Leave out, double or swap entries; their author goes along as far as the head."""
    nummer = _eines(teile.paket, zufall, EREIGNISSE)
    if nummer < 0 or not (zeilen := _zeilen(teile.paket, nummer)):
        return teile.paket
    ort, zweiter = zufall.randrange(len(zeilen)), zufall.randrange(len(zeilen))
    art = zufall.choice(("weg", "doppelt", "getauscht", "gekuerzt"))
    if art == "weg":
        del zeilen[ort]
    elif art == "doppelt":
        zeilen.insert(zweiter, zeilen[ort])
    elif art == "getauscht":
        zeilen[ort], zeilen[zweiter] = zeilen[zweiter], zeilen[ort]
    else:
        zeilen = zeilen[: ort + 1]
    return _unterschrieben(teile, nummer, zeilen)


def _schreibweise(teile: Teile, zufall: random.Random) -> Paket:
    """Write an entry another way; its author signs these very bytes as the head."""
    nummer = _eines(teile.paket, zufall, EREIGNISSE, KOERPER)
    if nummer < 0 or not (zeilen := _zeilen(teile.paket, nummer)):
        return teile.paket
    ort = zufall.randrange(len(zeilen)) if zufall.random() < 0.5 else len(zeilen) - 1
    zeilen[ort] = _anders_geschrieben(zeilen[ort], zufall)
    return _unterschrieben(teile, nummer, zeilen)


def _zeilen(paket: Paket, nummer: int) -> list[bytes]:
    try:
        return paket.zeilen(nummer)
    except zlib.error:
        return []


def _unterschrieben(teile: Teile, nummer: int, zeilen: list[bytes]) -> Paket:
    """Pack lines and let the author sign the last header, in whatever spelling it stands."""
    segment, felder = teile.paket.manifest.segmente[nummer], {}
    autor = teile.schluessel.get(segment.log)
    if autor is not None and zeilen:
        kopf = zeilen[-1].partition(b'"kopf":')[2]
        ende = kopf.find(b"}") + 1
        ident = hashlib.sha256(KOPF_TAG + kopf[:ende]).hexdigest()
        bis = segment.von + len(zeilen) - 1
        stand = autor.unterschreibe_stand(bis, ident)
        felder = {"bis": bis, "kopf": ident, "unterschrift": stand}
    return teile.paket.mit_zeilen(nummer, zeilen, **felder)


def _anders_geschrieben(inhalt: bytes, zufall: random.Random) -> bytes:
    suche, ersatz = zufall.choice(SCHREIBWEISEN)
    teile = inhalt.split(suche)
    if len(teile) < 2:
        return beschaedigt(inhalt, zufall)
    ort = zufall.randrange(1, len(teile))
    return suche.join(teile[:ort]) + ersatz + suche.join(teile[ort:])


def _falscher_koerper(teile: Teile, zufall: random.Random) -> Paket:
    """Exchange the bodies of two entries; sometimes the headers go along."""
    nummer = _eines(teile.paket, zufall, EREIGNISSE)
    if nummer < 0:
        return teile.paket
    zeilen = _zeilen(teile.paket, nummer)
    mit = [i for i, z in enumerate(zeilen) if z.startswith(b'{"koerper":')]
    if len(mit) < 2:
        return teile.paket
    einer, anderer = zufall.sample(mit, 2)
    eins, zwei = (z.partition(b',"kopf":') for z in (zeilen[einer], zeilen[anderer]))
    zeilen[einer], zeilen[anderer] = zwei[0] + eins[1] + eins[2], eins[0] + zwei[1] + zwei[2]
    if zufall.random() < 0.5:
        alt, neu = (_koerper_hash(zeile[0]) for zeile in (eins, zwei))
        zeilen[einer] = zeilen[einer].replace(alt, neu)
    return _unterschrieben(teile, nummer, zeilen)


def _koerper_hash(anfang: bytes) -> bytes:
    roh = anfang.removeprefix(b'{"koerper":')
    return hashlib.sha256(KOERPER_TAG + roh).hexdigest().encode()


def _verzeichnis(teile: Teile, zufall: random.Random) -> Paket:
    """Leave out a version of the directory, double one, swap two or exchange signatures."""
    kette = list(teile.paket.manifest.verzeichnis)
    if len(kette) < 2:
        return teile.paket
    ort, zweiter = zufall.sample(range(len(kette)), 2)
    art = zufall.choice(("weg", "kuerzer", "doppelt", "getauscht", "unterschrift"))
    if art == "weg":
        del kette[ort]
    elif art == "kuerzer":
        kette = kette[:ort]
    elif art == "doppelt":
        kette.insert(ort, kette[ort])
    elif art == "getauscht":
        kette[ort], kette[zweiter] = kette[zweiter], kette[ort]
    else:
        kette[ort] = {**kette[ort], "unterschrift": kette[zweiter]["unterschrift"]}
    return teile.paket.mit(verzeichnis=tuple(kette))


def _koepfe(teile: Teile, zufall: random.Random) -> Paket:
    """Tell of heads nobody signed, or of heads somebody signed beyond all that there is."""
    log = zufall.choice(sorted(teile.schluessel))
    nr, ident = zufall.choice((1, 9, 10**6, 2**62 - 1, 2**62)), zufall.choice(("0" * 64, "", "x"))
    echt = teile.schluessel[log].unterschreibe_stand(nr, ident)
    kopf = (log, nr, ident, zufall.choice((echt, "0" * 128, "")))
    return teile.paket.mit(koepfe=(*teile.paket.manifest.koepfe, kopf))


_ARTEN: tuple[Callable[[Teile, random.Random], Paket], ...] = (
    _strom,
    _anders_gepackt,
    _laenge,
    _reihe,
    _umgewidmet,
    _anlage,
    _spaeter_koerper,
    _eintraege,
    _schreibweise,
    _falscher_koerper,
    _verzeichnis,
    _koepfe,
)
