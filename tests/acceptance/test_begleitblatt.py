"""Wo .kim-Dateien nicht durchkommen, reist die Übergabe in einem PDF-Begleitblatt."""

import random
import shutil
import subprocess
from collections.abc import Callable
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from kim_desktop.application.platz.pflege import stand
from kim_desktop.application.uebergabe.austausch import (
    bilanz,
    dateien_in,
    lies_ein,
    uebergib_an,
    uebergib_an_alle,
)
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.application.uebergabe.versand import verschicke
from kim_desktop.domain.fehler import UebergabeFehler
from kim_desktop.papers.beilage import Beilage
from kim_desktop.papers.elemente import Absatz, Dokument
from kim_desktop.papers.satz import als_pdf
from tests.hilfen.kreis import MELDUNG, Kreis
from tests.hilfen.schaden import gekippt

Umweg = Callable[[Path, Path], None]


@pytest.fixture
def blatt(kreis: Kreis, tmp_path: Path) -> Path:
    """A Meldung of Hennef for the CM-Koordination in a cover sheet."""
    kreis.tue("HEN", "melden", **MELDUNG)
    return uebergib_an(kreis.plaetze["HEN"], "KI", tmp_path, als_pdf=True).datei


def neu_gespeichert(von: Path, nach: Path) -> None:
    """Save as a mail gateway might: other writer, other objects, everything compressed."""
    PdfWriter(clone_from=PdfReader(von)).write(nach)


def nur_die_seite_und_die_anlage(von: Path, nach: Path) -> None:
    """Build a new file from the pages and attach what was attached under another name."""
    leser, neu = PdfReader(von), PdfWriter()
    for seite in leser.pages:
        neu.add_page(seite)
    for inhalte in leser.attachments.values():
        for inhalt in inhalte:
            neu.add_attachment("attachment.bin", inhalt)
    neu.write(nach)


def qpdf(*worte: str) -> Umweg:
    def speichere(von: Path, nach: Path) -> None:
        befehl = shutil.which("qpdf")
        if not befehl:
            pytest.skip("qpdf ist hier nicht eingerichtet")
        subprocess.run([befehl, von, *worte, nach], check=True)

    return speichere


UMWEGE: dict[str, Umweg] = {
    "unveraendert": lambda von, nach: nach.write_bytes(von.read_bytes()) and None,
    "anderes Programm": neu_gespeichert,
    "neu zusammengesetzt": nur_die_seite_und_die_anlage,
    "gepackt": qpdf("--object-streams=generate", "--stream-data=compress", "--recompress-flate"),
    "entpackt": qpdf("--qdf", "--object-streams=disable"),
    "fuer das Netz": qpdf("--linearize"),
    "gegen Aendern geschuetzt": qpdf("--encrypt", "", "geheim", "256", "--"),
}


@pytest.mark.parametrize("umweg", UMWEGE)
def test_was_das_pdf_unterwegs_auch_erlebt_es_kommt_dasselbe_an(
    kreis: Kreis, blatt: Path, tmp_path: Path, umweg: str
) -> None:
    ziel = tmp_path / "angekommen.pdf"
    UMWEGE[umweg](blatt, ziel)
    ki = kreis.plaetze["KI"]
    bericht = lies_ein(ki, ziel)
    assert (bericht.datei, bericht.neu) == ("angekommen.pdf", 1)
    ohne_umweg = stand(ki)
    assert lies_ein(ki, blatt).schon_am == "2026-01-12"
    assert stand(ki) == ohne_umweg


def test_auf_zwei_wegen_gilt_die_datei_als_bereits_uebernommen(
    kreis: Kreis, blatt: Path, tmp_path: Path
) -> None:
    (anlage,) = PdfReader(blatt).attachments.values()
    kim = tmp_path / "herausgeloest.kim"
    kim.write_bytes(anlage[0])
    ki = kreis.plaetze["KI"]
    assert lies_ein(ki, kim).neu == 1
    assert lies_ein(ki, blatt).schon_am
    kreis.bring("KI", "HEN")
    ausgang = bilanz(kreis.plaetze["HEN"]).gesendet[0]
    assert ausgang.quittiert
    assert ausgang.nr == 2


def test_das_begleitblatt_sagt_wer_wem_was_schickt_und_was_zu_tun_ist(blatt: Path) -> None:
    leser = PdfReader(blatt)
    assert len(leser.pages) == 1
    text = " ".join(leser.pages[0].extract_text().split())
    for teil in ("Stelle HEN", "CM-Koordination", "Begleitblatt zur Übergabe Nr. 2", "12.01.2026"):
        assert teil in text
    assert "diese PDF-Datei wählen und einlesen" in text
    assert blatt.name == "KIM_HEN1_KI_0002_2026-01-12.pdf"
    assert list(leser.attachments) == ["KIM_HEN1_KI_0002_2026-01-12.kim"]
    assert not list(blatt.parent.glob("*.kim"))


def test_verschicken_haengt_das_begleitblatt_an_die_mail(kreis: Kreis, tmp_path: Path) -> None:
    kreis.tue("HEN", "melden", **MELDUNG)
    verschickt = verschicke(kreis.plaetze["HEN"], ["KI"], tmp_path, als_pdf=True)
    (sendung,) = verschickt.sendungen
    assert sendung.mail is not None
    (anhang,) = message_from_bytes(sendung.mail.read_bytes(), policy=default).iter_attachments()
    assert anhang.get_content_type() == "application/pdf"
    assert anhang.get_content() == sendung.datei.read_bytes()
    assert lies_ein(kreis.plaetze["KI"], sendung.datei).neu == 1


def test_ein_ordner_mit_fremden_pdf_dateien(kreis: Kreis, blatt: Path, tmp_path: Path) -> None:
    """Only ours are taken; one of ours that lost its attachment is told."""
    (tmp_path / "Rechnung.pdf").write_bytes(als_pdf(_papier(), Beilage("r.xml", b"<r/>", "R")))
    (tmp_path / "Bericht.pdf").write_bytes(als_pdf(_papier()))
    (tmp_path / "Notiz.PDF").write_text("kein PDF", encoding="utf-8")
    umbenannt = tmp_path / "Scan (1).PDF"
    umbenannt.write_bytes(blatt.read_bytes())
    leer = tmp_path / "KIM_HEN1_KI_0009_2026-01-12.pdf"
    leer.write_bytes(als_pdf(_papier()))
    assert dateien_in([tmp_path]) == sorted([blatt, leer, umbenannt])
    einlesung = lies_alle_ein(kreis.plaetze["KI"], [tmp_path])
    assert einlesung.neu == 1
    assert [b.datei for b in einlesung.berichte] == [blatt.name, umbenannt.name]
    ((name, grund),) = einlesung.abgelehnt
    assert name == leer.name
    assert "liegt keine Übergabedatei" in grund
    abgelehnt = kreis.plaetze["KI"].profil.ordner / "abgelehnt"
    assert (abgelehnt / leer.name).read_bytes() == leer.read_bytes()


def test_alle_auf_einmal_als_begleitblatt(kreis: Kreis, tmp_path: Path) -> None:
    geschrieben = uebergib_an_alle(kreis.plaetze["KI"], tmp_path, als_pdf=True)
    dateien = [a.datei for a in geschrieben.dateien]
    assert {d.suffix for d in dateien} == {".pdf"}
    assert dateien_in([tmp_path]) == sorted(dateien)


def ohne_anlage(blatt: Path) -> bytes:
    return als_pdf(_papier())


def mit_zweien(blatt: Path) -> bytes:
    neu = PdfWriter(clone_from=PdfReader(blatt))
    (anlage,) = PdfReader(blatt).attachments.values()
    neu.add_attachment("zweite.kim", anlage[0] + b"\0")
    ziel = blatt.with_name("zwei.tmp")
    neu.write(ziel)
    return ziel.read_bytes()


def mit_kennwort(blatt: Path) -> bytes:
    neu = PdfWriter(clone_from=PdfReader(blatt))
    neu.encrypt("geheim", algorithm="AES-256")
    ziel = blatt.with_name("kennwort.tmp")
    neu.write(ziel)
    return ziel.read_bytes()


def abgeschnitten(blatt: Path) -> bytes:
    return blatt.read_bytes()[:2000]


def nur_der_kopf(blatt: Path) -> bytes:
    return b"%PDF-1.7\n%%EOF\n"


def mitten_verbogen(blatt: Path) -> bytes:
    roh = blatt.read_bytes()
    anfang = roh.index(b"age-encryption.org/v1") + 600
    return gekippt(roh, anfang)


@pytest.mark.parametrize(
    ("verbiege", "satz"),
    [
        (ohne_anlage, "liegt keine Übergabedatei"),
        (mit_zweien, "liegen 2 Übergabedateien"),
        (mit_kennwort, "mit einem Kennwort geschützt"),
        (abgeschnitten, "beschädigt|keine Übergabedatei"),
        (nur_der_kopf, "beschädigt"),
        (mitten_verbogen, "beschädigt"),
    ],
)
def test_ein_unbrauchbares_pdf_wird_mit_einem_satz_abgelehnt(
    kreis: Kreis, blatt: Path, tmp_path: Path, verbiege: Callable[[Path], bytes], satz: str
) -> None:
    datei = tmp_path / "probe.pdf"
    datei.write_bytes(verbiege(blatt))
    ki = kreis.plaetze["KI"]
    vorher = stand(ki)
    with pytest.raises(UebergabeFehler, match=satz) as fehler:
        lies_ein(ki, datei)
    assert "nichts übernommen" in fehler.value.text
    assert stand(ki) == vorher
    assert (ki.profil.ordner / "abgelehnt" / "probe.pdf.grund.txt").exists()


def test_verbogene_pdf_dateien_bringen_dasselbe_oder_nichts(
    kreis: Kreis, blatt: Path, tmp_path: Path
) -> None:
    roh, datei, zufall = blatt.read_bytes(), tmp_path / "probe.pdf", random.Random(1)
    ki, gelesen, saetze = kreis.plaetze["KI"], 0, set[str]()
    for _ in range(200):
        verbogen, ort = bytearray(roh), zufall.randrange(len(roh))
        if zufall.random() < 0.7:
            verbogen[ort] ^= 1 << zufall.randrange(8)
        else:
            del verbogen[ort : ort + zufall.randrange(1, 60)]
        datei.write_bytes(verbogen)
        try:
            gelesen += lies_ein(ki, datei, nur_vorschau=True).neu
        except UebergabeFehler as fehler:
            saetze.add(fehler.text)
    assert gelesen > 50
    assert all("Es wurde nichts übernommen." in satz for satz in saetze)


def _papier() -> Dokument:
    return Dokument("T", "V", "2026-01-12", "K", "F", "S {seite}", (), (Absatz("Nichts weiter."),))
