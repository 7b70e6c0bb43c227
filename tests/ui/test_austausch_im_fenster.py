"""Der Austauschordner im Fenster: gewählt mit der Tastatur, beobachtet, ohne zu stören."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kim_desktop.application import ansicht
from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.schritt.tun import tue
from kim_desktop.application.uebergabe.austausch import uebergib_an_alle
from kim_desktop.application.uebergabe.ordner.austauschordner import gleiche_ab, lage, setze_ordner
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.bausteine.tabelle import gewaehlte
from kim_desktop.ui.betrieb.austauschwache import TAKT_MS
from kim_desktop.ui.dialoge.austauschdialog import Austauschdialog
from tests.hilfen.kreis import MELDUNG, Kreis, quelle
from tests.ui.bedienung import KURZE_MELDUNG, Bedienung

Setz = Callable[[str], Bedienung]


@pytest.fixture
def ordner(tmp_path: Path) -> Path:
    """The exchange folder."""
    ordner = tmp_path / "austausch"
    ordner.mkdir()
    return ordner


@pytest.fixture
def am_fenster(qtbot: QtBot, kreis: Kreis) -> Iterator[Setz]:
    """Sit down at a workplace; everything before has been handed over."""
    for name in ("HEN", "KI"):
        uebergib_an_alle(kreis.plaetze[name], kreis.post)
    offen: list[Bedienung] = []

    def oeffne(name: str) -> Bedienung:
        if name in kreis.plaetze:
            kreis.plaetze.pop(name).schliesse()
        ap = oeffne_arbeitsplatz(kreis.profil(name), Zugang(), quelle(f"{name} am Fenster"))
        offen.append(Bedienung(qtbot, ap))
        offen[-1].warte(lambda: offen[-1].fenster.austauschwache is not None)
        return offen[-1]

    yield oeffne
    for bedienung in offen:
        bedienung.schliesse()


def ruhe(b: Bedienung) -> None:
    """Wait until no round is under way."""
    b.warte(lambda: b.fenster.austauschwache.ruht)


def zeile(b: Bedienung) -> str:
    return str(b.fenster.ui.austausch.text())


def melde_in_hennef(kreis: Kreis, ordner: Path, titel: str = "Lücke in Hennef") -> None:
    """Hennef reports and puts its file into the folder."""
    hennef = kreis.plaetze["HEN"]
    setze_ordner(hennef, ordner)
    kreis.tue("HEN", "melden", **{**MELDUNG, "titel": titel})
    assert gleiche_ab(hennef, hennef.quelle.jetzt()).geschrieben


def vor_der_meldung(am_fenster: Setz, kreis: Kreis, ordner: Path) -> Bedienung:
    """Sit down at the CM-Koordination and open what the folder has brought from Hennef."""
    melde_in_hennef(kreis, ordner, "Schon da")
    setze_ordner(kreis.plaetze["KI"], ordner)
    b = am_fenster("KI")
    b.warte(lambda: "1 neu" in zeile(b))
    ruhe(b)
    b.oeffne("HEN1-2026-001")
    return b


def dialog(b: Bedienung) -> Austauschdialog:
    b.fenster.aktionen["austausch"].trigger()
    b.warte(lambda: isinstance(QApplication.activeModalWidget(), Austauschdialog))
    offener = QApplication.activeModalWidget()
    assert isinstance(offener, Austauschdialog)
    return offener


def schreibe_in(b: Bedienung, feld: str, text: str) -> None:
    b.gehe_zu(feld)
    b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    b.taste(Qt.Key.Key_Backspace)
    b.tippe(text)


def test_gewaehlt_wird_mit_der_tastatur_und_gleich_beachtet(
    am_fenster: Setz, kreis: Kreis, ordner: Path
) -> None:
    melde_in_hennef(kreis, ordner)
    b = am_fenster("KI")
    assert b.fenster.ui.austausch.isHidden()
    dialog(b)
    schreibe_in(b, "ordner", str(ordner))
    b.leertaste("speichern")
    b.warte(lambda: b.offener() is None)
    ruhe(b)
    b.warte(lambda: "1 neu" in zeile(b))
    assert b.fenster.ui.austausch.isVisible()
    assert zeile(b).startswith("Austauschordner: zuletzt ")

    dialog(b)
    schreibe_in(b, "ordner", "")
    b.leertaste("speichern")
    b.warte(lambda: b.offener() is None)
    b.warte(b.fenster.ui.austausch.isHidden)
    assert lage(b.fenster.vermittler.arbeitsplatz).ordner is None


def test_ein_ordner_den_es_nicht_gibt_wird_erklaert(am_fenster: Setz, tmp_path: Path) -> None:
    b = am_fenster("KI")
    d = dialog(b)
    schreibe_in(b, "ordner", str(tmp_path / "fehlt"))
    b.leertaste("speichern")
    b.warte(d.ui.fehler.isVisible)
    assert "gibt es nicht" in d.ui.fehler.text()
    assert d.ui.ordner.text() == str(tmp_path / "fehlt")
    b.taste(Qt.Key.Key_Escape)


def test_nach_dem_schritt_liegt_die_datei_da_und_das_andere_fenster_zeigt_sie(
    am_fenster: Setz, kreis: Kreis, ordner: Path
) -> None:
    for name in ("HEN", "KI"):
        setze_ordner(kreis.plaetze[name], ordner)
    hennef, ki = am_fenster("HEN"), am_fenster("KI")
    ki.seite(2)
    ruhe(hennef)
    ruhe(ki)
    hennef.fenster.activateWindow()
    hennef.neu()
    hennef.fuelle(**KURZE_MELDUNG)
    hennef.bestaetige()
    hennef.warte(lambda: len(list(ordner.glob("KIM_HEN1_*.kim"))) == 1)
    hennef.warte(lambda: hennef.fenster.ui.versand_text.text() == "Alles ist verschickt.")
    # Nobody touches the other window: the folder itself tells it.
    ki.warte(lambda: "Lücke" in [z.titel for z in ki.fenster.seiten.vorgaenge.modell.zeilen])
    assert "1 neu" in zeile(ki)


def test_hoechstens_eine_minute_vergeht_auch_ohne_nachricht_vom_system() -> None:
    assert TAKT_MS < 60_000


def test_was_gerade_getippt_wird_bleibt(am_fenster: Setz, kreis: Kreis, ordner: Path) -> None:
    setze_ordner(kreis.plaetze["KI"], ordner)
    b = am_fenster("KI")
    ruhe(b)
    b.seite(3)
    feld = b.gehe_zu("herkunft")
    b.taste(Qt.Key.Key_End)
    b.tippe(" halb getippt")
    getippt = b.fenster.seiten.uebergabe.ui.herkunft.text()
    b.fenster.zeige_hinweis("Ein Satz, den gerade jemand liest.")
    melde_in_hennef(kreis, ordner)
    b.warte(lambda: "1 neu" in zeile(b))
    ruhe(b)
    assert b.fenster.seiten.uebergabe.ui.herkunft.text() == getippt
    assert b.fenster.focusWidget() is feld
    assert b.fenster.ui.hinweis.text() == "Ein Satz, den gerade jemand liest."
    dateien = b.fenster.seiten.uebergabe.bilanz.dateien.zeilen
    assert [z.nach_aussen for z in dateien].count(False) >= 1


def test_ein_offener_dialog_behaelt_was_darin_steht(
    am_fenster: Setz, kreis: Kreis, ordner: Path
) -> None:
    b = vor_der_meldung(am_fenster, kreis, ordner)
    d = b.schritt("zur_ergaenzung")
    b.fuelle(begruendung="Seit wann und wie oft?")
    fokus = d.focusWidget()
    melde_in_hennef(kreis, ordner, "Noch eine")
    b.warte(lambda: "Noch eine" in titel(b))
    ruhe(b)
    assert b.offener() is d
    assert d.focusWidget() is fokus
    b.bestaetige()
    b.warte(lambda: b.fenster.seiten.vorgang.ui.zustand.text().startswith("zur Ergänzung"))


def titel(b: Bedienung) -> set[str]:
    return {z.titel for z in ansicht.liste(b.fenster.vermittler.arbeitsplatz, ansicht.Filter())}


def test_der_platz_in_liste_und_aufgaben_bleibt(
    am_fenster: Setz, kreis: Kreis, ordner: Path
) -> None:
    for nr in range(3):
        melde_in_hennef(kreis, ordner, f"Lücke {nr}")
    setze_ordner(kreis.plaetze["KI"], ordner)
    b = am_fenster("KI")
    b.warte(lambda: "3 neu" in zeile(b))
    ruhe(b)
    aufgaben, vorgaenge = b.fenster.seiten.aufgaben, b.fenster.seiten.vorgaenge
    for nummer, seite in ((1, aufgaben), (2, vorgaenge)):
        b.seite(nummer)
        b.gehe_zu("tabelle")
        b.taste(Qt.Key.Key_Down, Qt.Key.Key_Down)
        gewaehlt = gewaehlte(seite.ui.tabelle)
        titel_neu = f"Noch eine {nummer}"
        melde_in_hennef(kreis, ordner, titel_neu)
        b.warte(lambda t=titel_neu: t in titel(b))
        ruhe(b)
        assert len(seite.modell.zeilen) == 3 + nummer
        zeilen = seite.modell.zeilen
        jetzt = gewaehlte(seite.ui.tabelle)
        assert _kennung(jetzt) == _kennung(gewaehlt)
        assert _kennung(jetzt) != _kennung(zeilen[0])


def _kennung(zeile_: Any) -> str:
    return str(getattr(zeile_, "fall", zeile_).kennung)


def test_wer_einen_vorgang_liest_behaelt_den_knopf_auf_dem_er_steht(
    am_fenster: Setz, kreis: Kreis, ordner: Path
) -> None:
    b = vor_der_meldung(am_fenster, kreis, ordner)
    knopf = b.gehe_zu("schritt_ohne_vorlage_erledigen")
    melde_in_hennef(kreis, ordner, "Noch eine")
    b.warte(lambda: "Noch eine" in titel(b))
    ruhe(b)
    assert b.fenster.focusWidget() is knopf


def test_eine_begonnene_meldung_ueberlebt_einen_eingang(
    am_fenster: Setz, kreis: Kreis, ordner: Path
) -> None:
    setze_ordner(kreis.plaetze["KI"], ordner)
    setze_ordner(kreis.plaetze["HEN"], ordner)
    kennung = kreis.tue("HEN", "melden", **MELDUNG).kennung
    kreis.bring("HEN", "KI")
    b = am_fenster("HEN")
    b.rolle(Rolle.CM_STELLE)
    ruhe(b)
    b.gehe_zu("feld_sachverhalt")
    b.tippe("Mitten im Satz")
    kreis.tue("KI", "zur_ergaenzung", kennung=kennung, begruendung="Seit wann?")
    ki = kreis.plaetze["KI"]
    assert gleiche_ab(ki, ki.quelle.jetzt()).geschrieben
    b.warte(lambda: " neu" in zeile(b))
    ruhe(b)
    b.tippe(" geht es weiter.")
    feld = b.fenster.seiten.rollenseite(Rolle.CM_STELLE).ui.feld_sachverhalt
    assert feld.toPlainText() == "Mitten im Satz geht es weiter."


def test_verschwindet_der_ordner_steht_es_in_der_zeile_bis_er_wiederkommt(
    am_fenster: Setz, kreis: Kreis, ordner: Path
) -> None:
    setze_ordner(kreis.plaetze["KI"], ordner)
    weg = ordner.with_name("abgezogen")
    ordner.rename(weg)
    b = am_fenster("KI")
    b.warte(lambda: "nicht erreichbar" in zeile(b))
    assert b.fenster.ui.hinweis.isHidden()
    assert b.offener() is None
    weg.rename(ordner)
    b.fenster.austauschwache.schaue()
    b.warte(lambda: zeile(b).startswith("Austauschordner: geprüft "))


def test_abgelehntes_nennt_der_dialog(am_fenster: Setz, kreis: Kreis, ordner: Path) -> None:
    melde_in_hennef(kreis, ordner)
    setze_ordner(kreis.plaetze["KI"], ordner)
    (datei,) = ordner.glob("*.kim")
    (ordner / "halb.kim").write_bytes(datei.read_bytes()[:-1])
    b = am_fenster("KI")
    b.warte(lambda: "1 noch unvollständig" in zeile(b))
    d = dialog(b)
    assert "halb.kim" in d.ui.stand.toPlainText()
    (ordner / "halb.kim").unlink()
    b.leertaste("abgleichen")
    b.warte(lambda: "halb.kim" not in d.ui.stand.toPlainText())
    b.taste(Qt.Key.Key_Escape)


def test_haengt_der_ordner_bleibt_das_fenster_bedienbar_und_schliesst(
    am_fenster: Setz, kreis: Kreis, ordner: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setze_ordner(kreis.plaetze["KI"], ordner)
    frei, haengt, abgewartet, echt = Event(), Event(), Event(), os.scandir

    def haenge(pfad: Any) -> Any:
        if Path(pfad) == ordner:
            haengt.set()
            if not frei.wait(60):
                abgewartet.set()
        return echt(pfad)

    with monkeypatch.context() as m:
        m.setattr(os, "scandir", haenge)
        b = am_fenster("KI")
        b.warte(haengt.is_set)
        b.seite(2)
        assert not b.fenster.austauschwache.ruht
        b.schliesse()
        assert not abgewartet.is_set()
        frei.set()


def test_wer_gleich_nach_dem_schritt_schliesst_hat_trotzdem_geschrieben(
    qtbot: QtBot, am_fenster: Setz, kreis: Kreis, ordner: Path
) -> None:
    setze_ordner(kreis.plaetze["HEN"], ordner)
    b = am_fenster("HEN")
    ruhe(b)
    assert not list(ordner.iterdir())
    b.fenster.vermittler.tue(
        lambda ap, _ablauf: tue(ap, "melden", dict(MELDUNG)),
        lambda _getan: QTimer.singleShot(0, b.schliesse),
    )
    qtbot.waitUntil(lambda: len(list(ordner.glob("*.kim"))) == 1, timeout=10_000)


def test_eine_kopie_von_hand_wird_ohne_zutun_gelesen(
    am_fenster: Setz, kreis: Kreis, ordner: Path, tmp_path: Path
) -> None:
    setze_ordner(kreis.plaetze["KI"], ordner)
    kreis.tue("HEN", "melden", **MELDUNG)
    datei = kreis.gib("HEN", "KI")
    b = am_fenster("KI")
    ruhe(b)
    shutil.copyfile(datei, ordner / "von Hand (1).kim")
    b.warte(lambda: "1 neu" in zeile(b))
