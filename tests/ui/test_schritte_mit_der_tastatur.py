"""Jeder Schritt jeder Rolle lässt sich am Vorgang mit der Tastatur öffnen und ausfüllen."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kim_desktop.application.sitzung import agenda
from kim_desktop.domain.rollen import Rolle
from kim_desktop.domain.schritte import SCHRITTE, VERBORGEN
from kim_desktop.ui.bausteine.knopf import Knopf
from kim_desktop.ui.dialoge.schrittdialog import Felddialog
from tests.acceptance import wege
from tests.hilfen.kreis import Kreis
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn
from tests.ui.pflichtfelder import fuelle_pflichtfelder

Weg = Callable[[Kreis], str]
SITZUNG = {"titel": "1. Sitzung 2026", "sitzung_am": "2026-03-04"}
ENTSCHEIDUNG = {"beschlusstext": "So sei es."}


def meldung(kreis: Kreis) -> str:
    """A Meldung with an open question of the CM-Koordination."""
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "fragen", kennung=kennung, text="Seit wann?")
    kreis.bring("KI", "HEN")
    return kennung


def zur_ergaenzung(kreis: Kreis) -> str:
    kennung = meldung(kreis)
    kreis.tue("KI", "zur_ergaenzung", kennung=kennung, begruendung="Wie viele?")
    kreis.bring("KI", "HEN")
    return kennung


def buendel(kreis: Kreis) -> str:
    """A bundle, with a body and all CM-Stellen asked, and one Meldung more."""
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO", "BTN")[:2])
    kreis.tue("KI", "stellungnahme_einholen", kennung=kennung, von="Jobcenter")
    kreis.tue("KI", "abfragen", kennung=kennung, frage="Kennen Sie das auch?")
    kreis.bring("KI", "BTN")
    return kennung


def vorgelegt(kreis: Kreis) -> str:
    kennung = buendel(kreis)
    kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")
    return kennung


def sitzung(kreis: Kreis) -> str:
    return kreis.tue("LG", "sitzung_anlegen", **SITZUNG).kennung


def abgelehnt(kreis: Kreis) -> str:
    kennung = wege.weitergeleitet(kreis)
    nein = {**ENTSCHEIDUNG, "begruendung": "Zuständig ist das Land."}
    kreis.tue("LG", "auftrag_nicht_erteilen", kennung=kennung, **nein)
    kreis.bring("LG", "KI")
    return kennung


def weitergegeben(kreis: Kreis) -> str:
    kennung = wege.weitergeleitet(kreis)
    kreis.tue("LG", "weitergeben", kennung=kennung, **ENTSCHEIDUNG, an="land")
    kreis.bring("LG", "KI")
    return kennung


#: Workplace, role, what happened before, the steps offered there.
STATIONEN: list[tuple[str, Rolle, Weg, str]] = [
    (
        "HEN",
        Rolle.CM_STELLE,
        meldung,
        "antworten buendelung_widersprechen ergaenzen fragen zurueckziehen",
    ),
    (
        "HEN",
        Rolle.CM_STELLE,
        zur_ergaenzung,
        "antworten buendelung_widersprechen ergaenzen fragen zurueckziehen",
    ),
    ("BTN", Rolle.CM_STELLE, buendel, "abfrage_beantworten"),
    ("HEN", Rolle.CM_STELLE, wege.bekanntgegeben, "erfolg_melden kenntnis_nehmen"),
    (
        "KI",
        Rolle.CM_KOORDINATION,
        meldung,
        "antworten beobachten bescheiden buendeln buendelung_widersprechen "
        "ergaenzen fragen notieren ohne_vorlage_erledigen schwaerzen "
        "uebernehmen zur_ergaenzung zurueckziehen",
    ),
    (
        "KI",
        Rolle.CM_KOORDINATION,
        buendel,
        "abfrage_beantworten abfragen beobachten buendeln fragen loesen "
        "notieren ohne_vorlage_erledigen stellung_nehmen stellungnahme_einholen "
        "themenblatt_freigeben vorlegen zusammenfassen",
    ),
    (
        "KI",
        Rolle.CM_KOORDINATION,
        wege.rm_vorgelegt,
        "abfragen bearbeiten fragen notieren rueckmelden themenblatt_freigeben "
        "uebernehmen zusagen zusammenfassen",
    ),
    (
        "KI",
        Rolle.CM_KOORDINATION,
        wege.beschlossen,
        "abfragen bekanntgeben fragen notieren themenblatt_freigeben "
        "uebernehmen umsetzung_melden zusagen zusammenfassen",
    ),
    (
        "KI",
        Rolle.CM_KOORDINATION,
        wege.bekanntgegeben,
        "abfragen abschliessen erfolg_melden fragen kenntnis_nehmen notieren "
        "themenblatt_freigeben uebernehmen umsetzung_melden zusagen "
        "zusammenfassen",
    ),
    (
        "KI",
        Rolle.CM_KOORDINATION,
        abgelehnt,
        "abfragen fragen notieren themenblatt_freigeben wiederaufnehmen zusammenfassen",
    ),
    (
        "KI",
        Rolle.CM_KOORDINATION,
        weitergegeben,
        "abfragen antwort_erfassen fragen notieren themenblatt_freigeben zusammenfassen",
    ),
    (
        "KIL",
        Rolle.KI_LEITUNG,
        vorgelegt,
        "fragen mitzeichnen stellung_nehmen stellungnahme_einholen weiterleiten zurueckgeben",
    ),
    (
        "LG",
        Rolle.LENKUNGSGRUPPE,
        wege.weitergeleitet,
        "auftrag_nicht_erteilen beauftragen fragen vertagen verweisen "
        "weitergeben zur_kenntnis_nehmen zurueckverweisen",
    ),
    (
        "LG",
        Rolle.LENKUNGSGRUPPE,
        wege.rm_vorgelegt,
        "beschliessen fragen rm_zurueckverweisen vertagen weitergeben zur_kenntnis_nehmen",
    ),
    ("LG", Rolle.LENKUNGSGRUPPE, sitzung, "freier_top niederschrift tagesordnung"),
    ("PG", Rolle.PROJEKTGRUPPE, wege.beauftragt, "bearbeiten fragen rueckmelden"),
]


@pytest.mark.parametrize(
    ("platz", "rolle", "weg", "erwartet"),
    STATIONEN,
    ids=[f"{platz} {getattr(weg, '__name__', 'weg')}" for platz, _, weg, _ in STATIONEN],
)
def test_jeder_schritt_laesst_sich_mit_der_tastatur_ausfuellen(
    kreis: Kreis, setze_an: SetzeAn, platz: str, rolle: Rolle, weg: Weg, erwartet: str
) -> None:
    kennung = weg(kreis)
    b = setze_an(platz, rolle)
    b.oeffne(kennung)
    b.warte(lambda: bool(angeboten(b)))
    namen = angeboten(b)
    assert sorted(namen) == sorted(erwartet.split())
    for name in namen:
        dialog = b.schritt(name)
        assert fuelle_pflichtfelder(b, dialog, dialog.felder) == [], name
        b.brich_ab()


@pytest.mark.parametrize(
    ("platz", "rolle", "weg", "schritt", "feld"),
    [
        ("BTN", Rolle.CM_STELLE, buendel, "abfrage_beantworten", "kennt"),
        ("KI", Rolle.CM_KOORDINATION, buendel, "stellungnahme_einholen", "von"),
        ("KI", Rolle.CM_KOORDINATION, wege.beschlossen, "zusagen", "zusage"),
        ("KI", Rolle.CM_KOORDINATION, wege.bekanntgegeben, "abschliessen", "wirksamkeit"),
    ],
)
def test_keine_antwort_steht_schon_da(
    kreis: Kreis, setze_an: SetzeAn, platz: str, rolle: Rolle, weg: Weg, schritt: str, feld: str
) -> None:
    kennung = weg(kreis)
    b = setze_an(platz, rolle)
    b.oeffne(kennung)
    assert feld not in b.schritt(schritt).formular.werte()
    b.brich_ab()


def test_ein_loesungsansatz_mit_falschen_angaben_wird_gleich_erklaert(
    kreis: Kreis, setze_an: SetzeAn
) -> None:
    kennung = wege.beauftragt(kreis)
    b = setze_an("PG", Rolle.PROJEKTGRUPPE)
    b.oeffne(kennung)
    rueckmeldung = b.schritt("rueckmelden")
    b.gehe_zu("feld_loesungsansaetze")
    b.taste(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    eintrag = b.offener()
    assert isinstance(eintrag, Felddialog)
    b.fuelle(titel="Übergangstag", beschreibung="Das Sozialamt zahlt weiter.")
    b.fuelle(beschlussvorschlag="Der Übergangstag gilt.")
    b.mehr()
    b.fuelle(kosten_cent="viel", frist="bald")
    b.druecke_ok()
    assert eintrag.fehler.text() == (
        "„Kosten“ muss ein Betrag sein, zum Beispiel 1.234,50. "
        "„Frist“ muss ein Datum sein, zum Beispiel 22.11.2026 oder 2026-11-22."
    )
    kosten = eintrag.formular.eingaben["kosten_cent"]
    assert eintrag.focusWidget() is kosten
    assert kosten.visibleRegion().boundingRect() == kosten.rect()
    b.fuelle(kosten_cent="0", frist="1.6.26")
    b.bestaetige()
    (ansatz,) = rueckmeldung.formular.werte()["loesungsansaetze"]
    assert (ansatz["kosten_cent"], ansatz["frist"]) == (0, "2026-06-01")
    b.brich_ab()


def test_was_beantwortet_ist_wird_nicht_noch_einmal_zu_beantworten_angeboten(
    kreis: Kreis, setze_an: SetzeAn
) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "fragen", kennung=kennung, text="Seit wann?")
    kreis.bring("KI", "HEN")
    b = setze_an("HEN", Rolle.CM_STELLE)
    b.oeffne(kennung)
    b.schritt("antworten")
    b.fuelle(text="Seit Mai.")
    b.bestaetige()
    b.warte(lambda: "antworten" not in angeboten(b))


def test_die_tagesordnung_nennt_vorgaenge_mit_titel(kreis: Kreis, setze_an: SetzeAn) -> None:
    wege.weitergeleitet(kreis)
    kennung = kreis.tue("LG", "sitzung_anlegen", **SITZUNG).kennung
    agenda.setze_auf(kreis.plaetze["LG"], kennung, "KI1-2026-001")
    b = setze_an("LG", Rolle.LENKUNGSGRUPPE)
    b.oeffne(kennung)
    punkte = b.schritt("tagesordnung").formular.eingaben["punkte"]
    texte = [punkte.liste.item(i).text() for i in range(punkte.liste.count())]
    assert texte == ["1  KI1-2026-001  Lücke beim Rechtskreiswechsel"]
    b.brich_ab()


def angeboten(b: Bedienung) -> list[str]:
    """Return the steps the page of the case offers."""
    knoepfe = b.fenster.seiten.vorgang.findChildren(Knopf)
    namen = [k.objectName() for k in knoepfe if k.isVisible()]
    return [n.removeprefix("schritt_") for n in namen if n.startswith("schritt_")]


def test_ein_inhalt_wird_im_verlauf_geloescht(kreis: Kreis, setze_an: SetzeAn) -> None:
    kennung = meldung(kreis)
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    b.oeffne(kennung)
    assert "Sozialamt" in b.fenster.seiten.vorgang.ui.inhalt.toPlainText()
    b.gehe_zu("qt_tabwidget_tabbar")
    b.taste(Qt.Key.Key_Right)
    b.waehle_zeilen("verlauf")
    b.gehe_zu("loeschen")
    b.taste(Qt.Key.Key_Return)
    dialog = b.dialog()
    assert dialog.windowTitle() == f"Inhalte löschen – {kennung}"
    assert dialog.hinweis.text().startswith("Eintrag: Herausforderung melden, 12.01.2026")
    assert "lässt sich nicht zurücknehmen" in dialog.hinweis.text()
    assert "grund" not in dialog.formular.werte()
    # Enter erases nothing.
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: b.offener() is None)
    b.wende_dich_zu()
    b.druecke("loeschen")
    b.dialog()
    b.fuelle(grund="Personenbezug")
    b.bestaetige()
    b.warte(lambda: "Sozialamt" not in b.fenster.seiten.vorgang.ui.inhalt.toPlainText())


#: Done elsewhere in the window: on a role's page, in the history, in the settings.
ANDERSWO = {"keine_meldung", "berichtigen", "einstellen", "loeschen"}


def test_kein_schritt_ist_vergessen() -> None:
    am_vorgang = {name for *_, namen in STATIONEN for name in namen.split()}
    beginnend = {s.name for s in SCHRITTE if s.gruendet}
    alle = {s.name for s in SCHRITTE} - VERBORGEN
    assert alle - am_vorgang - beginnend == ANDERSWO
