"""Viele Anmeldungen auf einmal: gedruckt ohne Ziffern, zugelassen nur mit den richtigen."""

import csv
import io
import subprocess
import sys
from pathlib import Path

import pytest

from kim_desktop.application.arbeitsplatz import Arbeitsplatz, Zugang, wer_bin_ich
from kim_desktop.application.platz.einrichten import bereite_vor, melde_an, tritt_bei
from kim_desktop.domain.rollen import Rolle
from tests.hilfen.befehl import Rufe, abgewiesen, fuelle
from tests.hilfen.kreis import geoeffnet, quelle

from .conftest import Kopie

NAMEN = ("Eitorf", "Much", "Windeck")


@pytest.fixture
def post(tmp_path: Path) -> Path:
    """Three Anmeldungen and a damaged one."""
    ordner = tmp_path / "post"
    ordner.mkdir()
    for name in NAMEN:
        with neuer(tmp_path, name) as ap:
            melde_an(ap, ordner / f"{name}.kim-anmeldung")
    (ordner / "kaputt.kim-anmeldung").write_bytes(b"{}")
    return ordner


class neuer:  # noqa: N801 - reads as a noun
    """Prepare or open one new workplace."""

    def __init__(self, ordner: Path, name: str) -> None:
        self._ort, self._name = ordner / "neu" / name, name

    def __enter__(self) -> Arbeitsplatz:
        self.ap = bereite_vor(
            self._ort,
            Zugang(),
            stelle=f"CM-Stelle {self._name}",
            rollen=[Rolle.CM_STELLE],
            uebung=True,
            quelle=quelle(self._name),
        )
        return self.ap

    def __exit__(self, *_: object) -> None:
        self.ap.schliesse()


def ziffern(tmp_path: Path, name: str) -> str:
    with geoeffnet(tmp_path / "neu" / name) as ap:
        return melde_an(ap, tmp_path / "weg").pruefziffern


def tabelle(tmp_path: Path, **ersatz: str) -> str:
    kuerzel = {"Eitorf": "EIT", "Much": "MUC", "Windeck": "WIN"}
    zeilen = ["datei;rollen;kuerzel;pruefziffern"]
    for name in NAMEN:
        code = ersatz.get(name, ziffern(tmp_path, name))
        zeilen.append(f"{name}.kim-anmeldung;cm-stelle;{kuerzel[name]};{code}")
    return "\n".join(zeilen) + "\n"


def nummer(profil: Path) -> int:
    with geoeffnet(profil) as ap:
        return wer_bin_ich(ap).verzeichnis.nummer


def test_die_liste_nennt_alle_und_keine_ziffer(
    kopie: Kopie, rufe: Rufe, post: Path, tmp_path: Path
) -> None:
    pdf, csv_datei = tmp_path / "liste.pdf", tmp_path / "liste.csv"
    antwort = rufe(
        kopie("KI"), "anmeldungen", post, "--liste", pdf, "--tabelle", csv_datei, "--json"
    )
    assert antwort.status == 1
    assert len(antwort.werte) == 4
    assert [w["datei"] for w in antwort.werte if "fehler" in w] == [
        str(post / "kaputt.kim-anmeldung")
    ]
    gedruckt = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    zeilen = list(csv.DictReader(io.StringIO(csv_datei.read_text("utf-8-sig")), delimiter=";"))
    assert [z["stelle"] for z in zeilen] == [f"CM-Stelle {n}" for n in NAMEN]
    for name in NAMEN:
        assert f"CM-Stelle {name}" in gedruckt
        for gruppe in ziffern(tmp_path, name).split():
            assert gruppe not in gedruckt
            assert gruppe not in csv_datei.read_text("utf-8-sig")
            assert gruppe not in antwort.aus


def test_alle_kommen_in_einer_version_ins_verzeichnis(
    kopie: Kopie, rufe: Rufe, post: Path, tmp_path: Path
) -> None:
    ki, liste = kopie("KI"), post / "liste.csv"
    liste.write_text(tabelle(tmp_path))
    vorher = nummer(ki)
    antwort = rufe(ki, "zulassen-liste", liste, "--json")
    assert antwort.status == 0
    assert nummer(ki) == vorher + 1
    for name in NAMEN:
        with geoeffnet(tmp_path / "neu" / name) as ap:
            tritt_bei(ap, post / f"{name}.kim-zulassung")
            assert wer_bin_ich(ap).stelle.name == f"CM-Stelle {name}"


def test_falsche_ziffern_halten_die_anderen_nicht_auf(
    kopie: Kopie, rufe: Rufe, post: Path, tmp_path: Path
) -> None:
    ki, liste = kopie("KI"), post / "liste.csv"
    falsch = ziffern(tmp_path, "Eitorf")
    liste.write_text(tabelle(tmp_path, Much=falsch, Windeck=""))
    antwort = rufe(ki, "zulassen-liste", liste, "--json")
    assert antwort.status == 1
    assert [Path(z["datei"]).stem for z in antwort.werte["zugelassen"]] == ["Eitorf"]
    gruende = {Path(a["datei"]).stem: a["grund"] for a in antwort.werte["abgelehnt"]}
    assert "passen nicht" in gruende["Much"]
    assert "fehlen" in gruende["Windeck"]
    assert not (post / "Much.kim-zulassung").exists()
    # The corrected list admits the rest and writes the lost file of the first one again.
    liste.write_text(tabelle(tmp_path))
    assert rufe(ki, "zulassen-liste", liste, "--json").status == 0
    with geoeffnet(ki) as ap:
        kuerzel = {s.kuerzel for s in wer_bin_ich(ap).verzeichnis.stellen.values()}
    assert {"EIT", "MUC", "WIN"} <= kuerzel


def test_wer_schon_zugelassen_ist_wird_auch_in_der_liste_nicht_anders(
    kopie: Kopie, rufe: Rufe, post: Path, tmp_path: Path
) -> None:
    ki, liste = kopie("KI"), post / "liste.csv"
    liste.write_text(tabelle(tmp_path))
    assert rufe(ki, "zulassen-liste", liste).status == 0
    assert rufe(ki, "beenden", "WIN1").status == 0
    vorher = nummer(ki)
    liste.write_text(tabelle(tmp_path).replace("cm-stelle;MUC", "ki-leitung;MUC"))
    antwort = rufe(ki, "zulassen-liste", liste, "--json")
    assert [Path(z["datei"]).stem for z in antwort.werte["zugelassen"]] == ["Eitorf"]
    gruende = {Path(a["datei"]).stem: a["grund"] for a in antwort.werte["abgelehnt"]}
    assert "MUC1 (CM-Stelle Much) ist schon zugelassen, als CM-Stelle" in gruende["Much"]
    assert "WIN1 (CM-Stelle Windeck) ist geschlossen" in gruende["Windeck"]
    assert nummer(ki) == vorher


def test_laesst_sich_eine_zulassung_nicht_schreiben_ist_niemand_zugelassen(
    kopie: Kopie, rufe: Rufe, post: Path, tmp_path: Path, kleiner_traeger: Path
) -> None:
    ki, liste = kopie("KI"), post / "liste.csv"
    liste.write_text(tabelle(tmp_path))
    vorher = nummer(ki)
    last = fuelle(kleiner_traeger)
    antwort = rufe(ki, "zulassen-liste", liste, "--nach", kleiner_traeger, "--json")
    abgewiesen(antwort, 5, "umgebung", "Nicht geschrieben")
    assert [d.name for d in kleiner_traeger.iterdir()] == ["last"]
    assert nummer(ki) == vorher
    last.unlink()
    assert rufe(ki, "zulassen-liste", liste, "--nach", kleiner_traeger).status == 0


def test_zweimal_dasselbe_kuerzel_in_einer_liste(
    kopie: Kopie, rufe: Rufe, post: Path, tmp_path: Path
) -> None:
    liste = post / "liste.csv"
    liste.write_text(tabelle(tmp_path).replace("MUC", "EIT"))
    antwort = rufe(kopie("KI"), "zulassen-liste", liste, "--json")
    assert antwort.status == 1
    assert "EIT" in antwort.werte["abgelehnt"][0]["grund"]
    assert len(antwort.werte["zugelassen"]) == 2


@pytest.mark.parametrize(
    ("inhalt", "wort"),
    [
        ("", "Spalten"),
        ("datei;rollen\n", "pruefziffern"),
        ("datei;rollen;pruefziffern\n", "keine Anmeldung"),
        ("datei;rollen;pruefziffern\nx;mond;1\n", "Zeile 2"),
        ("datei;rollen;pruefziffern\n;cm-stelle;1\n", "Zeile 2"),
    ],
)
def test_eine_liste_die_nicht_passt(
    kopie: Kopie, rufe: Rufe, tmp_path: Path, inhalt: str, wort: str
) -> None:
    liste = tmp_path / "liste.csv"
    liste.write_text(inhalt)
    abgewiesen(rufe(kopie("KI"), "zulassen-liste", liste, "--json"), 2, "eingabe", wort)


def test_die_liste_kommt_auch_von_der_standardeingabe(
    kopie: Kopie,
    rufe: Rufe,
    post: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(post)
    monkeypatch.setattr(sys, "stdin", io.StringIO(tabelle(tmp_path)))
    assert rufe(kopie("KI"), "zulassen-liste", "-", "--json").status == 0


def test_wer_das_verzeichnis_nicht_fuehrt_laesst_niemanden_zu(
    kopie: Kopie, rufe: Rufe, post: Path, tmp_path: Path
) -> None:
    liste = post / "liste.csv"
    liste.write_text(tabelle(tmp_path))
    abgewiesen(rufe(kopie("HEN"), "zulassen-liste", liste, "--json"), 3, "prozess")
    assert not list(post.glob("*.kim-zulassung"))
