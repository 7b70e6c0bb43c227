"""Reading a printed sheet the way a person does: the groups that stand on it."""

import re
import subprocess
from pathlib import Path

_GRUPPE = re.compile(r"\b[2-9A-HJKMNP-Z]{5}\b")


def gruppen(pdf: Path) -> str:
    """Return the code printed on a sheet, in the order of its groups."""
    text = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, encoding="utf-8"
    ).stdout
    code = re.split(r"\n(?:Wann|Wozu) dieses Blatt", text)[0].partition("Der ")[2]
    return " ".join(_GRUPPE.findall(code))
