"""Was die Seiten der CM-Stelle und der Projektgruppe lesen und mit einem Klick tun."""

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.platz.einrichten import trage_stelle_ein
from kim_desktop.application.rollen.cm_stelle import cm_seite
from kim_desktop.application.rollen.entwurf import entwurf, melde, merke_entwurf
from kim_desktop.application.rollen.meldungen import MeineMeldung
from kim_desktop.application.rollen.projektarbeit import hake_ab
from kim_desktop.application.rollen.projektgruppe import Auftrag, pg_seite
from kim_desktop.application.rollen.schon_wieder import schon_wieder
from kim_desktop.application.rollen.themen import frage_nicht_mehr
from kim_desktop.domain.faelle import Meldung
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from tests.acceptance import wege
from tests.hilfen.kreis import AUFTRAG, MELDUNG, RM, Kreis


def meldung(kreis: Kreis, kennung: str) -> Meldung:
    fall = ansicht.zeige(kreis.plaetze["HEN"], kennung).fall
    assert isinstance(fall, Meldung)
    return fall


def meine(kreis: Kreis) -> MeineMeldung:
    (einzige,) = cm_seite(kreis.plaetze["HEN"]).meldungen
    return einzige


def auftrag(kreis: Kreis) -> Auftrag:
    (einziger,) = pg_seite(kreis.plaetze["PG"])
    return einziger


def test_schon_wieder_haelt_den_tag_fest_und_laesst_die_fallzahl_wachsen(kreis: Kreis) -> None:
    kennung = kreis.tue("HEN", "melden", **MELDUNG, fallzahlklasse="1-2", ebene="kreis").kennung
    klassen = []
    for _ in range(3):
        schon_wieder(kreis.plaetze["HEN"], kennung)
        klassen.append(meldung(kreis, kennung).inhalt["fallzahlklasse"])
    fall = meldung(kreis, kennung)
    assert klassen == ["1-2", "3-9", "3-9"]
    assert [w["am"] for w in fall.inhalt["wieder_aufgetreten"]] == ["2026-01-12"] * 3
    assert len(fall.fassungen) == 1
    assert fall.inhalt["ebene"] == "kreis"
    assert fall.inhalt["sachverhalt"] == MELDUNG["sachverhalt"]


def test_schon_wieder_geht_auch_wo_fuer_die_stelle_erfasst_oder_geschwaerzt_wurde(
    kreis: Kreis,
) -> None:
    kennung = kreis.tue("KI", "melden", **MELDUNG, fuer_stelle="HEN", quelle="telefon").kennung
    kreis.tue(
        "KI",
        "schwaerzen",
        kennung=kennung,
        titel="Geschwärzt",
        kurzfassung="kurz",
        sachverhalt="lang",
        begruendung="Ein Name stand darin.",
    )
    kreis.bring("KI", "HEN")
    schon_wieder(kreis.plaetze["HEN"], kennung)
    fall = meldung(kreis, kennung)
    assert fall.fassungen[-1].fuer_stelle == ""
    assert "quelle" not in fall.inhalt
    assert "begruendung" not in fall.inhalt


def test_schon_wieder_wird_mit_einem_satz_abgelehnt(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "zur_ergaenzung", kennung=kennung, begruendung="Seit wann?")
    kreis.bring("KI", "HEN")
    with pytest.raises(ProzessFehler, match="Bitte zuerst die Meldung ergänzen"):
        schon_wieder(kreis.plaetze["HEN"], kennung)
    kreis.tue("HEN", "zurueckziehen", kennung=kennung, begruendung="Irrtum")
    with pytest.raises(ProzessFehler, match="ist beendet"):
        schon_wieder(kreis.plaetze["HEN"], kennung)
    assert meine(kreis).kein_schon_wieder


def test_eine_kurze_meldung_muss_erst_ergaenzt_werden(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "TRO"))
    kreis.tue("KI", "themenblatt_freigeben", kennung=kennung, titel="Wechsel", saetze=["Hakt."])
    kreis.bring("KI", "HEN")
    kurz = kreis.tue("HEN", "das_kennen_wir_auch", thema=kennung, keine_personendaten=True).kennung
    with pytest.raises(ProzessFehler, match="kurze Meldung"):
        schon_wieder(kreis.plaetze["HEN"], kurz)
    assert cm_seite(kreis.plaetze["HEN"]).themen[0].gemeldet == kurz


def test_die_stelle_sieht_den_stand_den_man_ihr_gesagt_hat(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    wege.gebuendelt(kreis, [kennung])
    kreis.bring("KI", "HEN")
    assert (meine(kreis).zustand, meine(kreis).schritt) == ("gemeldet", 1)
    kreis.tue("KI", "bescheiden", kennung=kennung, text="Gebündelt.", naechster_termin="2026-03-01")
    kreis.bring("KI", "HEN")
    assert (meine(kreis).zustand, meine(kreis).schritt) == ("gebündelt", 2)
    assert meine(kreis).termin == "2026-03-01"
    kreis.tue("KI", "zur_ergaenzung", kennung=kennung, begruendung="Seit wann?")
    kreis.bring("KI", "HEN")
    assert (meine(kreis).zustand, meine(kreis).schritt) == ("zur Ergänzung zurückgegeben", 1)


def test_die_stelle_sieht_nur_eigene_meldungen_und_was_fuer_alle_ist(kreis: Kreis) -> None:
    kennung = wege.bekanntgegeben(kreis)
    seite = cm_seite(kreis.plaetze["HEN"])
    assert [m.kennung for m in seite.meldungen] == ["HEN1-2026-001"]
    (loesung,) = seite.loesungen
    assert (loesung.kennung, loesung.gilt_ab, loesung.gefragt) == (kennung, "2026-01-12", False)
    assert "Es gilt der Übergangstag." in str(loesung.absaetze)
    assert "TRO" not in str(seite)
    # Waving off what nobody asks yet does no harm.
    frage_nicht_mehr(kreis.plaetze["HEN"], kennung)


def test_der_entwurf_bleibt_wenn_das_melden_scheitert(kreis: Kreis) -> None:
    ap = kreis.plaetze["HEN"]
    merke_entwurf(ap, {"sachverhalt": "Kein Geld.", "keine_personendaten": True, "titel": ""})
    assert entwurf(ap) == {"sachverhalt": "Kein Geld."}
    with pytest.raises(EingabeFehler):
        melde(ap, entwurf(ap))
    assert entwurf(ap) == {"sachverhalt": "Kein Geld."}
    melde(ap, MELDUNG)
    assert entwurf(ap) == {}


def test_die_projektgruppe_sieht_ihren_auftrag(kreis: Kreis) -> None:
    assert pg_seite(kreis.plaetze["PG"]) == ()
    wege.beauftragt(kreis)
    assert auftrag(kreis).gruppe == "Übergänge"
    assert auftrag(kreis).berichtstermin == "2026-09-30"
    assert "erbeten bis 30.09.2026" in auftrag(kreis).stand
    assert "Ein fester Übergangstag" in str(auftrag(kreis).absaetze)


def test_eine_aufgabe_wird_mit_einem_klick_erledigt_und_der_rest_bleibt(kreis: Kreis) -> None:
    kennung = wege.beauftragt(kreis)
    kreis.tue(
        "PG",
        "bearbeiten",
        kennung=kennung,
        zwischenstand="Begonnen.",
        aufgaben=[{"text": "Ablauf aufnehmen", "zustaendig": "Jobcenter"}, {"text": "Entwurf"}],
        meilensteine=[{"text": "Entwurf", "termin": "2026-05-01"}],
        leitung="Stelle HEN",
        mitglieder=["Stelle HEN", "Jobcenter"],
    )
    pg = kreis.plaetze["PG"]
    hake_ab(pg, kennung, "aufgaben", 0, "Ablauf aufnehmen", True)
    stand = auftrag(kreis)
    assert [(p.text, p.zustaendig, p.erledigt) for p in stand.aufgaben] == [
        ("Ablauf aufnehmen", "Jobcenter", True),
        ("Entwurf", "", False),
    ]
    assert [p.termin for p in stand.meilensteine] == ["2026-05-01"]
    assert stand.zwischenstaende[0].text == "Aufgabe erledigt: Ablauf aufnehmen"
    assert ("Mitglieder ohne das Programm", "• Jobcenter") in stand.gruppenangaben
    assert ("Leitung", "Stelle HEN") in stand.gruppenangaben
    hake_ab(pg, kennung, "aufgaben", 0, "Ablauf aufnehmen", False)
    assert not auftrag(kreis).aufgaben[0].erledigt
    with pytest.raises(EingabeFehler, match="inzwischen geändert"):
        hake_ab(pg, kennung, "aufgaben", 0, "Entwurf", True)


def test_fassungen_zusagen_und_beschluesse_stehen_beisammen(kreis: Kreis) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    kreis.tue("PG", "rueckmelden", kennung=kennung, **RM, offene_punkte="Altfälle")
    kreis.tue(
        "KI",
        "zusagen",
        kennung=kennung,
        loesungsansatz="pg-1/1",
        von="Jobcenter",
        zusage="unter_vorbehalt",
        vorbehalt="Haushalt",
    )
    kreis.runde(("PG", "LG"))
    stand = auftrag(kreis)
    assert [f.nummer for f in stand.fassungen] == [2, 1]
    assert "Jobcenter: unter Vorbehalt (Haushalt)" in str(stand.fassungen[0].absaetze)
    assert "Jobcenter" not in str(stand.fassungen[1].absaetze)
    assert stand.stand == "Die Rückmeldung (RM) liegt der Lenkungsgruppe vor."
    assert not stand.beendet

    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("pg-1/1"))
    kreis.runde(("LG", "PG"))
    assert auftrag(kreis).stand.endswith("Entschieden ist über 1 von 2 Punkten.")
    kreis.tue("LG", "beschliessen", kennung=kennung, **wege.beschluss("oeffentlichkeitsarbeit"))
    kreis.runde(("LG", "PG"))
    stand = auftrag(kreis)
    assert stand.beendet
    assert "beendet" in stand.stand
    assert [(b.titel, b.ergebnis) for b in stand.beschluesse] == [
        ("Übergangstag", "beschlossen"),
        ("Öffentlichkeitsarbeit", "beschlossen"),
    ]
    daten = {"loesungsansatz": "pg-1/1", "von": "Stelle PG", "umsetzungsstand": "laeuft"}
    kreis.tue("PG", "umsetzung_melden", kennung=kennung, **daten, frist="2026-12-01")
    (beschluss, _) = auftrag(kreis).beschluesse
    assert (beschluss.umsetzung, beschluss.frist) == ("läuft", "2026-12-01")


def test_zwei_gruppen_an_einem_auftrag_haben_getrennte_listen(kreis: Kreis) -> None:
    trage_stelle_ein(kreis.plaetze["KI"], "Andere", "PGA", ident="pg-2")
    kennung = wege.weitergeleitet(kreis)
    gruppen = [{"name": "Übergänge", "id": "pg-1"}, {"name": "Andere", "id": "pg-2"}]
    kreis.tue("LG", "beauftragen", kennung=kennung, **{**AUFTRAG, "gruppen": gruppen})
    kreis.runde(("LG", "PG"))
    stand = {"kennung": kennung, "zwischenstand": "Begonnen."}
    kreis.tue("PG", "bearbeiten", **stand, aufgaben=[{"text": "unsere"}])
    kreis.bring("PG", "KI")
    kreis.tue("KI", "bearbeiten", **stand, aufgaben=[{"text": "fremde"}], fuer_stelle="pg-2")
    kreis.bring("KI", "PG")
    assert [p.text for p in auftrag(kreis).aufgaben] == ["unsere"]
    assert len(auftrag(kreis).zwischenstaende) == 1
