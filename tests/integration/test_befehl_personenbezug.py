"""Der Befehl, der in einem Text sucht, was auf Personen deutet."""

from pathlib import Path

from tests.hilfen.befehl import Rufe, abgewiesen
from tests.integration.conftest import Kopie

SATZ = "Über Größe hinaus: Frau Amira Haddad, Tel. 02241 / 99 12 34, wartet."


def test_der_befehl_nennt_stelle_art_und_worte(kopie: Kopie, rufe: Rufe, tmp_path: Path) -> None:
    profil, datei = kopie("HEN"), tmp_path / "text.txt"
    datei.write_text(SATZ, encoding="utf-8")
    funde = rufe(profil, "personenbezug", datei, "--json").werte
    assert [(f["art"], f["text"]) for f in funde] == [
        ("name", "Amira Haddad"),
        ("telefon", "02241 / 99 12 34"),
    ]
    assert all(SATZ[f["von"] : f["bis"]] == f["text"] for f in funde)
    lesbar = rufe(profil, "personenbezug", datei).aus
    assert "Telefonnummer" in lesbar
    datei.write_text("Der Kreis sucht Plätze.", encoding="utf-8")
    assert "niemand" in rufe(profil, "personenbezug", datei).aus


def test_stellen_zaehlen_auch_wo_zeilen_nach_windows_art_enden(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, datei = kopie("HEN"), tmp_path / "text.txt"
    text = "Erste Zeile\r\nzweite\r\nFrau Amira Haddad\r\n"
    datei.write_bytes(text.encode())
    (fund,) = rufe(profil, "personenbezug", datei, "--json").werte
    assert text[fund["von"] : fund["bis"]] == "Amira Haddad"


def test_was_dienstlich_ist_merkt_sich_der_arbeitsplatz(
    kopie: Kopie, rufe: Rufe, tmp_path: Path
) -> None:
    profil, datei = kopie("HEN"), tmp_path / "text.txt"
    datei.write_text(SATZ, encoding="utf-8")
    gemerkt = rufe(profil, "personenbezug", "--stehen-lassen", "Amira Haddad", "--json").werte
    assert gemerkt == ["Amira Haddad"]
    assert [f["art"] for f in rufe(profil, "personenbezug", datei, "--json").werte] == ["telefon"]
    assert rufe(profil, "personenbezug", "--nicht-mehr", "Amira Haddad", "--json").werte == []
    assert len(rufe(profil, "personenbezug", datei, "--json").werte) == 2


def test_was_sich_nicht_lesen_laesst_wird_gesagt(kopie: Kopie, rufe: Rufe, tmp_path: Path) -> None:
    profil = kopie("HEN")
    (tmp_path / "bild.png").write_bytes(b"\x89PNG\xff\xfe")
    for datei in (tmp_path / "bild.png", tmp_path / "fehlt.txt"):
        abgewiesen(rufe(profil, "personenbezug", datei, "--json"), 2, "eingabe")
