"""Anlagen gehen mit der Übergabe mit, Papiere entstehen aus dem Vorgang."""

from pathlib import Path

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.papier import papiere
from kim_desktop.domain.fehler import EingabeFehler, ProzessFehler
from tests.acceptance import wege
from tests.hilfen.kreis import MELDUNG, VORLAGE, Kreis
from tests.hilfen.papier import gedruckt


def test_eine_anlage_kommt_unversehrt_bei_der_koordination_an(kreis: Kreis, tmp_path: Path) -> None:
    datei = tmp_path / "Ablauf: Entwurf.pdf"
    datei.write_bytes(b"%PDF-1.7 Ablauf")
    kennung = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(datei)]).kennung
    kreis.bring("HEN", "KI")

    (anlage,) = ansicht.zeige(kreis.plaetze["KI"], kennung).verlauf[0].inhalt["anlagen"]
    assert (anlage["name"], anlage["typ"]) == ("Ablauf_ Entwurf.pdf", "application/pdf")
    assert kreis.plaetze["KI"].profil.anlagen.lies(anlage["hash"]) == b"%PDF-1.7 Ablauf"
    kreis.bring("KI", "TRO")
    assert kreis.plaetze["TRO"].profil.anlagen.lies(anlage["hash"]) is None


def test_ein_programm_laesst_sich_nicht_beifuegen(kreis: Kreis, tmp_path: Path) -> None:
    datei = tmp_path / "bericht.exe"
    datei.write_bytes(b"MZ")
    with pytest.raises(EingabeFehler, match="kann nicht beigefügt werden"):
        kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(datei)])


def test_die_lenkungsgruppe_druckt_vorlage_und_rueckmeldung(kreis: Kreis, tmp_path: Path) -> None:
    kennung = wege.weitergeleitet(kreis)
    with pytest.raises(ProzessFehler, match="noch keine Rückmeldung"):
        papiere.drucke(kreis.plaetze["LG"], "rueckmeldung", kennung, tmp_path / "rm.pdf")
    text = gedruckt(kreis.plaetze["LG"], "vorlage", kennung, tmp_path)
    assert "Die Lenkungsgruppe erteilt den Auftrag." in text
    assert "2 Meldungen, 2 CM-Stellen, Schwelle erreicht" in text


def test_das_papier_zur_rm_nennt_jeden_loesungsansatz(kreis: Kreis, tmp_path: Path) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    text = gedruckt(kreis.plaetze["LG"], "rueckmeldung", kennung, tmp_path)
    assert "Übergangstag" in text
    assert "Der Übergangstag wird eingeführt." in text
    assert "Projektgruppe" in text


def test_die_vorlage_nennt_stellungnahmen_mitzeichnung_und_weitere_auswirkungen(
    kreis: Kreis, tmp_path: Path
) -> None:
    kennung = wege.gebuendelt(kreis, wege.gemeldet(kreis, "HEN", "TRO"))
    for von in ("Jobcenter", "Schulamt", "Jugendamt"):
        kreis.tue("KI", "stellungnahme_einholen", kennung=kennung, von=von, frist="2026-03-01")
    text = "Der Übergangstag ist machbar."
    kreis.tue("KI", "stellung_nehmen", kennung=kennung, von="Jobcenter", text=text)
    kreis.tue("KI", "stellung_nehmen", kennung=kennung, von="Schulamt", keine=True)
    kreis.tue("KI", "vorlegen", kennung=kennung)
    kreis.bring("KI", "KIL")
    klima = [{"bezeichnung": "Klima", "text": "Weniger Wege."}]
    kreis.tue("KIL", "weiterleiten", kennung=kennung, **VORLAGE, auswirkungen_weitere=klima)
    ergebnis = {"wer": "Kämmerei", "ergebnis": "mit_anmerkung", "text": "Mittel fehlen."}
    kreis.tue("KIL", "mitzeichnen", kennung=kennung, **ergebnis)
    papier = gedruckt(kreis.plaetze["KIL"], "vorlage", kennung, tmp_path)
    for satz in (
        "Der Übergangstag ist machbar.",
        "hat keine abgegeben",
        "Die Antwort steht noch aus.",
        "Kämmerei (mitgezeichnet mit Anmerkung: Mittel fehlen.)",
        "Weniger Wege.",
    ):
        assert satz in papier


def test_die_rm_nennt_jede_zusage(kreis: Kreis, tmp_path: Path) -> None:
    kennung = wege.rm_vorgelegt(kreis)
    zusage = {"loesungsansatz": "pg-1/1", "von": "Jobcenter", "zusage": "unter_vorbehalt"}
    with pytest.raises(EingabeFehler, match="den Vorbehalt nennen"):
        kreis.tue("KI", "zusagen", kennung=kennung, **zusage)
    kreis.tue("KI", "zusagen", kennung=kennung, **zusage, vorbehalt="Haushalt 2027")
    text = gedruckt(kreis.plaetze["KI"], "rueckmeldung", kennung, tmp_path)
    assert "Jobcenter: unter Vorbehalt (Haushalt 2027)" in text


def test_ein_unbekanntes_papier_wird_erklaert(kreis: Kreis, tmp_path: Path) -> None:
    with pytest.raises(EingabeFehler, match="Es gibt: vorlage, rueckmeldung"):
        papiere.drucke(kreis.plaetze["KI"], "einladung", "x", tmp_path / "x.pdf")
