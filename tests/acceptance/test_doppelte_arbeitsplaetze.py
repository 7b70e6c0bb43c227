"""Somebody copies a workplace, or puts back an old backup, and both go on writing as one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kim_desktop.application.ansicht import Filter, liste, zeige
from kim_desktop.application.platz.beenden import beende
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.application.platz.wiederaufbau import wiederaufbau
from kim_desktop.application.uebergabe.austausch import bilanz, lies_ein
from kim_desktop.application.uebergabe.bilanz import uebersicht
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.domain.fehler import EingabeFehler
from tests.hilfen.gabelung import LESER, Doppelgaenger, beginnt_neu, verdoppelt
from tests.hilfen.kreis import Kreis


@pytest.fixture
def paar(tmp_path: Path) -> Iterator[Doppelgaenger]:
    doppelt = verdoppelt(tmp_path / "kreis")
    yield doppelt
    doppelt.kreis.schliesse()


def schreibe_mit_beiden(paar: Doppelgaenger) -> None:
    """Let both go on writing, one up to number 6, and the CM-Koordination hear of it."""
    for nummer in range(3):
        paar.melde("HEN", f"Alt {nummer}")
    paar.melde(paar.kopie, "Kopie")
    paar.bring("HEN", "KI")
    paar.bring(paar.kopie, "KI")


def titel(kreis: Kreis, wer: str) -> list[str]:
    return sorted(z.titel for z in liste(kreis.plaetze[wer], Filter(arten=("meldung",))))


def test_beide_fassungen_bleiben_und_die_koordination_erfaehrt_es(paar: Doppelgaenger) -> None:
    paar.melde("HEN", "Am alten PC")
    paar.melde(paar.kopie, "An der Kopie")
    paar.bring("HEN", "KI")
    assert not bilanz(paar.kreis.plaetze["KI"]).doppelt

    saetze = lies_alle_ein(paar.kreis.plaetze["KI"], [paar.datei(paar.kopie, "KI")]).als_saetze()

    (satz,) = [s for s in saetze if s.startswith("Zwei Arbeitsplätze schreiben als HEN1")]
    assert "(Stelle HEN) ab Nr. 4." in satz
    assert "Bitte die Stelle anrufen" in satz
    assert bilanz(paar.kreis.plaetze["KI"]).doppelt == [satz]
    erwartet = ["Am alten PC", "An der Kopie", "Gemeinsam 1", "Gemeinsam 2", "Gemeinsam 3"]
    assert titel(paar.kreis, "KI") == erwartet
    assert not pruefe(paar.kreis.plaetze["KI"])


def test_gleiche_kennungen_bleiben_auseinander_und_sind_gekennzeichnet(paar: Doppelgaenger) -> None:
    kennung = paar.melde("HEN", "Am alten PC")
    assert paar.melde(paar.kopie, "An der Kopie") == kennung
    paar.bring("HEN", "KI")
    paar.bring(paar.kopie, "KI")
    ki = paar.kreis.plaetze["KI"]
    doppelte = [z for z in liste(ki, Filter(arten=("meldung",))) if z.kennung.startswith(kennung)]
    assert len({z.kennung for z in doppelte}) == 2
    for zeile in doppelte:
        detail = zeige(ki, zeile.kennung)
        (eintrag,) = detail.verlauf
        assert "zweimal" in eintrag.vermerk
        assert detail.fall.kennung == zeile.kennung
    with pytest.raises(EingabeFehler) as gesagt:
        zeige(ki, kennung)
    assert all(z.kennung in gesagt.value.text for z in doppelte)
    gemeinsam = liste(ki, Filter(text="Gemeinsam 3"))[0]
    assert not zeige(ki, gemeinsam.kennung).verlauf[0].vermerk


def test_wer_die_zweite_fassung_nicht_kennt_bekommt_sie_von_der_koordination(
    paar: Doppelgaenger,
) -> None:
    paar.melde("HEN", "Am alten PC")
    for nummer in range(3):
        paar.melde(paar.kopie, f"An der Kopie {nummer}")
    paar.bring("HEN", "KI")
    paar.kreis.bring("KI", "KIB")
    paar.bring(paar.kopie, "KI")
    paar.kreis.bring("KI", "KIB", "KIC")
    paar.kreis.runde(LESER)
    for name in LESER:
        assert bilanz(paar.kreis.plaetze[name]).doppelt
        assert not bilanz(paar.kreis.plaetze[name]).fehlt
        assert not pruefe(paar.kreis.plaetze[name])
    assert stand(paar.kreis.plaetze["KIB"]) == stand(paar.kreis.plaetze["KIC"])
    anzahl = stand(paar.kreis.plaetze["KIB"])[1]
    paar.kreis.runde(LESER)
    assert stand(paar.kreis.plaetze["KIB"])[1] == anzahl == stand(paar.kreis.plaetze["KI"])[1]


def test_in_jeder_reihenfolge_entsteht_dasselbe(paar: Doppelgaenger) -> None:
    dateien = []
    for wer in ("HEN", paar.kopie, paar.kopie, "HEN"):
        paar.melde(wer, f"Von {wer}")
        dateien.append(paar.datei(wer, "KI"))
    eine, andere = LESER
    for name, reihe in ((eine, dateien), (andere, dateien[::-1])):
        for datei in reihe:
            lies_ein(paar.kreis.plaetze["KI"], datei)
        paar.kreis.bring("KI", name)
    paar.kreis.runde(LESER)
    assert stand(paar.kreis.plaetze[eine]) == stand(paar.kreis.plaetze[andere])
    assert baue_projektionen_neu(paar.kreis.plaetze["KI"])[1] == stand(paar.kreis.plaetze["KIB"])[1]


def test_ein_kopfstand_genuegt_um_die_zweite_fassung_zu_verlangen(paar: Doppelgaenger) -> None:
    """KIB holds one branch; a file without a single entry tells of the other."""
    paar.melde("HEN", "Am alten PC")
    paar.melde(paar.kopie, "An der Kopie")
    paar.bring("HEN", "KIB")
    paar.bring(paar.kopie, "KIC")
    paar.kreis.bring("KIC", "KIB")
    paar.kreis.bring("KIB", "KIC")
    assert bilanz(paar.kreis.plaetze["KIB"]).doppelt
    for _ in range(2):
        paar.kreis.bring("KIC", "KIB")
        paar.kreis.bring("KIB", "KIC")
    staende = {stand(paar.kreis.plaetze[name]) for name in LESER}
    assert len(staende) == 1
    assert not bilanz(paar.kreis.plaetze["KIB"]).fehlt


def test_eine_gabelung_in_der_gabelung(paar: Doppelgaenger) -> None:
    kreis = paar.kreis
    paar.melde(paar.kopie, "Kopie 1")
    kreis.profil("HEN''")
    from tests.hilfen.kreis import verschoben

    verschoben(kreis, paar.kopie, kreis.profil("HEN''"))
    kreis.oeffne("HEN''")
    for wer in ("HEN", paar.kopie, "HEN''"):
        paar.melde(wer, f"Von {wer}")
        paar.melde(wer, f"Noch eins von {wer}")
    for wer in ("HEN''", "HEN", paar.kopie):
        paar.bring(wer, "KI")
    kreis.bring("KI", "KIB")
    kreis.runde(LESER)
    assert len(titel(kreis, "KI")) == 3 + 1 + 6
    assert stand(kreis.plaetze["KIB"]) == stand(kreis.plaetze["KIC"])
    for name in ("KI", *LESER):
        assert not bilanz(kreis.plaetze[name]).fehlt
        assert not pruefe(kreis.plaetze[name])


def test_wer_den_doppelten_arbeitsplatz_schliesst_nimmt_keinem_etwas_weg(
    paar: Doppelgaenger,
) -> None:
    schreibe_mit_beiden(paar)
    ki = paar.kreis.plaetze["KI"]
    vorher = {(z.kennung, z.titel, z.zustand) for z in liste(ki, Filter())}
    assert "nichts zu tun" not in uebersicht(ki).summe
    assert "Bitte die Stelle anrufen" in " ".join(uebersicht(ki).doppelt)
    assert "bis zum Eintrag Nr. 6" in beende(ki, "HEN1").als_saetze()[1]
    assert {(z.kennung, z.titel, z.zustand) for z in liste(ki, Filter())} == vorher
    assert uebersicht(ki).doppelt == ()


def test_nach_dem_neubeginn_wird_der_letzte_eintrag_beider_fassungen_genannt(
    paar: Doppelgaenger,
) -> None:
    schreibe_mit_beiden(paar)
    paar.kreis.bring("KI", "HEN")
    neu = beginnt_neu(paar.kreis, "HEN")
    offen = wiederaufbau(neu)
    assert offen is not None
    assert "ist Nr. 6 vom" in offen.letzter
