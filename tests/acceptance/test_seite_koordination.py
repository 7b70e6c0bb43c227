"""Was die Seite der CM-Koordination zeigt und in einem Zug erledigt."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from kim_desktop.application.rollen import bescheide, buendelung
from kim_desktop.application.rollen.cm_koordination import Koordination, lies
from kim_desktop.application.rollen.dialoge import vorbelegt
from kim_desktop.application.rollen.schulden import Schuld, Schuldart
from kim_desktop.application.rollen.thema import Thema
from kim_desktop.application.schritt.tun import tue
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from kim_desktop.trust.quelle import SaatQuelle
from tests.acceptance import wege
from tests.hilfen.kreis import MELDUNG, Kreis

OHNE_DATEN = {"keine_personendaten": True}
NEUES_THEMA = {
    "titel": "Kein Schalter ohne Termin",
    "kurzfassung": "Termine gibt es nur noch im Netz.",
    "handlungsfeld": "Digitales/Zugang zu Behörden",
    "rechtskreise": ["AufenthG"],
    "besprochen_am": "2026-01-09",
    **OHNE_DATEN,
}


@pytest.fixture
def april(kreis: Kreis) -> Iterator[Arbeitsplatz]:
    """The CM-Koordination after the first quarter, in which only Hennef has reported."""
    wege.gemeldet(kreis, "HEN")
    kreis.schliesse()
    spaeter = SaatQuelle("April", datetime(2026, 4, 8, 9, tzinfo=UTC))
    ap = oeffne_arbeitsplatz(kreis.profil("KI"), Zugang(), spaeter)
    yield ap
    ap.schliesse()


def test_der_eingang_zeigt_was_in_keinem_buendel_ist(kreis: Kreis) -> None:
    erste, zweite = wege.gemeldet(kreis, "HEN", "TRO")
    kennung = wege.gebuendelt(kreis, [erste])
    kurz = kreis.tue("KI", "das_kennen_wir_auch", thema=kennung, fuer_stelle="BTN", **OHNE_DATEN)

    eingang = {m.kennung: m for m in seite(kreis).eingang}
    assert set(eingang) == {zweite, kurz.kennung}
    assert (eingang[zweite].stelle, eingang[zweite].seit) == ("Stelle TRO", "12.01.2026")
    assert eingang[zweite].handlungsfeld == "Leistungen/Rechtskreiswechsel"
    assert eingang[kurz.kennung].thema == kennung
    assert eingang[zweite].enthaelt("SOZIALAMT luecke")
    assert not eingang[zweite].enthaelt("Sozialamt Schule")


def test_ein_knopf_der_nicht_geht_sagt_warum(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "beobachten", kennung=kennung, begruendung="Noch ein Einzelfall.")
    (meldung,) = seite(kreis).eingang
    assert meldung.hindernisse["zur_ergaenzung"] == ""
    assert "steht auf „wird beobachtet“" in meldung.hindernisse["beobachten"]


def test_das_buendel_erklaert_die_schwelle_und_zeigt_widersprueche(kreis: Kreis) -> None:
    meldungen = wege.gemeldet(kreis, "HEN")
    kennung = wege.gebuendelt(kreis, meldungen)
    kreis.tue("HEN", "buendelung_widersprechen", kennung=meldungen[0], begruendung="Anderes Thema.")
    kreis.bring("HEN", "KI")

    (buendel,) = seite(kreis).buendel
    assert (buendel.kennung, buendel.schwelle.erklaerung) == (
        kennung,
        "1 Meldung, 1 CM-Stelle, es fehlt 1",
    )
    assert buendel.widersprueche == (
        f"Stelle HEN widerspricht der Bündelung von {meldungen[0]}: Anderes Thema.",
    )


def test_teilen_macht_aus_einem_buendel_zwei(kreis: Kreis) -> None:
    meldungen = wege.gemeldet(kreis, "HEN", "TRO", "BTN")
    alt = wege.gebuendelt(kreis, meldungen)
    daten = {"begruendung": "Zwei Ursachen", "titel": "Die zweite Ursache"}
    ap = kreis.plaetze["KI"]
    with pytest.raises(EingabeFehler, match="mindestens eine Meldung bleiben"):
        buendelung.teile(ap, alt, meldungen, daten)
    neu = buendelung.teile(ap, alt, meldungen[1:], daten).kennung

    inhalt = {b.kennung: [m.kennung for m in b.meldungen] for b in seite(kreis).buendel}
    assert inhalt == {alt: meldungen[:1], neu: meldungen[1:]}


def test_was_beim_teilen_scheitert_laesst_das_alte_buendel_ganz(kreis: Kreis) -> None:
    meldungen = wege.gemeldet(kreis, "HEN", "TRO")
    alt = wege.gebuendelt(kreis, meldungen)
    with pytest.raises(EingabeFehler, match="„Titel der Herausforderung“ fehlt"):
        buendelung.teile(kreis.plaetze["KI"], alt, meldungen[1:], {"begruendung": "Irrtum"})
    (buendel,) = seite(kreis).buendel
    assert len(buendel.meldungen) == 2


def test_eine_sammelmeldung_legt_thema_und_meldungen_in_einem_zug_an(kreis: Kreis) -> None:
    daten = {**NEUES_THEMA, "stellen": ["hen", "tro", "btn"]}
    kennung = buendelung.sammelmeldung(kreis.plaetze["KI"], daten).kennung

    (buendel,) = seite(kreis).buendel
    assert (buendel.kennung, buendel.zeile.titel) == (kennung, "Kein Schalter ohne Termin")
    assert buendel.schwelle.erklaerung == "3 Meldungen, 3 CM-Stellen, Schwelle erreicht"
    assert {m.inhalt["quelle"] for m in buendel.meldungen} == {"sitzung"}
    assert {m.inhalt["geschehen_am"] for m in buendel.meldungen} == {"2026-01-09"}
    assert seite(kreis).eingang == ()


def test_eine_sammelmeldung_ergaenzt_ein_vorhandenes_thema(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    ap = kreis.plaetze["KI"]
    daten = {"thema": kennung, "besprochen_am": "2026-01-09", **OHNE_DATEN}
    with pytest.raises(EingabeFehler, match="haben schon gemeldet: Stelle HEN"):
        buendelung.sammelmeldung(ap, {**daten, "stellen": ["hen", "tro"]})
    buendelung.sammelmeldung(ap, {**daten, "stellen": ["tro", "btn"]})
    assert wege.schwelle(kreis, kennung) == "3 Meldungen, 3 CM-Stellen, Schwelle erreicht"


def test_eine_unvollstaendige_sammelmeldung_schreibt_nichts(kreis: Kreis) -> None:
    ap = kreis.plaetze["KI"]
    with pytest.raises(EingabeFehler, match="welche CM-Stellen"):
        buendelung.sammelmeldung(ap, NEUES_THEMA)
    with pytest.raises(EingabeFehler, match="„Gemeinsam besprochen am“ fehlt"):
        buendelung.sammelmeldung(ap, {**NEUES_THEMA, "stellen": ["hen"], "besprochen_am": ""})
    with pytest.raises(EingabeFehler, match="„Rechtskreise“ fehlt"):
        buendelung.sammelmeldung(ap, {**NEUES_THEMA, "stellen": ["hen"], "rechtskreise": []})
    with pytest.raises(ProzessFehler):
        buendelung.sammelmeldung(ap, {**NEUES_THEMA, "stellen": ["hen", "kil"]})
    assert seite(kreis) == Koordination((), (), (), ())


def test_eine_sammelmeldung_zu_einem_thema_vor_der_lg_wartet_im_eingang(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    daten = {"thema": kennung, "besprochen_am": "2026-01-09", "stellen": ["btn"], **OHNE_DATEN}
    buendelung.sammelmeldung(kreis.plaetze["KI"], daten)
    (meldung,) = seite(kreis).eingang
    assert meldung.thema == kennung


def test_ein_thema_sagt_was_ansteht_und_wer_geantwortet_hat(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    frist = {"frist": "2026-01-05"}
    kreis.tue("KI", "abfragen", kennung=kennung, frage="Kennen Sie das?", **frist)
    antwort = {"kennt": "nein", "fuer_stelle": "TRO", **OHNE_DATEN}
    kreis.tue("KI", "abfrage_beantworten", kennung=kennung, **antwort)
    kreis.tue("KI", "stellungnahme_einholen", kennung=kennung, von="Jobcenter", **frist)
    wege.themenblatt(kreis, kennung)

    thema = seite(kreis).themen[0]
    assert thema.ansteht == (
        "unter der Schwelle (1 Meldung, 1 CM-Stelle, es fehlt 1) · 1 Stellungnahme offen, "
        "1 überfällig · 2 Antworten zur Abfrage fehlen · Themenblatt veraltet"
    )
    text = saetze(thema)
    assert "Stelle TRO: nein, am 12.01.2026" in text
    assert "Noch ohne Antwort: Stelle BTN, Stelle HEN" in text
    assert "Jobcenter: erbeten am 12.01.2026, überfällig seit 05.01.2026" in text

    kreis.tue("KI", "stellung_nehmen", kennung=kennung, von="Jobcenter", text="Stimmt.")
    assert "Jobcenter: erbeten am 12.01.2026, eingegangen am 12.01.2026" in saetze(
        seite(kreis).themen[0]
    )


def test_das_themenblatt_ist_aktuell_bis_das_thema_weitergeht(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    ap = kreis.plaetze["KI"]
    tue(ap, "themenblatt_freigeben", vorgaben(ap, "themenblatt_freigeben", kennung))
    assert "aktuell, freigegeben am 12.01.2026." in saetze(seite(kreis).themen[0])
    kreis.tue("KI", "vorlegen", kennung=kennung)
    assert "veraltet: Es sagt „gebündelt“" in saetze(seite(kreis).themen[0])


def test_beendete_themen_stehen_nur_auf_wunsch_in_der_liste(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    kreis.tue("KI", "ohne_vorlage_erledigen", kennung=kennung, begruendung="Schon gelöst.")
    assert seite(kreis).themen == ()
    (thema,) = lies(kreis.plaetze["KI"], auch_beendete=True).themen
    assert thema.hindernisse["wiederaufnehmen"] == ""
    assert "Geht jetzt nicht" in thema.hindernisse["bekanntgeben"]


def test_ein_erledigtes_thema_zaehlt_seine_meldungen_weiter(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    kreis.tue("KI", "ohne_vorlage_erledigen", kennung=kennung, begruendung="Das Land regelt es.")
    (thema,) = lies(kreis.plaetze["KI"], auch_beendete=True).themen
    buendel = next(a for a in thema.abschnitte if a.titel == "Bündel")
    assert buendel.saetze == ("2 Meldungen, 2 CM-Stellen, Schwelle erreicht.",)


def test_jede_aenderung_schuldet_einen_bescheid(kreis: Kreis) -> None:
    erste, zweite = wege.gemeldet(kreis, "HEN", "TRO")
    assert {s.kennung for s in offen(kreis, Schuldart.BESCHEID)} == {erste, zweite}
    ap = kreis.plaetze["KI"]
    assert bescheide.erteile(ap, bescheide.vorschlaege(ap, [erste, zweite])) == 2
    assert offen(kreis, Schuldart.BESCHEID) == []

    wege.gebuendelt(kreis, [erste])
    (schuld,) = offen(kreis, Schuldart.BESCHEID)
    assert (schuld.wer, schuld.wem) == ("CM-Koordination", "Stelle HEN")
    assert schuld.was == "Bescheid „gebündelt“ zu: Lücke beim Wechsel ins SGB II"


def test_bescheide_gehen_hinaus_wie_sie_gezeigt_wurden_oder_gar_nicht(kreis: Kreis) -> None:
    erste, zweite = wege.gemeldet(kreis, "HEN", "TRO")
    ap = kreis.plaetze["KI"]
    gezeigt = bescheide.vorschlaege(ap, [erste, zweite])
    assert [g.stelle for g in gezeigt] == ["Stelle HEN", "Stelle TRO"]
    assert gezeigt[0].daten["text"].startswith("Ihre Meldung ist bei der CM-Koordination")
    wege.gebuendelt(kreis, [zweite])
    with pytest.raises(ProzessFehler, match="es wurde keiner erteilt"):
        bescheide.erteile(ap, gezeigt)
    assert wege.meldung(kreis, "KI", erste).bescheide == ()


def test_wer_seine_meldung_selbst_zurueckzog_braucht_keinen_bescheid(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("HEN", "zurueckziehen", kennung=kennung, begruendung="Hat sich erledigt.")
    kreis.bring("HEN", "KI")
    assert offen(kreis, Schuldart.BESCHEID) == []


def test_offene_rueckfragen_nennen_wer_dran_ist(kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "fragen", kennung=kennung, text="Seit wann?", frist="2026-01-30")
    kreis.tue("HEN", "fragen", kennung=kennung, text="Was wird daraus?")
    kreis.bring("HEN", "KI")
    zeilen = {s.was: s for s in offen(kreis, Schuldart.RUECKFRAGE)}
    an_hennef = zeilen["Antwort auf: Seit wann?"]
    assert (an_hennef.wer, an_hennef.bis_tag) == ("Stelle HEN", "30.01.2026")
    assert zeilen["Antwort auf: Was wird daraus?"].wer == "CM-Koordination"

    erledige(kreis, an_hennef, text="Seit 2025.")
    assert len(offen(kreis, Schuldart.RUECKFRAGE)) == 1


def test_eine_rueckfrage_zum_thema_geht_an_den_der_es_hat(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")
    kreis.tue("KIL", "fragen", kennung=kennung, text="Wie viele Fälle?")
    kreis.bring("KIL", "KI")
    kreis.tue("KI", "fragen", kennung=kennung, text="Wann geht es weiter?")
    wer = {s.was: s.wer for s in offen(kreis, Schuldart.RUECKFRAGE)}
    assert wer == {
        "Antwort auf: Wie viele Fälle?": "CM-Koordination",
        "Antwort auf: Wann geht es weiter?": "KI-Leitung",
    }


def test_abfragen_und_stellungnahmen_werden_an_der_liste_eingetragen(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    kreis.tue("KI", "abfragen", kennung=kennung, frage="Kennen Sie das?")
    kreis.tue("KI", "stellungnahme_einholen", kennung=kennung, von="Jobcenter", frist="2026-01-05")
    assert len(offen(kreis, Schuldart.ABFRAGE)) == 3
    erledige(kreis, offen(kreis, Schuldart.ABFRAGE)[0], kennt="ja", **OHNE_DATEN)
    assert {s.wer for s in offen(kreis, Schuldart.ABFRAGE)} == {"Stelle HEN", "Stelle TRO"}

    (schuld,) = offen(kreis, Schuldart.STELLUNGNAHME)
    assert (schuld.wer, schuld.wem, schuld.ueberfaellig) == ("Jobcenter", "CM-Koordination", True)
    erledige(kreis, schuld, text="Das stimmt.")
    assert offen(kreis, Schuldart.STELLUNGNAHME) == []


def test_eine_neue_bitte_um_stellungnahme_ist_wieder_offen(kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    for _ in range(2):
        kreis.tue("KI", "stellungnahme_einholen", kennung=kennung, von="Jobcenter")
        assert len(offen(kreis, Schuldart.STELLUNGNAHME)) == 1
        kreis.tue("KI", "stellung_nehmen", kennung=kennung, von="Jobcenter", keine=True)
        assert offen(kreis, Schuldart.STELLUNGNAHME) == []


def test_kenntnisnahmen_fehlen_bis_sie_da_sind(kreis: Kreis) -> None:
    wege.bekanntgegeben(kreis)
    assert len(offen(kreis, Schuldart.KENNTNISNAHME)) == 3
    erledige(kreis, offen(kreis, Schuldart.KENNTNISNAHME)[0], quelle="telefon")
    assert {s.wer for s in offen(kreis, Schuldart.KENNTNISNAHME)} == {"Stelle HEN", "Stelle TRO"}


def test_die_antwort_des_landes_fehlt_bis_sie_erfasst_ist(kreis: Kreis) -> None:
    kennung = wege.weitergeleitet(kreis)
    weiter = {"beschlusstext": "Das Land wird gebeten.", "an": "land", "antwort_bis": "2026-01-02"}
    kreis.tue("LG", "weitergeben", kennung=kennung, adressat="Ministerium", **weiter)
    kreis.bring("LG", "KI")
    (schuld,) = offen(kreis, Schuldart.ANTWORT)
    assert (schuld.wer, schuld.wem, schuld.ueberfaellig) == ("Ministerium", "Lenkungsgruppe", True)
    erledige(kreis, schuld, text="Es bleibt dabei.", zustand="erledigt")
    assert offen(kreis, Schuldart.ANTWORT) == []


def test_am_quartalsende_fehlt_wer_nichts_gesagt_hat(april: Arbeitsplatz) -> None:
    fehlende = [s for s in lies(april).schulden if s.art is Schuldart.NULLMELDUNG]
    assert [s.wer for s in fehlende] == ["Stelle BTN", "Stelle TRO"]
    assert fehlende[0].was == "Meldung oder „Keine Meldung“ für das 1. Quartal 2026"
    f = vorbelegt(april, "keine_meldung", "", fehlende[0].vorgaben)
    tue(april, "keine_meldung", f.vorgaben)
    fehlende = [s for s in lies(april).schulden if s.art is Schuldart.NULLMELDUNG]
    assert [s.wer for s in fehlende] == ["Stelle TRO"]


def test_im_ersten_quartal_einer_stelle_fehlt_noch_nichts(kreis: Kreis) -> None:
    assert offen(kreis, Schuldart.NULLMELDUNG) == []


def test_der_neue_dialog_bringt_mehrere_meldungen_mit(kreis: Kreis) -> None:
    meldungen = wege.gemeldet(kreis, "HEN", "TRO")
    f = buendelung.frage_nach_neuem_buendel(kreis.plaetze["KI"], meldungen)
    assert f.vorgaben["meldungen"] == meldungen
    assert f.vorgaben["titel"] == MELDUNG["titel"]


def test_hinzubuendeln_schlaegt_das_thema_der_kurzen_meldung_vor(kreis: Kreis) -> None:
    ap = kreis.plaetze["KI"]
    with pytest.raises(EingabeFehler, match="Es gibt noch kein Bündel"):
        buendelung.frage_nach_buendel(ap)
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN"))
    f = buendelung.frage_nach_buendel(ap, kennung)
    assert (f.vorgaben["thema"], list(f.auswahl["thema"])) == (kennung, [kennung])


def seite(kreis: Kreis) -> Koordination:
    return lies(kreis.plaetze["KI"])


def offen(kreis: Kreis, art: Schuldart) -> list[Schuld]:
    return [s for s in seite(kreis).schulden if s.art is art]


def saetze(thema: Thema) -> str:
    return "\n".join(satz for a in thema.abschnitte for satz in a.saetze)


def vorgaben(ap: Arbeitsplatz, schritt: str, kennung: str) -> dict[str, object]:
    return {**vorbelegt(ap, schritt, kennung).vorgaben, "kennung": kennung}


def erledige(kreis: Kreis, schuld: Schuld, **daten: object) -> None:
    """Do the step that settles a line, with what its dialog is filled with."""
    ap = kreis.plaetze["KI"]
    f = vorbelegt(ap, schuld.art.schritt, schuld.kennung, schuld.vorgaben)
    tue(ap, f.schritt, {**f.vorgaben, "kennung": schuld.kennung, **daten})
