"""Read-only data shipped with the program: lists, paper texts, fonts, icons."""

import json
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any


def ressource(pfad: str) -> Traversable:
    """Return the shipped file or folder, e.g. ``"fonts/SourceSans3-Regular.ttf"``.

    An installed wheel carries the folder inside the package, a checkout beside it.
    """
    paket = files("kim_desktop")
    drinnen = paket.joinpath("_resources")
    wurzel = drinnen if drinnen.is_dir() else files("kim_desktop").joinpath("..", "resources")
    return wurzel.joinpath(*pfad.split("/"))


def lies_json(pfad: str) -> Any:
    """Parse a shipped JSON file."""
    return json.loads(ressource(pfad).read_text(encoding="utf-8"))
