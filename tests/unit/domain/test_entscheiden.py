"""What people cannot do, and the sentence that says why."""

from dataclasses import replace
from typing import Any

import pytest

from kim_desktop.domain.decide import Befehl, Umstand, decide
from kim_desktop.domain.evolve import evolve
from kim_desktop.domain.faelle import Fall
from kim_desktop.domain.fehler import EingabeFehler, KimFehler, ProzessFehler
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schwelle import schwelle
from kim_desktop.domain.tafel import NACH_NAME
from kim_desktop.domain.zustaende import Zustand
from tests.hilfen.ereignisse import FALL, angaben, ereignis


def umstand(rolle: Rolle, **anders: Any) -> Umstand:
    return Umstand("hen", frozenset({rolle}), **anders)


CM, KO, KI, LG = (
    umstand(rolle)
    for rolle in (Rolle.CM_STELLE, Rolle.CM_KOORDINATION, Rolle.KI_LEITUNG, Rolle.LENKUNGSGRUPPE)
)


def meldung() -> Fall:
    return evolve(None, ereignis(NACH_NAME["melden"][0], FALL), True)


def herausforderung(zustand: Zustand) -> Fall:
    return replace(evolve(None, ereignis(NACH_NAME["buendeln"][0], FALL), True), zustand=zustand)


def gut(name: str, **anders: Any) -> Befehl:
    return Befehl(name, {**angaben(NACH_NAME[name][0].felder, nur_pflicht=True), **anders})


def test_was_passt_wird_zum_eintrag() -> None:
    (neu,) = decide(None, gut("melden"), CM)
    assert (neu.art, neu.klasse, neu.schritt) == ("meldung_erfasst", "meldung", "melden")
    assert neu.rolle is Rolle.CM_STELLE


EINGABEN = [
    pytest.param(None, Befehl("zaubern", {}), CM, "gibt es nicht", id="unbekannter Schritt"),
    pytest.param(None, Befehl("melden", {}), CM, "„Titel“ fehlt", id="Pflichtangabe fehlt"),
    pytest.param(None, gut("melden", farbe="rot"), CM, "farbe", id="unbekannte Angabe"),
    pytest.param(None, gut("melden", titel=3), CM, "muss ein Text sein", id="falsche Art"),
    pytest.param(None, gut("melden", ebene=["kreis"]), CM, "kennt nur", id="Liste statt Wahl"),
    pytest.param(None, gut("melden", keine_personendaten=False), CM, "bestätigen", id="Daten"),
    pytest.param(None, gut("zurueckziehen"), CM, "braucht die Kennung", id="ohne Kennung"),
    pytest.param(None, Befehl("buendeln", {"meldungen": ["m1"]}), KO, "Titel", id="ohne Titel"),
    pytest.param(
        herausforderung(Zustand.GEBUENDELT), gut("ergaenzen"), CM, "passt nicht", id="falscher Fall"
    ),
]


@pytest.mark.parametrize(("fall", "befehl", "wer", "wort"), EINGABEN)
def test_unpassende_angaben_werden_erklaert(
    fall: Fall | None, befehl: Befehl, wer: Umstand, wort: str
) -> None:
    with pytest.raises(EingabeFehler, match=wort):
        decide(fall, befehl, wer)


VORGELEGT = herausforderung(Zustand.VORGELEGT)
GEBUENDELT = herausforderung(Zustand.GEBUENDELT)
VERBOTE = [
    pytest.param(VORGELEGT, gut("weiterleiten"), CM, "Sache der KI-Leitung", id="Rolle"),
    pytest.param(GEBUENDELT, gut("weiterleiten"), KI, "geht jetzt nicht", id="Zustand"),
    pytest.param(VORGELEGT, gut("beauftragen"), LG, "geht jetzt nicht", id="zu früh"),
    pytest.param(GEBUENDELT, gut("vorlegen"), KO, "Schwelle ist nicht erreicht", id="Schwelle"),
    pytest.param(
        VORGELEGT, gut("weiterleiten", fuer_stelle="kil"), KO, "für eine andere Stelle", id="für"
    ),
    pytest.param(
        meldung(),
        gut("zurueckziehen"),
        Umstand("tro", frozenset({Rolle.CM_STELLE})),
        "gehört einer anderen CM-Stelle",
        id="fremde Meldung",
    ),
    pytest.param(
        replace(VORGELEGT, gesperrt=True), gut("weiterleiten"), KI, "neueren", id="gesperrt"
    ),
    pytest.param(None, gut("buendeln", titel="T"), KO, "lässt sich nicht bündeln", id="Meldung"),
    pytest.param(GEBUENDELT, gut("loesen", meldungen=["m9"]), KO, "nicht in diesem", id="lösen"),
]


@pytest.mark.parametrize(("fall", "befehl", "wer", "wort"), VERBOTE)
def test_was_der_prozess_nicht_erlaubt_wird_erklaert(
    fall: Fall | None, befehl: Befehl, wer: Umstand, wort: str
) -> None:
    with pytest.raises(ProzessFehler, match=wort):
        decide(fall, befehl, wer)


def test_unter_der_schwelle_genuegt_eine_begruendung() -> None:
    arm = umstand(Rolle.CM_KOORDINATION, schwelle=schwelle(["hen"], 2))
    with pytest.raises(ProzessFehler, match="1 Meldung, 1 CM-Stelle, es fehlt 1"):
        decide(GEBUENDELT, gut("vorlegen"), arm)
    assert decide(GEBUENDELT, gut("vorlegen", begruendung="Es eilt."), arm)
    reich = umstand(Rolle.CM_KOORDINATION, schwelle=schwelle(["hen", "tro"], 2))
    assert decide(GEBUENDELT, gut("vorlegen"), reich)


def test_die_cm_koordination_erfasst_fuer_eine_cm_stelle() -> None:
    (neu,) = decide(None, gut("melden", fuer_stelle="tro"), KO)
    assert neu.rolle is Rolle.CM_KOORDINATION


@pytest.mark.parametrize("name", sorted(NACH_NAME))
@pytest.mark.parametrize("rolle", Rolle)
def test_jede_absage_ist_ein_deutscher_satz(name: str, rolle: Rolle) -> None:
    for fall in (None, meldung(), VORGELEGT):
        text = absage(fall, gut(name), umstand(rolle))
        assert text.endswith(".") or text == ""
        assert "\n" not in text


def absage(fall: Fall | None, befehl: Befehl, wer: Umstand) -> str:
    """Return why a step is refused, empty where it is not."""
    try:
        decide(fall, befehl, wer)
    except KimFehler as fehler:
        return fehler.text
    return ""
