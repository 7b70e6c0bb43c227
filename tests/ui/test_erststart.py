"""Vom leeren PC bis zur ersten Meldung, zwei Ämter, nur mit Fenstern und nur mit der Tastatur."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog
from pytestqt.qtbot import QtBot

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.demo.besuch import plaetze
from kim_desktop.application.platz.sicherung import sichere
from kim_desktop.ui.bausteine.aktionen import AKTIONEN
from kim_desktop.ui.dialoge.passphrase import Passphrasendialog
from kim_desktop.ui.dialoge.sicherungsdialog import Sicherungsdialog
from kim_desktop.ui.erststart.anfang import Anfang
from kim_desktop.ui.erststart.beitritt import Beitrittsdialog
from kim_desktop.ui.erststart.wartend import Warteseite
from kim_desktop.ui.platz.zulassungsdialog import Zulassungsdialog
from tests.hilfen.kreis import MELDUNG, Kreis
from tests.ui.bedienung import Bedienung, lass_fallen

pytestmark = pytest.mark.usefixtures("ohne_schluesselbund")
PASSPHRASE = "vier Wörter ohne Sinn"
Setze = Callable[[str], Bedienung]


@pytest.fixture
def setze(qtbot: QtBot, tmp_path: Path) -> Iterator[Setze]:
    """Start the program on a PC; every PC is a folder of its own."""
    offen: list[Bedienung] = []

    def starte(pc: str) -> Bedienung:
        offen.append(Bedienung(qtbot, ordner=tmp_path / pc / "KIM Desktop"))
        return offen[-1]

    yield starte
    for b in offen:
        b.schliesse()


@pytest.fixture
def post(tmp_path: Path) -> Path:
    ordner = tmp_path / "post"
    ordner.mkdir()
    return ordner


def anfang(b: Bedienung) -> Anfang:
    seite = b.fenster.empfang.seite if b.fenster.empfang else None
    assert isinstance(seite, Anfang)
    return seite


def warteseite(b: Bedienung) -> Warteseite:
    seite = b.fenster.empfang.seite if b.fenster.empfang else None
    assert isinstance(seite, Warteseite)
    return seite


def wartet(b: Bedienung) -> bool:
    return b.fenster.empfang is not None and isinstance(b.fenster.empfang.seite, Warteseite)


def warte_auf(b: Bedienung, art: type) -> object:
    b.warte(lambda: isinstance(b.offener(), art))
    return b.offener()


def waehle_passphrase(b: Bedienung, eine: str = PASSPHRASE, andere: str = PASSPHRASE) -> None:
    warte_auf(b, Passphrasendialog)
    b.setze("passphrase", eine)
    b.setze("wiederholt", andere)
    b.taste(Qt.Key.Key_Return)


def gruende(b: Bedienung) -> None:
    b.leertaste("weg_einrichten")
    b.setze("kreis", "Rhein-Sieg-Kreis")
    b.taste(Qt.Key.Key_Return)
    waehle_passphrase(b)
    b.wende_dich_zu()
    b.warte(lambda: b.fenster.seiten is not None)


def melde_an(b: Bedienung, post: Path, stelle: str = "CM-Stelle Hennef") -> str:
    """Announce a workplace up to its file in the post; return the digits on the page."""
    b.leertaste("weg_anmelden")
    b.setze("stelle", stelle)
    b.taste(Qt.Key.Key_Return)
    waehle_passphrase(b)
    b.wende_dich_zu()
    b.warte(lambda: wartet(b))
    b.setze("ordner", str(post))
    b.setze("adresse", "koordination@kreis.example")
    b.leertaste("schreiben")
    b.warte(warteseite(b).ui.datei_zeigen.isVisible)
    return str(warteseite(b).ui.ziffern.text())


def beginne_pruefung(
    b: Bedienung, monkeypatch: pytest.MonkeyPatch, *dateien: Path
) -> Zulassungsdialog:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (list(map(str, dateien)), ""))
    b.wende_dich_zu()
    b.seite(0)
    b.druecke("taten_pruefen")
    dialog = warte_auf(b, Zulassungsdialog)
    assert isinstance(dialog, Zulassungsdialog)
    return dialog


def lasse_zu(b: Bedienung, dialog: Zulassungsdialog, ziffern: str, post: Path) -> None:
    b.setze("ziffern", ziffern)
    b.setze("ordner", str(post))
    b.leertaste("zulassen")
    b.warte(dialog.isEnabled)


def tritt_bei(b: Bedienung, monkeypatch: pytest.MonkeyPatch, datei: Path) -> Beitrittsdialog:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(datei), ""))
    b.wende_dich_zu()
    b.leertaste("zulassung")
    dialog = warte_auf(b, Beitrittsdialog)
    assert isinstance(dialog, Beitrittsdialog)
    return dialog


def test_zwei_aemter_vom_leeren_pc_bis_zur_ersten_meldung(
    setze: Setze, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ki = setze("ki")
    gruende(ki)
    hennef = setze("hennef")
    ziffern = melde_an(hennef, post)
    (anmeldung,) = post.glob("*.kim-anmeldung")
    (mail,) = post.glob("*.eml")
    assert ziffern[: len(ziffern) // 2].encode() not in mail.read_bytes()

    dialog = beginne_pruefung(ki, monkeypatch, anmeldung)
    assert dialog.ui.kuerzel.text() == "HEN"
    lasse_zu(ki, dialog, ziffern, post)
    assert dialog.ui.blaetter.currentWidget() is dialog.ui.ergebnis
    ki.taste(Qt.Key.Key_Escape)
    (zulassung,) = post.glob("*.kim-zulassung")
    seite = ki.fenster.seiten.arbeitsplaetze
    ki.warte(lambda: "HEN1" in seite.modell.als_text())

    vergleich = tritt_bei(hennef, monkeypatch, zulassung)
    assert vergleich.ui.ziffern.text() == seite.ui.kreis_ziffern.text()
    hennef.leertaste("stimmt")
    hennef.warte(lambda: hennef.fenster.seiten is not None)
    assert hennef.fenster.ui.stelle.text() == "CM-Stelle Hennef · Rhein-Sieg-Kreis"
    assert hennef.fenster.ui.navigation.isVisible()

    hennef.wende_dich_zu()
    hennef.neu()
    hennef.fuelle(
        titel=MELDUNG["titel"],
        kurzfassung=MELDUNG["kurzfassung"],
        sachverhalt=MELDUNG["sachverhalt"],
        handlungsfeld=MELDUNG["handlungsfeld"],
        rechtskreise=("SGB II", "AsylbLG"),
        keine_personendaten="ja",
    )
    hennef.bestaetige()
    hennef.seite(2)
    hennef.warte(lambda: "HEN1-" in hennef.fenster.seiten.vorgaenge.modell.als_text())


def test_verschiedene_und_kurze_passphrasen_werden_erklaert(setze: Setze) -> None:
    b = setze("pc")
    b.leertaste("weg_anmelden")
    b.setze("stelle", "CM-Stelle Much")
    b.taste(Qt.Key.Key_Return)
    waehle_passphrase(b, "kurz", "kurz")
    dialog = warte_auf(b, Passphrasendialog)
    assert isinstance(dialog, Passphrasendialog)
    assert "mindestens 10 Zeichen" in dialog.ui.fehler.text()
    waehle_passphrase(b, PASSPHRASE, PASSPHRASE + "!")
    assert "verschieden" in dialog.ui.fehler.text()
    assert dialog.ui.passphrase.text() == ""
    b.taste(Qt.Key.Key_Escape)
    b.warte(anfang(b).ui.fehler.isVisible)
    assert "Ohne Passphrase wird nichts eingerichtet" in anfang(b).ui.fehler.text()
    assert anfang(b).ui.stelle.text() == "CM-Stelle Much"


def test_was_fehlt_wird_gesagt(setze: Setze) -> None:
    b = setze("pc")
    b.leertaste("weg_einrichten")
    b.gehe_zu("kreis")
    b.taste(Qt.Key.Key_Return)
    assert "Namen des Kreises" in anfang(b).ui.fehler.text()
    b.leertaste("einrichten_zurueck")
    assert not anfang(b).ui.fehler.isVisible()
    assert anfang(b).ui.weg_einrichten.hasFocus()
    b.leertaste("weg_zulassung")
    b.setze("vorhanden", "/gibt/es/nicht")
    b.leertaste("zulassung_weiter")
    b.warte(b.fenster.ui.hinweis.isVisible)
    assert "kein Arbeitsplatz eingerichtet" in b.fenster.ui.hinweis.text()


def test_ohne_arbeitsplatz_ruhen_die_anderen_menues(setze: Setze) -> None:
    b = setze("pc")
    an = {a.name for a in AKTIONEN if b.fenster.aktionen[a.name].isEnabled()}
    assert an == {"sicherung", "beenden", "ueber"}


def test_ein_wartender_arbeitsplatz_zeigt_nach_dem_neustart_dieselben_ziffern(
    setze: Setze, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = setze("pc")
    ziffern = melde_an(b, post)
    b.schliesse()
    monkeypatch.setattr(QInputDialog, "getText", lambda *_: (PASSPHRASE, True))
    b = setze("pc")
    b.warte(lambda: wartet(b))
    seite = warteseite(b)
    assert seite.ui.ziffern.text() == ziffern
    assert seite.ui.ordner.text() == str(post)
    assert seite.ui.adresse.text() == "koordination@kreis.example"
    assert "noch einmal" in seite.ui.schreiben.text()
    assert not b.fenster.ui.hinweis.isVisible()
    b.leertaste("schreiben")
    b.warte(seite.ui.datei_zeigen.isVisible)
    assert len({d.read_bytes() for d in post.glob("*.kim-anmeldung")}) == 1


def test_ein_ordner_der_nicht_geht_laesst_die_anmeldung_stehen(setze: Setze, post: Path) -> None:
    b = setze("pc")
    melde_an(b, post)
    seite = warteseite(b)
    b.setze("ordner", "/gibt/es/nicht")
    b.leertaste("schreiben")
    b.warte(seite.ui.fehler.isVisible)
    assert seite.ui.fehler.text() == "Den Ordner „/gibt/es/nicht“ gibt es nicht."
    b.setze("ordner", str(post))
    b.setze("adresse", "keine Adresse")
    b.leertaste("schreiben")
    b.warte(seite.ui.fehler.isVisible)
    assert "keine Mailadresse" in seite.ui.fehler.text()


def test_prueziffern_lassen_sich_kopieren_und_drucken(
    setze: Setze, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = setze("pc")
    ziffern = melde_an(b, post)
    b.leertaste("kopieren")
    assert QApplication.clipboard().text() == ziffern
    ziel = post / "ziffern"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(ziel), ""))
    monkeypatch.setattr("kim_desktop.ui.erststart.wartend.oeffne_datei", lambda _pfad: True)
    b.leertaste("drucken")
    b.warte((post / "ziffern.pdf").exists)
    assert (post / "ziffern.pdf").read_bytes().startswith(b"%PDF")


def test_falsche_und_abweichende_zulassungen_aendern_nichts(
    setze: Setze, post: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ki, hennef = setze("ki"), setze("hennef")
    ki.wende_dich_zu()
    gruende(ki)
    hennef.wende_dich_zu()
    ziffern = melde_an(hennef, post)
    dialog = beginne_pruefung(ki, monkeypatch, *post.glob("*.kim-anmeldung"))
    lasse_zu(ki, dialog, ziffern, post)
    ki.taste(Qt.Key.Key_Escape)
    (zulassung,) = post.glob("*.kim-zulassung")

    kaputt = post / "kaputt.kim-zulassung"
    kaputt.write_bytes(zulassung.read_bytes()[:-9])
    seite = warteseite(hennef)
    lass_fallen(seite, kaputt)
    hennef.warte(seite.ui.fehler.isVisible)
    assert "keine unversehrte Zulassung" in seite.ui.fehler.text()

    tritt_bei(hennef, monkeypatch, zulassung)
    hennef.leertaste("weicht_ab")
    hennef.warte(seite.ui.fehler.isVisible)
    assert "Es wurde nichts übernommen" in seite.ui.fehler.text()
    assert hennef.fenster.seiten is None

    lass_fallen(seite, zulassung)
    warte_auf(hennef, Beitrittsdialog)
    hennef.leertaste("stimmt")
    hennef.warte(lambda: hennef.fenster.seiten is not None)


def test_eine_zulassung_auf_dem_leeren_pc_wird_erklaert(setze: Setze, post: Path) -> None:
    b = setze("pc")
    lass_fallen(anfang(b), post / "x.kim-zulassung")
    assert "zuerst den Arbeitsplatz anmelden" in anfang(b).ui.fehler.text()


def test_aus_einer_sicherung_oeffnet_das_fenster_ohne_neustart(setze: Setze, kreis: Kreis) -> None:
    ordner = sichere(kreis.plaetze["HEN"]).ordner
    b = setze("neu")
    b.leertaste("weg_sicherung")
    dialog = warte_auf(b, Sicherungsdialog)
    assert isinstance(dialog, Sicherungsdialog)
    b.setze("von", str(ordner))
    b.leertaste("weiter")
    b.warte(lambda: "Prüfziffern" in dialog.ui.ergebnis.toPlainText())
    b.taste(Qt.Key.Key_Escape)
    b.warte(lambda: wartet(b))
    assert not warteseite(b).ui.selbst.isVisible()


def test_die_wiederhergestellte_koordination_laesst_sich_selbst_zu(
    setze: Setze, kreis: Kreis, monkeypatch: pytest.MonkeyPatch
) -> None:
    ordner = sichere(kreis.plaetze["KI"]).ordner
    kreis.tue("HEN", "melden", **MELDUNG)
    datei = kreis.gib("HEN", "KI")
    b = setze("neu")
    b.leertaste("weg_sicherung")
    warte_auf(b, Sicherungsdialog)
    b.setze("von", str(ordner))
    b.leertaste("weiter")
    b.warte(lambda: bool(b.fenster.findChild(Sicherungsdialog).ui.ergebnis.toPlainText()))
    b.taste(Qt.Key.Key_Escape)
    b.warte(lambda: wartet(b))
    b.wende_dich_zu()
    seite = warteseite(b)
    b.leertaste("selbst_zulassen")
    b.warte(seite.ui.fehler.isVisible)
    assert "Bitte zuerst eine neue Übergabedatei" in seite.ui.fehler.text()
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(datei)], ""))
    b.leertaste("einlesen")
    b.warte(seite.ui.geschrieben.isVisible)
    b.leertaste("selbst_zulassen")
    b.warte(lambda: b.fenster.seiten is not None)
    assert b.fenster.seiten.eintrag("arbeitsplaetze") is not None


def test_ein_abgebrochener_uebungskreis_laesst_nichts_liegen(setze: Setze, tmp_path: Path) -> None:
    b = setze("pc")
    ziel = tmp_path / "uebung"
    b.leertaste("weg_uebung")
    b.setze("uebungsordner", str(ziel))
    b.fenster.arbeiter.fortschritt.connect(lambda *_: b.fenster.arbeiter.brich_ab())
    b.leertaste("uebung_weiter")
    b.warte(anfang(b).ui.fehler.isVisible)
    assert "Abgebrochen" in anfang(b).ui.fehler.text()
    assert not (ziel / "profile").exists()


def test_der_uebungskreis_nennt_alle_plaetze(setze: Setze) -> None:
    b = setze("pc")
    b.leertaste("weg_uebung")
    kasten = anfang(b).ui.platz
    assert [kasten.itemData(i) for i in range(kasten.count())] == [name for name, _ in plaetze()]
    assert kasten.itemText(0) == "CM-Koordination"


@pytest.mark.schluesselbund
def test_mit_schluesselbund_fragt_niemand_nach_einer_passphrase(
    setze: Setze, tmp_path: Path, ohne_schluesselbund: None
) -> None:
    import keyring
    from keyring.backends import SecretService

    keyring.set_keyring(SecretService.Keyring())
    b = setze("pc")
    b.leertaste("weg_einrichten")
    b.setze("kreis", "Rhein-Sieg-Kreis")
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: b.fenster.seiten is not None)
    b.schliesse()
    oeffne_arbeitsplatz(tmp_path / "pc" / "KIM Desktop", Zugang()).schliesse()
