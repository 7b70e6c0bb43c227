"""Die Seite der KI-Leitung, nur mit Tasten: Vorgelegt, Vorlagen, Sitzungen, Eilweg."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox

from kim_desktop.application import ansicht
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.rollen.ki_leitung import KiLeitung
from tests.acceptance import wege
from tests.hilfen.kreis import VORLAGE, Kreis
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn
from tests.ui.reiter import doppelte_buchstaben, passt_auf_kleinen_bildschirm

ALT = Qt.KeyboardModifier.AltModifier
KENNUNG = "KI1-2026-001"
SITZUNG = {"titel": "1. Sitzung 2026", "sitzung_am": "2026-02-12"}
Oeffne = Callable[[], Bedienung]


@pytest.fixture
def vorgelegt(kreis: Kreis) -> Kreis:
    """A Herausforderung that waits for the KI-Leitung and is urgent."""
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    assert kennung == KENNUNG
    kreis.tue("KI", "vorlegen", kennung=kennung, bewertung="Kein Einzelfall.", eilt=True)
    kreis.bring("KI", "KIL")
    return kreis


@pytest.fixture
def fenster(setze_an: SetzeAn) -> Oeffne:
    """Open the window of the KI-Leitung on its page."""
    return lambda: setze_an("KIL", Rolle.KI_LEITUNG)


def test_mitzeichnen_auf_papier_und_weiterleiten(
    vorgelegt: Kreis, fenster: Oeffne, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = fenster()
    inhalt = seite(b).ui.vorgelegt_inhalt
    assert "übersprungen: Es wurde keine eingeholt." in inhalt.toPlainText()
    assert not seite(b).ui.vorgelegt_schritte.knoepfe["drucken"].isEnabled()
    b.waehle_zeilen("vorgelegt")
    b.druecke("vorgelegt_schritte_mitzeichnen")
    b.dialog()
    b.fuelle(wer="Amt für Soziales", ergebnis="mitgezeichnet", quelle="Papier")
    b.bestaetige()
    b.warte(lambda: "Amt für Soziales am 12.01.2026" in inhalt.toPlainText())
    assert "mitgezeichnet, Papier" in inhalt.toPlainText()

    b.druecke("vorgelegt_schritte_weiterleiten")
    b.dialog()
    b.fuelle(sachverhalt="Mehrere Stellen berichten dasselbe.")
    b.bestaetige()
    b.warte(seite(b).ui.vorgelegt_leer.isVisible)

    ziel = tmp_path / "vorlage.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(ziel), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    b.taste(Qt.Key.Key_L, mit=ALT)
    assert "noch auf keiner Tagesordnung" in seite(b).vorlagen.liste.modell.als_text()
    b.druecke("vorlagen_schritte_drucken")
    b.warte(ziel.exists)
    b.waehle_zeilen("vorlagen")
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: b.fenster.seiten.vorgang.ui.kennung.text() == KENNUNG)


def test_zurueckgeben_mit_grund(vorgelegt: Kreis, fenster: Oeffne) -> None:
    b = fenster()
    b.druecke("vorgelegt_schritte_zurueckgeben")
    b.dialog()
    b.fuelle(begruendung="Bitte Zahlen nachtragen.")
    b.bestaetige()
    b.warte(lambda: zustand(b) == "gebuendelt")


def test_eine_sitzung_anberaumen_und_die_vorlage_daraufsetzen(
    vorgelegt: Kreis, fenster: Oeffne
) -> None:
    vorgelegt.tue("KIL", "weiterleiten", kennung=KENNUNG, **VORLAGE)
    b = fenster()
    b.taste(Qt.Key.Key_S, mit=ALT)
    knopf = seite(b).ui.offen_schritte.knoepfe["setze_auf"]
    assert knopf.toolTip() == "Bitte zuerst oben eine Sitzung auswählen."
    b.druecke("sitzungen_schritte_sitzung_anlegen")
    b.dialog()
    b.fuelle(titel="1. Sitzung 2026", sitzung_am="12.02.2026")
    b.bestaetige()
    b.warte(knopf.isEnabled)
    b.druecke("sitzungen_schritte_freier_top")
    b.dialog()
    b.fuelle(titel="Verschiedenes")
    b.bestaetige()
    b.warte(lambda: "Verschiedenes" in seite(b).sitzungen.punkte.modell.als_text())

    b.druecke("offen_schritte_setze_auf")
    b.warte(seite(b).ui.offen_leer.isVisible)
    assert seite(b).sitzungen.punkte.modell.als_text().splitlines() == [
        f"1 | {KENNUNG} | Lücke beim Rechtskreiswechsel",
        "2 |  | Verschiedenes",
    ]
    b.taste(Qt.Key.Key_L, mit=ALT)
    assert "12.02.2026, TOP 1" in seite(b).vorlagen.liste.modell.als_text()


def test_der_eilweg_nennt_den_schnellsten_weg(vorgelegt: Kreis, fenster: Oeffne) -> None:
    vorgelegt.tue("KIL", "sitzung_anlegen", **SITZUNG)
    b = fenster()
    b.taste(Qt.Key.Key_E, mit=ALT)
    assert "Umlaufverfahren" in seite(b).ui.eil_erklaerung.text()
    text = seite(b).eilweg.liste.modell.als_text()
    assert "als eilig vorgelegt" in text
    assert text.endswith("Weiterleiten, dann Umlaufbeschluss (Sitzung erst in 31 Tagen)")
    b.druecke("eilig_schritte_weiterleiten")
    b.dialog()
    b.fuelle(sachverhalt="Es eilt.")
    b.bestaetige()
    knopf = seite(b).ui.eilig_schritte.knoepfe["setze_auf"]
    b.warte(knopf.isEnabled)
    b.druecke("eilig_schritte_setze_auf")
    b.warte(lambda: knopf.toolTip().startswith("Steht schon auf der Tagesordnung"))


def test_leere_listen_sagen_das(fenster: Oeffne) -> None:
    b = fenster()
    ui = seite(b).ui
    for taste, leer in (
        (Qt.Key.Key_G, ui.vorgelegt_leer),
        (Qt.Key.Key_L, ui.vorlagen_leer),
        (Qt.Key.Key_S, ui.sitzungen_leer),
        (Qt.Key.Key_E, ui.eilig_leer),
    ):
        b.taste(taste, mit=ALT)
        assert leer.isVisible()
        assert leer.text().endswith(".")


def test_alles_passt_auf_einen_kleinen_bildschirm(vorgelegt: Kreis, fenster: Oeffne) -> None:
    sitzung = vorgelegt.tue("KIL", "sitzung_anlegen", **SITZUNG).kennung
    vorgelegt.tue("KIL", "freier_top", kennung=sitzung, titel="Verschiedenes")
    b = fenster()
    tasten = (Qt.Key.Key_G, Qt.Key.Key_L, Qt.Key.Key_S, Qt.Key.Key_E)
    assert passt_auf_kleinen_bildschirm(b, seite(b), tasten)


def test_kein_buchstabe_fuehrt_auf_einem_reiter_an_zwei_stellen(fenster: Oeffne) -> None:
    assert not doppelte_buchstaben(seite(fenster()).ui.reiter)


def seite(b: Bedienung) -> KiLeitung:
    teil = b.fenster.seiten.rollenseite(Rolle.KI_LEITUNG)
    assert isinstance(teil, KiLeitung)
    return teil


def zustand(b: Bedienung) -> str:
    return ansicht.zeige(b.fenster.vermittler.arbeitsplatz, KENNUNG).zeile.zustand
