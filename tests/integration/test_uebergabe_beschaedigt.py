"""Damaged and forged handover files: refused in plain German, and nothing has changed."""

import hashlib
import json
import tracemalloc
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.platz.pflege import pruefe, stand
from kim_desktop.application.uebergabe.austausch import bilanz, lies_ein
from kim_desktop.domain.fehler import UebergabeFehler
from kim_desktop.handover.einfuhr import nimm_ein
from kim_desktop.handover.manifest import Segment, manifest_bytes
from kim_desktop.trust.anmeldung import als_liste
from kim_desktop.trust.kanon import kanon
from kim_desktop.trust.kopf import ereignis_id, koerper_hash
from kim_desktop.trust.unterschrift import Signierer
from kim_desktop.trust.verzeichnis import neue_version
from tests.hilfen.faelschung import (
    Paket,
    entschluesselt,
    id_von,
    segment_von,
    umhuellt,
    veraendert,
    verschluesselt,
)
from tests.hilfen.sendung import Sendung

BESCHAEDIGT = "Die Datei ist beschädigt. Es wurde nichts übernommen. Bitte neu anfordern."
UNTERSCHRIFT = "Der Inhalt stimmt nicht mit der Unterschrift überein."
ZU_GROSS = "Die Datei überschreitet die zulässige Größe."
NEUER = "Die Datei stammt aus einer neueren Programmversion."
ZAEHLER = "Der Zähler eines Eintrags ist unplausibel."
JEDES = 500
#: Entries the file brings: three of the CM-Stelle, two of the hub.
NEU = 5
ANHAENGSEL = (b"\0", b"\n", b"x" * 16, b"\0" * 300)


class Werkstatt:
    """Forges files that reach the reader and lets the reader take them in."""

    def __init__(self, sendung: Sendung, leser: Arbeitsplatz, ordner: Path) -> None:
        self.sendung, self.leser, self.datei = sendung, leser, ordner / "probe.kim"
        self.anfang = stand(leser)

    @property
    def hub(self) -> Signierer:
        return self.sendung.schluessel["KI"].signierer

    @property
    def cm_stelle(self) -> Signierer:
        return self.sendung.schluessel["HEN"].signierer

    @property
    def paket(self) -> Paket:
        return self.sendung.paket

    @property
    def nummer(self) -> int:
        """Place of the CM-Stelle's log, which the hub forwards."""
        return self.paket.nummer(self.cm_stelle.log)

    @property
    def zeilen(self) -> list[bytes]:
        return self.paket.zeilen(self.nummer)

    def grund(self, inhalt: bytes) -> str:
        """Return why the reader refuses a file with these bytes, empty where it does not."""
        self.datei.write_bytes(inhalt)
        try:
            nimm_ein(self.leser.profil, self.datei, self.leser.quelle)
        except UebergabeFehler as fehler:
            return fehler.text
        return ""

    def innen(self, klartext: bytes) -> str:
        """Return why the reader refuses a file with these bytes inside the encryption."""
        return self.grund(verschluesselt(klartext, self.leser.profil.schluessel.empfaenger))

    def gefaelscht(self, paket: Paket, wer: Signierer | None = None) -> str:
        """Return why a file is refused that a trusted sender signed anew."""
        return self.innen(paket.klartext(wer or self.hub))

    def alle_abgelehnt(self, inhalte: Iterable[bytes], lies: Callable[[bytes], str]) -> set[str]:
        """Have every file refused, none leaving a trace; return the reasons."""
        gruende: set[str] = set()
        for nummer, inhalt in enumerate(inhalte):
            grund = lies(inhalt)
            assert grund, f"angenommen: Nr. {nummer}"
            gruende.add(grund)
            if nummer % JEDES == 0:
                assert self.unveraendert()
        assert gruende
        return gruende

    def unveraendert(self) -> bool:
        return stand(self.leser) == self.anfang


@pytest.fixture
def werkstatt(sendung: Sendung, leser: Arbeitsplatz, tmp_path: Path) -> Iterator[Werkstatt]:
    """Tools and a reader, whose state is the same in the end."""
    werkstatt = Werkstatt(sendung, leser, tmp_path)
    yield werkstatt
    assert werkstatt.unveraendert()
    assert not pruefe(leser)


def ein_byte_anders(inhalt: bytes) -> Iterator[bytes]:
    for stelle, byte in enumerate(inhalt):
        anders = byte ^ (1 + stelle * 7 % 255)
        yield inhalt[:stelle] + bytes([anders]) + inhalt[stelle + 1 :]


def abgeschnitten(inhalt: bytes) -> Iterator[bytes]:
    yield from (inhalt[:laenge] for laenge in range(len(inhalt)))


def verlaengert(inhalt: bytes) -> Iterator[bytes]:
    yield from (inhalt + mehr for mehr in (*ANHAENGSEL, inhalt[:100], inhalt))


SCHAEDEN = [ein_byte_anders, abgeschnitten, verlaengert]


@pytest.mark.parametrize("schaden", SCHAEDEN)
def test_jede_beschaedigte_datei_wird_abgelehnt(werkstatt: Werkstatt, schaden: Any) -> None:
    heil = werkstatt.sendung.datei.read_bytes()
    gruende = werkstatt.alle_abgelehnt(schaden(heil), werkstatt.grund)
    assert gruende <= {
        BESCHAEDIGT,
        "Die Datei ist nicht für diesen Arbeitsplatz bestimmt. Es wurde nichts übernommen.",
    }


@pytest.mark.parametrize("schaden", SCHAEDEN)
def test_jeder_schaden_in_der_verschluesselung_wird_abgelehnt(
    werkstatt: Werkstatt, schaden: Any
) -> None:
    schluessel = werkstatt.leser.profil.schluessel
    heil = entschluesselt(werkstatt.sendung.datei, schluessel)
    gruende = werkstatt.alle_abgelehnt(schaden(heil), werkstatt.innen)
    assert all("Es wurde nichts übernommen." in grund for grund in gruende)


def test_der_weiterleitende_kann_kein_byte_eines_eintrags_aendern(werkstatt: Werkstatt) -> None:
    # Only the name of the part may vary: under another one the body counts as held back.
    name, heil = werkstatt.zeilen[0][:10], werkstatt.zeilen[0][10:]
    assert name == b'{"koerper"'

    def umgeschrieben() -> Iterator[bytes]:
        for rest in ein_byte_anders(heil):
            zeilen = [*(name + rest).split(b"\n"), *werkstatt.zeilen[1:]]
            paket = werkstatt.paket.mit_zeilen(werkstatt.nummer, zeilen)
            yield paket.klartext(werkstatt.hub)

    werkstatt.alle_abgelehnt(umgeschrieben(), werkstatt.innen)


def test_die_unversehrte_datei_wird_uebernommen(sendung: Sendung, leser: Arbeitsplatz) -> None:
    bericht = lies_ein(leser, sendung.datei)
    assert bericht.neu == NEU
    assert not pruefe(leser)


# What a forwarder might do to the log of another, with a manifest rightly signed by itself.


def _kopf_anders(zeilen: list[bytes]) -> list[bytes]:
    anders = veraendert(zeilen[1], lambda teile: teile["kopf"].update(tag="2020-01-01"))
    return [zeilen[0], anders, zeilen[2]]


def _inhalt_anders(zeilen: list[bytes]) -> list[bytes]:
    anders = veraendert(zeilen[1], lambda teile: teile["koerper"]["inhalt"].update(titel="Alles"))
    return [zeilen[0], anders, zeilen[2]]


def _doppelte_schluessel(zeilen: list[bytes]) -> list[bytes]:
    return [zeilen[0].replace(b'"kopf":{', b'"kopf":{"art":"meldung_erfasst",', 1), *zeilen[1:]]


def _bruch(zeilen: list[bytes]) -> list[bytes]:
    return [zeilen[0].replace(b'"lamport":', b'"lamport":1e0,"lampor_":', 1), *zeilen[1:]]


def _leerzeichen(zeilen: list[bytes]) -> list[bytes]:
    return [zeilen[0].replace(b'"kopf":', b'"kopf": ', 1), *zeilen[1:]]


FAELSCHUNGEN = [
    pytest.param(_kopf_anders, UNTERSCHRIFT, id="Kopf verändert"),
    pytest.param(_inhalt_anders, UNTERSCHRIFT, id="Inhalt verändert"),
    pytest.param(lambda z: [z[0], z[2]], "Eintrag Nr. 2 fehlt in der Mitte.", id="ausgelassen"),
    pytest.param(lambda z: [z[0], z[2], z[1]], "Eintrag Nr. 2 fehlt", id="vertauscht"),
    pytest.param(lambda z: z[:2], UNTERSCHRIFT, id="hinten abgeschnitten"),
    pytest.param(lambda z: [*z, z[2]], "Eintrag Nr. 4 fehlt", id="wiederholt"),
    pytest.param(_doppelte_schluessel, BESCHAEDIGT, id="doppelter Schlüssel"),
    pytest.param(_bruch, BESCHAEDIGT, id="Bruchzahl"),
    pytest.param(_leerzeichen, BESCHAEDIGT, id="Leerzeichen"),
]


@pytest.mark.parametrize(("faelsche", "text"), FAELSCHUNGEN)
def test_wer_weiterleitet_kann_nichts_faelschen(
    werkstatt: Werkstatt, faelsche: Callable[[list[bytes]], list[bytes]], text: str
) -> None:
    paket = werkstatt.paket.mit_zeilen(werkstatt.nummer, faelsche(werkstatt.zeilen))
    assert werkstatt.gefaelscht(paket).startswith(text)


def test_zwischen_zwei_unterschriebenen_staenden_laesst_sich_nicht_abschneiden(
    werkstatt: Werkstatt,
) -> None:
    zeilen = werkstatt.zeilen[:2]
    paket = werkstatt.paket.mit_zeilen(werkstatt.nummer, zeilen, bis=2, kopf=id_von(zeilen[1]))
    assert werkstatt.gefaelscht(paket).startswith(UNTERSCHRIFT)


def test_den_stand_eines_anderen_kann_niemand_unterschreiben(werkstatt: Werkstatt) -> None:
    ende = id_von(werkstatt.zeilen[-1])
    fremd = werkstatt.hub.unterschreibe_stand(3, ende)
    for unterschrift in (fremd, "", "zz"):
        paket = werkstatt.paket.mit_zeilen(
            werkstatt.nummer, werkstatt.zeilen, unterschrift=unterschrift
        )
        assert werkstatt.gefaelscht(paket).startswith(UNTERSCHRIFT)


def test_niemand_schreibt_unter_dem_namen_eines_anderen(werkstatt: Werkstatt) -> None:
    fremd = werkstatt.sendung.schluessel["KIL"].signierer
    zeile = veraendert(werkstatt.zeilen[0], lambda t: t["kopf"].update(log=fremd.log))
    segment, gepackt = segment_von(werkstatt.hub, 1, 1, id_von(zeile), [zeile])
    gefaelscht = Segment(segment.art, segment.hash, segment.laenge, segment.roh, fremd.log, 1, 1)
    assert werkstatt.gefaelscht(werkstatt.paket.und(gefaelscht, gepackt)).startswith(UNTERSCHRIFT)


# Size: checked before anything is unpacked, and again while it is.


BOMBE = zlib.compress(b"0" * 60_000_000, 1)
GROESSEN = [
    pytest.param({"gepackt": BOMBE}, ZU_GROSS, id="mehr als angesagt"),
    pytest.param({"gepackt": BOMBE, "roh": 60_000_000}, ZU_GROSS, id="eine Zeile ohne Ende"),
    pytest.param({"roh": 2**31 + 1}, ZU_GROSS, id="riesig angesagt"),
    pytest.param({"roh": 2**70}, BESCHAEDIGT, id="unzählbar angesagt"),
    pytest.param({"laenge": 2**70}, BESCHAEDIGT, id="Länge passt nicht"),
    pytest.param({"roh": 10_000}, BESCHAEDIGT, id="weniger als angesagt"),
    pytest.param({"roh": -1}, BESCHAEDIGT, id="negativ"),
]


@pytest.mark.parametrize(("felder", "text"), GROESSEN)
def test_eine_uebergrosse_datei_wird_abgelehnt(
    werkstatt: Werkstatt, felder: dict[str, Any], text: str
) -> None:
    paket = werkstatt.paket
    anders = {"gepackt": paket.segmente[werkstatt.nummer], **felder}
    assert werkstatt.gefaelscht(paket.mit_segment(werkstatt.nummer, **anders)).startswith(text)


def test_eine_bombe_bleibt_im_speicher_klein(werkstatt: Werkstatt) -> None:
    datei = verschluesselt(
        werkstatt.paket.mit_segment(werkstatt.nummer, BOMBE).klartext(werkstatt.hub),
        werkstatt.leser.profil.schluessel.empfaenger,
    )
    tracemalloc.start()
    try:
        assert werkstatt.grund(datei).startswith(ZU_GROSS)
        hoechstens = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert hoechstens < 8_000_000


def test_eine_million_teile_werden_abgelehnt(werkstatt: Werkstatt) -> None:
    leer = kanon(Segment("zukunft", hashlib.sha256(b"").hexdigest(), 0, 0))
    roh = manifest_bytes(werkstatt.paket.mit(segmente=()).manifest)
    viele = b",".join([leer] * 1_000_000)
    voll = roh.replace(b'"segmente":[]', b'"segmente":[' + viele + b"]")
    assert werkstatt.innen(umhuellt(voll, werkstatt.hub)).startswith(ZU_GROSS)


def test_hunderttausend_und_ein_teil_werden_abgelehnt(werkstatt: Werkstatt) -> None:
    leer = Segment("z", hashlib.sha256(b"").hexdigest(), 0, 0)
    paket = Paket(werkstatt.paket.mit(segmente=(leer,) * 100_001).manifest, ())
    assert werkstatt.gefaelscht(paket).startswith(ZU_GROSS)


MANIFESTE = [
    pytest.param({"empfaenger": ("0" * 32,)}, "Die Datei ist nicht für diesen", id="umadressiert"),
    pytest.param({"kreis": "0" * 64}, "Die Datei gehört zu einem anderen Kreis", id="Kreis"),
    pytest.param({"uebung": False}, "Die Datei gehört zu einem anderen Kreis", id="Übung"),
    pytest.param({"absender": "0" * 32}, "Der Absender steht nicht im", id="Absender"),
    pytest.param({"v": 2}, NEUER, id="neuerer Behälter"),
    pytest.param({"art": "zukunft"}, NEUER, id="andere Art von Datei"),
    pytest.param({"nr": 2**70}, BESCHAEDIGT, id="Nummer ohne Maß"),
    pytest.param({"fehlt": (("x", 5, 1),)}, BESCHAEDIGT, id="Bereich verkehrt"),
    pytest.param({"verzeichnis": ({},)}, BESCHAEDIGT, id="Verzeichnis unlesbar"),
]


@pytest.mark.parametrize(("felder", "text"), MANIFESTE)
def test_eine_unpassende_datei_wird_abgelehnt(
    werkstatt: Werkstatt, felder: dict[str, Any], text: str
) -> None:
    assert werkstatt.gefaelscht(werkstatt.paket.mit(**felder)).startswith(text)


def test_nur_der_genannte_absender_kann_unterschreiben(werkstatt: Werkstatt) -> None:
    assert werkstatt.gefaelscht(werkstatt.paket, werkstatt.cm_stelle).startswith(UNTERSCHRIFT)


def test_eine_datei_fuer_jemand_anderen_laesst_sich_nicht_oeffnen(werkstatt: Werkstatt) -> None:
    andere = werkstatt.sendung.schluessel["HEN"].empfaenger
    datei = verschluesselt(werkstatt.paket.klartext(werkstatt.hub), andere)
    assert "nicht für diesen Arbeitsplatz bestimmt" in werkstatt.grund(datei)


def test_ein_neuerer_behaelter_bittet_um_ein_neues_programm(werkstatt: Werkstatt) -> None:
    klartext = werkstatt.paket.klartext(werkstatt.hub).replace(b"gabe-1\n", b"gabe-2\n", 1)
    assert werkstatt.innen(klartext).startswith(NEUER)


MANIFEST_BYTES = [
    pytest.param(lambda m: m[:-1] + b',"v":1}', id="doppelter Schlüssel"),
    pytest.param(lambda m: m.replace(b'"v":1,"verz', b'"v":1.0,"verz'), id="Bruchzahl"),
    pytest.param(lambda m: m.replace(b'"v":1,', b'"v": 1,'), id="Leerzeichen"),
    pytest.param(lambda m: b"[" * 100_000, id="tief verschachtelt"),
    pytest.param(lambda m: b"[]", id="kein Objekt"),
    pytest.param(lambda m: b"", id="leer"),
]


@pytest.mark.parametrize("forme", MANIFEST_BYTES)
def test_nur_eine_schreibweise_gilt(werkstatt: Werkstatt, forme: Callable[[bytes], bytes]) -> None:
    roh = forme(manifest_bytes(werkstatt.paket.manifest))
    klartext = umhuellt(roh, werkstatt.hub, werkstatt.paket.segmente)
    assert werkstatt.innen(klartext) == BESCHAEDIGT


def test_ein_gefaelschtes_verzeichnis_wird_abgelehnt(werkstatt: Werkstatt) -> None:
    verzeichnis = werkstatt.sendung.verzeichnis
    eintrag = {"art": "inhaber", "log": werkstatt.cm_stelle.log}
    for wer, eintraege in ((werkstatt.cm_stelle, []), (werkstatt.hub, [eintrag])):
        version = neue_version(verzeichnis, eintraege, "2026-01-13", wer)
        kette = tuple(als_liste([*verzeichnis.kette, version]))
        grund = werkstatt.gefaelscht(werkstatt.paket.mit(verzeichnis=kette))
        assert "nicht richtig unterschrieben" in grund


def eigener_eintrag(werkstatt: Werkstatt, koerper: bytes = b"", **anders: Any) -> Paket:
    """Return the file with one more entry of the hub's own log, rightly signed."""
    nummer = werkstatt.paket.nummer(werkstatt.hub.log)
    letzter = json.loads(werkstatt.paket.zeilen(nummer)[-1])["kopf"]
    kopf = {
        **letzter,
        "art": "zukunft",
        "eltern": [],
        "koerper": koerper_hash(koerper),
        "lamport": letzter["lamport"] + 1,
        "nr": letzter["nr"] + 1,
        "vor": werkstatt.paket.manifest.segmente[nummer].kopf,
        **anders,
    }
    roh = kanon(kopf)
    teile = [b'"koerper":' + koerper] if koerper else []
    zeile = b"{" + b",".join([*teile, b'"kopf":' + roh]) + b"}"
    nr = kopf["nr"]
    return werkstatt.paket.und(*segment_von(werkstatt.hub, nr, nr, ereignis_id(roh), [zeile]))


EIGENE = [
    pytest.param({"lamport": 3_000_000}, ZAEHLER, id="Sprung im Zähler"),
    pytest.param({"lamport": 1}, ZAEHLER, id="Zähler rückwärts"),
    pytest.param({"lamport": 2**70}, ZAEHLER, id="Zähler ohne Maß"),
    pytest.param({"tag": "morgen"}, BESCHAEDIGT, id="kein Tag"),
    pytest.param({"verz": [99, "x"]}, BESCHAEDIGT, id="Verzeichnis der Zukunft"),
    pytest.param({"art": "rueckmeldung"}, UNTERSCHRIFT, id="Beleg ohne Unterschrift"),
    pytest.param({"koerper": b'{"a":1.5}'}, BESCHAEDIGT, id="Bruchzahl"),
    pytest.param({"koerper": b'{"a":1,"a":1}'}, BESCHAEDIGT, id="doppelter Schlüssel"),
    pytest.param({"koerper": b'{"a": 1}'}, BESCHAEDIGT, id="Leerzeichen"),
    pytest.param({"koerper": b"[" * 100_000}, BESCHAEDIGT, id="tief verschachtelt"),
]


def test_wer_eintraege_ohne_zahl_verspricht_wird_abgelehnt(werkstatt: Werkstatt) -> None:
    ende = werkstatt.paket.manifest.segmente[werkstatt.nummer]
    koepfe = [(ende.log, 2**40, ende.kopf, ende.unterschrift), (ende.log, 2**70, "", "")]
    for kopf in koepfe:
        assert werkstatt.gefaelscht(werkstatt.paket.mit(koepfe=(kopf,)))


@pytest.mark.parametrize(("felder", "text"), EIGENE)
def test_auch_der_eigene_log_muss_stimmen(
    werkstatt: Werkstatt, felder: dict[str, Any], text: str
) -> None:
    assert werkstatt.gefaelscht(eigener_eintrag(werkstatt, **felder)).startswith(text)


def test_was_an_einen_anderen_eintrag_anschliesst_ist_eine_zweite_fassung(
    sendung: Sendung, leser: Arbeitsplatz, tmp_path: Path
) -> None:
    werkstatt = Werkstatt(sendung, leser, tmp_path)
    assert (
        uebernommen(sendung, leser, tmp_path, eigener_eintrag(werkstatt, vor="0" * 64)) == NEU + 1
    )
    (satz,) = bilanz(leser).doppelt
    assert satz.startswith("Zwei Arbeitsplätze schreiben als KI1")
    assert not pruefe(leser)


def test_ein_zaehler_unter_dem_der_eltern_wird_abgelehnt(werkstatt: Werkstatt) -> None:
    ende = werkstatt.paket.manifest.segmente[werkstatt.paket.nummer(werkstatt.hub.log)].kopf
    hoch = eigener_eintrag(werkstatt, lamport=900)
    tief = json.loads(hoch.zeilen(len(hoch.segmente) - 1)[0])["kopf"]
    assert tief["vor"] == ende
    eltern = [ereignis_id(kanon(tief))]
    kopf = {**tief, "eltern": eltern, "lamport": 5, "log": werkstatt.cm_stelle.log, "nr": 4}
    roh = kanon({**kopf, "vor": id_von(werkstatt.zeilen[-1])})
    rahmen = [b'{"kopf":' + roh + b"}"]
    segment = segment_von(werkstatt.cm_stelle, 4, 4, ereignis_id(roh), rahmen)
    assert werkstatt.gefaelscht(hoch.und(*segment)).startswith(ZAEHLER)


# What a newer program may send: kept or passed over, not refused.


def uebernommen(sendung: Sendung, leser: Arbeitsplatz, ordner: Path, paket: Paket) -> int:
    datei = ordner / "neu.kim"
    klartext = paket.klartext(sendung.schluessel["KI"].signierer)
    datei.write_bytes(verschluesselt(klartext, leser.profil.schluessel.empfaenger))
    return lies_ein(leser, datei).neu


def test_ein_unbekannter_teil_wird_uebergangen(
    sendung: Sendung, leser: Arbeitsplatz, tmp_path: Path
) -> None:
    gepackt = b"ganz etwas Neues"
    segment = Segment("zukunft", hashlib.sha256(gepackt).hexdigest(), len(gepackt), 99)
    assert uebernommen(sendung, leser, tmp_path, sendung.paket.und(segment, gepackt)) == NEU


@pytest.mark.parametrize("anders", [{}, {"v": 2}], ids=["neuer Schritt", "neuer Kopf"])
def test_ein_eintrag_eines_neueren_programms_wird_aufgehoben(
    sendung: Sendung, leser: Arbeitsplatz, tmp_path: Path, anders: dict[str, Any]
) -> None:
    werkstatt = Werkstatt(sendung, leser, tmp_path)
    koerper = kanon({"inhalt": {"neu": 1}, "kennung": "", "schritt": "zaubern", "v": 1})
    paket = eigener_eintrag(werkstatt, koerper=koerper, **anders)
    assert uebernommen(sendung, leser, tmp_path, paket) == NEU + 1
    assert not pruefe(leser)
    assert not bilanz(leser).fehlt


def test_eine_vorschau_und_eine_abgelehnte_datei_lassen_alles_wie_es_war(
    werkstatt: Werkstatt,
) -> None:
    lies_ein(werkstatt.leser, werkstatt.sendung.datei, nur_vorschau=True)
    werkstatt.datei.write_bytes(werkstatt.sendung.datei.read_bytes()[:-1])
    with pytest.raises(UebergabeFehler, match="beschädigt"):
        lies_ein(werkstatt.leser, werkstatt.datei)
    abgelehnt = werkstatt.leser.profil.ordner / "abgelehnt"
    assert (abgelehnt / "probe.kim").read_bytes() == werkstatt.datei.read_bytes()
    assert "beschädigt" in (abgelehnt / "probe.kim.grund.txt").read_text("utf-8")


def test_dieselbe_datei_noch_einmal_aendert_nichts(sendung: Sendung, leser: Arbeitsplatz) -> None:
    erster = lies_ein(leser, sendung.datei)
    danach = stand(leser)
    zweiter = lies_ein(leser, sendung.datei)
    assert (zweiter.neu, zweiter.bekannt) == (0, erster.neu + erster.bekannt)
    assert zweiter.schon_am
    assert stand(leser) == danach
