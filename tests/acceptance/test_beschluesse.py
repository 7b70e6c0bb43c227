"""Schritt 4 und 6: was die Lenkungsgruppe außer Ja und Nein beschließt, und wie es weitergeht."""

from typing import Any

import pytest

from kim_desktop.application import ansicht
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from kim_desktop.domain.rollen import Rolle
from tests.acceptance import wege
from tests.hilfen.kreis import AUFTRAG, RM, Kreis, nimm_auf

ZUR_KENNTNIS = {"beschlusstext": "Die Lenkungsgruppe nimmt den Bericht zur Kenntnis."}
AN_DAS_LAND = {
    "beschlusstext": "Das Anliegen geht an das Land.",
    "an": "land",
    "adressat": "MKJFGFI",
    "antwort_bis": "30.06.2026",
}


def test_die_lenkungsgruppe_verweist_an_die_cm_koordination_zurueck(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    kreis.tue(
        "LG",
        "zurueckverweisen",
        kennung=kennung,
        beschlusstext="Zurück an die CM-Koordination.",
        begruendung="Zahlen fehlen.",
    )
    kreis.bring("LG", "KI")
    fall = wege.herausforderung(kreis, "KI", kennung)
    assert (fall.zustand, fall.schritt, fall.grund) == ("gebuendelt", 2, "Zahlen fehlen.")
    _noch_einmal_bis_zur_lenkungsgruppe(kreis, kennung)
    hinweise = ansicht.zeige(kreis.plaetze["LG"], kennung).hinweise
    assert any(h.endswith("am 12.01.2026: Zahlen fehlen.") for h in hinweise)
    kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG)
    kreis.bring("LG", "KI")
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "beauftragt"
    assert not wege.herausforderung(kreis, "KI", kennung).strittig


@pytest.mark.parametrize("schritt", [4, 6])
def test_zur_kenntnis_genommen_zeigt_in_welchem_schritt(kreis: Kreis, schritt: int) -> None:
    kennung = _vor_der_lenkungsgruppe(kreis, schritt)
    kreis.tue("LG", "zur_kenntnis_nehmen", kennung=kennung, **ZUR_KENNTNIS)
    kreis.bring("LG", "KI")
    zeile = ansicht.zeige(kreis.plaetze["KI"], kennung).zeile
    assert (zeile.zustand, zeile.schritt) == ("zur_kenntnis", schritt)
    kreis.tue("KI", "wiederaufnehmen", kennung=kennung, begruendung="Neue Fälle")
    assert ansicht.zeige(kreis.plaetze["KI"], kennung).zeile.schritt == 2


@pytest.mark.parametrize("schritt", [4, 6])
@pytest.mark.parametrize(("weiter", "nummer"), [("gebuendelt", 2), ("erledigt", 2)])
def test_weitergegeben_bleibt_offen_bis_zur_antwort(
    kreis: Kreis, schritt: int, weiter: str, nummer: int
) -> None:
    kennung = _vor_der_lenkungsgruppe(kreis, schritt)
    kreis.tue("LG", "weitergeben", kennung=kennung, **AN_DAS_LAND)
    kreis.bring("LG", "KI")
    zeile = ansicht.zeige(kreis.plaetze["KI"], kennung).zeile
    assert (zeile.zustand, zeile.schritt) == ("weitergegeben", schritt)
    fall = wege.herausforderung(kreis, "KI", kennung)
    assert fall.weitergabe is not None
    assert fall.weitergabe.inhalt["adressat"] == "MKJFGFI"
    assert _faellig(kreis, "KI", kennung) == ["antwort_erfassen"]

    antwort = {"text": "Ein Erlass ist in Arbeit.", "antwort_vom": "11.01.2026", "zustand": weiter}
    kreis.tue("KI", "antwort_erfassen", kennung=kennung, **antwort)
    kreis.bring("KI", "LG")
    fall = wege.herausforderung(kreis, "LG", kennung)
    assert (fall.zustand, fall.schritt) == (weiter, nummer)
    assert fall.antwort is not None
    assert fall.antwort.inhalt["text"] == "Ein Erlass ist in Arbeit."
    assert not fall.werte or weiter == "erledigt"


def test_verwiesen_an_ein_anderes_gremium(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    verweis = {"beschlusstext": "An den Sozialausschuss.", "adressat": "Sozialausschuss"}
    with pytest.raises(EingabeFehler, match="„Begründung“ fehlt"):
        kreis.tue("LG", "verweisen", kennung=kennung, **verweis)
    kreis.tue("LG", "verweisen", kennung=kennung, **verweis, begruendung="Freiwillige Leistung")
    kreis.bring("LG", "KI")
    fall = wege.herausforderung(kreis, "KI", kennung)
    assert (fall.zustand, fall.schritt, fall.grund) == ("weitergegeben", 4, "Freiwillige Leistung")
    kreis.tue("KI", "antwort_erfassen", kennung=kennung, text="Abgelehnt.", zustand="gebuendelt")
    hinweise = ansicht.zeige(kreis.plaetze["KI"], kennung).hinweise
    assert "Kam schon einmal: weitergegeben am 12.01.2026: Freiwillige Leistung" in hinweise


def test_ein_loesungsansatz_wird_geaendert_beschlossen(kreis: Kreis) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    geaendert = wege.beschluss("pg-1/1", ergebnis="geaendert", beschlusstext="Zunächst ein Jahr.")
    kreis.tue("LG", "beschliessen", kennung=kennung, **geaendert)
    _zu_ende(kreis, kennung)
    (ansatz,) = _mitgeteilt(kreis, "HEN", kennung)
    assert (ansatz["titel"], ansatz["beschlusstext"]) == ("Übergangstag", "Zunächst ein Jahr.")


def test_ein_abgelehnter_loesungsansatz_steht_nicht_in_der_mitteilung(kreis: Kreis) -> None:
    kennung = wege.beauftragt(kreis)
    zwei = [*RM["loesungsansaetze"], {**RM["loesungsansaetze"][0], "titel": "Lotsendienst"}]
    kreis.tue("PG", "rueckmelden", kennung=kennung, loesungsansaetze=zwei)
    kreis.runde(("PG", "LG"))
    nein = wege.beschluss("pg-1/1", ergebnis="abgelehnt", beschlusstext="Nicht weiterverfolgen.")
    with pytest.raises(EingabeFehler, match="Ablehnung braucht eine Begründung"):
        kreis.tue("LG", "beschliessen", kennung=kennung, **nein)
    kreis.tue("LG", "beschliessen", kennung=kennung, **nein, begruendung="Zu teuer")
    _zu_ende(kreis, kennung)
    assert [a["titel"] for a in _mitgeteilt(kreis, "HEN", kennung)] == ["Lotsendienst"]


def test_im_umlauf_mit_stimmen_beschlossen(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    umlauf = {"verfahren": "umlauf", "ja": 9, "nein": 1, "enthaltung": 2, "befangen": 1}
    kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG, **umlauf)
    kreis.bring("LG", "KI")
    fall = wege.herausforderung(kreis, "KI", kennung)
    assert fall.auftrag is not None
    assert {k: fall.auftrag.inhalt[k] for k in umlauf} == umlauf


def test_die_rueckmeldung_kommt_in_zwei_fassungen(kreis: Kreis) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-1/1"))
    neu = [{**RM["loesungsansaetze"][0], "titel": "Übergangswoche"}]
    kreis.tue("PG", "rueckmelden", kennung=kennung, loesungsansaetze=neu)
    kreis.runde(("PG", "LG"))
    fall = wege.herausforderung(kreis, "LG", kennung)
    assert len(fall.rueckmeldungen) == 2
    assert fall.ansaetze["pg-1/1"]["titel"] == "Übergangswoche"
    assert fall.beschluesse["pg-1/1"].inhalt["beruht_auf"] == fall.rueckmeldungen[0].id
    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-1/1"))
    _zu_ende(kreis, kennung)
    assert [a["titel"] for a in _mitgeteilt(kreis, "HEN", kennung)] == ["Übergangswoche"]


def test_die_mitteilung_folgt_der_fassung_auf_der_der_beschluss_beruht(kreis: Kreis) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-1/1"))
    neu = [{**RM["loesungsansaetze"][0], "titel": "Übergangswoche"}]
    kreis.tue("PG", "rueckmelden", kennung=kennung, loesungsansaetze=neu)
    kreis.runde(("PG", "LG"))
    _zu_ende(kreis, kennung)
    assert [a["titel"] for a in _mitgeteilt(kreis, "HEN", kennung)] == ["Übergangstag"]


def test_zwei_projektgruppen_arbeiten_nebeneinander(kreis: Kreis) -> None:
    zwei = [{"name": "Übergänge", "id": "pg-1"}, {"name": "Siegburg", "id": "pg-2"}]
    kennung = wege.weitergeleitet(kreis)
    kreis.tue("LG", "beauftragen", kennung=kennung, **{**AUFTRAG, "gruppen": zwei})
    kreis.bring("LG", "KI")
    nimm_auf(kreis, "PGZ", Rolle.PROJEKTGRUPPE, kennzeichen="pg-2")
    kreis.bring("KI", "PG", "PGZ", "LG")
    kreis.tue("PG", "rueckmelden", kennung=kennung, **RM)
    kreis.runde(("PG", "LG"))
    for gegenstand in ("pg-1/1", "oeffentlichkeitsarbeit"):
        kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss(gegenstand))
    assert wege.zustand(kreis.plaetze["LG"], kennung) == "rm_vorgelegt"
    with pytest.raises(EingabeFehler, match="steht nicht in der Rückmeldung"):
        kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-2/1"))

    lokal = [{**RM["loesungsansaetze"][0], "titel": "Sprechtag"}]
    kreis.tue("PGZ", "rueckmelden", kennung=kennung, loesungsansaetze=lokal)
    kreis.runde(("PGZ", "LG"))
    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-2/1"))
    assert wege.zustand(kreis.plaetze["LG"], kennung) == "beschlossen"
    kreis.bring("LG", "KI")
    wege.gib_bekannt(kreis, kennung)
    titel = [a["titel"] for a in _mitgeteilt(kreis, "BTN", kennung)]
    assert titel == ["Übergangstag", "Sprechtag"]


def test_nur_die_beauftragte_gruppe_bearbeitet(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    fremd = {**AUFTRAG, "gruppen": [{"name": "Siegburg", "id": "pg-2"}]}
    kreis.tue("LG", "beauftragen", kennung=kennung, **fremd)
    kreis.runde(("LG", "PG"))
    assert kennung not in wege.sichtbar(kreis, "PG")
    with pytest.raises(ProzessFehler, match="einer anderen Projektgruppe"):
        kreis.tue("KI", "rueckmelden", kennung=kennung, **RM, fuer_stelle="PG")


def test_eine_geloeschte_entscheidung_ueber_die_rm_kann_neu_getroffen_werden(kreis: Kreis) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    erste = kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-1/1"))
    kreis.tue("LG", "loeschen", ereignisse=[erste.ereignis], grund="personenbezug")
    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-1/1"))
    assert wege.zustand(kreis.plaetze["LG"], kennung) == "rm_vorgelegt"
    _zu_ende(kreis, kennung)
    assert [a["titel"] for a in _mitgeteilt(kreis, "HEN", kennung)] == ["Übergangstag"]


def test_nach_dem_ende_kommt_das_thema_wieder_und_geht_ein_zweites_mal_ganz_durch(
    kreis: Kreis,
) -> None:
    kennung = wege.bekanntgegeben(kreis)
    kreis.tue("HEN", "kenntnis_nehmen", kennung=kennung)
    kreis.bring("HEN", "KI")
    kreis.tue("KI", "abschliessen", kennung=kennung, wirksamkeit="teilweise")
    kreis.bring("KI", *wege.ALLE)
    grund = "Das Hindernis besteht fort."
    kreis.tue("KI", "wiederaufnehmen", kennung=kennung, begruendung=grund)
    assert wege.herausforderung(kreis, "KI", kennung).grund == grund
    _noch_einmal_bis_zur_lenkungsgruppe(kreis, kennung)
    assert (
        "Kam schon einmal: abgeschlossen am 12.01.2026."
        in ansicht.zeige(kreis.plaetze["LG"], kennung).hinweise
    )

    kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG)
    kreis.runde(("LG", "PG"))
    zweite = [{**RM["loesungsansaetze"][0], "titel": "Übergangsmonat"}]
    kreis.tue("PG", "rueckmelden", kennung=kennung, loesungsansaetze=zweite)
    kreis.runde(("PG", "LG"))
    assert wege.herausforderung(kreis, "LG", kennung).beschluesse == {}
    _zu_ende(kreis, kennung)
    for stelle in wege.CM_STELLEN:
        assert [a["titel"] for a in _mitgeteilt(kreis, stelle, kennung)] == ["Übergangsmonat"]
        assert "kenntnis_nehmen" in _faellig(kreis, stelle, kennung)
        kreis.tue(stelle, "kenntnis_nehmen", kennung=kennung)
    kreis.runde(wege.CM_STELLEN)
    assert set(wege.herausforderung(kreis, "KI", kennung).kenntnis) == {"hen", "tro", "btn"}
    kreis.tue("KI", "abschliessen", kennung=kennung, wirksamkeit="wirksam")
    kreis.bring("KI", *wege.ALLE)
    assert set(wege.zustaende(kreis, kennung, *wege.ALLE).values()) == {"abgeschlossen"}


def test_ein_nein_kommt_mit_seinem_alten_grund_wieder(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    nein = {"beschlusstext": "Kein Auftrag.", "begruendung": "Sache des Landes."}
    kreis.tue("LG", "auftrag_nicht_erteilen", kennung=kennung, **nein)
    kreis.bring("LG", "KI")
    kreis.tue("KI", "wiederaufnehmen", kennung=kennung, begruendung="Das Land hat abgelehnt.")
    _noch_einmal_bis_zur_lenkungsgruppe(kreis, kennung)
    hinweise = ansicht.zeige(kreis.plaetze["LG"], kennung).hinweise
    assert "Kam schon einmal: Auftrag nicht erteilt am 12.01.2026: Sache des Landes." in hinweise
    kreis.tue("LG", "beauftragen", kennung=kennung, **AUFTRAG)
    kreis.runde(("LG", "PG"))
    wege.zu_ende(kreis, kennung)
    for stelle in wege.CM_STELLEN:
        assert wege.zustand(kreis.plaetze[stelle], kennung) == "bekanntgegeben"
        assert "Sache des Landes" not in wege.gelesen(kreis, stelle, kennung)


def _vor_der_lenkungsgruppe(kreis: Kreis, schritt: int) -> str:
    return wege.weitergeleitet(kreis) if schritt == 4 else wege.rm_vorgelegt(kreis)


def _noch_einmal_bis_zur_lenkungsgruppe(kreis: Kreis, kennung: str) -> None:
    kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **wege.VORLAGE)
    kreis.runde(("KIL", "LG"))


def _zu_ende(kreis: Kreis, kennung: str) -> None:
    wege.beschliesse_alles(kreis, kennung)
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "beschlossen"
    wege.gib_bekannt(kreis, kennung)


def _mitgeteilt(kreis: Kreis, name: str, kennung: str) -> list[dict[str, Any]]:
    """Return the Lösungsansätze of the Transparenzmitteilung a Stelle reads."""
    mitteilung = wege.herausforderung(kreis, name, kennung).bekanntgabe
    assert mitteilung is not None
    return list(mitteilung.inhalt["loesungsansaetze"])


def _faellig(kreis: Kreis, name: str, kennung: str) -> list[str]:
    return [s.name for s in ansicht.zeige(kreis.plaetze[name], kennung).schritte if s.faellig]
