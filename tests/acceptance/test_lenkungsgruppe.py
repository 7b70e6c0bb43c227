"""Die Sitzungen der Lenkungsgruppe: Tagesordnung, Teilnahme, Beschlüsse, Protokoll, Umsetzung."""

from typing import Any

import pytest

from kim_desktop.application.rollen.lenkungsgruppe import OHNE_SITZUNG, Beratung, Blick, lies
from kim_desktop.application.rollen.umsetzungsstand import Umsetzung, umsetzungsstand
from kim_desktop.application.schritt.formular import berichtigung, formular
from kim_desktop.application.schritt.tun import tue
from kim_desktop.application.sitzung import agenda, blockbeschluss
from kim_desktop.application.sitzung.entscheidungen import ERGEBNIS
from kim_desktop.application.sitzung.teilnahme import Art, halte_teilnahme_fest
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritt import Fallart
from kim_desktop.domain.schritte import SCHRITTE
from tests.acceptance import wege
from tests.hilfen.kreis import RM, VORLAGE, Kreis

SITZUNG: dict[str, Any] = {
    "titel": "1. Sitzung 2026",
    "sitzung_am": "2026-03-05",
    "mitglieder": [
        {"name": "Kreisdirektion", "stimmberechtigt": True},
        {"name": "Jobcenter", "vertretung": "stv. Leitung", "stimmberechtigt": True},
        {"name": "Freie Wohlfahrt", "stimmberechtigt": True},
    ],
}
ZWEI_ANSAETZE = {
    "loesungsansaetze": [
        *RM["loesungsansaetze"],
        {
            "titel": "Gutscheine",
            "beschreibung": "Gutscheine überbrücken.",
            "empfehlung": "nicht_weiterverfolgen",
            "beschlussvorschlag": "Der Ansatz wird nicht weiterverfolgt.",
        },
    ],
    "oeffentlichkeitsarbeit": {"veranlasst": True, "verantwortlich": "Pressestelle"},
}


def sitzung(kreis: Kreis, **anders: Any) -> str:
    """Call a meeting."""
    return kreis.tue("LG", "sitzung_anlegen", **{**SITZUNG, **anders}).kennung


def weitere(kreis: Kreis, titel: str) -> str:
    """Bring another Herausforderung before the Lenkungsgruppe."""
    meldungen = wege.gemeldet(kreis, "HEN", "TRO")
    kennung = kreis.tue("KI", "buendeln", titel=titel, meldungen=meldungen).kennung
    kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE, oeffentlich=True)
    kreis.runde(("KIL", "LG"))
    return kennung


def blick(kreis: Kreis, gewaehlt: str = "") -> Blick:
    """Look at the page of the Lenkungsgruppe."""
    return lies(kreis.plaetze["LG"], gewaehlt)


def tops(kreis: Kreis) -> list[tuple[str, str]]:
    """Return number and title of every item."""
    return [(p.top, p.titel) for p in blick(kreis).punkte]


def beratungen(kreis: Kreis, gewaehlt: str = "") -> list[Beratung]:
    """Return what is to be worked through."""
    return [p.beratung for p in blick(kreis, gewaehlt).durchgang if p.beratung]


def test_was_wartet_kommt_auf_die_tagesordnung_und_laesst_sich_ordnen(kreis: Kreis) -> None:
    erste, ap = wege.weitergeleitet(kreis), kreis.plaetze["LG"]
    zweite = weitere(kreis, "Sprachmittlung")
    s = sitzung(kreis)
    assert [z.kennung for z in blick(kreis).rueckstand] == [erste, zweite]

    agenda.setze_auf(ap, s, erste)
    kreis.tue("LG", "freier_top", kennung=s, titel="Begrüßung", text="Eröffnung durch die Leitung")
    agenda.setze_auf(ap, s, zweite)
    agenda.verschiebe(ap, s, "3", -2)
    assert tops(kreis) == [
        ("1", "Begrüßung"),
        ("2", "Lücke beim Rechtskreiswechsel"),
        ("3", "Sprachmittlung"),
    ]
    assert [p.oeffentlich for p in blick(kreis).punkte] == [False, False, True]
    assert blick(kreis).rueckstand == ()
    with pytest.raises(ProzessFehler, match="steht schon auf der Tagesordnung"):
        agenda.setze_auf(ap, s, zweite)

    agenda.nimm_herunter(ap, s, "2")
    agenda.nimm_herunter(ap, s, "1")
    assert tops(kreis) == [("1", "Sprachmittlung")]
    assert [z.kennung for z in blick(kreis).rueckstand] == [erste]
    with pytest.raises(ProzessFehler, match="Der einzige TOP bleibt stehen"):
        agenda.nimm_herunter(ap, s, "1")
    with pytest.raises(EingabeFehler, match="TOP 7 gibt es"):
        agenda.verschiebe(ap, s, "7", 1)


def test_die_naechste_sitzung_uebernimmt_ort_und_mitglieder(kreis: Kreis) -> None:
    sitzung(kreis, ort="Kreishaus")
    vorgaben = formular(kreis.plaetze["LG"], "sitzung_anlegen").vorgaben
    assert vorgaben == {"mitglieder": SITZUNG["mitglieder"], "ort": "Kreishaus"}


def test_die_teilnahme_steht_im_entwurf_und_bleibt_nach_dem_versand(kreis: Kreis) -> None:
    s, ap = sitzung(kreis), kreis.plaetze["LG"]
    teilnahme = {
        "Kreisdirektion": Art.ANWESEND,
        "Jobcenter": Art.VERTRETEN,
        "Freie Wohlfahrt": Art.ENTSCHULDIGT,
    }
    halte_teilnahme_fest(ap, s, teilnahme, ["Schulamt"])
    b = blick(kreis)
    assert [m.teilnahme for m in b.mitglieder] == list(teilnahme.values())
    assert b.protokoll.inhalt["anwesende"] == [
        "Kreisdirektion",
        "Jobcenter (vertreten durch stv. Leitung)",
    ]
    assert b.gaeste == ("Schulamt",)

    halte_teilnahme_fest(ap, s, {"Freie Wohlfahrt": Art.ANWESEND}, [])
    assert [m.teilnahme for m in blick(kreis).mitglieder][::2] == [Art.ANWESEND, Art.ANWESEND]
    versand = {**blick(kreis).protokoll.inhalt, "stand": "versandt", "einwaende_bis": "2026-04-01"}
    kreis.tue("LG", "niederschrift", kennung=s, **versand)
    assert blick(kreis).sitzungen[0].stand == "Protokoll versandt, Einwände bis 01.04.2026"
    with pytest.raises(ProzessFehler, match="schon versandt"):
        halte_teilnahme_fest(ap, s, {}, [])


def test_mitglieder_aendert_eine_berichtigung_der_sitzung(kreis: Kreis) -> None:
    s, ap = sitzung(kreis), kreis.plaetze["LG"]
    for name in ("Ausländerbehörde", "Schulamt"):
        dialog = berichtigung(ap, s, blick(kreis).einladung)
        neu = [*dialog.vorgaben["mitglieder"], {"name": name}]
        tue(ap, "berichtigen", dialog.daten({**dialog.vorgaben, "mitglieder": neu, "warum": "neu"}))
    namen = [m.name for m in blick(kreis, s).mitglieder]
    assert namen[-2:] == ["Ausländerbehörde", "Schulamt"]


def test_alle_loesungsansaetze_werden_einzeln_beschlossen_in_einem_zug(kreis: Kreis) -> None:
    kennung, s = _mit_zwei_ansaetzen(kreis), sitzung(kreis)
    ap = kreis.plaetze["LG"]
    agenda.setze_auf(ap, s, kennung)
    dialog = blockbeschluss.formular_zur_rm(ap, kennung, blick(kreis).werte)
    assert dialog.hinweis.endswith("Übergangstag, Gutscheine, Öffentlichkeitsarbeit.")
    assert blockbeschluss.beschliesse_alle(ap, kennung, dialog.vorgaben) == 3

    (beratung,) = beratungen(kreis)
    assert beratung.stand == "beschlossen"
    assert [e.kurz for e in beratung.getroffen[1:]] == [
        "Übergangstag: beschlossen",
        "Gutscheine: abgelehnt",
        "Öffentlichkeitsarbeit: beschlossen",
    ]
    presse = beratung.fall.beschluesse["oeffentlichkeitsarbeit"].inhalt
    assert presse["oeffentlichkeitsarbeit"]["verantwortlich"] == "Pressestelle"
    protokoll = blick(kreis).protokoll.inhalt["ergebnisse"][0]["ergebnis"]
    assert protokoll.startswith(
        "Übergangstag: beschlossen (im Konsens). Der Übergangstag wird eingeführt.\n"
    )
    with pytest.raises(EingabeFehler, match="über keinen Lösungsansatz mehr"):
        blockbeschluss.beschliesse_alle(ap, kennung, dialog.vorgaben)


def test_wird_einer_abgewiesen_dann_alle(kreis: Kreis) -> None:
    kennung, ap = _mit_zwei_ansaetzen(kreis), kreis.plaetze["LG"]
    daten = {"ergebnis": "beschlossen", "sitzung_am": "irgendwann"}
    with pytest.raises(EingabeFehler, match="nichts festgehalten, wegen „Übergangstag“"):
        blockbeschluss.beschliesse_alle(ap, kennung, daten)
    assert beratungen(kreis, OHNE_SITZUNG)[0].offen == 3


def test_mehrere_vorlagen_nehmen_denselben_ausgang(kreis: Kreis) -> None:
    erste, ap = wege.weitergeleitet(kreis), kreis.plaetze["LG"]
    zweite = weitere(kreis, "Sprachmittlung")
    dialog = blockbeschluss.formular_zu_vorlagen(ap, [erste, zweite], {"sitzung_am": "2026-03-05"})
    assert list(dialog.auswahl["vorlagen"]) == [erste, zweite]
    daten = {"vorlagen": [erste, zweite], "ausgang": "zurueckverweisen", "beschlusstext": "Zurück."}
    with pytest.raises(EingabeFehler, match=f"wegen „{erste}“: „Begründung“ fehlt"):
        blockbeschluss.entscheide_vorlagen(ap, daten, {})
    with pytest.raises(EingabeFehler, match="mindestens eine Vorlage"):
        blockbeschluss.entscheide_vorlagen(ap, {"ausgang": "vertagen"}, {})

    vertagt = {"vorlagen": [erste, zweite], "ausgang": "vertagen", "vertagt_auf": "10.12.2026"}
    assert blockbeschluss.entscheide_vorlagen(ap, vertagt, {erste: "1", zweite: "2"}) == 2
    assert [z.zustand for z in blick(kreis).rueckstand] == ["vertagt", "vertagt"]
    (entscheidung,) = beratungen(kreis, OHNE_SITZUNG)[1].getroffen
    assert (entscheidung.kurz, entscheidung.inhalt["top"]) == ("vertagt auf 10.12.2026", "2")


def test_das_protokoll_kennt_beschluesse_und_behaelt_was_dazu_geschrieben_wurde(
    kreis: Kreis,
) -> None:
    kennung, s = wege.weitergeleitet(kreis), sitzung(kreis)
    ap = kreis.plaetze["LG"]
    agenda.setze_auf(ap, s, kennung)
    kreis.tue("LG", "freier_top", kennung=s, titel="Bericht der KI-Leitung")
    entwurf = formular(ap, "niederschrift", s).vorgaben
    assert [e["ergebnis"] for e in entwurf["ergebnisse"]] == ["Ohne Beschluss."] * 2
    entwurf["ergebnisse"][1]["ergebnis"] = "Der Bericht liegt der Niederschrift bei."
    kreis.tue("LG", "niederschrift", kennung=s, **entwurf)
    werte = {**wege.AUFTRAG, "verfahren": "abstimmung", "ja": 8, "nein": 1, "enthaltung": 2}
    kreis.tue("LG", "beauftragen", kennung=kennung, **werte, **blick(kreis, s).werte)

    ergebnisse = [e["ergebnis"] for e in blick(kreis, s).protokoll.inhalt["ergebnisse"]]
    assert ergebnisse == [
        "Auftrag erteilt (durch Abstimmung: 8 Ja, 1 Nein, 2 Enthaltungen). "
        "Die Projektgruppe klärt den Übergang.",
        "Der Bericht liegt der Niederschrift bei.",
    ]
    assert [p.ergebnis for p in blick(kreis, s).punkte] == ["Auftrag erteilt", ergebnisse[1]]


def test_der_umsetzungsstand_nennt_wer_bis_wann(kreis: Kreis) -> None:
    kennung = wege.beauftragt(kreis)
    (auftrag,) = _umsetzung(kreis)
    assert (auftrag.was, auftrag.zustaendig, auftrag.frist, auftrag.offen) == (
        "Auftrag erteilt",
        "Übergänge",
        "2026-09-30",
        True,
    )
    kreis.tue("PG", "rueckmelden", kennung=kennung, **ZWEI_ANSAETZE)
    kreis.runde(("PG", "LG"))
    ergebnis = {"ergebnis": "beschlossen", "sitzung_am": "2026-01-05"}
    blockbeschluss.beschliesse_alle(kreis.plaetze["LG"], kennung, ergebnis)
    zeilen = {u.was: u for u in _umsetzung(kreis)}
    assert {w: u.offen for w, u in zeilen.items()} == {
        "Auftrag erteilt": False,
        "Übergangstag": True,
        "Gutscheine": False,
        "Öffentlichkeitsarbeit": True,
    }
    assert zeilen["Öffentlichkeitsarbeit"].zustaendig == "Pressestelle"

    spaet = {"umsetzungsstand": "verspaetet", "sachstand": "Vergabe läuft", "frist": "2026-01-10"}
    kreis.tue("LG", "umsetzung_melden", kennung=kennung, **zeilen["Übergangstag"].melden, **spaet)
    erster = _umsetzung(kreis)[0]
    assert (erster.was, erster.stand, erster.sachstand) == (
        "Übergangstag",
        "verspätet",
        "Vergabe läuft",
    )
    assert erster.ueberfaellig


def test_jede_entscheidung_der_lenkungsgruppe_hat_ein_wort_fuer_ihr_ergebnis() -> None:
    entscheidend = {
        s.name
        for s in SCHRITTE
        if s.ist_entscheidung and s.rollen == {Rolle.LENKUNGSGRUPPE}
        if s.fall is Fallart.HERAUSFORDERUNG
    }
    assert entscheidend - {"beschliessen"} == set(ERGEBNIS)


def test_ein_beschluss_wird_berichtigt_ohne_die_anderen_angaben_zu_verlieren(kreis: Kreis) -> None:
    kennung, ap = wege.rm_vorgelegt(kreis), kreis.plaetze["LG"]
    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-1/1", frist="2026-09-01"))
    beschluss = beratungen(kreis, OHNE_SITZUNG)[0].getroffen[-1]
    assert beschluss.berichtigbar
    dialog = berichtigung(ap, kennung, beschluss.id)
    assert dialog.auswahl["gegenstand"]["pg-1/1"] == "Übergangstag"
    werte = {**dialog.vorgaben, "ergebnis": "empfohlen", "warum": "Verschrieben"}
    tue(ap, "berichtigen", dialog.daten(werte))
    beschluss = beratungen(kreis, OHNE_SITZUNG)[0].getroffen[-1]
    assert (beschluss.kurz, beschluss.inhalt["frist"]) == ("Übergangstag: empfohlen", "2026-09-01")


def _mit_zwei_ansaetzen(kreis: Kreis) -> str:
    kennung = wege.beauftragt(kreis)
    kreis.tue("PG", "rueckmelden", kennung=kennung, **ZWEI_ANSAETZE)
    kreis.runde(("PG", "LG"))
    return kennung


def _umsetzung(kreis: Kreis) -> list[Umsetzung]:
    return umsetzungsstand(kreis.plaetze["LG"])
