"""A workplace notices that it was put back or copied, and does not write a second log."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kim_desktop.application.ansicht import Filter, liste, zeige
from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.ankunft import Wartend, lage, schreibe_anmeldung
from kim_desktop.application.platz.beenden import beende
from kim_desktop.application.platz.einrichten import (
    ANMELDUNG,
    bereite_vor,
    gruende_kreis,
    lasse_zu,
    melde_an,
    tritt_bei,
)
from kim_desktop.application.platz.neubeginn import beginne_neu, bestaetige_rechner
from kim_desktop.application.platz.pflege import pruefe, stand
from kim_desktop.application.platz.wiederaufbau import wiederaufbau
from kim_desktop.application.schritt.tun import tue
from kim_desktop.application.uebergabe.austausch import bilanz, lies_ein
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.domain.fehler import ProzessFehler, UebergabeFehler
from kim_desktop.domain.rollen import Rolle
from kim_desktop.store.profil.hochstand import Befund
from kim_desktop.trust.quelle import SystemQuelle
from kim_desktop.trust.rechner import rechner_kennung
from tests.hilfen.gabelung import Doppelgaenger, beginnt_neu, umgezogen, verdoppelt
from tests.hilfen.kreis import MELDUNG, Kreis, gruende, nimm_auf, verschoben

PASSPHRASE = Zugang("Rheinaue im Nebel 7")
SCHLUESSELDATEIEN = ("schluessel.dat", "signatur.dat", "profil.json")


@pytest.fixture
def kreis(tmp_path: Path) -> Iterator[Kreis]:
    kreis = gruende(tmp_path / "kreis")
    nimm_auf(kreis, "HEN", Rolle.CM_STELLE)
    kreis.bring("KI", "HEN")
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    yield kreis
    kreis.schliesse()


def lege_alte_datenbank_zurueck(kreis: Kreis, alte: Path) -> None:
    """Put back the database alone, as a copy made by hand does."""
    kreis.plaetze.pop("HEN").schliesse()
    for rest in kreis.profil("HEN").glob("kim.db*"):
        rest.unlink()
    shutil.copy(alte / "kim.db", kreis.profil("HEN") / "kim.db")
    kreis.oeffne("HEN")


def test_eine_alte_datenbank_faellt_beim_oeffnen_auf(kreis: Kreis, tmp_path: Path) -> None:
    alt = verschoben(kreis, "HEN", tmp_path / "alt")
    kreis.tue("HEN", "melden", **{**MELDUNG, "titel": "Danach gemeldet"})
    lege_alte_datenbank_zurueck(kreis, alt)
    hen = kreis.plaetze["HEN"]
    assert hen.befund is Befund.RUECKSICHERUNG
    vorher = stand(hen)
    with pytest.raises(ProzessFehler, match="Rücksicherung erkannt"):
        kreis.tue("HEN", "melden", **MELDUNG)
    with pytest.raises(ProzessFehler, match="neu beginnen"):
        kreis.gib("HEN", "KI")
    assert stand(hen) == vorher
    kreis.bring("KI", "HEN")
    kreis.plaetze.pop("HEN").schliesse()
    assert kreis.oeffne("HEN").befund is Befund.RUECKSICHERUNG


def test_auch_wer_nur_dateien_schrieb_gibt_keine_nummer_zweimal(
    kreis: Kreis, tmp_path: Path
) -> None:
    alt = verschoben(kreis, "HEN", tmp_path / "alt")
    kreis.gib("HEN", "KI")
    lege_alte_datenbank_zurueck(kreis, alt)
    with pytest.raises(ProzessFehler, match="Rücksicherung"):
        kreis.gib("HEN", "KI")


def test_neu_beginnen_behaelt_alles_und_holt_zurueck_was_andere_haben(
    kreis: Kreis, tmp_path: Path
) -> None:
    alt = verschoben(kreis, "HEN", tmp_path / "alt")
    kreis.tue("HEN", "melden", **{**MELDUNG, "titel": "Danach gemeldet"})
    kreis.bring("HEN", "KI")
    lege_alte_datenbank_zurueck(kreis, alt)
    beginnt_neu(kreis, "HEN")
    hen = kreis.plaetze["HEN"]
    assert hen.befund is None
    kennung = kreis.tue("HEN", "melden", **{**MELDUNG, "titel": "Neu gemeldet"}).kennung
    assert kennung.startswith("HEN2-")
    for _ in range(2):
        kreis.bring("HEN", "KI")
        kreis.bring("KI", "HEN")
    titel = {z.titel for z in liste(hen, Filter(arten=("meldung",)))}
    assert titel == {MELDUNG["titel"], "Danach gemeldet", "Neu gemeldet"}
    aufbau = wiederaufbau(hen)
    assert aufbau is not None
    assert not aufbau.offen
    assert not aufbau.fehlt
    for name in ("HEN", "KI"):
        assert not pruefe(kreis.plaetze[name])
        assert not bilanz(kreis.plaetze[name]).doppelt


def test_was_vor_dem_neubeginn_nie_uebergeben_war_geht_nicht_verloren(tmp_path: Path) -> None:
    paar: Doppelgaenger = verdoppelt(tmp_path / "kreis")
    kreis = paar.kreis
    try:
        paar.melde("HEN", "Am alten PC")
        paar.bring("HEN", "KI")
        paar.melde(paar.kopie, "An der Kopie")
        lies_ein(kreis.plaetze[paar.kopie], kreis.gib("KI", "HEN"))
        with pytest.raises(ProzessFehler, match="Kopie erkannt"):
            paar.melde(paar.kopie, "Noch eine")
        beginnt_neu(kreis, paar.kopie)
        paar.bring(paar.kopie, "KI")
        titel = {z.titel for z in liste(kreis.plaetze["KI"], Filter(arten=("meldung",)))}
        assert {"Am alten PC", "An der Kopie"} <= titel
        assert not pruefe(kreis.plaetze["KI"])
    finally:
        kreis.schliesse()


def test_ohne_anlass_beginnt_niemand_neu(kreis: Kreis) -> None:
    with pytest.raises(ProzessFehler, match="in Ordnung"):
        beginne_neu(kreis.plaetze["HEN"])


@pytest.mark.parametrize("nach", range(4))
def test_ein_abbruch_beim_neubeginn_laesst_ein_profil_das_sich_oeffnet(
    kreis: Kreis, tmp_path: Path, nach: int
) -> None:
    """As if the power failed when `nach` of the new files had taken their place."""
    alt = verschoben(kreis, "HEN", tmp_path / "alt")
    kreis.tue("HEN", "melden", **MELDUNG)
    lege_alte_datenbank_zurueck(kreis, alt)
    ordner = kreis.profil("HEN")
    alte = {name: (ordner / name).read_bytes() for name in SCHLUESSELDATEIEN}
    neu, _ = beginne_neu(kreis.plaetze.pop("HEN"))
    neu.schliesse()
    for name in SCHLUESSELDATEIEN[nach:]:
        (ordner / name).rename(ordner / f"{name}.neu")
        (ordner / name).write_bytes(alte[name])
    hen = kreis.oeffne("HEN")
    assert hen.log == neu.log
    assert hen.befund is None
    assert not list(ordner.glob("*.neu"))


def test_angefangene_neue_schluessel_zaehlen_nicht(kreis: Kreis) -> None:
    """As if the power failed before all of the new files were written."""
    log, ordner = kreis.plaetze["HEN"].log, kreis.profil("HEN")
    kreis.plaetze.pop("HEN").schliesse()
    (ordner / "schluessel.dat.neu").write_bytes(b"halb")
    assert kreis.oeffne("HEN").log == log


@pytest.fixture
def echter(tmp_path: Path) -> Path:
    """A real district behind a passphrase, closed, after its first entry."""
    ap = gruende_kreis(tmp_path / "ki", "Testkreis", PASSPHRASE, quelle=SystemQuelle())
    ap.schliesse()
    return tmp_path / "ki"


def auf_einen_anderen_computer(ordner: Path) -> None:
    marke = ordner / "hochstand.json"
    werte = json.loads(marke.read_text("utf-8"))
    assert werte["rechner"] == rechner_kennung(werte["log"])
    marke.write_text(json.dumps({**werte, "rechner": "0" * 64}), "utf-8")


def test_eine_kopie_auf_einem_anderen_computer_faellt_auf(echter: Path) -> None:
    auf_einen_anderen_computer(echter)
    ap = oeffne_arbeitsplatz(echter, PASSPHRASE)
    with pytest.raises(ProzessFehler, match="Kopie erkannt"):
        tue(ap, "notieren", {})
    ap.schliesse()


def test_ein_neu_eingerichteter_computer_laesst_sich_bestaetigen(echter: Path) -> None:
    auf_einen_anderen_computer(echter)
    ap = oeffne_arbeitsplatz(echter, PASSPHRASE)
    assert ap.befund is Befund.KOPIE
    bestaetige_rechner(ap)
    ap.schliesse()
    wieder = oeffne_arbeitsplatz(echter, PASSPHRASE)
    assert wieder.befund is None
    wieder.schliesse()


def test_wer_vor_der_zulassung_neu_beginnt_meldet_sich_neu_an(tmp_path: Path) -> None:
    ordner, post = tmp_path / "hen", tmp_path / "post"
    post.mkdir()
    rollen = [Rolle.CM_STELLE]
    ap = bereite_vor(ordner, PASSPHRASE, stelle="Stelle HEN", rollen=rollen, quelle=SystemQuelle())
    alte = melde_an(ap, post / "alt")
    schreibe_anmeldung(ap, post, "")
    ap.schliesse()
    auf_einen_anderen_computer(ordner)
    neu, nachfolge = beginne_neu(oeffne_arbeitsplatz(ordner, PASSPHRASE))
    wartend = lage(neu)
    assert isinstance(wartend, Wartend)
    assert (wartend.stelle, wartend.rollen) == ("Stelle HEN", ("CM-Stelle",))
    assert wartend.pruefziffern == nachfolge.pruefziffern != alte.pruefziffern
    assert not wartend.selbst
    ki = gruende_kreis(tmp_path / "ki", "Kreis", PASSPHRASE, quelle=SystemQuelle())
    lasse_zu(ki, nachfolge.anmeldung, nachfolge.pruefziffern, rollen, post / "zu", kuerzel="HEN")
    tritt_bei(neu, post / "zu")
    assert tue(neu, "melden", MELDUNG).kennung.startswith("HEN1-")
    assert wiederaufbau(neu) is None
    neu.schliesse()
    ki.schliesse()


def test_ein_neubeginn_der_vor_der_anmeldung_abbrach_zeigt_die_richtigen_ziffern(
    kreis: Kreis, tmp_path: Path
) -> None:
    alte = kreis.profil("HEN") / ANMELDUNG
    vorher = alte.read_bytes()
    lege_alte_datenbank_zurueck(kreis, verschoben(kreis, "HEN", tmp_path / "alt"))
    kreis.plaetze.pop("HEN").schliesse()
    marke = kreis.profil("HEN") / "hochstand.json"
    werte = json.loads(marke.read_text("utf-8"))
    marke.write_text(json.dumps({**werte, "nr": werte["nr"] + 1}), "utf-8")
    neu, nachfolge = beginne_neu(kreis.oeffne("HEN"))
    kreis.plaetze["HEN"] = neu
    alte.write_bytes(vorher)
    wartend = lage(neu)
    assert isinstance(wartend, Wartend)
    assert wartend.pruefziffern == nachfolge.pruefziffern


def test_ohne_anlass_ist_nichts_zu_bestaetigen(kreis: Kreis) -> None:
    with pytest.raises(ProzessFehler, match="in Ordnung"):
        bestaetige_rechner(kreis.plaetze["HEN"])


@pytest.mark.schluesselbund
def test_auch_ein_ganzer_ordner_von_gestern_faellt_auf(tmp_path: Path) -> None:
    """Database and mark are put back together; the keyring did not travel along."""
    ap = gruende_kreis(tmp_path / "ki", "Testkreis", Zugang(), quelle=SystemQuelle())
    ap.schliesse()
    gestern = shutil.copytree(tmp_path / "ki", tmp_path / "gestern")
    ap = oeffne_arbeitsplatz(tmp_path / "ki", Zugang())
    tue(ap, "einstellen", {"schluessel": "schwelle", "wert": "3"})
    ap.schliesse()
    shutil.rmtree(tmp_path / "ki")
    gestern.rename(tmp_path / "ki")
    ap = oeffne_arbeitsplatz(tmp_path / "ki", Zugang())
    assert ap.befund is Befund.RUECKSICHERUNG
    neu, _ = beginne_neu(ap)
    assert neu.befund is None
    neu.schliesse()


def test_geschlossene_arbeitsplaetze_werden_aufgehoben_nicht_uebernommen(kreis: Kreis) -> None:
    kreis.tue("HEN", "melden", **{**MELDUNG, "titel": "Zu spät gemeldet"})
    datei = kreis.gib("HEN", "KI")
    ki = kreis.plaetze["KI"]
    beende(ki, "HEN1")
    vorher = stand(ki)
    with pytest.raises(UebergabeFehler, match=r"HEN1 ist seit dem \d\d\.\d\d\.\d{4} geschlossen"):
        lies_ein(ki, datei)
    assert stand(ki) == vorher
    assert (ki.profil.ordner / "abgelehnt" / datei.name).read_bytes() == datei.read_bytes()
    assert lies_ein(ki, datei, auch_geschlossene=True).neu == 1


def test_aufgehobene_dateien_gleichen_namens_bleiben_beide(kreis: Kreis, tmp_path: Path) -> None:
    """A workplace and its copy give the same number and name to different files."""
    ki, inhalte = kreis.plaetze["KI"], [b"die eine", b"die andere", b"die eine"]
    for nummer, inhalt in enumerate(inhalte):
        datei = tmp_path / str(nummer) / "KIM_HEN1_KI_0002_2026-01-12.kim"
        datei.parent.mkdir()
        datei.write_bytes(inhalt)
        with pytest.raises(UebergabeFehler):
            lies_ein(ki, datei)
    ordner = ki.profil.ordner / "abgelehnt"
    assert sorted(d.read_bytes() for d in ordner.glob("*.kim")) == sorted(set(inhalte))
    assert len(list(ordner.glob("*.grund.txt"))) == 2


def test_wer_unbemerkt_zurueckgelegt_wurde_bekommt_was_ihm_fehlt(
    kreis: Kreis, tmp_path: Path
) -> None:
    """Nothing in the folder tells of it, but two different files bear the same number."""
    alt = verschoben(kreis, "HEN", tmp_path / "alt")
    grund = {"kennung": "HEN1-2026-001", "begruendung": "Bitte die Zahl der Fälle nennen."}
    kreis.tue("KI", "zur_ergaenzung", **grund)
    kreis.bring("KI", "HEN")
    for _ in range(3):
        kreis.bring("HEN", "KI")
    umgezogen(kreis, "HEN", alt)
    assert kreis.plaetze["HEN"].befund is None

    saetze = lies_alle_ein(kreis.plaetze["KI"], [kreis.gib("HEN", "KI")]).als_saetze()

    (satz,) = [s for s in saetze if "andere Datei mit der Nummer 2" in s]
    assert satz.startswith("Von HEN1 (Stelle HEN) kam schon")
    assert "noch einmal" in satz
    kreis.bring("KI", "HEN")
    assert zeige(kreis.plaetze["HEN"], "HEN1-2026-001").fall.zustand == "zur_ergaenzung"
    saetze = lies_alle_ein(kreis.plaetze["KI"], [kreis.gib("HEN", "KI")]).als_saetze()
    assert any("andere Datei mit der Nummer 3" in s for s in saetze)


def test_eine_spaete_datei_ist_keine_ruecksicherung(kreis: Kreis) -> None:
    spaete = kreis.gib("HEN", "KI")
    for _ in range(2):
        kreis.bring("HEN", "KI")
    saetze = lies_alle_ein(kreis.plaetze["KI"], [spaete, spaete]).als_saetze()
    assert not any("andere Datei" in s for s in saetze)


def test_wer_hoert_dass_eigene_eintraege_fehlen_holt_sie_erst_zurueck(
    kreis: Kreis, tmp_path: Path
) -> None:
    """The whole folder was put back: nothing here tells, but a file of the hub does."""
    alt = verschoben(kreis, "HEN", tmp_path / "alt")
    for nummer in (2, 3):
        kreis.tue("HEN", "melden", **{**MELDUNG, "titel": f"Nummer {nummer}"})
    kreis.bring("HEN", "KI")
    umgezogen(kreis, "HEN", alt)
    kreis.bring("KI", "HEN")
    with pytest.raises(ProzessFehler, match=r"bis Nr\. 3, hier steht nur bis Nr\. 1"):
        kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    kreis.bring("KI", "HEN")
    assert kreis.tue("HEN", "melden", **MELDUNG).kennung == "HEN1-2026-004"
    kreis.bring("HEN", "KI")
    assert pruefe(kreis.plaetze["KI"]) == []
