"""Take the pictures in docs/bilder from the example district, in a real window or off screen.

python3 tools/bilder.py [ORDNER MIT EINEM BEISPIELKREIS]
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from umgebung import WURZEL

sys.path.insert(0, str(WURZEL))

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QTabWidget

from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, oeffne_arbeitsplatz
from kim_desktop.application.demo import lege_an
from kim_desktop.application.platz.einrichten import bereite_vor
from kim_desktop.domain.fehler import KeinArbeitsplatz
from kim_desktop.domain.rollen import Rolle
from kim_desktop.trust.quelle import SaatQuelle
from kim_desktop.ui.hauptfenster import Hauptfenster
from kim_desktop.ui.start import anwendung

ZIEL = WURZEL / "docs" / "bilder"
BREITE, HOEHE = 1366, 768
#: The story of the example district ends a week before.
HEUTE = datetime(2026, 11, 26, 8, tzinfo=UTC)


class Bild(NamedTuple):
    """One picture: its name, the profile, the page or Kennung, and the tab."""

    name: str
    profil: str
    seite: str
    reiter: int = 0


BILDER = (
    Bild("aufgaben", "ki", "aufgaben"),
    Bild("vorgaenge", "ki", "vorgaenge"),
    Bild("vorgang", "ki", "KI1-2025-008"),
    Bild("cm-stelle-neue-meldung", "hen", "cm-stelle"),
    Bild("cm-stelle-meldungen", "hen", "cm-stelle", 1),
    Bild("cm-stelle-themen", "hen", "cm-stelle", 2),
    Bild("cm-stelle-loesungen", "hen", "cm-stelle", 3),
    Bild("cm-koordination-eingang", "ki", "cm-koordination"),
    Bild("cm-koordination-buendeln", "ki", "cm-koordination", 1),
    Bild("cm-koordination-themen", "ki", "cm-koordination", 2),
    Bild("cm-koordination-antworten", "ki", "cm-koordination", 3),
    Bild("ki-leitung-vorgelegt", "kil", "ki-leitung"),
    Bild("ki-leitung-vorlagen", "kil", "ki-leitung", 1),
    Bild("ki-leitung-sitzungen", "kil", "ki-leitung", 2),
    Bild("ki-leitung-eilweg", "kil", "ki-leitung", 3),
    Bild("lenkungsgruppe-sitzungen", "lg", "lenkungsgruppe"),
    Bild("lenkungsgruppe-teilnahme", "lg", "lenkungsgruppe", 1),
    Bild("lenkungsgruppe-beschliessen", "lg", "lenkungsgruppe", 2),
    Bild("lenkungsgruppe-protokoll", "lg", "lenkungsgruppe", 3),
    Bild("lenkungsgruppe-umsetzung", "lg", "lenkungsgruppe", 4),
    Bild("projektgruppe-auftrag", "pg", "projektgruppe"),
    Bild("projektgruppe-arbeit", "pg", "projektgruppe", 1),
    Bild("projektgruppe-rueckmeldung", "pg", "projektgruppe", 2),
    Bild("projektgruppe-beschluesse", "pg", "projektgruppe", 3),
    Bild("uebergabe", "ki", "uebergabe"),
    Bild("arbeitsplaetze", "ki", "arbeitsplaetze"),
    Bild("einstellungen", "ki", "einstellungen"),
)
#: Where the picture of the first start says that the data lie.
NIRGENDWO = Path("C:/Users/Beispiel/AppData/Local/KIM Desktop")


def main(argumente: list[str]) -> int:
    """Take every picture; the district is made anew where none is named."""
    app = anwendung()
    ZIEL.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as ordner:
        kreis = Path(argumente[0]) if argumente else Path(ordner) / "kreis"
        if not argumente:
            lege_an(kreis)
        for profil in dict.fromkeys(b.profil for b in BILDER):
            _nimm_auf(app, kreis, [b for b in BILDER if b.profil == profil])
        nimm_anfang_auf(app, Path(ordner) / "neu")
    return 0


def nimm_anfang_auf(app: QApplication, ordner: Path) -> None:
    """Take the guided start, and a new Arbeitsplatz in `ordner` that waits for its Zulassung."""

    def leer(_passphrase: str | None) -> Arbeitsplatz:
        raise KeinArbeitsplatz("")

    neu = bereite_vor(
        ordner,
        Zugang(),
        stelle="CM-Stelle Lohmar",
        rollen=[Rolle.CM_STELLE],
        uebung=True,
        quelle=SaatQuelle("bilder", HEUTE),
    )
    for name, oeffner in (("erster-start", leer), ("zulassung-fehlt", lambda _p: neu)):
        fenster = _fenster(app, Hauptfenster(oeffner, NIRGENDWO))
        for feld in fenster.findChildren(QLineEdit, "ordner"):
            feld.setText("H:/KIM")
        _nimm(fenster, name)
        fenster.close()


def _nimm_auf(app: QApplication, kreis: Path, bilder: list[Bild]) -> None:
    profil = kreis / "profile" / bilder[0].profil
    ap = oeffne_arbeitsplatz(profil, Zugang(), SaatQuelle("bilder", HEUTE))
    fenster = _fenster(app, Hauptfenster(lambda _passphrase: ap))
    for bild in bilder:
        _zeige(fenster, bild)
        _warte(app, fenster)
        for feld in fenster.findChildren(QLineEdit):
            feld.setText(feld.text().replace(str(kreis / "profile"), "H:/KIM"))
        _nimm(fenster, bild.name)
    fenster.close()


def _fenster(app: QApplication, fenster: Hauptfenster) -> Hauptfenster:
    fenster.resize(BREITE, HOEHE)
    fenster.show()
    fenster.lade()
    _warte(app, fenster)
    return fenster


def _nimm(fenster: Hauptfenster, name: str) -> None:
    aufnahme = fenster.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    # Qt's own palette would show another blue than the window's.
    haeufig = Counter(memoryview(aufnahme.constBits()).cast("I")).most_common(256)
    farben = [farbe for farbe, _anzahl in haeufig]
    aufnahme.convertToFormat(
        QImage.Format.Format_Indexed8, farben, Qt.ImageConversionFlag.ThresholdDither
    ).save(str(ZIEL / f"{name}.png"))


def _zeige(fenster: Hauptfenster, bild: Bild) -> None:
    assert fenster.seiten is not None
    if fenster.seiten.eintrag(bild.seite) is None:
        fenster.zeige_vorgang(bild.seite)
        return
    fenster.zeige_seite(bild.seite)
    seite = fenster.ui.seiten.gezeigte()
    reiter = seite.findChild(QTabWidget) if seite else None
    if isinstance(reiter, QTabWidget):
        reiter.setCurrentIndex(bild.reiter)


def _warte(app: QApplication, fenster: Hauptfenster) -> None:
    """Let the worker finish and the window draw."""
    ruhig = 0
    while ruhig < 3:
        app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        da = fenster.seiten is not None or fenster.empfang is not None
        ruhig = ruhig + 1 if fenster.arbeiter.ruht and da else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
