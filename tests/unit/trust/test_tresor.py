"""Sealing, and the order in which a workplace is unlocked: keyring, then passphrase."""

from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim_desktop.domain.fehler import PassphraseFehlt, UmgebungsFehler
from kim_desktop.trust.schluessel import (
    age_identitaet,
    neue_schluessel,
    oeffne_dauerhafte,
    oeffne_signatur,
    schluessel_nach_ruecksicherung,
    siegle_schluessel,
    vereint,
)
from kim_desktop.trust.tippcode import als_gruppen
from kim_desktop.trust.tresor import (
    UEBUNGSPASSPHRASE,
    entsperre,
    huelle_im_schluesselbund,
    huelle_mit_blatt,
    huelle_mit_passphrase,
    oeffne,
    versiegle,
)
from tests.hilfen.kreis import quelle
from tests.hilfen.schaden import gekippt, vertippt

SCHLUESSEL, ANDERER = b"\1" * 32, b"\2" * 32
SIEGEL = versiegle(SCHLUESSEL, "zweck", b"geheim", quelle("tresor"))


CODE = bytes(range(19))
GETIPPT = " ".join(als_gruppen(CODE))
BLATT = huelle_mit_blatt(CODE, SCHLUESSEL, "2026-01-12", "", quelle("blatt"))


@pytest.fixture(scope="module")
def huelle() -> dict[str, Any]:
    return huelle_mit_passphrase("richtig", SCHLUESSEL, quelle("huelle"))


@given(st.binary(max_size=100), st.text(max_size=10))
def test_was_versiegelt_wurde_kommt_wieder_heraus(daten: bytes, zweck: str) -> None:
    siegel = versiegle(SCHLUESSEL, zweck, daten, quelle("hin"))
    assert oeffne(SCHLUESSEL, zweck, siegel) == daten
    assert oeffne(ANDERER, zweck, siegel) is None
    assert oeffne(SCHLUESSEL, f"{zweck}!", siegel) is None


def test_kein_byte_eines_siegels_laesst_sich_aendern() -> None:
    for ort in range(len(SIEGEL)):
        assert oeffne(SCHLUESSEL, "zweck", gekippt(SIEGEL, ort)) is None
    for laenge in range(len(SIEGEL)):
        assert oeffne(SCHLUESSEL, "zweck", SIEGEL[:laenge]) is None
    assert oeffne(SCHLUESSEL, "zweck", SIEGEL + b"\0") is None


def test_im_siegel_steht_nichts_im_klartext() -> None:
    schluessel = neue_schluessel(quelle("klartext"))
    for datei in siegle_schluessel(SCHLUESSEL, schluessel, quelle("siegel")):
        for geheim in (schluessel.signatur, schluessel.identitaet, schluessel.datenbank):
            assert geheim not in datei
            assert geheim.hex().encode() not in datei


def test_die_schluessel_kommen_mit_dem_richtigen_wieder_heraus() -> None:
    schluessel = neue_schluessel(quelle("rund"))
    dauerhaft, signatur = siegle_schluessel(SCHLUESSEL, schluessel, quelle("siegel"))
    geoeffnet = oeffne_dauerhafte(SCHLUESSEL, dauerhaft)
    saat = oeffne_signatur(SCHLUESSEL, signatur)
    assert geoeffnet is not None
    assert saat is not None
    assert vereint(saat, geoeffnet) == schluessel
    assert oeffne_dauerhafte(ANDERER, dauerhaft) is None
    assert oeffne_signatur(ANDERER, signatur) is None
    assert oeffne_dauerhafte(SCHLUESSEL, signatur) is None


def test_nach_einer_ruecksicherung_gelten_neue_schluessel_und_alte_dateien_gehen_auf() -> None:
    alt = neue_schluessel(quelle("alt"))
    dauerhaft, _ = siegle_schluessel(SCHLUESSEL, alt, quelle("siegel"))
    geoeffnet = oeffne_dauerhafte(SCHLUESSEL, dauerhaft)
    assert geoeffnet is not None
    neu = schluessel_nach_ruecksicherung(geoeffnet, quelle("neu"))
    assert neu.signierer.log != alt.signierer.log
    assert neu.empfaenger != alt.empfaenger
    assert neu.datenbank == alt.datenbank
    assert str(alt.age) in map(str, neu.alle_identitaeten)


@settings(max_examples=20)
@given(st.binary(min_size=32, max_size=32))
def test_jede_zufallszahl_ergibt_eine_age_identitaet(geheim: bytes) -> None:
    assert str(age_identitaet(geheim).to_public()).startswith("age1")


def test_die_passphrase_aus_der_datei_oeffnet(huelle: dict[str, Any]) -> None:
    assert entsperre("log", [huelle], "richtig", False).schluessel == SCHLUESSEL


def test_eine_falsche_passphrase_oeffnet_nichts(huelle: dict[str, Any]) -> None:
    with pytest.raises(UmgebungsFehler, match="Passphrase stimmt nicht"):
        entsperre("log", [huelle], "falsch", False)


def test_ohne_passphrase_sagt_die_meldung_wohin_mit_ihr(huelle: dict[str, Any]) -> None:
    with pytest.raises(PassphraseFehlt, match="--passphrase-datei"):
        entsperre("log", [huelle], None, False)


def test_die_uebungspassphrase_oeffnet_nur_uebungskreise() -> None:
    huelle = huelle_mit_passphrase(UEBUNGSPASSPHRASE, SCHLUESSEL, quelle("uebung"))
    assert entsperre("log", [huelle], None, True).schluessel == SCHLUESSEL
    with pytest.raises(UmgebungsFehler):
        entsperre("log", [huelle], None, False)


def test_ohne_schluesselbund_wird_nie_ein_neuer_schluessel_gemacht() -> None:
    with pytest.raises(UmgebungsFehler, match="Schlüsselbund"):
        entsperre("log", [], "egal", False)


def test_das_notfallblatt_oeffnet_wo_die_passphrase_erwartet_wird(huelle: dict[str, Any]) -> None:
    offen = entsperre("log", [huelle, BLATT], GETIPPT.lower().replace(" ", "-"), False)
    assert (offen.schluessel, offen.blatt, offen.bund_schweigt) == (SCHLUESSEL, CODE, False)
    mit_passphrase = entsperre("log", [huelle, BLATT], "richtig", False)
    assert (mit_passphrase.schluessel, mit_passphrase.blatt) == (SCHLUESSEL, None)


def test_ein_tippfehler_nennt_die_gruppe_und_ein_altes_blatt_seinen_tag(
    huelle: dict[str, Any],
) -> None:
    with pytest.raises(PassphraseFehlt, match=r"Gruppe 8 .*nichts geöffnet") as gefangen:
        entsperre("log", [huelle, BLATT], vertippt(GETIPPT), False)
    assert gefangen.value.frage == "die Passphrase oder den Code vom Notfallblatt"
    altes = " ".join(als_gruppen(bytes(19)))
    with pytest.raises(PassphraseFehlt, match=r"nur das vom 12\.01\.2026"):
        entsperre("log", [huelle, BLATT], altes, False)
    with pytest.raises(PassphraseFehlt, match="Die Passphrase stimmt nicht"):
        entsperre("log", [huelle, BLATT], "acht Worte sind noch lange kein Code hier", False)
    with pytest.raises(PassphraseFehlt, match="Der Code vom Notfallblatt stimmt nicht"):
        entsperre("log", [BLATT], "kein Code", False)


def test_der_code_steht_nicht_in_der_huelle() -> None:
    text = str(BLATT)
    assert CODE.hex() not in text
    assert SCHLUESSEL.hex() not in text


@pytest.mark.schluesselbund
def test_ein_leerer_schluesselbund_fragt_nach_dem_notfallblatt() -> None:
    log, leer = uuid4().hex, {"art": "schluesselbund"}
    with pytest.raises(PassphraseFehlt, match="leer, gesperrt oder") as gefangen:
        entsperre(log, [leer, BLATT], None, False)
    assert gefangen.value.frage == "den Code vom Notfallblatt"
    offen = entsperre(log, [leer, BLATT], GETIPPT, False)
    assert (offen.schluessel, offen.bund_schweigt) == (SCHLUESSEL, True)


@pytest.mark.schluesselbund
def test_der_schluesselbund_oeffnet_ohne_zu_fragen() -> None:
    log = uuid4().hex
    huelle = huelle_im_schluesselbund(log, SCHLUESSEL)
    assert huelle == {"art": "schluesselbund"}
    assert entsperre(log, [huelle], None, False).schluessel == SCHLUESSEL


@pytest.mark.schluesselbund
def test_der_schluesselbund_geht_der_passphrase_vor(huelle: dict[str, Any]) -> None:
    log = uuid4().hex
    im_bund = huelle_im_schluesselbund(log, ANDERER)
    assert im_bund is not None
    assert entsperre(log, [huelle, im_bund], "richtig", False).schluessel == ANDERER


@pytest.mark.schluesselbund
def test_ein_leerer_schluesselbund_faellt_auf_die_passphrase_zurueck(
    huelle: dict[str, Any],
) -> None:
    leer = {"art": "schluesselbund"}
    assert entsperre(uuid4().hex, [leer, huelle], "richtig", False).schluessel == SCHLUESSEL
    with pytest.raises(UmgebungsFehler, match="Schlüsselbund"):
        entsperre(uuid4().hex, [leer], None, False)


@pytest.mark.schluesselbund
def test_jeder_arbeitsplatz_hat_seinen_eigenen_schluessel_im_bund() -> None:
    erster, zweiter = uuid4().hex, uuid4().hex
    huellen = [huelle_im_schluesselbund(erster, SCHLUESSEL)]
    huellen += [huelle_im_schluesselbund(zweiter, ANDERER)]
    for log, schluessel in ((erster, SCHLUESSEL), (zweiter, ANDERER)):
        vorhanden = [h for h in huellen if h is not None]
        assert entsperre(log, vorhanden, None, False).schluessel == schluessel
