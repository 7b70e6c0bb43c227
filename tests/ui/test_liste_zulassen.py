"""Viele Anmeldungen auf einmal zulassen: eine Zeile je Anmeldung, nur mit der Tastatur."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz, wer_bin_ich
from kim_desktop.application.platz.einrichten import bereite_vor, melde_an
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.platz.rollenfrage import Rollenfrage
from kim_desktop.ui.platz.zulassungsliste import Listenzulassung
from kim_desktop.ui.platz.zulassungstabelle import ERGEBNIS, KUERZEL, ROLLEN, STELLE, ZIFFERN
from tests.hilfen.kreis import Kreis, quelle
from tests.ui.bedienung import Bedienung, lass_fallen
from tests.ui.conftest import Schreibtisch

NAMEN = ("Eitorf", "Much", "Windeck")


@pytest.fixture
def post(tmp_path: Path) -> dict[str, str]:
    """Three Anmeldungen and a damaged one in a folder; the digits by name."""
    ordner, ziffern = tmp_path / "post", {}
    ordner.mkdir()
    for name in NAMEN:
        ap = bereite_vor(
            tmp_path / name,
            Zugang(),
            stelle=f"CM-Stelle {name}",
            rollen=[Rolle.CM_STELLE],
            uebung=True,
            quelle=quelle(name),
        )
        ziffern[name] = melde_an(ap, ordner / f"{name}.kim-anmeldung").pruefziffern
        ap.schliesse()
    (ordner / "kaputt.kim-anmeldung").write_bytes(b"{}")
    return ziffern


class Liste:
    """The dialog and the keys pressed in its table."""

    def __init__(self, b: Bedienung, dialog: Listenzulassung) -> None:
        self.b, self.dialog, self.ui = b, dialog, dialog.ui

    def gehe(self, name: str, spalte: int) -> None:
        """Move to a cell of the row that shows a name in its file."""
        self.b.gehe_zu("liste")
        zeile = next(nr for nr, r in enumerate(self.dialog.tabelle.reihen) if r.datei.stem == name)
        self.b.taste(Qt.Key.Key_Home, mit=Qt.KeyboardModifier.ControlModifier)
        self.b.taste(*[Qt.Key.Key_Down] * zeile, *[Qt.Key.Key_Right] * spalte)
        assert (self.ui.liste.currentRow(), self.ui.liste.currentColumn()) == (zeile, spalte)

    def tippe(self, name: str, spalte: int, text: str) -> None:
        """Replace what stands in a cell."""
        self.gehe(name, spalte)
        self.b.taste(Qt.Key.Key_F2)
        self.b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
        self.b.tippe(text)
        self.b.taste(Qt.Key.Key_Return)
        self.b.warte(lambda: QApplication.focusWidget() is self.ui.liste)

    def steht(self, name: str, spalte: int) -> str:
        zeile = next(nr for nr, r in enumerate(self.dialog.tabelle.reihen) if r.datei.stem == name)
        return self.dialog.tabelle.text(zeile, spalte)

    def lasse_zu(self) -> None:
        self.b.leertaste("zulassen")
        self.b.warte(self.dialog.isEnabled)


@pytest.fixture
def liste(
    qtbot: QtBot,
    kreis: Kreis,
    post: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Liste]:
    """The dialog at the CM-Koordination, with everything that lies in the folder."""
    kreis.schliesse()
    ap = oeffne_arbeitsplatz(kreis.profil("KI"), Zugang(), quelle("KI am Fenster"))
    b = Bedienung(qtbot, ap)
    b.seite(0)
    b.druecke("taten_liste")
    b.warte(lambda: isinstance(b.offener(), Listenzulassung))
    dialog = b.offener()
    assert isinstance(dialog, Listenzulassung)
    assert not dialog.ui.zulassen.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "post"))
    b.leertaste("quellen_ordner")
    b.warte(lambda: dialog.ui.liste.rowCount() == 4)
    yield Liste(b, dialog)
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.Yes)
    b.schliesse()


def test_wer_angerufen_ist_wird_zugelassen_und_die_anderen_bleiben_stehen(
    liste: Liste, post: dict[str, str], tmp_path: Path
) -> None:
    assert "keine unversehrte" in liste.steht("kaputt", ERGEBNIS)
    assert liste.ui.liste.hasFocus()
    assert liste.ui.liste.currentColumn() == ZIFFERN
    # The first digit opens the cell, which has the keyboard then.
    liste.b.tippe(post["Eitorf"][0])
    liste.b.tippe(post["Eitorf"][1:])
    liste.b.taste(Qt.Key.Key_Return)
    liste.b.warte(lambda: liste.steht("Eitorf", ERGEBNIS) == "bereit")
    liste.tippe("Much", ZIFFERN, post["Windeck"])
    liste.lasse_zu()
    assert liste.steht("Eitorf", ERGEBNIS) == "zugelassen: „Eitorf.kim-zulassung“"
    assert "passen nicht" in liste.steht("Much", ERGEBNIS)
    assert liste.steht("Much", ZIFFERN) == post["Windeck"]
    assert "fehlen" in liste.steht("Windeck", ERGEBNIS)
    for name in ("Much", "Windeck"):
        liste.tippe(name, ZIFFERN, post[name])
    liste.lasse_zu()
    ordner = tmp_path / "post"
    assert {d.stem for d in ordner.glob("*.kim-zulassung")} == set(NAMEN)
    assert {d.stem for d in ordner.glob("*.eml")} == set(NAMEN)
    assert not liste.ui.zulassen.isEnabled()
    modell = liste.b.fenster.seiten.arbeitsplaetze.modell
    liste.b.warte(lambda: all(k in modell.als_text() for k in ("EIT1", "MUC1", "WIN1")))


def test_stelle_kuerzel_und_rollen_lassen_sich_je_zeile_aendern(
    liste: Liste, post: dict[str, str]
) -> None:
    assert liste.steht("Much", ROLLEN) == "CM-Stelle"
    liste.tippe("Much", STELLE, "Gemeinde Much")
    liste.tippe("Much", KUERZEL, "GMU")
    liste.gehe("Much", ROLLEN)
    liste.b.taste(Qt.Key.Key_Return)
    liste.b.warte(lambda: isinstance(liste.b.offener(), Rollenfrage))
    liste.b.leertaste("rolle_projektgruppe")
    liste.b.taste(Qt.Key.Key_Return)
    liste.b.warte(lambda: liste.b.offener() is liste.dialog)
    liste.dialog.activateWindow()
    assert liste.steht("Much", ROLLEN) == "CM-Stelle, Projektgruppe"
    liste.tippe("Much", ZIFFERN, post["Much"])
    liste.lasse_zu()
    zeilen = liste.b.fenster.seiten.arbeitsplaetze.modell.zeilen
    liste.b.warte(lambda: any(z.code == "GMU1" for z in zeilen))
    (zeile,) = [z for z in zeilen if z.code == "GMU1"]
    assert (zeile.name, set(zeile.rollen)) == (
        "Gemeinde Much",
        {Rolle.CM_STELLE, Rolle.PROJEKTGRUPPE},
    )


def test_zweimal_dasselbe_kuerzel_wird_in_der_zeile_gesagt(
    liste: Liste, post: dict[str, str]
) -> None:
    liste.tippe("Much", KUERZEL, "EIT")
    for name in ("Eitorf", "Much"):
        liste.tippe(name, ZIFFERN, post[name])
    liste.lasse_zu()
    assert "zugelassen" in liste.steht("Eitorf", ERGEBNIS)
    assert "„EIT“ ist vergeben" in liste.steht("Much", ERGEBNIS)
    liste.tippe("Much", KUERZEL, "MUC")
    liste.lasse_zu()
    assert "zugelassen: " in liste.steht("Much", ERGEBNIS)


def test_ein_ordner_der_nicht_geht_kostet_nichts(
    liste: Liste, post: dict[str, str], tmp_path: Path
) -> None:
    liste.tippe("Much", ZIFFERN, post["Much"])
    liste.b.setze("ordner", "/gibt/es/nicht")
    liste.lasse_zu()
    assert liste.ui.fehler.text() == "Den Ordner „/gibt/es/nicht“ gibt es nicht."
    assert liste.steht("Much", ZIFFERN) == post["Much"]
    liste.b.setze("ordner", str(tmp_path))
    liste.lasse_zu()
    assert (tmp_path / "Much.kim-zulassung").exists()


def test_unfertige_ziffern_werden_beim_tippen_gezaehlt(liste: Liste) -> None:
    liste.tippe("Much", ZIFFERN, "12345 123")
    assert liste.steht("Much", ERGEBNIS) == "es fehlen 17 Ziffern"
    assert "25 Prüfziffern" in liste.ui.zulassen.toolTip()


def test_getipptes_geht_nicht_ohne_frage_verloren(
    liste: Liste, monkeypatch: pytest.MonkeyPatch
) -> None:
    liste.tippe("Much", ZIFFERN, "12345")
    gefragt = []

    def frage(_eltern: object, _titel: str, text: str) -> QMessageBox.StandardButton:
        gefragt.append(text)
        return QMessageBox.StandardButton.No

    monkeypatch.setattr(QMessageBox, "question", frage)
    liste.b.taste(Qt.Key.Key_Escape)
    assert "verloren" in gefragt[0]
    assert liste.b.offener() is liste.dialog
    assert liste.steht("Much", ZIFFERN) == "12345"


def test_wo_man_tippt_ist_spalte_und_stelle_genannt(liste: Liste) -> None:
    liste.gehe("Much", ZIFFERN)
    liste.b.taste(Qt.Key.Key_F2)
    feld = QApplication.focusWidget()
    assert isinstance(feld, QLineEdit)
    assert feld.accessibleName() == "Prüfziffern von CM-Stelle Much"


def test_liste_fuers_telefon_und_mail_danach(
    liste: Liste,
    post: dict[str, str],
    tmp_path: Path,
    schreibtisch: Schreibtisch,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ziel = tmp_path / "liste.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(ziel), ""))
    liste.b.leertaste("quellen_drucken")
    liste.b.warte(lambda: schreibtisch.geoeffnet == [ziel])
    liste.tippe("Much", ZIFFERN, post["Much"])
    liste.lasse_zu()
    liste.gehe("Much", ZIFFERN)
    liste.b.leertaste("mail_oeffnen")
    assert schreibtisch.geoeffnet[-1] == tmp_path / "post" / "Much.eml"


def test_dateien_lassen_sich_dazuziehen_aber_nur_einmal(liste: Liste, tmp_path: Path) -> None:
    lass_fallen(liste.dialog, tmp_path / "post" / "Much.kim-anmeldung")
    liste.b.warte(liste.dialog.isEnabled)
    assert liste.ui.liste.rowCount() == 4


def test_alle_kommen_in_einer_fassung_ins_verzeichnis(liste: Liste, post: dict[str, str]) -> None:
    ap = liste.b.fenster.vermittler.arbeitsplatz
    vorher = wer_bin_ich(ap).verzeichnis.nummer
    for name in NAMEN:
        liste.tippe(name, ZIFFERN, post[name])
    liste.lasse_zu()
    assert wer_bin_ich(ap).verzeichnis.nummer == vorher + 1
