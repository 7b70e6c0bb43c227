"""Concurrent decisions: both stay until a new one names them all."""

from itertools import permutations
from typing import Any

import pytest

from kim_desktop.domain.decide import Befehl, Umstand, decide
from kim_desktop.domain.ereignis import Ereignis, Wirkung
from kim_desktop.domain.evolve import entfalte
from kim_desktop.domain.faelle import Herausforderung
from kim_desktop.domain.fehler import ProzessFehler
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.tafel import NACH_NAME
from kim_desktop.domain.zustaende import Zustand
from tests.hilfen.ereignisse import FALL, PLAETZE, angaben, ereignis

BEAUFTRAGEN, VERTAGEN, ABLEHNEN = (
    NACH_NAME[name][0] for name in ("beauftragen", "vertagen", "auftrag_nicht_erteilen")
)
LG = Umstand("lg", frozenset({Rolle.LENKUNGSGRUPPE}))


def vorgeschichte() -> list[Ereignis]:
    """Events up to the meeting of the Lenkungsgruppe; its last entry is `w`."""
    namen = (("buendeln", FALL), ("vorlegen", "v"), ("weiterleiten", "w"))
    eltern: tuple[str, ...] = ()
    reihe = []
    for nummer, (name, ident) in enumerate(namen, 1):
        reihe.append(ereignis(NACH_NAME[name][0], ident, nummer=nummer, eltern=eltern))
        eltern = (ident,)
    return reihe


def entscheidung(
    schritt: Any, ident: str, nummer: int, *eltern: str, platz: int = 0, **inhalt: Any
) -> Ereignis:
    """Return a decision that had seen `eltern`."""
    voll = {**angaben(schritt.felder, nur_pflicht=True), **inhalt}
    return ereignis(
        schritt, ident, nummer=nummer, log=PLAETZE[platz], eltern=eltern or ("w",), inhalt=voll
    )


def falte(*ereignisse: Ereignis) -> Herausforderung:
    """Fold a case; the order handed over does not matter."""
    reihe = [*vorgeschichte(), *ereignisse]
    reihe.sort(key=lambda e: (e.lamport, e.log, e.nr))
    fall = entfalte((e, True) for e in reihe)
    assert isinstance(fall, Herausforderung)
    return fall


JA = entscheidung(BEAUFTRAGEN, "ja", 4, platz=1)
SPAETER = entscheidung(VERTAGEN, "spaeter", 5, platz=2)
NEIN = entscheidung(ABLEHNEN, "nein", 6, platz=0)


def test_wer_den_anderen_nicht_kannte_widerspricht_ihm() -> None:
    fall = falte(JA, SPAETER)
    assert {w.id for w in fall.strittig} == {"ja", "spaeter"}
    assert fall.verlauf[-1].wirkung is Wirkung.STRITTIG


def test_wer_den_anderen_kannte_loest_ihn_ab() -> None:
    fall = falte(SPAETER, entscheidung(BEAUFTRAGEN, "ja", 6, "spaeter", platz=1))
    assert not fall.strittig
    assert fall.zustand is Zustand.BEAUFTRAGT


def test_gleiche_entscheidungen_sind_eine() -> None:
    gleich = entscheidung(
        BEAUFTRAGEN, "auch", 5, platz=2, quelle="papier", geschehen_am="2026-05-01"
    )
    fall = falte(JA, gleich)
    assert not fall.strittig
    assert fall.zustand is Zustand.BEAUFTRAGT


def test_ein_anderes_ziel_ist_eine_andere_entscheidung() -> None:
    anders = entscheidung(BEAUFTRAGEN, "auch", 5, platz=2, ziel="etwas ganz anderes")
    assert {w.id for w in falte(JA, anders).strittig} == {"ja", "auch"}


@pytest.mark.parametrize("genannt", [[], ["ja"], ["spaeter"], ["ja", "gibt es nicht"]])
def test_wer_nicht_alle_nennt_beendet_den_streit_nicht(genannt: list[str]) -> None:
    neu = entscheidung(BEAUFTRAGEN, "neu", 7, "ja", "spaeter", ersetzt=genannt)
    assert {"ja", "spaeter"} <= {w.id for w in falte(JA, SPAETER, neu).strittig}


@pytest.mark.parametrize("schritt", [BEAUFTRAGEN, VERTAGEN, ABLEHNEN], ids=lambda s: s.name)
def test_wer_alle_nennt_beendet_den_streit(schritt: Any) -> None:
    neu = entscheidung(schritt, "neu", 7, "ja", "spaeter", ersetzt=["ja", "spaeter"])
    fall = falte(JA, SPAETER, neu)
    assert not fall.strittig
    assert [w.id for w in fall.werte if w.nummer == 4] == ["neu"]
    assert fall.zustand is schritt.nach


def test_drei_entscheidungen_widersprechen_sich_und_alle_drei_sind_zu_nennen() -> None:
    drei = (JA, SPAETER, NEIN)
    assert {w.id for w in falte(*drei).strittig} == {"ja", "spaeter", "nein"}
    eltern = ("ja", "spaeter", "nein")
    zwei = entscheidung(VERTAGEN, "neu", 8, *eltern, platz=1, ersetzt=["ja", "nein"])
    assert falte(*drei, zwei).strittig
    alle = entscheidung(VERTAGEN, "neu", 8, *eltern, platz=1, ersetzt=list(eltern))
    assert not falte(*drei, alle).strittig


def test_die_reihenfolge_des_eintreffens_entscheidet_nichts() -> None:
    bilder = {repr(falte(*reihe)) for reihe in permutations((JA, SPAETER, NEIN))}
    assert len(bilder) == 1


def test_ein_streit_haelt_den_naechsten_schritt_auf() -> None:
    fall = falte(JA, SPAETER)
    pg = Umstand("pg", frozenset({Rolle.PROJEKTGRUPPE}))
    with pytest.raises(ProzessFehler, match="stehen sich 2 Entscheidungen gegenüber"):
        decide(fall, Befehl("bearbeiten", {"zwischenstand": "x"}), pg)


def test_eine_neue_entscheidung_muss_beide_nennen() -> None:
    fall = falte(JA, SPAETER)
    inhalt = angaben(BEAUFTRAGEN.felder, nur_pflicht=True)
    with pytest.raises(ProzessFehler, match="die alle"):
        decide(fall, Befehl("beauftragen", {**inhalt, "ersetzt": ["ja"]}), LG)
    (neu,) = decide(fall, Befehl("beauftragen", {**inhalt, "ersetzt": ["ja", "spaeter"]}), LG)
    assert neu.art == "entscheidung_4"


def test_entscheidungen_ueber_verschiedene_loesungsansaetze_sind_kein_streit() -> None:
    beschliessen, rueckmelden = NACH_NAME["beschliessen"][0], NACH_NAME["rueckmelden"][0]
    auftrag = entscheidung(
        BEAUFTRAGEN, "ja", 4, platz=1, gruppen=[{"name": "Übergänge", "id": "pg-1"}]
    )
    rm = ereignis(rueckmelden, "rm", nummer=5, stelle="pg-1", eltern=("ja",))
    eins, zwei, drei = (
        entscheidung(beschliessen, f"b{n}", 5 + n, "rm", platz=n % 3, gegenstand=g, ergebnis=e)
        for n, (g, e) in enumerate(
            (("pg-1/1", "beschlossen"), ("pg-1/2", "beschlossen"), ("pg-1/1", "abgelehnt")), 1
        )
    )
    assert not falte(auftrag, rm, eins, zwei).strittig
    assert {w.id for w in falte(auftrag, rm, eins, zwei, drei).strittig} == {"b1", "b3"}


WEITERLEITEN, ZURUECKGEBEN = (NACH_NAME[name][0] for name in ("weiterleiten", "zurueckgeben"))


def test_auch_die_ki_leitung_kann_sich_widersprechen_und_klaert_es_selbst() -> None:
    vor = vorgeschichte()[:2]
    weiter = entscheidung(WEITERLEITEN, "weiter", 3, "v", platz=1)
    zurueck = entscheidung(ZURUECKGEBEN, "zurueck", 4, "v", platz=2)
    klaerung = entscheidung(
        WEITERLEITEN, "neu", 5, "weiter", "zurueck", ersetzt=["weiter", "zurueck"]
    )
    fall = entfalte((e, True) for e in (*vor, weiter, zurueck))
    assert isinstance(fall, Herausforderung)
    assert {w.id for w in fall.strittig} == {"weiter", "zurueck"}
    with pytest.raises(ProzessFehler, match="stehen sich 2 Entscheidungen gegenüber"):
        decide(fall, Befehl("beauftragen", angaben(BEAUFTRAGEN.felder, nur_pflicht=True)), LG)
    fall = entfalte((e, True) for e in (*vor, weiter, zurueck, klaerung))
    assert isinstance(fall, Herausforderung)
    assert (fall.strittig, fall.zustand) == ((), Zustand.WEITERGELEITET)


@pytest.mark.parametrize("name", ["zur_kenntnis_nehmen", "weitergeben", "rm_zurueckverweisen"])
def test_ueber_die_ganze_rm_anders_zu_entscheiden_widerspricht_dem_beschluss(name: str) -> None:
    beschliessen, rueckmelden = NACH_NAME["beschliessen"][0], NACH_NAME["rueckmelden"][0]
    ganz = next(z for z in NACH_NAME[name] if z.ereignis == "entscheidung_6")
    rm = ereignis(rueckmelden, "rm", nummer=5, stelle="pg-1", eltern=("ja",))
    eins = entscheidung(beschliessen, "eins", 6, "rm", platz=1, gegenstand="pg-1/1")
    alles = entscheidung(ganz, "alles", 7, "rm", platz=2)
    auftrag = entscheidung(
        BEAUFTRAGEN, "ja", 4, platz=1, gruppen=[{"name": "Übergänge", "id": "pg-1"}]
    )
    fall = falte(auftrag, rm, eins, alles)
    assert {w.id for w in fall.strittig} == {"eins", "alles"}
    neu = entscheidung(ganz, "neu", 8, "eins", "alles", ersetzt=["eins", "alles"])
    fall = falte(auftrag, rm, eins, alles, neu)
    assert not fall.strittig
    assert fall.zustand is ganz.nach
