"""Die Seite der CM-Stelle: melden, nachsehen, mitreden, anwenden, nur mit der Tastatur."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox

from kim_desktop.application import ansicht
from kim_desktop.domain.rollen import Rolle
from kim_desktop.trust.quelle import SaatQuelle
from kim_desktop.ui.rollen.cm_stelle import CmStelle
from tests.acceptance import wege
from tests.hilfen.kreis import Kreis
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn

ERZAEHLT = (
    "Familien stehen z. B. nach der Anerkennung wochenlang ohne Geld da. Das Sozialamt stellt ein, "
    "bevor das Jobcenter zahlt. Niemand ist zuständig."
)
Oeffne = Callable[..., Bedienung]


@pytest.fixture
def hennef(setze_an: SetzeAn) -> Oeffne:
    """Open the window of the CM-Stelle on its page, at a time."""

    def oeffne(am: datetime | None = None) -> Bedienung:
        return setze_an("HEN", Rolle.CM_STELLE, SaatQuelle("HEN+", am) if am else None)

    return oeffne


def seite(b: Bedienung) -> CmStelle:
    gefunden = b.fenster.seiten.rollenseite(Rolle.CM_STELLE)
    assert isinstance(gefunden, CmStelle)
    return gefunden


def test_wer_zum_ersten_mal_meldet_braucht_vier_eingaben_und_hoechstens_zwoelf_tasten(
    hennef: Oeffne,
) -> None:
    b = hennef()
    b.tasten = 0
    b.tippe(ERZAEHLT)
    b.gehe_zu("feld_handlungsfeld")
    b.tippe("Leis")
    b.gehe_zu("feld_rechtskreise")
    b.taste(Qt.Key.Key_Space)
    b.gehe_zu("feld_keine_personendaten")
    b.taste(Qt.Key.Key_Space)
    b.gehe_zu("meldung_abgeben")
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: "Gespeichert als HEN1-2026-001" in seite(b).ui.melden_satz.text())
    assert b.tasten <= 12

    inhalt = ansicht.zeige(b.fenster.vermittler.arbeitsplatz, "HEN1-2026-001").fall.inhalt
    assert inhalt["titel"] == "Familien stehen z. B. nach der Anerkennung wochenlang ohne Geld da"
    assert inhalt["kurzfassung"].endswith("bevor das Jobcenter zahlt.")
    assert inhalt["sachverhalt"] == ERZAEHLT
    assert inhalt["handlungsfeld"]["label"] == "Leistungen/Rechtskreiswechsel"
    assert [r["label"] for r in inhalt["rechtskreise"]] == ["SGB II"]
    assert seite(b).neue_meldung.werte() == {}
    b.reiter(Qt.Key.Key_M)
    assert "HEN1-2026-001 | Familien stehen" in seite(b).meldungen.liste.modell.als_text()


def test_was_fehlt_wird_gesagt_und_nichts_geht_verloren(hennef: Oeffne) -> None:
    b = hennef()
    b.tippe(ERZAEHLT)
    b.leertaste("meldung_abgeben")
    b.warte(seite(b).ui.fehler.isVisible)
    assert "„Handlungsfeld“ fehlt." in seite(b).ui.fehler.text()
    assert seite(b).neue_meldung.werte()["sachverhalt"] == ERZAEHLT
    b.fuelle(
        handlungsfeld="Kita", rechtskreise=("weiß nicht", "KiBiz NRW"), keine_personendaten="ja"
    )
    b.leertaste("meldung_abgeben")
    b.warte(lambda: "HEN1-2026-001" in seite(b).ui.melden_satz.text())
    assert not seite(b).ui.fehler.isVisible()


def test_ein_eigener_titel_bleibt_stehen(hennef: Oeffne) -> None:
    b = hennef()
    b.tippe("Kein Geld. Wochenlang.")
    b.fuelle(titel="Leistungslücke")
    b.taste(Qt.Key.Key_Backtab)
    b.tippe(" Und kein Arzt.")
    werte = seite(b).neue_meldung.werte()
    assert werte["titel"] == "Leistungslücke"
    assert werte["kurzfassung"] == "Kein Geld. Wochenlang."


def test_der_entwurf_ist_nach_einem_neustart_wieder_da(hennef: Oeffne) -> None:
    b = hennef()
    b.tippe("Kein Geld. Wochenlang.")
    b.fuelle(handlungsfeld="Kita", rechtskreise="SGB II", keine_personendaten="ja")
    # The window closes before the pause after typing is over.
    b = hennef()
    werte = seite(b).neue_meldung.werte()
    assert werte["sachverhalt"] == "Kein Geld. Wochenlang."
    assert werte["titel"] == "Kein Geld"
    assert werte["handlungsfeld"] == "kita"
    assert werte["rechtskreise"] == ["sgb_ii"]
    assert "keine_personendaten" not in werte
    assert "gespeichert" in seite(b).ui.entwurf_satz.text()


def test_der_entwurf_wird_nach_kurzer_pause_von_selbst_gesichert(hennef: Oeffne) -> None:
    b = hennef()
    b.tippe("Kein Geld.")
    b.warte(lambda: bool(seite(b).ui.entwurf_satz.text()))
    b.seite(1)
    b.rolle(Rolle.CM_STELLE)
    assert seite(b).neue_meldung.werte()["sachverhalt"] == "Kein Geld."


def test_ein_entwurf_laesst_sich_verwerfen(hennef: Oeffne, monkeypatch: pytest.MonkeyPatch) -> None:
    b = hennef()
    b.tippe("Kein Geld.")
    b.warte(lambda: bool(seite(b).ui.entwurf_satz.text()))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    b.leertaste("entwurf_verwerfen")
    b.warte(lambda: not seite(b).neue_meldung.werte())
    b = hennef()
    assert seite(b).neue_meldung.werte() == {}
    assert not seite(b).ui.entwurf_satz.text()


def test_schon_wieder_mit_einem_klick_und_die_auswahl_bleibt(hennef: Oeffne, kreis: Kreis) -> None:
    wege.gemeldet(kreis, "HEN", "HEN")
    b = hennef()
    b.reiter(Qt.Key.Key_M)
    b.gehe_zu("meldungen")
    b.taste(Qt.Key.Key_Down)
    gewaehlt = seite(b).meldungen.liste.gewaehlt.kennung
    b.leertaste("schon_wieder")
    b.warte(lambda: "Wieder aufgetreten" in seite(b).ui.meldungen_text.toPlainText())
    assert seite(b).meldungen.liste.gewaehlt.kennung == gewaehlt
    assert "1–2" in seite(b).ui.meldungen_text.toPlainText()
    satz = f"Festgehalten: {gewaehlt} ist am 12.01.2026 wieder aufgetreten."
    assert b.fenster.ui.hinweis.text() == satz


def test_eine_bitte_um_ergaenzung_sagt_warum_und_sperrt_schon_wieder(
    hennef: Oeffne, kreis: Kreis
) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue("KI", "zur_ergaenzung", kennung=kennung, begruendung="Seit wann?")
    kreis.bring("KI", "HEN")
    b = hennef()
    b.reiter(Qt.Key.Key_M)
    assert "Seit wann?" in seite(b).ui.meldungen_text.toPlainText()
    knopf = b.knopf("schon_wieder")
    assert not knopf.isEnabled()
    assert "Bitte zuerst die Meldung ergänzen" in knopf.accessibleDescription()
    b.leertaste("ergaenzen")
    b.dialog()
    b.fuelle(keine_personendaten="ja")
    b.bestaetige()
    b.warte(lambda: b.knopf("schon_wieder").isEnabled())


def test_die_letzte_antwort_steht_mit_schritt_und_termin_da(hennef: Oeffne, kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    kreis.tue(
        "KI", "bescheiden", kennung=kennung, text="Wir bleiben dran.", naechster_termin="2026-09-30"
    )
    kreis.tue("KI", "fragen", kennung=kennung, text="Seit wann?")
    kreis.bring("KI", "HEN")
    b = hennef()
    b.reiter(Qt.Key.Key_M)
    assert "1 Meldung | 30.09.2026" in seite(b).meldungen.liste.modell.als_text()
    assert "Wir bleiben dran." in seite(b).ui.meldungen_text.toPlainText()
    b.leertaste("antworten")
    b.dialog()
    b.fuelle(text="Seit Januar.")
    b.bestaetige()
    b.warte(lambda: "Offene Rückfrage" not in seite(b).ui.meldungen_text.toPlainText())


def test_keine_meldung_im_zeitraum(hennef: Oeffne) -> None:
    b = hennef()
    b.reiter(Qt.Key.Key_M)
    assert seite(b).ui.meldungen_leer.isVisible()
    b.leertaste("keine_meldung")
    b.dialog()
    b.fuelle(von_tag="01.10.2025", bis_tag="31.12.2025")
    b.bestaetige()
    b.warte(lambda: "vom 01.10.2025 bis 31.12.2025" in seite(b).ui.meldungen_satz.text())


def test_das_kennen_wir_auch_und_die_abfrage(hennef: Oeffne, kreis: Kreis) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "TRO", "BTN"))
    saetze = ["Mehrere Stellen berichten dasselbe."]
    kreis.tue("KI", "themenblatt_freigeben", kennung=kennung, titel="Wechsel", saetze=saetze)
    kreis.tue("KI", "abfragen", kennung=kennung, frage="Kennen Sie das auch?", frist="2026-02-01")
    kreis.bring("KI", "HEN")
    b = hennef()
    b.reiter(Qt.Key.Key_T)
    assert "offen bis 01.02.2026" in seite(b).themen.liste.modell.als_text()
    assert "Mehrere Stellen berichten dasselbe." in seite(b).ui.themen_text.toPlainText()
    assert seite(b).ui.themen_satz.text() == "1 Abfrage wartet auf Ihre Antwort."
    b.leertaste("abfrage_beantworten")
    b.dialog()
    b.fuelle(kennt="nein", keine_personendaten="ja")
    b.bestaetige()
    b.warte(lambda: "beantwortet: nein" in seite(b).themen.liste.modell.als_text())
    b.leertaste("das_kennen_wir_auch")
    b.dialog()
    b.fuelle(keine_personendaten="ja")
    b.bestaetige()
    b.warte(lambda: not b.knopf("das_kennen_wir_auch").isEnabled())
    assert "HEN1-2026-001" in seite(b).themen.liste.modell.als_text()


def test_eine_loesung_wird_mit_einem_klick_zur_kenntnis_genommen(
    hennef: Oeffne, kreis: Kreis
) -> None:
    wege.bekanntgegeben(kreis)
    b = hennef()
    b.reiter(Qt.Key.Key_L)
    assert "Es gilt der Übergangstag." in seite(b).ui.loesungen_text.toPlainText()
    b.leertaste("kenntnis_nehmen")
    b.warte(lambda: not b.knopf("kenntnis_nehmen").isEnabled())
    assert not seite(b).ui.loesungen_satz.isVisible()
    b.leertaste("erfolg_melden")
    b.dialog()
    b.fuelle(angewendet="teilweise")
    b.bestaetige()
    b.warte(lambda: "angewendet: teilweise" in seite(b).ui.loesungen_text.toPlainText())


def test_nach_einem_halben_jahr_wird_einmal_gefragt_und_nie_gemahnt(
    hennef: Oeffne, kreis: Kreis
) -> None:
    wege.bekanntgegeben(kreis)
    b = hennef(datetime(2026, 8, 1, tzinfo=UTC))
    b.reiter(Qt.Key.Key_L)
    b.warte(seite(b).ui.loesungen_satz.isVisible)
    assert "freiwillig" in seite(b).ui.loesungen_satz.text()
    b.leertaste("nicht_mehr_fragen")
    b.warte(lambda: not seite(b).ui.loesungen_satz.isVisible())
    assert b.knopf("erfolg_melden").isEnabled()


def test_eingabetaste_oeffnet_den_vorgang(hennef: Oeffne, kreis: Kreis) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    b = hennef()
    b.reiter(Qt.Key.Key_M)
    b.gehe_zu("meldungen")
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: b.fenster.seiten.vorgang.ui.kennung.text() == kennung)
