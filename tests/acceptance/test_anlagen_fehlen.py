"""Eine fehlende oder beschädigte Anlage kommt mit der nächsten Datei dessen, der sie hat."""

from collections.abc import Callable
from pathlib import Path

import pytest

from kim_desktop.application import ansicht
from kim_desktop.application.ansicht import Filter, liste
from kim_desktop.application.uebergabe.austausch import lies_ein
from kim_desktop.application.uebergabe.bilanz import Lage, uebersicht
from kim_desktop.application.uebergabe.einlesen import lies_alle_ein
from kim_desktop.application.uebergabe.versand import ausstand, verschicke, zu_gross_fuer_mail
from kim_desktop.domain.rollen import Rolle
from tests.hilfen.kreis import MELDUNG, Kreis, gruende, nimm_auf
from tests.hilfen.schaden import kippe

INHALT = b"%PDF-1.7 Ablauf " + b"x" * 5000
Schaden = Callable[[Path], object]


def gemeldet(kreis: Kreis, ordner: Path, name: str = "Ablauf.pdf", inhalt: bytes = INHALT) -> str:
    """Report with an attachment; return its hash."""
    datei = ordner / name
    datei.write_bytes(inhalt)
    kennung = kreis.tue("HEN", "melden", **MELDUNG, anlagen=[str(datei)]).kennung
    (anlage,) = ansicht.zeige(kreis.plaetze["HEN"], kennung).verlauf[0].inhalt["anlagen"]
    return str(anlage["hash"])


def ort(kreis: Kreis, wer: str, hash_: str) -> Path:
    return kreis.profil(wer) / "anlagen" / hash_[:2] / hash_


@pytest.fixture
def zwei(tmp_path: Path) -> Kreis:
    kreis = gruende(tmp_path / "k")
    nimm_auf(kreis, "HEN", Rolle.CM_STELLE)
    kreis.bring("KI", "HEN")
    return kreis


@pytest.mark.parametrize("schaden", [Path.unlink, lambda p: p.write_bytes(b"")])
def test_was_fehlt_kommt_mit_der_naechsten_datei(
    zwei: Kreis, tmp_path: Path, schaden: Schaden
) -> None:
    hash_ = gemeldet(zwei, tmp_path)
    zwei.bring("HEN", "KI")
    schaden(ort(zwei, "KI", hash_))
    assert zwei.plaetze["KI"].profil.anlagen.lies(hash_) is None
    zwei.bring("KI", "HEN")
    assert [e.name for e in ausstand(zwei.plaetze["HEN"]).an] == ["CM-Koordination"]
    zwei.bring("HEN", "KI")
    assert zwei.plaetze["KI"].profil.anlagen.lies(hash_) == INHALT
    zwei.bring("KI", "HEN")
    assert ausstand(zwei.plaetze["HEN"]).an == ()
    zwei.schliesse()


def test_nur_was_gefragt_ist_kommt_noch_einmal(zwei: Kreis, tmp_path: Path) -> None:
    gesucht = gemeldet(zwei, tmp_path)
    gross = b"%PDF-1.7 " + bytes(range(256)) * 4000
    for nr in range(3):
        gemeldet(zwei, tmp_path, f"{nr}.pdf", gross + bytes([nr]))
    zwei.bring("HEN", "KI")
    ort(zwei, "KI", gesucht).unlink()
    zwei.bring("KI", "HEN")
    datei = zwei.gib("HEN", "KI")
    assert datei.stat().st_size < 50_000
    bericht = lies_ein(zwei.plaetze["KI"], datei)
    assert (bericht.anlagen, bericht.neu) == (1, 0)
    zwei.schliesse()


def test_eine_beim_absender_beschaedigte_anlage_wird_dort_selbst_angefordert(
    zwei: Kreis, tmp_path: Path
) -> None:
    hash_ = gemeldet(zwei, tmp_path)
    zwei.bring("HEN", "KI")
    kippe(ort(zwei, "HEN", hash_))
    ort(zwei, "KI", hash_).unlink()
    zwei.bring("KI", "HEN")
    zwei.bring("HEN", "KI")
    assert zwei.plaetze["KI"].profil.anlagen.lies(hash_) is None
    assert not ort(zwei, "HEN", hash_).exists()
    zwei.plaetze["KI"].profil.anlagen.lege_ab(INHALT)
    zwei.bring("HEN", "KI")
    zwei.bring("KI", "HEN")
    assert zwei.plaetze["HEN"].profil.anlagen.lies(hash_) == INHALT
    zwei.schliesse()


def test_was_niemand_mehr_hat_haelt_nichts_auf(zwei: Kreis, tmp_path: Path) -> None:
    hash_ = gemeldet(zwei, tmp_path)
    zwei.bring("HEN", "KI")
    for wer in ("HEN", "KI"):
        ort(zwei, wer, hash_).unlink()
    for _ in range(2):
        zwei.bring("KI", "HEN")
        zwei.bring("HEN", "KI")
    assert ausstand(zwei.plaetze["HEN"]).an == ausstand(zwei.plaetze["KI"]).an == ()
    zwei.schliesse()


def test_was_in_keine_mail_passt_wird_vorher_gesagt_und_folgt_spaeter(
    zwei: Kreis, tmp_path: Path
) -> None:
    hen = zwei.plaetze["HEN"]
    gross = gemeldet(zwei, tmp_path, "gross.pdf", b"%PDF-1.7 " + bytes(21 * 1024 * 1024))
    klein = gemeldet(zwei, tmp_path)
    an = ausstand(hen).an
    satz = zu_gross_fuer_mail(hen, an)
    assert satz.startswith("Die Datei an CM-Koordination (22 MB) wird zu groß für eine Mail.")

    (sendung,) = verschicke(hen, [e.stelle for e in an], tmp_path, fuer_mail=True).sendungen
    assert sendung.datei.stat().st_size < 100_000
    assert "im Anhang" in sendung.text
    lies_ein(zwei.plaetze["KI"], sendung.datei)
    ki = zwei.plaetze["KI"].profil.anlagen
    assert ki.lies(klein) == INHALT
    assert ki.lies(gross) is None
    assert len(liste(zwei.plaetze["KI"], Filter())) == 2
    zwei.bring("KI", "HEN")
    assert zu_gross_fuer_mail(hen, ausstand(hen).an) == satz
    zwei.bring("HEN", "KI")
    assert ki.lies(gross) is not None
    zwei.bring("KI", "HEN")
    assert zu_gross_fuer_mail(hen, ausstand(hen).an) == ""
    zwei.schliesse()


def test_anlagen_in_mehreren_mails_kommen_alle_ohne_dass_jemand_anruft(
    zwei: Kreis, tmp_path: Path
) -> None:
    """Everybody sends what the program says is to be sent, and nothing else."""
    inhalte = [bytes([65 + nr]) * (12 * 1024 * 1024) for nr in range(3)]
    gesucht = [
        gemeldet(zwei, tmp_path, f"{nr}.pdf", b"%PDF-1.7 " + inhalt)
        for nr, inhalt in enumerate(inhalte)
    ]
    fehlende = [len(gesucht)]
    while schick_per_mail(zwei, "HEN", "KI"):
        fehlende.append(sum(not ort(zwei, "KI", h).exists() for h in gesucht))
        bilanz = uebersicht(zwei.plaetze["KI"], "HEN").stellen[0]
        assert (bilanz.lage is Lage.FEHLT) is bool(fehlende[-1])
        schick_per_mail(zwei, "KI", "HEN")
    assert fehlende == [3, 2, 1, 0]
    assert ausstand(zwei.plaetze["KI"]).an == ()
    zwei.schliesse()


def schick_per_mail(kreis: Kreis, von: str, an: str) -> int:
    """Write what is owed for mails and let `an` take it in; return how many files that are."""
    offen = ausstand(kreis.plaetze[von]).an
    if not offen:
        return 0
    stellen = [e.stelle for e in offen]
    sendungen = verschicke(kreis.plaetze[von], stellen, kreis.post, fuer_mail=True).sendungen
    for sendung in sendungen:
        lies_ein(kreis.plaetze[an], sendung.datei)
    return len(sendungen)


def test_eine_anlage_die_niemand_hat_wird_einmal_erfragt(zwei: Kreis, tmp_path: Path) -> None:
    hash_ = gemeldet(zwei, tmp_path)
    zwei.bring("HEN", "KI")
    for wer in ("HEN", "KI"):
        ort(zwei, wer, hash_).unlink()
    ki, hen = zwei.plaetze["KI"], zwei.plaetze["HEN"]
    satz = "1 Anlage fehlt: bitte jetzt anfordern"
    assert uebersicht(ki, "HEN").stellen[0].satz == satz
    assert [e.name for e in ausstand(ki).an] == ["Stelle HEN"]
    zwei.bring("KI", "HEN")
    assert uebersicht(ki, "HEN").stellen[0].satz.startswith("1 Anlage fehlt, sie ist angefordert")
    assert ausstand(ki).an == ()
    assert [e.name for e in ausstand(hen).an] == ["CM-Koordination"]
    # Hennef asks back; the answer is that there is none here either.
    zwei.bring("HEN", "KI")
    zwei.bring("KI", "HEN")
    assert ausstand(ki).an == ausstand(hen).an == ()
    zwei.schliesse()


def test_eine_verlorene_anlage_kommt_auch_aus_einer_schon_gelesenen_datei(
    zwei: Kreis, tmp_path: Path
) -> None:
    verloren, geloescht = gemeldet(zwei, tmp_path), gemeldet(zwei, tmp_path, "b.pdf", INHALT + b"b")
    datei, ki = zwei.gib("HEN", "KI"), zwei.plaetze["KI"]
    lies_ein(ki, datei)
    eintrag = ansicht.zeige(ki, "HEN1-2026-002").verlauf[0].id
    zwei.tue("KI", "loeschen", ereignisse=[eintrag], grund="irrtum")
    ort(zwei, "KI", verloren).unlink()
    (vorschau,) = lies_alle_ein(ki, [datei], nur_vorschau=True).berichte
    assert vorschau.anlagen == 1
    assert ki.profil.anlagen.lies(verloren) is None
    (satz,) = lies_alle_ein(ki, [datei]).als_saetze()
    assert satz == f"{datei.name}: bereits am 12.01.2026 übernommen, 1 fehlende Anlage ergänzt."
    assert ki.profil.anlagen.lies(verloren) == INHALT
    assert ki.profil.anlagen.lies(geloescht) is None
    (satz,) = lies_alle_ein(ki, [datei]).als_saetze()
    assert satz == f"{datei.name}: bereits am 12.01.2026 übernommen."
    zwei.schliesse()
