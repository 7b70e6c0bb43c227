"""Folding never fails: whatever arrives, each entry is kept, and the same set gives one state."""

from dataclasses import replace
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kim_desktop.domain.ereignis import Ereignis, Wirkung
from kim_desktop.domain.evolve import entfalte, evolve
from kim_desktop.domain.faelle import Fall, Herausforderung, Kreis, Meldung, Sitzung
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritt import Fallart, Schritt
from kim_desktop.domain.schritte import SCHRITTE
from kim_desktop.domain.tafel import NACH_NAME, gruendende_zeile, zeile
from kim_desktop.domain.zustaende import Zustand
from tests.hilfen.ereignisse import FALL, WERTE, angaben, ereignis, verlaeufe, zustaende

Verlauf = list[tuple[Ereignis, bool]]
OFT = settings(max_examples=150, deadline=None)
FALLKLASSEN = {
    Fallart.MELDUNG: Meldung,
    Fallart.HERAUSFORDERUNG: Herausforderung,
    Fallart.SITZUNG: Sitzung,
    Fallart.KREIS: Kreis,
}
ANFANG = {
    Fallart.MELDUNG: "melden",
    Fallart.HERAUSFORDERUNG: "buendeln",
    Fallart.SITZUNG: "sitzung_anlegen",
    Fallart.KREIS: "gruenden",
}


def sortiert(verlauf: Verlauf) -> Verlauf:
    return sorted(verlauf, key=lambda paar: (paar[0].lamport, paar[0].log, paar[0].nr))


def ansehen(fall: Fall) -> None:
    """Ask everything views ask."""
    assert fall.zustand.label
    assert 0 <= fall.schritt <= 8
    if isinstance(fall, Herausforderung):
        assert len(fall.strittig) != 1
        assert fall.gegenstaende
        assert set(fall.beschluesse) <= {w.gegenstand for w in fall.werte}
    if isinstance(fall, Meldung):
        assert fall.inhalt is not None


@OFT
@given(verlaeufe())
def test_jeder_verlauf_laesst_sich_entfalten(verlauf: Verlauf) -> None:
    fall = entfalte(verlauf)
    assert fall is not None
    ansehen(fall)
    assert [e.id for e in fall.verlauf] == [e.id for e, _ in verlauf]


@OFT
@given(verlaeufe(), st.integers(0, 999))
def test_die_reihenfolge_des_eintreffens_ist_gleichgueltig(verlauf: Verlauf, saat: int) -> None:
    anders = list(verlauf)
    Random(saat).shuffle(anders)
    assert entfalte(sortiert(anders)) == entfalte(verlauf)


@OFT
@given(verlaeufe())
def test_auch_ohne_inhalte_laesst_sich_alles_entfalten(verlauf: Verlauf) -> None:
    koepfe = [(e._replace(inhalt=None, schritt="", kennung=""), ja) for e, ja in verlauf]
    fall = entfalte(koepfe)
    assert fall is not None
    ansehen(fall)
    wirkungen = {e.wirkung for e in fall.verlauf}
    assert not wirkungen & {Wirkung.WIRKSAM, Wirkung.STRITTIG, Wirkung.PASST_NICHT}


@OFT
@given(verlaeufe())
def test_wer_nicht_zustaendig_ist_bewirkt_nichts(verlauf: Verlauf) -> None:
    fall = entfalte([(e, False) for e, _ in verlauf])
    assert fall is not None
    assert fall.zustand in {Zustand.OHNE_WIRKUNG, Zustand.NICHT_EINSEHBAR}
    assert {e.wirkung for e in fall.verlauf} <= {Wirkung.OHNE_ZUSTAENDIGKEIT, Wirkung.UNBEKANNT}


@OFT
@given(st.data())
def test_jeder_wert_in_jeder_angabe_wird_vertragen(daten: st.DataObject) -> None:
    schritt = daten.draw(st.sampled_from([s for s in SCHRITTE if s.felder]))
    name = daten.draw(st.sampled_from([f.name for f in schritt.felder]))
    inhalt = {**angaben(schritt.felder), name: daten.draw(WERTE)}
    von = daten.draw(st.sampled_from(zustaende(schritt) or [Zustand.NICHT_EINSEHBAR]))
    ansehen(evolve(im_zustand(schritt, von), ereignis(schritt, inhalt=inhalt), True))


def im_zustand(schritt: Schritt, von: Zustand) -> Fall | None:
    """Return a case of the right kind in a state, or none where the step founds one."""
    if not schritt.von:
        return None
    anfang = gruendende_zeile(ANFANG[schritt.fall])
    assert anfang is not None
    fall = evolve(None, ereignis(anfang, FALL, stelle="hen"), True)
    assert isinstance(fall, FALLKLASSEN[schritt.fall])
    return replace(fall, zustand=von)


ZEILEN = [
    pytest.param(schritt, von, id=f"{schritt.name} von {von}")
    for schritt in SCHRITTE
    for von in zustaende(schritt)
]


@pytest.mark.parametrize(("schritt", "von"), ZEILEN)
def test_jede_zeile_der_schrittliste_wirkt(schritt: Schritt, von: Zustand) -> None:
    e = ereignis(schritt, "e2", nummer=2)
    fall = evolve(im_zustand(schritt, von), e, True)
    assert fall.verlauf[-1].wirkung is Wirkung.WIRKSAM
    assert fall.zustand is schritt.ziel(e.inhalt or {}, von)


@pytest.mark.parametrize("schritt", [s for s in SCHRITTE if s.gruendet], ids=lambda s: s.name)
def test_jeder_gruendende_schritt_beginnt_einen_fall(schritt: Schritt) -> None:
    e = ereignis(schritt)
    fall = evolve(None, e, True)
    assert isinstance(fall, FALLKLASSEN[schritt.fall])
    ziel = schritt.ziel(e.inhalt or {}, Zustand.NICHT_EINSEHBAR)
    assert (fall.id, fall.zustand) == ("e1", ziel)


ABWEICHUNGEN: list[Any] = [
    pytest.param({"rolle": "landrat"}, Wirkung.OHNE_ZUSTAENDIGKEIT, id="fremde Rolle"),
    pytest.param({"inhalt": {}}, Wirkung.PASST_NICHT, id="Pflichtangabe fehlt"),
    pytest.param({"inhalt": None}, Wirkung.NICHT_EINSEHBAR, id="nur der Kopf"),
    pytest.param({"schritt": "zaubern"}, Wirkung.UNBEKANNT, id="neuer Schritt"),
    pytest.param({"schritt": "vorlegen"}, Wirkung.PASST_NICHT, id="Schritt passt nicht zum Kopf"),
]


@pytest.mark.parametrize(("anders", "wirkung"), ABWEICHUNGEN)
def test_was_nicht_passt_steht_im_verlauf_und_bewirkt_nichts(
    anders: dict[str, Any], wirkung: Wirkung
) -> None:
    weiterleiten = NACH_NAME["weiterleiten"][0]
    vorher = im_zustand(weiterleiten, Zustand.VORGELEGT)
    fall = evolve(vorher, ereignis(weiterleiten, "e2", **anders), True)
    assert isinstance(fall, Herausforderung)
    assert fall.verlauf[-1].wirkung is wirkung
    assert fall.vorlage is None
    assert not fall.werte


def test_ein_schritt_zur_unzeit_passt_nicht_zum_stand() -> None:
    abschliessen = NACH_NAME["abschliessen"][0]
    fall = evolve(im_zustand(abschliessen, Zustand.VORGELEGT), ereignis(abschliessen, "e2"), True)
    assert fall.verlauf[-1].wirkung is Wirkung.PASST_NICHT
    assert fall.zustand is Zustand.VORGELEGT


def test_was_verstanden_werden_muss_sperrt_nur_seinen_fall() -> None:
    weiterleiten = NACH_NAME["weiterleiten"][0]
    vorher = im_zustand(weiterleiten, Zustand.VORGELEGT)
    neu = ereignis(weiterleiten, "e2", art="zukunft", rolle=Rolle.KI_LEITUNG, muss=True)
    gesperrt = evolve(vorher, neu, True)
    assert gesperrt.gesperrt
    danach = evolve(gesperrt, ereignis(weiterleiten, "e3"), True)
    assert danach.verlauf[-1].wirkung is Wirkung.UNBEKANNT
    assert danach.zustand is Zustand.VORGELEGT


def test_ein_unbekannter_eintrag_sperrt_nichts() -> None:
    weiterleiten = NACH_NAME["weiterleiten"][0]
    vorher = im_zustand(weiterleiten, Zustand.VORGELEGT)
    offen = evolve(vorher, ereignis(weiterleiten, "e2", art="zukunft"), True)
    danach = evolve(offen, ereignis(weiterleiten, "e3"), True)
    assert danach.zustand is Zustand.WEITERGELEITET


def test_das_eigene_wort_einer_stelle_geht_dem_fuer_sie_erfassten_vor() -> None:
    schritt = NACH_NAME["kenntnis_nehmen"][0]
    eigen = ereignis(schritt, "e2")
    fuer = ereignis(
        schritt, "e3", stelle="ki", rolle=Rolle.CM_KOORDINATION, inhalt={"fuer_stelle": "hen"}
    )
    for reihe in ((eigen, fuer), (fuer, eigen)):
        fall = im_zustand(schritt, Zustand.BEKANNTGEGEBEN)
        for e in reihe:
            fall = evolve(fall, e, True)
        assert isinstance(fall, Herausforderung)
        assert fall.kenntnis["hen"].id == "e2"


def test_eine_zeile_zu_einem_schritt_und_zustand() -> None:
    for schritt in SCHRITTE:
        for von in schritt.von:
            assert zeile(schritt.name, schritt.fall, von) is schritt
