"""Die Bilanz je Stelle: gesendet, bestätigt, erhalten, fehlend, und was zu tun ist."""

import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.uebergabe.austausch import lies_ein, uebergib_an
from kim_desktop.application.uebergabe.bilanz import Lage, Stellenbilanz, uebersicht
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.application.uebergabe.fehlendes import was_fehlt
from kim_desktop.domain.fehler import EingabeFehler
from kim_desktop.domain.rollen import Rolle
from kim_desktop.store.oertlich.lokal import gegenstelle, merke_gegenstelle
from tests.hilfen.kreis import MELDUNG, Kreis, geoeffnet, nimm_auf, verschoben
from tests.hilfen.luecke import TAG, Verloren, am, verlorene_datei

EIN_FEHLENDER = "1 Eintrag von Stelle HEN fehlt (Nr. 1), eingetragen bis zum 13.01.2026: "


def mit(ap: Arbeitsplatz, stelle: str) -> Stellenbilanz:
    (eine,) = uebersicht(ap, stelle).stellen
    return eine


@pytest.fixture
def kreis(kreis: Kreis) -> Kreis:
    """The next day: what the scenario does comes after what founded the district."""
    for name in ("KI", "HEN", "TRO", "KIL"):
        am(kreis.plaetze[name], 1)
    return kreis


@pytest.fixture
def verloren(kreis: Kreis, tmp_path: Path) -> Iterator[Verloren]:
    with verlorene_datei(kreis, tmp_path) as verloren:
        yield verloren


def test_nach_hin_und_zurueck_ist_alles_bestaetigt(kreis: Kreis) -> None:
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    kreis.bring("KI", "HEN")
    eine = mit(kreis.plaetze["HEN"], "KI")
    assert (eine.lage, eine.satz) == (Lage.GUT, "alles bestätigt")
    assert eine.gesendet is not None
    assert eine.erhalten is not None
    assert eine.bestaetigt_bis == eine.gesendet.nr == 2
    assert eine.erhalten.nr == 2
    assert eine.offen == 0


@pytest.mark.parametrize(
    ("tag", "lage", "satz"),
    [
        (0, Lage.WARTET, "wartet seit heute auf die Bestätigung"),
        (1, Lage.WARTET, "wartet seit gestern auf die Bestätigung"),
        (9, Lage.WARTET, "wartet seit 9 Tagen auf die Bestätigung"),
        (12, Lage.RUHT, "seit 12 Tagen nicht bestätigt: bitte anrufen"),
    ],
)
def test_was_nicht_bestaetigt_wird_sagt_wie_lange_und_wen_man_anruft(
    kreis: Kreis, tag: int, lage: Lage, satz: str
) -> None:
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.gib("HEN", "KI")
    am(kreis.plaetze["HEN"], 1 + tag)
    eine = mit(kreis.plaetze["HEN"], "KI")
    assert (eine.lage, eine.satz, eine.offen) == (lage, satz, 1)
    assert eine.lage.zu_tun is (lage is Lage.RUHT)


def test_von_zwei_arbeitsplaetzen_wird_genannt_wer_nicht_einliest(kreis: Kreis) -> None:
    nimm_auf(kreis, "HENB", Rolle.CM_STELLE, stelle="HEN")
    ki = kreis.plaetze["KI"]
    for tag, schwelle, lage in ((2, "3", Lage.GUT), (13, "4", Lage.RUHT)):
        am(ki, tag)
        kreis.tue("KI", "einstellen", schluessel="schwelle", wert=schwelle)
        kreis.bring("KI", "HEN")
        kreis.bring("HEN", "KI")
        eine = mit(ki, "HEN")
        assert eine.lage is lage, eine.satz
    assert eine.satz.startswith("HEN2 hat seit 11 Tagen nichts bestätigt: bitte dort einlesen")
    lies_ein(kreis.plaetze["HENB"], kreis.dateien["HEN"][-1])
    kreis.bring("HENB", "KI")
    assert mit(ki, "HEN").lage is Lage.GUT


def test_wer_nichts_neues_hat_dem_fehlt_nichts(kreis: Kreis) -> None:
    """A quiet Stelle is no fault, however long nothing was sent."""
    kreis.bring("HEN", "KI")
    kreis.bring("KI", "HEN")
    am(kreis.plaetze["HEN"], 200)
    assert mit(kreis.plaetze["HEN"], "KI").lage is Lage.GUT


def test_eine_spaetere_bestaetigte_datei_ersetzt_die_verlorene(kreis: Kreis) -> None:
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.gib("HEN", "KI")
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    kreis.bring("KI", "HEN")
    am(kreis.plaetze["HEN"], 100)
    gesendet = mit(kreis.plaetze["HEN"], "KI")
    assert gesendet.lage is Lage.GUT
    assert gesendet.dateien[1].vermerk.startswith("bestätigt am ")
    assert gesendet.dateien[2].vermerk == "überholt, Inhalt steht in Datei 3"
    erhalten = mit(kreis.plaetze["KI"], "HEN")
    assert erhalten.dateiluecken == (
        "Datei 2 von HEN1 kam nicht an. Ihr Inhalt kam mit einer anderen Datei, es fehlt nichts.",
    )
    assert not erhalten.lage.zu_tun


def test_was_angekommen_ist_soll_nach_einigen_tagen_bestaetigt_werden(kreis: Kreis) -> None:
    kreis.bring("KIL", "KI")
    kreis.tue("KI", "notieren", kennung=_herausforderung(kreis), text="Notiz")
    kreis.bring("KI", "KIL")
    kil = kreis.plaetze["KIL"]
    am(kil, 5)
    assert mit(kil, "KI").lage is Lage.GUT
    am(kil, 7)
    eine = mit(kil, "KI")
    assert eine.lage is Lage.SCHULDET
    assert eine.satz == "1 Datei ist seit 6 Tagen zu bestätigen: bitte eine Datei schreiben"
    kreis.bring("KIL", "KI")
    assert mit(kil, "KI").lage is Lage.GUT


def _herausforderung(kreis: Kreis) -> str:
    meldung = kreis.tue("HEN", "melden", **MELDUNG).kennung
    kreis.bring("HEN", "KI")
    return kreis.tue("KI", "buendeln", meldungen=[meldung], titel="Übergang").kennung


def test_was_fehlt_steht_oben_und_wird_mit_der_naechsten_datei_angefordert(
    verloren: Verloren, tmp_path: Path
) -> None:
    ki = verloren.ki
    alle = uebersicht(ki)
    assert [b.name for b in alle.stellen if b.lage is Lage.FEHLT] == ["Stelle HEN"]
    eine = alle.stellen[0]
    assert eine.satz == f"{EIN_FEHLENDER}bitte jetzt anfordern"
    assert eine.dateiluecken == ("Datei 2 von HEN1 kam nicht an.",)
    assert alle.summe.startswith("Bei 1 Stelle ist etwas zu tun.")
    assert alle.summe.endswith("Es fehlt 1 Eintrag.")
    assert was_fehlt(ki) == [
        "1 Eintrag von Stelle HEN fehlt noch. Bitte auf der Seite Übergabe anfordern."
    ]

    anfrage = uebergib_an(ki, "HEN", tmp_path).datei
    satz = mit(ki, "HEN").satz
    assert satz == f"{EIN_FEHLENDER}angefordert am 15.01.2026, wartet auf Antwort"
    assert was_fehlt(ki) == ["1 Eintrag von Stelle HEN fehlt noch; er ist angefordert."]
    am(ki, TAG + 10)
    eine = mit(ki, "HEN")
    assert eine.lage is Lage.RUHT
    assert eine.satz.endswith("seit 10 Tagen ohne Antwort: bitte Stelle HEN anrufen")

    lies_ein(verloren.kreis.plaetze["HEN"], anfrage)
    lies_ein(ki, verloren.kreis.gib("HEN", "KI"))
    eine = mit(ki, "HEN")
    assert not eine.fehlt
    assert not eine.lage.zu_tun
    assert was_fehlt(ki) == []


def test_kommt_die_verlorene_datei_doch_noch_fehlt_nichts_mehr(verloren: Verloren) -> None:
    lies_ein(verloren.ki, verloren.erste)
    assert mit(verloren.ki, "HEN").dateiluecken == ()
    assert not mit(verloren.ki, "HEN").fehlt


def test_beim_einlesen_wird_gesagt_was_fehlt(kreis: Kreis, tmp_path: Path) -> None:
    """Also when a file that is known already is read last."""
    kreis.tue("HEN", "melden", **MELDUNG)
    bekannt = kreis.gib("HEN", "KI")
    lies_ein(kreis.plaetze["KI"], bekannt)
    kreis.bring("KI", "HEN")
    with verlorene_datei(kreis, tmp_path / "weg") as verloren:
        zweite = kreis.dateien["KI"][-1]
        with geoeffnet(verloren.frisch, "nochmal") as ki:
            einlesung = lies_alle_ein(ki, [zweite, bekannt])
    assert [b.schon_am for b in einlesung.berichte] == ["", "2026-01-13"]
    (satz,) = [s for s in einlesung.als_saetze() if s.startswith("Es fehlt")]
    assert satz == "Es fehlt 1 Eintrag von Stelle HEN (Nr. 2). Ihre nächste Datei fordert ihn an."


def test_im_verlauf_steht_wo_etwas_fehlt(verloren: Verloren, tmp_path: Path) -> None:
    fehlt, ergaenzt = ansicht.zeige(verloren.ki, verloren.kennung).verlauf
    assert (fehlt.label, fehlt.stelle) == ("Hier fehlt ein Eintrag", "Stelle HEN")
    assert fehlt.vermerk == "bitte auf der Seite Übergabe anfordern"
    assert not fehlt.loeschbar
    assert not fehlt.berichtigbar
    assert (ergaenzt.label, ergaenzt.vermerk) == ("Meldung ergänzen", "noch nicht einzuordnen")
    uebergib_an(verloren.ki, "HEN", tmp_path)
    fehlt, _ = ansicht.zeige(verloren.ki, verloren.kennung).verlauf
    assert fehlt.vermerk == "angefordert am 15.01.2026"
    lies_ein(verloren.ki, verloren.erste)
    verlauf = ansicht.zeige(verloren.ki, verloren.kennung).verlauf
    assert [(z.label, z.vermerk) for z in verlauf] == [
        ("Herausforderung melden", ""),
        ("Meldung ergänzen", ""),
    ]


def test_wovon_nur_die_rede_ist_wird_beim_verfasser_angefordert(
    kreis: Kreis, tmp_path: Path
) -> None:
    """The KI-Leitung names an entry of Hennef that the CM-Koordination lost."""
    assert kreis.plaetze["KI"]
    frueher = verschoben(kreis, "KI", tmp_path / "ki")
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    kreis.bring("KI", "KIL")
    datei = kreis.gib("KIL", "KI")
    with geoeffnet(frueher, "frueher") as ki:
        am(ki, TAG)
        lies_ein(ki, datei)
        assert mit(ki, "HEN").satz.startswith(
            "1 Eintrag von Stelle HEN fehlt (Nr. 1), andere Stellen nennen ihn: "
            "bitte jetzt anfordern"
        )
        assert not mit(ki, "KIL").fehlt
        lies_ein(kreis.plaetze["HEN"], uebergib_an(ki, "HEN", tmp_path).datei)
        lies_ein(ki, kreis.gib("HEN", "KI"))
        assert not mit(ki, "HEN").fehlt


def test_eine_fehlende_anlage_wird_genannt_bis_sie_kommt(kreis: Kreis, tmp_path: Path) -> None:
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"%PDF-1.7 Ablauf")
    kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(plan)])
    summe = hashlib.sha256(plan.read_bytes()).hexdigest()
    anlage = kreis.profil("HEN") / "anlagen" / summe[:2] / summe
    siegel = anlage.read_bytes()
    anlage.unlink()
    kreis.bring("HEN", "KI")
    ki = kreis.plaetze["KI"]
    eine = mit(ki, "HEN")
    assert (eine.lage, eine.fehlende_anlagen) == (Lage.FEHLT, 1)
    assert eine.satz == "1 Anlage fehlt: bitte jetzt anfordern"
    anlage.write_bytes(siegel)
    kreis.bring("KI", "HEN")
    assert mit(ki, "HEN").lage is Lage.WARTET
    kreis.bring("HEN", "KI")
    assert mit(ki, "HEN").fehlende_anlagen == 0


def test_was_einer_stelle_nicht_zusteht_vermisst_sie_nicht(kreis: Kreis) -> None:
    """The CM-Stelle sees a topic other Stellen wrote to, and no gap."""
    kennung = _herausforderung(kreis)
    kreis.tue("KI", "themenblatt_freigeben", kennung=kennung, titel="T", saetze=["A.", "B.", "C."])
    kreis.tue("KI", "abfragen", kennung=kennung, frage="Kennen Sie das?", frist="2026-03-01")
    kreis.bring("KI", "HEN", "TRO")
    nein = {"kennt": "nein", "keine_personendaten": True}
    kreis.tue("TRO", "abfrage_beantworten", kennung=kennung, **nein)
    kreis.bring("TRO", "KI")
    kreis.tue("KI", "notieren", kennung=kennung, text="Notiz")
    kreis.bring("KI", "HEN")
    hennef = kreis.plaetze["HEN"]
    labels = [z.label for z in ansicht.zeige(hennef, kennung).verlauf]
    assert "Hier fehlt ein Eintrag" not in labels
    assert was_fehlt(hennef) == []


def test_koepfe_von_protokollen_die_nie_kommen_halten_niemanden_auf(kreis: Kreis) -> None:
    """A CM-Stelle hears of every file of every other one, for years."""
    hennef = kreis.plaetze["HEN"]
    koepfe = [
        (f"{log:032x}", nr, f"{log:032x}{nr:032x}", "f" * 128)
        for log in range(40)
        for nr in range(1, 1501)
    ]
    with hennef.profil.datenbank.schreiben() as v:
        v.exec_driver_sql("INSERT INTO gehoert VALUES (?, ?, ?, ?)", koepfe)
    datei = kreis.gib("KI", "HEN")
    beginn = time.process_time()
    lies_ein(hennef, datei)
    kreis.gib("HEN", "KI")
    assert time.process_time() - beginn < 1.5


def test_eine_fremde_stelle_wird_nicht_gezeigt(kreis: Kreis) -> None:
    with pytest.raises(EingabeFehler, match="Mond"):
        uebersicht(kreis.plaetze["HEN"], "Mond")


def test_eine_behauptete_riesige_nummer_kostet_keinen_speicher(kreis: Kreis) -> None:
    """What another only claims to have written is not counted out number by number."""
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    hennef, ki = kreis.plaetze["HEN"].log, kreis.plaetze["KI"]
    with ki.profil.datenbank.schreiben() as v:
        merke_gegenstelle(v, hennef, "ki", 99, {hennef: 10_000_000}, [], [])
        assert gegenstelle(v, hennef).koerper[hennef] == {1}
    assert ansicht.zeige(ki, "HEN1-2026-001").fall.kennung == "HEN1-2026-001"
