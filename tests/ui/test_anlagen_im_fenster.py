"""Anlagen im Fenster: hinzufügen, hineinziehen, einfügen, ansehen, und was nicht geht mit Grund."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget

from kim_desktop.application.anlage import ansehen
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.dialoge.schrittdialog import Schrittdialog
from kim_desktop.ui.eingaben.anlagen import Anlagen
from tests.hilfen import dateien
from tests.hilfen.kreis import MELDUNG, Kreis
from tests.ui.bedienung import KURZE_MELDUNG
from tests.ui.conftest import Schreibtisch, SetzeAn

STRG = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def orte(tmp_path: Path) -> Callable[..., list[Path]]:
    def lege_an(**inhalte: bytes) -> list[Path]:
        pfade = [tmp_path / name.replace("__", ".") for name in inhalte]
        for pfad, inhalt in zip(pfade, inhalte.values(), strict=True):
            pfad.write_bytes(inhalt)
        return pfade

    return lege_an


def als_daten(pfade: list[Path]) -> QMimeData:
    daten = QMimeData()
    daten.setUrls([QUrl.fromLocalFile(str(p)) for p in pfade])
    daten.setText("\n".join(map(str, pfade)))
    return daten


def ziehe(teil: QWidget, pfade: list[Path]) -> None:
    """Drop files on a part of the window, as a desktop does."""
    daten, mitte = als_daten(pfade), teil.rect().center()
    wie = (Qt.DropAction.CopyAction, daten, Qt.MouseButton.LeftButton)
    ohne = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(teil, QDragEnterEvent(mitte, *wie, ohne))
    QApplication.sendEvent(teil, QDropEvent(QPointF(mitte), *wie, ohne))


def eingabe(dialog: Schrittdialog) -> Anlagen:
    teil = dialog.formular.eingaben["anlagen"]
    assert isinstance(teil, Anlagen)
    return teil


def zeilen(teil: Anlagen) -> list[str]:
    return [teil.liste.item(i).text() for i in range(teil.liste.count())]


def test_hinzufuegen_bereinigen_und_entfernen_mit_der_tastatur(
    setze_an: SetzeAn,
    kreis: Kreis,
    orte: Callable[..., list[Path]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    dialog = b.neu()
    b.fuelle(**KURZE_MELDUNG)
    b.mehr()
    pfade = orte(foto__jpg=dateien.jpeg(), a__pdf=dateien.pdf("Karin"), b__exe=b"MZ")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(p) for p in pfade], ""))
    b.gehe_zu("feld_anlagen")
    b.taste(Qt.Key.Key_Tab)
    b.taste(Qt.Key.Key_Space)
    teil = eingabe(dialog)
    b.warte(lambda: teil.liste.count() == 2)
    assert zeilen(teil)[0].startswith("foto.jpg · JPEG-Bild · 1 KB · enthält: Kamera: Nikon Z5")
    assert teil.abgelehnt.text().startswith("„b.exe“ kann nicht beigefügt werden.")
    assert "verrät außer ihrem Inhalt: Titel: Ablauf, Verfasser: Karin." in teil.hinweis.text()
    assert not teil.bereinigen.isVisible()

    b.gehe_zu("feld_anlagen")
    b.taste(Qt.Key.Key_Home)
    b.taste(Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is teil.bereinigen
    b.taste(Qt.Key.Key_Space)
    b.warte(lambda: zeilen(teil)[0] == "foto.jpg · JPEG-Bild · 1 KB")
    assert teil.hinweis.isHidden()

    b.taste(Qt.Key.Key_Down, Qt.Key.Key_Delete)
    assert teil.liste.count() == 1
    b.bestaetige()
    b.warte(lambda: True)
    ap = b.fenster.vermittler.arbeitsplatz
    (anlage,) = ansehen.anlagen(ap, "HEN1-2026-001")
    assert ap.profil.anlagen.alle() == [anlage.hash]


def test_hineingezogenes_gilt_als_anlage_auch_ueber_einem_textfeld(
    setze_an: SetzeAn, orte: Callable[..., list[Path]]
) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    dialog = b.neu()
    sachverhalt = dialog.formular.eingaben["sachverhalt"]
    ziehe(sachverhalt.viewport(), orte(a__pdf=dateien.pdf()))
    teil = eingabe(dialog)
    b.warte(lambda: teil.liste.count() == 1)
    assert sachverhalt.wert() == ""
    assert teil.isVisible()
    QGuiApplication.clipboard().setMimeData(als_daten(orte(a__pdf=dateien.pdf(), b__txt=b"b")))
    b.taste(Qt.Key.Key_V, mit=STRG)
    b.warte(lambda: teil.liste.count() == 2)
    assert teil.abgelehnt.text() == "„a.pdf“ ist schon beigefügt."
    b.brich_ab()
    assert b.fenster.vermittler.arbeitsplatz.profil.anlagen.alle() == []


def test_die_seite_der_meldung_nimmt_dateien_und_behaelt_sie_im_entwurf(
    setze_an: SetzeAn, orte: Callable[..., list[Path]]
) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    seite = b.fenster.seiten.rollenseite(Rolle.CM_STELLE)
    ziehe(seite.ui.feld_sachverhalt.viewport(), orte(a__docx=dateien.docx("Karin")))
    teil = seite.neue_meldung.formular.eingaben["anlagen"]
    b.warte(lambda: teil.liste.count() == 1)
    b.warte(lambda: seite.ui.entwurf_satz.text() != "")
    b = setze_an("HEN", Rolle.CM_STELLE)
    seite = b.fenster.seiten.rollenseite(Rolle.CM_STELLE)
    teil = seite.neue_meldung.formular.eingaben["anlagen"]
    b.warte(lambda: zeilen(teil) == ["a.docx · Word-Dokument · 1 KB · enthält: Verfasser: Karin"])
    assert teil.bereinigen.isVisibleTo(teil)


def test_anlagen_eines_vorgangs_oeffnen_und_ergaenzen(
    setze_an: SetzeAn,
    kreis: Kreis,
    schreibtisch: Schreibtisch,
    orte: Callable[..., list[Path]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (ort,) = orte(a__pdf=dateien.pdf())
    kennung = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(ort)]).kennung
    kreis.bring("HEN", "KI")
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    b.oeffne(kennung)
    seite = b.fenster.seiten.vorgang
    seite.ui.reiter.setCurrentWidget(seite.ui.anlagenseite)
    assert seite.ui.reiter.tabText(3) == "Anlagen (1)"
    b.gehe_zu("anlagen")
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: bool(schreibtisch.geoeffnet))
    assert schreibtisch.geoeffnet[0].read_bytes() == dateien.pdf()
    ziel = tmp_path / "ziel.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(ziel), ""))
    b.druecke("anlage_speichern")
    assert ziel.read_bytes() == dateien.pdf()

    ziehe(seite, orte(neu__docx=dateien.docx("Jens")))
    dialog = b.dialog()
    teil = eingabe(dialog)
    b.warte(lambda: True)
    b.warte(lambda: teil.liste.count() == 1)
    assert dialog.windowTitle().startswith("Notiz festhalten")
    b.fuelle(text="Nachgereicht")
    b.bestaetige()
    b.warte(lambda: len(seite.anlagen.modell.zeilen) == 2)
    assert seite.ui.reiter.tabText(3) == "Anlagen (2)"


def test_eine_fehlende_anlage_ist_ein_platzhalter(
    setze_an: SetzeAn, kreis: Kreis, orte: Callable[..., list[Path]]
) -> None:
    (ort,) = orte(a__pdf=dateien.pdf())
    kennung = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(ort)]).kennung
    kreis.bring("HEN", "KI")
    (zeile,) = ansehen.anlagen(kreis.plaetze["KI"], kennung)
    kreis.plaetze["KI"].profil.anlagen.entferne(zeile.hash)
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    b.oeffne(kennung)
    seite = b.fenster.seiten.vorgang
    seite.ui.reiter.setCurrentWidget(seite.ui.anlagenseite)
    assert seite.ui.anlagen_satz.text() == "1 von 1 fehlt hier und ist angefordert."
    assert (
        "Anlage fehlt – ist angefordert. Es hat sie: Stelle HEN." in seite.anlagen.modell.als_text()
    )
    for knopf in (seite.ui.anlage_oeffnen, seite.ui.anlage_speichern):
        assert not knopf.isEnabled()
        assert "fehlt hier" in knopf.toolTip()
