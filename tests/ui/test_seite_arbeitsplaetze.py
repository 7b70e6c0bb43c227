"""Die Seite „Arbeitsplätze“: prüfen, eintragen, vertreten, beenden, nur mit der Tastatur."""

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QLabel, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.ankunft import lage, schreibe_anmeldung
from kim_desktop.application.platz.einrichten import bereite_vor, lasse_zu
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.platz.beenden import Beendigung
from kim_desktop.ui.platz.inhaber import Inhaberdialog
from kim_desktop.ui.platz.stelle import Stellendialog
from kim_desktop.ui.platz.vertretung import Vertretungsdialog
from kim_desktop.ui.platz.zulassungsdialog import Zulassungsdialog
from tests.acceptance import wege
from tests.hilfen.kreis import AUFTRAG, Kreis, quelle
from tests.hilfen.schaden import vertippt
from tests.ui.bedienung import Bedienung, lass_fallen

Setze = Callable[[str], Bedienung]


@pytest.fixture
def setze(qtbot: QtBot, kreis: Kreis) -> Iterator[Setze]:
    """Sit down at a workplace, on the page Arbeitsplätze."""
    offen: list[Bedienung] = []

    def oeffne(name: str) -> Bedienung:
        kreis.schliesse()
        ap = oeffne_arbeitsplatz(kreis.profil(name), Zugang(), quelle(f"{name} am Fenster"))
        offen.append(Bedienung(qtbot, ap))
        offen[0].seite(0)
        return offen[0]

    yield oeffne
    for b in offen:
        b.schliesse()


@pytest.fixture
def anmeldungen(tmp_path: Path) -> dict[str, tuple[Path, str]]:
    """Two offices have announced themselves: file and digits by Stelle."""
    fertig = {}
    for stelle in ("CM-Stelle Much", "CM-Stelle Eitorf"):
        ort = tmp_path / stelle
        ort.mkdir()
        ap = bereite_vor(
            ort / "profil",
            Zugang(),
            stelle=stelle,
            rollen=[Rolle.CM_STELLE],
            uebung=True,
            quelle=quelle(stelle),
        )
        wartet = lage(ap)
        fertig[stelle] = (schreibe_anmeldung(ap, ort, "").datei, wartet.pruefziffern)
        ap.schliesse()
    return fertig


def text(b: Bedienung) -> str:
    return str(b.fenster.seiten.arbeitsplaetze.modell.als_text())


def pruefe(b: Bedienung, monkeypatch: pytest.MonkeyPatch, *dateien: Path) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: (list(map(str, dateien)), ""))
    b.druecke("taten_pruefen")


def warte_auf(b: Bedienung, art: type) -> Any:
    b.warte(lambda: isinstance(b.offener(), art))
    return b.offener()


def pruefend(
    setze: Setze, monkeypatch: pytest.MonkeyPatch, *dateien: Path
) -> tuple[Bedienung, Any]:
    """Sit down at the CM-Koordination with these files in the dialog that admits."""
    b = setze("KI")
    pruefe(b, monkeypatch, *dateien)
    return b, warte_auf(b, Zulassungsdialog)


def waehle(b: Bedienung, code: str) -> None:
    """Put the cursor of the list on an Arbeitsplatz."""
    zeilen = [z.code for z in b.fenster.seiten.arbeitsplaetze.modell.zeilen]
    b.waehle_zeilen("liste", zeilen.index(code))


def test_zwei_anmeldungen_nacheinander(
    setze: Setze,
    anmeldungen: dict[str, tuple[Path, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    b, dialog = pruefend(setze, monkeypatch, *(datei for datei, _ in anmeldungen.values()))
    assert dialog.ui.nummer.text().startswith("Anmeldung 1 von 2")
    b.setze("ordner", str(tmp_path))
    b.leertaste("ueberspringen")
    for stelle, kuerzel in (("CM-Stelle Eitorf", "EIT"), ("CM-Stelle Much", "MUC")):
        assert dialog.ui.stelle.currentText() == stelle
        assert dialog.ui.kuerzel.text() == kuerzel
        assert dialog.ui.ziffern.hasFocus()
        b.tippe(anmeldungen[stelle][1])
        b.leertaste("zulassen")
        b.warte(dialog.isEnabled)
    assert dialog.ui.dateien.rowCount() == 2
    assert len(list(tmp_path.glob("*.kim-zulassung"))) == len(list(tmp_path.glob("*.eml"))) == 2
    b.taste(Qt.Key.Key_Escape)
    b.warte(lambda: "MUC1" in text(b) and "EIT1" in text(b))


def test_ohne_und_mit_falschen_ziffern_wird_niemand_zugelassen(
    setze: Setze,
    anmeldungen: dict[str, tuple[Path, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    datei, ziffern = anmeldungen["CM-Stelle Much"]
    b, dialog = pruefend(setze, monkeypatch, datei)
    assert not dialog.ui.zulassen.isEnabled()
    assert "25 Prüfziffern" in dialog.ui.zulassen.toolTip()
    b.setze("ziffern", ziffern[:-1])
    assert not dialog.ui.zulassen.isEnabled()
    falsch = vertippt(ziffern)
    b.setze("ziffern", falsch)
    b.setze("ordner", str(tmp_path))
    b.leertaste("zulassen")
    b.warte(dialog.ui.fehler.isVisible)
    assert "passen nicht zu dieser Anmeldung" in dialog.ui.fehler.text()
    assert dialog.ui.ziffern.text() == falsch
    b.taste(Qt.Key.Key_Escape)
    assert "MUC" not in text(b)
    assert not list(tmp_path.glob("*.kim-zulassung"))


def test_ein_ordner_der_nicht_geht_kostet_nichts(
    setze: Setze,
    anmeldungen: dict[str, tuple[Path, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    datei, ziffern = anmeldungen["CM-Stelle Much"]
    b, dialog = pruefend(setze, monkeypatch, datei)
    b.setze("ziffern", ziffern)
    b.setze("ordner", "/gibt/es/nicht")
    b.leertaste("zulassen")
    b.warte(dialog.ui.fehler.isVisible)
    assert dialog.ui.fehler.text() == "Den Ordner „/gibt/es/nicht“ gibt es nicht."
    assert "MUC" not in text(b)
    b.setze("ordner", str(tmp_path))
    b.leertaste("zulassen")
    b.warte(lambda: dialog.ui.blaetter.currentWidget() is dialog.ui.ergebnis)


def test_beschaedigte_anmeldungen_werden_genannt(
    setze: Setze,
    anmeldungen: dict[str, tuple[Path, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kaputt = tmp_path / "kaputt.kim-anmeldung"
    kaputt.write_bytes(b"{}")
    b = setze("KI")
    pruefe(b, monkeypatch, kaputt)
    b.warte(b.fenster.ui.hinweis.isVisible)
    assert "„kaputt.kim-anmeldung“: Die Datei ist keine unversehrte" in b.fenster.ui.hinweis.text()
    lass_fallen(b.fenster.seiten.arbeitsplaetze, kaputt, anmeldungen["CM-Stelle Much"][0])
    dialog = warte_auf(b, Zulassungsdialog)
    assert dialog.ui.nummer.text().startswith("Anmeldung 1 von 1")
    assert "kaputt" in dialog.ui.fehler.text()
    b.taste(Qt.Key.Key_Escape)


def test_wer_die_auswahl_abbricht_bleibt_auf_der_seite(
    setze: Setze, monkeypatch: pytest.MonkeyPatch
) -> None:
    b = setze("KI")
    pruefe(b, monkeypatch)
    assert b.offener() is None
    assert not b.fenster.ui.hinweis.isVisible()


def test_eine_verlorene_zulassung_wird_noch_einmal_geschrieben(
    setze: Setze,
    kreis: Kreis,
    anmeldungen: dict[str, tuple[Path, str]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    datei, ziffern = anmeldungen["CM-Stelle Much"]
    alt = tmp_path / "alt"
    lasse_zu(kreis.plaetze["KI"], datei, ziffern, [Rolle.CM_STELLE], alt, kuerzel="MUC")
    b, dialog = pruefend(setze, monkeypatch, datei)
    assert "schon zugelassen (MUC1)" in dialog.ui.hinweis_anmeldung.text()
    b.setze("ziffern", ziffern)
    b.setze("ordner", str(tmp_path))
    b.leertaste("zulassen")
    b.warte(lambda: dialog.ui.blaetter.currentWidget() is dialog.ui.ergebnis)
    (neu,) = tmp_path.glob("*.kim-zulassung")
    assert neu.read_bytes() == alt.read_bytes()


def test_eine_projektgruppe_kommt_unter_dem_kennzeichen_ihres_auftrags(
    setze: Setze, kreis: Kreis
) -> None:
    kennung = wege.weitergeleitet(kreis)
    kreis.bring("KIL", "LG")
    gruppen = [{"name": "Projektgruppe Wohnen", "id": "pg-wohnen"}]
    kreis.tue("LG", "beauftragen", kennung=kennung, **{**AUFTRAG, "gruppen": gruppen})
    kreis.bring("LG", "KI")
    b = setze("KI")
    b.druecke("taten_eintragen")
    dialog = warte_auf(b, Stellendialog)
    assert dialog.ui.name.text() == "Projektgruppe Wohnen"
    assert kennung in dialog.ui.gruppe.currentText()
    b.setze("kuerzel", "pgw")
    b.leertaste("ausfuehren")
    b.warte(dialog.ui.fehler.isVisible)
    assert "Großbuchstaben" in dialog.ui.fehler.text()
    b.setze("kuerzel", "PGW")
    b.leertaste("ausfuehren")
    b.warte(dialog.ui.ergebnis.isVisible)
    b.taste(Qt.Key.Key_Return)
    zeilen = {z.stelle: z for z in b.fenster.seiten.arbeitsplaetze.modell.zeilen}
    assert zeilen["pg-wohnen"].kuerzel == "PGW"
    assert zeilen["pg-wohnen"].zustand == "noch kein Arbeitsplatz"


def test_eine_einrichtung_ohne_programm(setze: Setze) -> None:
    b = setze("KI")
    b.druecke("taten_eintragen")
    dialog = warte_auf(b, Stellendialog)
    b.leertaste("ausfuehren")
    b.warte(dialog.ui.fehler.isVisible)
    assert "Namen der Stelle" in dialog.ui.fehler.text()
    b.setze("name", "Jobcenter Rhein-Sieg")
    b.leertaste("ohne_programm")
    b.leertaste("ausfuehren")
    b.warte(dialog.ui.ergebnis.isVisible)
    b.taste(Qt.Key.Key_Return)
    assert "Jobcenter Rhein-Sieg | JOB |  |  |  |  | ohne Programm" in text(b)


def test_andere_lesen_und_erfahren_wen_sie_anrufen(
    setze: Setze, anmeldungen: dict[str, tuple[Path, str]]
) -> None:
    b = setze("HEN")
    seite = b.fenster.seiten.arbeitsplaetze
    assert not seite.ui.taten.isVisible()
    assert not seite.ui.kreisblatt.isVisible()
    assert "Das Verzeichnis führt: CM-Koordination." in seite.ui.fuehrt.text()
    assert "HEN1 (dieser)" in text(b)
    lass_fallen(seite, anmeldungen["CM-Stelle Much"][0])
    b.warte(b.fenster.ui.hinweis.isVisible)
    assert "wer das Verzeichnis führt: CM-Koordination" in b.fenster.ui.hinweis.text()


def test_eine_vertretung_steht_mit_ihrem_ende_in_der_liste(setze: Setze) -> None:
    b = setze("KI")
    waehle(b, "TRO1")
    b.druecke("taten_vertretung")
    dialog = warte_auf(b, Vertretungsdialog)
    assert dialog.ui.wer.currentText() == "TRO1 (Stelle TRO)"
    b.fuelle_wahl("stelle", "Stelle HEN")
    b.leertaste("ausfuehren")
    b.warte(lambda: not dialog.ui.ausfuehren.isVisible() or dialog.ui.fehler.isVisible())
    assert "handelt ab" in dialog.ui.ergebnis.text()
    b.taste(Qt.Key.Key_Return)
    zeile = next(z for z in b.fenster.seiten.arbeitsplaetze.modell.zeilen if z.code == "TRO1")
    assert zeile.name == "Stelle HEN"
    assert zeile.bis == "26.01.2026"


def test_ein_arbeitsplatz_wird_geschlossen(setze: Setze) -> None:
    b = setze("KI")
    waehle(b, "TRO1")
    b.druecke("taten_beenden")
    warte_auf(b, Beendigung)
    b.taste(Qt.Key.Key_Escape)
    b.wende_dich_zu()
    b.druecke("taten_beenden")
    dialog = warte_auf(b, Beendigung)
    assert dialog.ui.was.currentText() == "der Arbeitsplatz TRO1"
    b.setze("ab_nr", "drei")
    b.leertaste("ausfuehren")
    assert "nur aus Ziffern" in dialog.ui.fehler.text()
    b.setze("ab_nr", " ")
    b.leertaste("ausfuehren")
    b.warte(dialog.ui.ergebnis.isVisible)
    assert "ist beendet" in dialog.ui.ergebnis.text()
    b.taste(Qt.Key.Key_Return)
    b.wende_dich_zu()
    waehle(b, "TRO1")
    zeile = next(z for z in b.fenster.seiten.arbeitsplaetze.modell.zeilen if z.code == "TRO1")
    assert zeile.zustand == "geschlossen"
    assert not b.knopf("taten_beenden").isEnabled()


def test_ein_zweiter_arbeitsplatz_fuehrt_das_verzeichnis_und_gibt_es_ab(setze: Setze) -> None:
    b = setze("KI")
    for wahl, anzahl in (
        ("KIL1 (Stelle KIL) führt mit", 2),
        ("KIL1 (Stelle KIL) führt nicht mehr", 1),
    ):
        b.druecke("taten_inhaber")
        dialog = warte_auf(b, Inhaberdialog)
        b.fuelle_wahl("platz", wahl)
        b.leertaste("ausfuehren")
        b.warte(dialog.ui.ergebnis.isVisible)
        b.taste(Qt.Key.Key_Return)
        b.wende_dich_zu()
        b.warte(lambda n=anzahl: text(b).count("führt das Verzeichnis") == n)


def test_notfallblatt_und_kreisblatt_werden_gedruckt(
    setze: Setze, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QMessageBox, "question", lambda *_: QMessageBox.StandardButton.No)
    b = setze("KI")
    seite = b.fenster.seiten.arbeitsplaetze
    for name, stand in (
        ("notfallblatt", seite.ui.notfallblatt_stand),
        ("kreisblatt", seite.ui.kreisblatt_stand),
    ):
        assert stand.text().startswith("Noch nicht gedruckt.")
        ziel = tmp_path / f"{name}.pdf"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, z=ziel: (str(z), ""))
        b.leertaste(name)
        b.warte(lambda s=stand: s.text().startswith("Gedruckt am 12.01.2026."))
        assert ziel.read_bytes().startswith(b"%PDF")


def test_jede_alttaste_der_seite_gibt_es_einmal(setze: Setze) -> None:
    b = setze("KI")
    texte = [menue.text() for menue in b.fenster.ui.menue.actions()]
    for teil in b.fenster.findChildren(QWidget):
        if isinstance(teil, QLabel | QAbstractButton) and teil.isVisible():
            texte.append(teil.text())
    tasten = Counter(t[t.index("&") + 1].casefold() for t in texte if "&" in t)
    assert [taste for taste, anzahl in tasten.items() if anzahl > 1] == []
