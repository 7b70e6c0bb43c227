"""What every test finds ready: compiled forms, Qt without a screen.

Hypothesis tries the same examples each time and sets no deadline, so that a gate says the same of
the same code; `--hypothesis-profile default` looks for new ones.
"""

import os

import pytest
from hypothesis import settings

from erzeugen import erzeuge

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
erzeuge()
settings.load_profile("ci")

pytest_plugins = ["tests.hilfen.vorrat"]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Leave the keyring of whoever runs pytest by hand alone."""
    if item.get_closest_marker("schluesselbund") and "KIM_TEST_SCHLUESSELBUND" not in os.environ:
        pytest.skip("nur mit tools/testen.py: braucht einen eigenen Schlüsselbund")
