"""Was die Seite der KI-Leitung zeigt: Vorgelegtes, Vorlagen, Sitzungen, Eilweg."""

import pytest

from kim_desktop.application.rollen.dialoge import mitzeichnung
from kim_desktop.application.rollen.ki_leitung import DRUCKEN, Leitung, Vorlagenzeile, lies
from kim_desktop.application.schritt.tun import tue
from kim_desktop.application.sitzung.agenda import setze_auf
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from tests.acceptance import wege
from tests.hilfen.kreis import MELDUNG, VORLAGE, Kreis

SITZUNG = {"titel": "1. Sitzung 2026", "sitzung_am": "2026-02-12", "einladung_bis": "2026-01-29"}


def test_vorgelegtes_zeigt_schwelle_und_warnt_ohne_stellungnahme(kreis: Kreis) -> None:
    kennung = vorgelegt(kreis)
    (zeile,) = seite(kreis).vorgelegt
    assert (zeile.kennung, zeile.schwelle, zeile.stellungnahmen, zeile.mitzeichnung) == (
        kennung,
        "2 Meldungen, 2 CM-Stellen, Schwelle erreicht",
        "übersprungen",
        "keine",
    )
    warnungen = [a.titel for a in zeile.abschnitte if a.warnung]
    assert warnungen == ["Stellungnahmen"]
    assert zeile.hindernisse["weiterleiten"] == ""
    assert zeile.hindernisse[DRUCKEN].startswith("Eine Vorlage gibt es erst")


def test_stellungnahmen_und_rueckfragen_stehen_beim_vorgelegten(kreis: Kreis) -> None:
    kennung = vorgelegt(kreis)
    for von, frist in (("Jobcenter", "2026-01-05"), ("Schulamt", "2026-02-05")):
        kreis.tue("KIL", "stellungnahme_einholen", kennung=kennung, von=von, frist=frist)
    kreis.tue("KIL", "stellung_nehmen", kennung=kennung, von="Schulamt", text="Einverstanden.")
    kreis.tue("KIL", "fragen", kennung=kennung, text="Wie viele Fälle?")
    (zeile,) = seite(kreis).vorgelegt
    assert zeile.stellungnahmen == "1 von 2 da, 1 überfällig"
    assert "Schulamt: Einverstanden." in saetze(zeile)
    assert "offen: Stelle KIL am 12.01.2026: Wie viele Fälle?" in saetze(zeile)


def test_eine_mitzeichnung_kommt_auch_auf_papier(kreis: Kreis) -> None:
    kennung = vorgelegt(kreis)
    ap = kreis.plaetze["KIL"]
    f = mitzeichnung(ap, kennung)
    assert next(x for x in f.felder if x.name == "quelle").pflicht
    daten = {**f.vorgaben, "kennung": kennung, "wer": "Amt für Soziales", "quelle": "papier"}
    tue(ap, "mitzeichnen", {**daten, "ergebnis": "mitgezeichnet"})
    tue(ap, "mitzeichnen", {**daten, "ergebnis": "nicht_mitgezeichnet", "text": "Zu teuer."})

    (zeile,) = seite(kreis).vorgelegt
    assert zeile.mitzeichnung == "1 mitgezeichnet, 1 nicht"
    assert "Amt für Soziales am 12.01.2026: mitgezeichnet, Papier" in saetze(zeile)
    assert "nicht mitgezeichnet, Papier: Zu teuer." in saetze(zeile)


def test_wer_unter_der_schwelle_vorlegt_muss_das_begruenden_und_es_steht_da(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    kreis.tue("KI", "vorlegen", kennung=kennung, begruendung="Gefahr im Verzug")
    kreis.bring("KI", "KIL")
    (zeile,) = seite(kreis).vorgelegt
    assert zeile.schwelle == "1 Meldung, 1 CM-Stelle, es fehlt 1"
    assert "Gefahr im Verzug" in saetze(zeile)


def test_eine_vorlage_steht_auf_keiner_oder_einer_tagesordnung(kreis: Kreis) -> None:
    kennung = weitergeleitet(kreis)
    sitzung = kreis.tue("KIL", "sitzung_anlegen", **SITZUNG).kennung
    (zeile,) = seite(kreis).vorlagen
    assert (zeile.nummer, zeile.aktenzeichen) == ("12/26", "50-05-00")
    assert zeile.sitzung == "noch auf keiner Tagesordnung (gedacht: 12.02.2026)"
    assert [z.kennung for z in seite(kreis).ohne_sitzung] == [kennung]

    setze_auf(kreis.plaetze["KIL"], sitzung, kennung)
    (zeile,) = seite(kreis).vorlagen
    assert zeile.sitzung == "12.02.2026, TOP 1"
    assert seite(kreis).ohne_sitzung == ()


def test_tops_werden_der_reihe_nach_gezaehlt(kreis: Kreis) -> None:
    erste, zweite = weitergeleitet(kreis), weitergeleitet(kreis)
    sitzung = kreis.tue("KIL", "sitzung_anlegen", **SITZUNG).kennung
    kreis.tue("KIL", "freier_top", kennung=sitzung, titel="Verschiedenes")
    punkte = [{"top": "Ö 1", "titel": "Begrüßung"}, {"top": "Ö 2", "vorgang": erste}]
    kreis.tue("KIL", "tagesordnung", kennung=sitzung, punkte=punkte)
    assert setze_auf(kreis.plaetze["KIL"], sitzung, zweite).kennung == sitzung

    (zeile,) = seite(kreis).sitzungen
    titel = "Lücke beim Rechtskreiswechsel"
    assert [(p.top, p.kennung, p.titel) for p in zeile.punkte] == [
        ("1", "", "Begrüßung"),
        ("2", erste, titel),
        ("3", zweite, titel),
        ("4", "", "Verschiedenes"),
    ]


def test_auf_die_tagesordnung_kommt_nur_was_vor_der_lenkungsgruppe_steht(kreis: Kreis) -> None:
    kennung = vorgelegt(kreis)
    ap = kreis.plaetze["KIL"]
    sitzung = kreis.tue("KIL", "sitzung_anlegen", **SITZUNG).kennung
    with pytest.raises(ProzessFehler, match="steht auf „der KI-Leitung vorgelegt“"):
        setze_auf(ap, sitzung, kennung)
    with pytest.raises(EingabeFehler, match=f"{kennung} ist keine Sitzung"):
        setze_auf(ap, kennung, kennung)
    with pytest.raises(EingabeFehler, match=f"{sitzung} ist keine Herausforderung"):
        setze_auf(ap, sitzung, sitzung)
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE)
    setze_auf(ap, sitzung, kennung)
    with pytest.raises(ProzessFehler, match="steht schon auf der Tagesordnung"):
        setze_auf(ap, sitzung, kennung)


def test_vergangene_sitzungen_stehen_nicht_mehr_da(kreis: Kreis) -> None:
    kreis.tue("KIL", "sitzung_anlegen", titel="Alte Sitzung", sitzung_am="2025-11-20")
    kreis.tue("KIL", "sitzung_anlegen", **SITZUNG)
    assert [s.titel for s in seite(kreis).sitzungen] == ["1. Sitzung 2026"]


def test_ohne_sitzung_ist_der_umlauf_der_schnellste_weg(kreis: Kreis) -> None:
    kennung = vorgelegt(kreis, dringlichkeit=4)
    (zeile,) = seite(kreis).eilig
    assert (zeile.kennung, zeile.warum, zeile.naechste) == (
        kennung,
        "Dringlichkeit 4 gemeldet",
        "keine anberaumt",
    )
    assert zeile.weg == "Weiterleiten, dann Umlaufbeschluss"
    assert zeile.hindernisse["setze_auf"].startswith("Bitte zuerst an die Lenkungsgruppe")


def test_eine_nahe_sitzung_ist_schneller_als_der_umlauf(kreis: Kreis) -> None:
    kennung = vorgelegt(kreis, eilt=True)
    kreis.tue("KIL", "sitzung_anlegen", **SITZUNG)
    assert seite(kreis).eilig[0].warum == "als eilig vorgelegt"
    assert seite(kreis).eilig[0].weg == (
        "Weiterleiten, dann Umlaufbeschluss (Sitzung erst in 31 Tagen)"
    )
    nah = {"titel": "Sondersitzung", "sitzung_am": "2026-01-20"}
    kreis.tue("KIL", "sitzung_anlegen", **nah)
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE)
    (zeile,) = seite(kreis).eilig
    assert zeile.weg == "Sitzung am 20.01.2026"
    assert zeile.hindernisse["setze_auf"] == ""


def test_zu_einer_sitzung_ist_die_einladung_schon_hinaus(kreis: Kreis) -> None:
    vorgelegt(kreis, eilt=True)
    bald = {"titel": "Bald", "sitzung_am": "2026-01-15", "einladung_bis": "2026-01-05"}
    kreis.tue("KIL", "sitzung_anlegen", **bald)
    assert seite(kreis).eilig[0].naechste == "keine anberaumt"


def test_was_nicht_eilt_steht_nicht_im_eilweg(kreis: Kreis) -> None:
    vorgelegt(kreis)
    assert seite(kreis).eilig == ()


def seite(kreis: Kreis) -> Leitung:
    return lies(kreis.plaetze["KIL"])


def saetze(zeile: Vorlagenzeile) -> str:
    return "\n".join(satz for a in zeile.abschnitte for satz in a.saetze)


def vorgelegt(kreis: Kreis, dringlichkeit: int = 2, **daten: object) -> str:
    """Let two CM-Stellen report and the CM-Koordination put it before the KI-Leitung."""
    meldungen = [
        kreis.tue(s, "melden", **MELDUNG, dringlichkeit=dringlichkeit).kennung
        for s in ("HEN", "TRO")
    ]
    kreis.runde(("HEN", "TRO"))
    kennung = wege.gebuendelt(kreis, meldungen)
    kreis.tue("KI", "vorlegen", kennung=kennung, bewertung="Kein Einzelfall.", **daten)
    kreis.bring("KI", "KIL")
    return kennung


def weitergeleitet(kreis: Kreis) -> str:
    """Let the KI-Leitung put it before the Lenkungsgruppe."""
    kennung = vorgelegt(kreis)
    vorlage = {"vorlagennummer": "12/26", "aktenzeichen": "50-05-00", "sitzung_am": "2026-02-12"}
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE, **vorlage)
    return kennung
