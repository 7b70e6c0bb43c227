"""Wer auch für eine andere Stelle handelt: zwei Reihen von Dateien, ein Arbeitsplatz."""

from pathlib import Path

import pytest

from kim_desktop.application.platz.vertretung import weise_zu
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.application.uebergabe.bilanz import uebersicht
from kim_desktop.application.uebergabe.versand import ausstand
from kim_desktop.domain.rollen import Rolle
from kim_desktop.store.oertlich import lokal
from tests.hilfen.kreis import MELDUNG, Kreis


@pytest.fixture
def vertreten(kreis: Kreis) -> Kreis:
    """Hennef acts for Troisdorf, too, to which the CM-Koordination wrote many more files."""
    for _ in range(6):
        kreis.bring("KI", "TRO")
    weise_zu(kreis.plaetze["KI"], "HEN1", "TRO", Rolle.CM_STELLE)
    kreis.bring("KI", "HEN")
    return kreis


def gemeldet(kreis: Kreis, wer: str, ordner: Path) -> None:
    """Report with an attachment."""
    datei = ordner / "Ablauf.pdf"
    datei.write_bytes(b"%PDF-1.7 Ablauf")
    kreis.tue(wer, "melden", **MELDUNG, anlagen=[str(datei)])


def verliere_anlagen(kreis: Kreis, wer: str) -> None:
    for anlage in (kreis.profil(wer) / "anlagen").glob("??/*"):
        anlage.unlink()


def fehlende_anlagen(kreis: Kreis, wer: str) -> int:
    return sum(s.fehlende_anlagen for s in uebersicht(kreis.plaetze[wer]).stellen)


def test_die_bitte_in_der_datei_an_die_eine_stelle_gilt_neben_den_dateien_an_die_andere(
    vertreten: Kreis, tmp_path: Path
) -> None:
    kreis, hennef = vertreten, vertreten.plaetze["HEN"]
    gemeldet(kreis, "HEN", tmp_path)
    kreis.bring("HEN", "KI")
    kreis.bring("KI", "HEN")
    lies_ein(hennef, kreis.gib("KI", "TRO"))
    verliere_anlagen(kreis, "KI")
    assert fehlende_anlagen(kreis, "KI") == 1
    kreis.bring("KI", "HEN")
    assert ausstand(hennef).satz == "Jetzt zu verschicken: 1 Datei an die CM-Koordination"
    kreis.bring("HEN", "KI")
    assert fehlende_anlagen(kreis, "KI") == 0


def test_was_bestaetigt_ist_bleibt_es_wenn_eine_fruehere_datei_spaeter_kommt(
    vertreten: Kreis,
) -> None:
    kreis, hennef = vertreten, vertreten.plaetze["HEN"]
    verspaetet = kreis.gib("KI", "HEN")
    kreis.tue("HEN", "melden", **MELDUNG)
    kreis.bring("HEN", "KI")
    lies_ein(hennef, kreis.gib("KI", "TRO"))
    kreis.bring("KI", "HEN")

    def bestaetigt() -> set[str]:
        with hennef.profil.datenbank.lesen() as v:
            return lokal.quittierte(v, kreis.plaetze["KI"].log)

    vorher = bestaetigt()
    lies_ein(hennef, verspaetet)
    assert bestaetigt() == vorher
    with hennef.profil.datenbank.lesen() as v:
        assert {a.hash for a in lokal.ausgaenge_alle(v)} == vorher


def test_dateien_an_zwei_stellen_sind_keine_luecke(vertreten: Kreis) -> None:
    kreis, hennef = vertreten, vertreten.plaetze["HEN"]
    lies_ein(hennef, kreis.gib("KI", "TRO"))
    kreis.bring("KI", "HEN")
    (ki,) = uebersicht(hennef, "KI").stellen
    assert ki.dateiluecken == ()
    kreis.gib("KI", "TRO")
    lies_ein(hennef, kreis.gib("KI", "TRO"))
    (ki,) = uebersicht(hennef, "KI").stellen
    assert ki.dateiluecken == (
        "Datei 9 von KI1 kam nicht an. Ihr Inhalt kam mit einer anderen Datei, es fehlt nichts.",
    )
