"""Status 4: Anmeldung and Zulassung."""

from pathlib import Path

from tests.hilfen.befehl import Antwort, Rufe, abgewiesen, unveraendert
from tests.hilfen.sendung import Sendung

from .conftest import Kopie


def zulassen(rufe: Rufe, profil: Path, anmeldung: Path, ziffern: str) -> Antwort:
    rollen = ("--rolle", "cm-stelle", "--kuerzel", "NEU")
    nach = ("--nach", anmeldung.with_suffix(".kim-zulassung"))
    return rufe(profil, "zulassen", anmeldung, "--pruefziffern", ziffern, *rollen, *nach, "--json")


def test_falsche_pruefziffern_enden_mit_4(
    neuling: Path, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil = kopie("KI")
    with unveraendert(profil):
        antwort = zulassen(rufe, profil, tmp_path / "neu.kim-anmeldung", "12345 " * 5)
        abgewiesen(antwort, 4, "uebergabe", "Prüfziffern passen nicht")
    assert not list(tmp_path.glob("*.kim-zulassung"))


def test_zu_wenige_pruefziffern_enden_mit_2(
    neuling: Path, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    antwort = zulassen(rufe, kopie("KI"), tmp_path / "neu.kim-anmeldung", "12345")
    abgewiesen(antwort, 2, "eingabe", "eingegeben wurden 5")


def test_eine_beschaedigte_anmeldung_endet_mit_4(
    neuling: Path, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, datei = kopie("KI"), tmp_path / "neu.kim-anmeldung"
    datei.write_bytes(datei.read_bytes().replace(b"Stelle NEU", b"Stelle ALT"))
    with unveraendert(profil):
        abgewiesen(zulassen(rufe, profil, datei, "1" * 25), 4, "uebergabe", "unversehrte Anmeldung")


def test_eine_verlorene_zulassung_laesst_sich_noch_einmal_schreiben(
    sendung: Sendung, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    anmeldung, profil = tmp_path / "HEN.kim-anmeldung", kopie("KI")
    ziffern = rufe(kopie("HEN"), "anmelden", "--nach", anmeldung, "--json").werte["pruefziffern"]
    with unveraendert(profil):
        assert zulassen(rufe, profil, anmeldung, ziffern).werte["stelle"] == "hen"


def test_eine_beschaedigte_oder_fremde_zulassung_endet_mit_4(
    sendung: Sendung, neuling: Path, rufe: Rufe, tmp_path: Path
) -> None:
    fremd = sendung.kreis.ordner / "HEN.kim-zu"
    kaputt = tmp_path / "kaputt.kim-zulassung"
    kaputt.write_bytes(fremd.read_bytes()[:-1])
    with unveraendert(neuling):
        abgewiesen(rufe(neuling, "beitreten", fremd, "--json"), 4, "uebergabe", "nicht für diesen")
        abgewiesen(rufe(neuling, "beitreten", kaputt, "--json"), 4, "uebergabe", "unversehrte")
        abgewiesen(rufe(neuling, "beitreten", tmp_path / "x", "--json"), 4, "uebergabe", "lesen")
