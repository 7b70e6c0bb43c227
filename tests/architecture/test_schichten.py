"""The arrows between the parts of the program, and that the check on them bites."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

WURZEL = Path(__file__).parents[2]
PAKET = WURZEL / "kim_desktop"
LINTER = "from importlinter.cli import lint_imports_command; lint_imports_command()"

VERSTOESSE = {
    "nach oben": ("domain", "import kim_desktop.store", "Pfeile zeigen nur nach unten"),
    "zum Geschwister": ("papers", "from kim_desktop import handover", "Geschwister kennen sich"),
    "im Speicher nach oben": ("store/log", "from ..profil import profil", "Auch im Speicher"),
    "im Fenster nach oben": ("ui/bausteine", "from .. import hauptfenster", "Auch im Fenster"),
    "an application vorbei": ("ui", "import kim_desktop.store", "reden nur mit application"),
    "ausser Haus": ("application", "import sqlalchemy.orm", "hat ein Zuhause"),
    "fremdes Zuhause": ("handover", "import cryptography", "hat ein Zuhause"),
    "ohne Platz im Haus": ("neuer_teil", "", "Pfeile zeigen nur nach unten"),
}


def pruefe_schichten(ordner: Path) -> tuple[int, str]:
    lauf = subprocess.run(
        [sys.executable, "-c", LINTER, "--no-logo", "--no-cache"],
        cwd=ordner,
        capture_output=True,
        text=True,
        check=False,
    )
    return lauf.returncode, " ".join((lauf.stdout + lauf.stderr).split())


def test_schichten_gelten() -> None:
    status, ausgabe = pruefe_schichten(WURZEL)
    assert status == 0, ausgabe


@pytest.mark.parametrize("verstoss", VERSTOESSE)
def test_gepflanzter_verstoss_faellt_auf(verstoss: str, tmp_path: Path) -> None:
    teil, zeile, vertrag = VERSTOESSE[verstoss]
    shutil.copy(WURZEL / "pyproject.toml", tmp_path)
    shutil.copytree(PAKET, tmp_path / "kim_desktop", ignore=shutil.ignore_patterns("__pycache__"))
    gepflanzt = tmp_path / "kim_desktop" / teil / "gepflanzt.py"
    gepflanzt.parent.mkdir(exist_ok=True)
    (gepflanzt.parent / "__init__.py").touch()
    gepflanzt.write_text(zeile + "\n", encoding="utf-8")

    status, ausgabe = pruefe_schichten(tmp_path)

    assert status != 0
    assert vertrag in ausgabe.split("Broken contracts")[-1]
    assert (f"{teil.replace('/', '.')}.gepflanzt" if zeile else teil) in ausgabe


def fremde_importe(quelle: str) -> Iterator[str]:
    """Yield the packages that are neither ours nor the standard library's."""
    for knoten in ast.walk(ast.parse(quelle)):
        namen = []
        if isinstance(knoten, ast.Import):
            namen = [alias.name for alias in knoten.names]
        elif isinstance(knoten, ast.ImportFrom) and not knoten.level:
            namen = [str(knoten.module)]
        bekannt = sys.stdlib_module_names | {"kim_desktop"}
        yield from (name for name in namen if name.split(".")[0] not in bekannt)


def test_domain_kennt_nur_die_standardbibliothek() -> None:
    funde = {
        f"{datei.relative_to(WURZEL)}: {name}"
        for datei in (PAKET / "domain").rglob("*.py")
        for name in fremde_importe(datei.read_text(encoding="utf-8"))
    }
    assert not funde


def test_fremder_import_faellt_auf() -> None:
    quelle = (
        "import json\nfrom . import a\nfrom kim_desktop.domain import b\ndef f():\n import msgspec"
    )
    assert list(fremde_importe(quelle)) == ["msgspec"]
