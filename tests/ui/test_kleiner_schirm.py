"""Bei 200 % auf einem kleinen Notebook: das Fenster passt, und Tab führt zu allem hin."""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.start import anwendung
from tests.acceptance import wege
from tests.hilfen.kreis import Kreis
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn

#: A screen of 1366 × 768 pixels at 200 %.
SCHIRM = QSize(683, 384)
#: What task bar and title of a dialog leave of its height.
FUER_EINEN_DIALOG = 336
FORMULARE = Path(__file__).parents[2] / "forms" / "fenster"
DIALOGE = sorted(
    datei.stem
    for datei in FORMULARE.glob("*.ui")
    if ElementTree.parse(datei).find("widget[@class='QDialog']") is not None
)


def erreicht(b: Bedienung, seite: QWidget) -> list[QWidget]:
    """Press Tab once around and return what of the page had the keyboard, each seen there."""
    gesehen: list[QWidget] = []
    while (fokus := seite.window().focusWidget()) not in gesehen:
        assert fokus is not None
        gesehen.append(fokus)
        sichtbar = fokus.visibleRegion().boundingRect()
        if isinstance(fokus, QAbstractButton):
            assert sichtbar == fokus.rect(), fokus.objectName()
            assert fokus.height() >= fokus.minimumSizeHint().height(), fokus.objectName()
        assert not sichtbar.isEmpty(), fokus.objectName()
        b.taste(Qt.Key.Key_Tab)
    return [teil for teil in gesehen if seite.isAncestorOf(teil)]


@pytest.mark.parametrize(
    ("name", "rolle"),
    [
        ("HEN", Rolle.CM_STELLE),
        ("KI", Rolle.CM_KOORDINATION),
        ("KIL", Rolle.KI_LEITUNG),
        ("LG", Rolle.LENKUNGSGRUPPE),
        ("PG", Rolle.PROJEKTGRUPPE),
    ],
)
def test_das_fenster_passt_und_nichts_bleibt_verborgen(
    kreis: Kreis, setze_an: SetzeAn, name: str, rolle: Rolle
) -> None:
    voll(kreis)
    b = setze_an(name, rolle)
    for eintrag in b.fenster.seiten.eintraege:
        b.fenster.resize(SCHIRM)
        b.geh_auf(eintrag.name)
        assert b.fenster.ui.seiten.gezeigte() is eintrag.teil
        nichts_bleibt_verborgen(b, eintrag.teil, eintrag.seite.fokusziel)


def test_auch_ein_vorgang_passt(kreis: Kreis, setze_an: SetzeAn) -> None:
    kennung = voll(kreis)
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    b.fenster.resize(SCHIRM)
    b.oeffne(kennung)
    seite = b.fenster.seiten.vorgang
    nichts_bleibt_verborgen(b, seite, seite.fokusziel)
    assert seite.width() <= seite.parentWidget().width()


def test_die_lenkungsgruppe_beginnt_links(setze_an: SetzeAn) -> None:
    b = setze_an("LG", Rolle.LENKUNGSGRUPPE)
    b.fenster.resize(SCHIRM)
    b.geh_auf("aufgaben")
    b.geh_auf(Rolle.LENKUNGSGRUPPE)
    seite = b.fenster.seiten.rollenseite(Rolle.LENKUNGSGRUPPE)
    assert seite.width() <= seite.parentWidget().width()


def nichts_bleibt_verborgen(b: Bedienung, seite: QWidget, ziel: Callable[[], QWidget]) -> None:
    """Walk through every tab of a page; each button that can be pressed is wholly seen."""
    for _reiter in reiter(seite):
        ziel().setFocus()
        b.warte(lambda: True)
        gesehen = erreicht(b, seite)
        assert gesehen
        assert knoepfe(seite) <= set(gesehen)
    assert b.fenster.size() == SCHIRM


def voll(kreis: Kreis) -> str:
    """Let every page have something to show, and buttons that can be pressed."""
    kennung = wege.rm_vorgelegt(kreis)
    wege.gemeldet(kreis, "HEN", "TRO")
    blatt = {"titel": "Übergänge", "saetze": "Geld fehlt. Es dauert. Es betrifft viele."}
    kreis.tue("KI", "themenblatt_freigeben", kennung=kennung, **blatt)
    kreis.tue("LG", "sitzung_anlegen", titel="1. Sitzung 2026", sitzung_am="2026-03-05")
    kreis.bring("KI", "HEN")
    return kennung


def reiter(seite: QWidget) -> Iterator[int]:
    """Open every tab of a page in turn; a page without any is one."""
    karten = seite.findChild(QTabWidget)
    for nummer in range(karten.count()) if karten else ():
        karten.setCurrentIndex(nummer)
        yield nummer
    if karten is None:
        yield 0


def knoepfe(seite: QWidget) -> set[QAbstractButton]:
    """Return the buttons that can be pressed; whatever they say now, all have their height."""
    alle = {k for k in seite.findChildren(QPushButton) if k.isVisible()}
    for knopf in alle:
        assert knopf.height() >= knopf.minimumSizeHint().height(), knopf.objectName()
    return {k for k in alle if k.isEnabled()}


@pytest.mark.parametrize("name", DIALOGE)
def test_jeder_dialog_passt_mit_allen_knoepfen(qtbot: QtBot, name: str) -> None:
    anwendung()
    dialog = QDialog()
    qtbot.addWidget(dialog)
    modul = import_module(f"kim_desktop.ui._generated.{name}")
    formular = next(wert() for art, wert in vars(modul).items() if art.startswith("Ui_"))
    formular.setupUi(dialog)
    aufbau = dialog.layout()
    assert aufbau is not None
    noetig = aufbau.totalMinimumSize()
    assert noetig.width() <= SCHIRM.width()
    if aufbau.hasHeightForWidth():
        hoehe = aufbau.totalMinimumHeightForWidth(SCHIRM.width())
        noetig.setHeight(hoehe - ungenutzt(dialog.findChild(QStackedWidget)))
    assert noetig.height() <= FUER_EINEN_DIALOG


def ungenutzt(stapel: QStackedWidget | None) -> int:
    """Return how much more height sheets ask for than they need: a stack tells what they like."""
    if stapel is None or not stapel.hasHeightForWidth():
        return 0
    aufbauten = [stapel.widget(nr).layout() for nr in range(stapel.count())]
    noetig = max(a.totalMinimumHeightForWidth(SCHIRM.width()) for a in aufbauten)
    return stapel.heightForWidth(SCHIRM.width()) - noetig


@pytest.mark.parametrize(
    "knopf", ["taten_liste", "taten_entscheiden", "kreisschluessel", "schluessel"]
)
def test_auch_die_dialoge_der_arbeitsplaetze_passen(setze_an: SetzeAn, knopf: str) -> None:
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    b.geh_auf("arbeitsplaetze")
    b.leertaste(knopf)
    b.warte(lambda: b.offener() is not None)
    dialog = b.offener()
    assert isinstance(dialog, QDialog)
    b.warte(dialog.isEnabled)
    dialog.resize(SCHIRM)
    knoepfe = {k for k in dialog.findChildren(QAbstractButton) if k.isVisible() and k.isEnabled()}
    assert knoepfe <= set(erreicht(b, dialog))
    assert dialog.size() == SCHIRM
    b.taste(Qt.Key.Key_Escape)


def test_titel_bleiben_lesbar_auch_wenn_andere_spalten_viel_sagen(
    kreis: Kreis, setze_an: SetzeAn
) -> None:
    voll(kreis)
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    b.geh_auf("aufgaben")
    tabelle = b.fenster.seiten.aufgaben.ui.tabelle
    for breite in (SCHIRM.width(), 800, 1180, SCHIRM.width()):
        b.fenster.resize(breite, 500)
        b.warte(lambda: True)
        kopf = tabelle.horizontalHeader()
        lesbar = tabelle.fontMetrics().averageCharWidth() * 20
        assert kopf.sectionSize(1) >= min(lesbar, tabelle.sizeHintForColumn(1))
        assert kopf.length() >= tabelle.viewport().width() - kopf.count()
