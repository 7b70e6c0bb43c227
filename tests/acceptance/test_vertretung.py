"""Wer auch für eine andere Stelle handelt: zwei Reihen von Dateien, ein Arbeitsplatz."""

from datetime import date
from pathlib import Path

import pytest

from kim_desktop.application.ansicht import Filter, liste
from kim_desktop.application.platz.vertretung import weise_zu
from kim_desktop.application.platz.wiederaufbau import fordere_alles_an
from kim_desktop.application.uebergabe.austausch import bilanz, lies_ein
from kim_desktop.application.uebergabe.bilanz import uebersicht
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.application.uebergabe.fehlendes import was_fehlt
from kim_desktop.application.uebergabe.versand import ausstand
from kim_desktop.domain.rollen import Rolle
from kim_desktop.store.oertlich import lokal
from tests.hilfen.faelschung import zerlegt
from tests.hilfen.kreis import MELDUNG, Kreis
from tests.hilfen.luecke import am


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


def test_eine_anlage_die_fuer_die_andere_stelle_fehlt_wird_angefordert(
    vertreten: Kreis, tmp_path: Path
) -> None:
    kreis, hennef = vertreten, vertreten.plaetze["HEN"]
    gemeldet(kreis, "TRO", tmp_path)
    kreis.bring("TRO", "KI")
    lies_ein(hennef, kreis.gib("KI", "TRO"))
    verliere_anlagen(kreis, "HEN")
    assert fehlende_anlagen(kreis, "HEN") == 1
    kreis.bring("HEN", "KI")
    lies_ein(hennef, kreis.gib("KI", "TRO"))
    assert fehlende_anlagen(kreis, "HEN") == 0


def test_eintraege_die_fuer_die_andere_stelle_fehlen_werden_genannt_und_angefordert(
    vertreten: Kreis,
) -> None:
    """The CM-Koordination sends to Hennef what tells of entries of Troisdorf."""
    kreis, hennef = vertreten, vertreten.plaetze["HEN"]
    lies_ein(hennef, kreis.gib("KI", "TRO"))
    kreis.tue("TRO", "melden", **MELDUNG)
    kreis.bring("TRO", "KI")
    einlesung = lies_alle_ein(hennef, [kreis.gib("KI", "HEN")])
    satz = "Es fehlt 1 Eintrag von Stelle TRO (Nr. 1). Ihre nächste Datei fordert ihn an."
    assert einlesung.als_saetze()[1:] == [satz]
    assert bilanz(hennef).fehlt == [("Stelle TRO", 1, 1)]
    assert was_fehlt(hennef) == [
        "1 Eintrag von Stelle TRO fehlt noch. Bitte auf der Seite Übergabe anfordern."
    ]
    anfrage = kreis.gib("HEN", "KI")
    assert was_fehlt(hennef) == ["1 Eintrag von Stelle TRO fehlt noch; er ist angefordert."]
    gefragt = zerlegt(anfrage, kreis.plaetze["KI"].profil.schluessel).manifest.fehlt
    assert gefragt == ((kreis.plaetze["TRO"].log, 1, 1),)


def test_nach_der_vertretung_fehlt_nichts_mehr_fuer_die_andere_stelle(kreis: Kreis) -> None:
    ki, hennef = kreis.plaetze["KI"], kreis.plaetze["HEN"]
    weise_zu(ki, "HEN1", "TRO", Rolle.CM_STELLE, None, ki.heute())
    kreis.tue("TRO", "melden", **MELDUNG)
    kreis.bring("TRO", "KI")
    kreis.bring("KI", "HEN")
    assert bilanz(hennef).fehlt
    am(hennef, 1)
    assert bilanz(hennef).fehlt == []


def test_wer_zurueckgeholt_ist_fordert_auch_fuer_die_andere_stelle_alles_an(
    vertreten: Kreis,
) -> None:
    kreis, hennef = vertreten, vertreten.plaetze["HEN"]
    fordere_alles_an(hennef)
    anfrage = kreis.gib("HEN", "KI")
    gefragt = zerlegt(anfrage, kreis.plaetze["KI"].profil.schluessel).manifest.fehlt
    assert kreis.plaetze["TRO"].log in {log for log, _, _ in gefragt}


def test_eine_weitere_rolle_oeffnet_nur_an_ihren_tagen(kreis: Kreis) -> None:
    """Hennef stands in as CM-Koordination for three days; before and after it reads its own."""
    ki = kreis.plaetze["KI"]
    weise_zu(ki, "HEN1", "HEN", Rolle.CM_KOORDINATION, date(2026, 1, 20), date(2026, 1, 22))
    for tag, liest in ((2, False), (9, True), (13, False)):
        for ap in (ki, kreis.plaetze["HEN"], kreis.plaetze["TRO"]):
            am(ap, tag)
        titel = f"Gemeldet nach {tag} Tagen"
        kreis.tue("TRO", "melden", **{**MELDUNG, "titel": titel})
        kreis.bring("TRO", "KI")
        kreis.bring("KI", "HEN")
        titel_hier = {z.titel for z in liste(kreis.plaetze["HEN"], Filter(arten=("meldung",)))}
        assert (titel in titel_hier) is liest, tag
