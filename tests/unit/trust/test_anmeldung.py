"""Enrolment: digits read out by telephone, an Anmeldung and a Zulassung nobody can change."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim_desktop.domain.fehler import EingabeFehler, UebergabeFehler
from kim_desktop.trust.anmeldung import (
    baue_anmeldung,
    baue_zulassung,
    kreis_ziffern,
    lies_anmeldung,
    lies_zulassung,
    pruefe_ziffern,
)
from kim_desktop.trust.schluessel import neue_schluessel
from kim_desktop.trust.unterschrift import Signierer
from kim_desktop.trust.verzeichnis import Verzeichnis, erweitert, neue_version
from tests.hilfen.kreis import quelle

SCHLUESSEL = neue_schluessel(quelle("anmeldung"))
DATEI = baue_anmeldung(SCHLUESSEL, "Stelle Hennef", ["cm-stelle"], "Platz 1", "2026-01-12")
WURZEL = Signierer(b"\1" * 32)


def gegruendet(log_schluessel: str) -> Verzeichnis:
    eintraege = [
        {"art": "kreis", "name": "Kreis", "uebung": True, "wurzel": WURZEL.oeffentlich},
        {
            "art": "platz",
            "empfaenger": SCHLUESSEL.empfaenger,
            "index": 1,
            "name": "Platz 1",
            "schluessel": log_schluessel,
            "stelle": "ki",
        },
    ]
    return erweitert(Verzeichnis(), [neue_version(Verzeichnis(), eintraege, "2026-01-12", WURZEL)])


def test_die_anmeldung_sagt_wer_sich_anmeldet() -> None:
    anmeldung = lies_anmeldung(DATEI)
    assert (anmeldung.stelle, anmeldung.rollen) == ("Stelle Hennef", ("cm-stelle",))
    assert anmeldung.log == SCHLUESSEL.signierer.log
    assert anmeldung.empfaenger == SCHLUESSEL.empfaenger


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_kein_byte_der_anmeldung_laesst_sich_aendern(daten: st.DataObject) -> None:
    ort = daten.draw(st.integers(0, len(DATEI) - 1))
    byte = daten.draw(st.integers(0, 255).filter(lambda b: b != DATEI[ort]))
    with pytest.raises(UebergabeFehler):
        lies_anmeldung(DATEI[:ort] + bytes([byte]) + DATEI[ort + 1 :])


@pytest.mark.parametrize("datei", [b"", b"{}", b"[]", b"null", b"%PDF", DATEI[:-1], DATEI + b"\n"])
def test_was_keine_anmeldung_ist_wird_abgelehnt(datei: bytes) -> None:
    with pytest.raises(UebergabeFehler, match="keine unversehrte Anmeldung"):
        lies_anmeldung(datei)


def test_die_pruefziffern_sind_fuenf_gruppen_zu_fuenf() -> None:
    gruppen = lies_anmeldung(DATEI).pruefziffern.split(" ")
    assert [len(g) for g in gruppen] == [5] * 5
    assert all(g.isdecimal() for g in gruppen)


@pytest.mark.parametrize("form", ["{}", " {} ", "{}."])
def test_wie_die_ziffern_getippt_werden_ist_gleich(form: str) -> None:
    anmeldung = lies_anmeldung(DATEI)
    pruefe_ziffern(anmeldung, form.format(anmeldung.pruefziffern))
    pruefe_ziffern(anmeldung, form.format(anmeldung.pruefziffern.replace(" ", "")))
    pruefe_ziffern(anmeldung, form.format(anmeldung.pruefziffern.replace(" ", "-")))


@given(st.integers(0, 24))
def test_jede_falsche_ziffer_faellt_auf(ort: int) -> None:
    anmeldung = lies_anmeldung(DATEI)
    ziffern = anmeldung.pruefziffern.replace(" ", "")
    falsch = str((int(ziffern[ort]) + 1) % 10)
    with pytest.raises(UebergabeFehler, match="Prüfziffern passen nicht"):
        pruefe_ziffern(anmeldung, ziffern[:ort] + falsch + ziffern[ort + 1 :])


@pytest.mark.parametrize("getippt", ["", "12345", "1" * 24, "1" * 26, "OK"])
def test_zu_wenige_oder_zu_viele_ziffern_sind_ein_tippfehler(getippt: str) -> None:
    with pytest.raises(EingabeFehler, match="25 Ziffern"):
        pruefe_ziffern(lies_anmeldung(DATEI), getippt)


def test_jede_anmeldung_hat_ihre_eigenen_ziffern() -> None:
    andere = baue_anmeldung(SCHLUESSEL, "Stelle Much", ["cm-stelle"], "Platz 1", "2026-01-12")
    assert lies_anmeldung(andere).pruefziffern != lies_anmeldung(DATEI).pruefziffern


def test_die_zulassung_gilt_nur_dem_einen_arbeitsplatz() -> None:
    log = SCHLUESSEL.signierer.log
    verzeichnis = gegruendet(SCHLUESSEL.signierer.oeffentlich)
    zulassung = baue_zulassung(verzeichnis, log)
    assert lies_zulassung(zulassung, log) == verzeichnis
    for datei, wer in ((zulassung, "0" * 32), (baue_zulassung(verzeichnis, "0" * 32), log)):
        with pytest.raises(UebergabeFehler, match="nicht für diesen Arbeitsplatz"):
            lies_zulassung(datei, wer)


def test_eine_zulassung_ohne_den_arbeitsplatz_gilt_nicht() -> None:
    log = SCHLUESSEL.signierer.log
    with pytest.raises(UebergabeFehler, match="nicht für diesen Arbeitsplatz"):
        lies_zulassung(baue_zulassung(gegruendet(WURZEL.oeffentlich), log), log)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_kein_byte_der_zulassung_laesst_sich_aendern(daten: st.DataObject) -> None:
    log = SCHLUESSEL.signierer.log
    datei = baue_zulassung(gegruendet(SCHLUESSEL.signierer.oeffentlich), log)
    ort = daten.draw(st.integers(0, len(datei) - 1))
    byte = daten.draw(st.integers(0, 255).filter(lambda b: b != datei[ort]))
    with pytest.raises(UebergabeFehler):
        lies_zulassung(datei[:ort] + bytes([byte]) + datei[ort + 1 :], log)


def test_der_kreis_hat_ziffern_zum_vergleichen() -> None:
    verzeichnis = gegruendet(SCHLUESSEL.signierer.oeffentlich)
    erste = verzeichnis.kette[0]
    anders = replace(verzeichnis, kette=(replace(erste, roh=erste.roh + b" "),))
    assert kreis_ziffern(verzeichnis) != kreis_ziffern(anders)
