"""Hatch's build hook: compile the forms, and give the wheel the resources."""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Bauhaken(BuildHookInterface):  # type: ignore[type-arg]  # its configuration type is not public
    """Run before every wheel, editable ones included."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile what is stale; an editable installation reads resources/ where it lies."""
        sys.path.insert(0, str(Path(self.root, "tools")))
        from erzeugen import erzeuge

        erzeuge(Path(self.root))
        if version == "standard":
            build_data["force_include"]["resources"] = "kim_desktop/_resources"
