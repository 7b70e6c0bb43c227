"""Das Fenster im Alltag: Fehler werden erklärt, nichts geht verloren, alles hat einen Namen."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontInfo, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.einrichten import gruende_kreis
from kim_desktop.application.platz.notblatt import drucke_notfallblatt
from kim_desktop.domain.fehler import PassphraseFehlt, UmgebungsFehler
from kim_desktop.ui.bausteine.aktionen import AKTIONEN
from kim_desktop.ui.bausteine.aussehen import richte_ein
from kim_desktop.ui.betrieb.arbeiter import Ablauf, Arbeiter
from kim_desktop.ui.dialoge.schrittdialog import Felddialog
from kim_desktop.ui.eingaben.mehrere import Objekte
from kim_desktop.ui.hauptfenster import Hauptfenster
from kim_desktop.ui.start import anwendung, schone
from tests.acceptance import wege
from tests.hilfen.blatt import gruppen
from tests.hilfen.kreis import Kreis, quelle
from tests.hilfen.schaden import vertippt
from tests.ui.bedienung import KURZE_MELDUNG, Bedienung


@pytest.fixture
def koordination(qtbot: QtBot, kreis: Kreis) -> Iterator[Bedienung]:
    """The window of the CM-Koordination with two Meldungen and a Herausforderung before the LG."""
    wege.weitergeleitet(kreis)
    kreis.bring("KIL", "KI")
    kreis.schliesse()
    ap = oeffne_arbeitsplatz(kreis.profil("KI"), Zugang(), quelle("Fenster"))
    bedienung = Bedienung(qtbot, ap)
    yield bedienung
    bedienung.schliesse()


def test_ein_unvollstaendiger_schritt_wird_erklaert_und_bleibt_stehen(
    koordination: Bedienung,
) -> None:
    dialog = koordination.neu()
    koordination.fuelle(fuer_stelle="Stelle HEN", titel="Ohne den Rest")
    koordination.druecke_ok()
    koordination.warte(dialog.fehler.isVisible)
    assert "„Sachverhalt“ fehlt." in dialog.fehler.text()
    assert "Bitte bestätigen: „Es sind keine personenbezogenen Daten" in dialog.fehler.text()
    assert dialog.formular.werte()["titel"] == "Ohne den Rest"
    # The keyboard is where the sentence points first.
    assert dialog.focusWidget() is dialog.formular.eingaben["kurzfassung"]
    koordination.brich_ab()


def test_wer_fuer_andere_erfasst_sagt_fuer_wen(koordination: Bedienung) -> None:
    dialog = koordination.neu()
    koordination.fuelle(**KURZE_MELDUNG)
    koordination.druecke_ok()
    koordination.warte(dialog.fehler.isVisible)
    assert dialog.fehler.text() == "„erfasst für“ fehlt."
    assert dialog.focusWidget() is dialog.formular.eingaben["fuer_stelle"]
    koordination.brich_ab()


def test_ein_tag_wird_verstanden_wie_man_ihn_schreibt(koordination: Bedienung) -> None:
    b = koordination
    dialog = b.neu()
    b.mehr()
    feld = dialog.formular.eingaben["geschehen_am"]
    for getippt in ("1.3.26", "1.3.2026", "01.03.2026", "2026-03-01"):
        b.fuelle(geschehen_am=getippt)
        assert feld.wert() == "2026-03-01"
        b.taste(Qt.Key.Key_Tab)
        assert feld.text() == "01.03.2026"
    b.fuelle(geschehen_am="31.2.2026")
    assert feld.wert() == "31.2.2026"
    b.brich_ab()


def test_eingaben_werden_nicht_ohne_rueckfrage_verworfen(koordination: Bedienung) -> None:
    b = koordination
    unberuehrt = b.neu()
    b.taste(Qt.Key.Key_Escape)
    assert b.offener() is None
    b.warte(lambda: not isValid(unberuehrt))
    b.wende_dich_zu()

    dialog = b.neu()
    b.fuelle(titel="Viel Arbeit")
    for schliesse in (dialog.close, lambda: b.taste(Qt.Key.Key_Escape)):
        schliesse()
        assert b.rueckfrage().text() == "Eingaben verwerfen?"
        # Neither Enter nor Escape throws anything away.
        b.antworte(Qt.Key.Key_Return)
        assert b.offener() is dialog
    assert dialog.formular.werte()["titel"] == "Viel Arbeit"
    b.brich_ab()
    b.warte(lambda: not isValid(dialog))


def test_auch_ein_eintrag_einer_liste_wird_nicht_ohne_rueckfrage_verworfen(
    koordination: Bedienung,
) -> None:
    b = koordination
    dialog = b.neu()
    liste = next(e for e in dialog.formular.eingaben.values() if isinstance(e, Objekte))
    assert not liste.aendern.isEnabled()
    assert not liste.entfernen.isEnabled()
    liste.hinzu.click()
    eintrag = b.offener()
    assert isinstance(eintrag, Felddialog)
    b.tippe("1.3.2026")
    b.taste(Qt.Key.Key_Escape)
    b.antworte(Qt.Key.Key_Escape)
    assert b.offener() is eintrag
    b.brich_ab()
    assert b.offener() is dialog
    b.brich_ab()


def test_die_suche_findet_ueber_umlaute_und_teile_von_woertern(koordination: Bedienung) -> None:
    koordination.taste(Qt.Key.Key_F, mit=Qt.KeyboardModifier.ControlModifier)
    koordination.gehe_zu("suchen")
    koordination.tippe("LUECKE")
    seite = koordination.fenster.seiten.vorgaenge
    koordination.warte(lambda: seite.ui.anzahl.text() == "3 Vorgänge")
    koordination.tippe(" jobcenter")
    koordination.warte(lambda: seite.ui.anzahl.text() == "2 Vorgänge")
    assert seite.modell.als_text().count("Lücke beim Wechsel ins SGB II") == 2


def test_eine_getippte_kennung_findet_ihren_vorgang_oder_nichts_aendert_sich(
    koordination: Bedienung, monkeypatch: pytest.MonkeyPatch
) -> None:
    b, seite = koordination, koordination.fenster.seiten.vorgang
    getippt = ["ki1-2026-001", "KI1-2026-999"]
    monkeypatch.setattr(
        "kim_desktop.ui.hauptfenster.QInputDialog.getText", lambda *_: (getippt.pop(0), True)
    )
    b.fenster.aktionen["oeffnen"].trigger()
    b.warte(lambda: seite.ui.kennung.text() == "KI1-2026-001")
    b.geh_auf("vorgaenge")
    b.fenster.aktionen["oeffnen"].trigger()
    b.warte(b.fenster.ui.hinweis.isVisible)
    assert b.fenster.ui.hinweis.text() == "Die Kennung „KI1-2026-999“ gibt es hier nicht."
    assert b.fenster.ui.seiten.gezeigte() is b.fenster.seiten.vorgaenge


def test_die_liste_filtert_nach_art_und_zustand(koordination: Bedienung) -> None:
    koordination.seite(2)
    seite = koordination.fenster.seiten.vorgaenge
    seite.ui.art.setCurrentIndex(seite.ui.art.findData("herausforderung"))
    assert seite.ui.anzahl.text() == "1 Vorgang"
    seite.ui.zustand.setCurrentIndex(seite.ui.zustand.findData("vertagt"))
    assert seite.ui.anzahl.text() == "0 Vorgänge"


def test_ein_ordner_den_es_nicht_gibt_wird_erklaert(koordination: Bedienung) -> None:
    koordination.seite(3)
    koordination.gehe_zu("ziel")
    koordination.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    koordination.tippe("/gibt/es/nicht")
    koordination.gehe_zu("schreiben")
    koordination.taste(Qt.Key.Key_Space)
    hinweis = koordination.fenster.ui.hinweis
    koordination.warte(hinweis.isVisible)
    assert hinweis.text() == "Den Ordner „/gibt/es/nicht“ gibt es nicht."


def test_eine_beschaedigte_datei_wird_abgelehnt_und_aufgehoben(
    koordination: Bedienung, tmp_path: Path
) -> None:
    (tmp_path / "kaputt.kim").write_bytes(b"keine Datei")
    seite = koordination.fenster.seiten.uebergabe.ui
    koordination.seite(3)
    seite.herkunft.setText(str(tmp_path))
    koordination.gehe_zu("einlesen")
    koordination.taste(Qt.Key.Key_Space)
    koordination.warte(lambda: "beschädigt" in seite.bericht.toPlainText())
    assert (
        koordination.fenster.vermittler.arbeitsplatz.profil.ordner / "abgelehnt" / "kaputt.kim"
    ).exists()


def test_ein_papier_wird_gedruckt(
    koordination: Bedienung, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ziel = tmp_path / "vorlage.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(ziel), ""))
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    koordination.oeffne("KI1-2026-001")
    koordination.gehe_zu("papier_vorlage")
    koordination.taste(Qt.Key.Key_Return)
    koordination.warte(ziel.exists)
    assert ziel.read_bytes().startswith(b"%PDF")


def test_jede_eingabe_auf_jeder_seite_hat_einen_namen(koordination: Bedienung) -> None:
    koordination.oeffne("KI1-2026-001")
    dialog = koordination.schritt("themenblatt_freigeben")
    eingaben = (QLineEdit, QPlainTextEdit, QComboBox)
    for wurzel in (koordination.fenster, dialog):
        for teil in wurzel.findChildren(QWidget):
            if isinstance(teil, eingaben) and not teil.objectName().startswith("qt_"):
                assert _name(teil), teil.objectName()
            if isinstance(teil, QAbstractButton) and teil.isVisible():
                assert teil.text() or teil.accessibleName(), teil.objectName()
    koordination.taste(Qt.Key.Key_Escape)


def test_kein_kuerzel_ist_doppelt_vergeben() -> None:
    kuerzel = [QKeySequence(a.kuerzel).toString() for a in AKTIONEN if a.kuerzel]
    assert len(kuerzel) == len(set(kuerzel))


def test_ohne_arbeitsplatz_sagt_das_fenster_was_zu_tun_ist(qtbot: QtBot) -> None:
    def oeffne(_passphrase: str | None) -> None:
        raise UmgebungsFehler("Bitte zuerst „einrichten“.")

    fenster = _fenster(qtbot, oeffne)
    qtbot.waitUntil(lambda: fenster.empfang is not None)
    assert fenster.empfang.seite.satz.text() == "Bitte zuerst „einrichten“."


def test_wer_die_passphrase_nicht_eingibt_kann_es_noch_einmal_versuchen(
    qtbot: QtBot, kreis: Kreis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def oeffne(passphrase: str | None) -> object:
        if passphrase is None:
            raise PassphraseFehlt("Der Arbeitsplatz ist mit einer Passphrase verschlossen.")
        return oeffne_arbeitsplatz(kreis.profil("HEN"), Zugang(), quelle("x"))

    antworten = [("", False), ("geheim", True)]
    monkeypatch.setattr(
        "kim_desktop.ui.hauptfenster.QInputDialog.getText", lambda *_: antworten.pop(0)
    )
    fenster = _fenster(qtbot, oeffne)
    qtbot.waitUntil(lambda: fenster.empfang is not None)
    seite = fenster.empfang.seite
    assert seite.satz.text() == (
        "Der Arbeitsplatz ist mit einer Passphrase verschlossen. Ohne die Passphrase bleibt er zu."
    )
    assert fenster.ui.navigation.isHidden()
    assert not fenster.aktionen["neu"].isEnabled()
    qtbot.keyClick(seite.knopf, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: fenster.seiten is not None, timeout=10_000)
    assert not fenster.ui.navigation.isHidden()
    assert fenster.aktionen["neu"].isEnabled()


def test_eine_passphrase_wird_erfragt(
    qtbot: QtBot, kreis: Kreis, monkeypatch: pytest.MonkeyPatch
) -> None:
    gefragt: list[str | None] = []

    def oeffne(passphrase: str | None) -> object:
        gefragt.append(passphrase)
        if passphrase is None:
            raise PassphraseFehlt("Passphrase?")
        return oeffne_arbeitsplatz(kreis.profil("HEN"), Zugang(), quelle("x"))

    monkeypatch.setattr(
        "kim_desktop.ui.hauptfenster.QInputDialog.getText", lambda *_: ("geheim", True)
    )
    fenster = _fenster(qtbot, oeffne)
    qtbot.waitUntil(lambda: fenster.seiten is not None, timeout=10_000)
    assert gefragt == [None, "geheim"]


def test_statt_der_passphrase_wird_das_notfallblatt_genommen(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mistyped group is named and asked again; then the sheet opens the window."""
    ordner = tmp_path / "ki"
    ap = gruende_kreis(ordner, "Kreis", Zugang("längst vergessen"))
    drucke_notfallblatt(ap, tmp_path / "blatt.pdf")
    ap.schliesse()
    code = gruppen(tmp_path / "blatt.pdf")
    antworten, gefragt = [vertippt(code), code], []

    def frage(_eltern: object, _titel: str, text: str, _echo: object) -> tuple[str, bool]:
        gefragt.append(" ".join(text.split()))
        return antworten.pop(0), True

    monkeypatch.setattr("kim_desktop.ui.hauptfenster.QInputDialog.getText", frage)
    fenster = _fenster(qtbot, lambda p: oeffne_arbeitsplatz(ordner, Zugang(p)))
    qtbot.waitUntil(lambda: fenster.seiten is not None, timeout=10_000)
    erste, zweite = gefragt
    assert erste.endswith("Bitte die Passphrase oder den Code vom Notfallblatt eingeben:")
    assert "--passphrase-datei" not in erste
    assert "Gruppe 8" in zweite


def test_eine_lange_arbeit_laesst_sich_abbrechen(qtbot: QtBot) -> None:
    arbeiter = Arbeiter()
    fehler: list[BaseException] = []

    def arbeite(ablauf: Ablauf) -> None:
        while True:
            ablauf(0.5, "läuft")

    arbeiter.tue(arbeite, lambda _e: None, fehler.append)
    arbeiter.brich_ab()
    qtbot.waitUntil(lambda: arbeiter.ruht)
    assert [type(f).__name__ for f in fehler] == ["Abgebrochen"]
    arbeiter.schliesse()


def _fenster(qtbot: QtBot, oeffner: object) -> Hauptfenster:
    anwendung()
    fenster = Hauptfenster(oeffner)
    qtbot.addWidget(fenster, before_close_func=lambda f: f.close())
    fenster.show()
    fenster.lade()
    return fenster


def _name(teil: QWidget) -> str:
    labels = [label for label in teil.window().findChildren(QLabel) if label.buddy() is teil]
    return teil.accessibleName() or "".join(label.text() for label in labels)


def test_was_der_start_laedt_haelt_das_fenster_spaeter_nicht_auf(
    qtbot: QtBot, kreis: Kreis
) -> None:
    ordner = kreis.profil("HEN")
    kreis.schliesse()
    fenster = Hauptfenster(lambda _passphrase: oeffne_arbeitsplatz(ordner, Zugang()), ordner)
    qtbot.addWidget(fenster)
    vorher = gc.get_freeze_count()
    schone(fenster)
    fenster.lade()
    try:
        qtbot.waitUntil(lambda: fenster.seiten is not None and fenster.arbeiter.ruht)
        assert gc.get_freeze_count() > vorher
    finally:
        gc.unfreeze()
        fenster.close()


def test_ueberschriften_und_navigation_folgen_der_schrift(qtbot: QtBot, kreis: Kreis) -> None:
    app = anwendung()
    vorher = app.font()
    gross = QFont(vorher)
    gross.setPointSizeF(18)
    app.setFont(gross)
    try:
        richte_ein(app)
        ap = oeffne_arbeitsplatz(kreis.profil("KI"), Zugang(), quelle("Fenster"))
        b = Bedienung(qtbot, ap)
        navigation, vorgang = b.fenster.ui.navigation, b.fenster.seiten.vorgang.ui
        vorgang.titel.ensurePolished()
        assert QFontInfo(vorgang.titel.font()).pointSizeF() > 18
        assert navigation.width() >= navigation.sizeHintForColumn(0)
        b.schliesse()
    finally:
        app.setFont(vorher)
        richte_ein(app)
