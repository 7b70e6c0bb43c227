"""The directory of units: only the root and its holders write it, and nobody rewrites it."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim_desktop.domain.fehler import UebergabeFehler
from kim_desktop.domain.rollen import Rolle
from kim_desktop.trust.kanon import kanon
from kim_desktop.trust.kopf import Kopf
from kim_desktop.trust.unterschrift import VERZEICHNIS_TAG, Signierer
from kim_desktop.trust.verzeichnis import Version, Verzeichnis, erweitert, neue_version

WURZEL, KI, HEN, FREMD = (Signierer(bytes([n]) * 32) for n in range(1, 5))
TAG = "2026-01-12"


def platz(wer: Signierer, stelle: str) -> dict[str, Any]:
    return {
        "art": "platz",
        "empfaenger": "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
        "index": 1,
        "name": stelle,
        "schluessel": wer.oeffentlich,
        "stelle": stelle,
    }


def stelle(ident: str) -> dict[str, Any]:
    return {
        "art": "stelle",
        "id": ident,
        "kuerzel": ident.upper(),
        "name": f"Stelle {ident}",
        "ohne_programm": False,
    }


def zuweisung(wer: Signierer, ident: str, rolle: str, bis: str = "") -> dict[str, Any]:
    return {
        "art": "zuweisung",
        "bis": bis,
        "log": wer.log,
        "rolle": rolle,
        "stelle": ident,
        "von": TAG,
    }


GRUENDUNG = [
    {"art": "kreis", "name": "Testkreis", "uebung": True, "wurzel": WURZEL.oeffentlich},
    {"art": "inhaber", "log": KI.log},
    stelle("ki"),
    platz(KI, "ki"),
    zuweisung(KI, "ki", "cm-koordination"),
]
AUFNAHME = [stelle("hen"), platz(HEN, "hen"), zuweisung(HEN, "hen", "cm-stelle")]
INHABER = {"art": "inhaber", "log": HEN.log}


def weiter(
    verzeichnis: Verzeichnis, eintraege: list[dict[str, Any]], wer: Signierer
) -> Verzeichnis:
    return erweitert(
        verzeichnis, [*verzeichnis.kette, neue_version(verzeichnis, eintraege, TAG, wer)]
    )


@pytest.fixture(scope="module")
def kreis() -> Verzeichnis:
    """A district with its holder and one CM-Stelle."""
    return weiter(weiter(Verzeichnis(), GRUENDUNG, WURZEL), AUFNAHME, KI)


def kopf(wer: Signierer, verzeichnis: Verzeichnis, **anders: Any) -> Kopf:
    werte: dict[str, Any] = {
        "art": "meldung_erfasst",
        "eltern": (),
        "fall": "",
        "klasse": "meldung",
        "koerper": "",
        "lamport": 1,
        "log": wer.log,
        "muss": False,
        "nr": 1,
        "rolle": "cm-stelle",
        "stelle": "hen",
        "tag": TAG,
        "v": 1,
        "verz": verzeichnis.stand,
        "vor": "",
    }
    return Kopf(**{**werte, **anders})


def abgelehnt(verzeichnis: Verzeichnis, *kette: Version) -> None:
    with pytest.raises(UebergabeFehler, match="Verzeichnis der Stellen"):
        erweitert(verzeichnis, [*verzeichnis.kette, *kette])


def test_die_gruendung_und_die_erste_aufnahme(kreis: Verzeichnis) -> None:
    assert (kreis.name, kreis.uebung, kreis.nummer) == ("Testkreis", True, 2)
    assert kreis.inhaber == {KI.log}
    assert kreis.rollen(HEN.log, TAG) == {"hen": frozenset({Rolle.CM_STELLE})}
    assert [p.log for p in kreis.plaetze_von("hen")] == [HEN.log]
    for angabe in ("hen", "HEN", " stelle hen "):
        gefunden = kreis.stelle_zu(angabe)
        assert gefunden is not None
        assert gefunden.id == "hen"


def test_dieselbe_kette_noch_einmal_aendert_nichts(kreis: Verzeichnis) -> None:
    assert erweitert(kreis, kreis.kette) == kreis
    assert erweitert(kreis, kreis.kette[:1]) == kreis
    assert erweitert(Verzeichnis(), kreis.kette) == kreis


@pytest.mark.parametrize("wer", [HEN, FREMD], ids=["kein Inhaber", "unbekannt"])
def test_wer_nicht_inhaber_ist_schreibt_nichts(kreis: Verzeichnis, wer: Signierer) -> None:
    abgelehnt(kreis, neue_version(kreis, [stelle("tro")], TAG, wer))


def test_ohne_die_richtige_unterschrift_gilt_nichts(kreis: Verzeichnis) -> None:
    echt = neue_version(kreis, [stelle("tro")], TAG, KI)
    unter_anderem_zweck = KI.unterschreibe(b"kim-manifest-1\0", echt.roh)
    fremd = FREMD.unterschreibe(VERZEICHNIS_TAG, echt.roh)
    for unterschrift in ("", "zz", "00" * 64, fremd, unter_anderem_zweck):
        abgelehnt(kreis, Version(echt.roh, unterschrift))


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_kein_byte_einer_version_laesst_sich_aendern(daten: st.DataObject) -> None:
    anfang = weiter(Verzeichnis(), GRUENDUNG, WURZEL)
    echt = neue_version(anfang, AUFNAHME, TAG, KI)
    ort = daten.draw(st.integers(0, len(echt.roh) - 1))
    byte = daten.draw(st.integers(0, 255).filter(lambda b: b != echt.roh[ort]))
    roh = echt.roh[:ort] + bytes([byte]) + echt.roh[ort + 1 :]
    abgelehnt(anfang, Version(roh, echt.unterschrift))


def test_inhaber_bestimmt_nur_die_wurzel(kreis: Verzeichnis) -> None:
    abgelehnt(kreis, neue_version(kreis, [INHABER], TAG, KI))
    zwei = weiter(kreis, [INHABER], WURZEL)
    assert zwei.inhaber == {KI.log, HEN.log}
    assert weiter(zwei, [stelle("tro")], HEN).stelle_zu("tro")


def test_den_kreis_benennt_nur_die_wurzel_um(kreis: Verzeichnis) -> None:
    neu = {**GRUENDUNG[0], "name": "Anderer Kreis", "wurzel": FREMD.oeffentlich}
    abgelehnt(kreis, neue_version(kreis, [neu], TAG, KI))


def test_ein_inhaber_zaehlt_erst_ab_der_naechsten_version(kreis: Verzeichnis) -> None:
    abgelehnt(kreis, neue_version(kreis, [INHABER, stelle("tro")], TAG, HEN))


def test_die_reihenfolge_laesst_sich_nicht_aendern(kreis: Verzeichnis) -> None:
    drei = neue_version(kreis, [stelle("tro")], TAG, KI)
    vier = neue_version(erweitert(kreis, [*kreis.kette, drei]), [stelle("btn")], TAG, KI)
    abgelehnt(kreis, vier)
    abgelehnt(kreis, vier, drei)
    abgelehnt(kreis, drei, drei)
    with pytest.raises(UebergabeFehler):
        erweitert(Verzeichnis(), kreis.kette[1:])


def test_zwei_verschiedene_fortsetzungen_vertragen_sich_nicht(kreis: Verzeichnis) -> None:
    eine = weiter(kreis, [stelle("tro")], KI)
    andere = neue_version(kreis, [stelle("btn")], TAG, KI)
    with pytest.raises(UebergabeFehler, match="weicht von dem hier geltenden ab"):
        erweitert(eine, [*kreis.kette, andere])


def verworfen(*verlierer: Version) -> list[dict[str, Any]]:
    return [{"art": "verworfen", "hash": version.hash} for version in verlierer]


def test_die_wurzel_entscheidet_zwischen_zwei_fortsetzungen(kreis: Verzeichnis) -> None:
    eine, andere = weiter(kreis, [stelle("tro")], KI), weiter(kreis, [stelle("btn")], KI)
    entschieden = weiter(eine, [*verworfen(andere.kette[-1]), stelle("btn")], WURZEL)
    assert erweitert(andere, entschieden.kette) == entschieden
    assert erweitert(entschieden, andere.kette) == entschieden
    spaeter = weiter(andere, [stelle("sub")], KI)
    for hier, dort in ((entschieden, spaeter), (spaeter, entschieden)):
        with pytest.raises(UebergabeFehler, match="weicht von dem hier geltenden ab"):
            erweitert(hier, dort.kette)


def test_nur_die_wurzel_verwirft_und_nur_was_zum_kreis_gehoert(kreis: Verzeichnis) -> None:
    eine, andere = weiter(kreis, [stelle("tro")], KI), weiter(kreis, [stelle("btn")], KI)
    abgelehnt(eine, neue_version(eine, verworfen(andere.kette[-1]), TAG, KI))
    fremd = {**GRUENDUNG[0], "wurzel": FREMD.oeffentlich}
    anderer = weiter(Verzeichnis(), [fremd, *GRUENDUNG[1:]], FREMD)
    raeuber = weiter(anderer, verworfen(*kreis.kette), FREMD)
    with pytest.raises(UebergabeFehler, match="zu einem anderen Kreis"):
        erweitert(kreis, raeuber.kette)


def test_was_auf_der_verworfenen_version_geschrieben_wurde_zaehlt(kreis: Verzeichnis) -> None:
    neues = [platz(FREMD, "hen"), zuweisung(FREMD, "hen", "cm-stelle")]
    eine, andere = weiter(kreis, [stelle("tro")], KI), weiter(kreis, neues, KI)
    eintrag = kopf(FREMD, andere)
    assert andere.zustaendig(eintrag)
    ohne = weiter(eine, verworfen(andere.kette[-1]), WURZEL)
    mit = weiter(eine, [*verworfen(andere.kette[-1]), *neues], WURZEL)
    assert not eine.zustaendig(eintrag)
    assert not ohne.zustaendig(eintrag)
    assert mit.zustaendig(eintrag)


def test_ein_anderer_kreis_ist_eine_andere_kette(kreis: Verzeichnis) -> None:
    fremd = {**GRUENDUNG[0], "wurzel": FREMD.oeffentlich}
    anderer = weiter(Verzeichnis(), [fremd, *GRUENDUNG[1:]], FREMD)
    with pytest.raises(UebergabeFehler, match="zu einem anderen Kreis"):
        erweitert(kreis, anderer.kette)


KRUMM: list[Any] = [
    [],
    [5],
    ["stelle"],
    [{}],
    [{"art": []}],
    [{"art": "stelle"}],
    [{"art": "platz", "schluessel": "kein Schlüssel"}],
    [{**platz(HEN, "hen"), "index": "eins"}],
    {"art": "stelle"},
    None,
]


@pytest.mark.parametrize("eintraege", KRUMM, ids=repr)
def test_auch_richtig_unterschriebener_unsinn_wird_abgelehnt(eintraege: Any) -> None:
    abgelehnt(Verzeichnis(), unterschriebener_anfang(eintraege))


def unterschriebener_anfang(eintraege: Any) -> Version:
    """Return a first version whose entries are anything, rightly signed by the root."""
    inhalt = {"eintraege": [*GRUENDUNG, *eintraege] if eintraege else eintraege}
    if isinstance(eintraege, dict):
        inhalt = {"eintraege": eintraege}
    roh = kanon({**inhalt, "nummer": 1, "tag": TAG, "v": 1, "von": "", "vor": ""})
    return Version(roh, WURZEL.unterschreibe(VERZEICHNIS_TAG, roh))


def test_ein_eintrag_eines_neueren_programms_wird_uebergangen(kreis: Verzeichnis) -> None:
    neu = weiter(kreis, [{"art": "zukunft", "wert": 1}, stelle("tro")], KI)
    assert neu.stelle_zu("tro")
    assert json.loads(neu.kette[-1].roh)["eintraege"][0]["art"] == "zukunft"


ZUSTAENDIG: list[Any] = [
    pytest.param({}, True, id="ja"),
    pytest.param({"rolle": "lenkungsgruppe"}, False, id="andere Rolle"),
    pytest.param({"stelle": "ki"}, False, id="andere Stelle"),
    pytest.param({"log": FREMD.log}, False, id="anderer Arbeitsplatz"),
    pytest.param({"tag": "2026-01-11"}, False, id="zu früh"),
    pytest.param({"verz": (2, "00")}, False, id="anderes Verzeichnis"),
    pytest.param({"verz": (0, "")}, False, id="ohne Verzeichnis"),
    pytest.param({"verz": (3, "00")}, False, id="künftiges Verzeichnis"),
]


@pytest.mark.parametrize(("anders", "ja"), ZUSTAENDIG)
def test_zustaendig_ist_wer_es_laut_verzeichnis_war(
    kreis: Verzeichnis, anders: dict[str, Any], ja: bool
) -> None:
    assert kreis.zustaendig(kopf(HEN, kreis, **anders)) is ja


def test_vor_der_aufnahme_war_niemand_zustaendig(kreis: Verzeichnis) -> None:
    assert not kreis.zustaendig(kopf(HEN, kreis, verz=(1, kreis.hashes[0])))


def test_eine_befristete_rolle_endet_mit_ihrem_tag(kreis: Verzeichnis) -> None:
    befristet = weiter(kreis, [zuweisung(HEN, "hen", "projektgruppe", bis="2026-06-30")], KI)
    for tag, ja in (("2026-06-30", True), ("2026-07-01", False)):
        gemeint = kopf(HEN, befristet, rolle="projektgruppe", tag=tag)
        assert befristet.zustaendig(gemeint) is ja
        assert (Rolle.PROJEKTGRUPPE in befristet.rollen(HEN.log, tag)["hen"]) is ja


def beendet(kreis: Verzeichnis, letzte: Any = 5, stelle: str = "", rolle: str = "") -> Verzeichnis:
    ende = {"art": "ende", "letzte_nr": letzte, "log": HEN.log, "rolle": rolle, "stelle": stelle}
    return weiter(kreis, [ende], KI)


@pytest.mark.parametrize(("wo", "rolle"), [("", ""), ("hen", ""), ("", "cm-stelle")])
def test_nach_dem_ende_zaehlt_nur_was_bis_zur_letzten_nummer_geschah(
    kreis: Verzeichnis, wo: str, rolle: str
) -> None:
    zu = beendet(kreis, stelle=wo, rolle=rolle)
    assert zu.zustaendig(kopf(HEN, kreis, nr=5))
    assert not zu.zustaendig(kopf(HEN, kreis, nr=6))
    assert not zu.zustaendig(kopf(HEN, zu, nr=6))
    assert zu.rollen(HEN.log, TAG) == {}
    assert zu.plaetze_von("hen") == []


def test_ein_ende_trifft_nur_was_es_nennt(kreis: Verzeichnis) -> None:
    assert beendet(kreis, rolle="ki-leitung").zustaendig(kopf(HEN, kreis, nr=6))
    assert beendet(kreis, stelle="ki").zustaendig(kopf(HEN, kreis, nr=6))


def test_ein_ende_laesst_sich_nicht_hinausschieben(kreis: Verzeichnis) -> None:
    spaeter = beendet(beendet(kreis, letzte=3), letzte=9)
    assert not spaeter.zustaendig(kopf(HEN, kreis, nr=4))
