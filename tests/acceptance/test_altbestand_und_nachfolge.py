"""Alte Themen steigen irgendwo ein, und andere führen weiter, was eine Stelle begann."""

from typing import Any

import pytest

from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from kim_desktop.domain.rollen import Rolle
from tests.acceptance import wege
from tests.hilfen.kreis import AUFTRAG, MELDUNG, RM, VORLAGE, Kreis, nimm_auf

GRUPPEN = AUFTRAG["gruppen"]
ANSAETZE = [{**RM["loesungsansaetze"][0], "beschlusstext": "Ab 2024 gilt der Übergangstag."}]
NEIN = {"beschlusstext": "Kein Auftrag.", "begruendung": "Sache des Landes."}
GRUND = {"begruendung": "Beendet Tätigkeit"}


def altbestand(kreis: Kreis, zustand: str, **daten: Any) -> str:
    """Let the CM-Koordination take up an old topic, and everyone hear of it."""
    alt = {"titel": "Altes Thema", "beschlossen_am": "01.03.2024", **daten}
    kennung = kreis.tue("KI", "altbestand_aufnehmen", zustand=zustand, **alt).kennung
    kreis.bring("KI", "KIL", "LG", "PG")
    return kennung


# Where an old topic stands, what it brings along, who goes on with which step, where it leads.
EINSTIEGE: list[tuple[str, dict[str, Any], str, str, dict[str, Any], str]] = [
    ("gebuendelt", {}, "KI", "vorlegen", GRUND, "vorgelegt"),
    ("beobachtet", {}, "KI", "vorlegen", GRUND, "vorgelegt"),
    ("erledigt", {}, "KI", "wiederaufnehmen", GRUND, "gebuendelt"),
    ("vorgelegt", {}, "KIL", "weiterleiten", VORLAGE, "weitergeleitet"),
    ("weitergeleitet", {}, "LG", "beauftragen", AUFTRAG, "beauftragt"),
    ("vertagt", {}, "LG", "auftrag_nicht_erteilen", NEIN, "auftrag_nicht_erteilt"),
    ("auftrag_nicht_erteilt", GRUND, "KI", "wiederaufnehmen", GRUND, "gebuendelt"),
    ("zur_kenntnis", {}, "KI", "wiederaufnehmen", GRUND, "gebuendelt"),
    (
        "weitergegeben",
        {},
        "KI",
        "antwort_erfassen",
        {"text": "Nein.", "zustand": "erledigt"},
        "erledigt",
    ),
    (
        "beauftragt",
        {"gruppen": GRUPPEN},
        "PG",
        "bearbeiten",
        {"zwischenstand": "x"},
        "in_bearbeitung",
    ),
    ("in_bearbeitung", {"gruppen": GRUPPEN}, "PG", "rueckmelden", RM, "rm_vorgelegt"),
    (
        "rm_vorgelegt",
        {"gruppen": GRUPPEN, "loesungsansaetze": ANSAETZE},
        "LG",
        "beschliessen",
        wege.beschluss("pg-1/1"),
        "rm_vorgelegt",
    ),
    (
        "beschlossen",
        {"loesungsansaetze": ANSAETZE},
        "KI",
        "bekanntgeben",
        {"mitteilung": "Ab jetzt."},
        "bekanntgegeben",
    ),
    (
        "bekanntgegeben",
        {"loesungsansaetze": ANSAETZE, "mitteilung": "Ab jetzt."},
        "KI",
        "abschliessen",
        {"wirksamkeit": "wirksam"},
        "abgeschlossen",
    ),
    ("abgeschlossen", {}, "KI", "wiederaufnehmen", GRUND, "gebuendelt"),
]


@pytest.mark.parametrize(
    ("zustand", "daten", "wer", "schritt", "weiter", "nach"), EINSTIEGE, ids=lambda w: str(w)[:24]
)
def test_altbestand_steigt_ein_und_geht_von_dort_weiter(
    kreis: Kreis,
    zustand: str,
    daten: dict[str, Any],
    wer: str,
    schritt: str,
    weiter: dict[str, Any],
    nach: str,
) -> None:
    kennung = altbestand(kreis, zustand, **daten)
    assert wege.zustand(kreis.plaetze[wer], kennung) == zustand
    assert kreis.tue(wer, schritt, kennung=kennung, **weiter).zustand == nach


@pytest.mark.parametrize(
    ("zustand", "fehlt"),
    [
        ("in_bearbeitung", "Projektgruppen"),
        ("rm_vorgelegt", "Projektgruppen, Lösungsansätze"),
        ("auftrag_nicht_erteilt", "Grund eines Nein"),
        ("bekanntgegeben", "Lösungsansätze, Was ist künftig anders?"),
    ],
)
def test_was_ein_altes_thema_braucht_wird_gesagt(kreis: Kreis, zustand: str, fehlt: str) -> None:
    with pytest.raises(EingabeFehler) as fehler:
        altbestand(kreis, zustand)
    assert fehler.value.text.endswith(f"braucht auch: {fehlt}.")


def test_ein_altes_bekanntes_thema_kommt_als_mitteilung_bei_den_cm_stellen_an(
    kreis: Kreis,
) -> None:
    kennung = altbestand(
        kreis, "bekanntgegeben", loesungsansaetze=ANSAETZE, mitteilung="Der Übergangstag gilt."
    )
    kreis.bring("KI", "HEN", "BTN")
    fall = wege.herausforderung(kreis, "HEN", kennung)
    assert fall.bekanntgabe is not None
    assert fall.bekanntgabe.inhalt["mitteilung"] == "Der Übergangstag gilt."
    (ansatz,) = fall.bekanntgabe.inhalt["loesungsansaetze"]
    assert (ansatz["schluessel"], ansatz["titel"]) == ("alt/1", "Übergangstag")
    kreis.tue("HEN", "kenntnis_nehmen", kennung=kennung)
    erfolg = {"loesungsansatz": "alt/1", "angewendet": "ja", "wirkung": 4}
    kreis.tue("HEN", "erfolg_melden", kennung=kennung, **erfolg)
    kreis.bring("HEN", "KI")
    assert wege.herausforderung(kreis, "KI", kennung).erfolge["hen/alt/1"].inhalt["wirkung"] == 4
    assert "Altes Thema" not in wege.gelesen(kreis, "HEN", kennung).replace(
        str(fall.bekanntgabe.inhalt), ""
    )


def test_die_alte_rm_gilt_fuer_alle_gruppen_des_alten_auftrags(kreis: Kreis) -> None:
    zwei = [*GRUPPEN, {"name": "Siegburg", "id": "pg-2"}]
    kennung = altbestand(kreis, "rm_vorgelegt", gruppen=zwei, loesungsansaetze=ANSAETZE)
    wege.beschliesse_alles(kreis, kennung)
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "beschlossen"


def test_eine_andere_cm_stelle_uebernimmt_eine_meldung(kreis: Kreis) -> None:
    meldungen = wege.gemeldet(kreis, "HEN", "TRO")
    thema = wege.gebuendelt(kreis, meldungen)
    with pytest.raises(ProzessFehler, match="andere CM-Stelle oder die CM-Koordination"):
        kreis.tue("KI", "uebernehmen", kennung=meldungen[0], nachfolge="LG", **GRUND)
    assert meldungen[0] not in wege.sichtbar(kreis, "BTN")
    kreis.tue("KI", "uebernehmen", kennung=meldungen[0], nachfolge="BTN", **GRUND)
    kreis.bring("KI", "BTN")

    assert wege.meldung(kreis, "BTN", meldungen[0]).inhalt["sachverhalt"] == MELDUNG["sachverhalt"]
    assert meldungen[1] not in wege.sichtbar(kreis, "BTN")
    kreis.tue("BTN", "ergaenzen", **{**MELDUNG, "kennung": meldungen[0], "zeitraum": "bis heute"})
    kreis.tue("KI", "bescheiden", kennung=meldungen[0], text="Wir prüfen das.")
    kreis.runde(("BTN",))
    fall = wege.meldung(kreis, "KI", meldungen[0])
    assert (fall.stelle, fall.zustaendig) == ("hen", "btn")
    assert [f.inhalt["zeitraum"] for f in fall.fassungen] == ["bis heute"]
    assert [b.inhalt["text"] for b in wege.meldung(kreis, "BTN", meldungen[0]).bescheide] == [
        "Wir prüfen das."
    ]
    assert wege.schwelle(kreis, thema) == "2 Meldungen, 2 CM-Stellen, Schwelle erreicht"
    kreis.bring("KI", "HEN")
    with pytest.raises(ProzessFehler, match="gehört einer anderen CM-Stelle"):
        kreis.tue("HEN", "zurueckziehen", kennung=meldungen[0], begruendung="erledigt")


def test_die_cm_koordination_uebernimmt_eine_meldung_und_fuehrt_sie_weiter(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "uebernehmen", kennung=kennung, nachfolge="KI", **GRUND)
    neu = {**MELDUNG, "kennung": kennung, "zeitraum": "bis heute"}
    kreis.tue("KI", "ergaenzen", **neu, fuer_stelle="HEN", quelle="telefon")
    fall = wege.meldung(kreis, "KI", kennung)
    assert fall.inhalt["zeitraum"] == "bis heute"
    assert fall.verlauf[-1].wirkung == "wirksam"
    with pytest.raises(ProzessFehler, match="gehört einer anderen CM-Stelle"):
        kreis.tue("KI", "ergaenzen", **neu, fuer_stelle="TRO")


def test_eine_andere_projektgruppe_uebernimmt_den_auftrag_und_beschluesse_gelten_weiter(
    kreis: Kreis,
) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-1/1"))
    kreis.bring("LG", "KI")
    nachfolge = {"kennung": kennung, "bisher": "pg-1", **GRUND}
    with pytest.raises(ProzessFehler, match="nur eine andere Projektgruppe"):
        kreis.tue("KI", "uebernehmen", **nachfolge, nachfolge="HEN")
    with pytest.raises(EingabeFehler, match="ist hier keine Projektgruppe"):
        kreis.tue("KI", "uebernehmen", **{**nachfolge, "bisher": "pg-9"}, nachfolge="PG")
    for name, gruppe in (("PGZ", "pg-2"), ("PGD", "pg-3")):
        nimm_auf(kreis, name, Rolle.PROJEKTGRUPPE, kennzeichen=gruppe)
        kreis.tue("KI", "uebernehmen", **nachfolge, nachfolge=name)
        kreis.bring("KI", name, "LG")
        zwei = [*RM["loesungsansaetze"], {**RM["loesungsansaetze"][0], "titel": f"Von {name}"}]
        kreis.tue(name, "bearbeiten", kennung=kennung, zwischenstand="Übernommen.")
        kreis.tue(name, "rueckmelden", kennung=kennung, loesungsansaetze=zwei)
        kreis.runde((name, "LG"))

    fall = wege.herausforderung(kreis, "LG", kennung)
    assert [rm.stelle for rm in fall.rueckmeldungen] == ["pg-1", "pg-2", "pg-3"]
    assert list(fall.neueste_rm) == ["pg-1"]
    assert {g: a["titel"] for g, a in fall.ansaetze.items()} == {
        "pg-1/1": "Übergangstag",
        "pg-1/2": "Von PGD",
    }
    assert list(fall.beschluesse) == ["pg-1/1"]
    frueher = {"zwischenstand": "Nachtrag", "fuer_stelle": "PGZ"}
    with pytest.raises(ProzessFehler, match="einer anderen Projektgruppe in Auftrag"):
        kreis.tue("KI", "bearbeiten", kennung=kennung, **frueher)
    wege.beschliesse_alles(kreis, kennung)
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "beschlossen"


def test_faellt_die_letzte_offene_gruppe_weg_ist_alles_beschlossen(kreis: Kreis) -> None:
    zwei = [*GRUPPEN, {"name": "Siegburg", "id": "pg-2"}]
    kennung = wege.weitergeleitet(kreis)
    kreis.tue("LG", "beauftragen", kennung=kennung, **{**AUFTRAG, "gruppen": zwei})
    kreis.runde(("LG", "PG"))
    kreis.tue("PG", "rueckmelden", kennung=kennung, **RM)
    kreis.runde(("PG", "LG"))
    wege.beschliesse_alles(kreis, kennung)
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "rm_vorgelegt"
    kreis.tue("KI", "uebernehmen", kennung=kennung, bisher="pg-2", nachfolge="PG", **GRUND)
    assert wege.zustand(kreis.plaetze["KI"], kennung) == "beschlossen"
