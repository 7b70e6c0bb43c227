"""Die Seite der CM-Koordination, nur mit Tasten: Eingang, Bündeln, Themen, offene Antworten."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.rollen.cm_koordination import CmKoordination
from kim_desktop.ui.rollen.koordination.bescheiddialog import Bescheiddialog
from tests.acceptance import wege
from tests.hilfen.kreis import Kreis
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn
from tests.ui.reiter import doppelte_buchstaben, passt_auf_kleinen_bildschirm

ALT, STRG = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Oeffne = Callable[[], Bedienung]
MELDUNGEN = ["BTN1-2026-001", "HEN1-2026-001", "TRO1-2026-001"]


@pytest.fixture
def gemeldet(kreis: Kreis) -> Kreis:
    """Three Meldungen in the inbox."""
    wege.gemeldet(kreis, "HEN", "TRO", "BTN")
    return kreis


@pytest.fixture
def fenster(setze_an: SetzeAn) -> Oeffne:
    """Open the window of the CM-Koordination on its page."""
    return lambda: setze_an("KI", Rolle.CM_KOORDINATION)


def test_um_ergaenzung_bitten_am_eingang(gemeldet: Kreis, fenster: Oeffne) -> None:
    b = fenster()
    assert kennungen(seite(b).eingang.liste) == MELDUNGEN
    b.waehle_zeilen("eingang", 1)
    b.druecke("eingang_schritte_zur_ergaenzung")
    b.fuelle(begruendung="Seit wann?")
    b.bestaetige()
    b.warte(lambda: "zur Ergänzung" in seite(b).eingang.liste.modell.als_text())
    assert zustand(b, "HEN1-2026-001") == "zur_ergaenzung"
    knopf = seite(b).ui.eingang_schritte.knoepfe["beobachten"]
    assert not knopf.isEnabled()
    assert "steht auf „zur Ergänzung zurückgegeben“" in knopf.toolTip()
    assert knopf.accessibleDescription() == knopf.toolTip()


def test_mehrere_meldungen_lassen_sich_nur_zusammen_buendeln(
    gemeldet: Kreis, fenster: Oeffne
) -> None:
    b = fenster()
    b.waehle_zeilen("eingang", 0, 1)
    knoepfe = seite(b).ui.eingang_schritte.knoepfe
    assert [n for n, k in knoepfe.items() if k.isEnabled()] == ["buendeln", "hinzu"]
    b.druecke("eingang_schritte_buendeln")
    b.dialog()
    b.fuelle(titel="Beim Wechsel fehlt Geld")
    b.bestaetige()
    b.warte(lambda: kennungen(seite(b).eingang.liste) == MELDUNGEN[2:])

    b.druecke("eingang_schritte_hinzu")
    b.dialog()
    b.bestaetige()
    b.warte(lambda: not seite(b).eingang.liste.modell.zeilen)
    assert seite(b).ui.eingang_leer.isVisible()
    assert not knoepfe["buendeln"].isEnabled()
    assert knoepfe["buendeln"].toolTip() == "Bitte zuerst eine Zeile auswählen."


def test_die_eingabetaste_oeffnet_die_meldung(gemeldet: Kreis, fenster: Oeffne) -> None:
    b = fenster()
    b.waehle_zeilen("eingang", 2)
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: b.fenster.seiten.vorgang.ui.kennung.text() == MELDUNGEN[2])


def test_seite_an_seite_buendeln_loesen_teilen_und_vorlegen(
    gemeldet: Kreis, fenster: Oeffne
) -> None:
    b = fenster()
    b.taste(Qt.Key.Key_B, mit=ALT)
    tafel = seite(b).buendeln
    assert "Es gibt noch kein Bündel." in seite(b).ui.schwelle.text()
    b.waehle_zeilen("links", 0)
    b.druecke("links_schritte_neu")
    b.dialog()
    b.fuelle(titel="Beim Wechsel fehlt Geld")
    b.bestaetige()
    b.warte(lambda: seite(b).ui.schwelle.text() == "1 Meldung, 1 CM-Stelle, es fehlt 1.")

    b.waehle_zeilen("links", 0, 1)
    b.druecke("links_schritte_hinzu")
    hinweis = b.fenster.ui.hinweis
    b.warte(lambda: hinweis.text().startswith("2 Meldungen sind jetzt im Bündel KI1"))
    b.warte(lambda: kennungen(tafel.rechts) == MELDUNGEN)
    assert seite(b).ui.schwelle.text() == "3 Meldungen, 3 CM-Stellen, Schwelle erreicht."
    b.waehle_zeilen("rechts", 0, 2)
    assert "mindestens eine" in seite(b).ui.rechts_schritte.knoepfe["teilen"].toolTip()

    b.waehle_zeilen("rechts", 2)
    assert "Sozialamt" in seite(b).ui.rechts_inhalt.toPlainText()
    b.druecke("rechts_schritte_loesen")
    assert b.dialog().formular.werte()["meldungen"] == [MELDUNGEN[2]]
    b.fuelle(begruendung="Anderes Thema.")
    b.bestaetige()
    b.warte(lambda: kennungen(tafel.rechts) == MELDUNGEN[:2])
    assert kennungen(tafel.links) == MELDUNGEN[2:]

    b.waehle_zeilen("rechts", 1)
    b.druecke("rechts_schritte_teilen")
    b.dialog()
    b.fuelle(begruendung="Zwei Ursachen.", titel="Die zweite Ursache")
    b.bestaetige()
    b.warte(lambda: seite(b).ui.buendel.count() == 2)
    b.gehe_zu("buendel")
    b.taste(Qt.Key.Key_Down)
    assert kennungen(tafel.rechts) == [MELDUNGEN[1]]

    b.druecke("rechts_schritte_vorlegen")
    b.dialog()
    b.fuelle(begruendung="Es eilt.")
    b.bestaetige()
    b.warte(lambda: seite(b).ui.buendel.count() == 1)
    assert zustand(b, "KI1-2026-002") == "vorgelegt"


def test_der_filter_findet_was_zusammengehoert(gemeldet: Kreis, fenster: Oeffne) -> None:
    b = fenster()
    b.taste(Qt.Key.Key_B, mit=ALT)
    b.gehe_zu("filter")
    b.tippe("luecke tro")
    assert kennungen(seite(b).buendeln.links) == [MELDUNGEN[2]]
    b.tippe(" gibt es nicht")
    assert seite(b).ui.links_leer.isVisible()


def test_ein_widerspruch_faellt_am_buendel_auf(gemeldet: Kreis, fenster: Oeffne) -> None:
    wege.gebuendelt(gemeldet, MELDUNGEN)
    gemeldet.tue("HEN", "buendelung_widersprechen", kennung=MELDUNGEN[1], begruendung="Passt nicht")
    gemeldet.bring("HEN", "KI")
    b = fenster()
    b.taste(Qt.Key.Key_B, mit=ALT)
    assert seite(b).ui.widerspruch.isVisible()
    assert seite(b).ui.widerspruch.text().endswith("Passt nicht")


def test_der_jour_fixe_in_einem_dialog(kreis: Kreis, fenster: Oeffne) -> None:
    b = fenster()
    b.druecke("eingang_neues_sammelmeldung")
    dialog = b.dialog()
    assert dialog.formular.mehr.isChecked()
    b.fuelle(
        stellen=("Stelle HEN", "Stelle TRO"),
        keine_personendaten="ja",
        titel="Kein Schalter ohne Termin",
    )
    b.druecke_ok()
    b.warte(dialog.fehler.isVisible)
    assert "„Kurzfassung“ fehlt." in dialog.fehler.text()
    b.fuelle(
        kurzfassung="Termine gibt es nur im Netz.",
        handlungsfeld="Digitales/Zugang zu Behörden",
        rechtskreise="AufenthG",
    )
    b.bestaetige()
    b.taste(Qt.Key.Key_B, mit=ALT)
    b.warte(lambda: kennungen(seite(b).buendeln.rechts) == ["KI1-2026-001", "KI1-2026-003"])

    b.taste(Qt.Key.Key_E, mit=ALT)
    b.druecke("eingang_neues_sammelmeldung")
    dialog = b.dialog()
    b.fuelle(thema="KI1-2026-002  Kein Schalter ohne Termin")
    assert not dialog.formular.mehr.isChecked()
    b.fuelle(stellen=("Stelle BTN",), keine_personendaten="ja")
    b.bestaetige()
    b.warte(lambda: len(seite(b).buendeln.rechts.modell.zeilen) == 3)


def test_ein_thema_mit_abfrage_zahlen_und_stellungnahme(gemeldet: Kreis, fenster: Oeffne) -> None:
    kennung = wege.gebuendelt(gemeldet, MELDUNGEN[:2])
    b = fenster()
    b.taste(Qt.Key.Key_T, mit=ALT)
    b.waehle_zeilen("themen")
    b.druecke("themen_schritte_abfragen")
    b.dialog()
    b.bestaetige()
    inhalt = seite(b).ui.themen_inhalt
    b.warte(lambda: "Noch ohne Antwort: Stelle BTN, Stelle HEN" in inhalt.toPlainText())
    assert seite(b).themen.liste.modell.als_text().endswith("3 Antworten zur Abfrage fehlen")

    b.druecke("themen_schritte_stellungnahme_einholen")
    b.dialog()
    b.fuelle(von="Schulamt")
    b.bestaetige()
    b.warte(lambda: "Schulamt: erbeten am 12.01.2026" in inhalt.toPlainText())
    b.druecke("themen_schritte_stellung_nehmen")
    dialog = b.dialog()
    assert dialog.formular.werte()["von"] == "Schulamt"
    b.mehr()
    b.fuelle(text="Einverstanden.")
    b.bestaetige()
    b.warte(lambda: "eingegangen am 12.01.2026" in inhalt.toPlainText())

    b.druecke("themen_schritte_zusammenfassen")
    b.dialog()
    b.bestaetige()
    b.warte(lambda: bool(herausforderung(b, kennung).zahlen))
    assert herausforderung(b, kennung).zahlen["meldungen"] == 2


def test_beendete_themen_kommen_auf_wunsch(gemeldet: Kreis, fenster: Oeffne) -> None:
    kennung = wege.gebuendelt(gemeldet, MELDUNGEN)
    gemeldet.tue("KI", "ohne_vorlage_erledigen", kennung=kennung, begruendung="Gelöst.")
    b = fenster()
    b.taste(Qt.Key.Key_T, mit=ALT)
    assert seite(b).ui.themen_leer.isVisible()
    b.gehe_zu("auch_beendete")
    b.taste(Qt.Key.Key_Space)
    b.warte(lambda: kennungen(seite(b).themen.liste) == [kennung])
    b.waehle_zeilen("themen")
    b.druecke("themen_schritte_wiederaufnehmen")
    b.dialog()
    b.fuelle(begruendung="Es gibt es doch noch.")
    b.bestaetige()
    b.warte(lambda: zustand(b, kennung) == "gebuendelt")


def test_alle_bescheide_auf_einmal_nach_einem_blick_auf_die_texte(
    gemeldet: Kreis, fenster: Oeffne
) -> None:
    wege.gebuendelt(gemeldet, MELDUNGEN[:2])
    b = fenster()
    b.taste(Qt.Key.Key_W, mit=ALT)
    liste = seite(b).schulden.liste
    assert len(liste.modell.zeilen) == 3
    b.gehe_zu("schulden")
    b.taste(Qt.Key.Key_A, mit=STRG)
    b.druecke("schulden_schritte_alle")
    b.warte(lambda: isinstance(b.offener(), Bescheiddialog))
    dialog = b.offener()
    assert isinstance(dialog, Bescheiddialog)
    assert dialog.ui.frage.text() == "Wollen Sie 3 Bescheide mit diesem Wortlaut erteilen?"
    texte = dialog.ui.texte.toPlainText()
    assert texte.count("ist Teil der Herausforderung KI1-2026-001") == 2
    while b.gehe_zu("knoepfe").text() != "3 Bescheide erteilen":
        b.taste(Qt.Key.Key_Tab)
    b.taste(Qt.Key.Key_Space)
    b.warte(lambda: not liste.modell.zeilen)
    assert seite(b).ui.schulden_leer.isVisible()


def test_ein_einzelner_bescheid_ist_vorgeschlagen_und_laesst_sich_aendern(
    gemeldet: Kreis, fenster: Oeffne
) -> None:
    b = fenster()
    b.taste(Qt.Key.Key_W, mit=ALT)
    b.waehle_zeilen("schulden", 1)
    b.druecke("schulden_schritte_bescheid")
    assert b.dialog().formular.werte()["text"].startswith("Ihre Meldung ist bei der")
    b.fuelle(text="Wir haben sie gelesen.")
    b.bestaetige()
    b.warte(lambda: len(seite(b).schulden.liste.modell.zeilen) == 2)


def test_eine_antwort_am_telefon_wird_an_der_liste_eingetragen(
    gemeldet: Kreis, fenster: Oeffne
) -> None:
    kennung = wege.gebuendelt(gemeldet, MELDUNGEN[:2])
    gemeldet.tue("KI", "abfragen", kennung=kennung, frage="Kennen Sie das?")
    b = fenster()
    b.taste(Qt.Key.Key_W, mit=ALT)
    b.fuelle_wahl("nur", "Antworten zu Abfragen")
    b.waehle_zeilen("schulden")
    assert not seite(b).ui.schulden_schritte.knoepfe["bescheid"].isEnabled()
    b.druecke("schulden_schritte_antwort")
    assert b.dialog().formular.werte()["fuer_stelle"] == "btn"
    b.fuelle(kennt="nein", keine_personendaten="ja")
    b.bestaetige()
    b.warte(lambda: len(seite(b).schulden.liste.modell.zeilen) == 2)


def test_alles_passt_auf_einen_kleinen_bildschirm(gemeldet: Kreis, fenster: Oeffne) -> None:
    wege.gebuendelt(gemeldet, MELDUNGEN[:2])
    b = fenster()
    tasten = (Qt.Key.Key_E, Qt.Key.Key_B, Qt.Key.Key_T, Qt.Key.Key_W)
    assert passt_auf_kleinen_bildschirm(b, seite(b), tasten)


def test_kein_buchstabe_fuehrt_auf_einem_reiter_an_zwei_stellen(fenster: Oeffne) -> None:
    assert not doppelte_buchstaben(seite(fenster()).ui.reiter)


def seite(b: Bedienung) -> CmKoordination:
    teil = b.fenster.seiten.rollenseite(Rolle.CM_KOORDINATION)
    assert isinstance(teil, CmKoordination)
    return teil


def kennungen(liste: object) -> list[str]:
    return [z.kennung for z in liste.modell.zeilen]


def zustand(b: Bedienung, kennung: str) -> str:
    return ansicht.zeige(_platz(b), kennung).zeile.zustand


def herausforderung(b: Bedienung, kennung: str) -> object:
    return ansicht.zeige(_platz(b), kennung).fall


def _platz(b: Bedienung) -> Arbeitsplatz:
    return b.fenster.vermittler.arbeitsplatz
