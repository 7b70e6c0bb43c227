"""Die Einstellungen des Kreises: vollständig erklärt, begrenzt, und Listen verlieren nichts."""

import pytest

from kim_desktop.domain.einstellung import (
    PLATZHALTER,
    Art,
    Listeneintrag,
    als_eintraege,
    ergaenzt,
)
from kim_desktop.domain.einstellungen import EINSTELLUNGEN, einstellung, mangel, rollenname
from kim_desktop.domain.ereignis import Ereignis
from kim_desktop.domain.faelle import Kreis
from kim_desktop.domain.felder import Feld
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritte import SCHRITTE
from kim_desktop.domain.tafel import NACH_NAME
from kim_desktop.domain.wirkung import WIRKUNG
from kim_desktop.store.ressourcen import lies_json
from tests.hilfen.ereignisse import ereignis

LISTEN = [e.schluessel for e in EINSTELLUNGEN.values() if e.art is Art.LISTE]
KITA, SPRACHE = Listeneintrag("kita", "Kita"), Listeneintrag("sprache", "Sprache")


def alle_felder(felder: tuple[Feld, ...]) -> list[Feld]:
    return [g for f in felder for g in (f, *alle_felder(f.felder))]


def eingestellt(fall: Kreis, **inhalt: object) -> Kreis:
    e: Ereignis = ereignis(NACH_NAME["einstellen"][0], inhalt=inhalt)
    neu: Kreis = WIRKUNG["einstellen"](fall, e)
    return neu


@pytest.mark.parametrize("e", EINSTELLUNGEN.values(), ids=lambda e: e.schluessel)
def test_jede_einstellung_ist_erklaert_und_ihre_vorgabe_passt(e: object) -> None:
    eintrag = EINSTELLUNGEN[e.schluessel]
    assert eintrag.gruppe
    assert eintrag.label
    assert eintrag.hilfe.endswith(".")
    if not eintrag.hat_eintraege:
        assert mangel(eintrag.schluessel, eintrag.vorgabe) == ""
        assert einstellung({}, eintrag.schluessel) == eintrag.vorgabe
    assert (eintrag.art is Art.WAHL) <= (eintrag.vorgabe in eintrag.auswahl)


def test_jede_liste_eines_feldes_ist_eine_einstellung() -> None:
    genannt = {f.liste for s in SCHRITTE for f in alle_felder(s.felder) if f.liste}
    assert genannt
    assert genannt <= set(LISTEN)


@pytest.mark.parametrize("name", LISTEN)
def test_jede_mitgelieferte_liste_passt(name: str) -> None:
    eintraege = als_eintraege(lies_json(f"listen/{name}.json"))
    assert len(eintraege) == len(lies_json(f"listen/{name}.json"))
    assert mangel(name, "", eintraege) == ""


def test_die_vorgaben_sind_die_der_verfahrensbeschreibung() -> None:
    werte = {s: einstellung({}, s) for s in EINSTELLUNGEN}
    assert werte["schwelle"] == "2"
    assert werte["personenzahl_grenze"] == "3"
    assert {werte[s] for s in ("abstimmung", "befangenheit", "oeffentlichkeit")} == {"nein"}
    assert (werte["frist_erfolgsabfrage_monate"], werte["frist_stellungnahme_wochen"]) == ("6", "3")
    assert all(rollenname({}, r) == r.label for r in Rolle)


@pytest.mark.parametrize(
    ("schluessel", "wert", "satz"),
    [
        ("schwelle", "0", "zwischen 1 und 99"),
        ("schwelle", "100", "zwischen 1 und 99"),
        ("schwelle", "zwei", "ganze Zahl"),
        ("schwelle", "²", "ganze Zahl"),
        ("schwelle", "", "darf nicht leer sein"),
        ("abstimmung", "vielleicht", "kennt nur: ja, nein"),
        ("schreibregel", "egal", "kennt nur: neutral"),
        ("bezeichnung_modul", "", "darf nicht leer sein"),
        ("bezeichnung_modul", "M" * 121, "höchstens 120 Zeichen"),
        ("aktenzeichen", "50\n05", "in einer Zeile"),
        ("vorlagenmuster", "{jj}/{jahr}", "braucht {nr}"),
        ("vorlagenmuster", "{nr}/{monat}", "nicht „{monat}“"),
        ("vorlagenmuster", "{nr}}", "nicht „}“"),
        ("vorlagenmuster", "{{nr}", "nicht „{“"),
        ("handlungsfelder", "Kita", "braucht Einträge"),
        ("farbe", "rot", "gibt es nicht"),
    ],
)
def test_was_nicht_passt_wird_gesagt(schluessel: str, wert: str, satz: str) -> None:
    assert satz in mangel(schluessel, wert)


@pytest.mark.parametrize("wert", ["{nr}/{jj}", "SV-10-0{nr}", "50/{nr}/XVII/{jahr}"])
def test_muster_wie_sie_in_kreisen_ueblich_sind(wert: str) -> None:
    assert mangel("vorlagenmuster", wert) == ""


def test_ein_leeres_aktenzeichen_ist_erlaubt() -> None:
    assert mangel("aktenzeichen", "") == ""


def test_ein_gespeicherter_wert_der_nicht_passt_zaehlt_als_vorgabe() -> None:
    assert einstellung({"schwelle": "viele", "vorlagenmuster": "{x}"}, "schwelle") == "2"
    assert einstellung({"vorlagenmuster": "{x}"}, "vorlagenmuster") == "{nr}/{jj}"
    assert PLATZHALTER[0] in einstellung({}, "vorlagenmuster")


@pytest.mark.parametrize(
    ("name", "eintraege", "satz"),
    [
        ("handlungsfelder", (KITA._replace(aktiv=False),), "darf nicht leer sein"),
        ("handlungsfelder", (KITA, Listeneintrag("b", "KITA")), "steht in „Handlungsfelder“ schon"),
        ("handlungsfelder", (KITA, Listeneintrag("b", " Kita ", False)), "vielleicht ausgeblendet"),
        ("handlungsfelder", (Listeneintrag("x", "x" * 121),), "höchstens 120 Zeichen"),
        ("rechtskreise", (KITA, Listeneintrag("weiss_nicht", "weiß nicht", False)), "immer"),
        ("ergebnisse", (Listeneintrag("beschlossen", "b", False),), "in Gebrauch"),
        ("schwelle", (KITA,), "keine Einträge"),
    ],
)
def test_eine_liste_die_nicht_passt(
    name: str, eintraege: tuple[Listeneintrag, ...], satz: str
) -> None:
    assert satz in mangel(name, "", eintraege)


def test_ohne_weiss_nicht_in_der_liste_geht_es_auch_nicht() -> None:
    assert "immer sichtbar" in mangel("rechtskreise", "", (KITA,))


def test_wer_nicht_genannt_werden_will_steht_bei_niemandem() -> None:
    assert mangel("nennung", "", (Listeneintrag("hen", "Hennef", False),)) == ""


def test_was_eine_neue_liste_weglaesst_bleibt_ausgeblendet() -> None:
    erste = [e._asdict() for e in (KITA, SPRACHE)]
    fall = eingestellt(Kreis("k"), schluessel="handlungsfelder", eintraege=erste)
    fall = eingestellt(fall, schluessel="handlungsfelder", eintraege=[SPRACHE._asdict()])
    assert fall.listen["handlungsfelder"] == (SPRACHE, KITA._replace(aktiv=False))
    assert fall.einstellungen == {}


def test_unlesbare_eintraege_werden_uebergangen() -> None:
    roh = ["x", {"label": "ohne Schlüssel"}, KITA._asdict(), KITA._asdict(), {"schluessel": 3}]
    assert als_eintraege(roh) == (KITA,)
    assert als_eintraege(None) == ()
    assert ergaenzt((KITA,), (KITA,)) == (KITA,)
