"""Schlüssel wechseln und den Kreisschlüssel vom PC nehmen, im Fenster und nur mit der Tastatur."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz, wer_bin_ich
from kim_desktop.application.platz.einrichten import gruende_kreis
from kim_desktop.application.platz.kreisblatt import drucke_kreisblatt, hat_kreisschluessel
from kim_desktop.application.platz.pflege import stand
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.domain.fehler import UmgebungsFehler
from kim_desktop.domain.rollen import Rolle
from kim_desktop.ui.platz.kreisschluessel import Kreisschluesseldialog
from kim_desktop.ui.platz.platzdialog import Platzdialog
from kim_desktop.ui.platz.schluesselwechsel import Wechseldialog
from tests.hilfen.blatt import gruppen
from tests.hilfen.kreis import MELDUNG, Kreis, quelle
from tests.hilfen.schaden import vertippt
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import Schreibtisch, SetzeAn


def oeffne(b: Bedienung, knopf: str, art: type[Platzdialog]) -> Platzdialog:
    b.seite(0)
    b.leertaste(knopf)
    b.warte(lambda: isinstance(b.offener(), art))
    dialog = b.offener()
    assert isinstance(dialog, art)
    return dialog


def fuehre_aus(b: Bedienung, dialog: Wechseldialog | Kreisschluesseldialog) -> None:
    b.leertaste("ausfuehren")
    b.warte(lambda: dialog.ui.ergebnis.isVisible() or dialog.ui.fehler.isVisible())


def schliesse(b: Bedienung, dialog: Platzdialog) -> None:
    b.taste(Qt.Key.Key_Escape)
    b.warte(lambda: not isValid(dialog) or not dialog.isVisible())
    b.wende_dich_zu()


def test_eine_cm_stelle_wechselt_und_die_koordination_traegt_ein(
    setze_an: SetzeAn,
    kreis: Kreis,
    tmp_path: Path,
    schreibtisch: Schreibtisch,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    unterwegs = kreis.gib("KI", "HEN")
    kreis.tue("HEN", "melden", **MELDUNG)
    vorher = stand(kreis.plaetze["HEN"])
    b = setze_an("HEN", Rolle.CM_STELLE)
    alt = b.fenster.vermittler.arbeitsplatz
    dialog = oeffne(b, "schluessel", Wechseldialog)
    b.setze("ordner", str(tmp_path))
    fuehre_aus(b, dialog)
    assert "gewechselt" in dialog.ui.ergebnis.text()
    b.warte(lambda: b.fenster.vermittler.arbeitsplatz is not alt)
    neu = b.fenster.vermittler.arbeitsplatz
    assert neu.profil.schluessel.empfaenger != alt.profil.schluessel.empfaenger
    assert (neu.log, stand(neu)) == (alt.log, vorher)
    b.leertaste("mail_oeffnen")
    assert [p.suffix for p in schreibtisch.geoeffnet] == [".eml"]
    schliesse(b, dialog)
    # The window goes on with the Arbeitsplatz that is open now.
    b.warte(lambda: b.fenster.seiten is not None)
    b.seite(2)
    assert "Lücke beim Wechsel" in b.fenster.seiten.vorgaenge.modell.als_text()
    assert lies_ein(neu, unterwegs).von == "ki"
    (datei,) = tmp_path.glob("*.kim-schluesselwechsel")
    assert datei.name == "Schluesselwechsel_stelle-hen.kim-schluesselwechsel"

    b = setze_an("KI", Rolle.CM_KOORDINATION)
    b.seite(0)
    gesagt: list[str] = []
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(datei), ""))
    monkeypatch.setattr(QMessageBox, "information", lambda _e, _t, satz: gesagt.append(satz))
    b.druecke("taten_schluessel")
    b.warte(lambda: bool(gesagt))
    assert gesagt[0].startswith("Der neue Schlüssel von HEN1 (Stelle HEN) ist eingetragen.")
    b.druecke("taten_schluessel")
    b.warte(b.fenster.ui.hinweis.isVisible)
    assert "schon eingetragen oder überholt" in b.fenster.ui.hinweis.text()


def test_ein_ordner_der_nicht_geht_wechselt_nichts(setze_an: SetzeAn, tmp_path: Path) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    alt = b.fenster.vermittler.arbeitsplatz
    schluessel = alt.profil.schluessel.empfaenger
    dialog = oeffne(b, "schluessel", Wechseldialog)
    b.setze("ordner", "/gibt/es/nicht")
    fuehre_aus(b, dialog)
    assert dialog.ui.fehler.text() == "Den Ordner „/gibt/es/nicht“ gibt es nicht."
    assert dialog.ui.ordner.text() == "/gibt/es/nicht"
    assert b.fenster.vermittler.arbeitsplatz is alt
    assert wer_bin_ich(alt).platz.empfaenger == schluessel
    b.setze("ordner", str(tmp_path))
    fuehre_aus(b, dialog)
    assert dialog.ui.ergebnis.isVisible()


def test_misslingt_der_wechsel_ist_der_arbeitsplatz_wieder_offen(
    setze_an: SetzeAn, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def voll(*_: object) -> None:
        raise UmgebungsFehler("Nicht geschrieben: der Datenträger ist voll.")

    monkeypatch.setattr("kim_desktop.store.profil.profilschluessel.verschluessle_um", voll)
    b = setze_an("HEN", Rolle.CM_STELLE)
    dialog = oeffne(b, "schluessel", Wechseldialog)
    b.setze("ordner", str(tmp_path))
    fuehre_aus(b, dialog)
    assert dialog.ui.fehler.text() == "Nicht geschrieben: der Datenträger ist voll."
    schliesse(b, dialog)
    b.warte(lambda: b.fenster.seiten is not None)
    assert wer_bin_ich(b.fenster.vermittler.arbeitsplatz).code == "HEN1"


def test_wer_das_verzeichnis_fuehrt_braucht_keine_datei(setze_an: SetzeAn) -> None:
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    dialog = oeffne(b, "schluessel", Wechseldialog)
    assert not dialog.ui.ordner.isVisible()
    fuehre_aus(b, dialog)
    assert "Bitte allen Stellen eine Datei schicken" in dialog.ui.ergebnis.text()
    b.warte(lambda: b.fenster.seiten is not None)
    neu = b.fenster.vermittler.arbeitsplatz
    assert wer_bin_ich(neu).platz.empfaenger == neu.profil.schluessel.empfaenger


def test_die_passphrase_gilt_weiter_und_wird_nicht_neu_gefragt(
    qtbot: QtBot, tmp_path: Path
) -> None:
    ordner = tmp_path / "echt"
    ap = gruende_kreis(ordner, "Kreis", Zugang("vier lange Wörter"), quelle=quelle("echt"))
    datenbank = ap.profil.schluessel.datenbank
    b = Bedienung(qtbot, ap)
    dialog = oeffne(b, "schluessel", Wechseldialog)
    fuehre_aus(b, dialog)
    b.warte(lambda: b.fenster.seiten is not None)
    schliesse(b, dialog)
    b.schliesse()
    wieder = oeffne_arbeitsplatz(ordner, Zugang("vier lange Wörter"))
    assert wieder.profil.schluessel.datenbank != datenbank
    wieder.schliesse()


def test_der_kreisschluessel_geht_nur_mit_dem_code_vom_blatt_vom_pc(
    setze_an: SetzeAn, kreis: Kreis, tmp_path: Path
) -> None:
    drucke_kreisblatt(kreis.plaetze["KI"], tmp_path / "kreis.pdf")
    code = gruppen(tmp_path / "kreis.pdf")
    b = setze_an("KI", Rolle.CM_KOORDINATION)
    dialog = oeffne(b, "kreisschluessel", Kreisschluesseldialog)
    fuehre_aus(b, dialog)
    assert "13 Gruppen" in dialog.ui.fehler.text()
    falsch = vertippt(code)
    b.setze("code", falsch)
    fuehre_aus(b, dialog)
    b.warte(lambda: "Gruppe 13" in dialog.ui.fehler.text())
    assert dialog.ui.code.text() == falsch
    assert hat_kreisschluessel(b.fenster.vermittler.arbeitsplatz)
    b.setze("code", code)
    b.leertaste("ausfuehren")
    b.warte(dialog.ui.ergebnis.isVisible)
    assert "liegt nicht mehr auf diesem Computer" in dialog.ui.ergebnis.text()
    schliesse(b, dialog)
    assert not hat_kreisschluessel(b.fenster.vermittler.arbeitsplatz)
    b.warte(lambda: not b.knopf("kreisschluessel").isVisible())
    assert b.knopf("schluessel").isVisible()


def test_wo_kein_kreisschluessel_liegt_ist_nichts_vom_pc_zu_nehmen(setze_an: SetzeAn) -> None:
    b = setze_an("HEN", Rolle.CM_STELLE)
    b.seite(0)
    assert not b.knopf("kreisschluessel").isVisible()
    assert b.knopf("schluessel").isVisible()
