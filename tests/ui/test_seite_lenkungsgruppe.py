"""Die Geschäftsführung der Lenkungsgruppe an ihrer Seite, nur mit der Tastatur."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QTableView

from kim_desktop.application.sitzung import agenda
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.rollen.lenkungsgruppe import Lenkungsgruppe
from tests.acceptance import wege
from tests.hilfen import kreis as k
from tests.hilfen.kreis import Kreis
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn

SITZUNG: dict[str, Any] = {
    "titel": "1. Sitzung 2026",
    "sitzung_am": "2026-03-05",
    "mitglieder": [
        {"name": "Kreisdirektion", "stimmberechtigt": True},
        {"name": "Jobcenter", "vertretung": "stv. Leitung", "stimmberechtigt": True},
    ],
}
Oeffne = Callable[[], Bedienung]


@pytest.fixture
def oeffne(setze_an: SetzeAn) -> Oeffne:
    """Sit down at the Lenkungsgruppe."""
    return lambda: setze_an("LG", Rolle.LENKUNGSGRUPPE)


def seite(b: Bedienung) -> Lenkungsgruppe:
    """Return the page."""
    gefunden = b.fenster.seiten.rollenseite(Rolle.LENKUNGSGRUPPE)
    assert isinstance(gefunden, Lenkungsgruppe)
    return gefunden


def waehle(b: Bedienung, tabelle: str, zeile: int) -> None:
    """Put the cursor on a row."""
    gefunden = b.gehe_zu(tabelle)
    assert isinstance(gefunden, QTableView)
    b.taste(Qt.Key.Key_Home, *[Qt.Key.Key_Down] * zeile)
    b.warte(lambda: gefunden.currentIndex().row() == zeile)


def test_eine_sitzung_von_der_einladung_bis_zum_genehmigten_protokoll(
    kreis: Kreis, oeffne: Oeffne
) -> None:
    wege.weitergeleitet(kreis)
    b = oeffne()
    lg = seite(b)
    assert lg.sitzungen.ui.keine_sitzung.isVisible()

    b.druecke("anberaumen")
    b.dialog()
    b.fuelle(titel="1. Sitzung 2026", sitzung_am="05.03.2026")
    b.bestaetige()
    b.druecke("aufsetzen")
    b.warte(lambda: lg.sitzungen.punkte.rowCount() == 1)
    b.druecke("freier_top")
    b.dialog()
    b.fuelle(titel="Begrüßung")
    b.bestaetige()
    b.warte(lambda: lg.sitzungen.punkte.rowCount() == 2)
    waehle(b, "tagesordnung", 1)
    b.druecke("hoch")
    b.warte(lambda: lg.sitzungen.punkte.als_text().startswith("1 |  | Begrüßung"))

    b.reiter(Qt.Key.Key_B)
    waehle(b, "punkte", 1)
    b.druecke("schritt_beauftragen")
    dialog = b.dialog()
    b.gehe_zu("feld_gruppen")
    b.taste(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    b.fuelle(name="Übergänge")
    b.bestaetige()
    b.fuelle(ziel="Ein fester Übergangstag", berichtstermin="30.09.2026")
    werte = dialog.formular.werte()
    assert (werte["sitzung"], werte["top"], werte["sitzung_am"]) == (
        "1. Sitzung 2026",
        "2",
        "2026-03-05",
    )
    b.bestaetige()
    b.warte(lambda: "Auftrag erteilt" in lg.beschliessen.getroffen.als_text())

    b.reiter(Qt.Key.Key_E)
    for knopf, stand in (
        ("entwurf", "Protokoll im Entwurf"),
        ("versenden", "Protokoll versandt, Einwände bis 26.01.2026"),
        ("genehmigen", "Protokoll genehmigt"),
    ):
        b.druecke(knopf)
        b.dialog()
        b.bestaetige()
        b.warte(lambda s=stand: lg.ui.kennung.text() == s)
    assert "Auftrag erteilt (im Konsens)." in lg.protokoll.ui.vorschau.toPlainText()

    b.reiter(Qt.Key.Key_U)
    b.warte(lambda: lg.umsetzung.modell.rowCount() == 1)
    assert "Übergänge | 30.09.2026 | Auftrag erteilt" in lg.umsetzung.modell.als_text()
    waehle(b, "beschluesse", 0)
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: b.fenster.seiten.vorgang.ui.kennung.text() == "KI1-2026-001")


def test_je_person_eine_taste(kreis: Kreis, oeffne: Oeffne) -> None:
    kreis.tue("LG", "sitzung_anlegen", **SITZUNG)
    b = oeffne()
    teilnahme = seite(b).teilnahme
    b.reiter(Qt.Key.Key_T)
    waehle(b, "mitglieder", 0)
    b.taste(Qt.Key.Key_A, Qt.Key.Key_V)
    assert teilnahme.ui.anzahl.text() == "2 von 2 Stimmen vertreten. Noch nicht festgehalten."
    b.gehe_zu("gaeste")
    b.tippe("Schulamt")
    b.druecke("festhalten")
    b.warte(lambda: teilnahme.ui.anzahl.text() == "2 von 2 Stimmen vertreten.")
    assert teilnahme.modell.als_text().splitlines() == [
        "Kreisdirektion |  | ja | anwesend",
        "Jobcenter | stv. Leitung | ja | vertreten durch stv. Leitung",
    ]
    assert "Schulamt" in seite(b).protokoll.ui.vorschau.toPlainText()

    b.druecke("aendern")
    b.dialog()
    b.fuelle(warum="Neues Mitglied")
    b.gehe_zu("feld_mitglieder")
    b.taste(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    b.fuelle(name="Ausländerbehörde")
    b.bestaetige()
    b.bestaetige()
    b.warte(lambda: teilnahme.modell.rowCount() == 3)


def test_alles_wie_vorgeschlagen_und_eine_berichtigung(kreis: Kreis, oeffne: Oeffne) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    sitzung = kreis.tue("LG", "sitzung_anlegen", **SITZUNG).kennung
    agenda.setze_auf(kreis.plaetze["LG"], sitzung, kennung)
    b = oeffne()
    getroffen = seite(b).beschliessen.getroffen
    b.reiter(Qt.Key.Key_B)
    assert "Der Übergangstag wird eingeführt." in _unterlagen(b)
    b.druecke("alle_beschliessen")
    b.dialog()
    b.fuelle(ergebnis="vereinbart")
    b.bestaetige()
    b.warte(lambda: getroffen.rowCount() == 3)
    assert "Übergangstag: vereinbart (im Konsens)" in getroffen.als_text()

    waehle(b, "getroffen", 1)
    b.druecke("berichtigen")
    b.dialog()
    b.fuelle(warum="Es wurde empfohlen.", ergebnis="empfohlen")
    b.bestaetige()
    b.warte(lambda: "Übergangstag: empfohlen" in getroffen.als_text())


def test_der_beschlusstext_ist_der_des_gewaehlten_loesungsansatzes(
    kreis: Kreis, oeffne: Oeffne
) -> None:
    """Neither the text of the Auftrag nor that of the decision before."""
    kennung = wege.rm_vorgelegt(kreis)
    vorschlag = k.RM["loesungsansaetze"][0]["beschlussvorschlag"]
    b = oeffne()
    b.oeffne(kennung)
    dialog = b.schritt("beschliessen")
    assert dialog.formular.werte()["beschlusstext"] == vorschlag
    b.fuelle(beschlusstext="Anders beschlossen.")
    b.bestaetige()
    dialog = b.schritt("beschliessen")
    werte = dialog.formular.werte()
    assert werte["gegenstand"] == "oeffentlichkeitsarbeit"
    assert "Öffentlichkeitsarbeit" in werte["beschlusstext"]
    b.taste(Qt.Key.Key_Escape)


def test_mehrere_vorlagen_gemeinsam_ohne_sitzung(kreis: Kreis, oeffne: Oeffne) -> None:
    wege.weitergeleitet(kreis)
    kreis.tue("LG", "sitzung_anlegen", **SITZUNG)
    b = oeffne()
    b.gehe_zu("sitzung")
    b.taste(Qt.Key.Key_End)
    b.warte(lambda: seite(b).beschliessen.sitzung == "")
    b.reiter(Qt.Key.Key_B)
    b.druecke("gemeinsam")
    dialog = b.dialog()
    b.fuelle(vorlagen="KI1-2026-001", ausgang="Zur Kenntnis nehmen", sitzung_am="12.01.2026")
    assert dialog.formular.werte()["verfahren"] == "umlauf"
    b.bestaetige()
    b.warte(lambda: not seite(b).beschliessen.punkte.zeilen)
    assert seite(b).beschliessen.ui.keine_punkte.isVisible()


def test_ein_streit_steht_in_worten_da_und_wird_dort_beendet(kreis: Kreis, oeffne: Oeffne) -> None:
    kennung = wege.weitergeleitet(kreis)
    k.nimm_auf(kreis, "LG2", Rolle.LENKUNGSGRUPPE, stelle="LG")
    kreis.bring("KI", "LG")
    lies_ein(kreis.plaetze["LG2"], kreis.gib("KI", "LG"))
    kreis.tue("LG", "beauftragen", kennung=kennung, **wege.AUFTRAG)
    kreis.tue("LG2", "vertagen", kennung=kennung, begruendung="Haushalt")
    for name in ("LG", "LG2"):
        kreis.bring(name, "KI")
    kreis.bring("KI", "LG")
    b = oeffne()
    b.reiter(Qt.Key.Key_B)
    unterlagen = _unterlagen(b)
    assert "Strittig: 2 Entscheidungen widersprechen sich" in unterlagen
    assert "Arbeitsplatz LG1" in unterlagen
    assert "Arbeitsplatz LG2" in unterlagen
    b.druecke("schritt_vertagen")
    b.dialog()
    b.bestaetige()
    b.warte(lambda: "Strittig" not in _unterlagen(b))
    assert seite(b).beschliessen.punkte.als_text().endswith("vertagt")


def test_im_verlauf_berichtigt_nur_wer_schrieb(kreis: Kreis, oeffne: Oeffne) -> None:
    kennung = wege.weitergeleitet(kreis)
    kreis.tue("LG", "vertagen", kennung=kennung, vertagt_auf="2026-03-05")
    b = oeffne()
    b.oeffne(kennung)
    vorgang = b.fenster.seiten.vorgang
    b.gehe_zu("qt_tabwidget_tabbar")
    b.taste(Qt.Key.Key_Right)
    waehle(b, "verlauf", 0)
    assert not vorgang.ui.berichtigen.isEnabled()
    waehle(b, "verlauf", vorgang.verlauf.rowCount() - 1)
    b.druecke("berichtigen")
    dialog = b.dialog()
    assert dialog.windowTitle().startswith("Berichtigen: Vertagen – ")
    b.fuelle(warum="Anderer Tag", vertagt_auf="10.12.2026")
    assert dialog.formular.werte()["vertagt_auf"] == "2026-12-10"
    b.bestaetige()
    b.warte(lambda: "Eintrag berichtigen" in vorgang.verlauf.als_text())


def test_die_tagesordnung_bietet_die_herausforderungen_zur_wahl(
    kreis: Kreis, oeffne: Oeffne
) -> None:
    wege.weitergeleitet(kreis)
    sitzung = kreis.tue("LG", "sitzung_anlegen", **SITZUNG).kennung
    b = oeffne()
    b.oeffne(sitzung)
    b.schritt("tagesordnung")
    b.gehe_zu("feld_punkte")
    b.taste(Qt.Key.Key_Tab, Qt.Key.Key_Space)
    b.fuelle(top="1")
    b.mehr()
    wahl = b.gehe_zu("feld_vorgang")
    assert isinstance(wahl, QComboBox)
    b.fuelle(vorgang="KI1-2026-001  Lücke beim Rechtskreiswechsel")
    b.bestaetige()
    b.bestaetige()
    b.rolle(Rolle.LENKUNGSGRUPPE)
    assert "KI1-2026-001" in seite(b).sitzungen.punkte.als_text()


def test_jeder_knopf_sagt_warum_er_nichts_tut(kreis: Kreis, oeffne: Oeffne) -> None:
    b = oeffne()
    for _, teil in seite(b).reiter:
        for knopf in teil.findChildren(QAbstractButton):
            assert knopf.isEnabled() or knopf.accessibleDescription(), knopf.objectName()


def _unterlagen(b: Bedienung) -> str:
    return seite(b).beschliessen.ui.unterlagen.toPlainText()


def test_das_fenster_schliesst_nicht_ueber_einer_offenen_teilnahme(
    kreis: Kreis, oeffne: Oeffne
) -> None:
    kreis.tue("LG", "sitzung_anlegen", **SITZUNG)
    b = oeffne()
    b.reiter(Qt.Key.Key_T)
    b.gehe_zu("mitglieder")
    b.taste(Qt.Key.Key_A)
    b.fenster.close()
    frage = b.rueckfrage()
    assert frage.text() == "Teilnahme: noch nicht festgehalten. Trotzdem schließen?"
    b.antworte(Qt.Key.Key_Escape)
    b.druecke("festhalten")
    b.warte(lambda: seite(b).offenes() == "")
    b.fenster.close()
    assert not b.fenster.isVisible()


def test_von_der_tagesordnung_wird_nichts_ohne_rueckfrage_genommen(
    kreis: Kreis, oeffne: Oeffne
) -> None:
    sitzung = kreis.tue("LG", "sitzung_anlegen", **SITZUNG).kennung
    for titel in ("Begrüßung", "Verschiedenes"):
        kreis.tue("LG", "freier_top", kennung=sitzung, titel=titel)
    b = oeffne()
    punkte = seite(b).sitzungen.punkte
    for taste, mit, uebrig in (
        (Qt.Key.Key_Return, None, 2),
        (Qt.Key.Key_H, Qt.KeyboardModifier.AltModifier, 1),
    ):
        waehle(b, "tagesordnung", 1)
        b.druecke("herunternehmen")
        assert b.rueckfrage().text() == "TOP 2 von der Tagesordnung nehmen?"
        assert b.rueckfrage().informativeText() == "Verschiedenes"
        b.antworte(taste, mit=mit)
        b.warte(lambda n=uebrig: punkte.rowCount() == n)
