"""Wer vor, während und nach der Entscheidung gehört wird: Stellungnahme, Zusage, Umsetzung."""

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.platz.einrichten import trage_stelle_ein
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from tests.acceptance import wege
from tests.hilfen.kreis import Kreis

JOBCENTER = "Jobcenter Rhein-Sieg"
OHNE_STELLUNGNAHME = "Es wurde noch keine Stellungnahme einer betroffenen Stelle eingeholt."


def test_die_stellungnahme_einer_stelle_ohne_programm_wird_erbeten_und_erfasst(
    kreis: Kreis,
) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    assert OHNE_STELLUNGNAHME in ansicht.zeige(kreis.plaetze["KI"], kennung).hinweise
    kreis.tue("KI", "stellungnahme_einholen", kennung=kennung, von=JOBCENTER, frist="30.01.2026")
    assert OHNE_STELLUNGNAHME not in ansicht.zeige(kreis.plaetze["KI"], kennung).hinweise
    stellung = {"kennung": kennung, "von": JOBCENTER, "quelle": "mail"}
    kreis.tue("KI", "stellung_nehmen", **stellung, text="Wir zahlen nahtlos.")
    kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")

    fall = wege.herausforderung(kreis, "KIL", kennung)
    assert fall.stellungnahmen[JOBCENTER].inhalt["text"] == "Wir zahlen nahtlos."
    assert fall.zustand == "vorgelegt"
    zeile = wege.eintrag(kreis, "KIL", kennung, "stellung_nehmen")
    assert (zeile.stelle, zeile.inhalt["von"]) == ("CM-Koordination", JOBCENTER)


def test_auch_keine_stellungnahme_ist_eine(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    stellung = {"kennung": kennung, "von": JOBCENTER}
    with pytest.raises(EingabeFehler, match="entweder die Stellungnahme eintragen"):
        kreis.tue("KI", "stellung_nehmen", **stellung)
    kreis.tue("KI", "stellung_nehmen", **stellung, keine=True)
    assert wege.herausforderung(kreis, "KI", kennung).stellungnahmen[JOBCENTER].inhalt["keine"]


def test_die_ki_leitung_holt_nach_und_die_lenkungsgruppe_nimmt_selbst_stellung(
    kreis: Kreis,
) -> None:
    kennung = wege.weitergeleitet(kreis)
    kreis.tue("KIL", "stellungnahme_einholen", kennung=kennung, von="Stelle LG", frage="Kosten?")
    kreis.runde(("KIL", "LG"))
    faellig = [s.name for s in ansicht.zeige(kreis.plaetze["LG"], kennung).schritte if s.faellig]
    assert "stellung_nehmen" in faellig
    with pytest.raises(ProzessFehler, match="kann hier nur für „Stelle LG“ erfasst werden"):
        kreis.tue("LG", "stellung_nehmen", kennung=kennung, von=JOBCENTER, text="Gern.")
    kreis.tue("LG", "stellung_nehmen", kennung=kennung, von="Stelle LG", text="Keine Kosten.")
    kreis.tue("KIL", "stellung_nehmen", kennung=kennung, von=JOBCENTER, keine=True)
    kreis.runde(("KIL", "LG"))
    assert set(wege.herausforderung(kreis, "KI", kennung).stellungnahmen) == {
        "Stelle LG",
        JOBCENTER,
    }


def test_zahlen_werden_zusammengefasst_ohne_eine_stelle_zu_nennen(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    neue = wege.gemeldet(kreis, "BTN")
    kreis.tue("KI", "abfragen", kennung=kennung, frage="Kennen Sie das auch?")
    kreis.tue("KI", "zusammenfassen", kennung=kennung)
    kreis.bring("KI", "LG")
    zahlen = wege.herausforderung(kreis, "LG", kennung).zahlen
    assert (zahlen["meldungen"], zahlen["cm_stellen"]) == (2, 2)
    assert zahlen["rechtskreise"] == ["AsylbLG", "SGB II"]
    assert not any(name in str(zahlen) for name in ("HEN", "TRO", "hen", "tro"))
    assert neue == ["BTN1-2026-001"]


def test_die_vorlage_wird_mitgezeichnet(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    kreis.tue(
        "KIL",
        "mitzeichnen",
        kennung=kennung,
        wer="Dezernat Soziales",
        ergebnis="mit_anmerkung",
        text="Kosten nachreichen.",
    )
    kreis.runde(("KIL", "LG"))
    fall = wege.herausforderung(kreis, "LG", kennung)
    assert [m.inhalt["wer"] for m in fall.mitzeichnungen] == ["Dezernat Soziales"]
    assert fall.zustand == "weitergeleitet"


ZUSAGEN = [
    ("ja", {}),
    ("unter_vorbehalt", {"vorbehalt": "Beschluss des Rates"}),
    ("nein", {"text": "Keine Stellen."}),
]


@pytest.mark.parametrize(("zusage", "weiter"), ZUSAGEN)
def test_eine_stelle_sagt_einen_loesungsansatz_zu_oder_nicht(
    kreis: Kreis, zusage: str, weiter: dict[str, str]
) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    daten = {"kennung": kennung, "loesungsansatz": "pg-1/1", "von": JOBCENTER}
    with pytest.raises(EingabeFehler, match="den Vorbehalt nennen"):
        kreis.tue("KI", "zusagen", **daten, zusage="unter_vorbehalt")
    with pytest.raises(EingabeFehler, match="gibt es hier nicht"):
        kreis.tue("KI", "zusagen", **{**daten, "loesungsansatz": "pg-1/9"}, zusage="ja")
    kreis.tue("KI", "zusagen", **daten, zusage=zusage, zugesagt_am="09.01.2026", **weiter)
    kreis.bring("KI", "LG", "HEN")
    gesagt = wege.herausforderung(kreis, "LG", kennung).zusagen[f"pg-1/1/{JOBCENTER}"]
    assert gesagt.inhalt["zusage"] == zusage
    assert wege.zustand(kreis.plaetze["LG"], kennung) == "rm_vorgelegt"
    assert kennung not in wege.sichtbar(kreis, "HEN")


def test_eine_cm_stelle_sagt_selbst_zu_und_meldet_die_umsetzung(kreis: Kreis) -> None:
    kennung = wege.bekanntgegeben(kreis)
    daten = {"kennung": kennung, "loesungsansatz": "pg-1/1", "von": "Stelle HEN"}
    kreis.tue("HEN", "zusagen", **daten, zusage="ja")
    with pytest.raises(EingabeFehler, match="bitte den Sachstand nennen"):
        kreis.tue("HEN", "umsetzung_melden", **daten, umsetzungsstand="verspaetet")
    spaet = {"umsetzungsstand": "verspaetet", "sachstand": "Stelle unbesetzt", "frist": "1.3.2026"}
    kreis.tue("HEN", "umsetzung_melden", **daten, **spaet)
    with pytest.raises(ProzessFehler, match="kann hier nur für „Stelle HEN“"):
        kreis.tue("HEN", "umsetzung_melden", **{**daten, "von": JOBCENTER}, umsetzungsstand="offen")
    kreis.runde(("HEN", "LG"))
    fall = wege.herausforderung(kreis, "LG", kennung)
    assert fall.zusagen["pg-1/1/Stelle HEN"].inhalt["zusage"] == "ja"
    stand = fall.umsetzung["pg-1/1/Stelle HEN"]
    assert (stand.inhalt["sachstand"], stand.inhalt["frist"]) == ("Stelle unbesetzt", "2026-03-01")


def test_der_umsetzungsstand_der_oeffentlichkeitsarbeit_wird_fuer_die_pressestelle_erfasst(
    kreis: Kreis,
) -> None:
    kennung = wege.beschlossen(kreis)
    trage_stelle_ein(kreis.plaetze["KI"], "Pressestelle", "PST", ohne_programm=True)
    daten = {"loesungsansatz": "oeffentlichkeitsarbeit", "von": "Pressestelle"}
    kreis.tue("KI", "umsetzung_melden", kennung=kennung, **daten, umsetzungsstand="laeuft")
    kreis.tue("KI", "umsetzung_melden", kennung=kennung, **daten, umsetzungsstand="umgesetzt")
    fall = wege.herausforderung(kreis, "KI", kennung)
    stand = fall.umsetzung["oeffentlichkeitsarbeit/Pressestelle"]
    assert (stand.inhalt["umsetzungsstand"], fall.zustand) == ("umgesetzt", "beschlossen")


def test_rueckfrage_an_der_vorlage_bleibt_unter_denen_die_sie_lesen(kreis: Kreis) -> None:
    """Auch wenn die Antwort erst nach dem Auftrag kommt."""
    kennung = wege.weitergeleitet(kreis)
    frage = kreis.tue("LG", "fragen", kennung=kennung, text="Was kostet der Übergang?").ereignis
    kreis.bring("LG", "KI")
    kreis.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    kreis.bring("LG", "KI")
    kreis.tue("KI", "antworten", kennung=kennung, frage=frage, text="Fast nichts.")
    kreis.bring("KI", "LG")
    fall = wege.herausforderung(kreis, "LG", kennung)
    assert fall.antworten[frage].inhalt["text"] == "Fast nichts."
    assert fall.zustand == "beauftragt"

    wege.zu_ende(kreis, kennung)
    for wort in ("Was kostet", "Fast nichts"):
        assert wort not in wege.gelesen(kreis, "HEN", kennung)


def test_rueckfrage_am_auftrag_lesen_auch_die_cm_stellen_nach_schritt_7(kreis: Kreis) -> None:
    kennung = wege.beauftragt(kreis)
    frage = kreis.tue("PG", "fragen", kennung=kennung, text="Gilt das für alle Städte?").ereignis
    kreis.runde(("PG", "LG"))
    kreis.tue("LG", "antworten", kennung=kennung, frage=frage, text="Für alle.")
    kreis.runde(("LG", "PG"))
    assert wege.herausforderung(kreis, "PG", kennung).offene_rueckfragen == ()
    assert wege.zustand(kreis.plaetze["PG"], kennung) == "beauftragt"
    wege.zu_ende(kreis, kennung)
    assert "Für alle." in wege.gelesen(kreis, "HEN", kennung)


def test_rueckfrage_an_der_rm(kreis: Kreis) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    frage = kreis.tue("LG", "fragen", kennung=kennung, text="Wer haftet?").ereignis
    kreis.runde(("LG", "PG"))
    kreis.tue("PG", "antworten", kennung=kennung, frage=frage, text="Der Kreis.")
    kreis.runde(("PG", "LG"))
    fall = wege.herausforderung(kreis, "LG", kennung)
    assert (fall.antworten[frage].inhalt["text"], fall.zustand) == ("Der Kreis.", "rm_vorgelegt")
    wege.zu_ende(kreis, kennung)
    assert "Wer haftet?" not in wege.gelesen(kreis, "HEN", kennung)


def test_die_projektgruppe_fragt_zu_einer_meldung_nach_an_der_sie_arbeitet(kreis: Kreis) -> None:
    wege.beauftragt(kreis)
    frage = kreis.tue("PG", "fragen", kennung="HEN1-2026-001", text="Welche Ämter?").ereignis
    kreis.runde(("PG", "HEN", "TRO"))
    kreis.tue("HEN", "antworten", kennung="HEN1-2026-001", frage=frage, text="Sozialamt 50.2")
    kreis.runde(("HEN", "PG"))
    fall = wege.meldung(kreis, "PG", "HEN1-2026-001")
    assert fall.antworten[frage].inhalt["text"] == "Sozialamt 50.2"


def test_auch_wenn_das_thema_erledigt_ist_wird_die_rueckfrage_noch_beantwortet(
    kreis: Kreis,
) -> None:
    kennung = wege.weitergeleitet(kreis)
    frage = kreis.tue("LG", "fragen", kennung=kennung, text="Ist das neu?").ereignis
    zurueck = {"beschlusstext": "Zurück.", "begruendung": "Unklar."}
    kreis.tue("LG", "zurueckverweisen", kennung=kennung, **zurueck)
    kreis.bring("LG", "KI")
    kreis.tue("KI", "ohne_vorlage_erledigen", kennung=kennung, begruendung="Hat sich geklärt.")
    kreis.tue("KI", "antworten", kennung=kennung, frage=frage, text="Nein.")
    kreis.bring("KI", "LG")
    fall = wege.herausforderung(kreis, "LG", kennung)
    assert (fall.zustand, fall.offene_rueckfragen) == ("erledigt", ())
