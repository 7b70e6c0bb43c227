"""The log in the database: all or nothing, bodies that come later, rebuilt as it was."""

import sqlite3
from collections.abc import Callable
from contextlib import closing

import pytest
from sqlalchemy import text

from kim_desktop.application.ansicht import Filter, liste, zeige
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from kim_desktop.store.log import protokoll
from tests.hilfen.kreis import MELDUNG, Kreis

from .conftest import Frage

OHNE_KOERPER = "SELECT count(*) FROM ereignisse WHERE koerper IS NULL"


class Mittendrin(Exception):
    """Something that goes wrong in the middle."""


def vorgelegt(kreis: Kreis) -> str:
    """Bring two reports before the KI-Leitung, which so far held their headers only."""
    for name in ("HEN", "TRO"):
        kreis.tue(name, "melden", **MELDUNG)
    kreis.runde(["HEN", "TRO", "KIL"])
    kreis.bring("KIL", "KI")
    kennungen = ["HEN1-2026-001", "TRO1-2026-001"]
    kennung = kreis.tue("KI", "buendeln", meldungen=kennungen, titel="Übergang").kennung
    kreis.tue("KI", "vorlegen", kennung=kennung)
    return kennung


def test_ohne_inhalt_ist_eine_meldung_nicht_zu_sehen(kreis: Kreis, frage: Frage) -> None:
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.runde(["HEN", "KIL"])
    kil = kreis.plaetze["KIL"]
    assert frage(kil, OHNE_KOERPER) == [(1,)]
    assert liste(kil, Filter()) == []
    assert not pruefe(kil)
    assert baue_projektionen_neu(kil) == stand(kil)


def test_ein_inhalt_der_spaeter_kommt_wird_eingefuegt(kreis: Kreis, frage: Frage) -> None:
    kennung = vorgelegt(kreis)
    kil = kreis.plaetze["KIL"]
    assert frage(kil, OHNE_KOERPER) == [(2,)]
    kreis.bring("KI", "KIL")
    assert frage(kil, OHNE_KOERPER) == [(0,)]
    assert {z.kennung for z in liste(kil, Filter())} == {kennung, "HEN1-2026-001", "TRO1-2026-001"}
    assert not pruefe(kil)
    assert baue_projektionen_neu(kil) == stand(kil)


def test_ein_falscher_inhalt_der_vorher_kam_haelt_den_richtigen_nicht_auf(
    kreis: Kreis, frage: Frage
) -> None:
    kennung = kreis.tue("HEN", "melden", **MELDUNG).kennung
    ereignis = zeige(kreis.plaetze["HEN"], kennung).verlauf[0].id
    koordination = kreis.plaetze["KI"]
    with koordination.profil.datenbank.schreiben() as v:
        protokoll.lass_warten(v, [(ereignis, b'{"x":1}')])
    kreis.bring("HEN", "KI")
    assert zeige(koordination, kennung).zeile.titel == MELDUNG["titel"]
    assert frage(koordination, "SELECT count(*) FROM wartende") == [(0,)]
    assert not pruefe(koordination)


@pytest.mark.parametrize("name", ["KI", "HEN", "KIL"])
def test_neu_aufgebaut_ist_es_dasselbe(kreis: Kreis, name: str) -> None:
    vorgelegt(kreis)
    kreis.runde(["HEN", "KIL"])
    ap = kreis.plaetze[name]
    vorher = stand(ap)
    with ap.profil.datenbank.schreiben() as v:
        v.execute(text("UPDATE faelle SET titel = 'verfälscht'"))
    assert stand(ap) != vorher
    assert baue_projektionen_neu(ap) == vorher


FEHLSCHLAEGE: list[tuple[str, type[Exception]]] = [
    ("melden", EingabeFehler),
    ("weiterleiten", ProzessFehler),
]


@pytest.mark.parametrize(("schritt", "fehler"), FEHLSCHLAEGE)
def test_ein_abgewiesener_schritt_hinterlaesst_nichts(
    kreis: Kreis, schritt: str, fehler: type[Exception]
) -> None:
    vorher = stand(kreis.plaetze["HEN"])
    with pytest.raises(fehler):
        kreis.tue("HEN", schritt)
    assert stand(kreis.plaetze["HEN"]) == vorher


def test_was_kein_anderer_lesen_koennte_wird_nicht_festgehalten(kreis: Kreis) -> None:
    """One entry too long for a line would keep all later ones of its log from everybody."""
    eben = {**MELDUNG, "sachverhalt": "ä" * (protokoll.HOECHSTENS_KOERPER // 2 - 2000)}
    zu_lang = {**MELDUNG, "sachverhalt": "ä" * (protokoll.HOECHSTENS_KOERPER // 2)}
    with pytest.raises(EingabeFehler, match="als Anlage beilegen"):
        kreis.tue("HEN", "melden", **zu_lang)
    kennung = kreis.tue("HEN", "melden", **eben).kennung
    kreis.bring("HEN", "KI")
    assert zeige(kreis.plaetze["KI"], kennung).zeile.titel == MELDUNG["titel"]


def test_ein_abbruch_mittendrin_hinterlaesst_nichts(kreis: Kreis) -> None:
    hen = kreis.plaetze["HEN"]
    kreis.tue("HEN", "melden", **MELDUNG)
    vorher = stand(hen)
    with pytest.raises(Mittendrin):
        zerstoere_und_brich_ab(hen)
    assert stand(hen) == vorher
    assert not pruefe(hen)


def zerstoere_und_brich_ab(ap: Arbeitsplatz) -> None:
    with ap.profil.datenbank.schreiben() as v:
        v.execute(text("DELETE FROM ereignisse"))
        v.execute(text("DELETE FROM faelle"))
        v.execute(text("CREATE TABLE halb (a)"))
        raise Mittendrin


def test_eine_abgebrochene_uebernahme_hinterlaesst_nichts(kreis: Kreis) -> None:
    kreis.tue("HEN", "melden", **MELDUNG)
    datei, ki = kreis.gib("HEN", "KI"), kreis.plaetze["KI"]
    vorher = stand(ki)
    for bei in (0.0, 0.8):
        with pytest.raises(Mittendrin):
            lies_ein(ki, datei, fortschritt=abbruch(bei))
        assert stand(ki) == vorher
    assert lies_ein(ki, datei).neu == 1


def abbruch(bei: float) -> Callable[[float, str], None]:
    """Stop an import once it has come so far."""

    def fortschritt(anteil: float, _text: str) -> None:
        if anteil >= bei:
            raise Mittendrin

    return fortschritt


def test_die_datenbank_ist_verschluesselt(kreis: Kreis) -> None:
    kreis.tue("HEN", "melden", **MELDUNG)
    hen = kreis.plaetze["HEN"]
    datei = hen.profil.ordner / "kim.db"
    hen.schliesse()
    roh = b"".join(d.read_bytes() for d in hen.profil.ordner.glob("kim.db*"))
    assert b"SQLite format" not in roh
    assert b"Sozialamt" not in roh
    with closing(sqlite3.connect(datei)) as v, pytest.raises(sqlite3.DatabaseError):
        v.execute("SELECT * FROM ereignisse")


@pytest.mark.parametrize("spalte", ["koerper", "kopf"])
def test_ein_veraenderter_eintrag_faellt_auf(kreis: Kreis, spalte: str) -> None:
    kreis.tue("HEN", "melden", **MELDUNG)
    hen = kreis.plaetze["HEN"]
    with hen.profil.datenbank.schreiben() as v:
        anders = f"CAST(replace({spalte}, '2026', '2027') AS BLOB)"
        v.execute(text(f"UPDATE ereignisse SET {spalte} = {anders} WHERE log = '{hen.log}'"))
    (fund,) = pruefe(hen)
    assert "Nr. 1" in fund


def test_der_eigene_log_ist_lueckenlos(kreis: Kreis) -> None:
    for _ in range(3):
        kreis.tue("HEN", "melden", **MELDUNG)
    hen = kreis.plaetze["HEN"]
    with hen.profil.datenbank.lesen() as v:
        assert list(protokoll.nummern(v, hen.log)) == [1, 2, 3]
        assert protokoll.luecken(v) == []
        assert protokoll.spitze(v, "0" * 32) == (0, "")
    assert [z.kennung for z in liste(hen, Filter())] == [f"HEN1-2026-00{n}" for n in (1, 2, 3)]


def test_der_verlauf_nennt_was_geschah(kreis: Kreis) -> None:
    kennung = vorgelegt(kreis)
    verlauf = zeige(kreis.plaetze["KI"], kennung).verlauf
    assert [z.schritt for z in verlauf] == ["buendeln", "vorlegen"]
