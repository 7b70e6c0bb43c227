"""Vor dem Festhalten wird gefragt, ob jemand genannt ist; nur mit der Tastatur."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from kim_desktop.application import ansicht, personen
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.dialoge.wortdialog import Wortdialog
from tests.acceptance import wege
from tests.hilfen.kreis import Kreis
from tests.ui.bedienung import KURZE_MELDUNG, Bedienung
from tests.ui.conftest import SetzeAn


def frage() -> QMessageBox | None:
    offen = QApplication.activeModalWidget()
    return offen if isinstance(offen, QMessageBox) else None


def beantworte(b: Bedienung, taste: Qt.Key, mit: Qt.KeyboardModifier | None = None) -> None:
    """Answer the question by a key and see it go."""
    b.warte(lambda: frage() is not None)
    b.taste(taste, mit=mit)
    b.warte(lambda: frage() is None)
    # Off screen nobody gives the focus back to the window below, as a desktop does.
    (b.offener() or b.fenster).activateWindow()


def schreibe_meldung(b: Bedienung, text: str) -> None:
    b.tippe(text)
    werte = {k: w for k, w in KURZE_MELDUNG.items() if k not in ("sachverhalt", "titel")}
    b.fuelle(titel="Lücke", **werte)
    b.leertaste("meldung_abgeben")


def test_wer_einen_namen_nennt_wird_gefragt_und_kann_zurueck(setze_an: SetzeAn) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    schreibe_meldung(b, "Amira Haddad wartet seit Mai.")
    b.warte(lambda: frage() is not None)
    kasten = frage()
    assert kasten is not None
    assert "„Amira Haddad“ (Name) in „Sachverhalt“" in kasten.informativeText()
    # Nobody types into a form that is about to be emptied.
    assert not b.knopf("meldung_abgeben").isEnabled()
    # Escape is the way back, and nothing is lost.
    beantworte(b, Qt.Key.Key_Escape)
    assert b.knopf("meldung_abgeben").isEnabled()
    assert ansicht.liste(b.fenster.vermittler.arbeitsplatz, ansicht.Filter()) == []


def test_was_dienstlich_ist_wird_festgehalten_und_nicht_wieder_gefragt(setze_an: SetzeAn) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    ap = b.fenster.vermittler.arbeitsplatz
    schreibe_meldung(b, "Claudia Hartmann vom Sozialamt bestätigt es.")
    beantworte(b, Qt.Key.Key_D, Qt.KeyboardModifier.AltModifier)
    b.warte(lambda: bool(ansicht.liste(ap, ansicht.Filter())))
    assert personen.stehengelassene(ap) == ["Claudia Hartmann"]

    schreibe_meldung(b, "Claudia Hartmann sagt es noch einmal.")
    b.warte(lambda: len(ansicht.liste(ap, ansicht.Filter())) == 2)
    assert frage() is None


def oeffne_woerter(b: Bedienung) -> Wortdialog:
    b.fenster.aktionen["woerter"].trigger()
    b.warte(lambda: isinstance(b.offener(), Wortdialog))
    dialog = b.offener()
    assert isinstance(dialog, Wortdialog)
    b.warte(lambda: True)
    return dialog


def test_ein_versehen_laesst_sich_zuruecknehmen(setze_an: SetzeAn) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    ap = b.fenster.vermittler.arbeitsplatz
    personen.lass_stehen(ap, ["Amira Haddad", "Claudia Hartmann", "Jobcenter Siegburg"])
    dialog = oeffne_woerter(b)
    assert dialog.ui.leer.isHidden()
    b.taste(Qt.Key.Key_Down, Qt.Key.Key_Up)
    b.leertaste("wieder_fragen")
    b.warte(lambda: dialog.ui.liste.count() == 2)
    assert personen.stehengelassene(ap) == ["Claudia Hartmann", "Jobcenter Siegburg"]
    assert dialog.ui.liste.hasFocus()
    b.taste(Qt.Key.Key_Escape)
    b.warte(lambda: b.offener() is None)
    b.fenster.activateWindow()
    schreibe_meldung(b, "Amira Haddad wartet seit Mai, sagt Claudia Hartmann.")
    b.warte(lambda: frage() is not None)
    assert "Amira" in frage().informativeText()
    assert "Claudia" not in frage().informativeText()
    beantworte(b, Qt.Key.Key_Escape)


def test_ohne_solche_woerter_sagt_die_liste_das(setze_an: SetzeAn) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    dialog = oeffne_woerter(b)
    assert "kein Wort" in dialog.ui.leer.text()
    assert dialog.ui.leer.isVisible()
    assert not dialog.ui.wieder_fragen.isEnabled()
    b.taste(Qt.Key.Key_Escape)


def test_auch_ein_schritt_fragt_und_der_dialog_behaelt_alles(
    setze_an: SetzeAn, kreis: Kreis
) -> None:
    (kennung,) = wege.gemeldet(kreis, "HEN")
    b = setze_an("HEN", Rolle.CM_STELLE)
    b.oeffne(kennung)
    dialog = b.schritt("zurueckziehen")
    b.fuelle(begruendung="Frau Amira Haddad ist umgezogen.")
    b.druecke_ok()
    beantworte(b, Qt.Key.Key_Escape)
    b.warte(dialog.isEnabled)
    assert dialog.formular.werte()["begruendung"] == "Frau Amira Haddad ist umgezogen."
    b.fuelle(begruendung="Es hat sich erledigt.")
    b.bestaetige()
    assert wege.zustand(b.fenster.vermittler.arbeitsplatz, kennung) == "zurueckgezogen"
