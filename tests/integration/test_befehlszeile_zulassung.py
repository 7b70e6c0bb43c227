"""Status 4: Anmeldung and Zulassung."""

from pathlib import Path

import pytest

from tests.hilfen.befehl import Antwort, Rufe, abgewiesen, unveraendert
from tests.hilfen.sendung import Sendung

from .conftest import Kopie


def zulassen(
    rufe: Rufe,
    profil: Path,
    anmeldung: Path,
    ziffern: str,
    *worte: object,
    rolle: str = "cm-stelle",
    kuerzel: str = "NEU",
    nach: Path | None = None,
) -> Antwort:
    wie = ("--rolle", rolle, "--kuerzel", kuerzel, *worte, "--json")
    ziel = ("--nach", nach or anmeldung.with_suffix(".kim-zulassung"))
    return rufe(profil, "zulassen", anmeldung, "--pruefziffern", ziffern, *wie, *ziel)


def ziffern_von(rufe: Rufe, profil: Path, nach: Path) -> str:
    return str(rufe(profil, "anmelden", "--nach", nach, "--json").werte["pruefziffern"])


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
    ziffern = ziffern_von(rufe, kopie("HEN"), anmeldung)
    with unveraendert(profil):
        for kuerzel in ("HEN", ""):
            antwort = zulassen(rufe, profil, anmeldung, ziffern, kuerzel=kuerzel)
            assert antwort.werte["stelle"] == "hen"


def test_laesst_sich_die_zulassung_nicht_schreiben_ist_niemand_zugelassen(
    neuling: Path, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, anmeldung = kopie("KI"), tmp_path / "neu.kim-anmeldung"
    ziffern = ziffern_von(rufe, neuling, anmeldung)
    with unveraendert(profil):
        for ziel in (tmp_path / "fehlt" / "z", tmp_path):
            antwort = zulassen(rufe, profil, anmeldung, ziffern, nach=ziel)
            abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben")
    assert zulassen(rufe, profil, anmeldung, ziffern).werte["stelle"] == "neu"


def test_wer_schon_zugelassen_ist_wird_es_nicht_anders(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, anmeldung = kopie("KI"), tmp_path / "HEN.kim-anmeldung"
    ziffern = ziffern_von(rufe, kopie("HEN"), anmeldung)
    with unveraendert(profil):
        for rolle, kuerzel, worte in (
            ("ki-leitung", "HEN", ()),
            ("cm-stelle,projektgruppe", "HEN", ()),
            ("cm-stelle", "BOX", ()),
            ("cm-stelle", "", ("--stelle", "Ganz anders")),
        ):
            antwort = zulassen(
                rufe, profil, anmeldung, ziffern, *worte, rolle=rolle, kuerzel=kuerzel
            )
            satz = "HEN1 (Stelle HEN) ist schon zugelassen, als CM-Stelle mit dem Kürzel HEN."
            abgewiesen(antwort, 3, "prozess", satz, "zuweisen", "beenden")
    assert not anmeldung.with_suffix(".kim-zulassung").exists()


def test_wer_geschlossen_ist_wird_nicht_noch_einmal_zugelassen(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, anmeldung = kopie("KI"), tmp_path / "HEN.kim-anmeldung"
    ziffern = ziffern_von(rufe, kopie("HEN"), anmeldung)
    assert rufe(profil, "beenden", "HEN1").status == 0
    antwort = zulassen(rufe, profil, anmeldung, ziffern, kuerzel="HEN")
    abgewiesen(antwort, 3, "prozess", "HEN1 (Stelle HEN) ist geschlossen", "neu einrichten")


def test_eine_bekannte_stelle_behaelt_ihr_kuerzel(
    neuling: Path, kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, anmeldung = kopie("KI"), tmp_path / "neu.kim-anmeldung"
    ziffern = ziffern_von(rufe, neuling, anmeldung)
    wie = ("--stelle", "Stelle HEN")
    antwort = zulassen(rufe, profil, anmeldung, ziffern, *wie, kuerzel="BOX")
    abgewiesen(antwort, 2, "eingabe", "mit dem Kürzel HEN im Verzeichnis")


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


@pytest.mark.parametrize(
    ("name", "satz"),
    [("Stelle 😀", "in keiner Schrift"), ("x" * 121, "höchstens 120"), (" ", "leer")],
)
def test_ein_name_muss_auf_jedes_papier_passen(
    kopie: Kopie, rufe: Rufe, tmp_path: Path, name: str, satz: str
) -> None:
    """Nobody can change it later, and every paper of this Stelle bears it."""
    profil = kopie("KI")
    neu = ("einrichten", "--uebung", "--json")
    with unveraendert(profil):
        abgewiesen(rufe(profil, "stelle-eintragen", name, "--json"), 2, "eingabe", satz)
    for angabe in (("--kreis", name), ("--stelle", name, "--rolle", "cm-stelle")):
        abgewiesen(rufe(tmp_path / "neu", *neu, *angabe), 2, "eingabe", satz)
        assert not (tmp_path / "neu").exists()
