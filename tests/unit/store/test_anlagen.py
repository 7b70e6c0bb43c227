"""Attachments: kept sealed, found by content, named harmlessly."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kim_desktop.domain.fehler import EingabeFehler
from kim_desktop.store.anlage.anlagen import HOECHSTENS, Anlagen, sauberer_name
from tests.hilfen.kreis import quelle
from tests.hilfen.schaden import kippe

INHALT = b"%PDF-1.7 Ein Bescheid aus Hennef"


@pytest.fixture
def anlagen(tmp_path: Path) -> Anlagen:
    return Anlagen(tmp_path / "anlagen", b"\1" * 32, quelle("anlagen"))


def datei(ordner: Path, name: str, inhalt: bytes = INHALT) -> Path:
    ziel = ordner / name
    ziel.write_bytes(inhalt)
    return ziel


def test_eine_anlage_kommt_unversehrt_zurueck(anlagen: Anlagen, tmp_path: Path) -> None:
    angaben = anlagen.nimm_auf(datei(tmp_path, "Bescheid.PDF"))
    assert angaben["name"] == "Bescheid.PDF"
    assert angaben["groesse"] == len(INHALT)
    assert anlagen.lies(str(angaben["hash"])) == INHALT


def test_auf_dem_datentraeger_steht_nichts_im_klartext(anlagen: Anlagen, tmp_path: Path) -> None:
    hash_ = anlagen.lege_ab(INHALT)
    (abgelegt,) = [d for d in (tmp_path / "anlagen").rglob("*") if d.is_file()]
    assert abgelegt.name == hash_
    assert b"Hennef" not in abgelegt.read_bytes()


def test_dieselbe_anlage_liegt_nur_einmal(anlagen: Anlagen, tmp_path: Path) -> None:
    assert anlagen.lege_ab(INHALT) == anlagen.lege_ab(INHALT)
    assert len([d for d in (tmp_path / "anlagen").rglob("*") if d.is_file()]) == 1


def test_eine_beschaedigte_oder_fehlende_anlage_wird_nicht_gelesen(
    anlagen: Anlagen, tmp_path: Path
) -> None:
    hash_ = anlagen.lege_ab(INHALT)
    ort = tmp_path / "anlagen" / hash_[:2] / hash_
    kippe(ort)
    assert anlagen.lies(hash_) is None
    ort.write_bytes(b"")
    assert anlagen.lies(hash_) is None
    ort.unlink()
    assert anlagen.lies(hash_) is None


@pytest.mark.parametrize("hash_", ["", "../../profil.json", "/etc/hosts", "0" * 63, "Z" * 64])
def test_ein_krummer_name_fuehrt_nirgendwohin(anlagen: Anlagen, hash_: str) -> None:
    assert anlagen.lies(hash_) is None


@pytest.mark.parametrize("name", ["makro.docm", "programm.exe", "ohne-endung", ".pdf", "a.pdf.js"])
def test_was_nicht_erlaubt_ist_wird_nicht_beigefuegt(
    anlagen: Anlagen, tmp_path: Path, name: str
) -> None:
    with pytest.raises(EingabeFehler, match="kann nicht beigefügt werden"):
        anlagen.nimm_auf(datei(tmp_path, name))


def test_zu_grosses_wird_nicht_beigefuegt(anlagen: Anlagen, tmp_path: Path) -> None:
    gross = datei(tmp_path, "gross.pdf")
    with gross.open("r+b") as offen:
        offen.truncate(HOECHSTENS + 1)
    with pytest.raises(EingabeFehler, match="größer als 25 MB"):
        anlagen.nimm_auf(gross)
    assert not (tmp_path / "anlagen").exists()


def test_was_es_nicht_gibt_wird_nicht_beigefuegt(anlagen: Anlagen, tmp_path: Path) -> None:
    (tmp_path / "ordner.pdf").mkdir()
    for name, satz in (("fehlt", "lässt sich nicht lesen"), ("ordner", "ist ein Ordner")):
        with pytest.raises(EingabeFehler, match=satz):
            anlagen.nimm_auf(tmp_path / f"{name}.pdf")


NAMEN = [
    ("Bescheid.pdf", "Bescheid.pdf"),
    ("../../autostart.pdf", "autostart.pdf"),
    ("C:\\Windows\\bescheid.pdf", "bescheid.pdf"),
    ("con.pdf", "Anlage_con.pdf"),
    ("LPT1.tar.pdf", "Anlage_LPT1.tar.pdf"),
    ("a\u202efdp.exe.pdf", "a_fdp.exe.pdf"),
    ("a\x00\nb.pdf", "a__b.pdf"),
    ('a<>:"|?*b.pdf', "a_______b.pdf"),
    ("  .. a .pdf. ", "a .pdf"),
    ("Über­gang.pdf", "Über­gang.pdf"),
]


@pytest.mark.parametrize(("name", "sauber"), NAMEN)
def test_namen_werden_gesaeubert(name: str, sauber: str) -> None:
    assert sauberer_name(name) == sauber


@given(st.text(max_size=300))
def test_jeder_name_wird_harmlos(name: str) -> None:
    sauber = sauberer_name(name)
    assert sauber
    assert len(sauber) <= 140
    assert not set(sauber) & set('/\\:*?"<>|\x00\n\r')
    assert sauber not in {".", ".."}
    assert not sauber.startswith(".")
