"""Terminalserver: einrichten, wiederherstellen und abgewiesen werden, nur im Fenster."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kim_desktop.application.arbeitsplatz import Zugang
from kim_desktop.application.platz.einrichten import gruende_kreis
from kim_desktop.application.platz.sicherung import sichere
from kim_desktop.ui.dialoge.passphrase import Passphrasendialog
from kim_desktop.ui.dialoge.sicherungsdialog import Sicherungsdialog
from kim_desktop.ui.erststart.anfang import Anfang
from tests.hilfen.kreis import Kreis
from tests.hilfen.netz import freigabe
from tests.ui.bedienung import Bedienung

PASSPHRASE = "vier Wörter ohne Sinn"
Setze = Callable[[Path], Bedienung]


@pytest.fixture
def setze(qtbot: QtBot) -> Iterator[Setze]:
    """Start the program on the profile in a folder."""
    offen: list[Bedienung] = []

    def starte(ordner: Path) -> Bedienung:
        offen.append(Bedienung(qtbot, ordner=ordner))
        return offen[-1]

    yield starte
    for b in offen:
        b.schliesse()


def anfang(b: Bedienung) -> Anfang:
    seite = b.fenster.empfang.seite if b.fenster.empfang else None
    assert isinstance(seite, Anfang)
    return seite


def waehle_passphrase(b: Bedienung) -> None:
    b.warte(lambda: isinstance(b.offener(), Passphrasendialog))
    b.setze("passphrase", PASSPHRASE)
    b.setze("wiederholt", PASSPHRASE)
    b.taste(Qt.Key.Key_Return)


def liegt_im_netz(ordner: Path) -> bool:
    werte = json.loads((ordner / "profil.json").read_text())
    return bool(werte["netz"]) and [h["art"] for h in werte["huellen"]] == ["passphrase"]


def test_auf_dem_terminalserver_wird_im_fenster_eingerichtet(setze: Setze, tmp_path: Path) -> None:
    ordner = freigabe(tmp_path / "KIM")
    b = setze(ordner)
    assert "im Netz in" in anfang(b).ui.wahl_ort.text()
    assert "nur an einem Computer zugleich" in anfang(b).ui.wahl_ort.text()
    b.leertaste("weg_einrichten")
    b.setze("kreis", "Rhein-Sieg-Kreis")
    b.taste(Qt.Key.Key_Return)
    b.warte(anfang(b).ui.fehler.isVisible)
    assert "lokales Laufwerk" in anfang(b).ui.fehler.text()
    assert "„Terminalserver“ ankreuzen" in anfang(b).ui.fehler.text()
    assert not ordner.exists()
    b.leertaste("einrichten_netz")
    b.leertaste("einrichten_weiter")
    waehle_passphrase(b)
    b.warte(lambda: b.fenster.seiten is not None)
    assert liegt_im_netz(ordner)


def test_auch_die_anmeldung_geht_dort(setze: Setze, tmp_path: Path) -> None:
    ordner = freigabe(tmp_path / "KIM")
    b = setze(ordner)
    b.leertaste("weg_anmelden")
    b.setze("stelle", "CM-Stelle Hennef")
    b.leertaste("anmelden_netz")
    b.leertaste("anmelden_weiter")
    waehle_passphrase(b)
    b.warte(lambda: not isinstance(b.fenster.empfang.seite, Anfang))
    assert liegt_im_netz(ordner)


def test_auf_einem_pc_ist_davon_nicht_die_rede(setze: Setze, tmp_path: Path) -> None:
    b = setze(tmp_path / "KIM")
    assert "auf diesem PC" in anfang(b).ui.wahl_ort.text()
    for weg in ("einrichten", "anmelden"):
        b.leertaste(f"weg_{weg}")
        assert getattr(anfang(b).ui, f"{weg}_netz").isHidden()
        b.leertaste(f"{weg}_zurueck")


def vor_der_sicherung(setze: Setze, ordner: Path, von: Path) -> tuple[Bedienung, Sicherungsdialog]:
    """Come to a new terminal server with a backup, and press on."""
    b = setze(ordner)
    b.leertaste("weg_sicherung")
    b.warte(lambda: isinstance(b.offener(), Sicherungsdialog))
    dialog = b.offener()
    assert isinstance(dialog, Sicherungsdialog)
    b.setze("von", str(von))
    b.leertaste("weiter")
    return b, dialog


def test_die_sicherung_zieht_im_fenster_um(setze: Setze, kreis: Kreis, tmp_path: Path) -> None:
    von, ordner = sichere(kreis.plaetze["HEN"]).ordner, freigabe(tmp_path / "KIM")
    b, dialog = vor_der_sicherung(setze, ordner, von)
    b.warte(lambda: "„Terminalserver“ ankreuzen" in dialog.ui.ergebnis.toPlainText())
    b.leertaste("netz")
    b.leertaste("weiter")
    b.warte(lambda: "Prüfziffern" in dialog.ui.ergebnis.toPlainText())
    assert liegt_im_netz(ordner)
    b.setze("nach", str(tmp_path))
    b.gehe_zu("von")
    assert dialog.ui.netz.isHidden()


@pytest.mark.schluesselbund
def test_was_der_schluesselbund_oeffnet_bekommt_im_netz_eine_passphrase(
    setze: Setze, tmp_path: Path
) -> None:
    ap = gruende_kreis(tmp_path / "pc", "Rhein-Sieg-Kreis", Zugang())
    von, ordner = sichere(ap).ordner, freigabe(tmp_path / "KIM")
    ap.schliesse()
    b, dialog = vor_der_sicherung(setze, ordner, von)
    b.leertaste("netz")
    b.leertaste("weiter")
    b.warte(lambda: isinstance(b.offener(), Passphrasendialog))
    b.taste(Qt.Key.Key_Escape)
    b.warte(lambda: "Ohne Passphrase wird nichts" in dialog.ui.ergebnis.toPlainText())
    assert not ordner.exists()
    # Off screen no window manager turns back to the dialog.
    dialog.activateWindow()
    b.warte(dialog.isActiveWindow)
    b.leertaste("weiter")
    waehle_passphrase(b)
    b.warte(lambda: "liegt wieder in" in dialog.ui.ergebnis.toPlainText())
    assert liegt_im_netz(ordner)
