"""Every role in every state tries every step; what is allowed is written down here by hand.

The table stands in `tests/hilfen/erwartet.py`.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from kim_desktop.domain.decide import Befehl, NeuesEreignis, decide
from kim_desktop.domain.ereignis import Ereignis, Wirkung
from kim_desktop.domain.evolve import evolve
from kim_desktop.domain.faelle import OEFFENTLICHKEITSARBEIT, Fall
from kim_desktop.domain.fehler import KimFehler, ProzessFehler
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritt import Fallart, Schritt
from kim_desktop.domain.schritte import SCHRITTE
from kim_desktop.domain.tafel import NACH_NAME, gruendende_zeile, muster
from kim_desktop.domain.zustaende import Zustand
from tests.hilfen.ereignisse import (
    FALL,
    PLAETZE,
    STELLE_DER,
    fall_im_zustand,
    passende_daten,
    passender_umstand,
)
from tests.hilfen.erwartet import FAELLE, TAFEL, Erlaubt

#: Steps nobody does in another's place.
NUR_SELBST = frozenset({"berichtigen", "loeschen"})
#: Steps that cannot do without a reason.
MIT_GRUND = (
    "zurueckziehen",
    "buendelung_widersprechen",
    "zur_ergaenzung",
    "beobachten",
    "ohne_vorlage_erledigen",
    "zurueckgeben",
    "auftrag_nicht_erteilen",
    "zurueckverweisen",
    "verweisen",
    "rm_zurueckverweisen",
    "wiederaufnehmen",
)

PAARE = [
    pytest.param(art, name, id=f"{art}-{name}") for art in Fallart for name in sorted(NACH_NAME)
]
FUER = (Rolle.CM_STELLE, Rolle.PROJEKTGRUPPE)
NIEMALS = Erlaubt(frozenset(), {})


def zeile_fuer(art: Fallart, name: str, zustand: Zustand | None) -> Schritt:
    """Return a row whose fields tell what the step asks for."""
    gruendend = gruendende_zeile(name)
    if zustand is None and gruendend:
        return gruendend
    passende = [s for s in NACH_NAME[name] if s.fall is art and not s.gruendet]
    return next((s for s in passende if zustand in s.von), next(iter(passende), muster(name)))


def versuche(
    art: Fallart,
    name: str,
    von: Zustand | None,
    rolle: Rolle,
    fuer: Rolle | None = None,
    /,
    **anders: Any,
) -> Fall | None:
    """Try a step; return the case after it, or None where it is refused."""
    fall = fall_im_zustand(art, von) if von else None
    inhalt = passende_daten(zeile_fuer(art, name, von), rolle) | anders
    if fuer:
        inhalt["fuer_stelle"] = STELLE_DER[fuer]
    try:
        neue = decide(fall, Befehl(name, inhalt), passender_umstand(rolle, fuer))
    except KimFehler:
        return None
    for neu in neue:
        fall = evolve(fall, als_ereignis(neu, rolle, gruendet=fall is None), True)
    assert fall is not None
    assert fall.verlauf[-1].wirkung is Wirkung.WIRKSAM
    assert fall.verlauf[-1].fuer_stelle == inhalt.get("fuer_stelle", "")
    return fall


def als_ereignis(neu: NeuesEreignis, rolle: Rolle, *, gruendet: bool) -> Ereignis:
    """Return the entry as it would be written."""
    fall = "" if gruendet else FALL
    return Ereignis(
        FALL if gruendet else "neu",
        neu.art,
        fall,
        PLAETZE[0],
        9,
        9,
        "2026-05-04",
        STELLE_DER[rolle],
        neu.rolle,
        schritt=neu.schritt,
        kennung="X1-2026-001",
        inhalt=neu.inhalt,
    )


def versuchende(erlaubt: Erlaubt, name: str) -> Iterator[tuple[Rolle, Rolle | None, bool]]:
    """Yield who tries, for whom, and whether the role fits."""
    for rolle in Rolle:
        yield rolle, None, rolle in erlaubt.rollen
        if name not in NUR_SELBST:
            fuer = next((r for r in FUER if r in erlaubt.rollen), None)
            yield rolle, fuer or FUER[0], bool(fuer) and rolle is Rolle.CM_KOORDINATION


@pytest.mark.parametrize(("art", "name"), PAARE)
def test_nur_was_erlaubt_ist_geht_und_fuehrt_wohin_es_soll(art: Fallart, name: str) -> None:
    erlaubt = TAFEL.get((art, name), NIEMALS)
    gruendend = gruendende_zeile(name)
    anderswo = gruendend is not None and gruendend.fall is not art
    for zustand in (*Zustand, *(() if anderswo else (None,))):
        for rolle, fuer, passt in versuchende(erlaubt, name):
            fall = versuche(art, name, zustand, rolle, fuer)
            soll = erlaubt.ziele.get(zustand) if passt else None
            assert (fall.zustand if fall else None) == soll, (zustand, rolle, fuer)


def test_die_tafel_nennt_jeden_schritt_des_programms_und_keinen_mehr() -> None:
    assert set(TAFEL) == {(s.fall, s.name) for s in SCHRITTE}


@pytest.mark.parametrize("name", MIT_GRUND)
def test_ohne_begruendung_geht_es_nicht(name: str) -> None:
    for art, schritt in TAFEL:
        if schritt == name:
            for zustand in TAFEL[art, name].ziele:
                for rolle in TAFEL[art, name].rollen:
                    assert versuche(art, name, zustand, rolle, begruendung="") is None


ALTBESTAND = FAELLE["H"][1].replace("nicht_einsehbar", "").split()


@pytest.mark.parametrize("zustand", ALTBESTAND)
def test_altbestand_steigt_in_jedem_zustand_ein(zustand: str) -> None:
    gruppen = [{"id": "pg-1", "name": "Übergänge"}]
    ansaetze = [{"titel": "T", "beschreibung": "B", "beschlussvorschlag": "V"}]
    voll = {"gruppen": gruppen, "loesungsansaetze": ansaetze, "begruendung": "G", "mitteilung": "M"}
    fall = versuche(
        Fallart.HERAUSFORDERUNG,
        "altbestand_aufnehmen",
        None,
        Rolle.CM_KOORDINATION,
        zustand=zustand,
        **voll,
    )
    assert fall is not None
    assert fall.zustand == zustand


@pytest.mark.parametrize("zustand", ["gemeldet", "zur_ergaenzung", "zurueckgezogen", "anberaumt"])
def test_altbestand_ist_keine_meldung(zustand: str) -> None:
    art, ko = Fallart.HERAUSFORDERUNG, Rolle.CM_KOORDINATION
    assert versuche(art, "altbestand_aufnehmen", None, ko, zustand=zustand) is None


@pytest.mark.parametrize("zustand", ["gebuendelt", "erledigt"])
def test_nach_der_antwort_geht_es_weiter_oder_ist_zu_ende(zustand: str) -> None:
    art, von, ko = Fallart.HERAUSFORDERUNG, Zustand.WEITERGEGEBEN, Rolle.CM_KOORDINATION
    fall = versuche(art, "antwort_erfassen", von, ko, zustand=zustand)
    assert fall is not None
    assert fall.zustand == zustand
    for falsch in ("beauftragt", "vorgelegt", "abgeschlossen"):
        assert versuche(art, "antwort_erfassen", von, ko, zustand=falsch) is None


def beschliesse(fall: Fall, nr: int, gegenstand: str) -> Fall:
    """Let the Lenkungsgruppe decide on one thing."""
    lg = Rolle.LENKUNGSGRUPPE
    inhalt = passende_daten(NACH_NAME["beschliessen"][0], lg) | {"gegenstand": gegenstand}
    (neu,) = decide(fall, Befehl("beschliessen", inhalt), passender_umstand(lg))
    return evolve(fall, als_ereignis(neu, lg, gruendet=False)._replace(id=f"b{nr}"), True)


@pytest.mark.parametrize("von", [Zustand.RM_VORGELEGT, Zustand.NICHT_EINSEHBAR])
@pytest.mark.parametrize("erst", [0, 1])
def test_erst_wenn_alles_entschieden_ist_ist_es_beschlossen(von: Zustand, erst: int) -> None:
    gegenstaende = ("pg-1/1", OEFFENTLICHKEITSARBEIT)
    fall = fall_im_zustand(Fallart.HERAUSFORDERUNG, von)
    fall = beschliesse(fall, 1, gegenstaende[erst])
    assert fall.zustand is Zustand.RM_VORGELEGT
    fall = beschliesse(fall, 2, gegenstaende[1 - erst])
    assert fall.zustand is Zustand.BESCHLOSSEN


def test_loeschen_darf_wer_schrieb_und_die_cm_koordination() -> None:
    kreis = fall_im_zustand(Fallart.KREIS, Zustand.GEFUEHRT)
    befehl = Befehl("loeschen", passende_daten(NACH_NAME["loeschen"][0], Rolle.CM_STELLE))
    for rolle in Rolle:
        fremd = replace(passender_umstand(rolle), loeschbar={"e9": PLAETZE[1]})
        if rolle is Rolle.CM_KOORDINATION:
            assert decide(kreis, befehl, fremd)
        else:
            with pytest.raises(ProzessFehler, match="nur, wer den Eintrag schrieb"):
                decide(kreis, befehl, fremd)
