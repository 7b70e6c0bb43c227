"""Die acht Schritte im Fenster, jede Rolle an ihrem Arbeitsplatz, nur mit der Tastatur."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kim_desktop.application.arbeitsplatz import Zugang, oeffne_arbeitsplatz
from tests.hilfen.kreis import Kreis, quelle
from tests.ui.bedienung import Bedienung

Setze = Callable[[str], Bedienung]


@pytest.fixture
def setze(qtbot: QtBot, kreis: Kreis) -> Iterator[Setze]:
    """Sit down at a workplace; the one before is left first, as on one PC after the other."""
    offen: list[Bedienung] = []

    def setze_an(name: str) -> Bedienung:
        if offen:
            offen.pop().schliesse()
        ap = oeffne_arbeitsplatz(kreis.profil(name), Zugang(), quelle(f"{name} am Fenster"))
        offen.append(Bedienung(qtbot, ap))
        return offen[0]

    yield setze_an
    if offen:
        offen.pop().schliesse()


def verschicke(b: Bedienung, ordner: Path) -> None:
    """Write the files for everybody from the handover page."""
    b.seite(3)
    b.gehe_zu("ziel")
    b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    b.tippe(str(ordner))
    b.gehe_zu("schreiben")
    b.taste(Qt.Key.Key_Space)
    b.warte(lambda: b.fenster.seiten.uebergabe.ui.bericht.toPlainText().startswith("Geschrieben"))


def lies_ein(b: Bedienung, ordner: Path, kuerzel: str) -> str:
    """Take in what lies there for a Stelle, with a look at the preview first."""
    dateien = sorted(ordner.glob(f"KIM_*_{kuerzel}_*.kim"))
    seite = b.fenster.seiten.uebergabe.ui
    b.seite(3)
    b.gehe_zu("herkunft")
    b.taste(Qt.Key.Key_A, mit=Qt.KeyboardModifier.ControlModifier)
    b.tippe(";".join(map(str, dateien)))
    b.gehe_zu("vorschau")
    b.taste(Qt.Key.Key_Space)
    b.warte(lambda: seite.bericht.toPlainText().startswith("Vorschau"))
    vorschau = seite.bericht.toPlainText().splitlines()[1:]
    b.gehe_zu("einlesen")
    b.taste(Qt.Key.Key_Space)
    b.warte(lambda: seite.bericht.toPlainText().startswith("Übernommen"))
    assert len(seite.bericht.toPlainText().splitlines()) == len(vorschau) + 1
    return seite.bericht.toPlainText()


def zustand(b: Bedienung, kennung: str) -> str:
    """Read the state of a case from its page."""
    b.oeffne(kennung)
    return b.fenster.seiten.vorgang.ui.zustand.text()


def melde(b: Bedienung) -> None:
    """Report with the required fields only."""
    b.neu()
    b.fuelle(
        titel="Lücke beim Wechsel ins SGB II",
        kurzfassung="Familien stehen ohne Leistung da.",
        sachverhalt="Das Sozialamt stellt ein, bevor das Jobcenter bewilligt.",
        handlungsfeld="Leistungen/Rechtskreiswechsel",
        rechtskreise=("SGB II", "AsylbLG"),
        keine_personendaten="ja",
    )
    b.bestaetige()


def test_der_ganze_weg_mit_der_tastatur(setze: Setze, tmp_path: Path) -> None:
    post, kennung = tmp_path / "post", "KI1-2026-001"
    post.mkdir()

    for stelle in ("HEN", "TRO"):
        b = setze(stelle)
        melde(b)
        assert zustand(b, f"{stelle}1-2026-001") == "gemeldet"
        verschicke(b, post)

    b = setze("KI")
    assert "1 neu" in lies_ein(b, post, "KI")
    b.oeffne("HEN1-2026-001")
    b.schritt("buendeln")
    b.fuelle(meldungen="TRO1-2026-001", titel="Lücke beim Rechtskreiswechsel")
    b.bestaetige()
    assert zustand(b, kennung) == "gebündelt"
    assert b.fenster.seiten.vorgang.ui.schwelle.text().endswith("Schwelle erreicht")
    b.schritt("vorlegen")
    b.fuelle(bewertung="Kein Einzelfall.")
    b.bestaetige()
    verschicke(b, post)

    b = setze("KIL")
    lies_ein(b, post, "KIL")
    b.oeffne(kennung)
    b.schritt("weiterleiten")
    b.fuelle(sachverhalt="Mehrere Stellen berichten dasselbe.")
    b.bestaetige()
    verschicke(b, post)

    gib_weiter(setze, post)

    b = setze("LG")
    lies_ein(b, post, "LG")
    b.oeffne(kennung)
    b.schritt("beauftragen")
    b.gehe_zu("feld_gruppen")
    b.taste(Qt.Key.Key_Tab)
    nimm_gruppe_auf(b)
    b.fuelle(ziel="Ein fester Übergangstag", berichtstermin="30.09.2026")
    b.bestaetige()
    assert zustand(b, kennung) == "Auftrag erteilt"
    verschicke(b, post)

    gib_weiter(setze, post)

    b = setze("PG")
    lies_ein(b, post, "PG")
    b.oeffne(kennung)
    b.schritt("bearbeiten")
    b.fuelle(zwischenstand="Abläufe aufgenommen.")
    b.bestaetige()
    b.oeffne(kennung)
    b.schritt("rueckmelden")
    b.gehe_zu("feld_loesungsansaetze")
    b.taste(Qt.Key.Key_Tab)
    nimm_ansatz_auf(b)
    b.bestaetige()
    assert zustand(b, kennung) == "Rückmeldung liegt vor"
    verschicke(b, post)

    gib_weiter(setze, post)

    b = setze("LG")
    lies_ein(b, post, "LG")
    for _ in ("Übergangstag", "Öffentlichkeitsarbeit"):
        b.oeffne(kennung)
        b.schritt("beschliessen")
        b.bestaetige()
    assert zustand(b, kennung) == "beschlossen"
    verschicke(b, post)

    b = setze("KI")
    lies_ein(b, post, "KI")
    b.oeffne(kennung)
    b.schritt("bekanntgeben")
    b.fuelle(mitteilung="Es gilt der Übergangstag.")
    b.bestaetige()
    b.oeffne("HEN1-2026-001")
    b.schritt("bescheiden")
    b.bestaetige()
    verschicke(b, post)

    b = setze("HEN")
    lies_ein(b, post, "HEN")
    b.oeffne(kennung)
    b.schritt("kenntnis_nehmen")
    b.bestaetige()
    b.oeffne(kennung)
    b.schritt("erfolg_melden")
    b.fuelle(angewendet="ja")
    b.bestaetige()
    assert "Bescheid" in inhalt(b, "HEN1-2026-001")
    verschicke(b, post)

    b = setze("KI")
    lies_ein(b, post, "KI")
    assert "Über den Erfolg rückmelden" in inhalt(b, kennung)


def gib_weiter(setze: Setze, post: Path) -> None:
    """Let the CM-Koordination take in what came and write for everybody."""
    b = setze("KI")
    lies_ein(b, post, "KI")
    verschicke(b, post)


def nimm_gruppe_auf(b: Bedienung) -> None:
    """Add the Projektgruppe to the Auftrag in its own dialog."""
    b.taste(Qt.Key.Key_Space)
    b.fuelle(name="Übergänge")
    b.mehr()
    b.fuelle(id="pg-1")
    b.bestaetige()


def nimm_ansatz_auf(b: Bedienung) -> None:
    """Add one Lösungsansatz to the RM in its own dialog."""
    b.taste(Qt.Key.Key_Space)
    b.fuelle(
        titel="Übergangstag",
        beschreibung="Das Sozialamt zahlt bis zum Bescheid.",
        beschlussvorschlag="Der Übergangstag wird eingeführt.",
    )
    b.bestaetige()


def inhalt(b: Bedienung, kennung: str) -> str:
    """Read what the page of a case says."""
    b.oeffne(kennung)
    return b.fenster.seiten.vorgang.ui.inhalt.toPlainText()
