"""Zwei Vorgänge mit einer Kennung im Fenster: jeder behält seine Seite und sein Papier."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from kim_desktop.application.schritt.tun import Getan
from kim_desktop.domain.rollen import Rolle
from tests.acceptance import wege
from tests.hilfen.doppelkennung import gekennzeichnet, noch_einmal
from tests.hilfen.kreis import MELDUNG, Kreis
from tests.ui.bedienung import Bedienung
from tests.ui.conftest import SetzeAn


def gelesen(bedienung: Bedienung, datei: Path) -> None:
    """Take in a file on the page for it."""
    seite = bedienung.fenster.seiten.uebergabe.ui
    bedienung.seite(3)
    seite.herkunft.setText(str(datei.parent))
    bedienung.leertaste("einlesen")
    bedienung.warte(lambda: datei.name in seite.bericht.toPlainText())


def zweimal_gemeldet(kreis: Kreis) -> tuple[Path, Path, Getan, str]:
    """Let Hennef report twice under one Kennung, in two files."""
    erste = kreis.tue("HEN", "melden", **{**MELDUNG, "titel": "Erste"})
    eine = kreis.gib("HEN", "KI")
    zweite = noch_einmal(kreis.plaetze["HEN"], erste, titel="Zweite")
    return eine, kreis.gib("HEN", "KI"), erste, zweite


def test_die_seite_bleibt_bei_ihrem_vorgang(kreis: Kreis, setze_an: SetzeAn) -> None:
    eine, andere, erste, zweite = zweimal_gemeldet(kreis)
    ki = setze_an("KI", Rolle.CM_KOORDINATION)
    gelesen(ki, eine)
    ki.oeffne(erste.kennung)
    vorgang = ki.fenster.seiten.vorgang
    ki.warte(lambda: vorgang.ui.titel.text() == "Erste")
    assert vorgang.ui.kennung.text() == erste.kennung

    gelesen(ki, andere)
    name = gekennzeichnet(erste.kennung, erste.fall)
    vorgang.lade()
    ki.warte(lambda: vorgang.ui.kennung.text() == name)
    assert vorgang.ui.titel.text() == "Erste"
    assert "CM-Koordination Bescheid geben" in vorgang.ui.hinweise.text()
    assert not ki.fenster.ui.hinweis.isVisible()
    bericht = ki.fenster.seiten.uebergabe.ui.bericht.toPlainText()
    assert gekennzeichnet(erste.kennung, zweite) in bericht

    ki.oeffne(gekennzeichnet(erste.kennung, zweite))
    ki.warte(lambda: vorgang.ui.titel.text() == "Zweite")
    ki.druecke("schritt_beobachten")
    ki.fuelle(begruendung="Noch ein Einzelfall.")
    ki.druecke_ok()
    ki.warte(lambda: vorgang.ui.zustand.text() == "wird beobachtet")
    vorgang.zeige(name)
    ki.warte(lambda: vorgang.ui.zustand.text() == "gemeldet")


def test_das_papier_bekommt_einen_namen_den_jedes_system_nimmt(
    kreis: Kreis, setze_an: SetzeAn, monkeypatch: pytest.MonkeyPatch
) -> None:
    meldungen = wege.gemeldet(kreis, "HEN", "TRO")
    erste = kreis.tue("KI", "buendeln", titel="Erste", meldungen=meldungen)
    zweite = noch_einmal(kreis.plaetze["KI"], erste, titel="Zweite")
    name = gekennzeichnet(erste.kennung, zweite)
    kreis.tue("KI", "vorlegen", kennung=name)
    kreis.bring("KI", "KIL")
    kreis.tue("KIL", "weiterleiten", kennung=name, **wege.VORLAGE)
    vorgeschlagen: list[str] = []

    def frage(_eltern: object, _titel: str, vorschlag: str, _arten: str) -> tuple[str, str]:
        vorgeschlagen.append(Path(vorschlag).name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", frage)
    kil = setze_an("KIL", Rolle.KI_LEITUNG)
    kil.oeffne(name)
    kil.gehe_zu("papier_vorlage")
    kil.taste(Qt.Key.Key_Return)
    kil.warte(lambda: bool(vorgeschlagen))
    assert vorgeschlagen == [f"vorlage_{name.replace('?', '_')}.pdf"]
