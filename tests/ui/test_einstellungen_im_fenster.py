"""Einstellungen im Fenster, nur mit Tasten: ändern, verwerfen, übernehmen, lesen."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QListWidget
from pytestqt.qtbot import QtBot

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from kim_desktop.application.einstellungen import uebersicht
from kim_desktop.application.platz import pflege
from kim_desktop.ui.gemeinsam.einstellungen import Einstellungen
from tests.hilfen.kreis import Kreis, quelle
from tests.ui.bedienung import Bedienung

ALT, STRG = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Oeffne = Callable[[str], Bedienung]


@pytest.fixture
def fenster(qtbot: QtBot, kreis: Kreis) -> Iterator[Oeffne]:
    """Open windows of workplaces on the page of the settings."""
    offene = []

    def oeffne(name: str) -> Bedienung:
        ap = oeffne_arbeitsplatz(kreis.profil(name), Zugang(), quelle("Fenster"))
        bedienung = Bedienung(qtbot, ap)
        offene.append(bedienung)
        bedienung.seite(9)
        return bedienung

    yield oeffne
    for bedienung in offene:
        bedienung.schliesse()


def seite(b: Bedienung) -> Einstellungen:
    return b.fenster.seiten.einstellungen


def gruppe(b: Bedienung, name: str) -> None:
    b.taste(Qt.Key.Key_G, mit=ALT)
    liste = b.gehe_zu("gruppen")
    assert isinstance(liste, QListWidget)
    texte = [liste.item(i).text() for i in range(liste.count())]
    b.taste(Qt.Key.Key_Home, *[Qt.Key.Key_Down] * texte.index(name))


def uebernimm(b: Bedienung) -> None:
    b.taste(Qt.Key.Key_E, mit=ALT)
    b.warte(lambda: seite(b).ui.stand.text() == "")


def schreibe(b: Bedienung, feld: str, text: str) -> None:
    b.gehe_zu(f"einstellung_{feld}")
    b.taste(Qt.Key.Key_A, mit=STRG)
    b.tippe(text)


def frage(b: Bedienung, text: str) -> None:
    """Answer the question for a Bezeichnung."""
    b.warte(lambda: isinstance(b.offener(), QInputDialog))
    b.taste(Qt.Key.Key_A, mit=STRG)
    b.tippe(text)
    b.taste(Qt.Key.Key_Return)
    b.warte(lambda: b.offener() is None)
    b.fenster.activateWindow()


def druecke(b: Bedienung, liste: str, taste: Qt.Key) -> None:
    """Press a button of a list by its mnemonic and see the list change; a click takes a while."""
    teil = seite(b).felder[liste].teil
    vorher = teil.wert()
    b.taste(taste, mit=ALT)
    b.warte(lambda: teil.wert() != vorher)


def stand(b: Bedienung, schluessel: str) -> tuple[str, dict[str, bool]]:
    """Return value and entries as they count at this workplace."""
    gruppen = uebersicht(b.fenster.vermittler.arbeitsplatz).gruppen
    angaben = {a.einstellung.schluessel: a for g in gruppen for a in g.angaben}
    angabe = angaben[schluessel]
    return angabe.wert, {e.label: e.aktiv for e in angabe.eintraege}


def anzahl_ereignisse(b: Bedienung) -> int:
    return pflege.stand(b.fenster.vermittler.arbeitsplatz)[1]


def test_nur_was_sich_aendert_wird_geschrieben(fenster: Oeffne) -> None:
    b = fenster("KI")
    vorher = anzahl_ereignisse(b)
    gruppe(b, "Schwelle und Zahlen")
    schreibe(b, "schwelle", "4")
    gruppe(b, "Bezeichnungen")
    schreibe(b, "rolle_cm_koordination", "Koordinierungsstelle")
    assert seite(b).ui.stand.text().startswith("Noch nicht übernommen: Schwelle")
    uebernimm(b)
    assert anzahl_ereignisse(b) == vorher + 2
    assert stand(b, "schwelle")[0] == "4"
    assert "Koordinierungsstelle" in b.fenster.ui.rolle.text()


def test_verwerfen_zeigt_wieder_was_gilt(fenster: Oeffne) -> None:
    b = fenster("KI")
    gruppe(b, "Vorlagen")
    schreibe(b, "aktenzeichen", "50-05-00")
    b.gehe_zu("verwerfen")
    b.taste(Qt.Key.Key_Space)
    assert seite(b).felder["aktenzeichen"].teil.text() == ""
    assert not seite(b).ui.uebernehmen.isEnabled()


def test_was_nicht_passt_wird_erklaert_und_bleibt_stehen(fenster: Oeffne) -> None:
    b = fenster("KI")
    vorher = anzahl_ereignisse(b)
    gruppe(b, "Schwelle und Zahlen")
    schreibe(b, "schwelle", "3")
    gruppe(b, "Vorlagen")
    schreibe(b, "vorlagenmuster", "SV-{jj}")
    b.taste(Qt.Key.Key_E, mit=ALT)
    b.warte(b.fenster.ui.hinweis.isVisible)
    assert "braucht {nr}" in b.fenster.ui.hinweis.text()
    assert anzahl_ereignisse(b) == vorher
    b.seite(1)
    b.seite(9)
    assert seite(b).felder["vorlagenmuster"].teil.text() == "SV-{jj}"


def test_eine_liste_wird_ergaenzt_umbenannt_ausgeblendet_und_geordnet(fenster: Oeffne) -> None:
    b = fenster("KI")
    gruppe(b, "Handlungsfelder")
    b.gehe_zu("tabelle")
    b.taste(Qt.Key.Key_Z, mit=ALT)
    frage(b, "Brückenteilzeit")
    b.gehe_zu("tabelle")
    druecke(b, "handlungsfelder", Qt.Key.Key_O)
    b.taste(Qt.Key.Key_Home, mit=STRG)
    b.taste(Qt.Key.Key_N, mit=ALT)
    frage(b, "Aufenthalt")
    b.taste(Qt.Key.Key_Down)
    druecke(b, "handlungsfelder", Qt.Key.Key_B)
    uebernimm(b)
    eintraege = stand(b, "handlungsfelder")[1]
    assert next(iter(eintraege)) == "Aufenthalt"
    assert list(eintraege)[-2:] == ["Brückenteilzeit", "Ehrenamt/Teilhabe"]
    assert [label for label, an in eintraege.items() if not an] == ["Einbürgerung"]


def test_abgewaehlte_ergebnisse_und_stimmen(fenster: Oeffne) -> None:
    b = fenster("KI")
    gruppe(b, "Beschlüsse")
    b.gehe_zu("einstellung_abstimmung")
    b.taste(Qt.Key.Key_Space)
    b.gehe_zu("tabelle")
    b.taste(Qt.Key.Key_End, mit=STRG)
    b.taste(Qt.Key.Key_Up)
    druecke(b, "ergebnisse", Qt.Key.Key_S)
    uebernimm(b)
    assert stand(b, "abstimmung")[0] == "ja"
    assert not stand(b, "ergebnisse")[1]["empfohlen"]


def test_eine_cm_stelle_liest_nur(fenster: Oeffne) -> None:
    b = fenster("HEN")
    gruppe(b, "Schwelle und Zahlen")
    schreibe(b, "schwelle", "9")
    assert seite(b).felder["schwelle"].teil.text() == "2"
    assert not seite(b).ui.uebernehmen.isVisible()
    gruppe(b, "Handlungsfelder")
    liste = seite(b).felder["handlungsfelder"].teil
    vorher = liste.wert()
    b.gehe_zu("tabelle")
    b.taste(Qt.Key.Key_Return)
    assert b.offener() is None
    assert liste.wert() == vorher
    assert not liste.ui.hinzu.isVisible()
    assert "CM-Koordination und die KI-Leitung" in seite(b).ui.geltung.text()


def test_das_fenster_schliesst_nicht_ueber_offenen_einstellungen(fenster: Oeffne) -> None:
    b = fenster("KI")
    gruppe(b, "Schwelle und Zahlen")
    schreibe(b, "schwelle", "4")
    b.fenster.aktionen["beenden"].trigger()
    assert b.rueckfrage().text() == "Einstellungen: noch nicht übernommen. Trotzdem schließen?"
    b.antworte(Qt.Key.Key_Return)
    assert b.fenster.isVisible()
    b.fenster.close()
    b.antworte(Qt.Key.Key_S, mit=ALT)
    assert not b.fenster.isVisible()


def test_der_erste_eintrag_laesst_sich_nicht_nach_oben_schieben(fenster: Oeffne) -> None:
    b = fenster("KI")
    gruppe(b, "Handlungsfelder")
    liste = seite(b).felder["handlungsfelder"].teil
    b.gehe_zu("tabelle")
    b.taste(Qt.Key.Key_Home, mit=STRG)
    assert (liste.ui.hoch.isEnabled(), liste.ui.runter.isEnabled()) == (False, True)
    b.taste(Qt.Key.Key_End, mit=STRG)
    assert (liste.ui.hoch.isEnabled(), liste.ui.runter.isEnabled()) == (True, False)
