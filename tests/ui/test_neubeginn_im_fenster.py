"""Wer eine alte Datenbank zurücklegt, wird beim Öffnen gefragt."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kim_desktop.application.arbeitsplatz import Befund, Zugang, oeffne_arbeitsplatz
from kim_desktop.application.platz.einrichten import ANMELDUNG, lasse_zu
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.dialoge.neubeginn import Neubeginnfrage
from kim_desktop.ui.dialoge.versanddialog import Versanddialog
from kim_desktop.ui.erststart.beitritt import Beitrittsdialog
from kim_desktop.ui.erststart.wartend import Warteseite
from tests.hilfen.kreis import MELDUNG, Kreis, quelle, verschoben
from tests.ui.bedienung import Bedienung, lass_fallen


@pytest.fixture
def zurueckgelegt(qtbot: QtBot, kreis: Kreis, tmp_path: Path) -> Iterator[Bedienung]:
    """The window of a CM-Stelle whose database is that of yesterday."""
    kreis.oeffne("HEN")
    alt = verschoben(kreis, "HEN", tmp_path / "alt")
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.schliesse()
    for rest in kreis.profil("HEN").glob("kim.db*"):
        rest.unlink()
    shutil.copy(alt / "kim.db", kreis.profil("HEN") / "kim.db")
    ap = oeffne_arbeitsplatz(kreis.profil("HEN"), Zugang(), quelle("HEN am Fenster"))
    bedienung = Bedienung(qtbot, ap)
    yield bedienung
    bedienung.schliesse()


def frage(b: Bedienung) -> Neubeginnfrage:
    b.warte(lambda: isinstance(QApplication.activeModalWidget(), Neubeginnfrage))
    offen = QApplication.activeModalWidget()
    assert isinstance(offen, Neubeginnfrage)
    return offen


def test_die_frage_sagt_was_war_und_tut_von_selbst_nichts(zurueckgelegt: Bedienung) -> None:
    offen = frage(zurueckgelegt)
    assert offen.text().startswith("Rücksicherung erkannt")
    assert offen.derselbe is None
    log = zurueckgelegt.fenster.vermittler.arbeitsplatz.log
    zurueckgelegt.taste(Qt.Key.Key_Return)
    zurueckgelegt.warte(lambda: QApplication.activeModalWidget() is None)
    ap = zurueckgelegt.fenster.vermittler.arbeitsplatz
    assert (ap.log, ap.befund) == (log, Befund.RUECKSICHERUNG)


def test_neu_beginnen_fuehrt_zur_neuen_zulassung(zurueckgelegt: Bedienung) -> None:
    frage(zurueckgelegt)
    alt = zurueckgelegt.fenster.vermittler.arbeitsplatz.log
    zurueckgelegt.taste(Qt.Key.Key_N, mit=Qt.KeyboardModifier.AltModifier)
    fenster = zurueckgelegt.fenster
    zurueckgelegt.warte(
        lambda: fenster.empfang is not None and isinstance(fenster.empfang.seite, Warteseite)
    )
    assert fenster.vermittler is not None
    assert fenster.vermittler.arbeitsplatz.log != alt
    assert fenster.vermittler.arbeitsplatz.befund is None


def test_vom_alten_arbeitsplatz_bleibt_nichts_im_fenster(
    zurueckgelegt: Bedienung, kreis: Kreis, tmp_path: Path
) -> None:
    frage(zurueckgelegt)
    zurueckgelegt.taste(Qt.Key.Key_N, mit=Qt.KeyboardModifier.AltModifier)
    fenster = zurueckgelegt.fenster
    zurueckgelegt.warte(lambda: fenster.empfang is not None)
    assert fenster.seiten is None
    assert not fenster.ui.versand.isVisible()
    assert fenster.ui.seiten.count() == 1
    seite = fenster.empfang.seite
    assert isinstance(seite, Warteseite)

    anmeldung = kreis.profil("HEN") / ANMELDUNG
    zulassung = tmp_path / "neu.kim-zulassung"
    ziffern = seite.ui.ziffern.text()
    lasse_zu(kreis.plaetze["KI"], anmeldung, ziffern, [Rolle.CM_STELLE], zulassung)
    lass_fallen(seite, zulassung)
    zurueckgelegt.warte(lambda: isinstance(zurueckgelegt.offener(), Beitrittsdialog))
    zurueckgelegt.leertaste("stimmt")
    zurueckgelegt.warte(lambda: fenster.seiten is not None)
    zurueckgelegt.warte(fenster.ui.versand.isVisible)
    fenster.ui.verschicken.click()
    assert len(fenster.findChildren(Versanddialog)) == 1
    zurueckgelegt.taste(Qt.Key.Key_Escape)
