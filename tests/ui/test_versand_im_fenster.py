"""Was jetzt zu verschicken ist: eine Zeile, ein Knopf, ein Dialog, nur mit der Tastatur."""

from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QTableWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.schritt.tun import tue
from kim_desktop.application.uebergabe.austausch import uebergib_an_alle
from kim_desktop.ui.dialoge.versanddialog import Versanddialog
from tests.acceptance import wege
from tests.hilfen.kreis import MELDUNG, Kreis, quelle
from tests.ui.bedienung import KURZE_MELDUNG, Bedienung
from tests.ui.conftest import Schreibtisch


@pytest.fixture
def hennef(qtbot: QtBot, kreis: Kreis) -> Iterator[Bedienung]:
    """The window of a CM-Stelle that has sent everything."""
    uebergib_an_alle(kreis.plaetze["HEN"], kreis.post)
    yield from _fenster(qtbot, kreis, "HEN")


@pytest.fixture
def koordination(qtbot: QtBot, kreis: Kreis) -> Iterator[Bedienung]:
    """The window of the CM-Koordination with a new Herausforderung."""
    uebergib_an_alle(kreis.plaetze["KI"], kreis.post)
    wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    yield from _fenster(qtbot, kreis, "KI")


def _fenster(qtbot: QtBot, kreis: Kreis, name: str) -> Iterator[Bedienung]:
    kreis.schliesse()
    ap = oeffne_arbeitsplatz(kreis.profil(name), Zugang(), quelle(f"{name} am Fenster"))
    bedienung = Bedienung(qtbot, ap)
    bedienung.warte(bedienung.fenster.ui.versand.isVisible)
    yield bedienung
    bedienung.schliesse()


def zeile(b: Bedienung) -> str:
    """Read the line below the pages."""
    b.warte(lambda: True)
    return b.fenster.ui.versand_text.text()


def melde(b: Bedienung) -> None:
    """Report with the required fields only."""
    b.neu()
    b.fuelle(**KURZE_MELDUNG)
    b.bestaetige()


def oeffne_dialog(b: Bedienung) -> Versanddialog:
    """Open the dialog by its mnemonic."""
    b.taste(Qt.Key.Key_J, mit=Qt.KeyboardModifier.AltModifier)
    b.warte(lambda: isinstance(QApplication.activeModalWidget(), Versanddialog))
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, Versanddialog)
    return dialog


def trage_ein(b: Bedienung, adresse: str) -> None:
    """Enter the mail address of the Stelle the cursor is on."""
    b.taste(Qt.Key.Key_Right, Qt.Key.Key_F2)
    b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    b.taste(Qt.Key.Key_Backspace)
    b.tippe(adresse)
    b.taste(Qt.Key.Key_Return)


def waehle_ordner(b: Bedienung, ordner: Path) -> None:
    """Type the target folder."""
    b.gehe_zu("ziel")
    b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    b.tippe(str(ordner))


def schreibe(b: Bedienung, dialog: Versanddialog) -> None:
    """Press „Schreiben“ and see the files."""
    b.gehe_zu("schreiben")
    b.taste(Qt.Key.Key_Space)
    b.warte(lambda: dialog.ui.blaetter.currentWidget() is dialog.ui.ergebnis)


def schliesse(b: Bedienung, dialog: Versanddialog) -> None:
    b.taste(Qt.Key.Key_Escape)
    b.warte(lambda: not isValid(dialog) or not dialog.isVisible())
    b.fenster.activateWindow()


def texte(tabelle: QTableWidget, spalte: int) -> list[str]:
    return [tabelle.item(nr, spalte).text() for nr in range(tabelle.rowCount())]


def test_nach_der_meldung_eine_datei_und_nach_dem_verschicken_keine(
    hennef: Bedienung, schreibtisch: Schreibtisch, tmp_path: Path
) -> None:
    assert zeile(hennef) == "Alles ist verschickt."
    assert hennef.fenster.ui.verschicken.isHidden()
    melde(hennef)
    assert zeile(hennef) == "Jetzt zu verschicken: 1 Datei an die CM-Koordination"

    hennef.seite(3)
    assert hennef.fenster.ui.verschicken.isVisible()
    dialog = oeffne_dialog(hennef)
    hennef.gehe_zu("stellen")
    trage_ein(hennef, "ki@kreis.example")
    waehle_ordner(hennef, tmp_path)
    schreibe(hennef, dialog)
    (datei,) = tmp_path.glob("*.kim")
    assert texte(dialog.ui.dateien, 1) == [str(datei)]

    for knopf in ("mail_oeffnen", "datei_zeigen", "text_kopieren"):
        hennef.gehe_zu(knopf)
        hennef.taste(Qt.Key.Key_Space)
    entwurf = datei.with_suffix(".eml")
    assert schreibtisch.geoeffnet == [entwurf, tmp_path]
    mail = message_from_bytes(entwurf.read_bytes(), policy=default)
    assert mail["To"] == "ki@kreis.example"
    text = mail.get_body().get_content()
    assert text.splitlines() == QGuiApplication.clipboard().text().splitlines()

    schliesse(hennef, dialog)
    assert zeile(hennef) == "Alles ist verschickt."
    assert hennef.fenster.ui.verschicken.isHidden()
    assert hennef.fenster.focusWidget() is hennef.fenster.seiten.uebergabe.ui.ziel


def test_nur_angekreuzte_stellen_bekommen_eine_datei(
    koordination: Bedienung, tmp_path: Path
) -> None:
    assert zeile(koordination) == "Jetzt zu verschicken: 2 Dateien an Stelle KIL, Stelle LG"
    dialog = oeffne_dialog(koordination)
    assert texte(dialog.ui.stellen, 0) == ["Stelle KIL", "Stelle LG"]
    koordination.gehe_zu("stellen")
    koordination.taste(Qt.Key.Key_Space)
    waehle_ordner(koordination, tmp_path)
    schreibe(koordination, dialog)
    assert texte(dialog.ui.dateien, 0) == ["Stelle LG"]
    schliesse(koordination, dialog)
    assert zeile(koordination) == "Jetzt zu verschicken: 1 Datei an Stelle KIL"


def test_was_nicht_geht_wird_erklaert_und_nichts_geht_verloren(
    koordination: Bedienung, tmp_path: Path
) -> None:
    dialog = oeffne_dialog(koordination)
    koordination.gehe_zu("stellen")
    trage_ein(koordination, "Frau Beispiel")
    koordination.gehe_zu("schreiben")
    koordination.taste(Qt.Key.Key_Space)
    koordination.warte(dialog.ui.fehler.isVisible)
    assert dialog.ui.fehler.text() == "„Frau Beispiel“ ist keine Mailadresse."
    assert texte(dialog.ui.stellen, 1) == ["Frau Beispiel", ""]

    koordination.gehe_zu("stellen")
    koordination.taste(Qt.Key.Key_Left, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space)
    koordination.taste(Qt.Key.Key_Up)
    trage_ein(koordination, "")
    koordination.gehe_zu("schreiben")
    koordination.taste(Qt.Key.Key_Space)
    koordination.warte(lambda: "ankreuzen" in dialog.ui.fehler.text())
    schliesse(koordination, dialog)
    assert not list(tmp_path.glob("*.eml"))
    assert zeile(koordination) == "Jetzt zu verschicken: 2 Dateien an Stelle KIL, Stelle LG"


def test_die_zeile_nimmt_niemandem_die_tastatur(koordination: Bedienung) -> None:
    koordination.seite(2)
    suchen = koordination.gehe_zu("suchen")
    koordination.fenster.vermittler.geaendert.emit()
    koordination.warte(lambda: True)
    assert koordination.fenster.focusWidget() is suchen


def test_was_in_keine_mail_passt_wird_vor_dem_schreiben_gesagt(
    hennef: Bedienung, tmp_path: Path
) -> None:
    gross = tmp_path / "gross.pdf"
    gross.write_bytes(b"%PDF-1.7 " + bytes(21 * 1024 * 1024))
    ap = hennef.fenster.vermittler.arbeitsplatz
    tue(ap, "melden", {**MELDUNG, "anlagen": [str(gross)]})
    hennef.fenster.vermittler.geaendert.emit()
    hennef.warte(lambda: bool(hennef.fenster.versandzeile.an))
    dialog = oeffne_dialog(hennef)
    hennef.warte(dialog.ui.hinweis.isVisible)
    assert "CM-Koordination (22 MB) wird zu groß für eine Mail" in dialog.ui.hinweis.text()
    waehle_ordner(hennef, tmp_path)
    hennef.gehe_zu("fuer_mail")
    hennef.taste(Qt.Key.Key_Space)
    schreibe(hennef, dialog)
    (datei,) = tmp_path.glob("*.kim")
    assert datei.stat().st_size < 100_000
    schliesse(hennef, dialog)
