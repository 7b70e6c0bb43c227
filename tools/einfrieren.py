"""Freeze a small practice district as this version writes it, for all later versions to read.

python tools/einfrieren.py [ORDNER]      without ORDNER: tests/data/format-1, made anew

Run it again as long as the format is not released; from then on the folder stays as it is, and a
new format gets a new one. Content and keys come from seeds, only the encryption differs.
"""

from __future__ import annotations

import json
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from umgebung import WURZEL

sys.path.insert(0, str(WURZEL))

from kim_desktop.application.platz.pflege import stand
from kim_desktop.trust.anmeldung import lies_anmeldung
from kim_desktop.trust.kopf import FORMAT
from tests.hilfen.kleinkreis import LESER, Kleinkreis, gespielt_klein
from tests.hilfen.vergleich import lege_identitaet_ab

ZIEL = WURZEL / "tests" / "data" / f"format-{FORMAT}"


def friere_ein(ziel: Path) -> None:
    """Play the district and keep its files, one profile, and what they come to."""
    with tempfile.TemporaryDirectory(prefix="kim-einfrieren-") as name:
        klein = gespielt_klein(Path(name) / "kreis")
        shutil.rmtree(ziel, ignore_errors=True)
        ziel.mkdir(parents=True)
        angaben = {"leser": LESER, **_gehalten(klein), "uebergaben": _uebergaben(klein, ziel)}
        klein.kreis.schliesse()
        angaben["pruefziffern"] = _aufnahmen(klein, ziel)
        keine = shutil.ignore_patterns("sperre", "kim.db-*")
        shutil.copytree(klein.kreis.profil(LESER), ziel / "profil", ignore=keine)
    text = json.dumps(angaben, ensure_ascii=False, indent=1) + "\n"
    (ziel / "angaben.json").write_text(text, encoding="utf-8")


def _gehalten(klein: Kleinkreis) -> dict[str, Any]:
    summe, anzahl = stand(klein.kreis.plaetze[LESER])
    return {"stand": summe, "ereignisse": anzahl}


def _uebergaben(klein: Kleinkreis, ziel: Path) -> list[dict[str, str]]:
    """Copy every file in the order of writing, and the identities that open them."""
    (ziel / "uebergaben").mkdir()
    (ziel / "identitaeten").mkdir()
    post = []
    for an, datei in sorted(klein.post, key=lambda paar: paar[1]):
        ort = f"uebergaben/{datei.parent.name}_{datei.name}"
        shutil.copyfile(datei, ziel / ort)
        schluessel = klein.kreis.plaetze[an].profil.schluessel
        identitaet = lege_identitaet_ab(ziel / "identitaeten", schluessel)
        post.append({"an": an, "datei": ort, "identitaet": f"identitaeten/{identitaet.name}"})
    return post


def _aufnahmen(klein: Kleinkreis, ziel: Path) -> dict[str, str]:
    """Copy the files of enrolment; return the digits of every Anmeldung."""
    ziffern = {}
    for datei in sorted(klein.kreis.ordner.glob("*.kim-anmeldung")):
        shutil.copy(datei, ziel)
        shutil.copyfile(datei.with_suffix(".kim-zu"), ziel / f"{datei.stem}.kim-zulassung")
        ziffern[datei.stem] = lies_anmeldung(datei.read_bytes()).pruefziffern
    return ziffern


def main(argumente: list[str]) -> int:
    """Freeze and say how much it is."""
    ziel = Path(argumente[0]) if argumente else ZIEL
    friere_ein(ziel)
    groesse = sum(d.stat().st_size for d in ziel.rglob("*") if d.is_file())
    print(f"{ziel}: {groesse} Bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
