"""Prüfen nennt, was beschädigt ist: jede Stelle, jede Nummer, jede Datei."""

from pathlib import Path

import pytest
from sqlalchemy import text

from kim_desktop.application.arbeitsplatz import Zugang
from kim_desktop.application.platz.pruefung import pruefe, pruefe_ordner
from kim_desktop.application.schritt.tun import tue
from kim_desktop.store.log.unversehrt import unlesbares
from kim_desktop.trust.kopf import kopf_von
from tests.hilfen.befehl import Rufe, abgewiesen
from tests.hilfen.kreis import MELDUNG, geoeffnet, quelle
from tests.hilfen.schaden import kippe
from tests.integration.conftest import Kopie

SEITE = 16384


def test_wo_alles_heil_ist_steht_nichts(kopie: Kopie, rufe: Rufe) -> None:
    antwort = rufe(kopie("KI"), "pruefen", "--json")
    assert (antwort.status, antwort.werte) == (0, {"funde": [], "hinweise": []})


def test_auch_eine_zurueckgelegte_datenbank_wird_genannt(kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("HEN")
    alte = (profil / "kim.db").read_bytes()
    with geoeffnet(profil) as ap:
        tue(ap, "melden", MELDUNG)
    for rest in profil.glob("kim.db*"):
        rest.unlink()
    (profil / "kim.db").write_bytes(alte)
    antwort = rufe(profil, "pruefen", "--json")
    assert antwort.status == 1
    (fund,) = antwort.werte["funde"]
    assert fund.startswith("Rücksicherung erkannt")


def test_ein_byte_irgendwo_in_der_datenbank_faellt_auf(kopie: Kopie) -> None:
    """The first, a middle or the last byte of many pages, the first and the last among them."""
    profil = kopie("KI")
    datei = profil / "kim.db"
    heil = datei.read_bytes()
    seiten = len(heil) // SEITE
    assert seiten > 10
    for seite in (*range(0, seiten, 5), seiten - 1):
        datei.write_bytes(heil)
        kippe(datei, seite * SEITE + (0, SEITE // 2, SEITE - 1)[seite % 3])
        funde = pruefe_ordner(profil, Zugang(), quelle("prüfer"))
        assert funde, seite
        assert "kim.db" in funde[0]
    datei.write_bytes(heil)
    assert pruefe_ordner(profil, Zugang(), quelle("prüfer")) == []


@pytest.mark.parametrize("anders", [lambda b: b[:-1], lambda b: b + b"x", lambda b: b""])
def test_eine_gekuerzte_oder_verlaengerte_datenbank(
    kopie: Kopie, rufe: Rufe, anders: object
) -> None:
    datei = kopie("HEN") / "kim.db"
    datei.write_bytes(anders(datei.read_bytes()))  # type: ignore[operator]
    antwort = rufe(datei.parent, "pruefen", "--json")
    assert antwort.status == 1
    assert antwort.werte["funde"]


def test_eine_seite_voller_eintraege_nennt_stelle_und_nummern(kopie: Kopie) -> None:
    profil = kopie("KI")
    datei, heil = profil / "kim.db", (profil / "kim.db").read_bytes()
    with geoeffnet(profil) as ap:
        schluessel = ap.profil.schluessel.datenbank
    betroffen: dict[str, int] = {}
    for seite in range(1, len(heil) // SEITE):
        datei.write_bytes(heil)
        kippe(datei, seite * SEITE + 100)
        lesbar = unlesbares(datei, schluessel)
        if lesbar.eintraege:
            betroffen["eintraege"] = seite
        betroffen.update(dict.fromkeys(lesbar.tabellen, seite))
    assert {"eintraege", "ereignisse", "faelle", "verzeichnis"} <= set(betroffen)
    datei.write_bytes(heil)
    kippe(datei, betroffen["eintraege"] * SEITE + 100)
    funde = pruefe_ordner(profil, Zugang(), quelle("prüfer"))
    assert f"Seite {betroffen['eintraege'] + 1}." in funde[0]
    assert "Nicht mehr ganz lesbar: die Einträge." in funde
    assert any(s.startswith("Eintrag Nr. ") and s.endswith("nicht mehr lesbar.") for s in funde)


@pytest.mark.parametrize("name", ["schluessel.dat", "signatur.dat", "profil.json"])
def test_eine_beschaedigte_schluesseldatei_wird_genannt(
    kopie: Kopie, rufe: Rufe, name: str
) -> None:
    profil = kopie("HEN")
    kippe(profil / name, 20)
    antwort = rufe(profil, "pruefen", "--json")
    assert antwort.status == 1
    assert name in antwort.werte["funde"][0]


def test_wer_nicht_oeffnen_kann_prueft_auch_nicht(kopie: Kopie, rufe: Rufe) -> None:
    profil = kopie("HEN")
    with geoeffnet(profil):
        abgewiesen(rufe(profil, "pruefen", "--json"), 5, "umgebung", "bereits geöffnet")


SCHAEDEN = {
    "UPDATE ereignisse SET koerper = CAST(replace(koerper, 'Wochen', 'Jahre!') AS BLOB) "
    "WHERE log = :hen AND nr = 1": (
        "Der Inhalt von Eintrag Nr. 1 der Stelle Stelle HEN ist beschädigt."
    ),
    "UPDATE ereignisse SET lamport = lamport + 1 WHERE log = :hen AND nr = 2": (
        "Eintrag Nr. 2 der Stelle Stelle HEN ist beschädigt."
    ),
    "UPDATE kopfstaende SET unterschrift = substr(unterschrift, 2) || substr(unterschrift, 1, 1) "
    "WHERE log = :hen": "Die Unterschrift der Stelle Stelle HEN bis Nr. 3 stimmt nicht.",
    "UPDATE faelle SET zustand = 'erledigt' WHERE kennung = 'HEN1-2026-001'": (
        "Die Ansicht von „HEN1-2026-001“ stimmt nicht mit den Einträgen überein; "
        "„neu-aufbauen“ hilft."
    ),
    "DELETE FROM buendelungen": (
        "Die Liste der Bündelungen stimmt nicht mit den Einträgen überein; „neu-aufbauen“ hilft."
    ),
}


@pytest.mark.parametrize("befehl", SCHAEDEN)
def test_was_in_der_datenbank_veraendert_wurde_wird_genannt(kopie: Kopie, befehl: str) -> None:
    with geoeffnet(kopie("KI")) as ap:
        with ap.profil.datenbank.schreiben() as v:
            (roh,) = v.execute(
                text(
                    "SELECT e.kopf FROM ereignisse e JOIN faelle f ON f.id = e.id "
                    "WHERE f.kennung = 'HEN1-2026-001'"
                )
            ).one()
            v.execute(text(befehl), {"hen": kopf_von(roh).log} if ":hen" in befehl else {})
        funde = pruefe(ap)
        assert SCHAEDEN[befehl] in funde
        assert len(funde) == 1


def test_eine_fehlende_anlage_wird_mit_ihrem_eintrag_genannt(kopie: Kopie, tmp_path: Path) -> None:
    from kim_desktop.application.schritt.tun import tue
    from tests.hilfen.kreis import MELDUNG

    beleg = tmp_path / "beleg.txt"
    beleg.write_text("Beleg")
    with geoeffnet(kopie("HEN")) as ap:
        tue(ap, "melden", {**MELDUNG, "anlagen": [str(beleg)]})
        assert pruefe(ap) == []
        (datei,) = (ap.profil.ordner / "anlagen").glob("??/*")
        for stelle in (0, 5, -1):
            heil = datei.read_bytes()
            kippe(datei, stelle)
            (fund,) = pruefe(ap)
            assert "an Eintrag Nr. 4 der Stelle Stelle HEN ist beschädigt" in fund
            datei.write_bytes(heil)
        datei.unlink()
        (fund,) = pruefe(ap)
        assert fund.endswith("fehlt.")
