"""Die Seite Übergabe: was je Stelle zu tun ist, anfordern, erproben, drucken, nur mit Tasten."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.einrichten import gruende_kreis
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.ui.dialoge.probedialog import Probedialog
from kim_desktop.ui.dialoge.versanddialog import Versanddialog
from tests.hilfen.kreis import MELDUNG, Kreis, quelle
from tests.hilfen.luecke import am, verlorene_datei
from tests.ui.bedienung import Bedienung


@pytest.fixture
def lueckenhaft(qtbot: QtBot, kreis: Kreis, tmp_path: Path) -> Iterator[Bedienung]:
    """The window of a CM-Koordination that lacks an entry of Hennef."""
    with verlorene_datei(kreis, tmp_path) as verloren:
        ordner = verloren.ordner
    yield from _fenster(qtbot, kreis, ordner)


@pytest.fixture
def koordination(qtbot: QtBot, kreis: Kreis) -> Iterator[Bedienung]:
    """The window of the CM-Koordination some days after it sent a file to everyone."""
    yield from _fenster(qtbot, kreis, kreis.profil("KI"))


def _fenster(qtbot: QtBot, kreis: Kreis, ordner: Path) -> Iterator[Bedienung]:
    kreis.schliesse()
    ap = oeffne_arbeitsplatz(ordner, Zugang(), quelle("am Fenster"))
    am(ap, 5)
    bedienung = Bedienung(qtbot, ap)
    bedienung.seite(3)
    bedienung.warte(lambda: bool(stellen(bedienung)))
    yield bedienung
    bedienung.schliesse()


def stellen(b: Bedienung) -> list[str]:
    """Read the table of the Stellen."""
    b.warte(lambda: True)
    return b.fenster.seiten.uebergabe.bilanz.stellen.als_text().splitlines()


def dateien(b: Bedienung) -> list[str]:
    return b.fenster.seiten.uebergabe.bilanz.dateien.als_text().splitlines()


def waehle(b: Bedienung, name: str) -> None:
    """Move to the row of a Stelle."""
    namen = [z.name for z in b.fenster.seiten.uebergabe.bilanz.stellen.zeilen]
    b.waehle_zeilen("bilanz", namen.index(name))


def dialog(b: Bedienung, art: type[QDialog]) -> QDialog:
    b.warte(lambda: isinstance(QApplication.activeModalWidget(), art))
    offen = QApplication.activeModalWidget()
    assert isinstance(offen, art)
    return offen


def tippe_ordner(b: Bedienung, ordner: Path) -> None:
    b.gehe_zu("ziel")
    b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    b.tippe(str(ordner))


def schliesse(b: Bedienung, offen: QDialog) -> None:
    b.taste(Qt.Key.Key_Escape)
    b.warte(lambda: not isValid(offen) or not offen.isVisible())
    b.fenster.activateWindow()


def test_oben_steht_wo_etwas_zu_tun_ist_und_darunter_die_dateien(
    lueckenhaft: Bedienung,
) -> None:
    b = lueckenhaft
    erste, *andere = stellen(b)
    assert erste.startswith("Stelle HEN | → 1 Eintrag von Stelle HEN fehlt (Nr. 1)")
    assert all("| wartet seit 5 Tagen auf die Bestätigung |" in zeile for zeile in andere)
    summe = b.fenster.seiten.uebergabe.ui.summe.text()
    assert summe.startswith("Bei 1 Stelle ist etwas zu tun.")

    waehle(b, "Stelle HEN")
    assert (
        dateien(b)[0] == "15.01.2026 | von | 3 | KIM_HEN1_KI_0003_2026-01-12.kim | 1 neu, 0 bekannt"
    )
    einzelheiten = b.fenster.seiten.uebergabe.ui.einzelheiten.text()
    assert "Datei 2 von HEN1 kam nicht an." in einzelheiten
    b.taste(Qt.Key.Key_Down)
    b.warte(lambda: True)
    assert "HEN" not in dateien(b)[0]


def test_fehlendes_wird_mit_einer_datei_angefordert(lueckenhaft: Bedienung, tmp_path: Path) -> None:
    b = lueckenhaft
    waehle(b, "Stelle HEN")
    assert b.knopf("an_stelle").text() == "Jetzt an&fordern …"
    b.taste(Qt.Key.Key_F, mit=Qt.KeyboardModifier.AltModifier)
    versand = dialog(b, Versanddialog)
    ziel = tmp_path / "post"
    ziel.mkdir()
    tippe_ordner(b, ziel)
    b.leertaste("schreiben")
    b.warte(lambda: bool(list(ziel.glob("KIM_KI1_HEN_*.kim"))))
    schliesse(b, versand)
    b.warte(lambda: "angefordert am 17.01.2026, wartet auf Antwort" in stellen(b)[0])
    assert "nichts zu tun" in b.fenster.seiten.uebergabe.ui.summe.text()


def test_die_eingabetaste_auf_einer_stelle_oeffnet_den_versand(koordination: Bedienung) -> None:
    b = koordination
    waehle(b, "Stelle TRO")
    b.taste(Qt.Key.Key_Return)
    versand = dialog(b, Versanddialog)
    assert isinstance(versand, Versanddialog)
    assert versand.ui.stellen.item(0, 0).text() == "Stelle TRO"
    schliesse(b, versand)


def test_liste_und_verlauf_sagen_was_fehlt(lueckenhaft: Bedienung) -> None:
    b = lueckenhaft
    b.seite(2)
    zeile = b.fenster.seiten.vorgaenge.ui.fehlt
    b.warte(zeile.isVisible)
    assert zeile.text().startswith("1 Eintrag von Stelle HEN fehlt noch.")
    b.oeffne("HEN1-2026-001")
    verlauf = b.fenster.seiten.vorgang.verlauf.als_text().splitlines()
    assert verlauf[0].startswith(" |  | Hier fehlt ein Eintrag | Stelle HEN | ")


def test_ohne_luecke_steht_keine_zeile_in_der_liste(koordination: Bedienung) -> None:
    koordination.seite(2)
    koordination.warte(lambda: True)
    assert koordination.fenster.seiten.vorgaenge.ui.fehlt.isHidden()


def test_ein_weg_wird_erprobt(koordination: Bedienung, kreis: Kreis, tmp_path: Path) -> None:
    b, ziel = koordination, tmp_path / "post"
    ziel.mkdir()
    waehle(b, "Stelle BTN")
    b.leertaste("probe")
    probe = dialog(b, Probedialog)
    assert isinstance(probe, Probedialog)
    assert b.gehe_zu("weg") is probe.ui.weg
    b.taste(Qt.Key.Key_End)
    assert probe.ui.weg.currentText() == "PDF-Begleitblatt"
    tippe_ordner(b, tmp_path / "fehlt")
    b.leertaste("schreiben")
    b.warte(probe.ui.fehler.isVisible)
    assert "gibt es nicht" in probe.ui.fehler.text()
    tippe_ordner(b, ziel)
    b.leertaste("schreiben")
    b.warte(probe.ui.ergebnis.isVisible)
    (datei,) = ziel.glob("*.pdf")
    assert str(datei) in probe.ui.ergebnis.toPlainText()
    assert probe.ui.mail_oeffnen.isVisible()
    schliesse(b, probe)
    b.warte(lambda: any("| PDF-Begleitblatt offen" in zeile for zeile in stellen(b)))
    assert lies_ein(kreis.oeffne("BTN"), datei).nr == 2


def test_verschickt_und_eingelesen_als_begleitblatt(
    koordination: Bedienung, kreis: Kreis, tmp_path: Path
) -> None:
    b, post = koordination, tmp_path / "post"
    post.mkdir()
    waehle(b, "Stelle HEN")
    b.leertaste("an_stelle")
    versand = dialog(b, Versanddialog)
    tippe_ordner(b, post)
    b.leertaste("als_pdf")
    b.leertaste("schreiben")
    b.warte(lambda: bool(list(post.glob("KIM_KI1_HEN_*.pdf"))))
    schliesse(b, versand)
    (datei,) = post.glob("*.pdf")
    hennef = kreis.oeffne("HEN")
    assert lies_ein(hennef, datei).nr == 2
    kreis.tue("HEN", "melden", **MELDUNG)
    antwort = kreis.gib("HEN", "KI")

    b.gehe_zu("herkunft")
    b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    b.tippe(str(antwort))
    b.leertaste("einlesen")
    b.warte(b.fenster.seiten.uebergabe.ui.bericht.isVisible)
    b.warte(lambda: any(zeile.startswith("Stelle HEN | alles bestätigt") for zeile in stellen(b)))


def test_der_stand_wird_gedruckt(
    koordination: Bedienung, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ziel = tmp_path / "stand.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(ziel), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    koordination.leertaste("drucken")
    koordination.warte(ziel.exists)
    assert "Worauf gewartet wird" in PdfReader(ziel).pages[0].extract_text()


def test_ohne_ordner_wird_nichts_geschrieben(
    koordination: Bedienung, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = koordination
    monkeypatch.chdir(tmp_path)
    b.setze("ziel", " ")
    b.leertaste("schreiben")
    b.warte(lambda: b.fenster.ui.hinweis.text() == "Bitte einen Ordner angeben.")
    b.wende_dich_zu()
    for art, knopf in ((Versanddialog, "an_stelle"), (Probedialog, "probe")):
        waehle(b, "Stelle HEN")
        b.leertaste(knopf)
        offen = dialog(b, art)
        b.setze("ziel", " ")
        b.leertaste("schreiben")
        b.warte(offen.ui.fehler.isVisible)
        assert offen.ui.fehler.text() == "Bitte einen Ordner angeben."
        schliesse(b, offen)
    assert not list(tmp_path.glob("KIM_*"))


def test_der_bericht_sagt_nur_was_gerade_geschah(koordination: Bedienung, tmp_path: Path) -> None:
    b, seite = koordination, koordination.fenster.seiten.uebergabe.ui
    b.setze("ziel", str(tmp_path))
    b.leertaste("schreiben")
    b.warte(lambda: seite.bericht.toPlainText().startswith("Geschrieben:\nKIM_"))
    b.setze("ziel", "/gibt/es/nicht")
    b.leertaste("schreiben")
    b.warte(b.fenster.ui.hinweis.isVisible)
    assert seite.bericht.isHidden()
    (tmp_path / "leer").mkdir()
    b.setze("herkunft", str(tmp_path / "leer"))
    b.leertaste("einlesen")
    b.warte(lambda: not seite.bericht.isHidden())
    assert seite.bericht.toPlainText() == "Hier liegt keine Übergabedatei."


def test_wer_allein_ist_hat_nichts_zu_schreiben(qtbot: QtBot, tmp_path: Path) -> None:
    b = Bedienung(
        qtbot, gruende_kreis(tmp_path / "ki", "Kreis", Zugang("streng geheim"), stelle="Amt")
    )
    b.seite(3)
    b.setze("ziel", str(tmp_path))
    b.leertaste("schreiben")
    bericht = b.fenster.seiten.uebergabe.ui.bericht
    b.warte(lambda: "noch keiner zugelassen" in bericht.toPlainText())
    b.schliesse()
