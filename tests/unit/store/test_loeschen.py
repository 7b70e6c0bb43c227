"""Erasure: the body goes everywhere, the entry stays, and it does not come back."""

import shutil
from pathlib import Path

import pytest

from kim_desktop.application.ansicht import Filter, liste
from kim_desktop.application.platz.pflege import baue_projektionen_neu, pruefe, stand
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from tests.hilfen.kreis import MELDUNG, Kreis, geoeffnet

from .conftest import Frage

GRUND = "irrtum"
OHNE_KOERPER = "SELECT id FROM ereignisse WHERE koerper IS NULL"


def loesche(kreis: Kreis, wer: str, *ereignisse: str) -> str:
    return kreis.tue(wer, "loeschen", ereignisse=list(ereignisse), grund=GRUND).ereignis


def ohne_koerper(kreis: Kreis, wer: str, frage: Frage) -> set[str]:
    return {str(zeile[0]) for zeile in frage(kreis.plaetze[wer], OHNE_KOERPER)}


def heil(kreis: Kreis, *namen: str) -> bool:
    """Whether chains verify and rebuilding gives the same at each of these."""
    return all(
        not pruefe(kreis.plaetze[n])
        and baue_projektionen_neu(kreis.plaetze[n]) == stand(kreis.plaetze[n])
        for n in namen
    )


def test_der_inhalt_ist_ueberall_weg_und_der_verlauf_bleibt_heil(
    kreis: Kreis, frage: Frage
) -> None:
    meldung = kreis.tue("HEN", "melden", **MELDUNG).ereignis
    kreis.runde(["HEN"])
    loesche(kreis, "HEN", meldung)
    assert ohne_koerper(kreis, "HEN", frage) == {meldung}
    kreis.bring("HEN", "KI")
    assert ohne_koerper(kreis, "KI", frage) == {meldung}
    assert liste(kreis.plaetze["KI"], Filter()) == []
    assert heil(kreis, "HEN", "KI")


def test_geloeschtes_wird_nicht_wieder_uebernommen(kreis: Kreis, frage: Frage) -> None:
    meldung = kreis.tue("HEN", "melden", **MELDUNG).ereignis
    alt = kreis.gib("HEN", "KI")
    loesche(kreis, "HEN", meldung)
    kreis.bring("HEN", "KI")
    lies_ein(kreis.plaetze["KI"], alt)
    assert ohne_koerper(kreis, "KI", frage) == {meldung}
    assert heil(kreis, "KI")


def test_die_loeschung_kommt_vor_dem_geloeschten_an(
    kreis: Kreis, frage: Frage, tmp_path: Path
) -> None:
    frueher = shutil.copytree(kreis.profil("KIL"), tmp_path / "frueher")
    eintrag = kreis.tue("KI", "einstellen", schluessel="aktenzeichen", wert="Frau B").ereignis
    erste = kreis.gib("KI", "KIL")
    lies_ein(kreis.plaetze["KIL"], erste)
    kreis.bring("KIL", "KI")
    loesche(kreis, "KI", eintrag)
    zweite = kreis.gib("KI", "KIL")
    lies_ein(kreis.plaetze["KIL"], zweite)
    with geoeffnet(frueher) as anders:
        assert [lies_ein(anders, datei).neu for datei in (zweite, erste)] == [1, 1]
        assert frage(anders, OHNE_KOERPER) == [(eintrag,)]
        assert stand(anders) == stand(kreis.plaetze["KIL"])
    assert heil(kreis, "KI", "KIL")


def test_geloeschtes_steht_nicht_mehr_in_der_datei(kreis: Kreis) -> None:
    kreis.tue("HEN", "melden", **{**MELDUNG, "titel": "Frau Beispiel"})
    meldung = kreis.tue("HEN", "melden", **MELDUNG).ereignis
    loesche(kreis, "HEN", meldung)
    kreis.bring("HEN", "KI")
    assert [z.titel for z in liste(kreis.plaetze["KI"], Filter())] == ["Frau Beispiel"]


def test_was_andere_schrieben_loescht_nur_die_cm_koordination(kreis: Kreis, frage: Frage) -> None:
    meldung = kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    rueckfrage = kreis.tue("KI", "zur_ergaenzung", kennung=meldung.kennung, begruendung="Bitte")
    kreis.bring("KI", "HEN")
    with pytest.raises(ProzessFehler, match="Löschen darf nur"):
        loesche(kreis, "HEN", rueckfrage.ereignis)
    loesche(kreis, "KI", meldung.ereignis)
    kreis.bring("KI", "HEN")
    assert ohne_koerper(kreis, "HEN", frage) == {meldung.ereignis}
    assert heil(kreis, "HEN", "KI")


def test_zwei_loeschungen_desselben_eintrags_sind_in_jeder_reihenfolge_gleich(
    kreis: Kreis,
) -> None:
    meldung = kreis.tue("HEN", "melden", **MELDUNG).ereignis
    kreis.bring("HEN", "KI")
    loesche(kreis, "HEN", meldung)
    loesche(kreis, "KI", meldung)
    kreis.bring("HEN", "KI")
    kreis.bring("KI", "HEN")
    assert stand(kreis.plaetze["HEN"]) == stand(kreis.plaetze["KI"])
    assert heil(kreis, "HEN", "KI")


def test_eine_loeschung_laesst_sich_nicht_loeschen(kreis: Kreis) -> None:
    meldung = kreis.tue("HEN", "melden", **MELDUNG).ereignis
    loeschung = loesche(kreis, "HEN", meldung)
    with pytest.raises(EingabeFehler, match="lässt sich nicht löschen"):
        loesche(kreis, "HEN", loeschung)
    with pytest.raises(EingabeFehler, match="gibt es hier nicht"):
        loesche(kreis, "HEN", "0" * 64)


def test_die_gruendung_zu_loeschen_laesst_den_kreis_bestehen(kreis: Kreis, frage: Frage) -> None:
    (gruendung,) = frage(kreis.plaetze["KI"], "SELECT id FROM faelle WHERE art = 'kreis'")
    loesche(kreis, "KI", str(gruendung[0]))
    assert kreis.tue("KI", "einstellen", schluessel="schwelle", wert="3").ereignis
    assert heil(kreis, "KI")
