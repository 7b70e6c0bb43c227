"""Eine Probeübergabe zeigt, welcher Weg zu einer Stelle geht."""

from pathlib import Path

import pytest

from kim_desktop.application.arbeitsplatz import Arbeitsplatz
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.application.uebergabe.bilanz import uebersicht
from kim_desktop.application.uebergabe.probe import probiere, weg_zu
from kim_desktop.application.uebergabe.versand import Sendung
from kim_desktop.application.uebergabe.wege import Weg
from kim_desktop.domain.fehler import EingabeFehler
from tests.hilfen.kreis import Kreis
from tests.hilfen.luecke import am


@pytest.fixture
def ki(kreis: Kreis) -> Arbeitsplatz:
    ki = kreis.plaetze["KI"]
    am(ki, 1)
    return ki


def probe(ki: Arbeitsplatz, weg: Weg, ordner: Path) -> Sendung:
    sendung, fehler = probiere(ki, "HEN", weg, ordner)
    assert not fehler
    return sendung


def wege(ki: Arbeitsplatz, stelle: str = "HEN") -> str:
    (eine,) = uebersicht(ki, stelle).stellen
    return eine.wege_satz


def bestaetige(kreis: Kreis, sendung: Sendung) -> None:
    lies_ein(kreis.plaetze["HEN"], sendung.datei)
    kreis.bring("HEN", "KI")


def test_ein_weg_geht_sobald_die_probe_bestaetigt_ist(
    kreis: Kreis, ki: Arbeitsplatz, tmp_path: Path
) -> None:
    assert wege(ki) == "noch kein Weg erprobt"
    mail = probe(ki, Weg.MAIL, tmp_path)
    probe(ki, Weg.STICK, tmp_path)
    assert wege(ki) == "Mail offen, Stick offen"
    am(ki, 4)
    bestaetige(kreis, mail)
    assert wege(ki) == "Mail geht (16.01.2026), Stick offen"
    am(ki, 9)
    assert wege(ki) == "Mail geht (16.01.2026), Stick seit 8 Tagen ohne Bestätigung"
    assert wege(ki, "TRO") == "noch kein Weg erprobt"


def test_eine_neue_probe_auf_einem_weg_der_einmal_ging(
    kreis: Kreis, ki: Arbeitsplatz, tmp_path: Path
) -> None:
    bestaetige(kreis, probe(ki, Weg.PORTAL, tmp_path))
    am(ki, 5)
    zweite = probe(ki, Weg.PORTAL, tmp_path)
    assert wege(ki) == "Portal ging (13.01.2026; neue Probe offen)"
    am(ki, 20)
    vergangen = "Portal ging zuletzt (13.01.2026; neue Probe seit 15 Tagen ohne Bestätigung)"
    assert wege(ki) == vergangen
    bestaetige(kreis, zweite)
    assert wege(ki) == "Portal geht (01.02.2026)"


def test_die_probe_ist_eine_gewoehnliche_uebergabe(
    kreis: Kreis, ki: Arbeitsplatz, tmp_path: Path
) -> None:
    sendung = probe(ki, Weg.MAIL, tmp_path)
    assert sendung.datei.suffix == ".kim"
    assert "Dies ist eine Probe" in sendung.text
    assert "an CM-Koordination zurückschicken" in sendung.text
    lies_ein(kreis.plaetze["HEN"], sendung.datei)
    (eine,) = uebersicht(ki, "HEN").stellen
    assert eine.dateien[0].vermerk.endswith("Probe: Mail")
    assert eine.gesendet is not None
    assert eine.gesendet.nr == sendung.nr


def test_die_probe_mit_begleitblatt_schreibt_ein_pdf(
    kreis: Kreis, ki: Arbeitsplatz, tmp_path: Path
) -> None:
    sendung = probe(ki, Weg.PDF, tmp_path)
    assert sendung.datei.suffix == ".pdf"
    bestaetige(kreis, sendung)
    assert wege(ki) == "PDF-Begleitblatt geht (13.01.2026)"


def test_wege_heissen_wie_sie_heissen() -> None:
    assert weg_zu("PDF-Begleitblatt") is weg_zu("pdf") is Weg.PDF
    assert weg_zu("Netzlaufwerk") is Weg.NETZLAUFWERK
    with pytest.raises(EingabeFehler, match="Den Weg „Brieftaube“ gibt es nicht"):
        weg_zu("Brieftaube")
