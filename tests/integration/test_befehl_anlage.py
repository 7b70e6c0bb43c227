"""Die Anlagen eines Vorgangs auf der Befehlszeile."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.hilfen import dateien
from tests.hilfen.befehl import Rufe, abgewiesen
from tests.hilfen.kreis import MELDUNG
from tests.integration.conftest import Kopie


def test_zeigen_nennt_die_anlagen_und_anlage_schreibt_eine(
    kopie: Kopie, rufe: Rufe, daten: Callable[[Any], Path], tmp_path: Path
) -> None:
    profil, orte = kopie("HEN"), []
    for name, verfasser in (("a.pdf", "A"), ("b.pdf", "B")):
        (tmp_path / name).write_bytes(dateien.pdf(verfasser))
        orte.append(str(tmp_path / name))
    ort = daten({**MELDUNG, "anlagen": orte})
    kennung = rufe(profil, "schritt", "melden", "--daten", ort, "--json").werte["kennung"]

    anlagen = rufe(profil, "zeigen", kennung, "--json").werte["anlagen"]
    assert [(a["name"], a["zustand"], a["art"]) for a in anlagen] == [
        ("a.pdf", "da", "PDF"),
        ("b.pdf", "da", "PDF"),
    ]
    ziel = tmp_path / "ziel.pdf"
    assert rufe(profil, "anlage", kennung, "b.pdf", "--nach", ziel, "--json").status == 0
    assert ziel.read_bytes() == dateien.pdf("B")
    rufe(profil, "anlage", kennung, anlagen[0]["hash"][:8], "--nach", ziel)
    assert ziel.read_bytes() == dateien.pdf("A")
    ordner = tmp_path / "ordner"
    ordner.mkdir()
    antwort = rufe(profil, "anlage", kennung, "b.pdf", "--nach", ordner, "--json")
    assert antwort.werte == {"datei": str(ordner / "b.pdf")}
    antwort = rufe(profil, "anlage", kennung, "c.pdf", "--nach", ziel, "--json")
    abgewiesen(antwort, 2, "eingabe")
    assert "Es gibt: a.pdf, b.pdf." in antwort.fehler

    (profil / "anlagen" / anlagen[0]["hash"][:2] / anlagen[0]["hash"]).unlink()
    text = rufe(profil, "zeigen", kennung).aus
    assert "Anlage fehlt – ist angefordert" in text
    abgewiesen(rufe(profil, "anlage", kennung, "a.pdf", "--nach", ziel, "--json"), 2, "eingabe")
